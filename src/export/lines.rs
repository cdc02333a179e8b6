//! Rows of CSV: cut up here where nothing is quoted, by `csv-core` where something is.
//!
//! What comes out is what the csv crate makes of it with rows of any length: blank lines do not
//! count, a line ends with `\n`, `\r\n` or `\r`, and a quote means something at the start of a cell only.

mod taken;

use super::cut::cut;
use crate::table::Cells;
use csv_core::ReadRecordResult;
use memchr::{memchr_iter, memchr2};

pub use taken::Taken;

/// Where a text comes from: a file, or whatever a page was given.
pub trait Bytes {
    /// Puts the next bytes in front of `into`, and says how many; none when there are no more.
    ///
    /// # Errors
    ///
    /// Why they cannot be had.
    fn read(&mut self, into: &mut [u8]) -> Result<usize, String>;
}

impl Bytes for &[u8] {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, String> {
        let (now, later) = self.split_at(into.len().min(self.len()));
        if let Some(place) = into.get_mut(..now.len()) {
            place.copy_from_slice(now);
        }
        *self = later;
        Ok(now.len())
    }
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The line on which it begins.
    pub line: u64,
    /// Whether no cell has anything in it that would have to be quoted.
    pub plain: bool,
    /// Its cells.
    pub cells: Cells<'a>,
}

/// How much is read from the disk at once.
const CHUNK: usize = 1 << 16;
/// The longest row, in bytes: a quote that is never closed would take all that follows.
const ROW_LIMIT: usize = 1 << 20;
/// What may stand before the first name.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A text as rows of cells.
///
/// # Examples
///
/// ```
/// use domeinwijzer::export::Lines;
/// let mut lines = Lines::new("a;b\n1;\"2;3\"\n".as_bytes(), b';');
/// assert_eq!(lines.next().unwrap().unwrap().cells.get(1), Some(&b"b"[..]));
/// let row = lines.next().unwrap().unwrap();
/// assert_eq!((row.line, row.cells.get(1)), (2, Some(&b"2;3"[..])));
/// assert!(lines.next().unwrap().is_none());
/// ```
#[derive(Debug)]
pub struct Lines<R> {
    inner: R,
    separator: u8,
    buffer: Vec<u8>,
    /// What of the buffer was not used yet.
    from: usize,
    to: usize,
    /// From where on the buffer has to stay, also where it was used.
    kept: Option<usize>,
    /// Where the next quote or return stands, where that is known.
    special: Option<usize>,
    begun: bool,
    ended: bool,
    /// The line at which `from` stands.
    line: u64,
    /// Where the cells of the row begin, as [`Cells`] has it.
    bounds: Vec<usize>,
    core: csv_core::Reader,
    /// A row without its quotes, and where its cells end.
    unquoted: Vec<u8>,
    ends: Vec<usize>,
}

/// Where the row that was found stands.
#[derive(Clone, Copy)]
enum Found {
    /// In the buffer, from here on.
    Plain(usize),
    /// Among what was unquoted.
    Quoted,
}

impl<R: Bytes> Lines<R> {
    /// Nothing is read yet.
    pub fn new(inner: R, separator: u8) -> Self {
        Self {
            inner,
            separator,
            buffer: vec![0; 2 * CHUNK],
            from: 0,
            to: 0,
            kept: None,
            special: None,
            begun: false,
            ended: false,
            line: 1,
            bounds: Vec::new(),
            core: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            unquoted: vec![0; CHUNK],
            ends: vec![0; 256],
        }
    }

