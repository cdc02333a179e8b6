/** The bytes of base64, or of a data URL; decoded here because fetching one would count as a connection. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.slice(base64.indexOf(",") + 1));
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}
