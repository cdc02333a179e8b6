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

/// How deep a case may nest: a questionnaire response has groups, items and answers in each other.
const DEPTH_LIMIT: usize = 24;
/// How many items a list or object may have.
const ITEM_LIMIT: usize = 10_000;
/// How many items all lists and objects may have together. An object of JavaScript that holds itself
/// twice would double with each level.
const TOTAL_LIMIT: usize = 200_000;

impl Loose {
    /// Takes a number.
    pub fn number(it: f64) -> Self {
        // JSON has one kind of number: 8.0 is a whole number to whoever wrote it.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        let whole = (it.fract() == 0.0 && it.abs() < EXACT).then_some(it as i64);
        whole.map_or(Self::OtherNumber, Self::Whole)
    }

    /// What stands at a key of an object; the first where a key stands there twice. None of anything else.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::decide::Loose;
    /// let task = Loose::parse(r#"{"status": "accepted", "days": 5}"#).unwrap();
    /// assert_eq!(task.get("days"), Some(&Loose::Whole(5)));
    /// assert_eq!(task.text("status"), Some("accepted"));
    /// assert_eq!(task.text("days"), None);
    /// ```
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else {
            return None;
        };
        entries.iter().find(|(it, _)| it == key).map(|(_, it)| it)
    }

    /// The text that stands at a key of an object. None where something else does.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Self::Text(text)) => Some(text),
            _ => None,
        }
    }

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

/// How much may still be read of a value that comes in piece by piece.
#[derive(Debug)]
pub struct Room {
    left: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: TOTAL_LIMIT }
    }
}

impl Room {
    /// Takes a value that stands so deep.
    ///
    /// # Errors
    ///
    /// Why not, in Dutch.
    pub fn at_depth(&self, depth: usize) -> Result<(), &'static str> {
        if depth > DEPTH_LIMIT {
            return Err("dit is te diep genest");
        }
        Ok(())
    }

    /// Takes a list or object of so many items.
    ///
    /// # Errors
    ///
    /// Why not, in Dutch.
    pub fn items(&mut self, items: usize) -> Result<(), &'static str> {
        let left = self.left.checked_sub(items);
        self.left = left
            .filter(|_| items <= ITEM_LIMIT)
            .ok_or("dit is te groot")?;
        Ok(())
    }

    /// Takes one more item of a list or object that has so many by then.
    ///
    /// # Errors
    ///
    /// Why not, in Dutch.
    pub fn one_more(&mut self, items: usize) -> Result<(), &'static str> {
        self.items(if items > ITEM_LIMIT { items } else { 1 })
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut room = Room::default();
        let root = AtDepth {
            depth: 0,
            room: &mut room,
        };
        root.deserialize(deserializer)
    }
}

/// A value so deep.
struct AtDepth<'a> {
    depth: usize,
    room: &'a mut Room,
}

impl AtDepth<'_> {
    /// A value one level down.
    fn below(&mut self) -> AtDepth<'_> {
        AtDepth {
            depth: self.depth + 1,
            room: self.room,
        }
    }

    /// Counts one more item of a list or object that has so many by then.
    fn count<E: Error>(&mut self, items: usize) -> Result<(), E> {
        self.room.one_more(items).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for AtDepth<'_> {
    type Value = Loose;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        self.room.at_depth(self.depth).map_err(D::Error::custom)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AtDepth<'_> {
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
        Ok(Loose::number(it))
    }
    fn visit_str<E: Error>(self, it: &str) -> Result<Loose, E> {
        Ok(Loose::Text(it.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Loose, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self.below())? {
            items.push(item);
            self.count(items.len())?;
        }
        Ok(Loose::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Loose, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(self.below())?));
            self.count(entries.len())?;
        }
        Ok(Loose::Object(entries))
    }
}