    /// The next row.
    ///
    /// # Errors
    ///
    /// The text cannot be read further, or a row is too long to be one.
    #[expect(
        clippy::should_implement_trait,
        reason = "a row lives until the next one: no iterator can say so"
    )]
    pub fn next(&mut self) -> Result<Option<Row<'_>>, String> {
        let Some((line, found)) = self.find()? else {
            return Ok(None);
        };
        let (text, between) = match found {
            Found::Plain(from) => (self.buffer.get(from..), 1),
            Found::Quoted => (Some(self.unquoted.as_slice()), 0),
        };
        Ok(Some(Row {
            line,
            plain: matches!(found, Found::Plain(_)),
            cells: Cells {
                text: text.unwrap_or_default(),
                bounds: &self.bounds,
                between,
            },
        }))
    }

    fn find(&mut self) -> Result<Option<(u64, Found)>, String> {
        loop {
            let special = self.special();
            let rest = self.buffer.get(self.from..self.to).unwrap_or_default();
            let end = cut(rest, self.separator, &mut self.bounds);
            let whole = end.unwrap_or(rest.len());
            let mut length = whole;
            if special < self.from + whole {
                // Only the return before the end of a line means nothing.
                let returns = self.buffer.get(special) == Some(&b'\r');
                if !returns || special + 1 < self.from + whole {
                    let line = self.line;
                    return Ok(self.quoted()?.then_some((line, Found::Quoted)));
                }
                length -= 1;
            }
            if end.is_none() && !self.ended {
                self.more()?;
                continue;
            }
            let (line, start) = (self.line, self.from);
            self.bounds.push(length + 1);
            self.from += whole + usize::from(end.is_some());
            self.line += u64::from(end.is_some());
            if length > 0 {
                return Ok(Some((line, Found::Plain(start))));
            }
            if end.is_none() {
                return Ok(None);
            }
        }
    }

    /// Where the next quote or return stands among what was not used yet; behind it when there is none.
    fn special(&mut self) -> usize {
        if let Some(at) = self.special.filter(|at| *at >= self.from) {
            return at;
        }
        let rest = self.buffer.get(self.from..self.to).unwrap_or_default();
        let at = self.from + memchr2(b'"', b'\r', rest).unwrap_or(rest.len());
        self.special = Some(at);
        at
    }

    /// Takes the next row as the csv crate does; none when nothing is left.
    fn quoted(&mut self) -> Result<bool, String> {
        let used = loop {
            self.core.reset();
            let (mut used, mut out, mut count) = (0, 0, 0);
            let complete = loop {
                let input = self.buffer.get(self.from + used..self.to);
                let (result, read, written, ended) = self.core.read_record(
                    input.unwrap_or_default(),
                    self.unquoted.get_mut(out..).unwrap_or_default(),
                    self.ends.get_mut(count..).unwrap_or_default(),
                );
                used += read;
                out += written;
                count += ended;
                match result {
                    ReadRecordResult::InputEmpty if !self.ended => break None,
                    // Asked again with nothing, it takes the row as ended.
                    ReadRecordResult::InputEmpty => {}
                    ReadRecordResult::OutputFull => {
                        self.unquoted.resize(self.unquoted.len() * 2, 0);
                    }
                    ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                    ReadRecordResult::Record => break Some(true),
                    ReadRecordResult::End => break Some(false),
                }
            };
            match complete {
                None => self.more()?,
                Some(false) => return Ok(false),
                Some(true) => {
                    self.bounds.clear();
                    self.bounds.push(0);
                    self.bounds.extend(self.ends.iter().take(count));
                    break used;
                }
            }
        };
        let behind = |it: &Self| it.from + used;
        if self.buffer.get(behind(self).wrapping_sub(1)) == Some(&b'\r') {
            // Whether the line ends here depends on what comes next.
            while behind(self) == self.to && !self.ended {
                self.more()?;
            }
        }
        let text = self.buffer.get(..self.to).unwrap_or_default();
        let row = text.get(self.from..behind(self)).unwrap_or_default();
        let returned = row.ends_with(b"\r") && text.get(behind(self)) != Some(&b'\n');
        let lines = memchr_iter(b'\n', row).count() + usize::from(returned);
        self.line += lines as u64;
        self.from += used;
        Ok(true)
    }

    /// Reads on, behind what was not used yet.
    fn more(&mut self) -> Result<(), String> {
        let left = self.to - self.from;
        if left >= ROW_LIMIT {
            return Err(format!(
                "de rij op regel {} is langer dan {} kB; misschien staat er een aanhalingsteken dat niet gesloten wordt",
                self.line,
                ROW_LIMIT >> 10
            ));
        }
        let kept = self.kept.unwrap_or(self.from);
        self.buffer.copy_within(kept..self.to, 0);
        self.kept = self.kept.and(Some(0));
        (self.from, self.to) = (self.from - kept, self.to - kept);
        self.special = None;
        if self.to + CHUNK > self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = self.buffer.get_mut(self.to..self.to + CHUNK);
        let read = self.inner.read(room.unwrap_or_default())?;
        self.to += read;
        self.ended = read == 0;
        if !self.begun && (self.ended || self.to >= BOM.len()) {
            self.begun = true;
            let marked = self.buffer.get(..self.to);
            if marked.is_some_and(|it| it.starts_with(BOM)) {
                self.from = BOM.len();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Bytes for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> Result<usize, String> {
            let size = self.1.min(into.len()).min(self.0.len());
            let (now, later) = self.0.split_at(size);
            into[..size].copy_from_slice(now);
            self.0 = later;
            Ok(size)
        }
    }

    fn all(bytes: &[u8], drop: usize) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut lines = Lines::new(Drops(bytes, drop), b';');
        let mut rows = Vec::new();
        while let Some(row) = lines.next().unwrap() {
            let cells = (0..row.cells.len()).map(|at| row.cells.get(at).unwrap().to_vec());
            rows.push((row.line, cells.collect()));
        }
        rows
    }

    #[test]
    fn rows_are_those_of_the_csv_crate() {
        const SIGNS: [&str; 10] = ["a", "bc", ";", ";", "\n", "\r\n", "\r", "\"", "\"\"", "é"];
        let mut random = 11_u64;
        let mut below = |limit: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap() % limit
        };
        for _ in 0..20_000 {
            let text: String = (0..below(24)).map(|_| SIGNS[below(SIGNS.len())]).collect();
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<Vec<u8>>> = reader
                .byte_records()
                .map(|it| it.unwrap().iter().map(<[u8]>::to_vec).collect())
                .collect();
            let found = all(text.as_bytes(), 1 + below(7));
            let cells: Vec<_> = found.into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(cells, expected, "{text:?}");
        }
    }

    #[test]
    fn rows_that_are_taken_together_are_the_same_rows_on_the_same_lines() {
        const SIGNS: [&str; 8] = ["a", ";", "\n", "\r\n", "\r", "\"", "\"\"", "b;c\n"];
        let mut random = 5_u64;
        let mut below = |limit: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap() % limit
        };
        for _ in 0..10_000 {
            let kinds = [2, 4, SIGNS.len()][below(3)];
            let text: String = (0..below(40)).map(|_| SIGNS[7 - below(kinds)]).collect();
            let (size, drop) = (1 + below(12), 1 + below(7));
            let mut lines = Lines::new(Drops(text.as_bytes(), drop), b';');
            let mut part = Lines::new([].as_slice(), b';');
            let (mut taken, mut rows) = (Taken::default(), Vec::new());
            while lines.take(size, &mut taken).unwrap() {
                part.within(std::mem::take(&mut taken));
                while let Some(row) = part.next().unwrap() {
                    let cells = (0..row.cells.len()).map(|at| row.cells.get(at).unwrap().to_vec());
                    rows.push((row.line, cells.collect()));
                }
            }
            assert_eq!(
                rows,
                all(text.as_bytes(), drop),
                "{text:?}, {size} at a time"
            );
        }
    }

    #[test]
    fn lines_are_counted() {
        let numbers = |text: &str| -> Vec<u64> {
            all(text.as_bytes(), 3)
                .into_iter()
                .map(|(line, _)| line)
                .collect()
        };
        assert_eq!(numbers("a;b\n1;2\n\n3;4"), [1, 2, 4]);
        assert_eq!(numbers("a;b\r\n1;2\r\n\r\n3;4\r\n"), [1, 2, 4]);
        assert_eq!(numbers("a;b\n\"1\n1\";2\n3;4\n"), [1, 2, 4]);
        assert_eq!(numbers("a;b\r\n\"1\r\n1\";2\r\n3;4\r\n"), [1, 2, 4]);
        assert_eq!(numbers("a;b\r1;2\r3;4"), [1, 2, 3]);
        assert_eq!(all(b"\xef\xbb\xbfa;b", 1)[0].1[0], b"a");
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_take_all_memory() {
        let text = "a;b\n\"1;2\n".to_owned() + &"3;4\n".repeat(ROW_LIMIT / 3);
        let mut lines = Lines::new(text.as_bytes(), b';');
        assert!(lines.next().unwrap().is_some());
        let error = lines.next().err().unwrap();
        assert!(error.starts_with("de rij op regel 2 is langer"), "{error}");
        assert!(lines.buffer.len() <= 4 * ROW_LIMIT);
    }
}
