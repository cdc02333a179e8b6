//! A mapping, fitted to a protocol and to the columns of a file.

use super::cell::Decimal;
use super::origin::{Made, Origin, Rounded};
use crate::answer::Answer;
use crate::check::{Checked, Domain};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::protocol::Entry;
use crate::protocol::fields::{Field, Text};
use crate::protocol::mapping::{self, Mapping};
use crate::protocol::version::Date;
use crate::text::Span;

/// A mapping that fits: from the cells of a row to the codes of the answers.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::{Input, mapping};
/// use domeinwijzer::table::{Decimal, Table};
/// # use domeinwijzer::{check::compile, protocol::registry::Registry};
/// # let mut registry = Registry::default();
/// # let path = "achterhoek_hotspotters/1.0.0.toml";
/// # registry.add(path, &std::fs::read(format!("protocols/{path}")).unwrap());
/// # let checked = compile(&registry, registry.at_path(path).unwrap()).unwrap();
/// let text = "[uitdraai]\nsleutel = 'id'\n[vraag.consulten]\nkolom = 'aantal'\n";
/// let mut report = Vec::new();
/// let mapping = mapping::read(Input { text, start: 0 }, &mut report);
/// let columns = ["id".to_owned(), "aantal".to_owned()];
/// let table = Table::new(&mapping, &checked, &columns, Decimal::Comma, &mut report).unwrap();
/// let row: [&[u8]; 2] = [b"p1", b"12"];
/// let mut codes = Vec::new();
/// table.codes(|at| row[at], &mut codes).unwrap();
/// assert_eq!(codes.iter().flatten().collect::<Vec<_>>(), [&12]);
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    key: usize,
    questions: usize,
    origins: Vec<Origin>,
    used: Vec<usize>,
}

/// A cell that is no answer to its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The position of the column.
    pub column: usize,
    /// What is wrong, in Dutch.
    pub message: String,
}

/// The longest piece of a cell that is shown.
const SHOWN: usize = 30;

impl Table {
    /// Fits a mapping to a protocol and the names of the columns.
    ///
    /// # Diagnostics
    ///
    /// [`Code::MissingKey`], [`Code::UnknownName`], [`Code::UnknownQuestion`], [`Code::InvalidValue`] and
    /// [`Code::InvalidAnswer`]; every fault at once.
    pub fn new(
        mapping: &Mapping,
        checked: &Checked,
        columns: &[String],
        decimal: Decimal,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = report.len();
        let mut fit = Fit {
            checked,
            columns,
            decimal,
            date: mapping.export.date.as_ref().map(|it| it.value),
            span: mapping.span,
            report,
        };
        let named = mapping.export.key.as_ref();
        let key = named.and_then(|name| fit.column(name));
        if named.is_none() {
            let message = "in [uitdraai] ontbreekt `sleutel`".to_owned();
            let help = "noem de kolom met het pseudoniem, bijvoorbeeld sleutel = \"pseudoniem\"";
            fit.fault(Code::MissingKey, message, mapping.span, help.to_owned());
        }
        let origins: Vec<Origin> = mapping
            .origins
            .iter()
            .filter_map(|it| fit.origin(it))
            .collect();
        if origins.is_empty() && fit.report.len() == before {
            let message = "geen enkele vraag heeft een kolom".to_owned();
            let help =
                "schrijf een kop als [vraag.leeftijd], met daaronder kolom = \"…\"".to_owned();
            fit.fault(Code::MissingKey, message, mapping.span, help);
        }
        if report
            .get(before..)
            .is_some_and(|new| new.iter().any(Diagnostic::is_error))
        {
            return None;
        }
        let mut used: Vec<usize> = origins.iter().flat_map(|it| it.columns.clone()).collect();
        used.push(key?);
        Some(Self {
            key: key?,
            questions: checked.questions.len(),
            origins,
            used,
        })
    }

    /// The column with the pseudonym.
    pub fn key(&self) -> usize {
        self.key
    }

    /// Whether anything is read from the column at this position.
    pub fn uses(&self, column: usize) -> bool {
        self.used.contains(&column)
    }

