//! What a protocol says, without places, comments and layout.
//!
//! In: a merged TOML tree. Out: a [`Content`] that can be compared and written as canonical JSON
//! (RFC 8785): keys sorted, no white space, dates as texts, runs of white space in a condition one
//! space. All keys that a sound protocol can have are ASCII and all numbers whole, so that sorting
//! by bytes and plain digits are what RFC 8785 asks for.

use crate::json::quote;
use crate::sorting;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A value of a protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// `true` or `false`.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// A text, a date, or a number that is not whole.
    Text(String),
    /// A list.
    List(Vec<Content>),
    /// A table.
    Table(BTreeMap<String, Content>),
}

/// Keys whose text is a condition.
const CONDITIONS: [&str; 2] = ["als", "alleen_als"];

impl Default for Content {
    fn default() -> Self {
        Self::Table(BTreeMap::new())
    }
}

impl Content {
    /// Takes over a TOML table.
    pub(super) fn of(table: &DeTable<'_>) -> Self {
        let entries = table.iter().map(|(key, value)| {
            let content = match value.get_ref() {
                DeValue::String(text) if CONDITIONS.contains(&key.get_ref().as_ref()) => {
                    Self::Text(text.split_whitespace().collect::<Vec<_>>().join(" "))
                }
                other => Self::of_value(other),
            };
            (key.get_ref().to_string(), content)
        });
        Self::Table(sorting::map(entries))
    }

    fn of_value(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Boolean(yes) => Self::YesNo(*yes),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Self::Text(number.to_string()), Self::Number),
            DeValue::Float(number) => Self::Text(number.to_string()),
            DeValue::Datetime(date) => Self::Text(date.to_string()),
            DeValue::Array(items) => Self::List(
                items
                    .iter()
                    .map(|item| Self::of_value(item.get_ref()))
                    .collect(),
            ),
            DeValue::Table(table) => Self::of(table),
        }
    }

    /// The value under a key; none when this is no table or has no such key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().and_then(|entries| entries.get(key))
    }

    /// The entries of a table.
    pub fn entries(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// Canonical JSON.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::protocol::Content;
    /// let list = Content::List(vec![Content::Number(-3), Content::Text("\"é\"\n".to_owned())]);
    /// assert_eq!(list.canonical(), r#"[-3,"\"é\"\n"]"#);
    /// ```
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::YesNo(yes) => out.push_str(if *yes { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => quote(text, out),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Table(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    quote(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}
