//! `domeinwijzer bundle`: a checked protocol as one file, for programs that only decide, and the
//! encoder that writes answers for it.

use crate::{BundleArgs, CannotRun, Ended, case, files, output};
use domeinwijzer::check::{Checked, bundle};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::present::{Script, encoder};
use domeinwijzer::program;
use std::path::Path;

/// Writes the bundle to a file, or to stdout, and the encoder beside it; both or neither.
pub(crate) fn write(args: &BundleArgs) -> Result<Ended, CannotRun> {
    let script = args.encoder.as_deref().map(script).transpose()?;
    let (registry, path) = files::registry(&args.protocol, &args.common.protocols)?;
    let made = || -> Result<(Checked, Vec<u8>), Vec<Diagnostic>> {
        let date = args.on.as_deref().map(case::day).transpose()?;
        let date = date.unwrap_or_else(case::today);
        let checked = case::compiled(&registry, path.as_deref(), &args.protocol, date)?;
        let bytes = bundle(&checked).map_err(|fault| vec![fault])?;
        Ok((checked, bytes))
    };
    let (checked, bytes) = match made() {
        Ok(made) => made,
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), args.common.format)?;
            return Ok(Ended::WithErrors);
        }
    };
    if let (Some(file), Some(script)) = (&args.encoder, script) {
        let source = encoder(&checked, &program::compile(&checked), script);
        files::write(file, source.as_bytes())?;
    }
    match args.output.as_deref() {
        Some(file) if file == Path::new("-") => output::print_bytes(&bytes)?,
        Some(file) => files::write(file, &bytes)?,
        None => {}
    }
    Ok(Ended::Clean)
}

/// The language that the name of a file stands for.
fn script(file: &Path) -> Result<Script, CannotRun> {
    match file.extension().and_then(|it| it.to_str()) {
        Some("ts" | "mts") => Ok(Script::TypeScript),
        Some("js" | "mjs") => Ok(Script::JavaScript),
        _ => Err(CannotRun(format!(
            "{}: een encoder is een bestand op .ts, .mts, .js of .mjs",
            file.display()
        ))),
    }
}
