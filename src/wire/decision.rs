//! What is decided about a case, why, and what is left to ask.

use super::ProtocolInfo;
use crate::answer::Answer;

shapes! {
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
        /// Codes that the rules that hold and the advised route suggest for the record.
        icpc: Vec<IcpcInfo>,
        /// Texts to copy; null while there is no advised route.
        texts: Option<Texts>,
    }

    /// A code of ICPC-1, to choose or to leave.
    struct IcpcInfo {
        /// The code.
        code: String,
        /// The label that the protocol gives it.
        label: String,
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
}
