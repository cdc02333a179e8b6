//! What goes into a record of care, and what comes out of one.

use super::{NextReport, Recommendation};
use crate::answer::Answer;
use std::collections::BTreeMap;

shapes! {
    /// A reason why a GP chooses otherwise than advised.
    struct OverrideReasonInfo {
        /// Its id.
        id: String,
        /// What people choose from a list.
        title: String,
        /// Whether it takes a note to be understood.
        needs_note: bool,
    }

    /// A route by its name.
    struct RouteName {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
    }

    /// That a GP chose otherwise than advised, and why; for the host to store.
    struct OverrideRecord {
        /// What was advised, and on what.
        receipt: Receipt,
        /// The advised route; null while open, and when there was no advice.
        advised: Option<RouteName>,
        /// The route that was chosen; null for none.
        chosen: Option<RouteName>,
        /// Why; null when the protocol lists no reasons.
        reason: Option<OverrideReasonInfo>,
        /// What the GP wrote beside it.
        note: Option<String>,
        /// The day of the decision.
        date: String,
    }

    /// A recommendation that can be proved afterwards.
    struct Receipt {
        /// What was decided, and on what.
        content: ReceiptContent,
        /// The SHA-256 of `content` as canonical JSON (RFC 8785), in hexadecimal digits.
        sha256: String,
    }

    /// What was decided, and on what. It has no patient data but the answers.
    struct ReceiptContent {
        /// The version of this shape: 1.
        format: i64,
        /// The answers that were given, by question.
        answers: BTreeMap<String, Answer>,
        /// The fingerprint of the base; null when the protocol has none.
        base_digest: Option<String>,
        /// The recommendation, without texts to copy and without places in files.
        recommendation: Recommendation,
    }

    /// What came of deciding a receipt again.
    struct Replay {
        /// Whether nothing differs.
        same: bool,
        /// The protocol that it was decided with again: `vlissingen@1.0.0`.
        protocol: String,
        /// The day on which it was decided.
        date: String,
        /// What differs, the causes first.
        differences: Vec<ReplayDifference>,
        /// How many more differences there are than are listed.
        more: usize,
    }

    /// Something in which a receipt and its replay differ.
    struct ReplayDifference {
        /// What it is about.
        about: ReplayPart,
        /// In Dutch, for people.
        message: String,
        /// Where it stands in the content of the receipt; null when it is about the whole.
        path: Option<String>,
        /// What the receipt says, as JSON; null when it says nothing.
        recorded: Option<String>,
        /// What came out now, as JSON; null when nothing did.
        replayed: Option<String>,
    }

    /// What a difference is about.
    choice ReplayPart {
        /// The receipt is not as it was made: its content does not fit its SHA-256.
        Receipt,
        /// The engine has another version.
        Engine,
        /// The text of the protocol is another.
        Protocol,
        /// The text of its base is another.
        Base,
        /// The answers do not fit the protocol, or are others.
        Answers,
        /// The advised route.
        Route,
        /// Routes beside it.
        AlsoSuitable,
        /// Signals.
        Signals,
        /// Verdicts, reasons, questions and the rest.
        Reasoning,
    }

    /// Answers that the system of a practice already knew.
    struct Prefill {
        /// The answers by question.
        answers: BTreeMap<String, Answer>,
        /// What each answer comes from, in the order of the questions.
        origins: Vec<PrefillOrigin>,
        /// Questions that a fact speaks of but does not answer.
        left_open: Vec<PrefillLeftOpen>,
        /// Facts that no question took, and why.
        unused: Vec<UnusedFact>,
    }

    /// What an answer comes from.
    struct PrefillOrigin {
        /// The question.
        question: String,
        /// A short label for people.
        label: String,
        /// The answer.
        answer: Answer,
        /// The answer in Dutch.
        shown: String,
        /// The fact, in Dutch: `ICPC Z15 (1 maart 2026)`.
        from: String,
    }

    /// A question that a fact speaks of but does not answer.
    struct PrefillLeftOpen {
        /// The question.
        question: String,
        /// A short label for people.
        label: String,
        /// The fact, in Dutch.
        from: String,
        /// Why it is no answer, in Dutch.
        why: String,
    }

    /// A fact that no question took.
    struct UnusedFact {
        /// The fact, in Dutch.
        fact: String,
        /// Why not, in Dutch.
        why: String,
    }

    /// A recommendation, and what was filled in for it.
    struct PrefilledRecommendation {
        /// What was filled in; answers that were given stay as they are.
        prefill: Prefill,
        /// The recommendation.
        recommendation: Recommendation,
    }

    /// What is left to ask, and what was filled in.
    struct PrefilledNext {
        /// What was filled in; answers that were given stay as they are.
        prefill: Prefill,
        /// What is left to ask.
        next: NextReport,
    }
}
