//! A case: the answers so far, known to fit the protocol.

use super::json::Loose;
use crate::answer::Answer;
use crate::check::{Checked, Question};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::program::Program;
use crate::protocol::version::{Date, parse_date};
use crate::sorting::Set;

/// What is known of practice and patient beside the answers; it chooses contacts and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The name of the practice, as the protocol's contacts use it.
    pub practice: Option<String>,
    /// The four digits of the patient's postcode.
    pub postcode4: Option<String>,
}

/// The answers to some or all questions of one protocol.
///
/// # Invariants
///
/// Every answer lies in the domain of its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub(crate) answers: Vec<Option<i64>>,
    /// Chooses contacts.
    pub(crate) context: Context,
}

impl Case {
    /// The code of the answer to the question at this position; none when it is open.
    pub fn answer(&self, question: usize) -> Option<i64> {
        self.answers.get(question).copied().flatten()
    }

    /// The questions that are answered, each with the code of its answer.
    pub(crate) fn given(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        let numbered = self.answers.iter().enumerate();
        numbered.filter_map(|(at, code)| code.map(|code| (at, code)))
    }

    /// The same case with another answer to one question; none when the question does not take it.
    pub fn answered(&self, program: &Program, question: usize, code: i64) -> Option<Self> {
        let (low, high) = program.inputs.get(question)?.range;
        (low..=high)
            .contains(&code)
            .then(|| self.with(question, code))
    }

    /// The same case with another answer to one question; the code has to lie in its domain.
    pub(crate) fn with(&self, question: usize, code: i64) -> Self {
        let mut changed = self.clone();
        if let Some(place) = changed.answers.get_mut(question) {
            *place = Some(code);
        }
        changed
    }

    /// Makes a case of codes that are known to fit, such as those of a checked example.
    pub(crate) fn of_codes(questions: usize, codes: &[(usize, i64)], context: Context) -> Self {
        let mut answers = vec![None; questions];
        for (at, code) in codes {
            if let Some(place) = answers.get_mut(*at) {
                *place = Some(*code);
            }
        }
        Self { answers, context }
    }
}

/// A case as it was handed in, with the day on which it is decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// Question ids and what was answered.
    pub answers: Vec<(String, Loose)>,
    /// The day; none when the caller left it to the clock.
    pub date: Option<Date>,
    /// Practice and postcode.
    pub context: Context,
}

impl Request {
    /// Takes a loose value as a case: an object with `answers`, and perhaps `date` and `context`.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidCase`] and [`Code::InvalidDate`]; every fault at once.
    pub fn read(value: Loose) -> Result<Self, Vec<Diagnostic>> {
        const KEYS: [&str; 3] = ["answers", "date", "context"];
        let Loose::Object(entries) = value else {
            let message = format!(
                "een casus is een object met `answers`, maar hier staat {}",
                value.describe()
            );
            return Err(vec![
                Diagnostic::error(Code::InvalidCase, message).help(SHAPE.to_owned()),
            ]);
        };
        let mut faults = Vec::new();
        let mut request = Self::default();
        let mut seen = Set::new();
        for (key, value) in entries {
            match (key.as_str(), value) {
                ("answers", Loose::Object(answers)) => request.answers = answers,
                ("date", Loose::Text(text)) => match parse_date(&text) {
                    Ok(date) => request.date = Some(date),
                    Err(error) => faults.push(
                        Diagnostic::error(Code::InvalidDate, format!("`{text}` is geen datum"))
                            .help(error.to_string()),
                    ),
                },
                ("context", Loose::Object(context)) => request.read_context(context, &mut faults),
                ("date" | "context", Loose::Nothing) => {}
                (known, value) if KEYS.contains(&known) => {
                    let message =
                        format!("`{known}` van de casus kan niet {} zijn", value.describe());
                    faults
                        .push(Diagnostic::error(Code::InvalidCase, message).help(SHAPE.to_owned()));
                }
                (unknown, _) => faults.push(unknown_key(unknown, &KEYS)),
            }
            if !seen.insert(key.clone()) {
                let message = format!("`{key}` staat twee keer in de casus");
                faults.push(Diagnostic::error(Code::InvalidCase, message));
            }
        }
        if !seen.contains("answers") {
            let message = "in de casus ontbreekt `answers`";
            faults.push(Diagnostic::error(Code::InvalidCase, message).help(SHAPE.to_owned()));
        }
        if faults.is_empty() {
            Ok(request)
        } else {
            Err(faults)
        }
    }

