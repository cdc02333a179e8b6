// Generated from the Rust types in src/wire by `cargo xtask package --update`: do not change by hand.

/** An answer: ja/nee, a whole number, a choice, or several choices. */
export type Answer = boolean | number | string | string[];

/** Another answer to one question. */
export interface AnswerChange {
  /** The question. */
  question: string;
  /** What was answered; null when it was open. */
  from: Answer | null;
  /** What would be answered. */
  to: Answer;
}

/** A version that another protocol builds on. */
export interface BaseInfo {
  /** Its id. */
  id: string;
  /** Its version. */
  version: string;
}

/** A part of a condition: the value seen and the value needed. */
export interface Because {
  /** The question it looks at. */
  question: string | null;
  /** The score it looks at. */
  score: string | null;
  /** The findings on the way to it. */
  via: string[];
  /** A short label for people. */
  label: string;
  /** The answer seen; null while open. */
  answer: Answer | null;
  /** The answer in Dutch. */
  shown: string;
  /** What is needed for the rule to hold, in the words of the condition language. */
  needed: string;
  /** Whether it is so. */
  met: Met;
  /** Whether the question was not asked and counts as this. */
  assumed: boolean;
}

/** What the user of a host did with a card. */
export interface CardFeedback {
  /** The card. */
  card: string;
  /** What was done. */
  outcome: CardOutcome;
  /** The routes of the suggestions that were taken. */
  routes: string[];
  /** The code of the reason for another choice. */
  reason: string | null;
  /** When, as the host writes it. */
  at: string | null;
  /** A line for the record. */
  line: string;
}

/** What was done with a card. */
export type CardOutcome = "accepted" | "overridden";

/** What is known of a patient so far. */
export interface Case {
  /** The answers by question; an absent or null answer is open. */
  answers: Record<string, Answer | null | undefined>;
  /** The day on which to decide, such as "2026-11-22". */
  date: string;
  /** What chooses a contact. */
  context?: CaseContext | null;
}

/** What chooses a contact, and nothing else. */
export interface CaseContext {
  /** The practice, under the name that the protocol has for it. */
  practice?: string | null;
  /** The four digits of the patient's postcode. */
  postcode4?: string | null;
}

/** What makes a case come out otherwise beside rules. */
export type CauseWord = "precedence" | "fallback" | "alone";

/** A card of CDS Hooks, as plain JSON. */
export interface CdsCard {
  /** By which feedback names it. */
  uuid: string;
  /** One line, shorter than 140 characters. */
  summary: string;
  [key: string]: unknown;
}

/** A CDS Hooks 2.0 response, as plain JSON. */
export interface CdsHooksResponse {
  /** The cards; empty when there is nothing to say. */
  cards: CdsCard[];
}

/** What happened to an entry. */
export type ChangeWord = "added" | "changed" | "removed";

/** An answer that would be different. */
export interface ChangedAnswer {
  /** The question. */
  question: string;
  /** A short label for people. */
  label: string;
  /** The answer as it is; null for a question that is open. */
  from: Answer | null;
  /** The answer as it is, in Dutch. */
  shownFrom: string;
  /** The answer it would have to be. */
  to: Answer;
  /** The answer it would have to be, in Dutch. */
  shownTo: string;
  /** Whether it is a question about safety. */
  safety: boolean;
}

/** Everything that was found in one or more files. */
export interface CheckReport {
  /** The faults, in the order of the files. */
  diagnostics: DiagnosticInfo[];
  /** How many of them are errors. */
  errors: number;
  /** How many are warnings. */
  warnings: number;
}

/** One option of a choice question. */
export interface ChoiceInfo {
  /** Its id. */
  id: string;
  /** What people see. */
  label: string;
}

/** A function that takes referrals. */
export interface ContactInfo {
  /** Its id. */
  id: string;
  /** The function. */
  function: string;
  /** The organisation. */
  organisation: string | null;
  /** The channel a referral goes through. */
  channel: string | null;
  /** A telephone number. */
  phone: string | null;
  /** A mail address. */
  email: string | null;
  /** A web site. */
  website: string | null;
}

