// What the page remembers: the code of the municipality, and nothing else.
const KEY = "domeinwijzer.gemeente";

/** The municipality in the address (`#gemeente=GM0718`): a code or a name. */
export function fromAddress(hash: string): string | null {
  const wanted = new URLSearchParams(hash.replace(/^#/, "")).get("gemeente");
  return wanted === null || wanted.trim() === "" ? null : wanted.trim();
}

export function toAddress(code: string): string {
  return `#gemeente=${encodeURIComponent(code)}`;
}

// Storage may be switched off; then the choice is asked again the next time.
export function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function remember(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // Nothing to do: see above.
  }
}
