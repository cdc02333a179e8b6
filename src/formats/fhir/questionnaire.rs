//! A protocol as a questionnaire.

use super::{coding, groups, item};
use crate::check::Checked;
use crate::formats::json::Json;
use crate::formats::systems;
use crate::protocol::municipality;
use crate::protocol::version::Status;

/// The questions of a protocol as a FHIR R4 `Questionnaire`.
///
/// The link id of a question is its id. Every question may be left open: no answer means "weet niet".
/// Where its condition can be told in terms of answers it is `enableWhen`, or an expression; else it
/// is a note, and the question is always shown.
///
/// # Examples
///
/// ```
/// # use domeinwijzer::{check::compile, protocol::registry::Registry};
/// # let mut registry = Registry::default();
/// # for path in ["nederland/1.0.0.toml", "vlissingen/1.0.0.toml"] {
/// #     registry.add(path, &std::fs::read(format!("protocols/{path}")).unwrap());
/// # }
/// # let checked = compile(&registry, registry.at_path("vlissingen/1.0.0.toml").unwrap()).unwrap();
/// let questionnaire = domeinwijzer::formats::questionnaire(&checked);
/// assert_eq!(questionnaire.get("version").and_then(|it| it.text()), Some("1.0.0"));
/// ```
pub fn questionnaire(checked: &Checked) -> Json {
    let it = &checked.listing;
    let (status, experimental) = match it.status {
        Status::Draft => ("draft", false),
        Status::Example => ("draft", true),
        Status::Adopted => ("active", false),
        Status::Withdrawn => ("retired", false),
    };
    let digest = Json::object()
        .with("system", systems::digest())
        .with("value", &checked.digest);
    let period = Json::object()
        .with("start", it.valid_from.to_string())
        .maybe("end", it.valid_until.map(|date| date.to_string()));
    let items = groups(checked);
    Json::resource("Questionnaire")
        .with("language", "nl")
        .with("url", systems::questionnaire(&it.id))
        .with("identifier", vec![digest])
        .with("version", it.version.to_string())
        .with("name", name(&it.id))
        .with("title", &it.title)
        .with("status", status)
        .with("experimental", experimental)
        .with("subjectType", vec![Json::from("Patient")])
        .with(
            "description",
            "Geen antwoord betekent: weet niet. Een open antwoord telt nooit als nee.",
        )
        .with("jurisdiction", jurisdiction(it.municipality.as_deref()))
        .with("effectivePeriod", period)
        .with(
            "item",
            items
                .iter()
                .map(|it| item::group(checked, it))
                .collect::<Vec<_>>(),
        )
}

fn jurisdiction(code: Option<&str>) -> Vec<Json> {
    let country = coding("urn:iso:std:iso:3166".to_owned(), "NL", "Nederland");
    let municipality = code.map(|code| {
        let name = municipality::find(code).map_or(code, |it| it.name);
        coding(systems::municipalities(), code, name)
    });
    let areas = municipality.into_iter().chain([country]);
    areas
        .map(|area| Json::object().with("coding", vec![area]))
        .collect()
}

/// A name that programs can use: it begins with a capital.
fn name(id: &str) -> String {
    let mut letters = id.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
