//! A filled-in questionnaire as a case.

use super::item::BESIDE;
use super::{NONE, REST, canonical};
use crate::check::{Checked, Domain};
use crate::decide::{Loose, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::formats::message::{Faults, Part, short};
use crate::formats::systems;
use crate::protocol::version::{Date, parse_date};

/// Whether a value says that it is a `QuestionnaireResponse`.
pub fn is_response(value: &Loose) -> bool {
    let Loose::Object(entries) = value else {
        return false;
    };
    let kind = entries.iter().find(|it| it.0 == "resourceType");
    kind.is_some_and(|it| it.1 == Loose::Text("QuestionnaireResponse".to_owned()))
}

/// The answers in a FHIR R4 `QuestionnaireResponse` to the questionnaire of this protocol, and the day
/// on which it was filled in. Whether each answer fits its question is for
/// [`Prover::fit`](crate::prove::Prover::fit) to say. Who it is about is not read.
///
/// # Errors
///
/// [`Code::WrongQuestionnaire`] when it belongs to another protocol or version,
/// [`Code::UnknownQuestion`], [`Code::InvalidAnswer`], [`Code::InvalidDate`] and
/// [`Code::InvalidMessage`]; every fault at once.
///
/// # Examples
///
/// ```
/// # use domeinwijzer::{check::compile, protocol::registry::Registry};
/// # let mut registry = Registry::default();
/// # registry.add("nederland/1.0.0.toml", &std::fs::read("protocols/nederland/1.0.0.toml").unwrap());
/// # let checked = compile(&registry, registry.at_path("nederland/1.0.0.toml").unwrap()).unwrap();
/// let response = serde_json::from_str(r#"{
///     "resourceType": "QuestionnaireResponse", "status": "completed", "authored": "2026-11-22",
///     "questionnaire": "https://domeinwijzer.example/fhir/Questionnaire/nederland|1.0.0",
///     "item": [{"linkId": "groep.sociaal", "item": [{"linkId": "eenzaamheid", "answer": [{"valueInteger": 8}]}]}]
/// }"#).unwrap();
/// let request = domeinwijzer::formats::from_response(&checked, &response).unwrap();
/// assert_eq!(request.answers[0].0, "eenzaamheid");
/// ```
pub fn from_response(checked: &Checked, value: &Loose) -> Result<Request, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let Some(root) = Part::whole("QuestionnaireResponse", value, &mut faults) else {
        return Err(faults.all());
    };
    if !root.is("QuestionnaireResponse", &mut faults) {
        return Err(faults.all());
    }
    if !belongs(checked, &root, &mut faults) {
        // What else is wrong follows from it.
        return Err(faults.all());
    }
    if root.text("status", &mut faults) == Some("entered-in-error") {
        faults.add(
            "deze vragenlijst is per vergissing ingevuld (`entered-in-error`)",
            None,
        );
    }
    let mut reader = Reader {
        checked,
        answers: Vec::new(),
        faults,
    };
    reader.items(&root);
    let date = filled_in_on(&root, &mut reader.faults);
    reader.faults.or(Request {
        answers: reader.answers,
        date,
        ..Request::default()
    })
}

fn belongs(checked: &Checked, root: &Part<'_>, faults: &mut Faults) -> bool {
    let expected = canonical(checked);
    let found = root.text("questionnaire", faults);
    // A part of a questionnaire can be named behind a hash; the answers are judged one by one.
    let plain = found.map(|it| it.split('#').next().unwrap_or(it));
    if plain == Some(expected.as_str()) {
        return true;
    }
    let (id, version) = (&checked.listing.id, &checked.listing.version);
    let own = systems::questionnaire(id);
    let message = match plain.map(|it| it.split_once('|').unwrap_or((it, ""))) {
        None => "dit antwoord noemt geen vragenlijst".to_owned(),
        Some((url, "")) if url == own => {
            "dit antwoord noemt geen versie van de vragenlijst".to_owned()
        }
        Some((url, other)) if url == own => {
            format!(
                "dit antwoord hoort bij versie {} van `{id}`, niet bij {version}",
                short(other)
            )
        }
        Some((url, _)) => format!(
            "dit antwoord hoort bij een andere vragenlijst: `{}`",
            short(url)
        ),
    };
    faults.push(
        Diagnostic::error(Code::WrongQuestionnaire, message)
            .help(format!("`questionnaire` moet `{expected}` zijn")),
    );
    false
}

