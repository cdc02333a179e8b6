//! What was read from the messages of other systems.

use crate::answer::Answer;
use std::collections::BTreeMap;

shapes! {
    /// What came of a referral, read from a FHIR Task.
    struct TaskReport {
        /// The state, as FHIR calls it.
        status: String,
        /// The state in Dutch.
        shown: String,
        /// Why, when the sender says.
        reason: Option<String>,
        /// What the sender calls the state.
        business_status: Option<String>,
        /// What came of it.
        output: Vec<String>,
        /// What the sender noted.
        notes: Vec<String>,
        /// The request it is about.
        request: Option<String>,
        /// When it last changed, as the sender writes it.
        changed: Option<String>,
        /// For the record.
        soep: Soep,
        /// The same as text: a line for each part that says anything.
        line: String,
    }

    /// The four parts of a note in the record; empty where there is nothing to say.
    struct Soep {
        /// Subjectief.
        s: String,
        /// Objectief.
        o: String,
        /// Evaluatie.
        e: String,
        /// Plan.
        p: String,
    }

    /// What the user of a host did with a card.
    struct CardFeedback {
        /// The card.
        card: String,
        /// What was done.
        outcome: CardOutcome,
        /// The routes of the suggestions that were taken.
        routes: Vec<String>,
        /// The code of the reason for another choice.
        reason: Option<String>,
        /// When, as the host writes it.
        at: Option<String>,
        /// A line for the record.
        line: String,
    }

    /// What was done with a card.
    choice CardOutcome {
        /// A suggestion was taken.
        Accepted,
        /// It was set aside.
        Overridden,
    }

    /// The answers of a filled-in questionnaire.
    struct ResponseCase {
        /// The answers, by question.
        answers: BTreeMap<String, Answer>,
        /// The day on which it was filled in; null when it does not say.
        date: Option<String>,
    }
}
