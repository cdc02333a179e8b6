//! What kind of text a file is: its character set, the sign between cells, the sign before decimals.

use crate::table::{Decimal, decimal_sign};

/// A character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// What needs no decoding here.
    Utf8,
    /// What Windows wrote for decades.
    Windows1252,
    /// Two bytes for a character, the lower one first.
    Utf16Le,
    /// Two bytes for a character, the upper one first.
    Utf16Be,
}

impl Charset {
    /// Its name in the Encoding Standard, which says how it is decoded.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }
}

/// The signs that may stand between cells, the likeliest in the Netherlands first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How the character sets are called in a mapping.
const CHARSETS: [(&str, Charset); 4] = [
    ("utf-8", Charset::Utf8),
    ("windows-1252", Charset::Windows1252),
    ("utf-16", Charset::Utf16Le),
    ("utf-16be", Charset::Utf16Be),
];
/// What may stand at the start of a text, and then says what it is written in.
const MARKS: [(&[u8], Charset); 3] = [
    (b"\xef\xbb\xbf", Charset::Utf8),
    (b"\xff\xfe", Charset::Utf16Le),
    (b"\xfe\xff", Charset::Utf16Be),
];

/// The character set: as asked for, by its mark, or by what stands in the first bytes.
///
/// # Errors
///
/// The one that is asked for is unknown.
pub fn charset(start: &[u8], complete: bool, wanted: Option<&str>) -> Result<Charset, String> {
    if let Some(name) = wanted {
        let found = CHARSETS.iter().find(|(it, _)| *it == name.to_lowercase());
        return found.map(|(_, it)| *it).ok_or_else(|| {
            let known = CHARSETS.map(|(it, _)| it).join(", ");
            format!("codering `{name}` is onbekend; kies uit {known}")
        });
    }
    if let Some((_, marked)) = MARKS.iter().find(|(mark, _)| start.starts_with(mark)) {
        return Ok(*marked);
    }
    // In UTF-16 every second byte of Dutch text is zero.
    let zeros = |odd: usize| {
        start
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|it| **it == 0)
            .count()
    };
    let half = start.len() / 4;
    if half > 0 && zeros(1) > half {
        return Ok(Charset::Utf16Le);
    }
    if half > 0 && zeros(0) > half {
        return Ok(Charset::Utf16Be);
    }
    Ok(match std::str::from_utf8(start) {
        Ok(_) => Charset::Utf8,
        // The last character may have been cut in two.
        Err(error) if !complete && error.valid_up_to() + 4 > start.len() => Charset::Utf8,
        Err(_) => Charset::Windows1252,
    })
}

/// The sign between cells: the one that cuts the first lines in the most pieces, and each in as many.
///
/// # Errors
///
/// The one that is asked for is no sign.
pub fn separator(text: &str, wanted: Option<&str>) -> Result<u8, String> {
    if let Some(sign) = wanted {
        return match sign.as_bytes() {
            [one] if one.is_ascii() => Ok(*one),
            _ if sign == "tab" => Ok(b'\t'),
            _ => Err(format!(
                "scheidingsteken `{sign}` moet één teken zijn, of `tab`"
            )),
        };
    }
    let widths = |sign: u8| -> Vec<usize> {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(sign)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        rows.byte_records()
            .take(50)
            .flatten()
            .map(|it| it.len())
            .collect()
    };
    let fit = |sign: u8| {
        let widths = widths(sign);
        let first = widths.first().copied().unwrap_or_default();
        let same = widths.iter().filter(|it| **it == first).count();
        (first > 1, same * 1000 / widths.len().max(1), first)
    };
    let best = SEPARATORS.iter().rev().max_by_key(|it| fit(**it));
    Ok(best.copied().unwrap_or(b';'))
}

/// The sign before decimals: as asked for, or as the cells show.
///
/// # Errors
///
/// The one that is asked for is none, or the cells show both.
pub fn decimal<'a>(
    cells: impl Iterator<Item = &'a [u8]>,
    separator: u8,
    wanted: Option<&str>,
) -> Result<Decimal, String> {
    match wanted {
        Some(",") => return Ok(Decimal::Comma),
        Some(".") => return Ok(Decimal::Point),
        Some(other) => {
            return Err(format!("decimaalteken `{other}` is geen `,` of `.`"));
        }
        None => {}
    }
    let (mut commas, mut points) = (0, 0);
    for cell in cells {
        match decimal_sign(cell.trim_ascii()) {
            Some(Decimal::Comma) => commas += 1,
            Some(Decimal::Point) => points += 1,
            None => {}
        }
    }
    match (commas, points) {
        (0, 0) if separator == b',' => Ok(Decimal::Point),
        (0 | 1.., 0) => Ok(Decimal::Comma),
        (0, 1..) => Ok(Decimal::Point),
        _ => Err(
            "in het bestand staan getallen met een komma en getallen met een punt; schrijf onder [uitdraai] \
             decimaalteken = \",\" of \".\""
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_sets() {
        let of = |bytes: &[u8]| charset(bytes, true, None).unwrap().name();
        assert_eq!(of(b"\xef\xbb\xbfa;b"), "UTF-8");
        assert_eq!(of("ë;b".as_bytes()), "UTF-8");
        assert_eq!(of(b"\xeb;b"), "windows-1252");
        assert_eq!(of(b"\xff\xfea\0;\0b\0"), "UTF-16LE");
        assert_eq!(of(b"\0a\0;\0b\0;"), "UTF-16BE");
        let cut = &"aaaaë".as_bytes()[..5];
        assert_eq!(charset(cut, false, None).unwrap().name(), "UTF-8");
        assert_eq!(
            charset(b"a", true, Some("Windows-1252")).unwrap().name(),
            "windows-1252"
        );
        assert!(charset(b"a", true, Some("latin-9")).is_err());
    }

    #[test]
    fn signs_between_cells() {
        let of = |text: &str| char::from(separator(text, None).unwrap());
        assert_eq!(of("a;b,c;d\n1;2,5;3\n"), ';');
        assert_eq!(of("a,b\n1,\"x;y\"\n"), ',');
        assert_eq!(of("a\tb\n1\t2\n"), '\t');
        assert_eq!(of("a|b|c\n1|2|3\n"), '|');
        assert_eq!(separator("a;b", Some("tab")).unwrap(), b'\t');
        assert!(separator("a;b", Some("::")).is_err());
    }

    #[test]
    fn signs_before_decimals() {
        let of = |cells: &[&str], separator| {
            decimal(cells.iter().map(|it| it.as_bytes()), separator, None).ok()
        };
        assert_eq!(of(&["12", "3,5"], b';'), Some(Decimal::Comma));
        assert_eq!(of(&["12", "3.5"], b';'), Some(Decimal::Point));
        assert_eq!(of(&["12"], b';'), Some(Decimal::Comma));
        assert_eq!(of(&["12"], b','), Some(Decimal::Point));
        assert_eq!(of(&["3,5", "3.5"], b';'), None);
    }
}
