//! Where outcomes go.

use super::rows::is_parquet;
use crate::{CannotRun, files};
use domeinwijzer::export::{Outcome, heading, push_field};
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A table that is written row by row.
pub(crate) trait Sink {
    /// Writes a row; a plain key needs no quotes.
    fn write(&mut self, key: &[u8], plain: bool, outcome: &Outcome) -> Result<(), CannotRun>;
    /// Whether rows may be written as text.
    fn takes_lines(&self) -> bool {
        false
    }
    /// Writes rows as text, where it takes them.
    fn lines(&mut self, _: &[u8]) -> Result<(), CannotRun> {
        Ok(())
    }
    /// Makes sure that all is on the disk, and says how many bytes that are.
    fn settle(&mut self) -> Result<u64, CannotRun>;
    /// Closes the table.
    fn finish(self: Box<Self>) -> Result<(), CannotRun>;
}

/// Opens the output: anew, or behind what was written.
pub(crate) fn open(
    path: &Path,
    key: &str,
    separator: u8,
    written: Option<u64>,
) -> Result<Box<dyn Sink>, CannotRun> {
    if is_parquet(path) {
        return super::parquet::sink(path, key, written);
    }
    let mut csv = Csv {
        file: Lines::open(path, written)?,
        separator,
    };
    if written.is_none() {
        csv.file.write(&heading(key, separator))?;
    }
    Ok(Box::new(csv))
}

struct Csv {
    file: Lines,
    separator: u8,
}

impl Sink for Csv {
    fn write(&mut self, key: &[u8], plain: bool, outcome: &Outcome) -> Result<(), CannotRun> {
        if plain {
            self.file.room().extend_from_slice(key);
        } else {
            push_field(self.file.room(), key, self.separator);
        }
        self.file.room().extend_from_slice(&outcome.line);
        self.file.flush(FLUSHED)
    }

    fn takes_lines(&self) -> bool {
        true
    }

    fn lines(&mut self, lines: &[u8]) -> Result<(), CannotRun> {
        self.file.write_through(lines)
    }

    fn settle(&mut self) -> Result<u64, CannotRun> {
        self.file.settle()
    }

    fn finish(mut self: Box<Self>) -> Result<(), CannotRun> {
        self.settle().map(|_| ())
    }
}

/// So many bytes are written at once.
const FLUSHED: usize = 1 << 16;

/// A text file that can be gone on with.
pub(crate) struct Lines {
    file: File,
    /// What was not written yet.
    kept: Vec<u8>,
    path: PathBuf,
}

impl Lines {
    /// Opens a file: anew, or behind so many bytes of it.
    pub(crate) fn open(path: &Path, written: Option<u64>) -> Result<Self, CannotRun> {
        let open = || -> std::io::Result<File> {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(written.is_none())
                .open(path)?;
            if let Some(written) = written {
                if file.metadata()?.len() < written {
                    return Err(std::io::Error::other(
                        "er staat minder in dan er geschreven was",
                    ));
                }
                file.set_len(written)?;
                file.seek(SeekFrom::End(0))?;
            }
            Ok(file)
        };
        let file = open().map_err(|error| files::unwritable(path, &error.to_string()))?;
        Ok(Self {
            file,
            kept: Vec::with_capacity(2 * FLUSHED),
            path: path.to_owned(),
        })
    }

    /// Where text can be put, before it is flushed.
    fn room(&mut self) -> &mut Vec<u8> {
        &mut self.kept
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CannotRun> {
        self.kept.extend_from_slice(bytes);
        self.flush(FLUSHED)
    }

    /// Writes what is too much to be kept first.
    fn write_through(&mut self, bytes: &[u8]) -> Result<(), CannotRun> {
        self.flush(1)?;
        let written = self.file.write_all(bytes);
        written.map_err(|error| files::unwritable(&self.path, &error.to_string()))
    }

    /// Writes what was put, where it is so much.
    fn flush(&mut self, from: usize) -> Result<(), CannotRun> {
        if self.kept.len() < from {
            return Ok(());
        }
        let written = self.file.write_all(&self.kept);
        self.kept.clear();
        written.map_err(|error| files::unwritable(&self.path, &error.to_string()))
    }

    /// Makes sure that all is on the disk, and says how many bytes that are.
    pub(crate) fn settle(&mut self) -> Result<u64, CannotRun> {
        self.flush(0)?;
        let written = self.file.stream_position();
        written.map_err(|error| files::unwritable(&self.path, &error.to_string()))
    }
}
