//! How far a run is: for the one who waits, and for a run that goes on where this one stops.

use crate::{CannotRun, files};
use domeinwijzer::export::Counts;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What is kept beside the output while it is not complete.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// The fingerprints of what the output belongs to.
    pub(crate) of: Origin,
    /// The bytes that were written for these rows.
    pub(crate) written: u64,
    /// The bytes of the list of bad rows.
    pub(crate) errors: u64,
    /// What came out.
    pub(crate) counts: Counts,
}

/// What an output belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub(crate) input: String,
    pub(crate) protocol: String,
    pub(crate) map: String,
}

impl Origin {
    /// What differs, in Dutch; none when nothing does.
    fn differs(&self, other: &Self) -> Option<&'static str> {
        [
            (&self.input, &other.input, "het invoerbestand is een ander"),
            (&self.protocol, &other.protocol, "het protocol is een ander"),
            (&self.map, &other.map, "het kolommenbestand is een ander"),
        ]
        .into_iter()
        .find(|(one, another, _)| one != another)
        .map(|(.., what)| what)
    }
}

/// Where the progress of an output is kept.
pub(crate) fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".voortgang.json");
    name.into()
}

/// The progress to go on from.
pub(crate) fn resume(output: &Path, of: &Origin) -> Result<Progress, CannotRun> {
    let path = beside(output);
    if !path.exists() {
        return Err(CannotRun(format!(
            "er is niets om mee verder te gaan: {} bestaat niet. Een uitvoer die klaar is, heeft geen voortgang meer",
            path.display()
        )));
    }
    let bytes = files::read_input(&path)?;
    let found: Progress = serde_json::from_slice(&bytes)
        .map_err(|error| CannotRun(format!("kan {} niet lezen: {error}", path.display())))?;
    match found.of.differs(of) {
        None => Ok(found),
        Some(what) => Err(CannotRun(format!(
            "{} hoort bij iets anders: {what}. Begin opnieuw, zonder --resume",
            output.display()
        ))),
    }
}

/// Keeps the progress of an output.
pub(crate) fn keep(output: &Path, progress: &Progress) -> Result<(), CannotRun> {
    let text = crate::output::json_text(progress)?;
    files::write(&beside(output), text.as_bytes())
}

/// Forgets the progress of an output that is complete.
pub(crate) fn forget(output: &Path) {
    // What was never there need not go.
    let _ = std::fs::remove_file(beside(output));
}

/// How much of both ends of a file counts.
const ENDS: u64 = 1 << 18;

/// The fingerprint of a file: its length and both its ends.
///
/// All of a large file would take as long as the run itself.
pub(crate) fn fingerprint(path: &Path) -> Result<String, CannotRun> {
    let read = || -> std::io::Result<String> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut hash = Sha256::new();
        hash.update(length.to_le_bytes());
        let mut end = Vec::new();
        (&mut file).take(ENDS).read_to_end(&mut end)?;
        file.seek(SeekFrom::Start(length.saturating_sub(ENDS)))?;
        file.take(ENDS).read_to_end(&mut end)?;
        hash.update(&end);
        Ok(hex(&hash.finalize()))
    };
    read().map_err(|error| files::unreadable(path, &error))
}

/// The fingerprint of a text.
pub(crate) fn fingerprint_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// A bar on a terminal; elsewhere nothing.
pub(crate) fn bar(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(8));
    let template = "{wide_bar} {percent:>3} %  {msg}  nog {eta}";
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
