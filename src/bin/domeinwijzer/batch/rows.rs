//! Rows of a file, one after another: nothing is kept of a row that was read.

use crate::{CannotRun, files};
use csv::ByteRecord;
use domeinwijzer::export::{Bytes, Charset, Lines, Looked, Row, Taken, charset, look};
use domeinwijzer::protocol::mapping::Export;
use domeinwijzer::table::Decimal;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;

/// How much of a file is looked at before it is read.
const SAMPLE: usize = 1 << 18;
/// How much is read from the disk at once.
const CHUNK: usize = 1 << 16;

/// A table of rows.
pub(crate) trait Rows {
    /// Reads the next row.
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun>;
    /// How many bytes of the file were read.
    fn done(&self) -> u64;
    /// The same rows in blocks, where they are text.
    fn blocks(&mut self) -> Option<&mut dyn Blocks> {
        None
    }
}

/// Rows in blocks of text.
pub(crate) trait Blocks {
    /// Takes the next rows, as [`Lines::take`].
    fn take(&mut self, bytes: usize, into: &mut Taken) -> Result<bool, CannotRun>;
    /// How many bytes of the file were read.
    fn done(&self) -> u64;
}

/// A table without rows.
pub(crate) struct Nothing;

impl Rows for Nothing {
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun> {
        Ok(None)
    }

    fn done(&self) -> u64 {
        0
    }
}

/// An opened file.
pub(crate) struct Opened {
    pub(crate) rows: Box<dyn Rows>,
    /// The names of the columns.
    pub(crate) columns: Vec<String>,
    /// The first rows.
    pub(crate) sample: Vec<ByteRecord>,
    /// The sign between cells, also of what is written.
    pub(crate) separator: u8,
    pub(crate) decimal: Decimal,
    /// The bytes of the file.
    pub(crate) length: u64,
}

/// Opens a file, and finds out how it is written.
pub(crate) fn open(path: &Path, export: &Export) -> Result<Opened, CannotRun> {
    let unreadable = |error: std::io::Error| files::unreadable(path, &error);
    if is_parquet(path) {
        return super::parquet::open(path, export);
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut start = Vec::new();
    (&mut file)
        .take(SAMPLE as u64)
        .read_to_end(&mut start)
        .map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let complete = start.len() < SAMPLE;
    let wanted = export.encoding.as_ref().map(|it| it.value.as_str());
    let encoding = decoder(charset(&start, complete, wanted).map_err(CannotRun)?);
    let (decoded, ..) = encoding.decode(&start);
    let Looked {
        columns,
        sample,
        separator,
        decimal,
    } = look(&decoded, complete, export)
        .map_err(|why| CannotRun(format!("kan {} niet lezen: {why}", path.display())))?;
    let done = Rc::new(Cell::new(0));
    let counted = Counted {
        file,
        done: Rc::clone(&done),
    };
    let rows: Box<dyn Rows> = if encoding == UTF_8 {
        Box::new(Csv::new(Lines::new(counted, separator), done, path)?)
    } else {
        let decoded = Decoded::new(counted, encoding.new_decoder());
        Box::new(Csv::new(Lines::new(decoded, separator), done, path)?)
    };
    Ok(Opened {
        rows,
        columns,
        sample,
        separator,
        decimal,
        length,
    })
}

/// Whether a file is Parquet, going by its name.
pub(crate) fn is_parquet(path: &Path) -> bool {
    path.extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("parquet"))
}

/// What makes UTF-8 of it.
fn decoder(charset: Charset) -> &'static Encoding {
    match charset {
        Charset::Utf8 => UTF_8,
        Charset::Windows1252 => WINDOWS_1252,
        Charset::Utf16Le => UTF_16LE,
        Charset::Utf16Be => UTF_16BE,
    }
}

/// A file that counts what was read of it.
struct Counted {
    file: File,
    done: Rc<Cell<u64>>,
}

impl Bytes for Counted {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, String> {
        let read = self.file.read(into).map_err(|error| error.to_string())?;
        self.done.set(self.done.get() + read as u64);
        Ok(read)
    }
}

/// The same text in UTF-8. What cannot be read becomes �, and then fits no question.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is still to be decoded.
    from: usize,
    to: usize,
    ended: bool,
}

impl<R: Bytes> Decoded<R> {
    fn new(inner: R, decoder: Decoder) -> Self {
        Self {
            inner,
            decoder,
            raw: vec![0; CHUNK],
            from: 0,
            to: 0,
            ended: false,
        }
    }
}

impl<R: Bytes> Bytes for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, String> {
        loop {
            if self.from == self.to && !self.ended {
                self.to = self.inner.read(&mut self.raw)?;
                self.from = 0;
                self.ended = self.to == 0;
            }
            let input = self.raw.get(self.from..self.to).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, into, self.ended);
            self.from += read;
            let finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 || finished || into.is_empty() {
                return Ok(written);
            }
        }
    }
}

struct Csv<R> {
    lines: Lines<R>,
    done: Rc<Cell<u64>>,
    name: String,
}

impl<R: Bytes> Csv<R> {
    /// The rows behind the names of the columns.
    fn new(lines: Lines<R>, done: Rc<Cell<u64>>, path: &Path) -> Result<Self, CannotRun> {
        let mut csv = Self {
            lines,
            done,
            name: path.display().to_string(),
        };
        csv.next()?;
        Ok(csv)
    }
}

impl<R: Bytes> Rows for Csv<R> {
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun> {
        let row = self.lines.next();
        row.map_err(|error| unreadable(&self.name, &error))
    }

    fn done(&self) -> u64 {
        self.done.get()
    }

    fn blocks(&mut self) -> Option<&mut dyn Blocks> {
        Some(self)
    }
}

impl<R: Bytes> Blocks for Csv<R> {
    fn take(&mut self, bytes: usize, into: &mut Taken) -> Result<bool, CannotRun> {
        let taken = self.lines.take(bytes, into);
        taken.map_err(|error| unreadable(&self.name, &error))
    }

    fn done(&self) -> u64 {
        self.done.get()
    }
}

fn unreadable(name: &str, error: &str) -> CannotRun {
    CannotRun(format!("kan {name} niet lezen: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_in_pieces_of_any_size() {
        let text = "naam;één\nzoë;2\n";
        let bytes: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for size in [4, 5, 7, 64] {
            let decoder = encoding_rs::UTF_16LE.new_decoder();
            let mut decoded = Decoded::new(bytes.as_slice(), decoder);
            let (mut all, mut piece) = (Vec::new(), vec![0; size]);
            loop {
                let read = decoded.read(&mut piece).unwrap();
                if read == 0 {
                    break;
                }
                all.extend_from_slice(&piece[..read]);
            }
            assert_eq!(String::from_utf8(all).unwrap(), text);
        }
    }
}
