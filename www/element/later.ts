// Work that may wait until the screen shows what it has.
import type { Session, State } from "./session";

/** Milliseconds without an answer before the reasons are worked out further. */
const EXPLAIN_AFTER = 150;
/** Milliseconds during which what was cleared by hand can be brought back. */
const UNDO_CLEAR = 60_000;

/** Milliseconds after which it is no longer waited for that the screen is painted: nobody may be looking. */
const UNSEEN = 100;

/**
 * Runs something once the screen was painted, and in a task of its own what that returns: the browser may
 * do what someone asks of it in between. Unless there is something newer by then.
 */
class AfterPaint {
  #stop: (() => void) | null = null;
  #done: Promise<void> = Promise.resolve();
  #settle: () => void = () => undefined;

  constructor(private readonly run: () => (() => void) | null) {}

  /** Resolves when nothing is planned any more. */
  get done(): Promise<void> {
    return this.#done;
  }

  get planned(): boolean {
    return this.#stop !== null;
  }

  /** Starts the wait, or starts it anew. */
  plan(): void {
    if (this.#stop === null) this.#done = new Promise((settle) => (this.#settle = settle));
    else this.#stop();
    let timer = setTimeout(() => this.#go(), UNSEEN);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      // The frame is painted after this; a task comes after that.
      timer = setTimeout(() => this.#go(), 0);
    });
    this.#stop = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  cancel(): void {
    this.#stop?.();
    this.#finish();
  }

  #go(): void {
    this.#stop?.();
    const then = this.run();
    if (then === null) return this.#finish();
    const timer = setTimeout(() => {
      // What it draws is planned before anyone hears that it is done.
      then();
      this.#finish();
    }, 0);
    this.#stop = () => clearTimeout(timer);
  }

  #finish(): void {
    this.#stop = null;
    this.#settle();
  }
}

/** Runs something once nothing came after it for a moment. */
class Later {
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

/** What is worked out of a consult once its advice is on the screen: the newest answer only. */
export class Afterwards {
  readonly #rank: AfterPaint;
  /** Not while someone goes on answering: it may take longer than an answer should. */
  readonly #explain: Later;
  readonly #forget: Later;

  constructor(session: Session) {
    this.#rank = new AfterPaint(() => session.ranking());
    this.#explain = new Later(() => session.explain(), EXPLAIN_AFTER);
    this.#forget = new Later(() => session.forgetCleared(), UNDO_CLEAR);
  }

  /** After each drawing. */
  drawn({ consultation, next, explained, trial }: State): void {
    if (consultation?.kind === "computed" && next === null) this.#rank.plan();
    else if (explained === null && trial === null) this.#explain.plan();
  }

  /** What was cleared can be brought back for a while. */
  cleared(): void {
    this.#forget.plan();
  }

  cancel(): void {
    for (const one of [this.#rank, this.#explain, this.#forget]) one.cancel();
  }

  /** Also what comes after the advice, up to the next answer. */
  async complete(draw: () => Promise<boolean>): Promise<boolean> {
    let complete = await draw();
    while (this.#rank.planned) {
      await this.#rank.done;
      complete = await draw();
    }
    return complete;
  }
}
