// The page's side of a worker: of each kind of question only the latest counts.
import type { ProtocolFile } from "../../pkg/domeinwijzer.js";
import type { FromWorker, Kind, Questions, ToWorker } from "./protocol";
import EngineWorker from "./worker?worker&inline";

interface Waiting {
  readonly kind: Kind;
  readonly message: ToWorker & { readonly type: "ask" };
  readonly settle: (answer: Answer<Kind>) => void;
}

/** What came back; stale when a later question of the same kind took its place. */
export type Answer<One extends Kind> =
  | { readonly is: "answer"; readonly gives: Questions[One]["gives"]; readonly took: number }
  /** `stopped` says that the worker had to be started anew: asked again, it may answer. */
  | { readonly is: "refused"; readonly message: string; readonly stopped: boolean }
  | { readonly is: "stale" };

/** A question that takes longer will not end any more: the worker is started anew. */
const PATIENCE = 120_000;
/** As long may a question still take that nobody waits for any more, when another waits for its place. */
const OVERTAKEN = 2_000;

export class Engine {
  #worker: Worker;
  #files: readonly ProtocolFile[] = [];
  /** Whether the worker has them: reading them can wait until it is asked something. */
  #told = true;
  #next = 0;
  #busy: Waiting | null = null;
  #timer = 0;
  /** Whether nobody waits any more for what the worker is busy with. */
  #overtaken = false;
  readonly #queue: Waiting[] = [];

  constructor(private readonly module: WebAssembly.Module) {
    this.#worker = this.#start();
  }

  /** The files beside the one that is being written. */
  files(files: readonly ProtocolFile[]): void {
    this.#files = files;
    this.#told = false;
  }

  ask<One extends Kind>(kind: One, takes: Questions[One]["takes"]): Promise<Answer<One>> {
    return new Promise((done) => {
      const at = this.#queue.findIndex((one) => one.kind === kind);
      if (at !== -1) for (const old of this.#queue.splice(at, 1)) old.settle({ is: "stale" });
      // The answer that is on its way is to an older question.
      if (this.#busy?.kind === kind) {
        this.#busy.settle({ is: "stale" });
        if (!this.#overtaken) this.#within(OVERTAKEN);
        this.#overtaken = true;
      }
      this.#next += 1;
      this.#queue.push({ kind, message: { type: "ask", id: this.#next, kind, takes }, settle: done as (answer: Answer<Kind>) => void });
      this.#send();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new EngineWorker();
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#heard(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#restart("Het rekenhart is gestopt en opnieuw gestart. Uw tekst is er nog.");
    });
    worker.postMessage({ type: "start", module: this.module } satisfies ToWorker);
    this.#told = this.#files.length === 0;
    return worker;
  }

  #restart(message: string): void {
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#worker = this.#start();
    this.#busy?.settle({ is: "refused", message, stopped: true });
    this.#busy = null;
    this.#send();
  }

  /** The worker is started anew when it is still busy by then. */
  #within(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#restart("Dit rekenen duurt te lang en is gestopt. Uw tekst is er nog."), milliseconds);
  }

  #send(): void {
    const next = this.#busy === null ? this.#queue.shift() : undefined;
    if (next === undefined) return;
    this.#busy = next;
    if (!this.#told) this.#worker.postMessage({ type: "files", files: this.#files } satisfies ToWorker);
    this.#told = true;
    this.#overtaken = false;
    this.#within(PATIENCE);
    this.#worker.postMessage(next.message);
  }

  #heard(data: FromWorker): void {
    if (data.type === "compiled" || this.#busy?.message.id !== data.id) return;
    clearTimeout(this.#timer);
    const { settle } = this.#busy;
    if (data.type === "refused" && data.broken) return this.#restart("Het rekenhart is gestopt en opnieuw gestart. Uw tekst is er nog.");
    this.#busy = null;
    settle(data.type === "answer" ? { is: "answer", gives: data.gives, took: data.took } : { is: "refused", message: data.message, stopped: false });
    this.#send();
  }
}
