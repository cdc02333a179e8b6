//! Checking codes of ICPC-1.
//!
//! Only the form of a code is known here: the table itself is a product of the NHG and is not in
//! this program, so whether a code exists, and what it is called there, is not checked.

use super::checked::Icpc;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Keyed, Text};

/// The chapters.
const CHAPTERS: &str = "ABDFHKLNPRSTUWXYZ";

/// Checks the codes that a rule or route suggests.
pub(super) fn icpc(field: Option<&Keyed<Text>>, report: &mut Vec<Diagnostic>) -> Vec<Icpc> {
    let entries = field.iter().flat_map(|table| &table.value.0);
    let mut found = Vec::new();
    for (code, label) in entries {
        match kind(&code.value) {
            Some(Kind::Episode) => {}
            Some(Kind::Process) => report.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format!("`{}` is een verrichting, geen klacht of diagnose", code.value),
                )
                .at(code.span)
                .help("kies een code met een nummer van 01 tot en met 29, of van 70 tot en met 99".to_owned()),
            ),
            None => report.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format!("`{}` is geen ICPC-code", code.value),
                )
                .at(code.span)
                .help("schrijf een hoofdletter en twee cijfers, zoals Z05, of met een onderdeel, zoals \"P74.01\"".to_owned()),
            ),
        }
        let label = label.value.trim();
        if label.is_empty() {
            report.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format!("ICPC-code `{}` heeft geen omschrijving", code.value),
                )
                .at(code.span)
                .help("schrijf in eigen woorden waar de code over gaat".to_owned()),
            );
        }
        found.push(Icpc {
            code: code.value.clone(),
            label: label.to_owned(),
        });
    }
    found
}

enum Kind {
    /// A complaint or a diagnosis.
    Episode,
    /// Something that was done, which no episode is named after.
    Process,
}

fn kind(code: &str) -> Option<Kind> {
    let (main, part) = match code.split_once('.') {
        Some((main, part)) => (main, Some(part)),
        None => (code, None),
    };
    let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    let number = main.strip_prefix(|it| CHAPTERS.contains(it))?;
    if !two_digits(number) || !part.is_none_or(two_digits) {
        return None;
    }
    match number.parse::<u8>().ok()? {
        1..=29 | 70.. => Some(Kind::Episode),
        30..=69 => Some(Kind::Process),
        0 => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn knows_the_form_of_a_code() {
        for good in ["Z01", "Z29", "P74.01", "A99"] {
            assert!(matches!(kind(good), Some(Kind::Episode)), "{good}");
        }
        for done in ["Z68", "A30", "P45.02"] {
            assert!(matches!(kind(done), Some(Kind::Process)), "{done}");
        }
        for wrong in [
            "", "Z", "Z1", "z01", "Z00", "C01", "Z012", "Z01.", "Z01.1", "Ž01", "Z+1",
        ] {
            assert!(kind(wrong).is_none(), "{wrong}");
        }
    }
}
