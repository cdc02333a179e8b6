//! The Dutch municipalities, by CBS code and by name.
//!
//! The list stands in `data/gemeenten.csv`: the 342 municipalities since 1 January 2023, taken from
//! the public table of the corona dashboard of the Dutch Ministry of Health (repository
//! minvws/nl-covid19-data-dashboard, June 2024), with the names as CBS tells them apart.

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

const LIST: &str = include_str!("../../data/gemeenten.csv");

/// All municipalities, by code.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::municipality;
/// assert_eq!(municipality::all().count(), 342);
/// ```
pub fn all() -> impl Iterator<Item = Municipality> {
    // The file is ours and has no quotes: a split at the separator is all there is to it.
    LIST.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(';').map(str::trim);
        Some(Municipality {
            code: cells.next()?,
            name: cells.next()?,
            alias: cells.next()?,
        })
    })
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
    let wanted = text.trim().to_lowercase();
    all().find(|it| {
        [it.code, it.name, it.alias]
            .iter()
            .any(|name| !name.is_empty() && name.to_lowercase() == wanted)
    })
}