/** The fewest other answers that force another route. */
export interface Counterfactual {
  /** What would be different; answers about safety come last. */
  change: ChangedAnswer[];
  /** The route that would then be advised. */
  route: string;
}

/** What a question counts as without being asked. */
export interface CountsAs {
  /** Its id. */
  question: string;
  /** What it counts as. */
  countsAs: Answer;
}

/** How much of a protocol its examples reach. */
export interface Coverage {
  /** The file of the protocol. */
  file: string;
  /** Rules that hold in some example. */
  rules: Reached;
  /** Routes that are advised in some example. */
  routes: Reached;
  /** Comparisons that hold in some example, and that do not in some. */
  parts: Reached;
  /** Values just below, at and just above a border that a number is compared with. */
  thresholds: Reached;
}

/** A number from 0 to 1 in millionths, written as a decimal number. */
export type Decimal = number;

/** An entry that differs from the base. */
export interface DeviationInfo {
  /** The table it stands in; `protocol` for the order of precedence. */
  section: string;
  /** Its id; empty for the order of precedence. */
  id: string;
  /** What it says of itself. */
  title: string | null;
  /** What happened to it. */
  change: ChangeWord;
  /** Why it was removed. */
  reason: string | null;
  /** The keys that changed. */
  keys: KeyChange[];
}

/** One fault. */
export interface DiagnosticInfo {
  /** Its code, `DW0301`. */
  code: string;
  /** error, warning or info. */
  severity: SeverityWord;
  /** What is wrong. */
  message: string;
  /** The file. */
  file: string | null;
  /** Where it begins. */
  start: PointInfo | null;
  /** Where it ends. */
  end: PointInfo | null;
  /** A way out. */
  help: string | null;
  /** Other places that belong to it. */
  related: RelatedInfo[];
  /** Changes of the text that mend it; empty when there is no safe one. */
  fix: EditInfo[];
  /** A case that shows it. */
  witness: WitnessInfo | null;
}

/** What differs between two protocols, or two versions of one. */
export interface DiffReport {
  /** The older one, `utrecht@1.0.0`. */
  old: string;
  /** The newer one. */
  new: string;
  /** The step that the version has to make. */
  step: StepWord;
  /** What changed of what others build on: questions with their answers, routes, signals. */
  grounds: GroundInfo[];
  /** Each pair of advised routes between which some case moves. */
  moves: MoveInfo[];
  /** The same for what is advised beside the route, and for what is accepted. */
  otherOutcomes: MoveInfo[];
  /** The rules that are named above. */
  rules: RuleDifference[];
  /** Entries that changed in what can decide. */
  changes: DeviationInfo[];
  /** Entries that changed in what decides nothing; all of them when no case moves. */
  texts: DeviationInfo[];
  /** What could be neither shown nor ruled out. */
  unproved: ShiftInfo[];
  /** How many random cases were evaluated under both. */
  samples: number;
}

/** How the answers of a group are drawn. */
export type DrawingWord = "web" | "map" | "ladder";

/** A change of a text. */
export interface EditInfo {
  /** Where the replaced text begins. */
  start: PointInfo;
  /** Where it ends. */
  end: PointInfo;
  /** What comes instead. */
  text: string;
}

/** The outcome of one example. */
export interface ExampleResult {
  /** Its id. */
  id: string;
  /** The file of the protocol it was run in. */
  file: string;
  /** Whether it came out as expected. */
  passed: boolean;
  /** What was expected. */
  expected: OutcomeInfo;
  /** What came out. */
  got: OutcomeInfo;
  /** For a failed example, the rules that hold for or against either route. */
  rules: string[];
  /** For a failed example, one other answer that would give what was expected. */
  change: AnswerChange | null;
}

/** A FHIR R4 resource, as plain JSON. */
export interface FhirResource {
  /** Which resource it is, such as "Bundle". */
  resourceType: string;
  [key: string]: unknown;
}

/** All questions, for a screen. */
export interface Form {
  /** The groups, in order; questions without a group come last in one of their own. */
  groups: FormGroup[];
  /** The reasons that can be given for choosing otherwise than advised, in order. */
  overrideReasons: OverrideReasonInfo[];
}

