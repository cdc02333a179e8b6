//! What stands in one cell: a number, a date.

use crate::protocol::version::Date;

/// The sign before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// `27,5`
    Comma,
    /// `27.5`
    Point,
}

impl Decimal {
    /// The sign, and the one that then may stand between thousands.
    const fn signs(self) -> (u8, u8) {
        match self {
            Self::Comma => (b',', b'.'),
            Self::Point => (b'.', b','),
        }
    }
}

/// The most digits of a number: more than any question takes, and no sum of them overflows.
const DIGITS: usize = 12;

/// The sign before the decimals of this cell, as far as it shows: `27,5` does, `1.234` may be either.
///
/// # Examples
///
/// ```
/// use domeinwijzer::table::{Decimal, decimal_sign};
/// assert_eq!(decimal_sign(b"27,5"), Some(Decimal::Comma));
/// assert_eq!(decimal_sign(b"27.25"), Some(Decimal::Point));
/// assert_eq!(decimal_sign(b"1.234"), None);
/// ```
pub fn decimal_sign(cell: &[u8]) -> Option<Decimal> {
    let at = cell.iter().position(|it| matches!(it, b',' | b'.'))?;
    let (whole, rest) = cell.split_at(at);
    let (sign, decimals) = rest.split_first()?;
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let shows = digits(whole) && digits(decimals) && decimals.len() != 3;
    shows.then_some(if *sign == b',' {
        Decimal::Comma
    } else {
        Decimal::Point
    })
}

/// The whole part of a number, and whether something stands behind its decimal sign.
pub(super) fn number(cell: &[u8], decimal: Decimal) -> Option<(i64, bool)> {
    let (negative, digits) = match cell.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, cell),
    };
    let (sign, thousands) = decimal.signs();
    let mut parts = digits.splitn(2, |it| *it == sign);
    let whole = parts.next().unwrap_or_default();
    let decimals = parts.next().unwrap_or_default();
    if whole.is_empty() || whole.len() > DIGITS || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut value = 0_i64;
    let mut since = None;
    for byte in whole {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                since = since.map(|it: usize| it + 1);
            }
            it if *it == thousands && since.is_none_or(|it| it == 3) => since = Some(0),
            _ => return None,
        }
    }
    if since.is_some_and(|it| it != 3) {
        return None;
    }
    let rest = decimals.iter().any(|it| *it != b'0');
    Some((if negative { -value } else { value }, rest))
}

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
}

impl Moment {
    /// Whole months from here to the date; where the month or day is not known, as if it were the same.
    pub(super) fn months_to(self, date: Date) -> i64 {
        let (year, month, day) = (
            i64::from(date.year),
            i64::from(date.month),
            i64::from(date.day),
        );
        let months = (year - self.year) * 12 + month - self.month.unwrap_or(month);
        months - i64::from(self.day.unwrap_or(day) > day)
    }

    fn is_real(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            Some(2) => 28 + i64::from(leap),
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        (1850..=2200).contains(&self.year)
            && (1..=12).contains(&self.month.unwrap_or(1))
            && (1..=days).contains(&self.day.unwrap_or(1))
    }
}

/// Reads `1954`, `1954-03`, `1954-03-31`, `31-03-1954` or `19540331`, with `-`, `/` or `.`; a time behind
/// it does not count.
pub(super) fn moment(cell: &[u8]) -> Option<Moment> {
    let end = cell.iter().position(|it| matches!(it, b' ' | b'T'));
    let text = cell.get(..end.unwrap_or(cell.len()))?;
    let mut parts = text.split(|it| matches!(it, b'-' | b'/' | b'.'));
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = match (first.len(), second, third) {
        (8, None, None) => (first.get(..4)?, first.get(4..6), first.get(6..)),
        (4, month, day) => (first, month, day),
        (_, Some(year), None) => (year, Some(first), None),
        (_, month, Some(year)) => (year, month, Some(first)),
        _ => return None,
    };
    let moment = Moment {
        year: digits(year)?,
        month: month.map_or(Some(None), |it| digits(it).map(Some))?,
        day: day.map_or(Some(None), |it| digits(it).map(Some))?,
    };
    (year.len() == 4 && moment.is_real()).then_some(moment)
}

/// A short run of digits.
fn digits(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 4 {
        return None;
    }
    text.iter().try_fold(0, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        Some(value * 10 + digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let comma = |text: &str| number(text.as_bytes(), Decimal::Comma);
        assert_eq!(comma("12"), Some((12, false)));
        assert_eq!(comma("-3"), Some((-3, false)));
        assert_eq!(comma("12,0"), Some((12, false)));
        assert_eq!(comma("12,5"), Some((12, true)));
        assert_eq!(comma("1.234"), Some((1234, false)));
        for wrong in [
            "", "-", "x", "1.23", "1.2345", "12.5", "1,2,3", "1e3", "12 ",
        ] {
            assert_eq!(comma(wrong), None, "{wrong}");
        }
        assert_eq!(number(b"12.5", Decimal::Point), Some((12, true)));
    }

    #[test]
    fn moments() {
        let of = |text: &str| moment(text.as_bytes()).map(|it| (it.year, it.month, it.day));
        let day = Some((1954, Some(3), Some(31)));
        for text in [
            "1954-03-31",
            "31-03-1954",
            "31/3/1954",
            "19540331",
            "1954-03-31T00:00",
        ] {
            assert_eq!(of(text), day, "{text}");
        }
        assert_eq!(of("1954"), Some((1954, None, None)));
        assert_eq!(of("1954-03"), Some((1954, Some(3), None)));
        for wrong in ["", "54", "31-02-1954", "1954-13", "vorig jaar", "0012"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_are_whole() {
        let date = Date {
            year: 2026,
            month: 11,
            day: 1,
        };
        let months = |text: &str| moment(text.as_bytes()).unwrap().months_to(date);
        assert_eq!(months("2026-10-01"), 1);
        assert_eq!(months("2026-10-02"), 0);
        assert_eq!(months("2025-11-01"), 12);
        assert_eq!(months("1954"), 72 * 12);
        assert_eq!(months("1954-12"), 71 * 12 + 11);
    }
}
