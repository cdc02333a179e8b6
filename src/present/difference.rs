//! The difference between two protocols, as a shape.

use super::overlay::deviation;
use crate::check::{Checked, Formula, Rule, Subject, Term};
use crate::prove::{
    Cause, Difference, Kind, Move, MovedCase, Share, Shift, Step, StepGround, What,
};
use crate::sorting::Set;
use crate::text::Span;
use crate::wire::{
    self, CauseWord, Decimal, DiffReport, GroundInfo, GroundWord, MoveInfo, PlaceInfo,
    RuleDifference, RuleText, ShareInfo, ShiftInfo, ShiftKind, ShownAnswer, StepWord,
};

/// Lays out what differs between two protocols.
pub fn difference_report(old: &Checked, new: &Checked, found: &Difference) -> DiffReport {
    let moved = |it: &Move| movement(old, new, it);
    let moves = found.moves.iter().chain(&found.others);
    let mut named: Vec<&String> = Vec::new();
    for rule in moves.flat_map(|it| &it.rules) {
        if !named.contains(&rule) {
            named.push(rule);
        }
    }
    let changed: Set<String> = found
        .changes
        .iter()
        .map(|it| format!("{}.{}", it.section, it.id))
        .collect();
    DiffReport {
        old: old.listing.reference().to_string(),
        new: new.listing.reference().to_string(),
        step: step(found.step),
        grounds: found.grounds.iter().map(ground).collect(),
        moves: found.moves.iter().map(moved).collect(),
        other_outcomes: found.others.iter().map(moved).collect(),
        rules: named
            .into_iter()
            .map(|id| rule(old, new, id, &changed))
            .collect(),
        changes: found.changes.iter().map(deviation).collect(),
        texts: found.texts.iter().map(deviation).collect(),
        unproved: found.unproved.iter().map(shift).collect(),
        samples: found.samples,
    }
}

fn step(step: Step) -> StepWord {
    match step {
        Step::None => StepWord::None,
        Step::Patch => StepWord::Patch,
        Step::Minor => StepWord::Minor,
        Step::Major => StepWord::Major,
    }
}

fn ground(it: &StepGround) -> GroundInfo {
    GroundInfo {
        what: match it.what {
            What::QuestionRemoved => GroundWord::QuestionRemoved,
            What::QuestionType => GroundWord::QuestionType,
            What::ChoiceRemoved => GroundWord::ChoiceRemoved,
            What::RangeNarrowed => GroundWord::RangeNarrowed,
            What::RouteRemoved => GroundWord::RouteRemoved,
            What::SignalRemoved => GroundWord::SignalRemoved,
            What::QuestionAdded => GroundWord::QuestionAdded,
            What::ChoiceAdded => GroundWord::ChoiceAdded,
            What::RangeWidened => GroundWord::RangeWidened,
            What::RouteAdded => GroundWord::RouteAdded,
            What::SignalAdded => GroundWord::SignalAdded,
        },
        id: it.id.clone(),
        choice: it.choice.clone(),
        step: step(it.what.step()),
    }
}

fn kind(kind: Kind) -> ShiftKind {
    match kind {
        Kind::Advice => ShiftKind::Advice,
        Kind::AlsoSuitable => ShiftKind::AlsoSuitable,
        Kind::Signal => ShiftKind::Signal,
        Kind::Impossible => ShiftKind::Impossible,
    }
}

fn shift(it: &Shift) -> ShiftInfo {
    ShiftInfo {
        kind: kind(it.kind),
        from: it.from.clone(),
        to: it.to.clone(),
    }
}

fn movement(old: &Checked, new: &Checked, it: &Move) -> MoveInfo {
    let titled = |checked: &Checked, id: &Option<String>| {
        let id = id.as_ref()?;
        title(checked, it.shift.kind, id)
    };
    MoveInfo {
        kind: kind(it.shift.kind),
        from: it.shift.from.clone(),
        to: it.shift.to.clone(),
        from_title: titled(old, &it.shift.from),
        to_title: titled(new, &it.shift.to),
        witness: witness(old, new, &it.witness),
        rules: it.rules.clone(),
        causes: it.causes.iter().map(|it| cause(*it)).collect(),
        share: it.share.as_ref().map(share),
        proved: true,
    }
}

fn title(checked: &Checked, kind: Kind, id: &str) -> Option<String> {
    match kind {
        Kind::Advice | Kind::AlsoSuitable => {
            let route = checked.routes.iter().find(|it| it.id == id);
            route.map(|it| it.title.clone())
        }
        Kind::Signal => {
            let signal = checked.signals.iter().find(|it| it.id == id);
            signal.map(|it| it.title.clone())
        }
        Kind::Impossible => {
            let impossible = checked.impossible.iter().find(|it| it.id == id);
            impossible.and_then(|it| it.reason.clone())
        }
    }
}

