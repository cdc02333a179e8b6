// What the page remembers: the code of the municipality and, once set, after how long it clears.
const KEY = "domeinwijzer.gemeente";
const IDLE = "domeinwijzer.wissen";

/** The municipality in the address (`#gemeente=GM0718`): a code or a name. */
export function fromAddress(hash: string): string | null {
  const wanted = new URLSearchParams(hash.replace(/^#/, "")).get("gemeente");
  return wanted === null || wanted.trim() === "" ? null : wanted.trim();
}

export function toAddress(code: string): string {
  return `#gemeente=${encodeURIComponent(code)}`;
}

export function recall(): string | null {
  return read(KEY);
}

export function remember(code: string): void {
  write(KEY, code);
}

/** Minutes; null when it was never set here. */
export function recallIdle(): number | null {
  const text = read(IDLE);
  return text !== null && /^[0-9]{1,2}$/.test(text) ? Number(text) : null;
}

export function rememberIdle(minutes: number): void {
  write(IDLE, String(minutes));
}

// Storage may be switched off; then the choice is asked again the next time.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
}