    /// Where the answers come from.
    pub(super) fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// The ids of the questions that have a column.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().map(|it| it.id.as_str())
    }

    /// Reads the answers in a row into `codes`, one place per question.
    ///
    /// # Errors
    ///
    /// The first cell that does not fit.
    pub fn codes<'r>(
        &self,
        cell: impl Fn(usize) -> &'r [u8],
        codes: &mut Vec<Option<i64>>,
    ) -> Result<(), Unfit> {
        codes.clear();
        codes.resize(self.questions, None);
        for origin in &self.origins {
            let read = |column: usize| {
                let text = cell(column).trim_ascii();
                origin.code(text).map_err(|()| unfit(origin, column, text))
            };
            let code = match origin.columns.as_slice() {
                [one] => read(*one)?,
                many => {
                    let mut joined = origin.joined();
                    for column in many {
                        joined.add(read(*column)?);
                    }
                    joined.code()
                }
            };
            let (low, high) = origin.range;
            if let Some(code) = code
                && !(low..=high).contains(&code)
            {
                let column = origin.columns.first().copied().unwrap_or_default();
                let message = format!("{code} ligt niet tussen {low} en {high} ({})", origin.id);
                return Err(Unfit { column, message });
            }
            if let Some(place) = codes.get_mut(origin.question) {
                *place = code;
            }
        }
        Ok(())
    }
}

fn unfit(origin: &Origin, column: usize, cell: &[u8]) -> Unfit {
    let text = String::from_utf8_lossy(cell);
    let mut shown: String = text
        .chars()
        .filter(|it| !it.is_control())
        .take(SHOWN)
        .collect();
    if text.chars().count() > SHOWN {
        shown.push('…');
    }
    let wanted = match (&origin.made, origin.yes) {
        (Made::Years | Made::Months, _) => "een jaar of een datum".to_owned(),
        (_, Some(_)) => "een geheel getal".to_owned(),
        _ => origin.domain.expected(),
    };
    Unfit {
        column,
        message: format!("`{shown}` past niet bij {}: {wanted}", origin.id),
    }
}

/// What a mapping is fitted to.
struct Fit<'a> {
    checked: &'a Checked,
    columns: &'a [String],
    decimal: Decimal,
    date: Option<Date>,
    span: Span,
    report: &'a mut Vec<Diagnostic>,
}

