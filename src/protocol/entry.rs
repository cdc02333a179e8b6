//! Reading one table of a protocol file: every fault in it, and all that is sound.
//!
//! serde stops at the first fault. Here a value that does not fit is reported, taken out, and the
//! table read again, until what is left is sound. All keys are optional to serde; which ones have
//! to be there is checked later.

use super::fields::Text;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::text::Span;
use serde::de::{DeserializeOwned, Deserializer, Visitor, value};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// Reads the table at `key` as a `T`, reporting every key and value that does not fit.
///
/// # Diagnostics
///
/// [`Code::WrongType`] and [`Code::UnknownKey`].
pub(super) fn read<T: DeserializeOwned + Default>(
    key: &Text,
    value: Spanned<DeValue<'_>>,
    report: &mut Vec<Diagnostic>,
) -> T {
    let span = value.span();
    let DeValue::Table(mut table) = value.into_inner() else {
        report.push(
            Diagnostic::error(
                Code::WrongType,
                format!("`{}` moet een tabel zijn", key.value),
            )
            .at(key.span)
            .help(format!("schrijf [… .{}] met daaronder sleutels", key.value)),
        );
        return T::default();
    };
    refuse_unknown_keys(key, &mut table, fields_of::<T>(), report);
    loop {
        let whole = Spanned::new(span.clone(), DeValue::Table(table.clone()));
        let error = match T::deserialize(ValueDeserializer::from(whole)) {
            Ok(read) => return read,
            Err(error) => error,
        };
        let place = error.span().unwrap_or(span.clone());
        let Some((name, found)) = take_out(&mut table, &place) else {
            // Cannot happen while every fault lies in some value; never loop on it all the same.
            report.push(
                Diagnostic::error(
                    Code::WrongType,
                    format!("`{}` kan niet gelezen worden", key.value),
                )
                .at(key.span),
            );
            return T::default();
        };
        let kind = describe(found.get_ref());
        let expected = error.message().lines().next().unwrap_or_default();
        report.push(
            Diagnostic::error(
                Code::WrongType,
                format!("`{name}` moet {expected} zijn, maar hier staat {kind}"),
            )
            .at(found.span())
            .help(way_out(found.get_ref(), expected)),
        );
    }
}

fn refuse_unknown_keys(
    entry: &Text,
    table: &mut DeTable<'_>,
    known: &[&'static str],
    report: &mut Vec<Diagnostic>,
) {
    let unknown: Vec<(String, Span)> = table
        .keys()
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .map(|key| (key.get_ref().to_string(), span_of(key)))
        .collect();
    for (name, span) in unknown {
        table.remove(name.as_str());
        let help = did_you_mean(&name, known.iter().copied())
            .unwrap_or_else(|| format!("bekende sleutels: {}", list(known.iter().copied(), 20)));
        report.push(
            Diagnostic::error(
                Code::UnknownKey,
                format!("de sleutel `{name}` kent `{}` niet", entry.value),
            )
            .at(span)
            .help(help),
        );
    }
}

/// Removes the innermost value that covers the place, and returns it with its key.
fn take_out<'a>(
    table: &mut DeTable<'a>,
    place: &std::ops::Range<usize>,
) -> Option<(String, Spanned<DeValue<'a>>)> {
    let covers = |value: &Spanned<DeValue<'_>>| {
        let span = value.span();
        span.start <= place.start && place.end <= span.end
    };
    let name = table
        .iter()
        .find(|(_, value)| covers(value))
        .map(|(key, _)| key.get_ref().to_string())?;
    if let Some(DeValue::Table(inner)) = table.get_mut(name.as_str()).map(Spanned::get_mut)
        && let Some(found) = take_out(inner, place)
    {
        return Some(found);
    }
    if let Some(DeValue::Array(items)) = table.get(name.as_str()).map(Spanned::get_ref)
        && let Some(item) = items.iter().find(|item| covers(item)).cloned()
    {
        table.remove(name.as_str());
        return Some((name, item));
    }
    table.remove(name.as_str()).map(|value| (name, value))
}

fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "tekst",
        DeValue::Integer(_) => "een geheel getal",
        DeValue::Float(_) => "een kommagetal",
        DeValue::Boolean(_) => "true of false",
        DeValue::Datetime(_) => "een datum of tijd",
        DeValue::Array(_) => "een lijst",
        DeValue::Table(_) => "een tabel",
    }
}

fn way_out(value: &DeValue<'_>, expected: &str) -> Option<String> {
    let help = match value {
        DeValue::String(_) if expected.contains("getal") || expected.contains("datum") => {
            "haal de aanhalingstekens weg"
        }
        DeValue::String(text) if expected == "true of false" => {
            return Some(match text.to_lowercase().as_str() {
                "ja" | "waar" => "schrijf true, zonder aanhalingstekens".to_owned(),
                "nee" | "onwaar" => "schrijf false, zonder aanhalingstekens".to_owned(),
                _ => "schrijf true of false, zonder aanhalingstekens".to_owned(),
            });
        }
        DeValue::String(_) if expected.contains("lijst") => "zet [ ] om de tekst",
        DeValue::Float(_) if expected.contains("getal") => "gebruik alleen hele getallen",
        DeValue::Integer(_) if expected.contains("getal") => "dit getal is te groot",
        DeValue::Integer(_) | DeValue::Datetime(_) if expected.contains("tekst") => {
            "zet aanhalingstekens om de waarde"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// The keys of a struct, as serde knows them.
pub(crate) fn fields_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut fields: &'static [&'static str] = &[];
    // The error that ends the visit is the plan, not a fault.
    let _ = T::deserialize(FieldNames(&mut fields));
    fields
}

struct FieldNames<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for FieldNames<'_> {
    type Error = value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        Err(serde::de::Error::custom("only the names were wanted"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("not a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The place of a value as a [`Span`].
pub(super) fn span_of<T>(value: &Spanned<T>) -> Span {
    value.span().into()
}
