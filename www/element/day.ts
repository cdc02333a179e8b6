// Dates as people read them; data keeps them as they are written there.

const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"] as const;

/** "2026-11-22" as "22 november 2026"; anything else as it is. */
export function day(iso: string): string {
  const [year, month, date] = iso.split("-");
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(date)} ${name} ${year}`;
}
