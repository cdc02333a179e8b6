// The engine counts bytes of UTF-8, an editor counts units of UTF-16. One walk over the text serves all places.

export interface Offsets {
  /** The place in the editor of a byte. */
  of(byte: number): number;
}

/** A mark so often, so that no look-up walks far. */
const STRIDE = 512;

export function offsets(text: string): Offsets {
  // Mostly there is nothing to count.
  if (/^[\0-\x7f]*$/.test(text)) return { of: (byte) => Math.min(Math.max(byte, 0), text.length) };
  const marks: number[] = [];
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % STRIDE === 0) marks.push(bytes);
    bytes += width(text, at);
  }
  return {
    of(byte) {
      let low = 0;
      let high = marks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((marks[middle] ?? 0) <= byte) low = middle;
        else high = middle - 1;
      }
      let at = low * STRIDE;
      for (let seen = marks[low] ?? 0; seen < byte && at < text.length; at += 1) seen += width(text, at);
      // Never between the halves of a pair.
      return at < text.length && width(text, at) === 0 ? at + 1 : at;
    },
  };
}

/** Bytes of a unit; those of a pair are counted with its first half. */
function width(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (unit >= 0xdc00 && unit <= 0xdfff) {
    const before = text.charCodeAt(at - 1);
    return before >= 0xd800 && before <= 0xdbff ? 0 : 3;
  }
  const after = text.charCodeAt(at + 1);
  return unit >= 0xd800 && unit <= 0xdbff && after >= 0xdc00 && after <= 0xdfff ? 4 : 3;
}
