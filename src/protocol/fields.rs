//! The kinds of value that a key in a protocol file can have.
//!
//! Each knows in Dutch what it expects, so that a value of another type gives a message that the
//! author of the file understands. Every value keeps its place.

use crate::answer::Answer;
use crate::text::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use toml::value::{Date, Datetime};

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

/// That something else stands somewhere than is expected there.
pub(crate) struct Unfit {
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// What is expected, in Dutch.
    pub(super) expected: &'static str,
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
    fn day(_: &Datetime) -> Option<Self> {
        None
    }
    /// None when it takes no list, a fault when an item of it does not fit.
    fn list(_: &DeArray<'_>) -> Result<Option<Self>, Unfit> {
        Ok(None)
    }
    /// The same for a table.
    fn table(_: &DeTable<'_>) -> Result<Option<Self>, Unfit> {
        Ok(None)
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
    fn day(it: &Datetime) -> Option<Self> {
        it.date.filter(|_| it.time.is_none() && it.offset.is_none())
    }
}

impl<T: Kind> Kind for Vec<Field<T>> {
    const EXPECTED: &'static str = "een lijst zoals [\"a\", \"b\"]";
    fn list(items: &DeArray<'_>) -> Result<Option<Self>, Unfit> {
        let read: Result<Self, Unfit> = items.iter().map(Field::read).collect();
        read.map(Some)
    }
}

impl<T: Readable> Kind for Table<T> {
    const EXPECTED: &'static str = "een tabel zoals { naam = … }";
    fn table(table: &DeTable<'_>) -> Result<Option<Self>, Unfit> {
        let mut entries = Vec::new();
        for (key, value) in table {
            let key = Field {
                value: key.get_ref().to_string(),
                span: key.span().into(),
            };
            entries.push((key, T::read(value)?));
        }
        Ok(Some(Self(entries)))
    }
}

impl Kind for OneOrMany {
    const EXPECTED: &'static str = "een naam of een lijst van namen";
    fn text(it: &str) -> Option<Self> {
        Some(Self::One(it.to_owned()))
    }
    fn list(items: &DeArray<'_>) -> Result<Option<Self>, Unfit> {
        Ok(Vec::list(items)?.map(Self::Many))
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
    fn list(items: &DeArray<'_>) -> Result<Option<Self>, Unfit> {
        let texts: Option<Vec<Text>> = Vec::list(items)?;
        let values = |texts: Vec<Text>| texts.into_iter().map(|text| text.value).collect();
        Ok(texts.map(|it| Self::Choices(values(it))))
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
    fn list(items: &DeArray<'_>) -> Result<Option<Self>, Unfit> {
        Ok(Vec::list(items)?.map(Self::Texts))
    }
    fn table(table: &DeTable<'_>) -> Result<Option<Self>, Unfit> {
        Ok(Table::table(table)?.map(Self::Table))
    }
}

/// What a value of a file can be read as.
pub(crate) trait Readable: Sized {
    /// Reads it, or says what was expected when something else stands there.
    fn read(value: &Spanned<DeValue<'_>>) -> Result<Self, Unfit>;
}

impl<T: Kind> Readable for Field<T> {
    fn read(value: &Spanned<DeValue<'_>>) -> Result<Self, Unfit> {
        let taken = match value.get_ref() {
            DeValue::Boolean(it) => T::yes_no(*it),
            DeValue::Integer(it) => {
                let number = i64::from_str_radix(it.as_str(), it.radix());
                number.ok().and_then(T::number)
            }
            DeValue::Float(_) => T::fraction(),
            DeValue::String(it) => T::text(it),
            DeValue::Datetime(it) => T::day(it),
            DeValue::Array(items) => T::list(items)?,
            DeValue::Table(table) => T::table(table)?,
        };
        let expected = T::EXPECTED;
        let place = value.span();
        match taken {
            Some(value) => Ok(Self {
                value,
                span: place.into(),
            }),
            None => Err(Unfit { place, expected }),
        }
    }
}
