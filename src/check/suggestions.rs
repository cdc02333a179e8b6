//! Checking the codes of ICPC-1 that a rule or route suggests for the record.
//!
//! Only the form of a code is known here: the table itself is a product of the NHG and is not in
//! this program, so whether a code exists, and what it is called there, is not checked.

use super::icpc::Icpc;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Keyed, Text};

/// A code of ICPC-1 that may suit the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The code.
    pub code: Icpc,
    /// A label of the author's own; the titles of the table are not free to use.
    pub label: String,
}

/// Checks the codes that a rule or route suggests.
pub(super) fn suggestions(
    field: Option<&Keyed<Text>>,
    report: &mut Vec<Diagnostic>,
) -> Vec<Suggestion> {
    let entries = field.iter().flat_map(|table| &table.value.0);
    let mut found = Vec::new();
    for (written, label) in entries {
        let mut wrong = |message: String, help: &str| {
            let fault = Diagnostic::error(Code::InvalidIcpc, message).at(written.span);
            report.push(fault.help(help.to_owned()));
        };
        let code: Option<Icpc> = written.value.parse().ok();
        if code.is_none() {
            wrong(
                format!("`{}` is geen ICPC-code", written.value),
                "schrijf een hoofdletter en twee cijfers, zoals Z05, of met een onderdeel, zoals \"P74.01\"",
            );
        }
        if code.is_some_and(Icpc::is_process) {
            wrong(
                format!(
                    "`{}` is een verrichting, geen klacht of diagnose",
                    written.value
                ),
                "kies een code met een nummer van 01 tot en met 29, of van 70 tot en met 99",
            );
        }
        let label = label.value.trim();
        if label.is_empty() {
            wrong(
                format!("ICPC-code `{}` heeft geen omschrijving", written.value),
                "schrijf in eigen woorden waar de code over gaat",
            );
        }
        found.extend(code.map(|code| Suggestion {
            code,
            label: label.to_owned(),
        }));
    }
    found
}
