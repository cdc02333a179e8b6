//! Reading one table of a protocol file: every fault in it, and all that is sound.
//!
//! Reading stops at the first fault. A value that does not fit is reported, taken out, and the
//! table read again, until what is left is sound. All keys are optional; which ones have to be there
//! is checked later.
//!
//! Not by serde: what it derives for a table is some ten kilobytes of code, and there are fifteen.

use super::damage::Damage;
use super::fields::{Kind, Table, Text, Unfit};
use super::version::{Date, parse_date};
use crate::answer::Answer;
use crate::diagnostic::{Code, Diagnostic, list, nearest};
use crate::text::{Span, lower};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table with keys that are known.
pub(crate) trait Keys: Default {
    /// The keys as they are written, in the order in which they are best read.
    const KEYS: &'static [&'static str];

    /// Takes the value of one of the keys.
    fn take(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), Unfit>;
}

/// Structs that are tables of a file; a field is called as it is written, or what serde would rename it to.
/// Before them stands when they have a JSON Schema.
macro_rules! tables {
    ($schema:meta; $(
        $(#[doc = $doc:literal])*
        $(#[cfg_attr($($attribute:tt)*)])?
        pub struct $name:ident { $(
            $(#[doc = $about:literal])*
            $(#[serde(rename = $key:literal)])?
            pub $field:ident: Option<$type:ty>,
        )* }
    )+) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Default)]
        $(#[cfg_attr($($attribute)*)])?
        pub struct $name { $(
            $(#[doc = $about])*
            $(#[cfg_attr($schema, schemars(rename = $key))])?
            pub $field: Option<$type>,
        )* }

        impl $crate::protocol::entry::Keys for $name {
            const KEYS: &'static [&'static str] = &[$(tables!(@key $field $($key)?)),*];

            fn take(
                &mut self,
                key: &str,
                value: &toml::Spanned<toml::de::DeValue<'_>>,
            ) -> Result<(), $crate::protocol::fields::Unfit> {
                $(if key == tables!(@key $field $($key)?) {
                    self.$field = Some($crate::protocol::fields::Readable::read(value)?);
                })*
                Ok(())
            }
        }
    )+ };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}
pub(super) use tables;

/// Reads the table at `id` as a `T`, reporting every key and value that does not fit.
///
/// # Diagnostics
///
/// [`Code::WrongType`] and [`Code::UnknownKey`].
pub(super) fn read<T: Keys>(
    section: &str,
    id: &Text,
    value: Spanned<DeValue<'_>>,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> T {
    let mut read = T::default();
    let mut attempt = |table: &DeTable<'_>| {
        read = T::default();
        let mut entries = table.iter();
        entries.try_for_each(|(key, value)| read.take(key.get_ref(), value))
    };
    let sound = read_table(section, id, value, T::KEYS, &mut attempt, damage, report);
    if sound { read } else { T::default() }
}

/// Attempts to read a table until what is left of it is sound; false when it is no table.
fn read_table(
    section: &str,
    id: &Text,
    value: Spanned<DeValue<'_>>,
    known: &[&'static str],
    attempt: &mut dyn FnMut(&DeTable<'_>) -> Result<(), Unfit>,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> bool {
    let head = if section == id.value {
        section.to_owned()
    } else {
        format!("{section}.{}", id.value)
    };
    let mut table = match value.into_inner() {
        DeValue::Table(table) => table,
        other => {
            damage.add(id.span);
            report.push(no_table(&head, &other).at(id.span));
            return false;
        }
    };
    let faults = report.len();
    refuse_unknown_keys(&head, &mut table, known, damage, report);
    let mut sound = true;
    while let Err(Unfit { place, expected }) = attempt(&table) {
        let Some((name, found)) = take_out(&mut table, &place) else {
            // Cannot happen while every fault lies in some value; never loop on it all the same.
            report.push(
                Diagnostic::error(Code::WrongType, format!("[{head}] kan niet gelezen worden"))
                    .at(id.span),
            );
            sound = false;
            break;
        };
        damage.add(found.span().into());
        let kind = describe(found.get_ref());
        report.push(
            Diagnostic::error(
                Code::WrongType,
                format!("`{name}` moet {expected} zijn, maar hier staat {kind}"),
            )
            .at(found.span())
            .help(way_out(&name, found.get_ref(), expected))
            .replace(found.span().into(), retyped(found.get_ref(), expected)),
        );
    }
    if report.len() > faults {
        damage.add(id.span);
    }
    sound
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
            match lower(text).as_str() {
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
            match lower(text.trim()).as_str() {
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

/// The place of a value as a [`Span`].
pub(super) fn span_of<T>(value: &Spanned<T>) -> Span {
    value.span().into()
}
