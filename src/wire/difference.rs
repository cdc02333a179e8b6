//! How two protocols differ: as they are written, and in what comes out.

use super::{Decimal, PlaceInfo};
use crate::answer::Answer;
use std::collections::BTreeMap;

shapes! {
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
}
