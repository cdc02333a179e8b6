// Giving others a turn: no task of the page may keep a key waiting.

interface Yielding {
  yield?(): Promise<void>;
}

/** The rest comes in a task of its own. */
export function turn(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: Yielding };
  return scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
}

/** Milliseconds after which it is no longer waited for that the screen is painted: nobody may be looking. */
const UNSEEN = 100;

/** The rest comes when the screen shows what was drawn. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, UNSEEN);
    // The frame is painted after this; a task comes after that.
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(done);
    });
  });
}
