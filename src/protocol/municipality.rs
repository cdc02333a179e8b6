//! The Dutch municipalities, by CBS code and by name, and those that went into another.
//!
//! The lists stand in `data/gemeenten.csv` and `data/herindelingen.csv`; `data/README.md` says
//! where they come from.

use super::version::{Date, next_day, parse_date};
use crate::sorting;
use crate::text::lower;

/// A municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Municipality {
    /// The CBS code, `GM` and four digits.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// Another name in use; empty when there is none.
    pub alias: &'static str,
}

/// A municipality that goes into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merger {
    /// Its CBS code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The first day on which it is no more.
    pub date: Date,
    /// The municipality that it becomes part of.
    pub successor: Municipality,
    /// Whether it is still a bill.
    pub planned: bool,
}

impl Merger {
    /// The last day on which the municipality exists.
    pub fn last_day(&self) -> Option<Date> {
        let Date { year, month, day } = self.date;
        let (year, month) = match (day, month) {
            (1, 1) => (year.checked_sub(1)?, 12),
            (1, _) => (year, month.checked_sub(1)?),
            _ => (year, month),
        };
        (1..=31)
            .map(|day| Date { year, month, day })
            .find(|it| next_day(*it) == self.date)
    }
}

const LIST: &str = include_str!("../../data/gemeenten.csv");
const MERGERS: &str = include_str!("../../data/herindelingen.csv");

/// How the list marks a merger that parliament has not decided yet.
const PLANNED: &str = "wetsvoorstel";
/// How many names are proposed for one that is unknown.
const PROPOSALS: usize = 3;

/// All municipalities, by code.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality;
/// assert_eq!(municipality::all().count(), 342);
/// ```
pub fn all() -> impl Iterator<Item = Municipality> {
    rows(LIST).filter_map(|mut cells| {
        Some(Municipality {
            code: cells.next()?,
            name: cells.next()?,
            alias: cells.next()?,
        })
    })
}

/// The cells of a list, without its header.
fn rows(list: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    // The files are ours and have no quotes: a split at the separator is all there is to it.
    list.lines()
        .skip(1)
        .map(|line| line.split(';').map(str::trim))
}

/// Finds a municipality by code, name or alias, whatever the capitals.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality::find;
/// assert_eq!(find("Den Haag").unwrap().code, "GM0518");
/// assert_eq!(find("gm0718").unwrap().name, "Vlissingen");
/// assert!(find("GM9999").is_none());
/// ```
pub fn find(text: &str) -> Option<Municipality> {
    let wanted = lower(text.trim());
    all().find(|it| {
        [it.code, it.name, it.alias]
            .iter()
            .any(|name| is_called(name, &wanted))
    })
}

fn is_called(name: &str, wanted: &str) -> bool {
    !name.is_empty() && lower(name) == wanted
}

/// All mergers since 2022, and those that are planned.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality;
/// let planned: Vec<_> = municipality::mergers().filter(|it| it.planned).collect();
/// assert_eq!(planned[0].name, "Wijdemeren");
/// ```
pub fn mergers() -> impl Iterator<Item = Merger> {
    rows(MERGERS).filter_map(|mut cells| {
        let (code, name) = (cells.next()?, cells.next()?);
        let date = parse_date(cells.next()?).ok()?;
        let successor = cells.next()?;
        Some(Merger {
            code,
            name,
            date,
            successor: all().find(|it| it.code == successor)?,
            planned: cells.next()? == PLANNED,
        })
    })
}

/// The merger by which a municipality goes into another, whenever that is; by code or name.
pub fn merger(text: &str) -> Option<Merger> {
    let wanted = lower(text.trim());
    mergers().find(|it| is_called(it.code, &wanted) || is_called(it.name, &wanted))
}

/// The municipality that has taken the place of another on a date; none while it still exists.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality::successor;
/// use domeinwijzer::protocol::version::parse_date;
/// let on = |date| parse_date(date).unwrap();
/// assert_eq!(successor("Weesp", on("2026-11-22")).unwrap().name, "Amsterdam");
/// assert!(successor("GM1696", on("2026-12-31")).is_none());
/// assert_eq!(successor("GM1696", on("2027-01-01")).unwrap().code, "GM0402");
/// ```
pub fn successor(text: &str, date: Date) -> Option<Municipality> {
    merger(text)
        .filter(|it| it.date <= date)
        .map(|it| it.successor)
}

/// The municipalities that someone may have meant: those with nearly this code or name, or with
/// this text in their name; the nearest first, at most three.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality::near;
/// assert_eq!(near("Vlisingen")[0].name, "Vlissingen");
/// assert_eq!(near("GM0665")[0].code, "GM0664");
/// assert!(near("xyzzy").is_empty());
/// ```
pub fn near(text: &str) -> Vec<Municipality> {
    let wanted = lower(text.trim());
    let number = |code: &str| code.get(2..)?.parse::<u32>().ok();
    let sought = number(&wanted).filter(|_| wanted.starts_with("gm"));
    let mut ranked: Vec<(usize, u32, Municipality)> = all()
        .filter_map(|it| match sought {
            Some(sought) => {
                let slips = strsim::damerau_levenshtein(&wanted, &lower(it.code));
                (slips <= 2).then_some((slips, number(it.code)?.abs_diff(sought), it))
            }
            None => [it.name, it.alias]
                .iter()
                .filter_map(|name| slips(&wanted, name))
                .min()
                .map(|slips| (slips, 0, it)),
        })
        .collect();
    sorting::by_key(&mut ranked, |(slips, apart, it)| (*slips, *apart, it.name));
    ranked
        .into_iter()
        .map(|(_, _, it)| it)
        .take(PROPOSALS)
        .collect()
}

/// How many slips lie between a text and a name; none when it must be another.
fn slips(wanted: &str, name: &str) -> Option<usize> {
    let name = lower(name);
    let length = wanted.chars().count();
    if length > 3 && name.contains(wanted) {
        return Some(1);
    }
    let slips = strsim::damerau_levenshtein(wanted, &name);
    (slips <= length / 3 && !name.is_empty()).then_some(slips)
}
