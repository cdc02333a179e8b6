//! What came of running the examples of a protocol.

use crate::answer::Answer;

shapes! {
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
