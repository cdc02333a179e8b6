// One file is written in one tab at a time: the lock of the browser says in which. Another tab that takes it
// over asks first, so that the last key is kept before the other goes on.

export interface Claim {
  release(): void;
}

const NAME = "domeinwijzer-werkbank";
/** A tab that does not answer, because it hangs or sleeps, loses the file after so many milliseconds. */
const PATIENCE = 3000;

interface Taken {
  readonly take: string;
}

/**
 * Claims a file. `lost` is called when another tab takes it over; it may take a moment to keep what there is.
 * Null when another tab has it and `take` was not asked. A browser without locks always agrees.
 */
export async function claim(path: string, take: boolean, lost: () => Promise<void>): Promise<Claim | null> {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return { release: () => undefined };
  const at = `${NAME}:${path}`;
  if (!take) return held(locks, at, path, { ifAvailable: true }, lost);
  const channel = new BroadcastChannel(NAME);
  channel.postMessage({ take: path } satisfies Taken);
  channel.close();
  const waited = await held(locks, at, path, { signal: AbortSignal.timeout(PATIENCE) }, lost);
  return waited ?? held(locks, at, path, { steal: true }, lost);
}

/** Null when the lock cannot be had this way. */
function held(locks: LockManager, at: string, path: string, how: LockOptions, lost: () => Promise<void>): Promise<Claim | null> {
  return new Promise((resolve) => {
    let free: () => void = () => undefined;
    const until = new Promise<void>((done) => (free = done));
    const channel = new BroadcastChannel(NAME);
    let mine = false;
    const end = () => {
      mine = false;
      channel.close();
      free();
    };
    channel.onmessage = ({ data }: MessageEvent<Taken>) => {
      if (mine && data.take === path) void lost().finally(end);
    };
    const request = locks.request(at, how, (lock) => {
      if (lock === null) {
        channel.close();
        return resolve(null);
      }
      mine = true;
      resolve({ release: end });
      return until;
    });
    request.catch(() => {
      // Refused, or stolen by a tab that waited long enough.
      channel.close();
      if (mine) void lost();
      mine = false;
      resolve(null);
    });
  });
}
