//! Cells of one column that were read before.

use super::cells::{Cells, Key};

/// What a cell says: its code, or [`OPEN`], and what that adds to its word of a signature.
pub(super) type Known = (i64, u64);

/// The code of what says nothing; no code is as low.
pub(super) const OPEN: i64 = i64::MIN;

/// How many cells are kept of a column: as many as a byte can name.
const PLACES: usize = 1 << 8;
/// What stands in a place that nothing took yet: no cell is that long.
const FREE: Key = (u64::MAX, u64::MAX);

/// The cells of a column, as far as they are kept. A place that is full is taken over.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    column: usize,
    places: Box<[(Key, Known); PLACES]>,
}

impl Seen {
    pub(super) fn new(column: usize) -> Self {
        Self {
            column,
            places: Box::new([(FREE, (OPEN, 0)); PLACES]),
        }
    }

    /// What the cell of this row says; it is read where that is not known, and not kept where it does not fit.
    #[inline]
    pub(super) fn cell(
        &mut self,
        cells: &Cells,
        read: impl FnOnce(&[u8]) -> Option<Known>,
    ) -> Option<Known> {
        let own = || cells.get(self.column).unwrap_or_default();
        let Some(key) = cells.key(self.column) else {
            return read(own());
        };
        let [.., at] = (key.0 ^ key.1.rotate_left(29))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .to_le_bytes();
        let place = self.places.get_mut(usize::from(at))?;
        if place.0 != key {
            *place = (key, read(own())?);
        }
        Some(place.1)
    }
}

/// How many of those are kept: a power of two. With a quarter of it twice as many had to be read again.
const TOGETHER: usize = 1 << 12;

/// Cells of columns that stand side by side, and what they say together. A place that is full is taken over.
#[derive(Debug, Clone)]
pub(super) struct SeenTogether {
    first: usize,
    count: usize,
    places: Box<[(Key, u64)]>,
}

impl SeenTogether {
    pub(super) fn new(first: usize, count: usize) -> Self {
        Self {
            first,
            count,
            places: vec![(FREE, 0); TOGETHER].into_boxed_slice(),
        }
    }

    /// What the cells of this row say; they are read where that is not known, and not kept where one does not fit.
    #[inline]
    pub(super) fn cells(
        &mut self,
        cells: &Cells,
        read: impl FnOnce() -> Option<u64>,
    ) -> Option<u64> {
        let Some(key) = cells.keys(self.first, self.count) else {
            return read();
        };
        let [.., low, high] = (key.0 ^ key.1.rotate_left(29))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .to_le_bytes();
        let at = usize::from(u16::from_le_bytes([low, high])) / (65_536 / TOGETHER);
        let place = self.places.get_mut(at)?;
        if place.0 != key {
            *place = (key, read()?);
        }
        Some(place.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_once() {
        let mut seen = Seen::new(0);
        let of = |text: &'static str| Cells {
            text: text.as_bytes(),
            bounds: match text.len() {
                1 => &[0, 1],
                _ => &[0, 2],
            },
            between: 0,
        };
        let known = (3, 8);
        assert_eq!(seen.cell(&of("3"), |_| None), None);
        assert_eq!(seen.cell(&of("3"), |_| Some(known)), Some(known));
        assert_eq!(seen.cell(&of("3"), |_| None), Some(known));
        assert_eq!(seen.cell(&of("03"), |_| None), None);
    }
}
