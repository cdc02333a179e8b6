//! `domeinwijzer check`: every fault of every file.

use crate::files::{self, Loaded};
use crate::formats::Findings;
use crate::output::{self, Output};
use crate::{CannotRun, CheckArgs, Ended, fix, lock};
use domeinwijzer::diagnostic::{Diagnostic, Severity, sort};
use domeinwijzer::protocol::lock::LOCK_FILE;
use domeinwijzer::prove::{check_files, steps};
use std::path::PathBuf;

/// Checks the files and how they lie beside each other, mends what can be mended when asked to, and
/// shows what was found.
pub(crate) fn check(args: &CheckArgs) -> Result<Ended, CannotRun> {
    let mut loaded = files::load(&args.paths, &args.common.protocols)?;
    let mut found = find(&loaded, &args.paths)?;
    let mut output = Output::Stdout;
    if args.fix {
        let fixed = fix::fix(loaded, found, |loaded| find(loaded, &args.paths))?;
        fixed.write()?;
        output = fixed.tell(args.common.format)?;
        (loaded, found) = (fixed.loaded, fixed.found);
    }
    let findings = Findings {
        diagnostics: &found,
        sources: loaded.registry.sources(),
        files: &loaded.wanted,
        deny_warnings: args.deny_warnings,
        show_info: args.info,
        offer_fixes: !args.fix,
    };
    output::findings(&findings, args.common.format, output)?;
    let worst = found.iter().map(|it| it.severity).max();
    Ok(match worst {
        Some(Severity::Error) => Ended::WithErrors,
        Some(Severity::Warning) if args.deny_warnings => Ended::WithErrors,
        _ => Ended::Clean,
    })
}

/// Every fault of the files that were asked for, in order.
fn find(loaded: &Loaded, paths: &[PathBuf]) -> Result<Vec<Diagnostic>, CannotRun> {
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
    between.extend(steps(&loaded.registry));
    between.retain(asked);
    found.extend(between);
    for folder in paths.iter().filter(|path| path.is_dir()) {
        match lock::read(&folder.join(LOCK_FILE))? {
            Ok(lock) => lock.check(&loaded.registry, &mut found),
            Err(fault) => found.push(fault),
        }
    }
    sort(&mut found);
    Ok(found)
}
