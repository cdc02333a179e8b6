// The custom element. It has no way to send anything, and fetches nothing: protocols are handed in.
import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { actionsOf } from "./actions";
import type { Answers, Given } from "./consult";
import type { HisFacts } from "./engine/handle";
import type { ProtocolSource } from "./engine/library";
import type { OpenProtocol } from "./engine/opened";
import type { EventOf } from "./events";
import { focusOn, handleKey } from "./keyboard";
import { Afterwards } from "./later";
import { readAnswers, readFacts, today, type Read } from "./properties";
import { HostSettings } from "./settings";
import { Session, type Actions, type Cause, type State } from "./session";
import { styles } from "./styles";
import { eventsAfter, handoverOf } from "./tell";
import { kept } from "./trial";
import { ADVICE_TITLE, failed } from "./view/advice";
import { ASK_TITLE } from "./view/ask";
import { announcement, consultView } from "./view/consult";
import { drawFolded, postpone } from "./view/fold";
import { foldDone } from "./view/groups";
import { modelOf } from "./view/model";
import { TRIAL_TITLE } from "./view/trial";

/**
 * One consult: questions, the advice with its reasons, and the texts to take along.
 *
 * It computes in the browser and sends nothing. As a form control its value is the answers as JSON.
 * @tag domein-wijzer
 *
 * @fires {CustomEvent<ChangeDetail>} domeinwijzer-change - The person at the desk answered, undid or cleared.
 * @fires {CustomEvent<AdviceDetail>} domeinwijzer-advice - Something was computed: a recommendation, decided or open; of quick answers the last one only.
 * @fires {CustomEvent<HandoverDetail>} domeinwijzer-handover - The outcome is handed to the host, with its texts.
 * @fires {CustomEvent<OverrideDetail>} domeinwijzer-override - Something else was chosen than advised, or that was withdrawn.
 * @fires {CustomEvent<ErrorDetail>} domeinwijzer-error - Something could not be computed or taken over.
 *
 * @slot start - Above the question of now.
 * @slot end - Below all questions.
 * @slot actions - Beside the buttons for handing over and choosing otherwise.
 * @slot groep-… - In place of the questions of a group that is drawn: its id follows the dash.
 * @slot advice - Below the advice.
 * @slot record - Beside the text for the record.
 * @slot letter - Beside the referral letter.
 * @slot patient - Beside the text for the patient.
 * @slot empty - Shown while there is no municipality or no protocol.
 *
 * @csspart questions - Everything that is asked.
 * @csspart question - The question of now.
 * @csspart question-title - Its text.
 * @csspart choice - A button that answers it.
 * @csspart unknown - The button "weet ik niet".
 * @csspart groups - All questions.
 * @csspart group - A group of questions.
 * @csspart row - A question in its group.
 * @csspart context - Practice and postcode.
 * @csspart prefill - What was taken from the record.
 * @csspart advice - The advice.
 * @csspart advice-title - Its heading.
 * @csspart strip - The advice in one line, where the element is narrow.
 * @csspart signal - A signal.
 * @csspart practical - Contact, term and offerings of a route.
 * @csspart reason - A rule that was a reason.
 * @csspart route - Another route, and why not.
 * @csspart explained - What suffices, and what would change the advice.
 * @csspart sufficient - Answers that suffice.
 * @csspart try - The button that tries other answers.
 * @csspart trial - Trying other answers.
 * @csspart stop - The button that ends it.
 * @csspart own - The mark of a rule of the municipality's own.
 * @csspart protocol - Which protocol was used.
 * @csspart actions - The buttons below the advice.
 * @csspart button - A button that is no answer.
 * @csspart handover - The button that hands over.
 * @csspart override - The button for choosing otherwise.
 * @csspart override-form - The form for choosing otherwise.
 * @csspart overridden - What was chosen instead.
 * @csspart text - A text to take along.
 * @csspart copy - A button that copies a text.
 * @csspart error - What could not be computed.
 *
 * @cssprop [--domeinwijzer-background] - The ground; else that of the page in NL Design System.
 * @cssprop [--domeinwijzer-color] - Text; else that of a paragraph in NL Design System.
 * @cssprop [--domeinwijzer-subtle-color] - Text that only helps.
 * @cssprop [--domeinwijzer-advice-background] - The ground of the advice.
 * @cssprop [--domeinwijzer-border-color] - Lines.
 * @cssprop [--domeinwijzer-control-border-color] - The border of a field.
 * @cssprop [--domeinwijzer-accent-color] - Links, buttons, what to do now; else that of a link.
 * @cssprop [--domeinwijzer-on-accent-color] - Text on the accent.
 * @cssprop [--domeinwijzer-warning-color] - Safety, and what is wrong; else that of an error message.
 * @cssprop [--domeinwijzer-warning-background] - The ground of a signal.
 * @cssprop [--domeinwijzer-focus-color] - The ring around what has the focus.
 * @cssprop [--domeinwijzer-font-family] - Text; else that of a paragraph, or what the page has.
 * @cssprop [--domeinwijzer-heading-font-family] - Headings.
 * @cssprop [--domeinwijzer-font-size] - Text, as a length such as 1.125rem; all other sizes follow.
 * @cssprop [--domeinwijzer-border-radius] - Corners of buttons and fields.
 * @cssprop [--domeinwijzer-line-length] - The longest line.
 * @cssprop [--domeinwijzer-padding] - The room beside the questions.
 * @cssprop [--domeinwijzer-inset] - What the page keeps at its top: the advice stays below it.
 */
