// What a page or element takes from here. The styles stand beside each part.
export { instrumentView, isFilled, isInstrument, picture, piecesOf, type InstrumentInput } from "./instruments/instrument";
export { consentLine, consentStep, isGiven, noConsent, type Consent, type ConsentActions, type Sharing } from "./out/consent";
export { messageText } from "./out/message";
export { overviewSheet, type Overview } from "./out/overview";
export { patientSheet, type PatientSheet } from "./out/patient";
export { FeedbackPanel, type CaseReturned } from "./feedback/panel";
export { readFeedback, type Feedback, type ReadTask, type TaskReport } from "./feedback/soep";
export type { Answers, Given, Moment } from "./types";
