//! Checking: from what was written to what is known to be sound.
//!
//! In: a merged [`Protocol`]. Out: a [`Checked`] protocol, or every fault at once. [`check`] is the
//! only way to make a [`Checked`], beside [`load`], which makes one again of a [`bundle`] and verifies
//! what [`check`] found; all later rooms take one and therefore cannot fail.
//!
//! Not here: questions about all possible cases, such as gaps and rules that never decide.

mod area;
mod bundle;
mod checked;
mod conditions;
mod derived;
mod domain;
mod drawing;
mod entries;
mod examples;
mod follow_on;
mod forms;
mod formula;
mod groups;
mod icpc;
mod known;
mod locked;
mod order;
mod overrides;
mod prefill;
mod questions;
mod scope;
mod score;
mod suggestions;
mod talk;
mod unused;
mod values;

pub use area::Area;
pub use bundle::{BUNDLE_LIMIT, bundle, load};
pub use checked::{
    Checked, Contact, Example, Expected, Finding, Gate, Group, Impossible, Node, Offering,
    OverrideReason, Question, Route, Rule, Signal, Source,
};
pub use domain::{Choice, Domain};
pub use drawing::{Drawing, Hints, Profile};
pub use formula::{Formula, Need, Subject, Test};
pub use icpc::{Codes, Icpc};
pub use known::{Band, Known};
pub use prefill::Prefill;
pub use score::{Score, Term};
pub use suggestions::Suggestion;

use crate::diagnostic::{Code, Diagnostic, sort};
use crate::protocol::registry::{File, Registry};
use crate::protocol::{Protocol, listing, municipality};
use crate::text::Sources;
use scope::Scope;

/// Checks a protocol; `texts` are the sources it was read from.
///
/// # Errors
///
/// Every fault that can be found, in the order of the file; warnings among them. Faults that only
/// follow from another one are left out.
pub fn check(protocol: &Protocol, texts: &Sources) -> Result<Checked, Vec<Diagnostic>> {
    let mut report = Vec::new();
    let checked = all(protocol, texts, &mut report);
    follow_on::leave_out(&mut report, protocol, texts);
    match checked {
        Some(checked) if !report.iter().any(Diagnostic::is_error) => Ok(Checked {
            warnings: report,
            ..checked
        }),
        _ => Err(report),
    }
}

/// Reads a file of a registry with its bases, and checks it.
///
/// # Errors
///
/// Every fault of [`Registry::read`] and of [`check`], in the order of the files.
pub fn compile(registry: &Registry, file: &File) -> Result<Checked, Vec<Diagnostic>> {
    let mut report = Vec::new();
    let protocol = registry.read(file, &mut report);
    // Where the text itself cannot be read, everything after it would be noise.
    let unreadable = [
        Code::NotUtf8,
        Code::FileTooLarge,
        Code::EmptyFile,
        Code::UnknownBase,
        Code::BaseCircle,
    ];
    if report.iter().any(|fault| unreadable.contains(&fault.code)) {
        sort(&mut report);
        return Err(report);
    }
    let (checked, found) = match check(&protocol, registry.sources()) {
        Ok(mut checked) => {
            let warnings = std::mem::take(&mut checked.warnings);
            (Some(checked), warnings)
        }
        Err(faults) => (None, faults),
    };
    report.extend(found);
    follow_on::leave_out(&mut report, &protocol, registry.sources());
    if let (Some(base), Some(named)) = (registry.base_of(file), protocol.header.base.as_ref())
        && report.iter().any(Diagnostic::is_error)
    {
        let of_base = compile(registry, base).err().unwrap_or_default();
        follow_on::bring_home(&mut report, protocol.own, named.span, &of_base);
    }
    match checked {
        Some(mut checked) if !report.iter().any(Diagnostic::is_error) => {
            checked.files = registry.references();
            checked.warnings = report;
            Ok(checked)
        }
        _ => Err(report),
    }
}

/// Checks every file of a registry, each with its bases, and how the files lie beside each other.
///
/// A fault in a base is reported once, however many files build on it.
pub fn check_all(registry: &Registry) -> Vec<Diagnostic> {
    let mut report = check_files(registry, registry.files());
    registry.check_layout(&mut report);
    sort(&mut report);
    report
}

/// Checks some files of a registry, each with its bases. A fault in a base is theirs too: nothing
/// that builds on it can be used.
pub fn check_files<'a>(
    registry: &Registry,
    files: impl IntoIterator<Item = &'a File>,
) -> Vec<Diagnostic> {
    let mut report = Vec::new();
    for file in files {
        match compile(registry, file) {
            Ok(checked) => report.extend(checked.warnings),
            Err(faults) => report.extend(faults),
        }
    }
    sort(&mut report);
    report
}

