//! A set of protocol files, and which of them is in force.
//!
//! In: paths and bytes of files, read by someone else. Out: the file that a name and a date lead
//! to, and the [`Protocol`] it makes with the bases it builds on.

use super::document::decode;
use super::listing::{self, Listing};
use super::municipality;
use super::read::{Input, Protocol, read, read_header};
use super::version::{Date, Reference, Status, Version, next_day};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list, nearest};
use crate::sorting;
use crate::sorting::Map;
use crate::text::Sources;

/// One file of a registry.
#[derive(Debug, Clone)]
pub struct File {
    path: String,
    text: String,
    start: usize,
    listing: Option<Listing>,
    faults: Vec<Diagnostic>,
}

impl File {
    /// The path it was added under.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it says of itself; none when that is unsound.
    pub fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref()
    }
}

/// Protocol files, by path.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::{registry::Registry, version::parse_date};
/// let toml = b"formaat = 1\n[protocol]\nid = 'goes'\ntitel = 'Goes'\ngemeente = 'GM0664'\n\
///     versie = '1.0.0'\nstatus = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\n";
/// let mut registry = Registry::default();
/// registry.add("goes/1.0.0.toml", toml);
/// let date = parse_date("2026-11-22").unwrap();
/// assert_eq!(registry.find("GM0664", date).unwrap().path(), "goes/1.0.0.toml");
/// assert_eq!(registry.find("Gooes", date).unwrap_err().help.unwrap(), "bedoelt u `goes`?");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    sources: Sources,
    files: Vec<File>,
}

/// How many bases may lie below a file.
const CHAIN_LIMIT: usize = 8;

impl Registry {
    /// Adds a file. Faults in it do not keep it out; they come up when it is read.
    pub fn add(&mut self, path: impl Into<String>, bytes: &[u8]) {
        let path = path.into();
        let mut faults = Vec::new();
        // The place of a bad byte is counted in the decoded text, where it becomes one character.
        let (text, undecodable) = decode(bytes, self.sources.end());
        let start = self.sources.add(path.clone(), text.clone());
        let listing = if let Some(fault) = undecodable {
            faults.push(fault);
            None
        } else {
            let (header, span) = read_header(Input { text: &text, start }, &mut faults);
            if faults.iter().any(|fault| fault.code == Code::EmptyFile) {
                None
            } else {
                listing::check(&header, span, &mut faults)
            }
        };
        self.files.push(File {
            path,
            text,
            start,
            listing,
            faults,
        });
    }

