//! Reading one table of a protocol file: every fault in it, and all that is sound.
//!
//! serde stops at the first fault. Here a value that does not fit is reported, taken out, and the
//! table read again, until what is left is sound. All keys are optional to serde; which ones have
//! to be there is checked later.

use super::damage::Damage;
use super::fields::{Kind, Table, Text};
use super::version::{Date, parse_date};
use crate::answer::Answer;
use crate::diagnostic::{Code, Diagnostic, list, nearest};
use crate::text::Span;
use serde::de::{DeserializeOwned, Deserializer, Visitor, value};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// Reads the table at `id` as a `T`, reporting every key and value that does not fit.
///
/// # Diagnostics
///
/// [`Code::WrongType`] and [`Code::UnknownKey`].
pub(super) fn read<T: DeserializeOwned + Default>(
    section: &str,
    id: &Text,
    value: Spanned<DeValue<'_>>,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> T {
    let head = if section == id.value {
        section.to_owned()
    } else {
        format!("{section}.{}", id.value)
    };
    let span = value.span();
    let mut table = match value.into_inner() {
        DeValue::Table(table) => table,
        other => {
            damage.add(id.span);
            report.push(no_table(&head, &other).at(id.span));
            return T::default();
        }
    };
    let faults = report.len();
    refuse_unknown_keys(&head, &mut table, fields_of::<T>(), damage, report);
    let read = loop {
        let whole = Spanned::new(span.clone(), DeValue::Table(table.clone()));
        let error = match T::deserialize(ValueDeserializer::from(whole)) {
            Ok(read) => break read,
            Err(error) => error,
        };
        let place = error.span().unwrap_or(span.clone());
        let Some((name, found)) = take_out(&mut table, &place) else {
            // Cannot happen while every fault lies in some value; never loop on it all the same.
            report.push(
                Diagnostic::error(Code::WrongType, format!("[{head}] kan niet gelezen worden"))
                    .at(id.span),
            );
            break T::default();
        };
        damage.add(found.span().into());
        let kind = describe(found.get_ref());
        let expected = error.message().lines().next().unwrap_or_default();
        report.push(
            Diagnostic::error(
                Code::WrongType,
                format!("`{name}` moet {expected} zijn, maar hier staat {kind}"),
            )
            .at(found.span())
            .help(way_out(&name, found.get_ref(), expected))
            .replace(found.span().into(), retyped(found.get_ref(), expected)),
        );
    };
    if report.len() > faults {
        damage.add(id.span);
    }
    read
}

fn no_table(head: &str, found: &DeValue<'_>) -> Diagnostic {
    let is_list_of_tables = matches!(found, DeValue::Array(items)
        if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))));
    if is_list_of_tables {
        Diagnostic::error(
            Code::WrongType,
            format!("[[{head}]] heeft dubbele haken; een tabelkop heeft er één"),
        )
        .help(format!("schrijf [{head}]"))
    } else {
        Diagnostic::error(Code::WrongType, format!("`{head}` moet een tabel zijn")).help(format!(
            "schrijf een kop [{head}] met daaronder de sleutels"
        ))
    }
}

