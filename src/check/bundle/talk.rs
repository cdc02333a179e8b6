//! Whether the groups of a bundle can be drawn as they say, and nothing that decides looks at what only
//! helps the talk.

use crate::check::forms::is_link;
use crate::check::groups::misfit;
use crate::check::{Checked, Formula, Question, Subject, Term};

/// Whether all of it holds.
pub(super) fn is_sound(it: &Checked) -> bool {
    let drawn = it.groups.iter().enumerate().all(|(at, group)| {
        let own = it.questions.iter().filter(|it| it.group == Some(at));
        let own: Vec<&Question> = own.collect();
        !(group.safety && group.talk)
            && group.link.as_ref().is_none_or(|link| is_link(link))
            && (group.drawing).is_none_or(|drawing| misfit(drawing, &own).is_none())
    });
    let gates = it.questions.iter().enumerate();
    let gates = gates.filter(|(at, _)| !it.is_talk(*at));
    let gates = gates.filter_map(|(_, question)| question.gate.as_ref());
    let counting = (it.rules.iter().map(|it| &it.formula))
        .chain(it.findings.iter().map(|it| &it.formula))
        .chain(it.impossible.iter().map(|it| &it.formula))
        .chain(gates.map(|it| &it.formula));
    let mut terms = it.scores.iter().flat_map(|it| &it.terms);
    drawn
        && counting
            .into_iter()
            .all(|formula| !looks_at_talk(it, formula))
        && terms.all(|(term, _)| !matches!(term, Term::Question(at) if it.is_talk(*at)))
}

fn looks_at_talk(it: &Checked, formula: &Formula) -> bool {
    let mut found = false;
    formula.each_leaf(&mut |leaf| {
        if let Formula::Test(at) = leaf
            && let Some(Subject::Question(at)) = it.tests.get(*at).map(|test| test.subject)
        {
            found |= it.is_talk(at);
        }
    });
    found
}
