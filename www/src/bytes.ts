/** Browsers of before 2025 do not have it. */
const fromBase64 = (Uint8Array as { fromBase64?(text: string): Uint8Array<ArrayBuffer> }).fromBase64;

/** The bytes of base64, or of a data URL; decoded here because fetching one would count as a connection. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const bare = base64.slice(base64.indexOf(",") + 1);
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, bare);
  const text = atob(bare);
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}
