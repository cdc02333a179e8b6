// Work that may wait until the screen shows what it has.

/** Milliseconds without an answer before the reasons are worked out further. */
export const EXPLAIN_AFTER = 150;
/** Milliseconds during which what was cleared by hand can be brought back. */
export const UNDO_CLEAR = 60_000;

/** Runs something once the screen was painted and nothing came after it for a moment. */
export class Later {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly run: () => void,
    private readonly wait: number,
  ) {}

  /** Starts the wait, or starts it anew. */
  plan(): void {
    this.cancel();
    this.#timer = setTimeout(this.run, this.wait);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