fn cause(cause: Cause) -> CauseWord {
    match cause {
        Cause::Precedence => CauseWord::Precedence,
        Cause::Fallback => CauseWord::Fallback,
        Cause::Alone => CauseWord::Alone,
    }
}

fn share(it: &Share) -> ShareInfo {
    ShareInfo {
        estimate: Decimal(it.estimate),
        low: Decimal(it.low),
        high: Decimal(it.high),
        hits: it.hits,
    }
}

fn witness(old: &Checked, new: &Checked, it: &MovedCase) -> wire::MovedCase {
    let mut shown = Vec::new();
    for given in &it.answers {
        let sides = [(new, given.new), (old, given.old)];
        let said = sides.into_iter().find_map(|(checked, given)| {
            let (at, code) = given?;
            let question = checked.questions.get(at)?;
            Some(ShownAnswer {
                question: question.id.clone(),
                label: question.short.clone(),
                answer: question.domain.show(code),
            })
        });
        shown.extend(said);
    }
    let now = it.in_new(new);
    // A question that changed its type is answered once for each.
    let (mut answers, mut old_answers) = (Vec::new(), Vec::new());
    for (id, answer) in it.in_old(old) {
        let other = now.iter().find(|(there, _)| *there == id);
        let asked_now = new.question(&id).is_some();
        let elsewhere = other.is_some_and(|(_, there)| *there != answer);
        if elsewhere || (other.is_none() && asked_now) {
            old_answers.push((id, answer));
        } else {
            answers.push((id, answer));
        }
    }
    answers.extend(now);
    wire::MovedCase {
        answers: answers.into_iter().collect(),
        old_answers: old_answers.into_iter().collect(),
        shown,
        smallest: it.smallest,
    }
}

fn rule(old: &Checked, new: &Checked, id: &str, changed: &Set<String>) -> RuleDifference {
    let find = |checked: &'_ Checked| checked.rules.iter().position(|it| it.id == id);
    let (was, is) = (
        find(old).and_then(|at| old.rules.get(at)),
        find(new).and_then(|at| new.rules.get(at)),
    );
    let mut looked_at = Set::new();
    for (checked, rule) in [(old, was), (new, is)] {
        if let Some(rule) = rule {
            looked_at.extend(below(checked, &rule.formula));
        }
    }
    RuleDifference {
        id: id.to_owned(),
        reason: is.or(was).map(|it| it.reason.clone()).unwrap_or_default(),
        old: was.map(|it| text(old, it)),
        new: is.map(|it| text(new, it)),
        below: looked_at
            .into_iter()
            .filter(|it| changed.contains(it))
            .collect(),
    }
}

fn text(checked: &Checked, rule: &Rule) -> RuleText {
    let condition = rule.parts.first().map(|span| checked.texts.slice(*span));
    let words = condition.unwrap_or_default().split_whitespace();
    RuleText {
        condition: words.collect::<Vec<_>>().join(" "),
        at: place(checked, rule.span),
    }
}

fn place(checked: &Checked, span: Span) -> PlaceInfo {
    let place = checked.texts.locate(span);
    PlaceInfo {
        file: place.map(|it| it.file.to_owned()).unwrap_or_default(),
        line: place.map_or(0, |it| it.start.line),
        column: place.map_or(0, |it| it.start.column),
    }
}

/// Everything that a condition looks at, directly or through something else.
fn below(checked: &Checked, formula: &Formula) -> Set<String> {
    let mut names = Set::new();
    let mut stack = vec![formula];
    while let Some(formula) = stack.pop() {
        let (mut questions, mut findings) = (Vec::new(), Vec::new());
        formula.each_leaf(&mut |leaf| match leaf {
            Formula::Finding(at) => findings.push(*at),
            Formula::Test(at) => match checked.tests.get(*at).map(|test| test.subject) {
                Some(Subject::Question(at)) => questions.push(at),
                Some(Subject::Score(at)) => {
                    let Some(score) = checked.scores.get(at) else {
                        return;
                    };
                    names.insert(format!("score.{}", score.id));
                    for (term, _) in &score.terms {
                        match term {
                            Term::Question(at) => questions.push(*at),
                            Term::Finding(at) => findings.push(*at),
                        }
                    }
                }
                None => {}
            },
            _ => {}
        });
        for at in findings {
            let Some(finding) = checked.findings.get(at) else {
                continue;
            };
            if names.insert(format!("kenmerk.{}", finding.id)) {
                stack.push(&finding.formula);
            }
        }
        for at in questions {
            let Some(question) = checked.questions.get(at) else {
                continue;
            };
            if names.insert(format!("vraag.{}", question.id)) {
                stack.extend(question.gate.as_ref().map(|gate| &gate.formula));
            }
        }
    }
    names
}
