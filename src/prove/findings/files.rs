//! Checking files of a registry, all cases included.

use super::super::Prover;
use super::super::difference::steps;
use super::super::pair::Proved;
use super::task::Finding;
use super::{all, home};
use crate::check::{Checked, compile};
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::program;
use crate::protocol::registry::{File, Registry};
use crate::sorting::Map;

/// A file that is sound, with what was found in it as it is merged.
struct Sound {
    checked: Checked,
    prover: Prover,
    found: Vec<Finding>,
}

impl Sound {
    fn proved(&self) -> Proved<'_> {
        Proved {
            checked: &self.checked,
            prover: &self.prover,
        }
    }
}

/// Checks every file of a registry, each with its bases and over all cases, and how the files lie
/// beside each other; versions also against the one before.
pub fn check_all(registry: &Registry) -> Vec<Diagnostic> {
    let mut report = check_files(registry, registry.files());
    registry.check_layout(&mut report);
    report.extend(steps(registry));
    sort(&mut report);
    report
}

/// Checks some files of a registry, each with its bases and over all cases.
pub fn check_files<'a>(
    registry: &Registry,
    files: impl IntoIterator<Item = &'a File>,
) -> Vec<Diagnostic> {
    let mut report = Vec::new();
    let mut known: Map<String, Result<Sound, Vec<Diagnostic>>> = Map::new();
    for file in files {
        let base = registry.base_of(file);
        for needed in base.into_iter().chain([file]) {
            let path = needed.path().to_owned();
            if !known.contains_key(&path) {
                known.insert(path, read(registry, needed));
            }
        }
        let it = match known.get(file.path()) {
            Some(Ok(it)) => it,
            Some(Err(faults)) => {
                report.extend(faults.iter().cloned());
                continue;
            }
            None => continue,
        };
        report.extend(it.checked.warnings.iter().cloned());
        let base = base.and_then(|base| known.get(base.path()));
        let found = match base {
            Some(Ok(base)) => {
                home::brought(it.proved(), base.proved(), it.found.clone(), &base.found)
            }
            _ => it.found.clone(),
        };
        report.extend(found.into_iter().map(|it| it.diagnostic));
    }
    sort(&mut report);
    report
}

fn read(registry: &Registry, file: &File) -> Result<Sound, Vec<Diagnostic>> {
    let checked = compile(registry, file)?;
    let prover = Prover::new(program::compile(&checked));
    let mut found = all(Proved {
        checked: &checked,
        prover: &prover,
    });
    // A comparison that always or never holds makes rules and routes idle: one cause, one message.
    let constant =
        |it: &Diagnostic| it.code == Code::ConstantTest || it.code == Code::ImpossibleCount;
    if checked.warnings.iter().any(constant) {
        found.retain(|it| it.diagnostic.is_error());
    }
    Ok(Sound {
        checked,
        prover,
        found,
    })
}
