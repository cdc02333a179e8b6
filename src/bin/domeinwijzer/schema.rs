//! `domeinwijzer schema`: the JSON Schema of a protocol file, for editors.

use crate::{CannotRun, Ended, SchemaArgs, files, output};
use domeinwijzer::protocol::schema::schema;

/// Writes the schema to stdout, or to a file.
pub(crate) fn write(args: &SchemaArgs) -> Result<Ended, CannotRun> {
    match &args.output {
        None => output::json(&schema())?,
        Some(path) => {
            let text = serde_json::to_string_pretty(&schema())
                .map_err(|error| CannotRun(format!("kan geen JSON maken: {error}")))?;
            files::write(path, format!("{text}\n").as_bytes())?;
        }
    }
    Ok(Ended::Clean)
}
