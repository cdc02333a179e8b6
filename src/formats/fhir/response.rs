//! The answers of a case as a questionnaire response.

use super::{canonical, coding, groups, item};
use crate::check::{Domain, Question};
use crate::formats::json::Json;
use crate::formats::{Decided, Options, systems};
use crate::wire::Outcome;

/// The answers at these positions. Where it is not all of them, the response says so.
pub(super) fn response(
    it: &Decided<'_>,
    options: &Options,
    positions: &[usize],
    all: bool,
) -> Json {
    let sections = groups(it.checked);
    let items = sections.iter().filter_map(|section| {
        let questions = section.questions.iter();
        let answered = questions.filter(|(at, _)| positions.contains(at));
        let items: Vec<Json> = answered
            .filter_map(|(at, question)| answered_item(it, *at, question))
            .collect();
        let item = Json::object()
            .with("linkId", &section.link)
            .with("text", section.title);
        (!items.is_empty()).then(|| item.with("item", items))
    });
    let decided = it.recommendation.outcome == Outcome::Decided;
    let part = Json::object()
        .with(
            "system",
            "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
        )
        .with("code", "SUBSETTED");
    let meta = (!all).then(|| Json::object().with("tag", vec![part]));
    Json::resource("QuestionnaireResponse")
        .maybe("meta", meta)
        .with("questionnaire", canonical(it.checked))
        .with("status", if decided { "completed" } else { "in-progress" })
        .with("subject", options.subject())
        .with("authored", &it.recommendation.date)
        .with("item", items.collect::<Vec<_>>())
}

fn answered_item(it: &Decided<'_>, at: usize, question: &Question) -> Option<Json> {
    let code = it.case.answer(at)?;
    let choice = |position: usize| {
        let choice = question.domain.choices().get(position)?;
        let system = systems::choices(&it.checked.listing.id, &question.id);
        Some(coding(system, &choice.id, &choice.label))
    };
    let values: Vec<(&'static str, Json)> = match &question.domain {
        Domain::YesNo => vec![("valueBoolean", Json::from(code != 0))],
        Domain::Scale { .. } | Domain::Number { .. } => vec![("valueInteger", Json::from(code))],
        Domain::Choice(_) => vec![("valueCoding", choice(usize::try_from(code).ok()?)?)],
        Domain::MultiChoice(_) if code == 0 => {
            vec![("valueCoding", item::none_of_these(it.checked, question))]
        }
        Domain::MultiChoice(choices) => (0..choices.len())
            .filter(|at| code >> at & 1 == 1)
            .filter_map(|at| Some(("valueCoding", choice(at)?)))
            .collect(),
    };
    let answers = values
        .into_iter()
        .map(|(key, value)| Json::object().with(key, value));
    Some(
        Json::object()
            .with("linkId", &question.id)
            .with("text", &question.text)
            .with("answer", answers.collect::<Vec<_>>()),
    )
}
