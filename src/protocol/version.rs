//! Versions, references to them, and civil dates.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

pub use toml::value::Date;

/// The version of a protocol: three whole numbers, as in semantic versioning.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::Version;
/// let version: Version = "1.10.0".parse().unwrap();
/// assert!(version > "1.9.3".parse().unwrap());
/// assert!("1.0".parse::<Version>().is_err() && "1.0.0-beta".parse::<Version>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Raised when a question or route that an embedder may use is removed or changes type.
    pub major: u32,
    /// Raised when some case gets another outcome.
    pub minor: u32,
    /// Raised when only texts or contacts change.
    pub patch: u32,
}

/// Why a text is no version, reference or date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Malformed(&'static str);

impl FromStr for Version {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let malformed = Malformed("een versie bestaat uit drie getallen, zoals 1.0.0");
        let mut parts = text.split('.').map(|part| {
            let plain = part.bytes().all(|b| b.is_ascii_digit());
            let canonical = part == "0" || !part.starts_with('0');
            part.parse()
                .ok()
                .filter(|_| plain && canonical)
                .ok_or(malformed)
        });
        let mut next = || parts.next().unwrap_or(Err(malformed));
        let version = Self {
            major: next()?,
            minor: next()?,
            patch: next()?,
        };
        if parts.next().is_some() {
            Err(malformed)
        } else {
            Ok(version)
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// One version of one protocol: `nederland@1.0.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The id of the protocol.
    pub id: String,
    /// Its version.
    pub version: Version,
}

impl FromStr for Reference {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (id, version) = text
            .split_once('@')
            .ok_or(Malformed("schrijf naam@versie, zoals nederland@1.0.0"))?;
        Ok(Self {
            id: id.to_owned(),
            version: version.parse()?,
        })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}

/// The months as people write them, in order.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// Reads a civil date, `2026-11-22`.
///
/// # Errors
///
/// When it is written otherwise, or the calendar does not have it.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::parse_date;
/// assert_eq!(parse_date("2028-02-29").unwrap().to_string(), "2028-02-29");
/// assert!(parse_date("2026-02-29").is_err() && parse_date("22-11-2026").is_err());
/// ```
pub fn parse_date(text: &str) -> Result<Date, Malformed> {
    let malformed = Malformed("schrijf een datum als jaar-maand-dag, zoals 2026-01-31");
    let mut parts = text.split('-').zip([4, 2, 2]).map(|(part, length)| {
        let plain = part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| plain)
    });
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), 10) = (year, month, day, text.len())
    else {
        return Err(malformed);
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let real = (1..=days).contains(&day);
    let small = |it: u16| u8::try_from(it).ok().filter(|_| real);
    match (small(month), small(day)) {
        (Some(month), Some(day)) => Ok(Date { year, month, day }),
        _ => Err(malformed),
    }
}

/// A date as people read it; data keeps `2026-11-22`.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::{in_words, parse_date};
/// assert_eq!(in_words(parse_date("2026-03-01").unwrap()), "1 maart 2026");
/// ```
pub fn in_words(date: Date) -> String {
    let month = usize::from(date.month)
        .checked_sub(1)
        .and_then(|at| MONTHS.get(at));
    format!("{} {} {}", date.day, month.unwrap_or(&""), date.year)
}

/// A date of data as people read it; what is no date stays as it is.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::as_words;
/// assert_eq!(as_words("2026-03-01"), "1 maart 2026");
/// assert_eq!(as_words("voorjaar"), "voorjaar");
/// ```
pub fn as_words(text: &str) -> String {
    parse_date(text).map_or_else(|_| text.to_owned(), in_words)
}

/// The day after a date.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::{next_day, parse_date};
/// let after = |text| next_day(parse_date(text).unwrap()).to_string();
/// assert_eq!(after("2028-02-28"), "2028-02-29");
/// assert_eq!(after("2026-02-28"), "2026-03-01");
/// assert_eq!(after("2026-12-31"), "2027-01-01");
/// ```
pub fn next_day(date: Date) -> Date {
    // The calendar is in `parse_date`: the next day is the first it accepts.
    let tomorrow = Date {
        day: date.day + 1,
        ..date
    };
    let next_month = Date {
        day: 1,
        month: date.month + 1,
        ..date
    };
    let next_year = Date {
        day: 1,
        month: 1,
        year: date.year.saturating_add(1),
    };
    let real = |it: &Date| parse_date(&it.to_string()).is_ok();
    [tomorrow, next_month]
        .into_iter()
        .find(real)
        .unwrap_or(next_year)
}

/// Whether a protocol may be used, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written; not offered to anyone who does not ask for this very file.
    Draft,
    /// An example; used, and shown as such.
    Example,
    /// Adopted by the municipality.
    Adopted,
    /// No longer to be used.
    Withdrawn,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Example, Self::Adopted, Self::Withdrawn];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "concept",
            Self::Example => "voorbeeld",
            Self::Adopted => "vastgesteld",
            Self::Withdrawn => "ingetrokken",
        }
    }

    /// Finds the status that is spelt so.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Whom a protocol is for.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::Kind;
/// assert_eq!(Kind::find("praktijk"), Some(Kind::Practice));
/// assert_eq!(Kind::default().word(), "gemeente");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// For a municipality, or a base on which municipalities build.
    #[default]
    Municipal,
    /// For the work within a practice; no municipality builds on it.
    Practice,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Municipal, Self::Practice];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Municipal => "gemeente",
            Self::Practice => "praktijk",
        }
    }

    /// Finds the kind that is spelt so.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