    fn read_context(&mut self, context: Vec<(String, Loose)>, faults: &mut Vec<Diagnostic>) {
        for (key, value) in context {
            match (key.as_str(), value) {
                ("practice", Loose::Text(text)) => self.context.practice = Some(text),
                ("postcode4", Loose::Text(text)) => self.context.postcode4 = Some(text),
                ("practice" | "postcode4", Loose::Nothing) => {}
                ("practice" | "postcode4", value) => {
                    let message = format!(
                        "`{key}` moet tekst zijn, maar hier staat {}",
                        value.describe()
                    );
                    faults.push(Diagnostic::error(Code::InvalidCase, message));
                }
                (unknown, _) => faults.push(unknown_key(unknown, &["practice", "postcode4"])),
            }
        }
    }

    /// Fits each answer to its question. Whether the answers can go together is for
    /// [`Prover::fit`](crate::prove::Prover::fit) to say.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownQuestion`], [`Code::InvalidAnswer`], or [`Code::InvalidCase`] for a question
    /// answered twice; every fault at once.
    pub fn fit(&self, checked: &Checked) -> Result<Case, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut codes: Vec<(usize, i64)> = Vec::new();
        let mut seen = Set::new();
        for (id, value) in &self.answers {
            let Some(at) = checked.question(id) else {
                faults.push(unknown_question(id, checked));
                continue;
            };
            if !seen.insert(at) {
                let message = format!("vraag `{id}` is twee keer beantwoord");
                faults.push(Diagnostic::error(Code::InvalidCase, message));
            }
            let Some(question) = checked.questions.get(at) else {
                continue;
            };
            match value.code_for(question) {
                Ok(code) => codes.extend(code.map(|code| (at, code))),
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Case::of_codes(
            checked.questions.len(),
            &codes,
            self.context.clone(),
        ))
    }
}

const SHAPE: &str = "bijvoorbeeld {\"answers\": {\"eenzaamheid\": 8}, \"date\": \"2026-11-22\"}";

fn unknown_key(key: &str, known: &[&'static str]) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidCase,
        format!("`{key}` hoort niet in een casus"),
    )
    .help(
        did_you_mean(key, known.iter().copied())
            .unwrap_or_else(|| format!("bekend: {}", list(known.iter().copied(), 8))),
    )
}

fn unknown_question(id: &str, checked: &Checked) -> Diagnostic {
    let short: String = id.chars().take(64).collect();
    let known = || {
        checked
            .questions
            .iter()
            .map(|question| question.id.as_str())
    };
    Diagnostic::error(
        Code::UnknownQuestion,
        format!(
            "protocol `{}` heeft geen vraag `{short}`",
            checked.listing.id
        ),
    )
    .help(
        did_you_mean(&short, known())
            .unwrap_or_else(|| format!("bekende vragen: {}", list(known(), 6))),
    )
}

impl Loose {
    /// The code of an answer to a question; none when it is left open.
    pub(crate) fn code_for(&self, question: &Question) -> Result<Option<i64>, Diagnostic> {
        let refuse = |message: String, help: Option<String>| {
            Diagnostic::error(
                Code::InvalidAnswer,
                format!("antwoord op `{}`: {message}", question.id),
            )
            .help(help)
        };
        let answer = match self {
            Loose::Nothing => return Ok(None),
            Loose::YesNo(yes) => Some(Answer::YesNo(*yes)),
            Loose::Whole(number) => Some(Answer::Number(*number)),
            Loose::Text(text) => Some(Answer::Choice(text.clone())),
            Loose::List(items) => items
                .iter()
                .map(|item| match item {
                    Loose::Text(text) => Some(text.clone()),
                    _ => None,
                })
                .collect::<Option<_>>()
                .map(Answer::Choices),
            Loose::OtherNumber | Loose::Object(_) => None,
        };
        let Some(answer) = answer else {
            let message = format!("{} past niet bij deze vraag", self.describe());
            return Err(refuse(message, Some(question.domain.expected())));
        };
        question
            .domain
            .encode(&answer)
            .map(Some)
            .map_err(|(message, help)| refuse(message, help))
    }
}
