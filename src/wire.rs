//! The shapes that cross the border: to JSON on the command line, to plain objects in JavaScript.
//!
//! In and out: nothing; these are shapes only, in the order in which JSON shows them. TypeScript
//! types are generated from them. [`crate::present`] fills them.
//!
//! Keys are English in camelCase; what people read in the values is Dutch.

use crate::answer::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

macro_rules! shapes {
    ($($(#[$meta:meta])* $keyword:ident $name:ident { $($body:tt)* })+) => {
        $(shapes!{@one $keyword [$(#[$meta])*] $name { $($body)* }})+
    };
    (@one struct [$($meta:tt)*] $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $($meta)*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
    };
    (@one choice [$($meta:tt)*] $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)* }) => {
        $($meta)*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }
    };
}

shapes! {
    /// Which protocol was used.
    struct ProtocolInfo {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// Its version.
        version: String,
        /// The CBS code of the municipality; null for a base.
        municipality: Option<String>,
        /// The name of the municipality.
        municipality_name: Option<String>,
        /// concept, voorbeeld, vastgesteld or ingetrokken.
        status: String,
        /// First day on which it is in force.
        valid_from: String,
        /// Last day on which it is in force; null when open-ended.
        valid_until: Option<String>,
        /// The fingerprint of its content.
        digest: String,
        /// The version it builds on.
        base: Option<BaseInfo>,
        /// The file it was read from.
        file: String,
    }

    /// A version that another protocol builds on.
    struct BaseInfo {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
    }

    /// Whether the advised route is certain.
    choice Outcome {
        /// Every way to complete the case advises the same.
        Decided,
        /// Different routes, or none, are still possible.
        Open,
    }

    /// The result of deciding a case.
    struct Recommendation {
        /// Which protocol was used.
        protocol: ProtocolInfo,
        /// The version of the engine.
        engine: String,
        /// The day on which was decided.
        date: String,
        /// Whether the advised route is certain.
        outcome: Outcome,
        /// Whether every verdict and signal below is certain too.
        complete: bool,
        /// Whether what is called open is so for certain; false when the search was cut short.
        exact: bool,
        /// The advised route; null while open, and when there is no advice.
        route: Option<RouteAdvice>,
        /// Other routes that are certainly suitable.
        also_suitable: Vec<RouteAdvice>,
        /// The routes that can still be advised.
        possible: Vec<String>,
        /// Whether the case can still end without any advice.
        no_advice_possible: bool,
        /// The verdict on every route, in order of precedence.
        routes: Vec<RouteVerdict>,
        /// Signals that certainly hold.
        signals: Vec<SignalInfo>,
        /// Signals that may still hold.
        open_signals: Vec<SignalInfo>,
        /// Answers that do not count, because their question is not asked.
        ignored: Vec<IgnoredAnswer>,
        /// Why.
        reasoning: Reasoning,
        /// What to ask next, the most important first.
        next: Vec<NextQuestion>,
        /// Texts to copy; null while there is no advised route.
        texts: Option<Texts>,
    }

    /// A route that is advised or also suitable.
    struct RouteAdvice {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// What it is, for the one who refers.
        explanation: String,
        /// What it is, for the patient.
        patient: String,
        /// Whom to refer to.
        contact: Option<ContactInfo>,
        /// What is on offer there; those the rules point to come first.
        offerings: Vec<OfferingInfo>,
        /// Working days within which the contact answers.
        response_days: Option<i64>,
        /// What comes back to the practice, and when.
        feedback: Option<String>,
        /// Whether no other route is advised beside it.
        alone: bool,
        /// Whether it is advised when no route is suitable.
        fallback: bool,
    }

    /// A function that takes referrals.
    struct ContactInfo {
        /// Its id.
        id: String,
        /// The function.
        function: String,
        /// The organisation.
        organisation: Option<String>,
        /// The channel a referral goes through.
        channel: Option<String>,
        /// A telephone number.
        phone: Option<String>,
        /// A mail address.
        email: Option<String>,
        /// A web site.
        website: Option<String>,
    }

    /// An offering of a route.
    struct OfferingInfo {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// What it is.
        explanation: Option<String>,
        /// Whether a rule that holds points to it.
        pointed_to: bool,
    }

    /// The verdict on one route.
    struct RouteVerdict {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// The verdict.
        verdict: VerdictWord,
        /// Rules for it that hold.
        r#for: Vec<String>,
        /// Rules against it that hold.
        against: Vec<String>,
        /// The advised route that stands alone, when that is why this one is not offered.
        superseded_by: Option<String>,
    }

    /// A verdict on a route.
    choice VerdictWord {
        /// It is the advised route.
        Advised,
        /// It is suitable too.
        AlsoSuitable,
        /// It is suitable, but the advised route stands alone.
        Superseded,
        /// It is indicated, but excluded.
        Excluded,
        /// No rule for it holds.
        NotIndicated,
        /// Not certain yet.
        Open,
    }

    /// An advice beside the route.
    struct SignalInfo {
        /// Its id.
        id: String,
        /// What it says.
        title: String,
        /// What to do.
        explanation: Option<String>,
        /// The rules that raise it and hold; where none does for certain, those that may.
        rules: Vec<String>,
        /// Where it comes from.
        sources: Vec<SourceInfo>,
    }

    /// An answer that does not count.
    struct IgnoredAnswer {
        /// The question.
        question: String,
        /// What was answered.
        answer: Answer,
        /// What it counts as instead.
        counts_as: Answer,
    }

    /// Why the outcome is what it is. What is null was not asked for.
    struct Reasoning {
        /// Every rule, with its verdict.
        rules: Vec<RuleTrace>,
        /// Sets of given answers, as question ids, of which each alone forces the advice. Empty while
        /// the advice is open.
        sufficient: Option<Vec<Vec<String>>>,
        /// Whether none of these answers can be left out, for certain; null while there are none.
        sufficient_minimal: Option<bool>,
        /// Whether no smaller set suffices, for certain; null while there are none.
        sufficient_smallest: Option<bool>,
        /// For each signal that holds, the answers that force it.
        sufficient_signals: Option<Vec<SignalReason>>,
        /// What would lead to each other route that can be reached.
        counterfactuals: Option<Vec<Counterfactual>>,
        /// The routes to which no change was found that leads, and why.
        unreachable: Option<Vec<UnreachableRoute>>,
    }

    /// Given answers that force a signal, whatever else is answered.
    struct SignalReason {
        /// The id of the signal.
        signal: String,
        /// The questions that were answered.
        sufficient: Vec<String>,
        /// Whether none of these answers can be left out, for certain.
        minimal: bool,
        /// Whether no smaller set suffices, for certain.
        smallest: bool,
    }

    /// The fewest other answers that force another route.
    struct Counterfactual {
        /// What would be different; answers about safety come last.
        change: Vec<ChangedAnswer>,
        /// The route that would then be advised.
        route: String,
    }

    /// An answer that would be different.
    struct ChangedAnswer {
        /// The question.
        question: String,
        /// A short label for people.
        label: String,
        /// The answer as it is; null for a question that is open.
        from: Option<Answer>,
        /// The answer as it is, in Dutch.
        shown_from: String,
        /// The answer it would have to be.
        to: Answer,
        /// The answer it would have to be, in Dutch.
        shown_to: String,
        /// Whether it is a question about safety.
        safety: bool,
    }

    /// A route to which no change of answers was found that leads.
    struct UnreachableRoute {
        /// Its id.
        route: String,
        /// Why.
        why: UnreachableWord,
    }

    /// Why no change of answers was found that leads to a route.
    choice UnreachableWord {
        /// A fixed fact would have to be different.
        FixedFact,
        /// No answers lead there.
        Never,
        /// The search was cut short before anything was known.
        NotProved,
    }

    /// The verdict on a rule.
    choice RuleVerdict {
        /// Its condition holds.
        Holds,
        /// Its condition does not hold.
        DoesNotHold,
        /// That is not certain yet.
        Open,
    }

    /// One rule, and why it holds or not.
    struct RuleTrace {
        /// Its id.
        id: String,
        /// The verdict.
        verdict: RuleVerdict,
        /// The reason its author gave.
        reason: String,
        /// The routes it indicates.
        r#for: Vec<String>,
        /// The routes it excludes.
        against: Vec<String>,
        /// The signals it raises.
        signals: Vec<String>,
        /// The parts of its condition that decide.
        because: Vec<Because>,
        /// Where it comes from.
        sources: Vec<SourceInfo>,
        /// Where it stands.
        at: PlaceInfo,
        /// The protocol and version of the file it stands in: `nederland@1.0.0`.
        version: Option<String>,
    }

    /// A part of a condition: the value seen and the value needed.
    struct Because {
        /// The question it looks at.
        question: Option<String>,
        /// The score it looks at.
        score: Option<String>,
        /// The findings on the way to it.
        via: Vec<String>,
        /// A short label for people.
        label: String,
        /// The answer seen; null while open.
        answer: Option<Answer>,
        /// The answer in Dutch.
        shown: String,
        /// What is needed for the rule to hold, in the words of the condition language.
        needed: String,
        /// Whether it is so.
        met: Met,
        /// Whether the question was not asked and counts as this.
        assumed: bool,
    }

    /// Whether what is needed is there.
    choice Met {
        /// It is.
        Yes,
        /// It is not.
        No,
        /// That is not certain yet.
        Open,
    }

    /// A publication.
    struct SourceInfo {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// Where it can be read.
        url: Option<String>,
    }

    /// A place in a file.
    struct PlaceInfo {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    }

    /// A question that can still change something.
    struct NextQuestion {
        /// Its id.
        question: String,
        /// The routes and signals that it can still change.
        settles: Vec<String>,
    }

    /// What is left to ask.
    struct NextReport {
        /// Whether the advised route is certain.
        outcome: Outcome,
        /// Whether everything is certain.
        complete: bool,
        /// Whether what is called open is so for certain; false when the search was cut short.
        exact: bool,
        /// The routes that can still be advised.
        possible: Vec<String>,
        /// What to ask next, the most important first.
        next: Vec<NextQuestion>,
        /// Open questions that can no longer change what is offered or signalled.
        irrelevant: Vec<String>,
        /// Questions that are not asked, and what they count as.
        not_applicable: Vec<CountsAs>,
    }

    /// What a question counts as without being asked.
    struct CountsAs {
        /// Its id.
        question: String,
        /// What it counts as.
        counts_as: Answer,
    }

    /// Texts to copy.
    struct Texts {
        /// For the record, in SOEP form.
        record: String,
        /// A referral letter.
        letter: String,
        /// For the patient, in B1 Dutch.
        patient: String,
    }

    /// All questions, for a screen.
    struct Form {
        /// The groups, in order; questions without a group come last in one of their own.
        groups: Vec<FormGroup>,
    }

    /// Questions that belong together.
    struct FormGroup {
        /// Its id; empty for questions without a group.
        id: String,
        /// The title above the questions.
        title: String,
        /// A sentence below the title.
        explanation: Option<String>,
        /// Whether these are asked before all others.
        safety: bool,
        /// The questions, in order.
        questions: Vec<FormQuestion>,
    }

    /// How a question is answered.
    choice QuestionKind {
        /// Yes or no.
        YesNo,
        /// A place on a scale.
        Scale,
        /// A whole number.
        Number,
        /// One of the choices.
        Choice,
        /// Any number of the choices.
        MultiChoice,
    }

    /// A question, for a screen.
    struct FormQuestion {
        /// Its id.
        id: String,
        /// The question itself.
        text: String,
        /// A short label.
        short: String,
        /// Help for the one who asks.
        help: Option<String>,
        /// How it is answered.
        kind: QuestionKind,
        /// Lowest number.
        min: Option<i64>,
        /// Highest number.
        max: Option<i64>,
        /// What the low end of a scale means.
        low: Option<String>,
        /// What the high end of a scale means.
        high: Option<String>,
        /// What is counted.
        unit: Option<String>,
        /// The choices.
        choices: Vec<ChoiceInfo>,
        /// The 4D domain: lichamelijk, geestelijk, sociaal or maatschappelijk.
        domain: Option<String>,
        /// Whether it is asked under a condition only.
        conditional: bool,
        /// Whether it is a fact that advice cannot change.
        fixed_fact: bool,
        /// Where it comes from.
        sources: Vec<SourceInfo>,
    }

    /// One option of a choice question.
    struct ChoiceInfo {
        /// Its id.
        id: String,
        /// What people see.
        label: String,
    }

    /// A municipality.
    struct Municipality {
        /// The CBS code.
        code: String,
        /// The name.
        name: String,
        /// Other names.
        aliases: Vec<String>,
    }

    /// Everything that was found in one or more files.
    struct CheckReport {
        /// The faults, in the order of the files.
        diagnostics: Vec<DiagnosticInfo>,
        /// How many of them are errors.
        errors: usize,
        /// How many are warnings.
        warnings: usize,
    }

    /// One fault.
    struct DiagnosticInfo {
        /// Its code, `DW0301`.
        code: String,
        /// error, warning or info.
        severity: SeverityWord,
        /// What is wrong.
        message: String,
        /// The file.
        file: Option<String>,
        /// Where it begins.
        start: Option<PointInfo>,
        /// Where it ends.
        end: Option<PointInfo>,
        /// A way out.
        help: Option<String>,
        /// Other places that belong to it.
        related: Vec<RelatedInfo>,
        /// Changes of the text that mend it; empty when there is no safe one.
        fix: Vec<EditInfo>,
        /// A case that shows it.
        witness: Option<WitnessInfo>,
    }

    /// A case that shows a fault.
    struct WitnessInfo {
        /// The answers by question.
        answers: BTreeMap<String, Answer>,
        /// The same case as a `[voorbeeld.…]` of a protocol file.
        example: String,
    }

    /// A change of a text.
    struct EditInfo {
        /// Where the replaced text begins.
        start: PointInfo,
        /// Where it ends.
        end: PointInfo,
        /// What comes instead.
        text: String,
    }

    /// How bad a fault is.
    choice SeverityWord {
        /// The protocol cannot be used.
        Error,
        /// Probably not what was meant.
        Warning,
        /// Worth knowing.
        Info,
    }

    /// A point in a file.
    struct PointInfo {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// Bytes from the start of the file.
        offset: usize,
    }

    /// A second place of a fault.
    struct RelatedInfo {
        /// The file.
        file: String,
        /// Where it begins.
        start: PointInfo,
        /// Where it ends.
        end: PointInfo,
        /// What stands there.
        message: String,
    }

    /// The outcome of running examples.
    struct TestReport {
        /// Every example of every file.
        examples: Vec<ExampleResult>,
        /// How many came out as expected.
        passed: usize,
        /// How many did not.
        failed: usize,
        /// Which rules were seen to hold, and not to hold.
        coverage: Vec<Coverage>,
    }

    /// The outcome of one example.
    struct ExampleResult {
        /// Its id.
        id: String,
        /// The file of the protocol it was run in.
        file: String,
        /// Whether it came out as expected.
        passed: bool,
        /// What was expected.
        expected: OutcomeInfo,
        /// What came out.
        got: OutcomeInfo,
        /// For a failed example, the rules that hold for or against either route.
        rules: Vec<String>,
        /// For a failed example, one other answer that would give what was expected.
        change: Option<AnswerChange>,
    }

    /// Another answer to one question.
    struct AnswerChange {
        /// The question.
        question: String,
        /// What was answered; null when it was open.
        from: Option<Answer>,
        /// What would be answered.
        to: Answer,
    }

    /// An outcome in short; what an example does not expect is null.
    struct OutcomeInfo {
        /// The advised route.
        route: Option<String>,
        /// The contact of that route.
        contact: Option<String>,
        /// Routes that are also suitable.
        also_suitable: Option<Vec<String>>,
        /// Signals that hold.
        signals: Option<Vec<String>>,
        /// Rules that hold.
        rules: Option<Vec<String>>,
        /// Routes that are still possible.
        possible: Option<Vec<String>>,
    }

    /// How a municipal protocol differs from its base.
    struct OverlayReport {
        /// The protocol, `utrecht@1.0.0`.
        protocol: String,
        /// The base.
        base: String,
        /// What differs, in the order of the file format.
        deviations: Vec<DeviationInfo>,
        /// How many entries were added.
        added: usize,
        /// How many were changed.
        changed: usize,
        /// How many were removed.
        removed: usize,
    }

    /// An entry that differs from the base.
    struct DeviationInfo {
        /// The table it stands in; `protocol` for the order of precedence.
        section: String,
        /// Its id; empty for the order of precedence.
        id: String,
        /// What it says of itself.
        title: Option<String>,
        /// What happened to it.
        change: ChangeWord,
        /// Why it was removed.
        reason: Option<String>,
        /// The keys that changed.
        keys: Vec<KeyChange>,
    }

    /// What happened to an entry.
    choice ChangeWord {
        /// The base does not have it.
        Added,
        /// Some of its keys are different.
        Changed,
        /// It was removed.
        Removed,
    }

    /// A key with another value than in the base, or in the older version.
    struct KeyChange {
        /// The key.
        key: String,
        /// The value in the base or the older version.
        base: Option<String>,
        /// The value here.
        local: Option<String>,
    }

    /// What differs between two protocols, or two versions of one.
    struct DiffReport {
        /// The older one, `utrecht@1.0.0`.
        old: String,
        /// The newer one.
        new: String,
        /// The step that the version has to make.
        step: StepWord,
        /// What changed of what others build on: questions with their answers, routes, signals.
        grounds: Vec<GroundInfo>,
        /// Each pair of advised routes between which some case moves.
        moves: Vec<MoveInfo>,
        /// The same for what is advised beside the route, and for what is accepted.
        other_outcomes: Vec<MoveInfo>,
        /// The rules that are named above.
        rules: Vec<RuleDifference>,
        /// Entries that changed in what can decide.
        changes: Vec<DeviationInfo>,
        /// Entries that changed in what decides nothing; all of them when no case moves.
        texts: Vec<DeviationInfo>,
        /// What could be neither shown nor ruled out.
        unproved: Vec<ShiftInfo>,
        /// How many random cases were evaluated under both.
        samples: usize,
    }

    /// A step of a version.
    choice StepWord {
        /// Both say the same.
        None,
        /// Every case comes out as it did.
        Patch,
        /// Some case comes out otherwise, or there is more to ask or to advise.
        Minor,
        /// Something that others may use is gone, or takes less than it did.
        Major,
    }

    /// Something that changed of what others build on.
    struct GroundInfo {
        /// What happened.
        what: GroundWord,
        /// The question, route or signal.
        id: String,
        /// The choice of that question.
        choice: Option<String>,
        /// The step that it takes.
        step: StepWord,
    }

    /// What happened to something that others build on.
    choice GroundWord {
        /// A question is gone.
        QuestionRemoved,
        /// A question is answered in another way.
        QuestionType,
        /// A choice is gone.
        ChoiceRemoved,
        /// Numbers that were taken no longer are.
        RangeNarrowed,
        /// A route is gone.
        RouteRemoved,
        /// A signal is gone.
        SignalRemoved,
        /// There is a new question.
        QuestionAdded,
        /// There is a new choice.
        ChoiceAdded,
        /// More numbers are taken.
        RangeWidened,
        /// There is a new route.
        RouteAdded,
        /// There is a new signal.
        SignalAdded,
    }

    /// What part of the outcome moves.
    choice ShiftKind {
        /// The advised route.
        Advice,
        /// A route that is offered beside the advised one, and in the other protocol not at all.
        AlsoSuitable,
        /// A signal.
        Signal,
        /// Whether the case is accepted, or refused as impossible.
        Impossible,
    }

    /// An outcome, and what it becomes.
    struct ShiftInfo {
        /// What part of the outcome.
        kind: ShiftKind,
        /// The id in the older protocol; null where there is nothing.
        from: Option<String>,
        /// The id in the newer one; null where there is nothing.
        to: Option<String>,
    }

    /// Cases that come out otherwise.
    struct MoveInfo {
        /// What part of the outcome.
        kind: ShiftKind,
        /// The id in the older protocol; null where there is nothing.
        from: Option<String>,
        /// The id in the newer one; null where there is nothing.
        to: Option<String>,
        /// What people call the first.
        from_title: Option<String>,
        /// What people call the second.
        to_title: Option<String>,
        /// A case that moves.
        witness: MovedCase,
        /// The rules that make the difference in that case.
        rules: Vec<String>,
        /// What else makes it.
        causes: Vec<CauseWord>,
        /// How many random cases move; null when none were evaluated.
        share: Option<ShareInfo>,
        /// Always true: what could not be shown stands in `unproved`.
        proved: bool,
    }

    /// A case whose answers alone force both outcomes.
    struct MovedCase {
        /// The answers by question.
        answers: BTreeMap<String, Answer>,
        /// The answers that the older protocol takes to questions that changed their type.
        old_answers: BTreeMap<String, Answer>,
        /// The same in words.
        shown: Vec<ShownAnswer>,
        /// Whether it was proved that no case with fewer answers shows the same.
        smallest: bool,
    }

    /// A question and its answer, in words.
    struct ShownAnswer {
        /// The id of the question.
        question: String,
        /// A short label.
        label: String,
        /// The answer.
        answer: String,
    }

    /// What makes a case come out otherwise beside rules.
    choice CauseWord {
        /// The order of the routes.
        Precedence,
        /// Which route is advised when none is suitable.
        Fallback,
        /// Whether a route is advised alone.
        Alone,
    }

    /// A share among random cases, with the interval in which it lies with 95 % certainty.
    struct ShareInfo {
        /// The share, from 0 to 1.
        estimate: Decimal,
        /// The low end of the interval.
        low: Decimal,
        /// The high end of the interval.
        high: Decimal,
        /// How many cases moved.
        hits: usize,
    }

    /// A rule that makes a case come out otherwise.
    struct RuleDifference {
        /// Its id.
        id: String,
        /// Its reason, in the newer protocol where it is there.
        reason: String,
        /// Where it stands in the older protocol; null when it is not there.
        old: Option<RuleText>,
        /// Where it stands in the newer one.
        new: Option<RuleText>,
        /// Findings, scores and questions that it looks at and that changed: `kenmerk.stapeling`.
        below: Vec<String>,
    }

    /// A rule as it is written.
    struct RuleText {
        /// Its condition.
        condition: String,
        /// Where it stands.
        at: PlaceInfo,
    }

    /// How much of a protocol its examples reach.
    struct Coverage {
        /// The file of the protocol.
        file: String,
        /// Rules that hold in some example.
        rules: Reached,
        /// Routes that are advised in some example.
        routes: Reached,
        /// Comparisons that hold in some example, and that do not in some.
        parts: Reached,
        /// Values just below, at and just above a border that a number is compared with.
        thresholds: Reached,
    }

    /// How many of something were reached.
    struct Reached {
        /// So many.
        hit: usize,
        /// Out of so many.
        of: usize,
        /// The ids of those that were not.
        missing: Vec<String>,
    }
}

/// A number from 0 to 1 in millionths, written as a decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Decimal(pub u32);

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The only number in the library that is not whole: it is made here and never read.
        serializer.serialize_f64(f64::from(self.0) / 1e6)
    }
}

/// A case, in the shape in which it is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseInfo {
    /// The answers, by question.
    pub answers: BTreeMap<String, Answer>,
    /// The day on which to decide.
    pub date: String,
    /// What chooses contacts; empty when it does not matter.
    pub context: BTreeMap<String, String>,
}