fn refuse_unknown_keys(
    head: &str,
    table: &mut DeTable<'_>,
    known: &[&'static str],
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) {
    let unknown: Vec<(String, Span)> = table
        .keys()
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .map(|key| (key.get_ref().to_string(), span_of(key)))
        .collect();
    for (name, span) in unknown {
        table.remove(name.as_str());
        damage.add(span);
        let near = nearest(
            &name,
            known
                .iter()
                .copied()
                .filter(|key| !table.contains_key(*key)),
        )
        .or_else(|| nearest(&name, known.iter().copied()));
        let fault = Diagnostic::error(
            Code::UnknownKey,
            format!("[{head}] heeft geen sleutel `{name}`"),
        )
        .at(span);
        report.push(match near {
            Some(right) if !table.contains_key(right) => fault
                .help(format!("bedoelt u `{right}`?"))
                .rename(span, &name, known.iter().copied()),
            Some(right) => fault.help(format!("bedoelt u `{right}`?")),
            None => fault.help(format!(
                "bekende sleutels: {}",
                list(known.iter().copied(), 20)
            )),
        });
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
        DeValue::Datetime(it) => match (it.date.is_some(), it.time.is_some()) {
            (true, true) => "een datum met een tijd",
            (true, false) => "een datum",
            _ => "een tijd",
        },
        DeValue::Array(_) => "een lijst",
        DeValue::Table(_) => "een tabel",
    }
}

fn way_out(name: &str, value: &DeValue<'_>, expected: &str) -> String {
    let table = match name {
        "verwacht" => "verwacht = { route = \"naam_van_de_route\" }",
        "antwoorden" => "antwoorden = { eenzaamheid = 8, werkloos = true }",
        "som" => "som = { eenzaamheid = 1, stress = 2 }",
        "his" => "his = { icpc = [\"Z15\"], maanden = 12 }",
        "context" => "context = { postcode4 = \"4388\" }",
        _ => "keuzes = { licht = \"Licht\", ernstig = \"Ernstig\" }",
    };
    match value {
        DeValue::String(text) if expected == <bool as Kind>::EXPECTED => {
            match text.to_lowercase().as_str() {
                "ja" | "waar" | "true" => "schrijf true, zonder aanhalingstekens".to_owned(),
                "nee" | "onwaar" | "false" => "schrijf false, zonder aanhalingstekens".to_owned(),
                _ => "schrijf true of false, zonder aanhalingstekens".to_owned(),
            }
        }
        DeValue::String(text) if expected == <i64 as Kind>::EXPECTED => {
            match text.trim().parse::<i64>() {
                Ok(number) => format!("schrijf {number}, zonder aanhalingstekens"),
                Err(_) => "schrijf een getal, zonder aanhalingstekens".to_owned(),
            }
        }
        DeValue::String(text) if expected == <Date as Kind>::EXPECTED => {
            if parse_date(text).is_ok() {
                format!("schrijf {text}, zonder aanhalingstekens")
            } else {
                "schrijf jaar-maand-dag, zonder aanhalingstekens".to_owned()
            }
        }
        DeValue::String(text) if expected == <Vec<Text> as Kind>::EXPECTED => {
            format!("zet er vierkante haken om: {name} = [\"{text}\"]")
        }
        _ if expected == <Table<Text> as Kind>::EXPECTED => format!("schrijf bijvoorbeeld {table}"),
        DeValue::Float(number)
            if expected == <i64 as Kind>::EXPECTED || expected == <Answer as Kind>::EXPECTED =>
        {
            let groups: Vec<&str> = number.as_str().split('.').collect();
            if groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3) {
                format!("schrijf {} zonder punt", groups.concat())
            } else {
                "gebruik alleen hele getallen".to_owned()
            }
        }
        DeValue::Float(number) if name == "versie" => {
            format!(
                "schrijf drie getallen tussen aanhalingstekens: \"{}.0\"",
                number.as_str()
            )
        }
        DeValue::Integer(number) if expected == <bool as Kind>::EXPECTED => {
            let word = if number.as_str() == "0" {
                "false"
            } else {
                "true"
            };
            format!("schrijf {word}")
        }
        DeValue::Integer(number) if expected.contains("tekst") => {
            format!("zet er aanhalingstekens om: \"{}\"", number.as_str())
        }
        DeValue::Datetime(it) if expected == <Date as Kind>::EXPECTED => match it.date {
            Some(date) => format!("schrijf {date}, zonder tijd"),
            None => "schrijf jaar-maand-dag, zonder tijd".to_owned(),
        },
        DeValue::Array(items) if expected.contains("tekst") => match items.first() {
            Some(first) if items.len() == 1 && first.get_ref().is_str() => {
                "haal de vierkante haken weg".to_owned()
            }
            _ => "schrijf één tekst, zonder vierkante haken".to_owned(),
        },
        DeValue::Boolean(_) | DeValue::Float(_) | DeValue::Datetime(_)
            if expected.contains("tekst") || expected.contains("naam") =>
        {
            "zet er aanhalingstekens om".to_owned()
        }
        _ => format!("schrijf hier {expected}"),
    }
}

/// The same value in the type that is expected, where only one can be meant.
fn retyped(value: &DeValue<'_>, expected: &str) -> Option<String> {
    match value {
        DeValue::String(text) if expected == <bool as Kind>::EXPECTED => {
            match text.trim().to_lowercase().as_str() {
                "ja" | "waar" | "true" => Some("true".to_owned()),
                "nee" | "onwaar" | "false" => Some("false".to_owned()),
                _ => None,
            }
        }
        DeValue::String(text) if expected == <i64 as Kind>::EXPECTED => {
            Some(text.trim().parse::<i64>().ok()?.to_string())
        }
        DeValue::String(text) if expected == <Date as Kind>::EXPECTED => {
            Some(parse_date(text.trim()).ok()?.to_string())
        }
        DeValue::Integer(number) if expected == <String as Kind>::EXPECTED => {
            let digits = number.as_str();
            let plain = number.radix() == 10 && digits.bytes().all(|it| it.is_ascii_digit());
            plain.then(|| format!("\"{digits}\""))
        }
        _ => None,
    }
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
