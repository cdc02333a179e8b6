//! The kinds of value that a key in a protocol file can have.
//!
//! Each knows in Dutch what it expects, so that a value of another type gives a message that the
//! author of the file understands. Every value keeps its place.

use crate::answer::Answer;
use crate::text::Span;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;
use toml::value::Date;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value itself.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A text.
pub type Text = Field<String>;
/// A whole number.
pub type Whole = Field<i64>;
/// `true` or `false`.
pub type Flag = Field<bool>;
/// A civil date.
pub type Day = Field<Date>;
/// A list of texts.
pub type Texts = Field<Vec<Text>>;
/// One id or a list of them.
pub type Ids = Field<OneOrMany>;
/// Ids with a value each, in the order of the file.
pub type Keyed<T> = Field<Table<T>>;

/// One id, or a list of ids with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOrMany {
    /// Written as a single text.
    One(String),
    /// Written as a list.
    Many(Vec<Text>),
}

/// A value of a table whose keys have types of their own; [`crate::check`] says which fits where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mixed {
    /// `true` or `false`.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// A number that is not whole, which fits nowhere.
    Fraction,
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<Text>),
    /// A table inside it.
    Table(Table<Field<Mixed>>),
}

/// The entries of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T>(pub Vec<(Text, T)>);

impl Ids {
    /// The ids with their places.
    pub fn names(&self) -> Vec<Text> {
        match &self.value {
            OneOrMany::One(value) => vec![Field {
                value: value.clone(),
                span: self.span,
            }],
            OneOrMany::Many(many) => many.clone(),
        }
    }
}

/// What a kind of value takes; everything it does not is refused with its own description.
pub(super) trait Kind: Sized {
    /// What is expected, in Dutch: "een geheel getal".
    const EXPECTED: &'static str;

    fn yes_no(_: bool) -> Option<Self> {
        None
    }
    fn number(_: i64) -> Option<Self> {
        None
    }
    /// A number that is not whole.
    fn fraction() -> Option<Self> {
        None
    }
    fn text(_: &str) -> Option<Self> {
        None
    }
    fn list<'de, A: SeqAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(A::Error::custom(Self::EXPECTED))
    }
    fn table<'de, A: MapAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(A::Error::custom(Self::EXPECTED))
    }
}

impl Kind for String {
    const EXPECTED: &'static str = "tekst tussen aanhalingstekens";
    fn text(it: &str) -> Option<Self> {
        Some(it.to_owned())
    }
}

impl Kind for i64 {
    const EXPECTED: &'static str = "een geheel getal";
    fn number(it: i64) -> Option<Self> {
        Some(it)
    }
}

impl Kind for bool {
    const EXPECTED: &'static str = "true of false";
    fn yes_no(it: bool) -> Option<Self> {
        Some(it)
    }
}

impl Kind for Date {
    const EXPECTED: &'static str = "een datum zoals 2026-01-31";
    fn table<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        // The toml crate passes a date on as a table with one private key.
        toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))
            .ok()
            .filter(|it| it.time.is_none() && it.offset.is_none())
            .and_then(|it| it.date)
            .ok_or_else(|| A::Error::custom(Self::EXPECTED))
    }
}

impl<T: Kind> Kind for Vec<Field<T>> {
    const EXPECTED: &'static str = "een lijst zoals [\"a\", \"b\"]";
    fn list<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        std::iter::from_fn(|| seq.next_element().transpose()).collect()
    }
}

impl<T: DeserializeOwned> Kind for Table<T> {
    const EXPECTED: &'static str = "een tabel zoals { naam = … }";
    fn table<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<Spanned<String>, T>()? {
            let span = key.span().into();
            entries.push((
                Field {
                    value: key.into_inner(),
                    span,
                },
                value,
            ));
        }
        Ok(Self(entries))
    }
}

impl Kind for OneOrMany {
    const EXPECTED: &'static str = "een naam of een lijst van namen";
    fn text(it: &str) -> Option<Self> {
        Some(Self::One(it.to_owned()))
    }
    fn list<'de, A: SeqAccess<'de>>(seq: A) -> Result<Self, A::Error> {
        Vec::list(seq).map(Self::Many)
    }
}

impl Kind for Answer {
    const EXPECTED: &'static str = "true of false, een geheel getal, een keuze of een lijst keuzes";
    fn yes_no(it: bool) -> Option<Self> {
        Some(Self::YesNo(it))
    }
    fn number(it: i64) -> Option<Self> {
        Some(Self::Number(it))
    }
    fn text(it: &str) -> Option<Self> {
        Some(Self::Choice(it.to_owned()))
    }
    fn list<'de, A: SeqAccess<'de>>(seq: A) -> Result<Self, A::Error> {
        let texts = Vec::<Text>::list(seq)?;
        Ok(Self::Choices(
            texts.into_iter().map(|text| text.value).collect(),
        ))
    }
}

impl Kind for Mixed {
    const EXPECTED: &'static str = "true, een geheel getal, een tekst, een lijst of een tabel";
    fn yes_no(it: bool) -> Option<Self> {
        Some(Self::YesNo(it))
    }
    fn number(it: i64) -> Option<Self> {
        Some(Self::Number(it))
    }
    fn fraction() -> Option<Self> {
        Some(Self::Fraction)
    }
    fn text(it: &str) -> Option<Self> {
        Some(Self::Text(it.to_owned()))
    }
    fn list<'de, A: SeqAccess<'de>>(seq: A) -> Result<Self, A::Error> {
        Vec::list(seq).map(Self::Texts)
    }
    fn table<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let table = Table::<Field<Self>>::table(map)?;
        // The toml crate passes a date on as a table with one private key.
        if table.0.iter().any(|(key, _)| key.value.starts_with('$')) {
            return Err(A::Error::custom(Self::EXPECTED));
        }
        Ok(Self::Table(table))
    }
}

/// Reads a [`Kind`], and says what was expected when something else stands there.
struct Strict<T>(T);

impl<'de, T: Kind> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_any(StrictVisitor(PhantomData))
            .map(Self)
    }
}

struct StrictVisitor<T>(PhantomData<T>);

impl<'de, T: Kind> Visitor<'de> for StrictVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }
    fn visit_bool<E: Error>(self, it: bool) -> Result<T, E> {
        T::yes_no(it).ok_or_else(|| E::custom(T::EXPECTED))
    }
    fn visit_i64<E: Error>(self, it: i64) -> Result<T, E> {
        T::number(it).ok_or_else(|| E::custom(T::EXPECTED))
    }
    fn visit_u64<E: Error>(self, it: u64) -> Result<T, E> {
        i64::try_from(it)
            .ok()
            .and_then(T::number)
            .ok_or_else(|| E::custom(T::EXPECTED))
    }
    fn visit_i128<E: Error>(self, _: i128) -> Result<T, E> {
        Err(E::custom(T::EXPECTED))
    }
    fn visit_u128<E: Error>(self, _: u128) -> Result<T, E> {
        Err(E::custom(T::EXPECTED))
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
        T::fraction().ok_or_else(|| E::custom(T::EXPECTED))
    }
    fn visit_str<E: Error>(self, it: &str) -> Result<T, E> {
        T::text(it).ok_or_else(|| E::custom(T::EXPECTED))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::list(seq)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::table(map)
    }
}

impl<'de, T: Kind> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Strict<T>>::deserialize(deserializer)?;
        let span = spanned.span().into();
        Ok(Self {
            value: spanned.into_inner().0,
            span,
        })
    }
}
