// Keeps the page working without a connection, and takes over a new version between consults only.
//
// The service worker holds the whole page. A newer one is fetched beside it and waits; it is never
// swapped in by itself: whoever is in a consult would see another protocol halfway.

export interface Updates {
  /** Whether a worker answers for this page, with all of it at hand: known once the first one is there, or failed. */
  readonly kept: Promise<boolean>;
  /** Called once for every version that waits, also for one that waited already. */
  onWaiting(callback: () => void): void;
  /** Swaps to the version that waits and loads the page anew; false during a consult or when none waits. */
  takeOver(): boolean;
  /** Looks for a new version; a connection that fails is no fault. */
  check(): Promise<void>;
}

export interface UpdateOptions {
  /** Where the worker stands, next to the page. */
  readonly worker?: string;
  /** Whether a consult is going on. */
  readonly busy: () => boolean;
  /** Loads the page anew. */
  readonly reload?: () => void;
}

/** The message that makes a waiting worker take over. */
export const TAKE_OVER = "take-over";

const WORKER = "./sw.js";
const POLICY = "domeinwijzer-worker";

const NONE: Updates = { kept: Promise.resolve(false), onWaiting: () => undefined, takeOver: () => false, check: async () => undefined };

/**
 * Registers the worker. Where there can be none (a file, an insecure address, an old browser) the
 * page works as it is and hears of no updates.
 */
export async function startUpdates({ worker = WORKER, busy, reload = () => location.reload() }: UpdateOptions): Promise<Updates> {
  // An opened file has an address of which no worker can be a part.
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return NONE;
  const container = navigator.serviceWorker;
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await container.register(trusted(worker), { updateViaCache: "none" });
  } catch {
    return NONE;
  }
  // Browsers that are told to block workers may say neither yes nor no.
  if (registration === undefined) return NONE;
  const registered = registration;
  const callbacks: (() => void)[] = [];
  let ready = false;
  let asked = false;
  // The first worker ever takes over a page that it did not load; that is no new version.
  const hadOne = container.controller !== null;
  const announce = () => {
    if (ready) return;
    ready = true;
    for (const callback of callbacks) callback();
  };
  const watch = (installing: ServiceWorker | null) => {
    installing?.addEventListener("statechange", () => {
      // WebKit may say that the first one is installed when that one answers for the page already.
      const { controller } = container;
      if (installing.state === "installed" && controller !== null && controller !== installing) announce();
    });
  };
  if (registered.waiting !== null && hadOne) announce();
  watch(registered.installing);
  registered.addEventListener("updatefound", () => {
    ready = false;
    watch(registered.installing);
  });
  container.addEventListener("controllerchange", () => {
    if (asked) reload();
    // Another window took over. This one stays as it is until its consult is done.
    else if (hadOne) announce();
  });
  return {
    kept: hadOne ? Promise.resolve(true) : answersFor(registered, container),
    onWaiting(callback) {
      callbacks.push(callback);
      if (ready) callback();
    },
    takeOver() {
      if (!ready || busy()) return false;
      asked = true;
      if (registered.waiting === null) reload();
      else registered.waiting.postMessage(TAKE_OVER);
      return true;
    },
    async check() {
      await registered.update().catch(() => undefined);
    },
  };
}

/** Whether the first worker comes to answer for this page. */
function answersFor(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (worker === null) return resolve(false);
    const look = () => {
      if (container.controller !== null) resolve(true);
      // An older one, and a page that was loaded around it: it takes over nothing any more.
      else if (worker.state === "redundant" || worker.state === "activated") resolve(false);
    };
    worker.addEventListener("statechange", look);
    container.addEventListener("controllerchange", look);
    look();
  });
}

/** With Trusted Types the address of a worker counts as script: only this one is let through. */
function trusted(worker: string): string {
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(text: string): string } } }).trustedTypes;
  if (types === undefined) return worker;
  const rules = {
    createScriptURL(text: string) {
      if (text !== worker) throw new TypeError("not the worker of this page");
      return text;
    },
  };
  return types.createPolicy(POLICY, rules).createScriptURL(worker);
}