/// The day of a moment; the rest of it does not matter.
fn filled_in_on(root: &Part<'_>, faults: &mut Faults) -> Option<Date> {
    let authored = root.text("authored", faults)?;
    let day: String = authored.chars().take(10).collect();
    match parse_date(&day) {
        Ok(date) => Some(date),
        Err(error) => {
            let message = format!("`authored` is geen dag: `{}`", short(authored));
            faults.push(Diagnostic::error(Code::InvalidDate, message).help(error.to_string()));
            None
        }
    }
}

struct Reader<'a> {
    checked: &'a Checked,
    answers: Vec<(String, Loose)>,
    faults: Faults,
}

impl Reader<'_> {
    fn items(&mut self, part: &Part<'_>) {
        for item in part.parts("item", &mut self.faults) {
            self.item(&item);
            self.items(&item);
        }
    }

    fn item(&mut self, item: &Part<'_>) {
        let Some(link) = item.text("linkId", &mut self.faults) else {
            self.faults
                .add(format!("`{}` heeft geen `linkId`", item.path()), None);
            return;
        };
        let answers = item.parts("answer", &mut self.faults);
        if self.is_beside(link) {
            return;
        }
        let mut values = Vec::new();
        for answer in &answers {
            values.extend(self.value(link, answer));
            self.items(answer);
        }
        let question = self.checked.question(link);
        let question = question.and_then(|at| self.checked.questions.get(at));
        let value = match question.map(|it| &it.domain) {
            // The fit says that there is no such question.
            None => Loose::Nothing,
            Some(_) if answers.is_empty() => Loose::Nothing,
            Some(Domain::MultiChoice(_)) => self.several(link, values),
            Some(_) if answers.len() > 1 => {
                self.unfit(
                    link,
                    &format!("{} antwoorden waar er één past", answers.len()),
                );
                return;
            }
            Some(_) => match values.pop() {
                Some(value) => value,
                None => return,
            },
        };
        self.answers.push((link.to_owned(), value));
    }

    /// Whether something is no question: a group, or what stands beside a question.
    fn is_beside(&self, link: &str) -> bool {
        let Some((before, after)) = link.split_once('.') else {
            return link == REST;
        };
        let group = |id: &str| self.checked.groups.iter().any(|it| it.id == id);
        let ends = || BESIDE.iter().any(|it| it.0 == after);
        match before {
            REST => group(after.strip_suffix(".uitleg").unwrap_or(after)),
            question => self.checked.question(question).is_some() && ends(),
        }
    }

    fn several(&mut self, link: &str, values: Vec<Loose>) -> Loose {
        let none = Loose::Text(NONE.to_owned());
        if !values.contains(&none) {
            return Loose::List(values);
        }
        if values.iter().any(|it| *it != none) {
            self.unfit(link, "\"Geen van deze\" samen met een keuze");
        }
        Loose::List(Vec::new())
    }

    /// The value of one answer.
    fn value(&mut self, link: &str, answer: &Part<'_>) -> Option<Loose> {
        let mut values = answer
            .entries()
            .filter(|(key, value)| key.starts_with("value") && **value != Loose::Nothing);
        let (key, value) = values.next()?;
        if values.next().is_some() {
            self.unfit(link, "twee waarden in één antwoord");
            return None;
        }
        match key {
            "valueBoolean" | "valueInteger" | "valueDecimal" => Some(value.clone()),
            "valueCoding" => self.code(link, answer),
            other => {
                self.unfit(
                    link,
                    &format!("`{}` past niet bij deze vraag", short(other)),
                );
                None
            }
        }
    }

    fn code(&mut self, link: &str, answer: &Part<'_>) -> Option<Loose> {
        let coding = answer.part("valueCoding", &mut self.faults)?;
        let own = systems::choices(&self.checked.listing.id, link);
        match coding.text("system", &mut self.faults) {
            Some(system) if system == own => {}
            Some(other) => {
                self.unfit(
                    link,
                    &format!("een code uit een ander stelsel: `{}`", short(other)),
                );
                return None;
            }
            None => {
                self.unfit(
                    link,
                    &format!("een code zonder stelsel, waar `{own}` hoort"),
                );
                return None;
            }
        }
        let code = coding.text("code", &mut self.faults);
        if code.is_none() {
            self.unfit(link, "een keuze zonder code");
        }
        code.map(|code| Loose::Text(code.to_owned()))
    }

    fn unfit(&mut self, link: &str, what: &str) {
        let message = format!("antwoord op `{}`: {what}", short(link));
        let question = self.checked.question(link);
        let question = question.and_then(|at| self.checked.questions.get(at));
        let fault = Diagnostic::error(Code::InvalidAnswer, message);
        self.faults
            .push(fault.help(question.map(|it| it.domain.expected())));
    }
}
