//! Values as bytes: numbers in as few as they need, texts and lists after their length.

/// How deep lists may stand in each other. The deepest are the parts of a condition: a level of its
/// nesting is at most an `of`, an `en` in it, and a part of that.
const DEPTH_LIMIT: usize = 128;

/// What is left to read.
pub(super) struct Input<'a> {
    rest: &'a [u8],
    depth: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            depth: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Reads something that may hold more of its own kind.
    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = (self.depth <= DEPTH_LIMIT).then(|| read(self));
        self.depth -= 1;
        read?
    }

    /// The length of a list. Each item takes a byte or more, so that a length that was made up
    /// cannot ask for more memory than the bundle is worth.
    fn length(&mut self) -> Option<usize> {
        usize::read(self).filter(|length| *length <= self.rest.len())
    }
}

/// What stands in a bundle.
pub(super) trait Kept: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(from: &mut Input<'_>) -> Option<Self>;
}

impl Kept for i64 {
    /// Seven bits per byte, the sign in the lowest one.
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = ((self << 1) ^ (self >> 63)).cast_unsigned();
        while rest > 0x7f {
            out.push(0x80 | low_bits(rest));
            rest >>= 7;
        }
        out.push(low_bits(rest));
    }

    #[inline(never)]
    fn read(from: &mut Input<'_>) -> Option<Self> {
        let mut read = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = from.byte()?;
            read |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                let sign = (read & 1).cast_signed();
                return Some((read >> 1).cast_signed() ^ -sign);
            }
        }
        None
    }
}

fn low_bits(number: u64) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

macro_rules! numbers {
    ($($name:ident)+) => {$(
        impl Kept for $name {
            fn write(&self, out: &mut Vec<u8>) {
                i64::try_from(*self).unwrap_or(i64::MAX).write(out);
            }
            fn read(from: &mut Input<'_>) -> Option<Self> {
                i64::read(from)?.try_into().ok()
            }
        }
    )+};
}

numbers! { u8 u16 u32 usize }

impl Kept for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Kept for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        out.extend_from_slice(self.as_bytes());
    }

    #[inline(never)]
    fn read(from: &mut Input<'_>) -> Option<Self> {
        let length = from.length()?;
        let text = std::str::from_utf8(from.take(length)?).ok()?;
        Some(text.to_owned())
    }
}

impl<T: Kept> Kept for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(it) = self {
            it.write(out);
        }
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        Some(if bool::read(from)? {
            Some(T::read(from)?)
        } else {
            None
        })
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        for it in self {
            it.write(out);
        }
    }

    #[inline(never)]
    fn read(from: &mut Input<'_>) -> Option<Self> {
        let length = from.length()?;
        from.inside(|from| {
            let mut read = Self::new();
            for _ in 0..length {
                read.push(T::read(from)?);
            }
            Some(read)
        })
    }
}

impl<T: Kept> Kept for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        from.inside(T::read).map(Self::new)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round(number: i64) -> (usize, Option<i64>) {
        let mut out = Vec::new();
        number.write(&mut out);
        (out.len(), i64::read(&mut Input::new(&out)))
    }

    #[test]
    fn small_numbers_are_short() {
        for (number, length) in [(0, 1), (-1, 1), (63, 1), (-64, 1), (64, 2), (1_000_000, 3)] {
            assert_eq!(round(number), (length, Some(number)));
        }
        assert_eq!(round(i64::MAX), (10, Some(i64::MAX)));
        assert_eq!(round(i64::MIN), (10, Some(i64::MIN)));
    }

    #[test]
    fn a_length_beyond_the_end_is_refused_at_once() {
        let mut out = Vec::new();
        usize::MAX.write(&mut out);
        assert_eq!(Vec::<String>::read(&mut Input::new(&out)), None);
        assert_eq!(String::read(&mut Input::new(&out)), None);
        assert_eq!(String::read(&mut Input::new(&[4, 0xff, 0xfe])), None);
    }

    proptest! {
        #[test]
        fn numbers_and_texts_come_back(number: i64, text: String, list: Vec<(usize, Option<bool>)>) {
            prop_assert_eq!(round(number).1, Some(number));
            let list: Vec<_> = list.into_iter().map(|(at, it)| (at >> 1, it)).collect();
            let mut out = Vec::new();
            text.write(&mut out);
            list.write(&mut out);
            let mut input = Input::new(&out);
            prop_assert_eq!(String::read(&mut input), Some(text));
            prop_assert_eq!(Vec::read(&mut input), Some(list));
            prop_assert!(input.is_empty());
        }
    }
}
