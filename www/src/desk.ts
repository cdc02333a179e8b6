// The state of the page and everything that can be done to it. No DOM: a view draws the state and
// calls the actions, so that the same desk can stand behind another view.
import { emptyConsult, nextPatient, toCase, withAnswer, withoutAnswer, type Consult, type Given } from "./consult";
import type { Consultation, Engine, Municipality, OpenProtocol } from "./engine/engine";
import { failure, type Failure } from "./engine/failure";

export interface State {
  readonly municipalities: readonly Municipality[];
  /** Null while the municipality has to be chosen. */
  readonly municipality: Municipality | null;
  /** Why the choice has to be made (again). */
  readonly notice: string | null;
  readonly protocol: OpenProtocol | null;
  /** Why there is no protocol for the chosen municipality. */
  readonly failure: Failure | null;
  /** The day of this consult; it does not change while a patient is at the desk. */
  readonly date: string;
  readonly consult: Consult;
  readonly consultation: Consultation | null;
  /** Earlier states of this consult, for undo; gone with the patient. */
  readonly past: readonly Consult[];
  /** The question answered last. */
  readonly last: string | null;
  /** What was typed and cannot be used, by question. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly sheetOpen: boolean;
  readonly shortcuts: boolean;
}

export interface Actions {
  choose(wanted: string): void;
  chooseAgain(): void;
  answer(question: string, answer: Given): void;
  forget(question: string, draft?: string): void;
  undo(): void;
  clear(): void;
  setPractice(text: string): void;
  setPostcode(text: string): void;
  toggleSheet(open?: boolean): void;
  setShortcuts(on: boolean): void;
}

/** The desk calls `changed` after every change; `today` gives the civil date here. */
export class Desk implements Actions {
  #state: State;

  constructor(
    private readonly engine: Engine,
    private readonly today: () => string,
    private readonly changed: (state: State) => void,
  ) {
    this.#state = {
      municipalities: engine.municipalities,
      municipality: null,
      notice: null,
      protocol: null,
      failure: null,
      date: today(),
      consult: emptyConsult,
      consultation: null,
      past: [],
      last: null,
      drafts: {},
      sheetOpen: false,
      shortcuts: true,
    };
  }

  get state(): State {
    return this.#state;
  }

  /** Takes a code or a name; another municipality asks other questions, so it starts empty. */
  choose(wanted: string): void {
    const municipality = this.#find(wanted);
    if (municipality === null) {
      this.chooseAgain(this.#refusal(wanted));
      return;
    }
    if (municipality.code === this.#state.municipality?.code) return;
    this.#open(municipality, emptyConsult);
  }

  chooseAgain(notice: string | null = null): void {
    this.#state.protocol?.close();
    this.#set({ municipality: null, notice, protocol: null, failure: null, ...this.#fresh(emptyConsult) });
  }

  answer(question: string, answer: Given): void {
    this.#consult(withAnswer(this.#state.consult, question, answer), question);
  }

  /** Takes an answer back; a draft is what was typed instead and cannot be used. */
  forget(question: string, draft?: string): void {
    const { consult, drafts } = this.#state;
    if (question in consult.answers) this.#consult(withoutAnswer(consult, question), question);
    if (draft !== undefined) this.#set({ drafts: { ...drafts, [question]: draft } });
  }

  undo(): void {
    const past = [...this.#state.past];
    const consult = past.pop();
    if (consult === undefined) return;
    this.#set({ consult, past, last: null, drafts: {}, consultation: this.#compute(consult) });
  }

  /** Opens the protocol anew as well: a page may stay open longer than a version is in force. */
  clear(): void {
    const { municipality, consult } = this.#state;
    if (municipality !== null) this.#open(municipality, nextPatient(consult));
  }

  setPractice(practice: string): void {
    this.#context({ ...this.#state.consult, practice });
  }

  setPostcode(postcode: string): void {
    this.#context({ ...this.#state.consult, postcode: postcode.trim() });
  }

  toggleSheet(open = !this.#state.sheetOpen): void {
    this.#set({ sheetOpen: open });
  }

  setShortcuts(on: boolean): void {
    this.#set({ shortcuts: on });
  }

  #find(wanted: string): Municipality | null {
    const name = wanted.toLowerCase();
    const fits = (one: Municipality) => one.code.toLowerCase() === name || one.name.toLowerCase() === name;
    return this.engine.municipalities.find(fits) ?? null;
  }

  /** Why there is no protocol to use: the engine knows whether it is missing or has faults. */
  #refusal(wanted: string): string {
    const name = this.engine.nameOf(wanted) ?? wanted;
    try {
      this.engine.open(wanted, this.today()).close();
      return `${name} staat niet in de lijst.`;
    } catch (thrown) {
      return `Voor ${name} is hier geen protocol te gebruiken. ${failure(thrown).message}`;
    }
  }

  #open(municipality: Municipality, consult: Consult): void {
    this.#state.protocol?.close();
    const date = this.today();
    const base = { municipality, notice: null, date, ...this.#fresh(consult) };
    try {
      const protocol = this.engine.open(municipality.code, date);
      const consultation = protocol.consult(toCase(consult, date));
      this.#set({ ...base, protocol, failure: null, consultation });
    } catch (thrown) {
      this.#set({ ...base, protocol: null, failure: failure(thrown) });
    }
  }

  #fresh(consult: Consult): Pick<State, "consult" | "consultation" | "past" | "last" | "drafts" | "sheetOpen"> {
    return { consult, consultation: null, past: [], last: null, drafts: {}, sheetOpen: false };
  }

  #consult(consult: Consult, question: string): void {
    const { [question]: _typed, ...drafts } = this.#state.drafts;
    const past = [...this.#state.past, this.#state.consult];
    this.#set({ consult, past, last: question, drafts, consultation: this.#compute(consult) });
  }

  #context(consult: Consult): void {
    this.#set({ consult, consultation: this.#compute(consult) });
  }

  #compute(consult: Consult): Consultation | null {
    const { protocol, date } = this.#state;
    return protocol === null ? null : protocol.consult(toCase(consult, date));
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.changed(this.#state);
  }
}