/** Questions that belong together. */
export interface FormGroup {
  /** Its id; empty for questions without a group. */
  id: string;
  /** The title above the questions. */
  title: string;
  /** A sentence below the title. */
  explanation: string | null;
  /** Whether these are asked before all others. */
  safety: boolean;
  /** Whether these only help the talk: they are never asked for the advice. */
  talk: boolean;
  /** How the answers are drawn; null for a list. */
  drawing: DrawingWord | null;
  /** Where the instrument of its owner can be found. */
  link: string | null;
  /** What a ladder hints at for the talk. */
  hints: LadderHints | null;
  /** The questions, in order. */
  questions: FormQuestion[];
}

/** A question, for a screen. */
export interface FormQuestion {
  /** Its id. */
  id: string;
  /** The question itself. */
  text: string;
  /** A short label. */
  short: string;
  /** Help for the one who asks. */
  help: string | null;
  /** How it is answered. */
  kind: QuestionKind;
  /** Lowest number. */
  min: number | null;
  /** Highest number. */
  max: number | null;
  /** What the low end of a scale means. */
  low: string | null;
  /** What the high end of a scale means. */
  high: string | null;
  /** What is counted. */
  unit: string | null;
  /** The choices. */
  choices: ChoiceInfo[];
  /** The 4D domain: lichamelijk, geestelijk, sociaal or maatschappelijk. */
  domain: string | null;
  /** Whether it is asked under a condition only. */
  conditional: boolean;
  /** Whether it is a fact that advice cannot change. */
  fixedFact: boolean;
  /** Whether the answer may stand in a letter, or on another page for people outside the practice. */
  inLetter: boolean;
  /** Where it comes from. */
  sources: SourceInfo[];
}

/** Something that changed of what others build on. */
export interface GroundInfo {
  /** What happened. */
  what: GroundWord;
  /** The question, route or signal. */
  id: string;
  /** The choice of that question. */
  choice: string | null;
  /** The step that it takes. */
  step: StepWord;
}

/** What happened to something that others build on. */
export type GroundWord = "questionRemoved" | "questionType" | "choiceRemoved" | "rangeNarrowed" | "routeRemoved" | "signalRemoved" | "questionAdded" | "choiceAdded" | "rangeWidened" | "routeAdded" | "signalAdded";

/** What the system of a practice knows; each part may be absent. */
export interface HisFacts {
  /** The age in years. */
  age?: number | null;
  /** The codes that were recorded. */
  icpc?: RecordedCode[] | null;
  /** How many contacts there were in the last twelve months. */
  contacts12m?: number | null;
  /** Facts that the protocol has a name for. */
  facts?: Record<string, boolean | number | string | null> | null;
}

/** A code of ICPC-1, to choose or to leave. */
export interface IcpcInfo {
  /** The code. */
  code: string;
  /** The label that the protocol gives it. */
  label: string;
}

/** An answer that does not count. */
export interface IgnoredAnswer {
  /** The question. */
  question: string;
  /** What was answered. */
  answer: Answer;
  /** What it counts as instead. */
  countsAs: Answer;
}

/** A key with another value than in the base, or in the older version. */
export interface KeyChange {
  /** The key. */
  key: string;
  /** The value in the base or the older version. */
  base: string | null;
  /** The value here. */
  local: string | null;
}

/** What a ladder hints at for the talk; never a reason for or against a route. */
export interface LadderHints {
  /** The answer from which a scale counts as high. */
  threshold: number;
  /** One for each way in which the second and third scale can be high or low. */
  profiles: LadderProfile[];
}

/** One hint of a ladder. */
export interface LadderProfile {
  /** Whether the second scale is high. */
  second: boolean;
  /** Whether the third scale is high. */
  third: boolean;
  /** What to talk about. */
  text: string;
}

