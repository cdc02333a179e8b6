//! JSON text as a loose value.
//!
//! A reader of decimal numbers brings tables of powers of ten; here no number counts that is not whole.

use super::json::{Loose, Room};

impl Loose {
    /// Reads JSON text.
    ///
    /// # Errors
    ///
    /// The line and column, from 1, where it is no JSON, or more than [`Room`] has room for.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::decide::Loose;
    /// let read = Loose::parse("[8.0, 1e2, 0.5]").unwrap();
    /// assert_eq!(read, Loose::List(vec![Loose::Whole(8), Loose::Whole(100), Loose::OtherNumber]));
    /// assert_eq!(Loose::parse("{\"a\":\n [1,]}"), Err((2, 5)));
    /// ```
    pub fn parse(text: &str) -> Result<Self, (usize, usize)> {
        let mut reader = Reader {
            text,
            at: 0,
            room: Room::default(),
        };
        let read = reader.value(0).and_then(|value| match reader.peek() {
            None => Some(value),
            Some(_) => None,
        });
        read.ok_or_else(|| {
            let bytes = text.as_bytes().iter();
            let before = bytes.take(reader.at + 1);
            before.fold((1, 0), |(line, column), byte| match byte {
                b'\n' => (line + 1, 0),
                _ => (line, column + 1),
            })
        })
    }
}

/// Reads a text; where it stops is where the fault is.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    room: Room,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What comes after white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes a sign.
    fn take(&mut self, sign: u8) -> bool {
        let there = self.byte() == Some(sign);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Option<Loose> {
        self.room.at_depth(depth).ok()?;
        match self.peek()? {
            b'"' => self.string().map(Loose::Text),
            b'[' => {
                let mut items = Vec::new();
                self.list(b']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Some(items.len())
                })?;
                Some(Loose::List(items))
            }
            b'{' => {
                let mut entries = Vec::new();
                self.list(b'}', |reader| {
                    let key = reader.string()?;
                    reader.peek();
                    if !reader.take(b':') {
                        return None;
                    }
                    entries.push((key, reader.value(depth + 1)?));
                    Some(entries.len())
                })?;
                Some(Loose::Object(entries))
            }
            b't' => self.word("true", Loose::YesNo(true)),
            b'f' => self.word("false", Loose::YesNo(false)),
            b'n' => self.word("null", Loose::Nothing),
            _ => self.number(),
        }
    }

    fn list(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Option<usize>) -> Option<()> {
        self.at += 1;
        self.peek();
        if self.take(close) {
            return Some(());
        }
        loop {
            self.peek();
            let items = item(self)?;
            self.room.one_more(items).ok()?;
            self.peek();
            if self.take(close) {
                return Some(());
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn word(&mut self, word: &str, value: Loose) -> Option<Loose> {
        word.bytes().all(|it| self.take(it)).then_some(value)
    }

    fn digits(&mut self) -> Option<&'a str> {
        let start = self.at;
        while self.byte().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        self.text.get(start..self.at).filter(|it| !it.is_empty())
    }

    fn number(&mut self) -> Option<Loose> {
        let negative = self.take(b'-');
        // After a zero comes no other digit.
        let whole = if self.take(b'0') { "0" } else { self.digits()? };
        if self.byte().is_some_and(|it| it.is_ascii_digit()) {
            return None;
        }
        let part = if self.take(b'.') { self.digits()? } else { "" };
        let mut power = 0;
        if self.take(b'e') || self.take(b'E') {
            let down = self.take(b'-');
            if !down {
                self.take(b'+');
            }
            // A power too large to be read makes no whole number either.
            power = self.digits()?.parse().unwrap_or(i64::from(i32::MAX));
            power = if down { -power } else { power };
        }
        Some(value_of(negative, whole, part, power))
    }

    fn string(&mut self) -> Option<String> {
        if !self.take(b'"') {
            return None;
        }
        let mut out = String::new();
        loop {
            let start = self.at;
            while self
                .byte()
                .is_some_and(|it| it >= b' ' && it != b'"' && it != b'\\')
            {
                self.at += 1;
            }
            out.push_str(self.text.get(start..self.at)?);
            if self.take(b'"') {
                return Some(out);
            }
            if !self.take(b'\\') {
                return None;
            }
            let escaped = match self.byte()? {
                b'u' => {
                    self.at += 1;
                    out.push(self.escaped()?);
                    continue;
                }
                b'b' => '\u{8}',
                b't' => '\t',
                b'n' => '\n',
                b'f' => '\u{c}',
                b'r' => '\r',
                it @ (b'"' | b'\\' | b'/') => char::from(it),
                _ => return None,
            };
            self.at += 1;
            out.push(escaped);
        }
    }

    /// The character of `\u0041`, or of two of those.
    fn escaped(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first);
        }
        if first >= 0xdc00 {
            self.at -= 1;
            return None;
        }
        if !(self.take(b'\\') && self.take(b'u')) {
            return None;
        }
        let second = self.unit()?;
        let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
        let mut both = char::decode_utf16(pair);
        if let (Some(Ok(it)), None) = (both.next(), both.next()) {
            return Some(it);
        }
        self.at -= 1;
        None
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

/// The number of these digits before and after the point, times a power of ten.
fn value_of(negative: bool, whole: &str, part: &str, power: i64) -> Loose {
    let plain = part.is_empty() && power == 0;
    let all = format!("{whole}{part}");
    let digits = all.trim_end_matches('0');
    let dropped = i64::try_from(all.len() - digits.len()).unwrap_or(i64::MAX);
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Loose::Whole(0);
    }
    let after = i64::try_from(part.len()).unwrap_or(i64::MAX);
    let zeros = power.saturating_add(dropped).saturating_sub(after);
    let value = u32::try_from(zeros).ok().and_then(|zeros| {
        let digits: i64 = format!("-{digits}").parse().ok()?;
        let value = digits.checked_mul(10_i64.checked_pow(zeros)?)?;
        if negative {
            Some(value)
        } else {
            value.checked_neg()
        }
    });
    // Written with a point or a power it is a decimal number, exact up to here only.
    match value {
        Some(it) if plain || it.unsigned_abs() < 1 << 53 => Loose::Whole(it),
        _ => Loose::OtherNumber,
    }
}

