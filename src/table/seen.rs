//! Cells of one column that were read before.

/// What a cell says: its code, and what that adds to which word of a signature.
pub(super) type Known = (Option<i64>, (u32, u64));

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
    code: i64,
    bits: u64,
    word: u32,
    /// Whether it says nothing.
    open: bool,
    /// One more than the cell has bytes; nothing is kept where it is 0.
    length: u8,
}

impl Seen {
    pub(super) fn new() -> Self {
        let free = Place {
            bytes: (0, 0),
            code: 0,
            bits: 0,
            word: 0,
            open: true,
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
        let length = u8::try_from(cell.len() + 1).ok()?;
        if place.bytes != bytes || place.length != length {
            let (code, (word, bits)) = read(cell)?;
            *place = Place {
                bytes,
                code: code.unwrap_or_default(),
                bits,
                word,
                open: code.is_none(),
                length,
            };
        }
        let code = (!place.open).then_some(place.code);
        Some((code, (place.word, place.bits)))
    }
}

/// A short cell as two numbers; with its length they say all of it.
fn packed(cell: &[u8]) -> Option<(u64, u64)> {
    match cell {
        [] => Some((0, 0)),
        [a] => Some((u64::from(*a), 0)),
        [a, b] => Some((u64::from(*a) | u64::from(*b) << 8, 0)),
        [a, b, c] => Some((u64::from(*a) | u64::from(*b) << 8 | u64::from(*c) << 16, 0)),
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
        let known = (Some(3), (0, 8));
        assert_eq!(seen.cell(b"3", |_| None), None);
        assert_eq!(seen.cell(b"3", |_| Some(known)), Some(known));
        assert_eq!(seen.cell(b"3", |_| None), Some(known));
        assert_eq!(seen.cell(b"03", |_| None), None);
    }
}
