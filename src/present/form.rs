//! All questions of a protocol, for a screen.

use super::sources;
use crate::check::{Area, Checked, Domain, Drawing, Hints, OverrideReason, Profile, Question};
use crate::wire::{
    ChoiceInfo, DrawingWord, Form, FormGroup, FormQuestion, LadderHints, LadderProfile,
    OverrideReasonInfo, QuestionKind,
};

/// Lays out the questions in their groups, in the order of the protocol.
pub fn form(checked: &Checked) -> Form {
    let of_group = |group: Option<usize>| -> Vec<FormQuestion> {
        let questions = checked.questions.iter().filter(|it| it.group == group);
        questions.map(|it| question(checked, it)).collect()
    };
    let grouped = checked
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| FormGroup {
            id: group.id.clone(),
            title: group.title.clone(),
            explanation: group.explanation.clone(),
            safety: group.safety,
            talk: group.talk,
            drawing: group.drawing.map(drawing),
            link: group.link.clone(),
            hints: group.hints.as_ref().map(hints),
            questions: of_group(Some(at)),
        });
    let rest = FormGroup {
        id: String::new(),
        title: "Overige vragen".to_owned(),
        explanation: None,
        safety: false,
        talk: false,
        drawing: None,
        link: None,
        hints: None,
        questions: of_group(None),
    };
    let groups = grouped
        .chain([rest])
        .filter(|group| !group.questions.is_empty());
    Form {
        groups: groups.collect(),
        override_reasons: checked.override_reasons.iter().map(reason).collect(),
    }
}

/// Lays out a reason to choose otherwise.
pub(crate) fn reason(it: &OverrideReason) -> OverrideReasonInfo {
    OverrideReasonInfo {
        id: it.id.clone(),
        title: it.title.clone(),
        needs_note: it.needs_note,
    }
}

const fn drawing(it: Drawing) -> DrawingWord {
    match it {
        Drawing::Web => DrawingWord::Web,
        Drawing::Map => DrawingWord::Map,
        Drawing::Ladder => DrawingWord::Ladder,
    }
}

fn hints(it: &Hints) -> LadderHints {
    let profile = |it: &Profile| LadderProfile {
        second: it.second,
        third: it.third,
        text: it.text.clone(),
    };
    LadderHints {
        threshold: it.threshold,
        profiles: it.profiles.iter().map(profile).collect(),
    }
}

/// How a question is answered.
pub(super) fn kind(domain: &Domain) -> QuestionKind {
    match domain {
        Domain::YesNo => QuestionKind::YesNo,
        Domain::Scale { .. } => QuestionKind::Scale,
        Domain::Number { .. } => QuestionKind::Number,
        Domain::Choice(_) => QuestionKind::Choice,
        Domain::MultiChoice(_) => QuestionKind::MultiChoice,
    }
}

fn question(checked: &Checked, it: &Question) -> FormQuestion {
    let (min, max) = it.domain.range();
    let numeric = it.domain.is_numeric();
    let (low, high, unit) = match &it.domain {
        Domain::Scale { low, high, .. } => (low.clone(), high.clone(), None),
        Domain::Number { unit, .. } => (None, None, unit.clone()),
        Domain::YesNo | Domain::Choice(_) | Domain::MultiChoice(_) => (None, None, None),
    };
    FormQuestion {
        id: it.id.clone(),
        text: it.text.clone(),
        short: it.short.clone(),
        help: it.help.clone(),
        kind: kind(&it.domain),
        min: numeric.then_some(min),
        max: numeric.then_some(max),
        low,
        high,
        unit,
        choices: it
            .domain
            .choices()
            .iter()
            .map(|choice| ChoiceInfo {
                id: choice.id.clone(),
                label: choice.label.clone(),
            })
            .collect(),
        domain: it.area.map(|area: Area| area.word().to_owned()),
        conditional: it.gate.is_some(),
        fixed_fact: it.fixed_fact,
        in_letter: it.in_letter,
        sources: sources(checked, &it.sources),
    }
}
