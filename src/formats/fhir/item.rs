//! A question as an item of a questionnaire.

use super::enable::{self, Is};
use super::{NONE, Section, coding, fhirpath};
use crate::check::{Checked, Choice, Domain, Gate, Question};
use crate::condition::Comparison;
use crate::formats::json::Json;
use crate::formats::systems;

const CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";
const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
const ENABLE: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// What stands under a question beside its answer: the end of its link id, and how it is shown.
pub(super) const BESIDE: [(&str, Option<&str>); 5] = [
    ("hulp", Some("help")),
    ("laag", Some("lower")),
    ("hoog", Some("upper")),
    ("eenheid", Some("unit")),
    ("voorwaarde", None),
];

/// A group with its questions.
pub(super) fn group(checked: &Checked, it: &Section<'_>) -> Json {
    let explanation = it
        .explanation
        .map(|text| display(&format!("{}.uitleg", it.link), text, None));
    let questions = it.questions.iter().map(|(_, it)| question(checked, it));
    Json::object()
        .with("linkId", &it.link)
        .with("text", it.title)
        .with("type", "group")
        .with(
            "item",
            explanation.into_iter().chain(questions).collect::<Vec<_>>(),
        )
}

fn question(checked: &Checked, it: &Question) -> Json {
    let shape = Shape::of(checked, it);
    let mut extensions = shape.extensions;
    let mut notes: Vec<(&str, &str)> = Vec::new();
    notes.extend(it.help.as_deref().map(|help| ("hulp", help)));
    match &it.domain {
        Domain::Scale { low, high, .. } => {
            notes.extend(low.as_deref().map(|low| ("laag", low)));
            notes.extend(high.as_deref().map(|high| ("hoog", high)));
        }
        Domain::Number { unit, .. } => notes.extend(unit.as_deref().map(|unit| ("eenheid", unit))),
        _ => {}
    }
    let asked = it.gate.as_ref().map(|gate| Asked::of(checked, gate));
    let asked = asked.unwrap_or_default();
    extensions.extend(asked.expression);
    notes.extend(asked.note.as_deref().map(|note| ("voorwaarde", note)));
    let notes = notes.iter().map(|(end, text)| {
        let control = BESIDE.iter().find(|it| it.0 == *end).and_then(|it| it.1);
        display(&format!("{}.{end}", it.id), text, control)
    });
    let mut item = Json::object()
        .with("extension", extensions)
        .with("linkId", &it.id)
        .with("text", &it.text)
        .with("type", shape.kind)
        .with("enableWhen", asked.when)
        .maybe("enableBehavior", asked.behaviour);
    if shape.repeats {
        item = item.with("repeats", true);
    }
    item.with("answerOption", shape.options)
        .with("item", notes.collect::<Vec<_>>())
}

/// When a question is asked, in the simplest form that can say it.
#[derive(Default)]
struct Asked {
    when: Vec<Json>,
    behaviour: Option<&'static str>,
    expression: Option<Json>,
    note: Option<String>,
}

impl Asked {
    fn of(checked: &Checked, gate: &Gate) -> Self {
        let mut asked = Self::default();
        let Some(tree) = enable::gate(checked, &gate.formula) else {
            asked.note = Some(written(checked, gate));
            return asked;
        };
        let Some((answers, all)) = enable::simple(&tree) else {
            let expression = Json::object()
                .with("language", "text/fhirpath")
                .with("expression", fhirpath::expression(checked, &tree));
            asked.expression = Some(extension(ENABLE).with("valueExpression", expression));
            return asked;
        };
        let when = answers
            .iter()
            .filter_map(|(at, is)| enable_when(checked, *at, is));
        asked.when = when.collect();
        asked.behaviour = (asked.when.len() > 1).then_some(if all { "all" } else { "any" });
        asked
    }
}

/// The condition as its author wrote it, for people.
fn written(checked: &Checked, gate: &Gate) -> String {
    let text = gate.parts.first().map(|span| checked.texts.slice(*span));
    format!("Alleen als: {}", text.unwrap_or_default())
}

/// What the type of a question makes of its item.
struct Shape {
    kind: &'static str,
    repeats: bool,
    extensions: Vec<Json>,
    options: Vec<Json>,
}

impl Shape {
    fn of(checked: &Checked, it: &Question) -> Self {
        let system = || systems::choices(&checked.listing.id, &it.id);
        let mut shape = Self {
            kind: "choice",
            repeats: false,
            extensions: Vec::new(),
            options: Vec::new(),
        };
        match &it.domain {
            Domain::YesNo => shape.kind = "boolean",
            Domain::Scale { min, max, .. } | Domain::Number { min, max, .. } => {
                shape.kind = "integer";
                shape.extensions = [("minValue", min), ("maxValue", max)]
                    .map(|(name, value)| {
                        let url = format!("http://hl7.org/fhir/StructureDefinition/{name}");
                        extension(&url).with("valueInteger", *value)
                    })
                    .into();
            }
            Domain::Choice(choices) => {
                shape.extensions = vec![control("radio-button")];
                shape.options = choices.iter().map(|it| option(system(), it)).collect();
            }
            Domain::MultiChoice(choices) => {
                shape.repeats = true;
                shape.extensions = vec![control("check-box")];
                shape.options = choices.iter().map(|it| option(system(), it)).collect();
                let none = none_of_these(checked, it);
                shape.options.push(
                    Json::object()
                        .with(
                            "extension",
                            vec![extension(EXCLUSIVE).with("valueBoolean", true)],
                        )
                        .with("valueCoding", none),
                );
            }
        }
        shape
    }
}

/// The answer that none of several choices fits: FHIR cannot tell an empty list from no answer.
pub(super) fn none_of_these(checked: &Checked, it: &Question) -> Json {
    coding(
        systems::choices(&checked.listing.id, &it.id),
        NONE,
        "Geen van deze",
    )
}

fn option(system: String, choice: &Choice) -> Json {
    Json::object().with("valueCoding", coding(system, &choice.id, &choice.label))
}

fn enable_when(checked: &Checked, at: usize, is: &Is) -> Option<Json> {
    let question = checked.questions.get(at)?;
    let equal = Comparison::Equal;
    let (how, key, answer) = match is {
        Is::YesNo(yes) => (equal, "answerBoolean", Json::from(*yes)),
        Is::Number(how, with) => (*how, "answerInteger", Json::from(*with)),
        Is::Choice(choice) => {
            let choice = question.domain.choices().get(*choice)?;
            let system = systems::choices(&checked.listing.id, &question.id);
            (
                equal,
                "answerCoding",
                coding(system, &choice.id, &choice.label),
            )
        }
        Is::Without(_) => return None,
    };
    Some(
        Json::object()
            .with("question", &question.id)
            .with("operator", fhirpath::sign(how))
            .with(key, answer),
    )
}

fn display(link: &str, text: &str, shown_as: Option<&str>) -> Json {
    Json::object()
        .with(
            "extension",
            shown_as.map(control).into_iter().collect::<Vec<_>>(),
        )
        .with("linkId", link)
        .with("text", text)
        .with("type", "display")
}

fn control(code: &str) -> Json {
    let coding = Json::object().with("system", CONTROLS).with("code", code);
    extension(CONTROL).with(
        "valueCodeableConcept",
        Json::object().with("coding", vec![coding]),
    )
}

fn extension(url: &str) -> Json {
    Json::object().with("url", url)
}