/** What the host knows and the engine does not. A citizen service number is refused. */
export interface MessageOptions {
  /** Who it is about: a reference such as "Patient/3f2a", or a pseudonym. */
  subject?: string | Pseudonym | null;
  /** The day on which the patient agreed. Without it a request stays a draft. */
  consent?: string | null;
  /** Any text that differs for each referral; it makes the ids differ. */
  id?: string | null;
  /** Another route than the advised one, of those that are also suitable. */
  route?: string | null;
  /** Only what may stand in the letter (the usual), or all answers that count. */
  answers?: "letter" | "all" | null;
  /** Who sends it. */
  requester?: Requester | null;
}

/** Whether what is needed is there. */
export type Met = "yes" | "no" | "open";

/** Cases that come out otherwise. */
export interface MoveInfo {
  /** What part of the outcome. */
  kind: ShiftKind;
  /** The id in the older protocol; null where there is nothing. */
  from: string | null;
  /** The id in the newer one; null where there is nothing. */
  to: string | null;
  /** What people call the first. */
  fromTitle: string | null;
  /** What people call the second. */
  toTitle: string | null;
  /** A case that moves. */
  witness: MovedCase;
  /** The rules that make the difference in that case. */
  rules: string[];
  /** What else makes it. */
  causes: CauseWord[];
  /** How many random cases move; null when none were evaluated. */
  share: ShareInfo | null;
  /** Always true: what could not be shown stands in `unproved`. */
  proved: boolean;
}

/** A case whose answers alone force both outcomes. */
export interface MovedCase {
  /** The answers by question. */
  answers: Record<string, Answer>;
  /** The answers that the older protocol takes to questions that changed their type. */
  oldAnswers: Record<string, Answer>;
  /** The same in words. */
  shown: ShownAnswer[];
  /** Whether it was proved that no case with fewer answers shows the same. */
  smallest: boolean;
}

/** A municipality. */
export interface Municipality {
  /** The CBS code. */
  code: string;
  /** The name. */
  name: string;
  /** Other names. */
  aliases: string[];
}

/** A question that can still change something. */
export interface NextQuestion {
  /** Its id. */
  question: string;
  /** The routes and signals that it can still change. */
  settles: string[];
}

/** What is left to ask. */
export interface NextReport {
  /** Whether the advised route is certain. */
  outcome: Outcome;
  /** Whether everything is certain. */
  complete: boolean;
  /** Whether what is called open is so for certain; false when the search was cut short. */
  exact: boolean;
  /** The routes that can still be advised. */
  possible: string[];
  /** What to ask next, the most important first. */
  next: NextQuestion[];
  /** Open questions that can no longer change what is offered or signalled. */
  irrelevant: string[];
  /** Questions that are not asked, and what they count as. */
  notApplicable: CountsAs[];
}

/** An offering of a route. */
export interface OfferingInfo {
  /** Its id. */
  id: string;
  /** Its name. */
  title: string;
  /** What it is. */
  explanation: string | null;
  /** Whether a rule that holds points to it. */
  pointedTo: boolean;
}

/** Whether the advised route is certain. */
export type Outcome = "decided" | "open";

/** An outcome in short; what an example does not expect is null. */
export interface OutcomeInfo {
  /** The advised route. */
  route: string | null;
  /** The contact of that route. */
  contact: string | null;
  /** Routes that are also suitable. */
  alsoSuitable: string[] | null;
  /** Signals that hold. */
  signals: string[] | null;
  /** Rules that hold. */
  rules: string[] | null;
  /** Routes that are still possible. */
  possible: string[] | null;
}

/** How a municipal protocol differs from its base. */
export interface OverlayReport {
  /** The protocol, `utrecht@1.0.0`. */
  protocol: string;
  /** The base. */
  base: string;
  /** What differs, in the order of the file format. */
  deviations: DeviationInfo[];
  /** How many entries were added. */
  added: number;
  /** How many were changed. */
  changed: number;
  /** How many were removed. */
  removed: number;
}

/** What was chosen instead of the advice. */
export interface OverrideChoice {
  /** The route; null for none. */
  route?: string | null;
  /** The id of a reason of the protocol. */
  reason?: string | null;
  /** Words of the GP's own. */
  note?: string | null;
}

/** A reason why a GP chooses otherwise than advised. */
export interface OverrideReasonInfo {
  /** Its id. */
  id: string;
  /** What people choose from a list. */
  title: string;
  /** Whether it takes a note to be understood. */
  needsNote: boolean;
}

