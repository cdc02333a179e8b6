//! Finding ends of cells and lines, 64 bytes at a time.

/// Finds where the cells of a line without quotes begin, 64 bytes at a time, and where the line ends; a text
/// without an end of line is one line.
pub(super) fn cut(text: &[u8], separator: u8, bounds: &mut Vec<usize>) -> Option<usize> {
    bounds.clear();
    bounds.push(0);
    let mut base = 0;
    while base < text.len() {
        let rest = text.get(base..).unwrap_or_default();
        let mut last = [0; 64];
        let block = rest.first_chunk().unwrap_or_else(|| {
            for (it, byte) in last.iter_mut().zip(rest) {
                *it = *byte;
            }
            &last
        });
        let within = u64::MAX >> 64_usize.saturating_sub(rest.len());
        let ends = places(block, b'\n') & within;
        // Of what stands behind the end of the line nothing counts.
        let before = (ends & ends.wrapping_neg()).wrapping_sub(1) & within;
        let mut found = places(block, separator) & before;
        bounds.extend((0..found.count_ones()).map(|_| {
            let at = base + found.trailing_zeros() as usize + 1;
            found &= found.wrapping_sub(1);
            at
        }));
        if ends != 0 {
            return Some(base + ends.trailing_zeros() as usize);
        }
        base += 64;
    }
    None
}

/// A bit for each byte that is this one. In this form a compiler looks at sixteen bytes at once.
#[cfg(not(target_arch = "wasm32"))]
fn places(block: &[u8; 64], byte: u8) -> u64 {
    // Of each eight bytes the first is told in the lowest byte: its bit is that of the eight.
    let mut told = [0; 64];
    for ((told, it), bit) in told.iter_mut().zip(block).zip(&BITS) {
        *told = if *it == byte { *bit } else { 0 };
    }
    let (eights, _) = told.as_chunks::<8>();
    turned((eights.iter()).fold(0, |all, it| all | u64::from_le_bytes(*it)))
}

/// A bit for each eight bytes.
#[cfg(not(target_arch = "wasm32"))]
const BITS: [u8; 64] = {
    let mut bits = [0x80; 64];
    let mut rest: &mut [u8] = &mut bits;
    let mut bit = 1_u8;
    while let Some((eight, behind)) = rest.split_first_chunk_mut::<8>() {
        *eight = [bit; 8];
        (rest, bit) = (behind, bit.wrapping_shl(1));
    }
    bits
};

/// Eight by eight bits, rows for columns.
#[cfg(not(target_arch = "wasm32"))]
const fn turned(bits: u64) -> u64 {
    let swap = (bits ^ bits >> 7) & 0x00aa_00aa_00aa_00aa;
    let bits = bits ^ swap ^ swap << 7;
    let swap = (bits ^ bits >> 14) & 0x0000_cccc_0000_cccc;
    let bits = bits ^ swap ^ swap << 14;
    let swap = (bits ^ bits >> 28) & 0x0000_0000_f0f0_f0f0;
    bits ^ swap ^ swap << 28
}

/// A bit for each byte that is this one.
#[cfg(target_arch = "wasm32")]
fn places(block: &[u8; 64], byte: u8) -> u64 {
    let pattern = u64::from_le_bytes([byte; 8]);
    let (eights, _) = block.as_chunks::<8>();
    (eights.iter().rev()).fold(0, |found, eight| {
        found << 8 | equal(u64::from_le_bytes(*eight) ^ pattern)
    })
}

/// A bit for each of eight bytes that is nothing, and for no other.
#[cfg(any(test, target_arch = "wasm32"))]
fn equal(bytes: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let found = !(((bytes & LOW) + LOW) | bytes | LOW);
    (found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_at_every_separator() {
        for length in 0..200 {
            let sign = |at: usize| at % 7 == length % 7 || at % 64 == 63;
            let sign = |at: usize| if sign(at) { b';' } else { b'a' };
            let text: Vec<u8> = (0..length + 70).map(sign).collect();
            let found = text.iter().take(length).enumerate();
            let found = found.filter(|it| *it.1 == b';').map(|it| it.0 + 1);
            let expected: Vec<usize> = [0].into_iter().chain(found).collect();
            for ended in [false, true] {
                let mut line = text[..length].to_vec();
                if ended {
                    line.push(b'\n');
                    line.extend_from_slice(&text[length..]);
                }
                let mut bounds = Vec::new();
                let end = cut(&line, b';', &mut bounds);
                assert_eq!(end, ended.then_some(length));
                assert_eq!(bounds, expected, "{length}, ended {ended}");
            }
        }
    }

    #[test]
    fn bytes_are_found_eight_at_a_time_as_well() {
        for byte in [0, 1, 59, 127, 128, 186, 255] {
            for at in 0..8 {
                let mut eight = [b'a', 0x3a, 0x80, 0xff, 0, 1, 0x7f, b';'];
                eight[at] = byte;
                let expected = eight.iter().rev();
                let expected = expected.fold(0, |all, it| all << 1 | u64::from(*it == byte));
                let pattern = u64::from_le_bytes([byte; 8]);
                assert_eq!(equal(u64::from_le_bytes(eight) ^ pattern), expected);
            }
        }
    }
}
