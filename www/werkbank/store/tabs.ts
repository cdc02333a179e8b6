// One file is written in one tab at a time: the lock of the browser says in which.

export interface Claim {
  release(): void;
}

/**
 * Claims a file. `lost` is called when another tab takes it over. Null when another tab has it and
 * `steal` was not asked. A browser without locks always agrees.
 */
export async function claim(path: string, steal: boolean, lost: () => void): Promise<Claim | null> {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return { release: () => undefined };
  return new Promise((resolve) => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((done) => (free = done));
    let released = false;
    locks
      .request(`domeinwijzer-werkbank:${path}`, steal ? { steal: true } : { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(null);
        resolve({
          release() {
            released = true;
            free();
          },
        });
        return held;
      })
      .catch(() => {
        // The lock was stolen.
        if (!released) lost();
      });
  });
}
