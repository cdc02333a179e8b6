//! Source texts, and where something stands in them.
//!
//! In: the texts of one or more files. Out: a [`Place`] (file, line, column) for any [`Span`].
//!
//! All files of one compilation (a municipal protocol and the base it builds on) share one
//! number line: every file gets a range of its own, so that a [`Span`] alone says in which file
//! it lies. Parts of different files can then be merged without losing their origin.
//!
//! Not here: what a text means. This module knows lines and characters only.

use std::ops::Range;

/// A stretch of source text, as byte offsets on the number line of a [`Sources`].
///
/// # Invariants
///
/// Both ends lie in the same file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::text::Span;
    /// assert_eq!(Span::new(3, 5).to(Span::new(8, 9)), Span::new(3, 9));
    /// ```
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A point in one file, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in Unicode characters, counted from 1.
    pub column: usize,
    /// Column in UTF-16 code units, counted from 1, as editors and browsers count.
    pub column_utf16: usize,
    /// Bytes from the start of the file.
    pub offset: usize,
}

/// A [`Span`], resolved to its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The name the file was added under, usually its path.
    pub file: &'a str,
    /// Where the span begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// Where each byte of a decoded text stood in the source.
///
/// A condition is written inside a TOML string; escapes and quotes make the text that is read
/// differ from the text that stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offsets {
    /// The text stands in the source as it is, from this offset on.
    Shifted(usize),
    /// The source offset of each byte, and of the end.
    Table(Vec<usize>),
    /// Nothing more precise is known than the whole.
    Whole(Span),
}

impl Offsets {
    /// The place in the source of a range of the decoded text.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self {
            Self::Shifted(start) => Span::new(start + range.start, start + range.end),
            Self::Whole(span) => *span,
            Self::Table(table) => {
                let at = |offset: usize| table.get(offset).or(table.last()).copied();
                // The end is that of the last byte, not the start of what follows: an escape or a
                // continued line may stand between them.
                let start = at(range.start).unwrap_or_default();
                Span::new(start, at(range.end).unwrap_or(start).max(start))
            }
        }
    }
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    start: usize,
    kept: Kept,
}

/// What is known of a file.
#[derive(Debug, Clone)]
enum Kept {
    /// All of it, and where its lines begin.
    Text(String, Vec<usize>),
    /// Line and column of some points, each of which takes one byte of the number line.
    Points(Vec<(usize, usize)>),
}

/// The texts of a compilation, laid one after the other on one number line.
///
/// # Examples
///
/// ```
/// use domeinwijzer::text::{Sources, Span};
/// let mut sources = Sources::default();
/// sources.add("base.toml", "a = 1\n");
/// let start = sources.add("local.toml", "één = 1\nb = 2\n");
/// // The `b`: two of the characters before it take two bytes each.
/// let place = sources.locate(Span::new(start + 10, start + 11)).unwrap();
/// assert_eq!((place.file, place.start.line, place.start.column), ("local.toml", 2, 1));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Adds a file and returns the offset on the number line at which its text begins.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> usize {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        self.push(name.into(), Kept::Text(text, line_starts))
    }

    /// Adds a file of which only some points are known, each by line and column, and returns the
    /// offset of the first; the next one is the next byte.
    pub(crate) fn add_points(&mut self, name: String, points: Vec<(usize, usize)>) -> usize {
        self.push(name, Kept::Points(points))
    }

    fn push(&mut self, name: String, kept: Kept) -> usize {
        let start = self.end();
        self.files.push(File { name, start, kept });
        start
    }

    /// The offset at which the next file will begin.
    pub fn end(&self) -> usize {
        // One byte between files keeps the end of one apart from the start of the next.
        self.files
            .last()
            .map_or(0, |file| file.start + file.len() + 1)
    }

    /// Finds the file, lines and columns of a span; none when it lies outside every file.
    pub fn locate(&self, span: Span) -> Option<Place<'_>> {
        let file = self.file_at(span.start)?;
        Some(Place {
            file: &file.name,
            start: file.position(span.start - file.start),
            end: file.position(span.end.saturating_sub(file.start)),
        })
    }

    /// The name of the file in which a span lies; none when it lies outside every file.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::text::{Sources, Span};
    /// let mut sources = Sources::default();
    /// let start = sources.add("local.toml", "a = 1\n");
    /// assert_eq!(sources.file_of(Span::new(start, start + 1)), Some("local.toml"));
    /// ```
    pub fn file_of(&self, span: Span) -> Option<&str> {
        Some(&self.file_at(span.start)?.name)
    }

    /// The text that a span covers; empty when it lies outside every file.
    pub fn slice(&self, span: Span) -> &str {
        self.file_at(span.start)
            .and_then(|file| {
                file.text()?
                    .get(span.start - file.start..span.end.checked_sub(file.start)?)
            })
            .unwrap_or_default()
    }

    /// The whole text of the named file, for showing lines of it.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|file| file.name == name)
            .and_then(File::text)
    }

    fn file_at(&self, offset: usize) -> Option<&File> {
        let after = self.files.partition_point(|file| file.start <= offset);
        let file = self.files.get(after.checked_sub(1)?)?;
        (offset <= file.start + file.len()).then_some(file)
    }
}

