//! A row as it lies in a buffer.

/// The cells of a row: a text, and where each cell begins in it.
///
/// The text may go on behind the row, and is best left so: a short cell is then read at once with what stands behind
/// it, and that is taken off.
///
/// # Examples
///
/// ```
/// use domeinwijzer::table::Cells;
/// let cells = Cells { text: b"p1;ja\np2;nee\n", bounds: &[0, 3, 6], between: 1 };
/// assert_eq!(cells.len(), 2);
/// assert_eq!(cells.get(1), Some(b"ja".as_slice()));
/// assert_eq!(cells.get(2), None);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    /// What the bounds are positions in.
    pub text: &'a [u8],
    /// Where each cell begins, and where a further one would.
    pub bounds: &'a [usize],
    /// How many bytes stand between a cell and the next.
    pub between: usize,
}

/// A short cell as two numbers that no other cell has: its length is among them.
pub(super) type Key = (u64, u64);

/// The longest cell that has a key: the last byte is for its length.
#[cfg(test)]
const LONGEST: usize = 15;

impl<'a> Cells<'a> {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell at this position.
    pub fn get(&self, at: usize) -> Option<&'a [u8]> {
        let (from, to) = self.place(at)?;
        self.text.get(from..to)
    }

    /// Where a cell begins, and where it has ended.
    #[inline]
    fn place(&self, at: usize) -> Option<(usize, usize)> {
        let [from, next] = *self.bounds.get(at..)?.first_chunk()?;
        Some((from, next.wrapping_sub(self.between)))
    }

    /// The key of a cell; none where it is too long.
    #[inline]
    pub(super) fn key(&self, at: usize) -> Option<Key> {
        let (from, to) = self.place(at)?;
        self.between_key(from, to)
    }

    /// The key of cells that stand side by side, with what stands between them; none where they are too long
    /// together, or nothing stands between them that would tell them apart.
    #[inline]
    pub(super) fn keys(&self, first: usize, count: usize) -> Option<Key> {
        let from = *self.bounds.get(first)?;
        let next = *self.bounds.get(first.wrapping_add(count))?;
        let apart = self.between == 1;
        apart.then(|| self.between_key(from, next.wrapping_sub(1)))?
    }

    /// The key of a stretch of the text.
    #[inline]
    fn between_key(&self, from: usize, to: usize) -> Option<Key> {
        let length = to.wrapping_sub(from);
        if length < 8 {
            Some((own(self.eight(from), length, length), 0))
        } else if length < 16 {
            let rest = self.eight(from.wrapping_add(8));
            Some((self.eight(from), own(rest, length - 8, length)))
        } else {
            None
        }
    }

    /// Eight bytes from here on, as far as there are so many.
    #[inline]
    fn eight(&self, from: usize) -> u64 {
        match self.text.get(from..).map(<[u8]>::first_chunk) {
            Some(Some(bytes)) => u64::from_le_bytes(*bytes),
            _ => last(self.text, from),
        }
    }
}

/// The first bytes, less than eight, with a length in the last.
#[inline]
fn own(bytes: u64, count: usize, length: usize) -> u64 {
    bytes & ((1 << (8 * count)) - 1) | (length as u64) << 56
}

/// The last bytes of a text.
#[cold]
fn last(text: &[u8], from: usize) -> u64 {
    let bytes = text.iter().skip(from).take(8).rev();
    bytes.fold(0, |all, byte| all << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_side_by_side_are_told_apart_by_what_stands_between_them() {
        let of = |text: &'static [u8], bounds: &'static [usize], between| {
            let cells = Cells {
                text,
                bounds,
                between,
            };
            cells.keys(0, 2)
        };
        let (one, other) = (
            of(b"1;12;x", &[0, 2, 5, 7], 1),
            of(b"11;2;x", &[0, 3, 5, 7], 1),
        );
        assert!(one.is_some() && other.is_some() && one != other);
        assert_eq!(
            one,
            of(b"1;12;y", &[0, 2, 5, 7], 1),
            "what stands behind them"
        );
        assert_eq!(of(b"112x", &[0, 1, 3, 4], 0), None);
        assert_eq!(of(b"1;12345678901234;x", &[0, 2, 17, 19], 1), None);
        assert_eq!(of(b"1", &[0, 2], 1), None);
    }

    #[test]
    fn cells_are_told_apart_whatever_stands_behind_them() {
        let mut all = Vec::new();
        for length in 0..=LONGEST {
            let cell = vec![b'a'; length];
            for at in 0..length {
                for byte in [b'b', 0, 255] {
                    let mut other = cell.clone();
                    other[at] = byte;
                    all.push(other);
                }
            }
            all.push(cell);
        }
        let key = |cell: &[u8], behind: &[u8]| {
            let text = [b"xy", cell, behind].concat();
            let bounds = [0, 2, 2 + cell.len()];
            let cells = Cells {
                text: &text,
                bounds: &bounds,
                between: 0,
            };
            assert_eq!(cells.get(1), Some(cell));
            cells.key(1)
        };
        let mut keys = Vec::new();
        for cell in &all {
            let own = key(cell, b"").unwrap();
            for behind in [b";12;ja\n".as_slice(), &[255; 40], &[0; 3]] {
                assert_eq!(key(cell, behind), Some(own), "{cell:?}");
            }
            keys.push(own);
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
        assert_eq!(key(&[b'a'; LONGEST + 1], b""), None);
    }
}
