//! `domeinwijzer check`: every fault of every file.

use crate::{CannotRun, CheckArgs, Ended, files, lock, output};
use domeinwijzer::check::check_files;
use domeinwijzer::diagnostic::{Diagnostic, Severity, sort};
use domeinwijzer::protocol::lock::LOCK_FILE;

/// Checks the files and how they lie beside each other, and shows what was found.
pub(crate) fn check(args: &CheckArgs) -> Result<Ended, CannotRun> {
    let loaded = files::load(&args.paths, &args.common.protocols)?;
    let sources = loaded.registry.sources();
    let asked = |diagnostic: &Diagnostic| {
        diagnostic
            .span
            .and_then(|span| sources.locate(span))
            .is_none_or(|place| loaded.wanted.iter().any(|path| path == place.file))
    };
    let wanted = loaded
        .wanted
        .iter()
        .filter_map(|path| loaded.registry.at_path(path));
    let mut found = check_files(&loaded.registry, wanted);
    let mut between = Vec::new();
    loaded.registry.check_layout(&mut between);
    between.retain(asked);
    found.extend(between);
    for folder in args.paths.iter().filter(|path| path.is_dir()) {
        match lock::read(&folder.join(LOCK_FILE))? {
            Ok(lock) => lock.check(&loaded.registry, &mut found),
            Err(fault) => found.push(fault),
        }
    }
    sort(&mut found);
    output::diagnostics(&found, sources, args.common.format)?;
    let worst = found.iter().map(|it| it.severity).max();
    Ok(match worst {
        Some(Severity::Error) => Ended::WithErrors,
        Some(Severity::Warning) if args.deny_warnings => Ended::WithErrors,
        _ => Ended::Clean,
    })
}