export class DomeinWijzerElement extends HostSettings {
  static override readonly styles = styles;
  static override readonly properties: PropertyDeclarations = {
    answers: { noAccessor: true },
    prefill: { noAccessor: true },
    practice: { noAccessor: true },
    postcode: { noAccessor: true },
  };

  static #protocols: readonly ProtocolSource[] | null = null;
  static readonly #connected = new Set<DomeinWijzerElement>();

  /** The protocols of every element without a `source` of its own: TOML files or bundles. */
  static get protocols(): readonly ProtocolSource[] | null {
    return DomeinWijzerElement.#protocols;
  }

  static set protocols(protocols: readonly ProtocolSource[] | null) {
    DomeinWijzerElement.#protocols = protocols;
    for (const element of DomeinWijzerElement.#connected) {
      if (element.source === null) element.#reopen();
    }
  }

  readonly #session: Session;
  readonly #actions: Actions;
  readonly #onKey = (event: KeyboardEvent): void => this.#key(event);
  readonly #later: Afterwards;
  #facts: Read<HisFacts | null> = { value: null, failure: null };
  #events: EventOf[] = [];
  #stale = true;
  /** The question of now as it was drawn last. */
  #asked: string | null = null;
  #answeredAsked = false;
  /** Where the focus goes once it is drawn. */
  #goingTo: { readonly id: string; readonly options: FocusOptions | undefined } | null = null;

