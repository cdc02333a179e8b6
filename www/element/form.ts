// The element as a control of a form: its value is the answers as JSON.
import { LitElement, type PropertyDeclarations } from "lit";
import { outcomeOf } from "./outcome";
import type { State } from "./session";
import { ADVICE_TITLE } from "./view/advice";
import { ASK_TITLE } from "./view/ask";

interface Fault {
  readonly flags: ValidityStateFlags;
  readonly message: string;
  /** The id of what it is shown at. */
  readonly at: string;
}

/** What every control of a form has. */
export abstract class FormControlElement extends LitElement {
  static readonly formAssociated = true;
  static override readonly properties: PropertyDeclarations = {
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
  };

  /** The name in a form; without it the browser keeps no answers either. */
  declare name: string | null;
  /** Whether a form may be sent only once the advice is certain. */
  declare required: boolean;

  readonly #internals = this.attachInternals();

  /** What a reset goes back to: the attribute. */
  #initial: string | null = null;

  /** The value in a form; empty without one. */
  abstract value: string;

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The labels that name it. */
  get labels(): NodeList {
    return this.#internals.labels;
  }

  /** What keeps the form from being sent. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** The same in words. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  /** Whether the form looks at it. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** Whether the form may be sent. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** The same, and shows what is wrong. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "answers") this.#initial = value;
  }

  formResetCallback(): void {
    this.value = this.#initial ?? "";
  }

  formDisabledCallback(): void {
    this.requestUpdate();
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === "string") this.value = state;
  }

  /** Tells the form what there is, after every change. */
  protected syncForm(state: State): void {
    const known = this.value === "" ? null : this.value;
    // What the browser keeps to restore may end up on disk: only where the host made it a field.
    this.#internals.setFormValue(known, this.#mayKeep() ? known : null);
    const fault = faultOf(state, this.required);
    const anchor = fault === null ? null : this.renderRoot.querySelector<HTMLElement>(`#${fault.at}`);
    if (fault === null) this.#internals.setValidity({});
    else this.#internals.setValidity(fault.flags, fault.message, anchor ?? undefined);
  }

  #mayKeep(): boolean {
    return this.form !== null && (this.name ?? "") !== "" && this.form.autocomplete !== "off";
  }
}

function faultOf({ consultation, consult, drafts, failure }: State, required: boolean): Fault | null {
  if (Object.keys(drafts).length > 0) {
    return { flags: { badInput: true }, message: "Een ingevuld getal kan niet worden gebruikt.", at: ASK_TITLE };
  }
  const face = failure !== null ? "failed" : consultation === null ? null : outcomeOf(consultation, consult).face;
  if (face === "failed") return { flags: { customError: true }, message: "Het advies kan niet worden berekend.", at: ADVICE_TITLE };
  if (required && face !== "advised" && face !== "none") {
    return { flags: { valueMissing: true }, message: "Beantwoord eerst de vragen: er is nog geen advies.", at: ASK_TITLE };
  }
  return null;
}
