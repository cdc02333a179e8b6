//! Any value that a caller may hand in, taken as it is.
//!
//! A case comes from other people's programs. Reading it loosely first makes it possible to say
//! which question has which unfitting answer, instead of only that something somewhere is wrong.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value of JSON or JavaScript.
#[derive(Debug, Clone, PartialEq)]
pub enum Loose {
    /// `null` or `undefined`.
    Nothing,
    /// `true` or `false`.
    YesNo(bool),
    /// A whole number.
    Whole(i64),
    /// A number that is not whole, or too large.
    OtherNumber,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Loose>),
    /// Keys and values, in order; a key may stand there twice.
    Object(Vec<(String, Loose)>),
}

/// How deep a case or a receipt may nest: an answer in a reason in a recommendation, and to spare.
const DEPTH_LIMIT: usize = 12;
/// How many items a list or object may have.
const ITEM_LIMIT: usize = 10_000;

impl Loose {
    /// What it is, in Dutch.
    pub fn describe(&self) -> String {
        match self {
            Self::Nothing => "niets".to_owned(),
            Self::YesNo(yes) => format!("`{yes}`"),
            Self::Whole(number) => format!("`{number}`"),
            Self::OtherNumber => "een kommagetal of een te groot getal".to_owned(),
            Self::Text(text) => {
                let short: String = text.chars().take(40).collect();
                format!("de tekst `{short}`")
            }
            Self::List(_) => "een lijst".to_owned(),
            Self::Object(_) => "een object".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AtDepth(0).deserialize(deserializer)
    }
}

#[derive(Clone, Copy)]
struct AtDepth(usize);

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Loose;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        if self.0 > DEPTH_LIMIT {
            return Err(D::Error::custom("dit is te diep genest"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een waarde")
    }
    fn visit_unit<E: Error>(self) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }
    fn visit_none<E: Error>(self) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bool<E: Error>(self, it: bool) -> Result<Loose, E> {
        Ok(Loose::YesNo(it))
    }
    fn visit_i64<E: Error>(self, it: i64) -> Result<Loose, E> {
        Ok(Loose::Whole(it))
    }
    fn visit_u64<E: Error>(self, it: u64) -> Result<Loose, E> {
        Ok(i64::try_from(it).map_or(Loose::OtherNumber, Loose::Whole))
    }
    fn visit_f64<E: Error>(self, it: f64) -> Result<Loose, E> {
        // JSON has one kind of number: 8.0 is a whole number to whoever wrote it.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        let whole = (it.fract() == 0.0 && it.abs() < EXACT).then_some(it as i64);
        Ok(whole.map_or(Loose::OtherNumber, Loose::Whole))
    }
    fn visit_str<E: Error>(self, it: &str) -> Result<Loose, E> {
        Ok(Loose::Text(it.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Self(self.0 + 1))? {
            items.push(item);
            if items.len() > ITEM_LIMIT {
                return Err(A::Error::custom("dit is te groot"));
            }
        }
        Ok(Loose::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(Self(self.0 + 1))?));
            if entries.len() > ITEM_LIMIT {
                return Err(A::Error::custom("dit is te groot"));
            }
        }
        Ok(Loose::Object(entries))
    }
}
