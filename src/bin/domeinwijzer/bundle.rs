//! `domeinwijzer bundle`: a checked protocol as one file, for programs that only decide.

use crate::{BundleArgs, CannotRun, Ended, case, files, output};
use domeinwijzer::check::bundle;
use domeinwijzer::diagnostic::Diagnostic;
use std::path::Path;

/// Writes the bundle to a file, or to stdout.
pub(crate) fn write(args: &BundleArgs) -> Result<Ended, CannotRun> {
    let (registry, path) = files::registry(&args.protocol, &args.common.protocols)?;
    let bytes = || -> Result<Vec<u8>, Vec<Diagnostic>> {
        let date = args.on.as_deref().map(case::day).transpose()?;
        let date = date.unwrap_or_else(case::today);
        let checked = case::compiled(&registry, path.as_deref(), &args.protocol, date)?;
        bundle(&checked).map_err(|fault| vec![fault])
    };
    match bytes() {
        Ok(bytes) if args.output == Path::new("-") => output::print_bytes(&bytes)?,
        Ok(bytes) => files::write(&args.output, &bytes)?,
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), args.common.format)?;
            return Ok(Ended::WithErrors);
        }
    }
    Ok(Ended::Clean)
}
