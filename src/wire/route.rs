//! The shapes of the quick decision.

use super::QuestionKind;

shapes! {
    /// What a program needs to hand answers over as numbers.
    struct RouteTable {
        /// The fingerprint of the protocol.
        digest: String,
        /// The questions, in order.
        questions: Vec<RouteQuestion>,
        /// The ids of the routes, by rank.
        routes: Vec<String>,
        /// The ids of the rules, in order.
        rules: Vec<String>,
    }

    /// A question, as numbers.
    struct RouteQuestion {
        /// Its id.
        id: String,
        /// How it is answered.
        kind: QuestionKind,
        /// The lowest number it takes.
        min: i64,
        /// The highest number it takes.
        max: i64,
        /// The ids of the choices.
        choices: Vec<String>,
        /// Where its number stands; a set of choices has two places, of sixteen choices each.
        slot: usize,
    }
}
