//! A thousand cases side by side: a bit per case in planes, a byte per case in columns.
//!
//! Two spellings of the same few operations. In wasm they are written in vectors, which the compiler does
//! not find by itself there; elsewhere they are plain loops, of which it makes what the machine has. In
//! which order a plane has its cases is a matter of the spelling alone: outside they are words and bytes.

/// How many cases are decided side by side.
pub const CASES: usize = 1024;
/// A byte for each of them.
pub type Bytes = [u8; CASES];
/// A total for each of them.
pub(crate) type Totals = [i16; CASES];

pub(crate) use spelled::{
    Plane, add, add_bytes, and, and_not, codes, exceeds, from, has, or, totals, within, xor,
};

#[cfg(target_feature = "simd128")]
mod spelled {
    use super::{Bytes, CASES, Totals};
    use core::arch::wasm32::{
        i8x16_bitmask, i8x16_narrow_i16x8, i8x16_shl, i16x8, i16x8_add, i16x8_extend_high_u8x16,
        i16x8_extend_low_u8x16, i16x8_extract_lane, i16x8_ge, i16x8_le, i16x8_mul, i16x8_splat,
        u8x16_add, u8x16_eq, u8x16_ge, u8x16_gt, u8x16_le, u8x16_max, u8x16_splat, u8x16_sub,
        u64x2, u64x2_extract_lane, v128, v128_and, v128_andnot, v128_any_true, v128_not, v128_or,
        v128_xor,
    };

    const LANES: usize = CASES / 128;
    /// The bit of each sixteen cases.
    const MARKS: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

    /// A bit for each case. Of each hundred and twenty-eight, byte j has case j as its lowest bit, case 16 + j
    /// as the next, and so on: bytes side by side stay side by side, and no bit has to be fetched out of
    /// a vector.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Plane([v128; LANES]);

    impl Plane {
        pub(crate) const EMPTY: Self = Self([u64x2(0, 0); LANES]);

        /// The same, as words.
        pub(crate) fn words(&self) -> [u64; CASES / 64] {
            let mut words = [0; CASES / 64];
            for (pair, lane) in words.as_chunks_mut::<2>().0.iter_mut().zip(&self.0) {
                for (half, word) in (0_u32..).zip(pair) {
                    for quarter in (0..4).rev() {
                        // The sign of each byte is the bit that is wanted.
                        let bits = i8x16_bitmask(i8x16_shl(*lane, 7 - half * 4 - quarter));
                        *word = *word << 16 | u64::from(bits);
                    }
                }
            }
            words
        }

        /// A bit where this one has none.
        pub(crate) fn opposite(&self) -> Self {
            Self(self.0.map(|lane| v128_not(lane)))
        }
    }

