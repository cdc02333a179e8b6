// A file as UTF-8, piece by piece, in a worker: there reading may wait for the disk.

declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** How much is looked at before a file is read; the same as on the command line. */
const SAMPLE = 1 << 18;
/** How much is decoded at once. */
const PIECE = 1 << 15;

const reader = () => new FileReaderSync();

/** The first bytes of a file, and whether that is all of it. */
export function startOf(file: File): { readonly bytes: Uint8Array; readonly complete: boolean } {
  return { bytes: new Uint8Array(reader().readAsArrayBuffer(file.slice(0, SAMPLE))), complete: file.size < SAMPLE };
}

/** Gives a file in UTF-8: at most so many bytes at a time, none at its end. */
export class Text {
  #at = 0;
  #left: Uint8Array = new Uint8Array();
  readonly #decoder: TextDecoder | null;
  readonly #encoder = new TextEncoder();

  constructor(
    private readonly file: File,
    charset: string,
  ) {
    // What is no UTF-8 after all has to stay what it is: it then fits no question.
    this.#decoder = charset === "UTF-8" ? null : new TextDecoder(charset);
  }

  /** The bytes of the file that were read. */
  get done(): number {
    return this.#at;
  }

  read(most: number): Uint8Array {
    while (this.#left.length === 0) {
      const ended = this.#at >= this.file.size;
      if (ended && this.#decoder === null) break;
      const bytes = new Uint8Array(reader().readAsArrayBuffer(this.file.slice(this.#at, this.#at + PIECE)));
      this.#at = Math.min(this.file.size, this.#at + bytes.length);
      this.#left = this.#decoder === null ? bytes : this.#encoder.encode(this.#decoder.decode(bytes, { stream: !ended }));
      if (ended) break;
    }
    const given = this.#left.subarray(0, most);
    this.#left = this.#left.subarray(given.length);
    return given;
  }
}
