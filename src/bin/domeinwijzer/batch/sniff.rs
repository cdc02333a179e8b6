//! What kind of text a file is: its character set, the sign between cells, the sign before decimals.

use crate::CannotRun;
use domeinwijzer::table::{Decimal, decimal_sign};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The signs that may stand between cells, the likeliest in the Netherlands first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How the character sets are called in a mapping.
const ENCODINGS: [(&str, &Encoding); 4] = [
    ("utf-8", UTF_8),
    ("windows-1252", WINDOWS_1252),
    ("utf-16", UTF_16LE),
    ("utf-16be", UTF_16BE),
];

/// The character set: as asked for, by its mark, or by what stands in the first bytes.
pub(crate) fn encoding(
    start: &[u8],
    complete: bool,
    wanted: Option<&str>,
) -> Result<&'static Encoding, CannotRun> {
    if let Some(name) = wanted {
        let found = ENCODINGS.iter().find(|(it, _)| *it == name.to_lowercase());
        return found.map(|(_, it)| *it).ok_or_else(|| {
            let known = ENCODINGS.map(|(it, _)| it).join(", ");
            CannotRun(format!("codering `{name}` is onbekend; kies uit {known}"))
        });
    }
    if let Some((marked, _)) = Encoding::for_bom(start) {
        return Ok(marked);
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
        return Ok(UTF_16LE);
    }
    if half > 0 && zeros(0) > half {
        return Ok(UTF_16BE);
    }
    Ok(match std::str::from_utf8(start) {
        Ok(_) => UTF_8,
        // The last character may have been cut in two.
        Err(error) if !complete && error.valid_up_to() + 4 > start.len() => UTF_8,
        Err(_) => WINDOWS_1252,
    })
}

/// The sign between cells: the one that cuts the first lines in the most pieces, and each in as many.
pub(crate) fn separator(text: &str, wanted: Option<&str>) -> Result<u8, CannotRun> {
    if let Some(sign) = wanted {
        return match sign.as_bytes() {
            [one] if one.is_ascii() => Ok(*one),
            _ if sign == "tab" => Ok(b'\t'),
            _ => Err(CannotRun(format!(
                "scheidingsteken `{sign}` moet één teken zijn, of `tab`"
            ))),
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
pub(crate) fn decimal<'a>(
    cells: impl Iterator<Item = &'a [u8]>,
    separator: u8,
    wanted: Option<&str>,
) -> Result<Decimal, CannotRun> {
    match wanted {
        Some(",") => return Ok(Decimal::Comma),
        Some(".") => return Ok(Decimal::Point),
        Some(other) => {
            return Err(CannotRun(format!(
                "decimaalteken `{other}` is geen `,` of `.`"
            )));
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
        _ => Err(CannotRun(
            "in het bestand staan getallen met een komma en getallen met een punt; schrijf onder [uitdraai] \
             decimaalteken = \",\" of \".\""
                .to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_sets() {
        let of = |bytes: &[u8]| encoding(bytes, true, None).unwrap().name();
        assert_eq!(of(b"\xef\xbb\xbfa;b"), "UTF-8");
        assert_eq!(of("ë;b".as_bytes()), "UTF-8");
        assert_eq!(of(b"\xeb;b"), "windows-1252");
        assert_eq!(of(b"\xff\xfea\0;\0b\0"), "UTF-16LE");
        assert_eq!(of(b"\0a\0;\0b\0;"), "UTF-16BE");
        let cut = &"aaaaë".as_bytes()[..5];
        assert_eq!(encoding(cut, false, None).unwrap().name(), "UTF-8");
        assert_eq!(
            encoding(b"a", true, Some("Windows-1252")).unwrap().name(),
            "windows-1252"
        );
        assert!(encoding(b"a", true, Some("latin-9")).is_err());
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
