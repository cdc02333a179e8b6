//! Writing shapes as JSON text, in little code.
//!
//! In: anything that can be serialised as JSON. Out: its text, on one line. A writer for every kind of
//! output and layout is several times as much code, and what a receipt needs is in every download.

use serde::ser::{self, Impossible, Serialize};
use std::fmt;

/// The JSON text of a value; none for what has none, as a key that is no text.
///
/// # Examples
///
/// ```
/// let pairs = std::collections::BTreeMap::from([("a", vec![Some(1), None]), ("b", vec![])]);
/// assert_eq!(domeinwijzer::json::text(&pairs).unwrap(), r#"{"a":[1,null],"b":[]}"#);
/// ```
pub fn text(value: &impl Serialize) -> Option<String> {
    let mut writer = Writer {
        out: String::with_capacity(1 << 14),
    };
    value.serialize(&mut writer).ok()?;
    Some(writer.out)
}

/// Adds a text in quotes, with as few escapes as JSON allows: as RFC 8785 asks.
///
/// # Examples
///
/// ```
/// let mut out = String::new();
/// domeinwijzer::json::quote("\"é\"\n\u{1}", &mut out);
/// assert_eq!(out, r#""\"é\"\n\u0001""#);
/// ```
pub fn quote(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    while let Some(at) = rest.bytes().position(special) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(plain);
        let mut chars = after.chars();
        match chars.next() {
            Some('\u{8}') => out.push_str("\\b"),
            Some('\t') => out.push_str("\\t"),
            Some('\n') => out.push_str("\\n"),
            Some('\u{c}') => out.push_str("\\f"),
            Some('\r') => out.push_str("\\r"),
            Some(it @ ('"' | '\\')) => out.extend(['\\', it]),
            Some(it) => {
                let digit = |it: u32| char::from_digit(it & 15, 16).unwrap_or('0');
                let code = u32::from(it);
                out.push_str("\\u00");
                out.extend([digit(code >> 4), digit(code)]);
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// That something has no form in JSON.
#[derive(Debug)]
struct Formless;

impl fmt::Display for Formless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no JSON")
    }
}

impl std::error::Error for Formless {}

impl ser::Error for Formless {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Writer {
    out: String,
}

impl Writer {
    /// Parts the next item from the one before it.
    fn next(&mut self) {
        if !matches!(self.out.as_bytes().last(), Some(b'[' | b'{')) {
            self.out.push(',');
        }
    }

    fn key(&mut self, key: &str) {
        self.next();
        // The name of a field of a struct, in which nothing has to be escaped.
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
    }

    fn number(&mut self, number: i64) {
        self.out.push_str(&number.to_string());
    }

    fn open(&mut self, sign: char, close: char) -> Inside<'_> {
        self.out.push(sign);
        Inside {
            writer: self,
            close,
        }
    }
}

/// Within a list or object.
struct Inside<'a> {
    writer: &'a mut Writer,
    close: char,
}

type Done = Result<(), Formless>;

impl<'a> ser::Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Formless;
    type SerializeSeq = Inside<'a>;
    type SerializeTuple = Inside<'a>;
    type SerializeTupleStruct = Inside<'a>;
    type SerializeTupleVariant = Impossible<(), Formless>;
    type SerializeMap = Inside<'a>;
    type SerializeStruct = Inside<'a>;
    type SerializeStructVariant = Impossible<(), Formless>;

    fn serialize_bool(self, it: bool) -> Done {
        self.out.push_str(if it { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, it: i8) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_i16(self, it: i16) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_i32(self, it: i32) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_i64(self, it: i64) -> Done {
        self.number(it);
        Ok(())
    }
    fn serialize_u8(self, it: u8) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_u16(self, it: u16) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_u32(self, it: u32) -> Done {
        self.serialize_i64(it.into())
    }
    fn serialize_u64(self, it: u64) -> Done {
        self.serialize_i64(i64::try_from(it).map_err(|_| Formless)?)
    }
    fn serialize_f32(self, _: f32) -> Done {
        Err(Formless)
    }
    fn serialize_f64(self, it: f64) -> Done {
        // Shares are the only numbers that are not whole: 0 to 1, in millionths.
        let millionths = it * 1e6;
        if !(0.0..=1e6).contains(&millionths) {
            return Err(Formless);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it lies between 0 and a million"
        )]
        let rounded = (millionths + 0.5) as i64;
        if rounded % 1_000_000 == 0 {
            return self.serialize_i64(rounded / 1_000_000);
        }
        // The one before the digits keeps their zeros.
        let digits = (1_000_000 + rounded).to_string();
        self.out.push_str("0.");
        let digits = digits.get(1..).unwrap_or_default();
        self.out.push_str(digits.trim_end_matches('0'));
        Ok(())
    }
    fn serialize_char(self, it: char) -> Done {
        self.serialize_str(it.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, it: &str) -> Done {
        quote(it, &mut self.out);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Formless)
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.out.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, it: &T) -> Done {
        it.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Err(Formless)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'a>, Formless> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Inside<'a>, Formless> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inside<'a>, Formless> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Formless>, Formless> {
        Err(Formless)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'a>, Formless> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'a>, Formless> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Formless>, Formless> {
        Err(Formless)
    }
}

impl Inside<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.writer.next();
        value.serialize(&mut *self.writer)
    }

    fn close(self) {
        self.writer.out.push(self.close);
    }
}

impl ser::SerializeSeq for Inside<'_> {
    type Ok = ();
    type Error = Formless;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for Inside<'_> {
    type Ok = ();
    type Error = Formless;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleStruct for Inside<'_> {
    type Ok = ();
    type Error = Formless;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.item(value)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Formless;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        let before = self.writer.out.len();
        self.item(key)?;
        let written = self.writer.out.get(before..).unwrap_or_default();
        if !written.trim_start_matches(',').starts_with('"') {
            return Err(Formless);
        }
        self.writer.out.push(':');
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for Inside<'_> {
    type Ok = ();
    type Error = Formless;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.writer.key(key);
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(serde::Serialize)]
    struct Shape {
        numbers: BTreeMap<String, (i64, Option<u8>, ())>,
        share: f64,
        texts: Vec<Option<String>>,
    }

    proptest! {
        #[test]
        fn it_writes_what_everyone_writes(
            numbers: BTreeMap<String, (i64, Option<u8>, ())>,
            millionths in 0_u32..=1_000_000,
            texts: Vec<Option<String>>,
        ) {
            let shape = Shape { numbers, share: f64::from(millionths) / 1e6, texts };
            let written = text(&shape).unwrap();
            let parsed: serde_json::Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&parsed, &serde_json::to_value(&shape).unwrap());
            let plain = serde_json::to_string(&shape.texts).unwrap();
            let ending = format!("{plain}}}");
            prop_assert!(written.ends_with(&ending));
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        assert_eq!(text(&f64::NAN), None);
        assert_eq!(text(&1.5), None);
        assert_eq!(text(&u64::MAX), None);
        assert_eq!(text(&BTreeMap::from([(1, 2)])), None);
    }
}