/** That a GP chose otherwise than advised, and why; for the host to store. */
export interface OverrideRecord {
  /** What was advised, and on what. */
  receipt: Receipt;
  /** The advised route; null while open, and when there was no advice. */
  advised: RouteName | null;
  /** The route that was chosen; null for none. */
  chosen: RouteName | null;
  /** Why; null when the protocol lists no reasons. */
  reason: OverrideReasonInfo | null;
  /** What the GP wrote beside it. */
  note: string | null;
  /** The day of the decision. */
  date: string;
}

/** How a protocol text is read. */
export interface ParseOptions {
  /** The texts of the bases that it builds on, the nearest first. */
  base?: string | string[];
}

/** A place in a file. */
export interface PlaceInfo {
  /** The file. */
  file: string;
  /** The line, from 1. */
  line: number;
  /** The column in characters, from 1. */
  column: number;
}

/** A point in a file. */
export interface PointInfo {
  /** The line, from 1. */
  line: number;
  /** The column in characters, from 1. */
  column: number;
  /** Bytes from the start of the file. */
  offset: number;
}

/** Answers that the system of a practice already knew. */
export interface Prefill {
  /** The answers by question. */
  answers: Record<string, Answer>;
  /** What each answer comes from, in the order of the questions. */
  origins: PrefillOrigin[];
  /** Questions that a fact speaks of but does not answer. */
  leftOpen: PrefillLeftOpen[];
  /** Facts that no question took, and why. */
  unused: UnusedFact[];
}

/** A question that a fact speaks of but does not answer. */
export interface PrefillLeftOpen {
  /** The question. */
  question: string;
  /** A short label for people. */
  label: string;
  /** The fact, in Dutch. */
  from: string;
  /** Why it is no answer, in Dutch. */
  why: string;
}

/** What an answer comes from. */
export interface PrefillOrigin {
  /** The question. */
  question: string;
  /** A short label for people. */
  label: string;
  /** The answer. */
  answer: Answer;
  /** The answer in Dutch. */
  shown: string;
  /** The fact, in Dutch: `ICPC Z15 (1 maart 2026)`. */
  from: string;
}

/** What is left to ask, and what was filled in. */
export interface PrefilledNext {
  /** What was filled in; answers that were given stay as they are. */
  prefill: Prefill;
  /** What is left to ask. */
  next: NextReport;
}

/** A recommendation, and what was filled in for it. */
export interface PrefilledRecommendation {
  /** What was filled in; answers that were given stay as they are. */
  prefill: Prefill;
  /** The recommendation. */
  recommendation: RecommendationData;
}

/** A protocol file. */
export interface ProtocolFile {
  /** Its path, such as "vlissingen/1.0.0.toml". */
  path: string;
  /** Its text. */
  text: string;
}

/** Which protocol was used. */
export interface ProtocolInfo {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** Its version. */
  version: string;
  /** Whom it is for: gemeente or praktijk. */
  kind: string;
  /** The CBS code of the municipality; null for a base. */
  municipality: string | null;
  /** The name of the municipality. */
  municipalityName: string | null;
  /** concept, voorbeeld, vastgesteld or ingetrokken. */
  status: string;
  /** First day on which it is in force. */
  validFrom: string;
  /** Last day on which it is in force; null when open-ended. */
  validUntil: string | null;
  /** The fingerprint of its content. */
  digest: string;
  /** The version it builds on. */
  base: BaseInfo | null;
  /** The file it was read from. */
  file: string;
}

/** A patient under a name that only the host can resolve. */
export interface Pseudonym {
  /** The system that gave it, as a URI. */
  system: string;
  /** The pseudonym itself. */
  value: string;
}

/** How a question is answered. */
export type QuestionKind = "yesNo" | "scale" | "number" | "choice" | "multiChoice";

/** How many of something were reached. */
export interface Reached {
  /** So many. */
  hit: number;
  /** Out of so many. */
  of: number;
  /** The ids of those that were not. */
  missing: string[];
}

