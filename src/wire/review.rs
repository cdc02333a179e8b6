//! What came of advice, over many receipts.

shapes! {
    /// What came of advice. A number that would be small, or from which a small one follows, is null.
    struct Evaluation {
        /// The day on which it was counted.
        on: String,
        /// The smallest number that is shown, but for none at all.
        least: usize,
        /// How many receipts there are.
        receipts: Option<usize>,
        /// How many receipts were changed after they were made; they are not counted.
        damaged: usize,
        /// How often something came back for a receipt that is not there.
        unmatched: usize,
        /// The receipts by protocol and version.
        protocols: Vec<CountLine>,
        /// The receipts by advised route; `geen_route` where it was open or there was none.
        routes: Vec<CountLine>,
        /// The receipts by what was done with the advice: followed, overridden, or no route.
        advice: Vec<CountLine>,
        /// The overridden ones by reason.
        reasons: Vec<CountLine>,
        /// The followed ones with a term by what came back: done, sentBack, busy, late or waiting.
        returned: Vec<CountLine>,
        /// Every rule that held, those that decided most often first.
        rules: Vec<RuleLine>,
        /// The rule to look at first; null where the numbers are too small to say.
        first: Option<RuleFirst>,
        /// What each draft would have advised.
        drafts: Vec<DraftEffect>,
    }

    /// A number.
    struct CountLine {
        /// Of what.
        id: String,
        /// The same for people.
        title: String,
        /// How many; null where that is not shown.
        count: Option<usize>,
    }

    /// What came of a rule.
    struct RuleLine {
        /// The id of the protocol.
        protocol: String,
        /// The id of the rule.
        id: String,
        /// The reason its author gave.
        reason: String,
        /// How often it held.
        held: Option<usize>,
        /// How often it held and was for the advised route.
        decided: Option<usize>,
        /// How often the advice was not followed then.
        overridden: Option<usize>,
        /// How often the contact sent the referral back then.
        sent_back: Option<usize>,
    }

    /// The rule to look at first.
    struct RuleFirst {
        /// The id of the protocol.
        protocol: String,
        /// The id of the rule.
        id: String,
        /// The reason its author gave.
        reason: String,
        /// Why this one, in Dutch.
        why: String,
    }

    /// What a draft would have advised in the same cases.
    struct DraftEffect {
        /// The draft: `vlissingen@1.1.0`.
        protocol: String,
        /// What it changes, in Dutch; null where that is not one thing.
        change: Option<String>,
        /// How many receipts are of an earlier version of it.
        receipts: Option<usize>,
        /// How many come out the same.
        same: Option<usize>,
        /// How many have answers that the draft does not take.
        unfit: Option<usize>,
        /// The others, by where they come from and go to.
        moves: Vec<DraftMove>,
    }

    /// Receipts that move from one route to another.
    struct DraftMove {
        /// The title of the route then; null for none.
        from: Option<String>,
        /// The title of the route now; null for none.
        to: Option<String>,
        /// How many; null where that is not shown.
        count: Option<usize>,
    }
}
