//! Where the answer to one question comes from, and how a cell becomes its code.

use super::cell::{Decimal, moment, number};
use crate::check::Domain;
use crate::protocol::version::Date;

/// What is made of a cell before it is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Made {
    /// What stands there.
    AsItIs,
    /// Whole years up to the date.
    Years,
    /// Whole months up to the date.
    Months,
    /// How many items there are, of those that begin like this; all when nothing is named.
    Count {
        /// What stands between them.
        between: u8,
        /// How they begin, in capitals.
        prefixes: Vec<String>,
    },
}

/// How a number with decimals becomes whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounded {
    Down,
    Up,
}

/// What an answer is made from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The position of the question.
    pub(super) question: usize,
    /// The id of the question.
    pub(super) id: String,
    /// The positions of the columns, at least one.
    pub(super) columns: Vec<usize>,
    pub(super) made: Made,
    /// Cells with a code each, in small letters.
    pub(super) values: Vec<(String, i64)>,
    /// The code of an empty cell.
    pub(super) empty: Option<i64>,
    /// The numbers that mean yes.
    pub(super) yes: Option<(i64, i64)>,
    pub(super) rounded: Option<Rounded>,
    pub(super) domain: Domain,
    /// The lowest and highest code.
    pub(super) range: (i64, i64),
    pub(super) decimal: Decimal,
    pub(super) date: Option<Date>,
}

/// The words for yes and no that need no translation.
const YES: [&str; 5] = ["ja", "j", "1", "true", "waar"];
const NO: [&str; 5] = ["nee", "n", "0", "false", "onwaar"];

impl Origin {
    /// The code of what stands in one cell without spaces around it; none when that says nothing.
    ///
    /// # Errors
    ///
    /// When it is no answer to the question.
    pub(super) fn code(&self, cell: &[u8]) -> Result<Option<i64>, ()> {
        if cell.is_empty() {
            return Ok(self.empty);
        }
        if let Some(code) = self.translated(cell) {
            return Ok(Some(code));
        }
        if self.made == Made::AsItIs && self.yes.is_none() && !self.domain.is_numeric() {
            return self.word(cell).map(Some).ok_or(());
        }
        let made = self.number(cell).ok_or(())?;
        Ok(Some(match self.yes {
            Some((from, to)) => i64::from((from..=to).contains(&made)),
            None => made,
        }))
    }

    fn translated(&self, cell: &[u8]) -> Option<i64> {
        let mut values = self.values.iter();
        values
            .find(|(word, _)| word.as_bytes().eq_ignore_ascii_case(cell))
            .map(|(_, code)| *code)
    }

    fn number(&self, cell: &[u8]) -> Option<i64> {
        match &self.made {
            Made::AsItIs => {
                let (whole, rest) = number(cell, self.decimal)?;
                match (rest, self.rounded) {
                    (false, _) => Some(whole),
                    (true, Some(Rounded::Down)) => Some(whole - i64::from(cell.starts_with(b"-"))),
                    (true, Some(Rounded::Up)) => Some(whole + i64::from(!cell.starts_with(b"-"))),
                    (true, None) => None,
                }
            }
            Made::Years => {
                // A column of years may hold ages already: nobody is 1,850 years old.
                Some(moment(cell)?.months_to(self.date?).div_euclid(12))
            }
            Made::Months => Some(moment(cell)?.months_to(self.date?)),
            Made::Count { between, prefixes } => {
                let items = cell.split(|it| it == between).map(<[u8]>::trim_ascii);
                let begins = |item: &[u8]| {
                    prefixes.is_empty()
                        || prefixes.iter().any(|it| {
                            let start = item.get(..it.len());
                            start.is_some_and(|start| start.eq_ignore_ascii_case(it.as_bytes()))
                        })
                };
                let counted = items.filter(|item| !item.is_empty() && begins(item));
                i64::try_from(counted.count()).ok()
            }
        }
    }

    /// The code of a word: yes or no, the id or label of a choice, or several of them.
    fn word(&self, cell: &[u8]) -> Option<i64> {
        let text = std::str::from_utf8(cell).ok()?;
        let is_one = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(text));
        let choice = |text: &str| {
            let choices = self.domain.choices().iter();
            let mut numbered = (0_u32..).zip(choices);
            let found = numbered.find(|(_, it)| {
                it.id.eq_ignore_ascii_case(text) || it.label.eq_ignore_ascii_case(text)
            });
            found.map(|(at, _)| at)
        };
        match &self.domain {
            Domain::YesNo if is_one(&YES) => Some(1),
            Domain::YesNo if is_one(&NO) => Some(0),
            Domain::Choice(_) => choice(text).map(i64::from),
            Domain::MultiChoice(_) => text
                .split([',', ';', '|'])
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .try_fold(0, |code, it| Some(code | 1 << choice(it)?)),
            _ => None,
        }
    }

    /// What the cells of several columns say together: numbers are added, one yes is a yes.
    pub(super) fn joined(&self) -> Joined {
        Joined {
            how: match self.domain {
                Domain::YesNo => How::Yes,
                Domain::MultiChoice(_) => How::All,
                _ => How::Sum,
            },
            code: 0,
            open: false,
        }
    }
}

/// The cells of several columns, one after another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joined {
    how: How,
    code: i64,
    open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Yes,
    All,
    Sum,
}

impl Joined {
    /// Adds a cell.
    pub(super) fn add(&mut self, code: Option<i64>) {
        match code {
            None => self.open = true,
            Some(code) if self.how == How::Sum => self.code += code,
            Some(code) => self.code |= code,
        }
    }

    /// What they say; nothing while one of them is open, unless the others settle it.
    pub(super) fn code(self) -> Option<i64> {
        let settled = !self.open || (self.how == How::Yes && self.code == 1);
        settled.then_some(self.code)
    }
}
