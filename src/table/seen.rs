//! Cells of one column that were read before.

/// What a cell says: its code, or [`OPEN`], and what that adds to its word of a signature.
pub(super) type Known = (i64, u64);

/// The code of what says nothing; no code is as low.
pub(super) const OPEN: i64 = i64::MIN;

/// How many cells are kept of a column: a power of two.
const PLACES: usize = 1 << 8;
/// The longest cell that is kept.
const LONGEST: usize = 16;

/// The cells of a column, as far as they are kept. A place that is full is taken over.
#[derive(Debug, Clone)]
pub(super) struct Seen(Vec<Place>);

#[derive(Debug, Clone, Copy)]
struct Place {
    bytes: (u64, u64),
    known: Known,
    /// One more than the cell has bytes; nothing is kept where it is 0.
    length: u8,
}

impl Seen {
    pub(super) fn new() -> Self {
        let free = Place {
            bytes: (0, 0),
            known: (OPEN, 0),
            length: 0,
        };
        Self(vec![free; PLACES])
    }

    /// What a cell says; it is read where that is not known, and not kept where it does not fit.
    pub(super) fn cell(
        &mut self,
        cell: &[u8],
        read: impl FnOnce(&[u8]) -> Option<Known>,
    ) -> Option<Known> {
        let Some(bytes) = packed(cell) else {
            return read(cell);
        };
        let mixed = (bytes.0 ^ bytes.1.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
        let at = usize::try_from(mixed).unwrap_or_default() & (PLACES - 1);
        let place = self.0.get_mut(at)?;
        let length = u8::try_from(cell.len() + 1).unwrap_or_default();
        if place.bytes != bytes || place.length != length {
            *place = Place {
                bytes,
                known: read(cell)?,
                length,
            };
        }
        Some(place.known)
    }
}

/// A short cell as two numbers; with its length they say all of it.
fn packed(cell: &[u8]) -> Option<(u64, u64)> {
    // Most cells have up to three bytes, and vary in length: no branch for each.
    match cell {
        _ if cell.len() < 4 => {
            let byte = |at: usize| u64::from(cell.get(at).copied().unwrap_or_default());
            let (middle, last) = (cell.len() / 2, cell.len().wrapping_sub(1));
            Some((byte(0) | byte(middle) << 8 | byte(last) << 16, 0))
        }
        _ if cell.len() < 8 => {
            let (first, last) = (cell.first_chunk()?, cell.last_chunk()?);
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            Some((u64::from(first) | u64::from(last) << 32, 0))
        }
        _ if cell.len() <= LONGEST => {
            let (first, last) = (cell.first_chunk()?, cell.last_chunk()?);
            Some((u64::from_le_bytes(*first), u64::from_le_bytes(*last)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let mut all = Vec::new();
        for length in 0..=LONGEST {
            let cell = vec![b'a'; length];
            all.push(cell.clone());
            for at in 0..length {
                let mut other = cell.clone();
                other[at] = b'b';
                all.push(other);
            }
        }
        let mut keys: Vec<_> = all
            .iter()
            .map(|it| (it.len(), packed(it).unwrap()))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
        assert_eq!(packed(&[b'a'; LONGEST + 1]), None);
    }

    #[test]
    fn a_cell_is_read_once() {
        let mut seen = Seen::new();
        let known = (3, 8);
        assert_eq!(seen.cell(b"3", |_| None), None);
        assert_eq!(seen.cell(b"3", |_| Some(known)), Some(known));
        assert_eq!(seen.cell(b"3", |_| None), Some(known));
        assert_eq!(seen.cell(b"03", |_| None), None);
    }
}