  constructor() {
    super();
    let before: State | null = null;
    this.#session = new Session((state, cause) => {
      this.#changed(before ?? state, state, cause);
      before = state;
    });
    before = this.#session.state;
    this.#later = new Afterwards(this.#session);
    this.#actions = this.#makeActions();
  }

  /** The answers so far, by question; null is "weet ik niet". The attribute, JSON, is where they start. */
  get answers(): Answers {
    return { ...kept(this.#session.state).consult.answers };
  }

  set answers(answers: Answers | string | null) {
    const { value, failure } = readAnswers(answers);
    this.#session.assign(value ?? {}, failure);
  }

  /** What a HIS knows; answers that the protocol takes from it are shown with their origin. */
  get prefill(): HisFacts | null {
    return this.#facts.value;
  }

  set prefill(facts: HisFacts | string | null) {
    this.#facts = readFacts(facts);
    this.#session.prefill(this.#facts.value, this.#facts.failure);
  }

  /** The practice, where the contact depends on it. */
  get practice(): string {
    return this.#session.state.consult.practice;
  }

  set practice(practice: string | null) {
    this.#session.setContext({ practice: practice ?? "" });
  }

  /** The four digits of the patient's postcode, where the contact depends on it. */
  get postcode(): string {
    return this.#session.state.consult.postcode;
  }

  set postcode(postcode: string | null) {
    this.#session.setContext({ postcode: (postcode ?? "").trim() });
  }

  /** The answers as JSON; empty without any. */
  override get value(): string {
    return Object.keys(this.answers).length === 0 ? "" : JSON.stringify(this.answers);
  }

  override set value(value: string) {
    this.answers = value;
  }

  protected override get current(): State {
    return kept(this.#session.state);
  }

  /** Gives an answer, as if it was chosen on the screen; undefined takes it back. */
  answer(question: string, answer: Given | undefined): void {
    if (answer === undefined) this.#actions.forget(question);
    else this.#actions.answer(question, answer);
  }

  /** Takes the last answer back. */
  undo(): void {
    this.#actions.undo();
  }

  /**
   * The next patient: no answer, postcode or record is left. With `undoable` it can be taken back, for a
   * minute and until the next answer at most, as it can when someone clears by hand.
   */
  clear({ undoable = false }: { readonly undoable?: boolean } = {}): void {
    this.#clear(undoable);
  }

  /** Moves to the question of now. */
  override focus(options?: FocusOptions): void {
    this.#focusOn(ASK_TITLE, options);
  }

  /** Moves to the advice, and opens it where the element is narrow. */
  focusAdvice(): void {
    this.#actions.focusAdvice();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    DomeinWijzerElement.#connected.add(this);
    this.addEventListener("keydown", this.#onKey);
    this.ownerDocument.addEventListener("keydown", this.#onKey);
    this.#reopen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    DomeinWijzerElement.#connected.delete(this);
    this.removeEventListener("keydown", this.#onKey);
    this.ownerDocument.removeEventListener("keydown", this.#onKey);
    // An element that only moves comes back at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#later.cancel();
      this.#session.close();
    });
  }

  /** Also what comes after the advice, up to the next answer. */
  protected override async getUpdateComplete(): Promise<boolean> {
    return this.#later.complete(() => super.getUpdateComplete());
  }

  protected override complete(): void {
    if (this.#session.state.trial === null) this.#session.rank();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const opens = (["gemeente", "protocol", "date", "source"] as const).some((name) => changed.has(name));
    if (this.isConnected && (opens || this.#stale)) this.#open();
  }

  protected override update(changed: PropertyValues): void {
    const root = this.renderRoot as ShadowRoot;
    const before = root.activeElement;
    const inAsk = before?.closest(".ask") ?? null;
    postpone();
    super.update(changed);
    // After an answer its question is gone, and the focus would be lost with it: it goes to the next
    // one. Answers given elsewhere leave the focus alone.
    if (inAsk !== null && before?.isConnected === false) focusOn(root, ASK_TITLE);
    if (this.#session.state.next === null) return;
    if (this.#answeredAsked) foldDone(root);
    this.#answeredAsked = false;
  }

  protected override updated(): void {
    const { state } = this.#session;
    this.syncForm(kept(state));
    this.#later.drawn(state);
    if (this.#goingTo !== null) focusOn(this.renderRoot as ShadowRoot, this.#goingTo.id, this.#goingTo.options);
    this.#goingTo = null;
    const events = this.#events;
    this.#events = [];
    for (const [name, detail] of events) this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const { state } = this.#session;
    const model = modelOf(state, this.settings);
    this.#asked = model?.ask?.question ?? null;
    const content = model !== null ? consultView(model, this.#actions) : state.failure !== null ? html`<div class="failed">${failed(state.failure)}</div>` : this.#empty();
    return html`${content}
      <p class="visually-hidden" role="status" data-announcement>${model === null ? "" : announcement(model)}</p>`;
  }

  #empty(): TemplateResult {
    const chosen = (this.protocol ?? this.gemeente ?? "") !== "";
    return html`<slot name="empty"><p>${chosen ? "De protocollen zijn nog niet geladen." : "Er is nog geen gemeente gekozen."}</p></slot>`;
  }

  #makeActions(): Actions {
    return actionsOf({
      session: this.#session,
      clear: () => this.#clear(true),
      toAdvice: () => this.#focusOn(ADVICE_TITLE),
      toTrial: () => this.#focusOn(TRIAL_TITLE),
      handover: () => {
        const event = handoverOf(this.#session.state);
        if (event !== null) this.#events.push(event);
        this.requestUpdate();
      },
    });
  }

  /** Once it is drawn. */
  #focusOn(id: string, options?: FocusOptions): void {
    if (this.isUpdatePending) this.#goingTo = { id, options };
    else focusOn(this.renderRoot as ShadowRoot, id, options);
  }

  #clear(undoable: boolean): void {
    this.#facts = { value: null, failure: null };
    this.#session.clear(this.#finder(), this.date ?? today(), undoable);
    if (undoable) this.#later.cleared();
    for (const part of this.renderRoot.querySelectorAll<HTMLDetailsElement>("details[open]")) part.open = false;
    this.focus({ preventScroll: true });
    // Nothing of the patient stays in what is folded either.
    void super.getUpdateComplete().then(drawFolded);
  }

  #changed(before: State, now: State, cause: Cause): void {
    this.#events.push(...eventsAfter(before, now, cause));
    this.#answeredAsked ||= cause === "answer" && now.last !== null && now.last === this.#asked;
    this.requestUpdate();
  }

  #reopen(): void {
    this.#stale = true;
    this.requestUpdate();
  }

  #open(): void {
    this.#stale = false;
    this.#session.open(this.#finder(), this.date ?? today());
    if (this.#facts.value !== null) this.#session.prefill(this.#facts.value);
  }

  #finder(): (() => OpenProtocol) | null {
    return this.finder(DomeinWijzerElement.protocols);
  }

  #key(event: KeyboardEvent): void {
    const anywhere = event.currentTarget === this.ownerDocument;
    if (this.shortcuts !== (anywhere ? "page" : "focus") || this.isDisabled) return;
    if (this.#session.state.protocol !== null) handleKey(event, this.renderRoot as ShadowRoot, this.#actions);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "domein-wijzer": DomeinWijzerElement;
  }
}