/** Why the outcome is what it is. What is null was not asked for. */
export interface Reasoning {
  /** Every rule, with its verdict. */
  rules: RuleTrace[];
  /**
   * Sets of given answers, as question ids, of which each alone forces the advice. Empty while
   * the advice is open.
   */
  sufficient: string[][] | null;
  /** Whether none of these answers can be left out, for certain; null while there are none. */
  sufficientMinimal: boolean | null;
  /** Whether no smaller set suffices, for certain; null while there are none. */
  sufficientSmallest: boolean | null;
  /** For each signal that holds, the answers that force it. */
  sufficientSignals: SignalReason[] | null;
  /** What would lead to each other route that can be reached. */
  counterfactuals: Counterfactual[] | null;
  /** The routes to which no change was found that leads, and why. */
  unreachable: UnreachableRoute[] | null;
}

/** A recommendation that can be proved afterwards. */
export interface Receipt {
  /** What was decided, and on what. */
  content: ReceiptContent;
  /** The SHA-256 of `content` as canonical JSON (RFC 8785), in hexadecimal digits. */
  sha256: string;
}

/** What was decided, and on what. It has no patient data but the answers. */
export interface ReceiptContent {
  /** The version of this shape: 1. */
  format: number;
  /** The answers that were given, by question. */
  answers: Record<string, Answer>;
  /** The fingerprint of the base; null when the protocol has none. */
  baseDigest: string | null;
  /** The recommendation, without texts to copy and without places in files. */
  recommendation: RecommendationData;
}

/** The result of deciding a case. */
export interface RecommendationData {
  /** Which protocol was used. */
  protocol: ProtocolInfo;
  /** The version of the engine. */
  engine: string;
  /** The day on which was decided. */
  date: string;
  /** Whether the advised route is certain. */
  outcome: Outcome;
  /** Whether every verdict and signal below is certain too. */
  complete: boolean;
  /** Whether what is called open is so for certain; false when the search was cut short. */
  exact: boolean;
  /** The advised route; null while open, and when there is no advice. */
  route: RouteAdvice | null;
  /** Other routes that are certainly suitable. */
  alsoSuitable: RouteAdvice[];
  /** The routes that can still be advised. */
  possible: string[];
  /** Whether the case can still end without any advice. */
  noAdvicePossible: boolean;
  /** The verdict on every route, in order of precedence. */
  routes: RouteVerdict[];
  /** Signals that certainly hold. */
  signals: SignalInfo[];
  /** Signals that may still hold. */
  openSignals: SignalInfo[];
  /** Answers that do not count, because their question is not asked. */
  ignored: IgnoredAnswer[];
  /** Why. */
  reasoning: Reasoning;
  /** What to ask next, the most important first. */
  next: NextQuestion[];
  /** Codes that the rules that hold and the advised route suggest for the record. */
  icpc: IcpcInfo[];
  /** Texts to copy; null while there is no advised route. */
  texts: Texts | null;
}

/** A code that was recorded. */
export interface RecordedCode {
  /** The ICPC-1 code, such as "Z15". */
  code: string;
  /** The day on which it was recorded. */
  date: string;
}

/** A second place of a fault. */
export interface RelatedInfo {
  /** The file. */
  file: string;
  /** Where it begins. */
  start: PointInfo;
  /** Where it ends. */
  end: PointInfo;
  /** What stands there. */
  message: string;
}

/** What came of deciding a receipt again. */
export interface Replay {
  /** Whether nothing differs. */
  same: boolean;
  /** The protocol that it was decided with again: `vlissingen@1.0.0`. */
  protocol: string;
  /** The day on which it was decided. */
  date: string;
  /** What differs, the causes first. */
  differences: ReplayDifference[];
  /** How many more differences there are than are listed. */
  more: number;
}

/** Something in which a receipt and its replay differ. */
export interface ReplayDifference {
  /** What it is about. */
  about: ReplayPart;
  /** In Dutch, for people. */
  message: string;
  /** Where it stands in the content of the receipt; null when it is about the whole. */
  path: string | null;
  /** What the receipt says, as JSON; null when it says nothing. */
  recorded: string | null;
  /** What came out now, as JSON; null when nothing did. */
  replayed: string | null;
}

