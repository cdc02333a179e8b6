//! Rows of a file, one after another: nothing is kept of a row that was read.

use super::lines::Lines;
use super::sniff;
use crate::{CannotRun, files};
use csv::ByteRecord;
use domeinwijzer::protocol::mapping::Export;
use domeinwijzer::table::{Cells, Decimal};
use encoding_rs::{CoderResult, Decoder, UTF_8};
use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;

/// How much of a file is looked at before it is read.
const SAMPLE: usize = 1 << 18;
/// How much is read from the disk at once.
const CHUNK: usize = 1 << 16;

/// A row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The line on which it begins.
    pub(crate) line: u64,
    /// Whether no cell has anything in it that would have to be quoted.
    pub(crate) plain: bool,
    pub(crate) cells: Cells<'a>,
}

/// A table of rows.
pub(crate) trait Rows {
    /// Reads the next row.
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun>;
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
    let text =
        |it: &Option<domeinwijzer::protocol::fields::Text>| it.as_ref().map(|it| it.value.clone());
    let encoding = sniff::encoding(&start, complete, text(&export.encoding).as_deref())?;
    let (decoded, ..) = encoding.decode(&start);
    let separator = sniff::separator(&decoded, text(&export.separator).as_deref())?;
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator).flexible(true);
    let mut looked = builder.from_reader(decoded.as_bytes());
    let columns: Vec<String> = looked
        .headers()
        .map_err(|error| broken(path, &error))?
        .iter()
        .map(|it| it.trim().to_owned())
        .collect();
    if columns.len() < 2 {
        return Err(CannotRun(format!(
            "{} heeft geen rij met kolomnamen; de eerste rij moet de namen van de kolommen hebben",
            path.display()
        )));
    }
    let mut sample: Vec<ByteRecord> = looked.byte_records().flatten().collect();
    if !complete {
        // The last row was cut off.
        sample.pop();
    }
    let cells = sample.iter().flatten();
    let decimal = sniff::decimal(cells, separator, text(&export.decimal).as_deref())?;
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

fn broken(path: &Path, error: &csv::Error) -> CannotRun {
    CannotRun(format!("kan {} niet lezen: {error}", path.display()))
}

/// A file that counts what was read of it.
struct Counted {
    file: File,
    done: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(into)?;
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

impl<R: Read> Decoded<R> {
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

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
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

impl<R: Read> Csv<R> {
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

impl<R: Read> Rows for Csv<R> {
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun> {
        let row = self.lines.next();
        row.map_err(|error| CannotRun(format!("kan {} niet lezen: {error}", self.name)))
    }

    fn done(&self) -> u64 {
        self.done.get()
    }
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
