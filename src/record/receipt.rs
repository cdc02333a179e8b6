//! A recommendation that can be proved afterwards.
//!
//! A receipt leaves out what is not part of the decision: the texts to copy, which follow from the
//! rest, and places in files, which differ per machine. Postcode and practice do not enter it either:
//! the contacts that they chose do.

use super::canonical::{as_read, canonical, sha256};
use crate::check::{Checked, Route};
use crate::decide::{Case, Decision, Loose};
use crate::present::{chosen_contact, recommend_to};
use crate::protocol::version::Date;
use crate::prove::Prover;
use crate::sorting;
use crate::wire::{PlaceInfo, Receipt, ReceiptContent};

/// The version of the shape of a receipt.
pub const RECEIPT_FORMAT: i64 = 1;

/// Makes a receipt of a decision.
///
/// # Examples
///
/// ```
/// use domeinwijzer::check::compile;
/// use domeinwijzer::decide::{Loose, Request};
/// use domeinwijzer::prove::Prover;
/// use domeinwijzer::protocol::registry::Registry;
/// use domeinwijzer::protocol::version::parse_date;
/// use domeinwijzer::record::{Recorded, canonical_text, receipt, replay};
///
/// let mut registry = Registry::default();
/// registry.add("nederland/1.0.0.toml", include_bytes!("../../protocols/nederland/1.0.0.toml"));
/// let checked = compile(&registry, &registry.files()[0]).unwrap();
/// let prover = Prover::new(domeinwijzer::program::compile(&checked));
/// let case: Loose = serde_json::from_str(r#"{"answers": {"leeftijd": 72}}"#).unwrap();
/// let case = prover.fit(&checked, &Request::read(case).unwrap()).unwrap();
/// let date = parse_date("2026-11-22").unwrap();
/// let receipt = receipt(&checked, &prover, &case, &prover.decide(&case), date);
/// let recorded = Recorded::parse(&canonical_text(&receipt)).unwrap();
/// assert!(replay(&checked, &prover, &recorded).same);
/// ```
pub fn receipt(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
) -> Receipt {
    let choose = |route: &Route| chosen_contact(checked, route, case);
    let content = content(checked, prover, case, decision, date, &choose);
    Receipt {
        sha256: sha256(
            &canonical(&as_read(&content).unwrap_or(Loose::Nothing)).unwrap_or_default(),
        ),
        content,
    }
}

/// What a receipt says; `choose` gives the position of the contact of a route.
pub(super) fn content(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
    choose: &dyn Fn(&Route) -> Option<usize>,
) -> ReceiptContent {
    let mut recommendation = recommend_to(checked, prover, case, decision, date, choose);
    recommendation.texts = None;
    recommendation.protocol.file = String::new();
    for rule in &mut recommendation.reasoning.rules {
        rule.at = PlaceInfo {
            file: String::new(),
            line: 0,
            column: 0,
        };
    }
    let answers = case.given().filter_map(|(at, code)| {
        let question = checked.questions.get(at)?;
        Some((question.id.clone(), question.domain.decode(code)))
    });
    ReceiptContent {
        format: RECEIPT_FORMAT,
        answers: sorting::map(answers),
        base_digest: checked.base_digest.clone(),
        recommendation,
    }
}

/// A receipt as canonical JSON (RFC 8785): the same bytes on every machine.
pub fn canonical_text(receipt: &Receipt) -> String {
    as_read(receipt)
        .and_then(|it| canonical(&it))
        .unwrap_or_default()
}