/** What a difference is about. */
export type ReplayPart = "receipt" | "engine" | "protocol" | "base" | "answers" | "route" | "alsoSuitable" | "signals" | "reasoning";

/** Who sends a message. */
export interface Requester {
  /** The name of the practice. */
  name?: string | null;
  /** Its AGB code. */
  agb?: string | null;
  /** Its URA number. */
  ura?: string | null;
}

/** The answers of a filled-in questionnaire. */
export interface ResponseCase {
  /** The answers, by question. */
  answers: Record<string, Answer>;
  /** The day on which it was filled in; null when it does not say. */
  date: string | null;
}

/** A route that is advised or also suitable. */
export interface RouteAdvice {
  /** Its id. */
  id: string;
  /** Its name. */
  title: string;
  /** What it is, for the one who refers. */
  explanation: string;
  /** What it is, for the patient. */
  patient: string;
  /** Whom to refer to. */
  contact: ContactInfo | null;
  /** What is on offer there; those the rules point to come first. */
  offerings: OfferingInfo[];
  /** Working days within which the contact answers. */
  responseDays: number | null;
  /** What comes back to the practice, and when. */
  feedback: string | null;
  /** Whether no other route is advised beside it. */
  alone: boolean;
  /** Whether it is advised when no route is suitable. */
  fallback: boolean;
}

/** A route by its name. */
export interface RouteName {
  /** Its id. */
  id: string;
  /** Its name. */
  title: string;
}

/** A question, as numbers. */
export interface RouteQuestion {
  /** Its id. */
  id: string;
  /** How it is answered. */
  kind: QuestionKind;
  /** The lowest number it takes. */
  min: number;
  /** The highest number it takes. */
  max: number;
  /** The ids of the choices. */
  choices: string[];
  /** Where its number stands; a set of choices has two places, of sixteen choices each. */
  slot: number;
}

/** What a program needs to hand answers over as numbers. */
export interface RouteTable {
  /** The fingerprint of the protocol. */
  digest: string;
  /** The questions, in order. */
  questions: RouteQuestion[];
  /** The ids of the routes, by rank. */
  routes: string[];
  /** The ids of the rules, in order. */
  rules: string[];
}

/** The verdict on one route. */
export interface RouteVerdict {
  /** Its id. */
  id: string;
  /** Its name. */
  title: string;
  /** The verdict. */
  verdict: VerdictWord;
  /** Rules for it that hold. */
  for: string[];
  /** Rules against it that hold. */
  against: string[];
  /** The advised route that stands alone, when that is why this one is not offered. */
  supersededBy: string | null;
}

/** A rule that makes a case come out otherwise. */
export interface RuleDifference {
  /** Its id. */
  id: string;
  /** Its reason, in the newer protocol where it is there. */
  reason: string;
  /** Where it stands in the older protocol; null when it is not there. */
  old: RuleText | null;
  /** Where it stands in the newer one. */
  new: RuleText | null;
  /** Findings, scores and questions that it looks at and that changed: `kenmerk.stapeling`. */
  below: string[];
}

/** A rule as it is written. */
export interface RuleText {
  /** Its condition. */
  condition: string;
  /** Where it stands. */
  at: PlaceInfo;
}

/** One rule, and why it holds or not. */
export interface RuleTrace {
  /** Its id. */
  id: string;
  /** The verdict. */
  verdict: RuleVerdict;
  /** The reason its author gave. */
  reason: string;
  /** The routes it indicates. */
  for: string[];
  /** The routes it excludes. */
  against: string[];
  /** The signals it raises. */
  signals: string[];
  /** The parts of its condition that decide. */
  because: Because[];
  /** Where it comes from. */
  sources: SourceInfo[];
  /** Where it stands. */
  at: PlaceInfo;
  /** The protocol and version of the file it stands in: `nederland@1.0.0`. */
  version: string | null;
}

/** The verdict on a rule. */
export type RuleVerdict = "holds" | "doesNotHold" | "open";

