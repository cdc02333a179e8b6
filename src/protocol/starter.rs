//! The first file of a municipality: complete, sound and explained line by line.
//!
//! In: the municipality and the base to build on. Out: the text of a protocol file with one contact,
//! one offering and one rule of its own, and an example that shows the rule at work.
//!
//! Not here: whether the file holds with it. Who asks for it checks it.

use super::file::Route;
use super::listing::Listing;
use super::municipality::{Merger, Municipality};
use super::registry::{File, Registry};
use super::version::{Date, Kind, Reference, Status, Version};
use super::{Entry, Protocol};
use crate::condition::keywords::proposal;
use crate::text::lower;

/// The file for a municipality that builds on a base.
const ON_BASE: &str = include_str!("starter/op_basis.toml");
/// The file for a municipality that stands alone.
const ALONE: &str = include_str!("starter/alleen.toml");

/// The route of the base that the file gives a contact and an offering.
const ROUTE: &str = "welzijn_op_recept";

/// What the file is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The id of the protocol.
    pub id: String,
    /// The municipality.
    pub municipality: Municipality,
    /// The version of the protocol.
    pub version: Version,
    /// First day on which it is in force.
    pub valid_from: Date,
    /// Last day, where it is known already.
    pub valid_until: Option<Date>,
}

/// The id for a protocol of a municipality: its name in the letters of an id.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::{municipality, starter};
/// let id = |name| starter::id(&municipality::find(name).unwrap());
/// assert_eq!(id("Den Haag"), "s_gravenhage");
/// assert_eq!(id("Súdwest-Fryslân"), "sudwest_fryslan");
/// ```
pub fn id(municipality: &Municipality) -> String {
    // A name that starts with an apostrophe or a digit has no id of its own; its code has.
    proposal(
        municipality
            .name
            .trim_start_matches(|c: char| !c.is_alphanumeric()),
    )
    .unwrap_or_else(|| lower(municipality.code))
}

/// The base that came into force last; one that is not in force on the date only when none is.
pub fn newest_base(registry: &Registry, date: Date) -> Option<(&File, &Listing)> {
    registry
        .files()
        .iter()
        .filter_map(|file| Some((file, file.listing()?)))
        .filter(|(_, it)| it.municipality.is_none() && it.base.is_none())
        // What a practice uses by itself is no base for a municipality.
        .filter(|(_, it)| it.kind == Kind::Municipal)
        .filter(|(_, it)| matches!(it.status, Status::Example | Status::Adopted))
        .max_by_key(|(_, it)| (it.covers(date), it.valid_from, it.version))
}

/// The newest protocol that a municipality has already.
pub fn newest_of<'a>(registry: &'a Registry, municipality: &Municipality) -> Option<&'a Listing> {
    registry
        .files()
        .iter()
        .filter_map(File::listing)
        .filter(|it| it.municipality.as_deref() == Some(municipality.code))
        .max_by_key(|it| it.version)
}

impl Start {
    /// What the file of a municipality is about on a day. One that has a protocol already starts afresh:
    /// whatever that one asked may be gone.
    pub fn of(
        municipality: Municipality,
        valid_from: Date,
        merger: Option<Merger>,
        newest: Option<&Listing>,
    ) -> Self {
        Self {
            id: newest.map_or_else(|| id(&municipality), |it| it.id.clone()),
            municipality,
            version: newest.map_or(FIRST, |it| Version {
                major: it.version.major + 1,
                ..FIRST
            }),
            valid_from,
            valid_until: merger
                .filter(|it| valid_from < it.date)
                .and_then(|it| it.last_day()),
        }
    }
}

/// The version of a municipality's first protocol.
const FIRST: Version = Version {
    major: 1,
    minor: 0,
    patch: 0,
};

/// The file of a municipality that stands alone.
pub fn alone(start: &Start) -> String {
    filled(ALONE, start, &[])
}

/// The file of a municipality that builds on a base; none when the base lacks the route that the
/// file is about.
pub fn on_base(start: &Start, base: &Protocol, reference: &Reference) -> Option<String> {
    let Entry { body, .. } = base.routes.iter().find(|it| it.id.value == ROUTE)?;
    let offerings = offerings(body)?;
    let more = [("basis", reference.to_string()), ("aanbod", offerings)];
    Some(filled(ON_BASE, start, &more))
}

/// The offerings of a route, as the start of a list; none when there are none.
fn offerings(route: &Route) -> Option<String> {
    let names = route.offerings.as_ref()?.names();
    let quoted: Vec<String> = names.iter().map(|it| format!("\"{}\"", it.value)).collect();
    (!quoted.is_empty()).then(|| quoted.join(", "))
}

fn filled(template: &str, start: &Start, more: &[(&str, String)]) -> String {
    let until = start
        .valid_until
        .map(|day| format!("geldig_tot   = {day}\n"))
        .unwrap_or_default();
    let known = [
        ("id", start.id.clone()),
        ("naam", start.municipality.name.to_owned()),
        ("code", start.municipality.code.to_owned()),
        ("versie", start.version.to_string()),
        ("vanaf", start.valid_from.to_string()),
        ("tot", until),
    ];
    known
        .iter()
        .chain(more)
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{{{name}}}}}"), value)
        })
}
