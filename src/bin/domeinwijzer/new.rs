//! `domeinwijzer new`: the first file of a municipality.

use crate::{CannotRun, Ended, NewArgs, case, files, output};
use domeinwijzer::check::compile;
use domeinwijzer::protocol::municipality::{self, Merger, Municipality};
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::starter::{self, Start};
use domeinwijzer::protocol::version::parse_date;
use std::io::Write as _;
use std::path::Path;

/// Writes a commented file that builds on the newest base, or stands alone.
pub(crate) fn new(args: &NewArgs) -> Result<Ended, CannotRun> {
    let valid_from = match &args.vanaf {
        Some(text) => parse_date(text)
            .map_err(|error| CannotRun(format!("`{text}` is geen datum: {error}")))?,
        None => case::today(),
    };
    let (municipality, merger) = municipality(&args.gemeente)?;
    let registry = if args.protocols.is_dir() {
        files::load(&[], &args.protocols)?.registry
    } else {
        Registry::default()
    };
    let newest = starter::newest_of(&registry, &municipality);
    let start = Start::of(municipality, valid_from, merger, newest);
    if let Some(it) = merger {
        eprintln!("let op: {}", going(&it));
    }
    if let Some(it) = newest {
        eprintln!(
            "let op: {} bestaat al; dit bestand krijgt versie {}",
            it.reference(),
            start.version
        );
    }
    let text = if args.zonder_basis {
        starter::alone(&start)
    } else {
        on_base(&start, &registry, &args.protocols)?
    };
    prove_sound(&text, registry)?;
    match &args.output {
        None => output::print(&text)?,
        Some(path) => create(path, &text)?,
    }
    Ok(Ended::Clean)
}

/// The municipality of that code or name, and the merger that is planned for it.
fn municipality(text: &str) -> Result<(Municipality, Option<Merger>), CannotRun> {
    let merger = municipality::merger(text);
    if let Some(it) = merger.filter(|it| !it.planned) {
        return Err(CannotRun(format!(
            "{}; schrijf --gemeente {}",
            going(&it),
            it.successor.code
        )));
    }
    if let Some(it) = municipality::find(text) {
        return Ok((it, merger));
    }
    let near: Vec<String> = municipality::near(text)
        .iter()
        .map(|it| format!("{} ({})", it.name, it.code))
        .collect();
    let help = match near.as_slice() {
        [] => "noem een gemeente bij haar naam of haar CBS-code, zoals Goes of GM0664".to_owned(),
        [one] => format!("bedoelt u {one}?"),
        [first @ .., last] => format!("bedoelt u {} of {last}?", first.join(", ")),
    };
    Err(CannotRun(format!(
        "gemeente `{text}` kent het CBS niet; {help}"
    )))
}

fn going(it: &Merger) -> String {
    let code = if it.code.is_empty() {
        String::new()
    } else {
        format!(" ({})", it.code)
    };
    let how = if it.planned {
        "gaat volgens een wetsvoorstel"
    } else {
        "is"
    };
    let done = if it.planned { "op in" } else { "opgegaan in" };
    format!(
        "{}{code} {how} op {} {done} {} ({})",
        it.name, it.date, it.successor.name, it.successor.code
    )
}

/// A file on the newest base in the folder.
fn on_base(start: &Start, registry: &Registry, folder: &Path) -> Result<String, CannotRun> {
    let (file, listing) =
        starter::newest_base(registry, start.valid_from).ok_or_else(|| {
            CannotRun(format!(
                "in de map {} staat geen landelijke basis; noem een andere map met --protocols, of begin met --zonder-basis",
                folder.display()
            ))
        })?;
    // Faults of the base come up where the whole is checked.
    let base = registry.read(file, &mut Vec::new());
    let reference = listing.reference();
    starter::on_base(start, &base, &reference).ok_or_else(|| {
        CannotRun(format!(
            "de basis {reference} heeft geen route `welzijn_op_recept` met aanbod; begin met --zonder-basis"
        ))
    })
}

/// Makes sure that the text holds with its base: a base can lack what the file speaks of.
fn prove_sound(text: &str, mut registry: Registry) -> Result<(), CannotRun> {
    const PATH: &str = "-";
    registry.add(PATH, text.as_bytes());
    let checked = registry.at_path(PATH).map(|file| compile(&registry, file));
    let Some(Err(faults)) = checked else {
        return Ok(());
    };
    let first = faults
        .into_iter()
        .find(domeinwijzer::diagnostic::Diagnostic::is_error)
        .map(|it| it.message)
        .unwrap_or_default();
    Err(CannotRun(format!(
        "het beginbestand past niet op deze basis: {first}; begin met --zonder-basis"
    )))
}

/// Writes a file that is not there yet, with the folders that lead to it.
fn create(path: &Path, text: &str) -> Result<(), CannotRun> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::File::create_new(path))
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| {
            let why = if error.kind() == std::io::ErrorKind::AlreadyExists {
                "het bestaat al, en wordt niet overschreven".to_owned()
            } else {
                error.to_string()
            };
            CannotRun(format!("kan {} niet schrijven: {why}", path.display()))
        })
}
