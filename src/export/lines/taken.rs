//! Whole rows taken out of a text, so that someone else can take them apart.

use super::{Bytes, Lines};
use memchr::{memchr, memchr_iter, memrchr};

/// Whole rows as they stand in a text.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// The line on which they begin.
    pub line: u64,
    /// The rows.
    pub text: Vec<u8>,
}

impl Lines<&[u8]> {
    /// The rows of a part of a text that were taken; what was here before is forgotten. It gives back the room of
    /// that, so that nothing has to be made anew for each part.
    pub fn within(&mut self, taken: Taken) -> Taken {
        let Taken { line, text } = taken;
        (self.from, self.to) = (0, text.len());
        (self.special, self.kept) = (None, None);
        (self.begun, self.ended) = (true, true);
        Taken {
            line: std::mem::replace(&mut self.line, line),
            text: std::mem::replace(&mut self.buffer, text),
        }
    }
}

impl<R: Bytes> Lines<R> {
    /// Takes whole rows as they stand in the text, at least so many bytes of them where there are so many, and says
    /// on which line they begin. [`Lines::within`] reads them, here or elsewhere.
    ///
    /// # Errors
    ///
    /// As [`Lines::next`].
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::export::{Lines, Taken};
    /// let mut lines = Lines::new("a;b\n1;\"2\n3\"\n4;5\n".as_bytes(), b';');
    /// let mut taken = Taken::default();
    /// assert!(lines.take(6, &mut taken).unwrap());
    /// assert_eq!((taken.line, taken.text.as_slice()), (1, b"a;b\n1;\"2\n3\"\n".as_slice()));
    /// assert!(lines.take(6, &mut taken).unwrap());
    /// assert_eq!((taken.line, taken.text.as_slice()), (4, b"4;5\n".as_slice()));
    /// assert!(!lines.take(6, &mut taken).unwrap());
    /// ```
    pub fn take(&mut self, bytes: usize, into: &mut Taken) -> Result<bool, String> {
        into.text.clear();
        while self.to - self.from < bytes && !self.ended {
            self.more()?;
        }
        into.line = self.line;
        let special = self.special() - self.from;
        let rest = self.buffer.get(self.from..self.to).unwrap_or_default();
        if let Some((used, lines)) = simple(rest, special) {
            into.text
                .extend_from_slice(rest.get(..used).unwrap_or_default());
            self.from += used;
            self.line += lines;
            return Ok(true);
        }
        self.kept = Some(self.from);
        let found = self.rows(bytes);
        let from = self.kept.take().unwrap_or_default();
        let rows = self.buffer.get(from..self.from).unwrap_or_default();
        into.text.extend_from_slice(rows);
        // What is wrong with the next row is told when that is asked for.
        if rows.is_empty() {
            found?;
        }
        Ok(!rows.is_empty())
    }

    /// Goes behind rows of so many bytes together.
    fn rows(&mut self, bytes: usize) -> Result<(), String> {
        while self.from - self.kept.unwrap_or_default() < bytes {
            if self.find()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// How many bytes of whole lines there are, and how many lines; none where a quote or a return can mean
/// something else.
fn simple(text: &[u8], special: usize) -> Option<(usize, u64)> {
    let used = memrchr(b'\n', text)? + 1;
    let text = text.get(..used)?;
    let quoted = special < used && memchr(b'"', text).is_some();
    let alone = |at: usize| text.get(at + 1) != Some(&b'\n');
    if quoted || (special < used && memchr_iter(b'\r', text).any(alone)) {
        return None;
    }
    Some((used, memchr_iter(b'\n', text).count() as u64))
}