    /// The texts of all files, for showing places.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file that was added under this path.
    pub fn at_path(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Finds the version in force on a date, by protocol id, CBS code or name of the municipality;
    /// or one exact version, `vlissingen@1.0.0`, whatever the date.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownProtocol`], [`Code::AmbiguousName`], [`Code::NoneInForce`],
    /// [`Code::SeveralInForce`] or [`Code::Withdrawn`].
    pub fn find(&self, name: &str, date: Date) -> Result<&File, Diagnostic> {
        if let Ok(reference) = name.parse::<Reference>() {
            return self
                .exact(&reference)
                .ok_or_else(|| self.unknown_version(&reference));
        }
        let named = self.named(name);
        let ids = sorting::set(named.iter().map(|(_, it)| it.id.as_str()));
        if ids.len() > 1 {
            let message = format!("`{name}` past op meer dan één protocol: {}", list(ids, 8));
            return Err(Diagnostic::error(Code::AmbiguousName, message)
                .help("noem het protocol bij zijn id".to_owned()));
        }
        let usable = |it: &Listing| matches!(it.status, Status::Example | Status::Adopted);
        let in_window: Vec<_> = named.iter().filter(|(_, it)| it.covers(date)).collect();
        let in_force: Vec<_> = in_window.iter().filter(|(_, it)| usable(it)).collect();
        match in_force.as_slice() {
            [(file, _)] => Ok(file),
            [] if named.is_empty() => Err(self.unknown(name)),
            [] => Err(not_in_force(
                name,
                date,
                &named,
                in_window.iter().map(|(_, it)| *it),
            )),
            [(_, first), .., (_, last)] => {
                let versions: Vec<String> = in_force
                    .iter()
                    .map(|(_, it)| it.version.to_string())
                    .collect();
                let message = format!(
                    "op {date} zijn van `{name}` {} versies van kracht: {}",
                    versions.len(),
                    list(versions.iter().map(String::as_str), 8)
                );
                Err(Diagnostic::error(Code::SeveralInForce, message)
                    .at(last.span)
                    .related(first.span, "deze versie geldt dan ook")
                    .help("sluit de oudere versie af met `geldig_tot`".to_owned()))
            }
        }
    }

    /// The file that a file builds on.
    pub fn base_of(&self, file: &File) -> Option<&File> {
        let (base, _) = file.listing.as_ref()?.base.as_ref()?;
        self.exact(base)
    }

    /// Reads a file together with the bases it builds on.
    ///
    /// # Diagnostics
    ///
    /// All of [`read()`](super::read()), and [`Code::UnknownBase`] or [`Code::BaseCircle`].
    pub fn read(&self, file: &File, report: &mut Vec<Diagnostic>) -> Protocol {
        if file.faults.iter().any(|fault| fault.code == Code::NotUtf8) {
            report.extend(file.faults.iter().cloned());
            return Protocol::default();
        }
        let mut chain = vec![file];
        while let Some((base, span)) = chain
            .last()
            .and_then(|file| file.listing.as_ref())
            .and_then(|it| it.base.as_ref())
        {
            let Some(next) = self.exact(base) else {
                report.push(self.unknown_version(base).at(*span));
                break;
            };
            if chain.iter().any(|below| std::ptr::eq(*below, next)) || chain.len() > CHAIN_LIMIT {
                let message = format!("`{base}` bouwt, direct of via andere, op zichzelf voort");
                report.push(
                    Diagnostic::error(Code::BaseCircle, message)
                        .at(*span)
                        .help("noem een basis die niet op dit protocol voortbouwt".to_owned()),
                );
                break;
            }
            if next
                .listing
                .as_ref()
                .is_some_and(|it| it.status == Status::Withdrawn)
            {
                let message = format!("de basis `{base}` is ingetrokken");
                report.push(
                    Diagnostic::warning(Code::Withdrawn, message)
                        .at(*span)
                        .help(
                            self.other_versions(base).unwrap_or_else(|| {
                                "stap over op een basis die nog geldt".to_owned()
                            }),
                        ),
                );
            }
            chain.push(next);
        }
        let inputs: Vec<Input<'_>> = chain
            .iter()
            .rev()
            .map(|file| Input {
                text: &file.text,
                start: file.start,
            })
            .collect();
        read(&inputs, report)
    }

    /// Faults between files: two with the same id and version, one that lies where its name does
    /// not fit (`<id>/<version>.toml`), versions of one protocol that are in force on the same
    /// day, and days between two versions on which none is.
    pub fn check_layout(&self, report: &mut Vec<Diagnostic>) {
        self.check_windows(report);
        let listed: Vec<(&File, &Listing)> = self.listed().collect();
        for (at, (file, it)) in listed.iter().enumerate() {
            let twin = listed
                .iter()
                .take(at)
                .find(|(_, other)| other.reference() == it.reference());
            if let Some((_, other)) = twin {
                let message = format!("`{}` bestaat al in een ander bestand", it.reference());
                report.push(
                    Diagnostic::error(Code::DuplicateVersion, message)
                        .at(it.span)
                        .related(other.span, "hier staat het andere")
                        .help(
                            "geef een van beide een andere `versie` of een andere `id`".to_owned(),
                        ),
                );
            }
            let expected = format!("{}/{}.toml", it.id, it.version);
            let path = file.path.replace('\\', "/");
            // Only a file that is named after a version says where it belongs.
            let name = path.rsplit('/').next().unwrap_or_default();
            let is_version = name
                .strip_suffix(".toml")
                .is_some_and(|it| it.parse::<Version>().is_ok());
            let in_folder = path.contains('/') && is_version;
            if in_folder && path != expected && !path.ends_with(&format!("/{expected}")) {
                let message = "de naam van dit bestand past niet bij zijn id en versie";
                report.push(
                    Diagnostic::warning(Code::MisplacedFile, message)
                        .at(it.span)
                        .help(format!("verwacht: …/{expected}")),
                );
            }
        }
    }

    /// Which version each file says it is, by path.
    pub(crate) fn references(&self) -> Vec<(String, Reference)> {
        self.listed()
            .map(|(file, it)| (file.path.clone(), it.reference()))
            .collect()
    }

    fn check_windows(&self, report: &mut Vec<Diagnostic>) {
        let mut by_id: Map<&str, Vec<&Listing>> = Map::new();
        let in_force = |it: &&Listing| matches!(it.status, Status::Example | Status::Adopted);
        for it in self.listed().map(|(_, it)| it).filter(in_force) {
            by_id.change(&it.id, |versions| versions.push(it));
        }
        for versions in by_id.values_mut() {
            sorting::by_key(versions, |it| (it.valid_from, it.version));
            for pair in versions.windows(2) {
                if let [older, newer] = pair {
                    report.extend(between(older, newer));
                }
            }
        }
    }

    /// All files whose header is sound.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&File, &Listing)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.listing.as_ref()?)))
    }

    fn exact(&self, reference: &Reference) -> Option<&File> {
        self.listed()
            .find(|(_, it)| it.reference() == *reference)
            .map(|(file, _)| file)
    }

