//! `domeinwijzer fmt`: protocol files in canonical order and condition spelling, see [`tidy()`].

use crate::{CannotRun, Ended, FmtArgs, files, output};
use domeinwijzer::tidy::tidy;
use std::path::Path;

/// Formats files in place, or with `--check` says which ones would change; `-` goes to stdout.
pub(crate) fn fmt(args: &FmtArgs) -> Result<Ended, CannotRun> {
    let mut different = Vec::new();
    for path in files::list(&args.paths)? {
        let bytes = files::read_input(&path)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| CannotRun(format!("{} is geen UTF-8-tekst", path.display())))?;
        let formatted = tidy(&text).ok_or_else(|| {
            CannotRun(format!(
                "{} is geen geldige TOML; zie `domeinwijzer check`",
                path.display()
            ))
        })?;
        if path == Path::new("-") && !args.check {
            output::print(&formatted)?;
        } else if formatted != text {
            if !args.check {
                files::write(&path, formatted.as_bytes())?;
            }
            different.push(files::name(&path));
        }
    }
    let word = if args.check {
        "niet in vorm"
    } else {
        "in vorm gebracht"
    };
    let lines: String = different
        .iter()
        .map(|path| format!("{word}: {path}\n"))
        .collect();
    output::print(&lines)?;
    Ok(if args.check && !different.is_empty() {
        Ended::WithErrors
    } else {
        Ended::Clean
    })
}
