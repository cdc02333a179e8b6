// What was typed, kept in this browser until it is saved as a file. Nothing leaves it.

/** A text as it is, with what it was when it was last saved. */
export interface Kept {
  readonly path: string;
  readonly text: string;
  /** Null for a text that never was a file. */
  readonly saved: string | null;
  /** When it was kept, in milliseconds. */
  readonly at: number;
  /** The file on the disk, where the browser can hold on to it. */
  readonly handle: FileSystemFileHandle | null;
}

const NAME = "domeinwijzer-werkbank";
const STORE = "teksten";

export interface Drafts {
  all(): Promise<Kept[]>;
  /** Keeps the latest; what came before and was not written yet is passed over. */
  keep(draft: Kept): void;
  forget(path: string): Promise<void>;
  /** Settles when everything handed in was written or refused. */
  idle(): Promise<void>;
}

/** `failed` hears that nothing can be kept, and null when it works again. */
export function openDrafts(failed: (why: string | null) => void): Drafts {
  let base: Promise<IDBDatabase> | null = null;
  const next = new Map<string, Kept>();
  let running: Promise<void> | null = null;
  let wrong = false;

  const open = () => {
    base ??= opened().catch((error: unknown) => {
      base = null;
      throw error;
    });
    return base;
  };
  const write = async () => {
    for (let [first] = next; first !== undefined; [first] = next) {
      const [path, draft] = first;
      next.delete(path);
      try {
        await put(await open(), draft);
        if (wrong) failed(null);
        wrong = false;
      } catch (error) {
        wrong = true;
        failed(reason(error));
      }
    }
    running = null;
  };
  return {
    async all() {
      try {
        return await done((await open()).transaction(STORE).objectStore(STORE).getAll() as IDBRequest<Kept[]>);
      } catch (error) {
        failed(reason(error));
        return [];
      }
    },
    keep(draft) {
      next.set(draft.path, draft);
      running ??= write();
    },
    async forget(path) {
      next.delete(path);
      await running;
      try {
        await done((await open()).transaction(STORE, "readwrite").objectStore(STORE).delete(path));
      } catch (error) {
        failed(reason(error));
      }
    },
    async idle() {
      await running;
    },
  };
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "path" });
  return done(request);
}

async function put(base: IDBDatabase, draft: Kept): Promise<void> {
  // What counts is that it is on the disk when the tab is gone in the next moment.
  const transaction = base.transaction(STORE, "readwrite", { durability: "strict" });
  const finished = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error("onbekende fout"));
    transaction.onabort = () => reject(transaction.error ?? new Error("afgebroken"));
  });
  transaction.objectStore(STORE).put(draft);
  await finished;
}

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("onbekende fout"));
  });
}

function reason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  const advice = "Uw tekst staat nog op het scherm: sla hem nu op als bestand.";
  if (name === "QuotaExceededError") return `De opslag van deze browser is vol; wat u typt wordt niet meer bewaard. ${advice} Maak daarna ruimte vrij.`;
  return `Deze browser staat niet toe dat hier iets wordt bewaard (bijvoorbeeld in een privévenster). ${advice}`;
}
