//! What suffices for an outcome and what would change it, for those who ask.

use super::{route_ids, signal_ids};
use crate::check::Checked;
use crate::decide::{Case, Decision};
use crate::protocol::version::Date;
use crate::prove::{Change, Prover, Sufficient, Unreached};
use crate::sorting;
use crate::wire::{
    ChangedAnswer, Counterfactual, Recommendation, SignalReason, UnreachableRoute, UnreachableWord,
};

/// Lays out everything about a decision, with the reasons that take some searching.
pub fn explain(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
) -> Recommendation {
    let mut recommendation = super::recommend(checked, prover, case, decision, date);
    add_reasons(checked, prover, case, decision, &mut recommendation);
    recommendation
}

/// Adds the reasons that take some searching.
pub fn add_reasons(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    recommendation: &mut Recommendation,
) {
    let reasons = prover.reasons(checked, case, decision);
    let ids = |sufficient: &Sufficient| -> Vec<String> {
        let questions = sufficient.questions.iter();
        let questions = questions.filter_map(|at| checked.questions.get(*at));
        questions.map(|it| it.id.clone()).collect()
    };
    let route = |rank: usize| route_ids(checked, &[rank]).concat();
    let signals = reasons.signals.iter().map(|(at, it)| SignalReason {
        signal: signal_ids(checked, &[*at]).concat(),
        sufficient: ids(it),
        minimal: it.minimal,
        smallest: it.smallest,
    });
    let counterfactuals = reasons.counterfactuals.iter().map(|it| {
        let changes = it.changes.iter();
        let mut change: Vec<ChangedAnswer> = changes
            .filter_map(|change| changed(checked, change))
            .collect();
        sorting::by_key(&mut change, |it| it.safety);
        Counterfactual {
            change,
            route: route(it.route),
        }
    });
    let unreachable = reasons
        .unreached
        .iter()
        .map(|(rank, why)| UnreachableRoute {
            route: route(*rank),
            why: match why {
                Unreached::FixedFact => UnreachableWord::FixedFact,
                Unreached::Never => UnreachableWord::Never,
                Unreached::NotProved => UnreachableWord::NotProved,
            },
        });
    let it = &mut recommendation.reasoning;
    let sufficient = reasons.sufficient.as_ref();
    it.sufficient = Some(sufficient.map(ids).into_iter().collect());
    it.sufficient_minimal = sufficient.map(|it| it.minimal);
    it.sufficient_smallest = sufficient.map(|it| it.smallest);
    it.sufficient_signals = Some(signals.collect());
    it.counterfactuals = Some(counterfactuals.collect());
    it.unreachable = Some(unreachable.collect());
}

fn changed(checked: &Checked, change: &Change) -> Option<ChangedAnswer> {
    let question = checked.questions.get(change.question)?;
    let group = question.group.and_then(|at| checked.groups.get(at));
    let from = change.from;
    Some(ChangedAnswer {
        question: question.id.clone(),
        label: question.short.clone(),
        from: from.map(|code| question.domain.decode(code)),
        shown_from: from.map_or_else(
            || super::because::OPEN.to_owned(),
            |code| question.domain.show(code),
        ),
        to: question.domain.decode(change.to),
        shown_to: question.domain.show(change.to),
        safety: group.is_some_and(|it| it.safety),
    })
}

/// A given answer in Dutch, with its label: `Eenzaamheid: 8`. None when the question is open.
pub fn given(checked: &Checked, case: &Case, question: &str) -> Option<String> {
    let at = checked.question(question)?;
    let question = checked.questions.get(at)?;
    let shown = question.domain.show(case.answer(at)?);
    Some(format!("{}: {shown}", question.short))
}