    fn store(it: v128, bytes: &mut [u8; 16]) {
        let halves = [u64x2_extract_lane::<0>(it), u64x2_extract_lane::<1>(it)];
        for (half, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(halves) {
            *half = word.to_le_bytes();
        }
    }

    fn load(bytes: &[u8; 16]) -> v128 {
        let all = u128::from_le_bytes(*bytes);
        let half = |it: u128| u64::try_from(it & u128::from(u64::MAX)).unwrap_or_default();
        u64x2(half(all), half(all >> 64))
    }

    /// Sets the bit of each case of which the byte passes.
    #[expect(
        clippy::inline_always,
        reason = "the closure decides what comes out of the loop"
    )]
    #[inline(always)]
    fn each(bytes: &Bytes, out: &mut Plane, passes: impl Fn(v128) -> v128) {
        for (lane, eight) in out.0.iter_mut().zip(bytes.as_chunks::<128>().0) {
            let mut set = u8x16_splat(0);
            for (chunk, mark) in eight.as_chunks::<16>().0.iter().zip(MARKS) {
                set = v128_or(set, v128_and(passes(load(chunk)), u8x16_splat(mark)));
            }
            *lane = set;
        }
    }

    /// Which bytes lie from `low` on, no more than `span` above it.
    pub(crate) fn within(bytes: &Bytes, low: u8, span: u8, out: &mut Plane) {
        let (from, most) = (u8x16_splat(low), u8x16_splat(span));
        match (low, span) {
            (_, 0) => each(bytes, out, |it| u8x16_eq(it, from)),
            (0, _) => each(bytes, out, |it| u8x16_le(it, most)),
            _ => each(bytes, out, |it| u8x16_le(u8x16_sub(it, from), most)),
        }
    }

    /// Which bytes lie from `low` on.
    pub(crate) fn from(bytes: &Bytes, low: u8, out: &mut Plane) {
        let low = u8x16_splat(low);
        each(bytes, out, |it| u8x16_ge(it, low));
    }

    /// Which bytes have one of these bits.
    pub(crate) fn has(bytes: &Bytes, bits: u8, out: &mut Plane) {
        let (bits, zero) = (u8x16_splat(bits), u8x16_splat(0));
        each(bytes, out, |it| u8x16_gt(v128_and(it, bits), zero));
    }

    /// Whether any byte is larger.
    pub(crate) fn exceeds(bytes: &Bytes, most: u8) -> bool {
        let mut largest = u8x16_splat(0);
        // Eight at a time: the loop itself costs as much as what is done in it.
        for eight in bytes.as_chunks::<128>().0 {
            for chunk in eight.as_chunks::<16>().0 {
                largest = u8x16_max(largest, load(chunk));
            }
        }
        v128_any_true(u8x16_gt(largest, u8x16_splat(most)))
    }

    #[expect(
        clippy::inline_always,
        reason = "the closure decides what comes out of the loop"
    )]
    #[inline(always)]
    fn both(a: &Plane, b: &Plane, out: &mut Plane, with: impl Fn(v128, v128) -> v128) {
        for ((out, a), b) in out.0.iter_mut().zip(&a.0).zip(&b.0) {
            *out = with(*a, *b);
        }
    }

    pub(crate) fn and(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| v128_and(a, b));
    }

    pub(crate) fn and_not(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| v128_andnot(a, b));
    }

    pub(crate) fn or(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| v128_or(a, b));
    }

    pub(crate) fn xor(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| v128_xor(a, b));
    }

    fn eight(it: &[i16; 8]) -> v128 {
        let [l0, l1, l2, l3, l4, l5, l6, l7] = *it;
        i16x8(l0, l1, l2, l3, l4, l5, l6, l7)
    }

    /// Adds each byte so many times.
    pub(crate) fn add(bytes: &Bytes, weight: i16, sums: &mut Totals) {
        let weight = i16x8_splat(weight);
        let chunks = bytes.as_chunks::<16>().0;
        for (pair, chunk) in sums.as_chunks_mut::<16>().0.iter_mut().zip(chunks) {
            let chunk = load(chunk);
            let parts = [
                i16x8_extend_low_u8x16(chunk),
                i16x8_extend_high_u8x16(chunk),
            ];
            for (sum, part) in pair.as_chunks_mut::<8>().0.iter_mut().zip(parts) {
                let it = i16x8_add(eight(sum), i16x8_mul(part, weight));
                *sum = [
                    i16x8_extract_lane::<0>(it),
                    i16x8_extract_lane::<1>(it),
                    i16x8_extract_lane::<2>(it),
                    i16x8_extract_lane::<3>(it),
                    i16x8_extract_lane::<4>(it),
                    i16x8_extract_lane::<5>(it),
                    i16x8_extract_lane::<6>(it),
                    i16x8_extract_lane::<7>(it),
                ];
            }
        }
    }

    /// Adds each byte so many times, to totals that fit in a byte.
    pub(crate) fn add_bytes(bytes: &Bytes, times: u8, sums: &mut Bytes) {
        for _ in 0..times {
            let chunks = bytes.as_chunks::<16>().0;
            for (sum, chunk) in sums.as_chunks_mut::<16>().0.iter_mut().zip(chunks) {
                store(u8x16_add(load(sum), load(chunk)), sum);
            }
        }
    }

    /// Which totals lie between these, both included.
    pub(crate) fn totals(sums: &Totals, low: i16, high: i16, out: &mut Plane) {
        let (low, high) = (i16x8_splat(low), i16x8_splat(high));
        let fits = |it: v128| v128_and(i16x8_ge(it, low), i16x8_le(it, high));
        for (lane, all) in out.0.iter_mut().zip(sums.as_chunks::<128>().0) {
            let mut set = u8x16_splat(0);
            for (chunk, mark) in all.as_chunks::<16>().0.iter().zip(MARKS) {
                let [first, second] = chunk.as_chunks::<8>().0 else {
                    continue;
                };
                let both = i8x16_narrow_i16x8(fits(eight(first)), fits(eight(second)));
                set = v128_or(set, v128_and(both, u8x16_splat(mark)));
            }
            *lane = set;
        }
    }

    /// Puts numbers together from their bits, each a plane with the value of its bit.
    pub(crate) fn codes(bits: &[(u8, Plane)], out: &mut Bytes) {
        for (at, eight) in out.as_chunks_mut::<128>().0.iter_mut().enumerate() {
            let mut codes = [u8x16_splat(0); 8];
            for (value, plane) in bits {
                let value = u8x16_splat(*value);
                let lane = plane.0.get(at).copied().unwrap_or(value);
                for (code, mark) in codes.iter_mut().zip(MARKS) {
                    let mark = u8x16_splat(mark);
                    let set = u8x16_eq(v128_and(lane, mark), mark);
                    *code = v128_or(*code, v128_and(set, value));
                }
            }
            for (chunk, code) in eight.as_chunks_mut::<16>().0.iter_mut().zip(codes) {
                store(code, chunk);
            }
        }
    }
}

