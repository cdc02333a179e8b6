//! From what the system of a practice knows to answers.
//!
//! A fact can answer a question or leave it open. Only a fact that says nee by itself answers nee: a
//! code that is absent, an age outside a band or a count that is unknown says nothing.

use super::facts::{FactValue, HisFacts};
use crate::answer::Answer;
use crate::check::{Band, Checked, Codes, Domain, Icpc, Known, Prefill as Source, Question};
use crate::protocol::version::{Date, in_words, parse_date};
use crate::wire::{Prefill, PrefillLeftOpen, PrefillOrigin, UnusedFact};
use std::collections::BTreeMap;

/// Fills in what the facts answer, on this day, and says what each answer comes from.
///
/// # Examples
///
/// ```
/// use domeinwijzer::check::compile;
/// use domeinwijzer::decide::Loose;
/// use domeinwijzer::protocol::registry::Registry;
/// use domeinwijzer::protocol::version::parse_date;
/// use domeinwijzer::record::{HisFacts, prefill};
///
/// let mut registry = Registry::default();
/// registry.add("nederland/1.0.0.toml", include_bytes!("../../protocols/nederland/1.0.0.toml"));
/// let checked = compile(&registry, &registry.files()[0]).unwrap();
/// let facts: Loose = serde_json::from_str(r#"{"age": 72, "contacts12m": 300}"#).unwrap();
/// let facts = HisFacts::read(facts).unwrap();
/// let filled = prefill(&checked, &facts, parse_date("2026-11-22").unwrap());
/// assert_eq!(filled.origins[0].from, "leeftijd 72");
/// assert_eq!(filled.left_open[0].question, "consulten_per_jaar");
/// ```
pub fn prefill(checked: &Checked, facts: &HisFacts, date: Date) -> Prefill {
    let mut filling = Filling {
        facts,
        date,
        codes: facts
            .codes
            .iter()
            .map(|it| match it.code.trim().to_ascii_uppercase().parse() {
                Ok(code) => (Some(code), Taken::No),
                Err(_) => (None, Taken::No),
            })
            .collect(),
        age: false,
        contacts: false,
        named: vec![false; facts.named.len()],
    };
    let mut found = Prefill {
        answers: BTreeMap::new(),
        origins: Vec::new(),
        left_open: Vec::new(),
        unused: Vec::new(),
    };
    for question in &checked.questions {
        let Some(source) = &question.prefill else {
            continue;
        };
        match filling.answer(question, source) {
            None => {}
            Some((from, Ok(answer))) => match question.domain.encode(&answer) {
                Ok(code) => {
                    found.answers.insert(question.id.clone(), answer.clone());
                    found.origins.push(PrefillOrigin {
                        question: question.id.clone(),
                        label: question.short.clone(),
                        answer,
                        shown: question.domain.show(code),
                        from,
                    });
                }
                Err((why, _)) => found.left_open.push(left_open(question, from, why)),
            },
            Some((from, Err(why))) => found.left_open.push(left_open(question, from, why)),
        }
    }
    found.unused = filling.unused();
    found
}

fn left_open(question: &Question, from: String, why: String) -> PrefillLeftOpen {
    PrefillLeftOpen {
        question: question.id.clone(),
        label: question.short.clone(),
        from,
        why,
    }
}

/// Whether a question took a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// No question asks for it.
    No,
    /// A question asks for it, but not so far back.
    TooOld(i64),
    /// It was looked at.
    Yes,
}

struct Filling<'a> {
    facts: &'a HisFacts,
    date: Date,
    /// Each recorded code, and whether a question took it.
    codes: Vec<(Option<Icpc>, Taken)>,
    age: bool,
    contacts: bool,
    named: Vec<bool>,
}

/// What a fact says: where it comes from, and the answer or why there is none.
type Said = Option<(String, Result<Answer, String>)>;

