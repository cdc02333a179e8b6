//! A value without quotes that is no number, date, `true` or `false`.

use super::line::{slip, trimmed};
use super::mend::Draft;
use super::statements::Part;
use super::value::after_value;
use crate::diagnostic::Diagnostic;
use crate::protocol::version::{MONTHS, parse_date};
use crate::text::{Span, lower};
use std::ops::Range;

/// Explains a value that the TOML reader does not know.
pub(super) fn explain(
    draft: &Draft<'_>,
    key: &str,
    value: &[Part<'_>],
    at: Range<usize>,
) -> Diagnostic {
    let raw = draft.text.get(at.clone()).unwrap_or_default();
    if let Some(fault) = followed(draft.text, raw, &at) {
        return fault;
    }
    if let Some(word) = yes_no(raw) {
        return slip(
            format!("`{raw}` is hier geen geldige waarde"),
            at.clone(),
            format!("schrijf {word}"),
        )
        .fix(at.into(), word);
    }
    if let Some(fault) = date(raw, &at).or_else(|| number(raw, &at)) {
        return fault;
    }
    if raw.starts_with('(') {
        return slip(
            "een lijst hoort tussen vierkante haken, niet tussen ronde",
            at,
            format!("schrijf {key} = [\"…\", \"…\"]"),
        );
    }
    let (text, _) = trimmed(draft.text, value);
    unquoted(text, at)
}

/// Explains a word without quotes in a list.
pub(super) fn in_list(part: &Part<'_>) -> Diagnostic {
    let at = part.start..part.end();
    match number(part.text, &at) {
        Some(fault) => fault,
        None => unquoted(part.text, at),
    }
}

fn unquoted(text: &str, at: Range<usize>) -> Diagnostic {
    let bare = text.trim_matches(['"', '\'']);
    let help = if bare.chars().count() <= 40 && !bare.contains(['"', '\\']) {
        format!("schrijf \"{bare}\"")
    } else {
        "zet \" voor en achter de tekst".to_owned()
    };
    slip("tekst moet tussen aanhalingstekens staan", at, help)
}

/// A sound value with something behind it.
fn followed(text: &str, raw: &str, at: &Range<usize>) -> Option<Diagnostic> {
    let ends = |c: char| c.is_whitespace() || c == ',' || c == ';';
    let split = raw.find(ends)?;
    let (value, rest) = raw.split_at(split);
    let sound = value.parse::<i64>().is_ok()
        || parse_date(value).is_ok()
        || matches!(value, "true" | "false");
    let rest = rest.trim_start();
    sound
        .then(|| after_value(text, at.end - rest.len()..at.end))
        .flatten()
}

fn yes_no(raw: &str) -> Option<&'static str> {
    match lower(raw).as_str() {
        "ja" | "waar" | "true" | "yes" | "wel" => Some("true"),
        "nee" | "onwaar" | "false" | "no" | "niet" => Some("false"),
        _ => None,
    }
}

fn number(raw: &str, at: &Range<usize>) -> Option<Diagnostic> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = raw.strip_prefix('-').unwrap_or(raw);
    if let Some((whole, part)) = unsigned.split_once(',')
        && digits(whole)
        && digits(part)
    {
        return Some(slip(
            format!("`{raw}` is geen geheel getal"),
            at.clone(),
            "gebruik alleen hele getallen, zonder komma",
        ));
    }
    if digits(unsigned) && unsigned.starts_with('0') {
        let plain = unsigned.trim_start_matches('0');
        let plain = if plain.is_empty() { "0" } else { plain };
        return Some(slip(
            format!("een getal begint niet met een 0: `{raw}`"),
            at.clone(),
            format!("schrijf {plain}, of \"{raw}\" als het een tekst is"),
        ));
    }
    let groups: Vec<&str> = unsigned.split('.').collect();
    if groups.len() > 2 && groups.iter().all(|group| digits(group)) {
        return Some(slip(
            format!("`{raw}` is geen geheel getal"),
            at.clone(),
            format!(
                "schrijf {} zonder punten, of \"{raw}\" als het een versie is",
                groups.concat()
            ),
        ));
    }
    let end = raw.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (number, unit) = raw.split_at(end);
    let is_unit = unit
        .trim()
        .chars()
        .all(|c| c.is_alphabetic() || "%€.".contains(c));
    if digits(number) && !unit.is_empty() && is_unit {
        return Some(slip(
            format!("`{raw}` is meer dan een getal"),
            at.clone(),
            format!("schrijf alleen het getal: {number}"),
        ));
    }
    let words = [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    ];
    let value = words.iter().position(|word| *word == lower(raw))?;
    Some(slip(
        format!("`{raw}` staat hier in letters"),
        at.clone(),
        format!("schrijf {value} als het een getal is, of \"{raw}\" als het tekst is"),
    ))
}

fn date(raw: &str, at: &Range<usize>) -> Option<Diagnostic> {
    let cells: Vec<&str> = raw.split(['-', '/', '.', ' ']).collect();
    let [first, month, last] = cells.as_slice() else {
        return None;
    };
    let number = |text: &&str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let lower = lower(month);
    let named = |name: &&str| lower.len() >= 3 && name.starts_with(lower.as_str());
    let month = match MONTHS.iter().position(named) {
        Some(at) => u32::try_from(at + 1).ok()?,
        None => number(month)?,
    };
    let (year, day) = if first.len() == 4 {
        (number(first)?, number(last)?)
    } else {
        let year = number(last)?;
        (if year < 100 { 2000 + year } else { year }, number(first)?)
    };
    let written = |day: u32| format!("{year:04}-{month:02}-{day:02}");
    let exists = |day: u32| parse_date(&written(day)).is_ok();
    if exists(day) {
        let right = written(day);
        let fault = slip(
            format!("`{raw}` is geen datum in de vorm jaar-maand-dag"),
            at.clone(),
            format!("schrijf {right}, zonder aanhalingstekens"),
        );
        // `3/4/2026` may be the third of April or, copied from elsewhere, the fourth of March.
        let clear = first.len() == 4 || number(cells.get(1)?).is_none() || day > 12 || day == month;
        return Some(if clear {
            fault.fix(Span::from(at.clone()), right)
        } else {
            fault
        });
    }
    let help = match (28..=31).rev().find(|day| exists(*day)) {
        Some(days) => {
            let name = MONTHS.get(month.saturating_sub(1) as usize).unwrap_or(&"");
            format!("{name} {year} heeft {days} dagen")
        }
        None => "schrijf een datum als jaar-maand-dag, zoals 2026-01-31".to_owned(),
    };
    Some(slip(
        format!("de datum `{raw}` bestaat niet"),
        at.clone(),
        help,
    ))
}
