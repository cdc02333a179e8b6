//! FHIR R4: a protocol as a questionnaire, a case as a bundle, and the way back.

mod bundle;
mod enable;
mod fhirpath;
mod intake;
mod item;
mod questionnaire;
mod request;
mod response;
mod task;
mod task_words;

pub use bundle::bundle;
pub use intake::{from_response, is_response};
pub use questionnaire::questionnaire;
pub use task::read_task;

pub(super) use request::{Request, addressed, service_request};

use super::json::Json;
use super::systems;
use crate::check::{Checked, Question};

/// The code of "none of these", in the code system of a question with several choices. It holds a
/// hyphen, so no choice can have it.
const NONE: &str = "geen-van-deze";

/// The questionnaire of a protocol, with its version.
fn canonical(checked: &Checked) -> String {
    let listing = &checked.listing;
    format!(
        "{}|{}",
        systems::questionnaire(&listing.id),
        listing.version
    )
}

/// A code of one of our own systems.
pub(super) fn coding(system: String, code: &str, display: &str) -> Json {
    Json::object()
        .with("system", system)
        .with("code", code)
        .with("display", display)
}

/// The groups in the order of the form, each with its link id, title and questions.
fn groups(checked: &Checked) -> Vec<Section<'_>> {
    let numbered = checked.groups.iter().enumerate();
    let named = numbered.map(|(at, group)| Section {
        link: format!("groep.{}", group.id),
        title: &group.title,
        explanation: group.explanation.as_deref(),
        questions: questions(checked, Some(at)),
    });
    let rest = Section {
        link: REST.to_owned(),
        title: "Overige vragen",
        explanation: None,
        questions: questions(checked, None),
    };
    named
        .chain([rest])
        .filter(|it| !it.questions.is_empty())
        .collect()
}

/// The link id of questions without a group.
const REST: &str = "groep";

/// Questions that belong together.
struct Section<'a> {
    link: String,
    title: &'a str,
    explanation: Option<&'a str>,
    questions: Vec<(usize, &'a Question)>,
}

fn questions(checked: &Checked, group: Option<usize>) -> Vec<(usize, &Question)> {
    let numbered = checked.questions.iter().enumerate();
    numbered.filter(|(_, it)| it.group == group).collect()
}

/// The link id of the group in which a question stands.
fn section_of(checked: &Checked, question: &Question) -> String {
    let group = question.group.and_then(|at| checked.groups.get(at));
    group.map_or_else(|| REST.to_owned(), |group| format!("groep.{}", group.id))
}
