// What is folded need not be drawn while someone waits for an answer: it is drawn when it is opened, or
// when nothing else is to be done, so that the browser finds text in it as well.
import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { directive, type ChildPart } from "lit/directive.js";

/** Set on what is folded and shows something of before; the style hides that. */
const STALE = "data-stale";
/** Milliseconds of drawing before others get a turn. */
const SLICE = 8;
const PAUSE = 30;

const waiting = new Set<Fold>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Draws what waits, a slice at a time. What is asked of the page meanwhile goes first. */
function draw(): void {
  timer = undefined;
  const until = performance.now() + SLICE;
  for (const fold of waiting) {
    fold.draw();
    if (performance.now() > until) break;
  }
  plan();
}

function plan(): void {
  if (waiting.size > 0) timer ??= setTimeout(draw, PAUSE);
}

/** Draws at once what waits. */
export function drawFolded(): void {
  for (const fold of waiting) fold.draw();
}

/** Puts drawing off, because someone just answered. */
export function postpone(): void {
  clearTimeout(timer);
  timer = undefined;
  plan();
}

class Fold extends AsyncDirective {
  #details: HTMLDetailsElement | null = null;
  #content: () => unknown = () => noChange;
  readonly #onToggle = (): void => {
    if (this.#details?.open === true && waiting.has(this)) this.draw();
  };

  render(_content: () => unknown): unknown {
    return noChange;
  }

  override update(part: ChildPart, [content]: [() => unknown]): unknown {
    this.#content = content;
    this.#listen(part.parentNode);
    if (this.#details === null || this.#details.open) {
      this.#done();
      return content();
    }
    this.#details.toggleAttribute(STALE, true);
    waiting.add(this);
    plan();
    return noChange;
  }

  draw(): void {
    this.#done();
    if (this.isConnected) this.setValue(this.#content());
  }

  protected override disconnected(): void {
    waiting.delete(this);
  }

  protected override reconnected(): void {
    waiting.add(this);
    plan();
  }

  #done(): void {
    waiting.delete(this);
    this.#details?.removeAttribute(STALE);
  }

  #listen(parent: Node): void {
    const details = parent instanceof HTMLDetailsElement ? parent : null;
    if (details === this.#details) return;
    this.#details?.removeEventListener("toggle", this.#onToggle);
    this.#details = details;
    details?.addEventListener("toggle", this.#onToggle);
  }
}

/** What stands in a `details`, below its summary. */
export const folded = directive(Fold);
