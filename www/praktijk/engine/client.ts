// The page's side of the worker: one question, one answer.
import type { FromWorker, Kind, Questions, ToWorker } from "./messages";
import ListWorker from "./worker?worker&inline";

interface Waiting {
  readonly settle: (gives: never) => void;
  readonly refuse: (error: Error) => void;
}

export interface Progress {
  /** Bytes that were read, and bytes of the file. */
  readonly read: number;
  readonly of: number;
  readonly rows: number;
}

export class Lister {
  #worker: Worker;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly progress: (progress: Progress) => void,
  ) {
    this.#worker = this.#start();
  }

  /** Throws in words what cannot be done. */
  ask<One extends Kind>(kind: One, takes: Questions[One]["takes"]): Promise<Questions[One]["gives"]> {
    return new Promise((settle, refuse) => {
      this.#next += 1;
      this.#waiting.set(this.#next, { settle, refuse });
      this.#send({ type: "ask", id: this.#next, kind, takes });
    });
  }

  /** Stops a list that is being made: what was read of it stays. */
  stop(): void {
    this.#send({ type: "stop" });
  }

  /** Forgets everything. */
  clear(): void {
    this.#worker.terminate();
    for (const { refuse } of this.#waiting.values()) refuse(new Error("gestopt"));
    this.#waiting.clear();
    this.#worker = this.#start();
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new ListWorker();
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#heard(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.clear();
    });
    worker.postMessage({ type: "start", module: this.module } satisfies ToWorker);
    return worker;
  }

  #heard(data: FromWorker): void {
    if (data.type === "progress") return this.progress(data);
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.type === "answer") waiting?.settle(data.gives as never);
    else {
      waiting?.refuse(new Error(data.broken ? "Het rekenhart is gestopt en opnieuw gestart. Open het bestand nog eens." : data.message));
      if (data.broken) this.clear();
    }
  }
}