impl Fit<'_> {
    fn fault(&mut self, code: Code, message: String, at: Span, help: String) {
        let fault = Diagnostic::error(code, message).at(at).help(help);
        self.report.push(fault);
    }

    fn column(&mut self, name: &Text) -> Option<usize> {
        let wanted = name.value.trim();
        let exact = self.columns.iter().position(|it| it == wanted);
        let found = exact.or_else(|| {
            let same = |it: &String| it.to_lowercase() == wanted.to_lowercase();
            self.columns.iter().position(same)
        });
        if found.is_none() {
            let known = || self.columns.iter().map(String::as_str);
            let help = did_you_mean(wanted, known())
                .unwrap_or_else(|| format!("de kolommen zijn {}", list(known(), 12)));
            let message = format!("het bestand heeft geen kolom `{wanted}`");
            self.fault(Code::UnknownName, message, name.span, help);
        }
        found
    }

    fn origin(&mut self, entry: &Entry<mapping::Origin>) -> Option<Origin> {
        let (id, it) = (&entry.id, &entry.body);
        let checked = self.checked;
        let Some(question) = checked.question(&id.value) else {
            let known = || checked.questions.iter().map(|it| it.id.as_str());
            let help = did_you_mean(&id.value, known())
                .unwrap_or_else(|| format!("bekende vragen: {}", list(known(), 20)));
            let message = format!("het protocol heeft geen vraag `{}`", id.value);
            self.fault(Code::UnknownQuestion, message, id.span, help);
            return None;
        };
        let domain = checked.questions.get(question)?.domain.clone();
        let Some(names) = &it.columns else {
            let message = format!("bij [vraag.{}] ontbreekt `kolom`", id.value);
            let help =
                "schrijf kolom = \"…\", of een lijst van kolommen die samen tellen".to_owned();
            self.fault(Code::MissingKey, message, id.span, help);
            return None;
        };
        let names = names.names();
        let columns: Vec<usize> = names.iter().filter_map(|it| self.column(it)).collect();
        let made = self.made(it, id)?;
        let yes = self.yes(it, id, &domain);
        if made != Made::AsItIs && yes.is_none() && !domain.is_numeric() {
            let message = format!("`maak` geeft een getal, maar `{}` is geen getal", id.value);
            let help = "schrijf er ja_vanaf of ja_tot_en_met bij, of haal maak weg".to_owned();
            self.fault(Code::InvalidValue, message, id.span, help);
        }
        let rounded = match &it.rounded {
            None => None,
            Some(text) => Some(self.word(
                text,
                "afronden",
                &[("omlaag", Rounded::Down), ("omhoog", Rounded::Up)],
            )?),
        };
        let mut values = Vec::new();
        for (word, answer) in it.values.iter().flat_map(|it| &it.value.0) {
            if let Some(code) = self.encode(&domain, answer) {
                values.push((word.value.trim().to_owned(), code));
            }
        }
        let empty = match &it.empty {
            Some(answer) => Some(self.encode(&domain, answer)?),
            None => None,
        };
        (!columns.is_empty() && columns.len() == names.len()).then(|| Origin {
            question,
            id: id.value.clone(),
            columns,
            made,
            values,
            empty,
            yes,
            rounded,
            range: domain.range(),
            domain,
            decimal: self.decimal,
            date: self.date,
        })
    }

    fn encode(&mut self, domain: &Domain, answer: &Field<Answer>) -> Option<i64> {
        match domain.encode(&answer.value) {
            Ok(code) => Some(code),
            Err((message, help)) => {
                let help = help.unwrap_or_else(|| domain.expected());
                self.fault(Code::InvalidAnswer, message, answer.span, help);
                None
            }
        }
    }

    fn made(&mut self, it: &mapping::Origin, id: &Text) -> Option<Made> {
        let made = match &it.made {
            None => Made::AsItIs,
            Some(text) => {
                let between = it.between.as_ref().and_then(|it| it.value.bytes().next());
                let prefixes = it.prefixes.iter().flat_map(|it| &it.value);
                let count = Made::Count {
                    between: between.unwrap_or(b','),
                    prefixes: prefixes.map(|it| it.value.clone()).collect(),
                };
                let words = [
                    ("leeftijd", Made::Years),
                    ("maanden", Made::Months),
                    ("aantal", count),
                ];
                self.word(text, "maak", &words)?
            }
        };
        if matches!(made, Made::Years | Made::Months) && self.date.is_none() {
            let message = format!("voor [vraag.{}] is een peildatum nodig", id.value);
            let help = "schrijf onder [uitdraai] bijvoorbeeld peildatum = 2026-11-01".to_owned();
            let at = self.span;
            self.fault(Code::MissingKey, message, at, help);
        }
        Some(made)
    }

    /// The numbers that mean yes.
    fn yes(&mut self, it: &mapping::Origin, id: &Text, domain: &Domain) -> Option<(i64, i64)> {
        let from = it.yes_from.as_ref().map(|it| it.value);
        let to = it.yes_up_to.as_ref().map(|it| it.value);
        if from.is_none() && to.is_none() {
            return None;
        }
        if *domain != Domain::YesNo {
            let message = format!(
                "`ja_vanaf` en `ja_tot_en_met` passen niet bij `{}`",
                id.value
            );
            let help = "ze horen bij een vraag met ja of nee".to_owned();
            self.fault(Code::InvalidValue, message, id.span, help);
            return None;
        }
        Some((from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)))
    }

    /// One of a fixed few words.
    fn word<T: Clone>(&mut self, text: &Text, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let known = || words.iter().map(|(word, _)| *word);
            let help = did_you_mean(&text.value, known())
                .unwrap_or_else(|| format!("kies uit {}", list(known(), 4)));
            let message = format!("`{}` past niet bij `{key}`", text.value);
            self.fault(Code::InvalidValue, message, text.span, help);
        }
        found.map(|(_, it)| it.clone())
    }
}