impl File {
    /// So many bytes of the number line it takes.
    fn len(&self) -> usize {
        match &self.kept {
            Kept::Text(text, _) => text.len(),
            Kept::Points(points) => points.len(),
        }
    }

    fn text(&self) -> Option<&str> {
        match &self.kept {
            Kept::Text(text, _) => Some(text),
            Kept::Points(_) => None,
        }
    }

    fn position(&self, offset: usize) -> Position {
        let (text, line_starts) = match &self.kept {
            Kept::Text(text, line_starts) => (text, line_starts),
            Kept::Points(points) => {
                let (line, column) = points.get(offset).copied().unwrap_or((1, 1));
                return Position {
                    line,
                    column,
                    column_utf16: column,
                    offset: 0,
                };
            }
        };
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = line_starts.partition_point(|start| *start <= offset).max(1);
        let line_start = line_starts.get(line - 1).copied().unwrap_or(0);
        let before = text.get(line_start..offset).unwrap_or_default();
        // A byte order mark is no character of the first line to the one who reads it.
        let before = if line == 1 {
            before.trim_start_matches('\u{feff}')
        } else {
            before
        };
        Position {
            line,
            column: before.chars().count() + 1,
            column_utf16: before.encode_utf16().count() + 1,
            offset,
        }
    }
}

/// A text in small letters. Only Latin ones change, in which everything here is written: the table of
/// all letters is larger than what looks at them.
///
/// # Examples
///
/// ```
/// use domeinwijzer::text::lower;
/// assert_eq!(lower("Súdwest-FRYSLÂN"), "súdwest-fryslân");
/// ```
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

fn small(letter: char) -> char {
    let code = u32::from(letter);
    let further = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde => 32,
        // Great and small letters take turns.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 => 1 - code % 2,
        0x139..=0x148 | 0x179..=0x17e => code % 2,
        0x178 => return 'ÿ',
        _ => 0,
    };
    char::from_u32(code + further).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let mut sources = Sources::default();
        let start = sources.add("a.toml", "x = \"€ë🙂\" # z");
        let at = start + "x = \"€ë🙂\"".len();
        let place = sources.locate(Span::new(at, at + 1)).unwrap();
        assert_eq!(place.start.column, 10);
        assert_eq!(place.start.column_utf16, 11);
        assert_eq!(place.start.offset, 15);
    }

    #[test]
    fn latin_letters_become_small() {
        // The capital İ becomes two characters elsewhere, and stays as it is here.
        for letter in ('\0'..'\u{180}').filter(|it| *it != 'İ') {
            let text = letter.to_string();
            assert_eq!(super::lower(&text), text.to_lowercase());
        }
    }

    #[test]
    fn a_span_knows_its_file() {
        let mut sources = Sources::default();
        sources.add("a", "");
        let second = sources.add("b", "één\r\ntwee");
        assert_eq!(sources.locate(Span::new(second, second)).unwrap().file, "b");
        assert_eq!(sources.slice(Span::new(second + 7, second + 11)), "twee");
        let place = sources.locate(Span::new(second + 7, second + 11)).unwrap();
        assert_eq!(
            (place.start.line, place.start.column, place.end.column),
            (2, 1, 5)
        );
        assert!(sources.locate(Span::new(99, 100)).is_none());
    }

    #[test]
    fn a_position_inside_a_character_is_its_start() {
        let mut sources = Sources::default();
        let start = sources.add("a", "€");
        assert_eq!(
            sources
                .locate(Span::new(start + 1, start + 2))
                .unwrap()
                .start
                .offset,
            0
        );
    }
}
