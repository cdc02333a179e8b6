// What is folded is not there until it is opened: fields that nobody sees would be measured all the same.
import { nothing } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { directive, type ChildPart } from "lit/directive.js";

class Fold extends AsyncDirective {
  #details: HTMLDetailsElement | null = null;
  #content: () => unknown = () => nothing;
  readonly #onToggle = (): void => {
    if (this.#details?.open === true && this.isConnected) this.setValue(this.#content());
  };

  render(_content: () => unknown): unknown {
    return nothing;
  }

  override update(part: ChildPart, [content]: [() => unknown]): unknown {
    this.#content = content;
    const parent = part.parentNode instanceof HTMLDetailsElement ? part.parentNode : null;
    if (parent !== this.#details) {
      this.#details?.removeEventListener("toggle", this.#onToggle);
      parent?.addEventListener("toggle", this.#onToggle);
      this.#details = parent;
    }
    return parent?.open === false ? nothing : content();
  }
}

/** What stands in a `details`, below its summary. */
export const folded = directive(Fold);
