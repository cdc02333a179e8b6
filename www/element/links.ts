// Links come from protocol files, which are data: only these kinds are ever followed.
const ALLOWED = new Set(["https:", "mailto:", "tel:"]);

/** The address when it is of an allowed kind; anything else is shown as text. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return ALLOWED.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function phoneLink(number: string): string | null {
  const digits = number.replace(/[\s().-]/g, "");
  return /^\+?[0-9]{3,15}$/.test(digits) ? `tel:${digits}` : null;
}

export function mailLink(address: string): string | null {
  return /^[^\s@?&#]+@[^\s@?&#]+$/.test(address) ? safeLink(`mailto:${address}`) : null;
}
