//! Where each character of a TOML string stands in the file.

use crate::text::{Offsets, Span};

/// Finds the place of every byte of a decoded TOML string.
///
/// `raw` is the string as it stands in the file with its quotes, `span` its place, `decoded` what
/// the TOML reader made of it. Where the two cannot be matched, every part of the text gets the
/// place of the whole.
pub(crate) fn offsets(raw: &str, span: Span, decoded: &str) -> Offsets {
    table(raw, span.start, decoded).unwrap_or(Offsets::Whole(span))
}

fn table(raw: &str, start: usize, decoded: &str) -> Option<Offsets> {
    let quote = raw.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let multi = ["\"\"\"", "'''"]
        .iter()
        .any(|quotes| raw.starts_with(quotes) && raw.len() >= 6);
    let width = if multi { 3 } else { 1 };
    let inner = raw.get(width..raw.len().checked_sub(width)?)?;
    // A line end right after the opening quotes is not part of the text.
    let skipped = match inner.as_bytes() {
        [b'\r', b'\n', ..] if multi => 2,
        [b'\n', ..] if multi => 1,
        _ => 0,
    };
    let inner = inner.get(skipped..)?;
    let start = start + width + skipped;
    if inner == decoded {
        return Some(Offsets::Shifted(start));
    }
    if quote == '\'' {
        return None;
    }
    let mut offsets = Vec::with_capacity(decoded.len() + 1);
    let mut rest = inner;
    let mut bytes = 0;
    while let Some(first) = rest.chars().next() {
        let (length, decoded_length) = if first == '\\' {
            escape(rest)?
        } else {
            (first.len_utf8(), first.len_utf8())
        };
        let at = start + inner.len() - rest.len();
        offsets.extend(std::iter::repeat_n(at, decoded_length));
        bytes += decoded_length;
        rest = rest.get(length..)?;
    }
    offsets.push(start + inner.len());
    (bytes == decoded.len()).then_some(Offsets::Table(offsets))
}

/// How long an escape is in the file, and how long what it stands for.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, char::from_u32(code)?.len_utf8()))
    };
    match rest.chars().nth(1)? {
        'u' => hex(4),
        'U' => hex(8),
        'x' => hex(2),
        'b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' => Some((2, 1)),
        // A backslash at the end of a line joins it to the next.
        c if c.is_whitespace() => {
            let tail = rest.get(1..)?.trim_start();
            Some((rest.len() - tail.len(), 0))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, part: &str, expected: &str) {
        let document = format!("a = {raw}");
        let table = toml::de::DeTable::parse(&document).unwrap();
        let value = table.get_ref().get("a").unwrap();
        let decoded = value.get_ref().as_str().unwrap();
        let offsets = offsets(raw, Span::new(4, document.len()), decoded);
        let at = decoded.find(part).unwrap();
        let span = offsets.span(at..at + part.len());
        assert_eq!(
            document.get(span.start..span.end),
            Some(expected),
            "{offsets:?}"
        );
    }

    #[test]
    fn every_way_to_write_a_string() {
        check(r#""a en b""#, "b", "b");
        check("'a en b'", "b", "b");
        check(r#""\u00e9 en b""#, "b", "b");
        check(r#""a \"x\" b""#, "\"x\"", r#"\"x\""#);
        check("\"\"\"\na en\nb\"\"\"", "b", "b");
        check("\"\"\"a \\\n   en b\"\"\"", "en b", "en b");
        check("'''\na en b'''", "b", "b");
    }
}
