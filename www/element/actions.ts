// What people do, bound to one session and to where the focus goes.
import type { Actions, Session } from "./session";

/** What the actions need of the element. */
export interface Desk {
  readonly session: Session;
  /** The next patient. */
  clear(): void;
  /** Moves to the advice, once it is drawn. */
  toAdvice(): void;
  /** Moves to what is tried. */
  toTrial(): void;
  handover(): void;
}

export function actionsOf({ session, clear, toAdvice, toTrial, handover }: Desk): Actions {
  return {
    answer: (question, answer) => session.answer(question, answer),
    forget: (question, draft) => session.forget(question, draft),
    undo: () => session.undo(),
    clear,
    setPractice: (practice) => session.setContext({ practice }),
    setPostcode: (postcode) => session.setContext({ postcode: postcode.trim() }),
    tryOut: (changes, questions) => {
      const begins = session.state.trial === null;
      session.tryOut(changes, questions);
      // What was pressed is gone; the controls of the trial stand above the advice.
      if (begins) toTrial();
    },
    stopTrying: () => {
      session.stopTrying();
      toAdvice();
    },
    toggleSheet: (open) => session.toggleSheet(open),
    focusAdvice: () => {
      session.toggleSheet(true);
      toAdvice();
    },
    startOverride: (on) => session.startOverride(on),
    override: (choice) => session.override(choice),
    withdrawOverride: () => session.withdrawOverride(),
    handover,
  };
}