fn all(protocol: &Protocol, texts: &Sources, report: &mut Vec<Diagnostic>) -> Option<Checked> {
    let listing = listing::check(&protocol.header, protocol.header_span, report);
    let scope = Scope::new(protocol, report);
    let sources = entries::sources(protocol, report);
    let (questions, gates) = questions::questions(protocol, &scope, report);
    let groups = groups::groups(protocol, &questions, report);
    let mut conditions = conditions::Conditions::new(&scope, texts, &questions);
    let scores = conditions.scores(protocol, report);
    let findings = conditions.findings(protocol, report);
    let gates = conditions.gates(&gates, report);
    let ranking = entries::precedence(protocol, &scope, report);
    let offerings = entries::offerings(protocol, report);
    let contacts = entries::contacts(protocol, report);
    let routes = entries::routes(protocol, &scope, &ranking, report);
    let signals = entries::signals(protocol, &scope, report);
    let rules = conditions.rules(protocol, &ranking, report);
    let impossible = conditions.impossible(protocol, report);
    let override_reasons = overrides::reasons(protocol, &scope, report);
    let examples = examples::examples(protocol, &scope, &questions, &ranking, report);
    let tests = conditions.into_tests();
    let talk = talk::Talk::new(protocol, &questions, &tests);
    talk.in_scores(protocol, report);
    let placed = (rules.iter().flatten().map(|it| (&it.formula, &it.parts)))
        .chain((findings.iter().flatten()).map(|it| (&it.formula, &it.parts)))
        .chain((impossible.iter().flatten()).map(|it| (&it.formula, &it.parts)));
    talk.in_conditions(placed, report);
    talk.in_gates(&gates, report);
    locked::locked(protocol, report);
    unused::unused(protocol, report);
    let needed = [
        ("vraag", protocol.questions.is_empty()),
        ("route", protocol.routes.is_empty()),
        ("regel", protocol.rules.is_empty()),
    ];
    let lacking: Vec<&str> = needed.iter().filter(|it| it.1).map(|it| it.0).collect();
    if !lacking.is_empty() {
        report.push(
            Diagnostic::error(
                Code::EmptyProtocol,
                format!("dit protocol heeft nog geen {}", lacking.join(", geen ")),
            )
            .at(protocol.header_span)
            .help("maak minstens één tabel [vraag.…], één [route.…] en één [regel.…]".to_owned()),
        );
    }
    let order = order::order(protocol, &gates, &findings, &scores, &tests, report)?;
    let mut questions: Vec<Question> = questions.into_iter().collect::<Option<_>>()?;
    for (question, gate) in questions.iter_mut().zip(gates) {
        question.gate = gate;
    }
    let listing = listing?;
    Some(Checked {
        base: listing
            .base
            .as_ref()
            .map(|(reference, _)| reference.clone()),
        digest: protocol.digest.clone(),
        base_digest: protocol.base_digest.clone(),
        municipality_name: (listing.municipality.as_deref())
            .and_then(municipality::find)
            .map(|it| it.name.to_owned()),
        listing,
        content: protocol.content.clone(),
        texts: texts.clone(),
        own: protocol.own,
        precedence: (protocol.header.precedence.as_ref())
            .map_or(protocol.header_span, |it| it.span),
        files: Vec::new(),
        sources: sources?,
        groups: groups?,
        questions,
        findings: findings.into_iter().collect::<Option<_>>()?,
        scores: scores.into_iter().collect::<Option<_>>()?,
        tests,
        order,
        routes: routes?,
        offerings: offerings?,
        contacts: contacts?,
        signals: signals?,
        rules: rules?,
        impossible: impossible?,
        override_reasons: override_reasons?,
        examples: examples?,
        warnings: Vec::new(),
    })
}

/// A sound protocol for a test: these routes in order of precedence, and the rest of the file.
#[cfg(test)]
pub(crate) fn sample(precedence: &[&str], rest: &str) -> Checked {
    let text = format!(
        "formaat = 1\n[protocol]\nid = \"proef\"\ntitel = \"Proef\"\nversie = \"1.0.0\"\n\
         status = \"concept\"\ngeldig_vanaf = 2026-01-01\nvoorrang = {precedence:?}\n{rest}"
    );
    let mut registry = Registry::default();
    registry.add("proef/1.0.0.toml", text.as_bytes());
    let file = registry.at_path("proef/1.0.0.toml").unwrap();
    compile(&registry, file).unwrap()
}