impl Filling<'_> {
    fn answer(&mut self, question: &Question, source: &Source) -> Said {
        match source {
            Source::Choices(choices) => self.choices(question, choices),
            Source::Answer(known) => {
                let (from, said) = self.says(known)?;
                let answer = match (said, &question.domain) {
                    (FactValue::YesNo(yes), Domain::YesNo) => Answer::YesNo(yes),
                    (FactValue::Number(it), Domain::Scale { .. } | Domain::Number { .. }) => {
                        Answer::Number(it)
                    }
                    (FactValue::Text(text), Domain::Choice(_)) => Answer::Choice(text),
                    (FactValue::Text(text), Domain::MultiChoice(_)) => Answer::Choices(vec![text]),
                    (_, domain) => {
                        let why = format!("past niet bij deze vraag: {}", domain.expected());
                        return Some((from, Err(why)));
                    }
                };
                Some((from, Ok(answer)))
            }
        }
    }

    fn choices(&mut self, question: &Question, choices: &[(usize, Known)]) -> Said {
        let mut chosen: Vec<(String, String)> = Vec::new();
        let mut unfit: Option<String> = None;
        for (at, known) in choices {
            let Some(choice) = question.domain.choices().get(*at) else {
                continue;
            };
            // Every fact is looked at, so that none is called unused that was not needed.
            match self.says(known) {
                Some((from, FactValue::YesNo(true))) => chosen.push((choice.id.clone(), from)),
                Some((_, FactValue::YesNo(false))) | None => {}
                Some((from, _)) => unfit = unfit.or(Some(from)),
            }
        }
        let (ids, from): (Vec<String>, Vec<String>) = chosen.into_iter().unzip();
        let from = from.join(" · ");
        match (&question.domain, ids.as_slice()) {
            (_, []) => unfit.map(|from| {
                let why = "past niet bij deze vraag: het moet ja of nee zijn, of een getal met een \
                           `van` en `tot`";
                (from, Err(why.to_owned()))
            }),
            (Domain::MultiChoice(_), _) => Some((from, Ok(Answer::Choices(ids)))),
            (_, [one]) => Some((from, Ok(Answer::Choice(one.clone())))),
            (_, several) => {
                let why = format!("er passen meer keuzes: {}", several.join(", "));
                Some((from, Err(why)))
            }
        }
    }

    /// What a fact says; with a band, ja inside it and nothing outside.
    fn says(&mut self, known: &Known) -> Option<(String, FactValue)> {
        let (from, value, band) = match known {
            Known::Codes { codes, months } => {
                let from = self.recorded(codes, *months)?;
                (from, FactValue::YesNo(true), None)
            }
            Known::Age(band) => {
                self.age = true;
                let age = self.facts.age?;
                (format!("leeftijd {age}"), FactValue::Number(age), *band)
            }
            Known::Contacts(band) => {
                self.contacts = true;
                let number = self.facts.contacts?;
                (contacts(number), FactValue::Number(number), *band)
            }
            Known::Named(name, band) => {
                let at = self.facts.named.iter().position(|(it, _)| it == name)?;
                if let Some(taken) = self.named.get_mut(at) {
                    *taken = true;
                }
                let (_, value) = self.facts.named.get(at)?;
                (shown(name, value), value.clone(), *band)
            }
        };
        match (band, &value) {
            (Some(Band { low, high }), FactValue::Number(it)) => {
                ((low..=high).contains(it)).then_some((from, FactValue::YesNo(true)))
            }
            _ => Some((from, value)),
        }
    }

    /// The last of these codes that was recorded in the last so many months.
    fn recorded(&mut self, codes: &[Codes], months: i64) -> Option<String> {
        let (from, to) = (months_before(self.date, months), self.date);
        let mut last: Option<(Date, Icpc)> = None;
        for ((code, taken), recorded) in self.codes.iter_mut().zip(&self.facts.codes) {
            let Some(code) = code.filter(|it| codes.iter().any(|of| of.contains(*it))) else {
                continue;
            };
            if recorded.date > to {
                continue;
            }
            if recorded.date < from {
                *taken = match *taken {
                    Taken::No => Taken::TooOld(months),
                    Taken::TooOld(before) => Taken::TooOld(before.max(months)),
                    Taken::Yes => Taken::Yes,
                };
                continue;
            }
            *taken = Taken::Yes;
            if last.is_none_or(|(date, _)| date < recorded.date) {
                last = Some((recorded.date, code));
            }
        }
        last.map(|(date, code)| format!("ICPC {code} ({})", in_words(date)))
    }

    fn unused(&self) -> Vec<UnusedFact> {
        const NOBODY: &str = "geen vraag van dit protocol gebruikt dit";
        let fact = |fact: String, why: &str| UnusedFact {
            fact,
            why: why.to_owned(),
        };
        let mut found = Vec::new();
        if let (Some(age), false) = (self.facts.age, self.age) {
            found.push(fact(format!("leeftijd {age}"), NOBODY));
        }
        for ((code, taken), it) in self.codes.iter().zip(&self.facts.codes) {
            let why = match (code, taken) {
                (None, _) => "dit is geen ICPC-1-code".to_owned(),
                _ if it.date > self.date => {
                    format!("dit ligt na de dag van de casus, {}", in_words(self.date))
                }
                (_, Taken::No) => NOBODY.to_owned(),
                (_, Taken::TooOld(months)) => {
                    format!("dit is ouder dan de {months} maanden waarin het meetelt")
                }
                (_, Taken::Yes) => continue,
            };
            found.push(fact(
                format!("ICPC {} ({})", it.code, in_words(it.date)),
                &why,
            ));
        }
        if let (Some(number), false) = (self.facts.contacts, self.contacts) {
            found.push(fact(contacts(number), NOBODY));
        }
        for ((name, value), taken) in self.facts.named.iter().zip(&self.named) {
            if !taken {
                found.push(fact(shown(name, value), NOBODY));
            }
        }
        found
    }
}

fn contacts(number: i64) -> String {
    format!("{number} contacten in 12 maanden")
}

fn shown(name: &str, value: &FactValue) -> String {
    match value {
        FactValue::YesNo(yes) => format!("{name}: {}", if *yes { "ja" } else { "nee" }),
        FactValue::Number(number) => format!("{name}: {number}"),
        FactValue::Text(text) => format!("{name}: {text}"),
    }
}

/// The day so many months before; the last of its month where that month is shorter.
fn months_before(date: Date, months: i64) -> Date {
    let all = i64::from(date.year) * 12 + i64::from(date.month) - 1 - months;
    let year = u16::try_from(all.div_euclid(12)).unwrap_or_default();
    let month = u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1);
    let real = |day: &u8| {
        let it = Date {
            year,
            month,
            day: *day,
        };
        parse_date(&it.to_string()).is_ok()
    };
    let day = (1..=date.day).rev().find(real).unwrap_or(1);
    Date { year, month, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_go_back_to_a_day_that_exists() {
        let before = |date, months| months_before(parse_date(date).unwrap(), months).to_string();
        assert_eq!(before("2026-11-22", 12), "2025-11-22");
        assert_eq!(before("2026-03-31", 1), "2026-02-28");
        assert_eq!(before("2028-02-29", 12), "2027-02-28");
        assert_eq!(before("2026-01-15", 13), "2024-12-15");
        assert_eq!(before("0001-01-01", 600), "0000-01-01");
    }
}