/** How bad a fault is. */
export type SeverityWord = "error" | "warning" | "info";

/** A share among random cases, with the interval in which it lies with 95 % certainty. */
export interface ShareInfo {
  /** The share, from 0 to 1. */
  estimate: Decimal;
  /** The low end of the interval. */
  low: Decimal;
  /** The high end of the interval. */
  high: Decimal;
  /** How many cases moved. */
  hits: number;
}

/** An outcome, and what it becomes. */
export interface ShiftInfo {
  /** What part of the outcome. */
  kind: ShiftKind;
  /** The id in the older protocol; null where there is nothing. */
  from: string | null;
  /** The id in the newer one; null where there is nothing. */
  to: string | null;
}

/** What part of the outcome moves. */
export type ShiftKind = "advice" | "alsoSuitable" | "signal" | "impossible";

/** A question and its answer, in words. */
export interface ShownAnswer {
  /** The id of the question. */
  question: string;
  /** A short label. */
  label: string;
  /** The answer. */
  answer: string;
}

/** An advice beside the route. */
export interface SignalInfo {
  /** Its id. */
  id: string;
  /** What it says. */
  title: string;
  /** What to do. */
  explanation: string | null;
  /** The rules that raise it and hold; where none does for certain, those that may. */
  rules: string[];
  /** Where it comes from. */
  sources: SourceInfo[];
}

/** Given answers that force a signal, whatever else is answered. */
export interface SignalReason {
  /** The id of the signal. */
  signal: string;
  /** The questions that were answered. */
  sufficient: string[];
  /** Whether none of these answers can be left out, for certain. */
  minimal: boolean;
  /** Whether no smaller set suffices, for certain. */
  smallest: boolean;
}

/** The four parts of a note in the record; empty where there is nothing to say. */
export interface Soep {
  /** Subjectief. */
  s: string;
  /** Objectief. */
  o: string;
  /** Evaluatie. */
  e: string;
  /** Plan. */
  p: string;
}

/** A publication. */
export interface SourceInfo {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** Where it can be read. */
  url: string | null;
}

/** A step of a version. */
export type StepWord = "none" | "patch" | "minor" | "major";

/** What came of a referral, read from a FHIR Task. */
export interface TaskReport {
  /** The state, as FHIR calls it. */
  status: string;
  /** The state in Dutch. */
  shown: string;
  /** Why, when the sender says. */
  reason: string | null;
  /** What the sender calls the state. */
  businessStatus: string | null;
  /** What came of it. */
  output: string[];
  /** What the sender noted. */
  notes: string[];
  /** The request it is about. */
  request: string | null;
  /** When it last changed, as the sender writes it. */
  changed: string | null;
  /** For the record. */
  soep: Soep;
  /** The same as text: a line for each part that says anything. */
  line: string;
}

/** The outcome of running examples. */
export interface TestReport {
  /** Every example of every file. */
  examples: ExampleResult[];
  /** How many came out as expected. */
  passed: number;
  /** How many did not. */
  failed: number;
  /** Which rules were seen to hold, and not to hold. */
  coverage: Coverage[];
}

/** Texts to copy. */
export interface Texts {
  /** For the record, in SOEP form. */
  record: string;
  /** A referral letter. */
  letter: string;
  /** For the patient, in B1 Dutch. */
  patient: string;
}

/** A route to which no change of answers was found that leads. */
export interface UnreachableRoute {
  /** Its id. */
  route: string;
  /** Why. */
  why: UnreachableWord;
}

/** Why no change of answers was found that leads to a route. */
export type UnreachableWord = "fixedFact" | "never" | "notProved";

/** A fact that no question took. */
export interface UnusedFact {
  /** The fact, in Dutch. */
  fact: string;
  /** Why not, in Dutch. */
  why: string;
}

/** A verdict on a route. */
export type VerdictWord = "advised" | "alsoSuitable" | "superseded" | "excluded" | "notIndicated" | "open";

/** A case that shows a fault. */
export interface WitnessInfo {
  /** The answers by question. */
  answers: Record<string, Answer>;
  /** The same case as a `[voorbeeld.…]` of a protocol file. */
  example: string;
}