#[cfg(test)]
mod tests {
    use super::Loose;
    use proptest::prelude::*;

    fn by_serde(text: &str) -> Result<Loose, (usize, usize)> {
        serde_json::from_str(text).map_err(|it| (it.line(), it.column()))
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let texts = [
            "",
            " ",
            "nul",
            "nulL",
            "true",
            " false ",
            "[]",
            "[ ]",
            "{}",
            "{ }",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "{\"a\":}",
            "{1:2}",
            "0",
            "-0",
            "00",
            "01",
            "-",
            "-a",
            "1.",
            "1.a",
            ".5",
            "+1",
            "1e",
            "1e+",
            "1e+5",
            "1e-+5",
            "1e+-5",
            "1E-2",
            "100e-2",
            "1.50e1",
            "1.5",
            "12e3",
            "-12.00",
            "9007199254740993",
            "9007199254740993.0",
            "9007199254740992.0",
            "9007199254740992",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551616",
            "9007199254740991e0",
            "1e300",
            "0e999",
            "1 2",
            "\"",
            "\"a",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u00e9\\ud83d\\ude00\"",
            "\"\\ud800\"",
            "\"\\ude00\"",
            "\"\\ud800\\u0041\"",
            "\"a\nb\"",
            "\n\n [1,\n2 3]",
            "\"é😀\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
            "{\"a\":1,\"a\":2}",
            "NaN",
            "[1}",
            "\u{feff}1",
        ];
        let mut texts: Vec<String> = texts.iter().map(|it| (*it).to_owned()).collect();
        texts.extend([deep(25), deep(26), format!("[{}1]", "1,".repeat(9_999))]);
        texts.push(format!("[{}1]", "1,".repeat(10_000)));
        let nested = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        texts.extend([nested(23), nested(24), nested(25), nested(26)]);
        // Many lists that are not too long each.
        let long = format!("[{}1]", "1,".repeat(9_000));
        let lists = |number: usize| format!("[{}]", vec![long.as_str(); number].join(","));
        texts.extend([lists(22), lists(23)]);
        for text in texts {
            let (ours, theirs) = (Loose::parse(&text), by_serde(&text));
            // How many places a too deep or too long list is from its end is of no use to anyone.
            let same = ours == theirs || (text.len() > 40 && ours.is_err() && theirs.is_err());
            assert!(same, "{text}: {ours:?} {theirs:?}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_any_text_as_serde_json_does(text in "[-0-9.eE\\[\\]{},:\"\\\\ tfn\nrualse]{0,12}") {
            let (ours, theirs) = (Loose::parse(&text), by_serde(&text));
            if text.contains("\\u") {
                // Of an escape that is none we name the first wrong digit, it names what follows.
                prop_assert_eq!(ours.ok(), theirs.ok());
            } else {
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