#[cfg(not(target_feature = "simd128"))]
mod spelled {
    use super::{Bytes, CASES, Totals};

    const WORDS: usize = CASES / 64;

    /// A bit for each case.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Plane([u64; WORDS]);

    impl Plane {
        pub(crate) const EMPTY: Self = Self([0; WORDS]);

        /// The same, as words.
        pub(crate) fn words(&self) -> [u64; WORDS] {
            self.0
        }

        /// A bit where this one has none.
        pub(crate) fn opposite(&self) -> Self {
            Self(self.0.map(|word| !word))
        }
    }

    /// Eight bytes that are 0 or 1, as eight bits: each product ends up in a place of its own.
    fn gather(flags: [u8; 8]) -> u64 {
        u64::from_le_bytes(flags).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }

    /// Sets the bit of each case of which the value passes.
    #[expect(
        clippy::inline_always,
        reason = "the closure decides what comes out of the loop"
    )]
    #[inline(always)]
    fn each<T: Copy>(values: &[T; CASES], out: &mut Plane, passes: impl Fn(T) -> bool) {
        for (word, some) in out.0.iter_mut().zip(values.as_chunks::<64>().0) {
            let flags = some.map(|it| u8::from(passes(it)));
            let eights = flags.as_chunks::<8>().0.iter().rev();
            *word = eights.fold(0, |word, eight| word << 8 | gather(*eight));
        }
    }

    /// Which bytes lie from `low` on, no more than `span` above it.
    pub(crate) fn within(bytes: &Bytes, low: u8, span: u8, out: &mut Plane) {
        each(bytes, out, |it| it.wrapping_sub(low) <= span);
    }

    /// Which bytes lie from `low` on.
    pub(crate) fn from(bytes: &Bytes, low: u8, out: &mut Plane) {
        each(bytes, out, |it| it >= low);
    }

    /// Which bytes have one of these bits.
    pub(crate) fn has(bytes: &Bytes, bits: u8, out: &mut Plane) {
        each(bytes, out, |it| it & bits != 0);
    }

    /// Whether any byte is larger.
    pub(crate) fn exceeds(bytes: &Bytes, most: u8) -> bool {
        bytes.iter().fold(0, |seen, it| seen | u8::from(*it > most)) != 0
    }

    #[expect(
        clippy::inline_always,
        reason = "the closure decides what comes out of the loop"
    )]
    #[inline(always)]
    fn both(a: &Plane, b: &Plane, out: &mut Plane, with: impl Fn(u64, u64) -> u64) {
        for ((out, a), b) in out.0.iter_mut().zip(&a.0).zip(&b.0) {
            *out = with(*a, *b);
        }
    }

    pub(crate) fn and(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| a & b);
    }

    pub(crate) fn and_not(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| a & !b);
    }

    pub(crate) fn or(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| a | b);
    }

    pub(crate) fn xor(a: &Plane, b: &Plane, out: &mut Plane) {
        both(a, b, out, |a, b| a ^ b);
    }

    /// Adds each byte so many times.
    pub(crate) fn add(bytes: &Bytes, weight: i16, sums: &mut Totals) {
        for (sum, byte) in sums.iter_mut().zip(bytes) {
            *sum = sum.wrapping_add(i16::from(*byte).wrapping_mul(weight));
        }
    }

    /// Adds each byte so many times, to totals that fit in a byte.
    pub(crate) fn add_bytes(bytes: &Bytes, times: u8, sums: &mut Bytes) {
        for (sum, byte) in sums.iter_mut().zip(bytes) {
            *sum = sum.wrapping_add(byte.wrapping_mul(times));
        }
    }

    /// Eight bits as eight bytes that are 0 or 1.
    fn spread(bits: u64) -> u64 {
        let each = bits.wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
        each.wrapping_add(0x7F7F_7F7F_7F7F_7F7F) >> 7 & 0x0101_0101_0101_0101
    }

    /// Puts numbers together from their bits, each a plane with the value of its bit.
    pub(crate) fn codes(bits: &[(u8, Plane)], out: &mut Bytes) {
        for (at, eight) in out.as_chunks_mut::<8>().0.iter_mut().enumerate() {
            let codes = bits.iter().fold(0, |codes, (value, plane)| {
                let word = plane.0.get(at / 8).copied().unwrap_or_default();
                codes | (spread(word >> (at % 8 * 8) & 0xFF) * u64::from(*value))
            });
            *eight = codes.to_le_bytes();
        }
    }

    /// Which totals lie between these, both included.
    pub(crate) fn totals(sums: &Totals, low: i16, high: i16, out: &mut Plane) {
        each(sums, out, |it| low <= it && it <= high);
    }
}