    fn named(&self, name: &str) -> Vec<(&File, &Listing)> {
        let by_id: Vec<_> = self.listed().filter(|(_, it)| it.id == name).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let code = municipality::find(name).map(|it| it.code);
        self.listed()
            .filter(|(_, it)| code.is_some() && it.municipality.as_deref() == code)
            .collect()
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        if let Some(it) = municipality::find(name) {
            let message = format!(
                "voor gemeente {} ({}) is er geen protocol",
                it.name, it.code
            );
            let ids = sorting::set(self.listed().map(|(_, it)| it.id.as_str()));
            return Diagnostic::error(Code::UnknownProtocol, message)
                .help(format!("bekende protocollen: {}", list(ids, 12)));
        }
        let unknown = |message| Diagnostic::error(Code::UnknownProtocol, message);
        let message = format!("protocol of gemeente `{name}` is onbekend");
        if let Some(merger) = municipality::merger(name) {
            let (day, next) = (merger.date, merger.successor);
            return unknown(message).help(format!(
                "{} hoort met ingang van {day} bij {} ({}): zoek daaronder",
                merger.name, next.name, next.code
            ));
        }
        let ids = sorting::set(self.listed().map(|(_, it)| it.id.as_str()));
        let help = did_you_mean(name, ids.iter().copied())
            .or_else(|| {
                let near = municipality::near(name);
                let near = near.iter().map(|it| format!("`{}` ({})", it.name, it.code));
                let near: Vec<String> = near.collect();
                (!near.is_empty()).then(|| format!("bedoelt u {}?", near.join(" of ")))
            })
            .unwrap_or_else(|| format!("bekende protocollen: {}", list(ids, 12)));
        unknown(message).help(help)
    }

    /// The other versions of a protocol, as a help text; none when there are none.
    fn other_versions(&self, reference: &Reference) -> Option<String> {
        let versions: Vec<String> = self
            .listed()
            .map(|(_, it)| it.reference())
            .filter(|it| it.id == reference.id && it != reference)
            .map(|it| it.to_string())
            .collect();
        let shown = list(versions.iter().map(String::as_str), 8);
        (!versions.is_empty()).then(|| format!("wel aanwezig: {shown}"))
    }

    fn unknown_version(&self, reference: &Reference) -> Diagnostic {
        let help = self.other_versions(reference).or_else(|| {
            let ids = sorting::set(self.listed().map(|(_, it)| it.id.as_str()));
            let near = nearest(&reference.id, ids.iter().copied());
            let right = near.map(|id| format!("{id}@{}", reference.version));
            right
                .map(|it| format!("bedoelt u `{it}`?"))
                .or_else(|| Some(format!("bekende protocollen: {}", list(ids, 12))))
        });
        Diagnostic::error(
            Code::UnknownBase,
            format!("protocol `{reference}` is niet gevonden"),
        )
        .help(help)
    }
}

/// What is wrong between two versions that follow each other.
fn between(older: &Listing, newer: &Listing) -> Option<Diagnostic> {
    let fault = match older.valid_until {
        Some(until) if until < newer.valid_from => {
            if next_day(until) == newer.valid_from {
                return None;
            }
            let message = format!(
                "tussen {until} en {} is van `{}` geen versie van kracht",
                newer.valid_from, newer.id
            );
            Diagnostic::warning(Code::GapBetweenVersions, message)
                .help(format!("laat deze versie ingaan op {}", next_day(until)))
        }
        _ => {
            let message = format!(
                "versies {} en {} van `{}` zijn tegelijk van kracht",
                older.version, newer.version, newer.id
            );
            Diagnostic::error(Code::SeveralInForce, message).help(
                "geef de oudere versie een `geldig_tot` voor de dag waarop deze ingaat".to_owned(),
            )
        }
    };
    Some(
        fault
            .at(newer.span)
            .related(older.span, "dit is de oudere versie"),
    )
}

fn not_in_force<'a>(
    name: &str,
    date: Date,
    named: &[(&File, &Listing)],
    mut in_window: impl Iterator<Item = &'a Listing>,
) -> Diagnostic {
    if let Some(it) = in_window.find(|it| it.status == Status::Withdrawn) {
        let message = format!(
            "versie {} van `{name}`, die op {date} zou gelden, is ingetrokken",
            it.version
        );
        return Diagnostic::error(Code::Withdrawn, message)
            .at(it.span)
            .help("laat een nieuwere versie op die dag ingaan".to_owned());
    }
    let windows: Vec<String> = named
        .iter()
        .map(|(_, it)| format!("{} ({}) {}", it.version, it.status.word(), it.window()))
        .collect();
    let message = format!("op {date} is van `{name}` geen versie van kracht");
    Diagnostic::error(Code::NoneInForce, message)
        .help(format!("wel aanwezig: {}", windows.join("; ")))
}
