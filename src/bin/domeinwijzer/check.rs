//! `domeinwijzer check`: every fault of every file.

use crate::{CannotRun, CheckArgs, Ended, files, output};
use domeinwijzer::check::check_all;
use domeinwijzer::diagnostic::{Diagnostic, Severity};

/// Checks the files, and shows what was found in them; faults in bases that were not asked for
/// count too, since nothing that builds on them can be used.
pub(crate) fn check(args: &CheckArgs) -> Result<Ended, CannotRun> {
    let loaded = files::load(&args.paths, &args.common.protocols)?;
    let sources = loaded.registry.sources();
    let asked = |diagnostic: &Diagnostic| {
        diagnostic
            .span
            .and_then(|span| sources.locate(span))
            .is_none_or(|place| loaded.wanted.iter().any(|path| path == place.file))
    };
    let mut found = check_all(&loaded.registry);
    found.retain(asked);
    output::diagnostics(&found, sources, args.common.format)?;
    let worst = found.iter().map(|it| it.severity).max();
    Ok(match worst {
        Some(Severity::Error) => Ended::WithErrors,
        Some(Severity::Warning) if args.deny_warnings => Ended::WithErrors,
        _ => Ended::Clean,
    })
}
