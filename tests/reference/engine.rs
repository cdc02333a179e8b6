//! The engine, used as anyone would: text in, recommendation out.

use super::model::Protocol;
use super::naive::Answers;
use super::print;
use domeinwijzer::check::{self, Checked};
use domeinwijzer::decide::{Decision, Loose, Request};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::present::{next_report, recommend};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::{NextReport, Recommendation};
use proptest::test_runner::TestCaseError;

/// A protocol, compiled from its text.
pub(crate) struct Engine {
    pub(crate) checked: Checked,
    pub(crate) prover: Prover,
}

/// Everything the engine says about a case.
pub(crate) struct Said {
    pub(crate) decision: Decision,
    pub(crate) recommendation: Recommendation,
    pub(crate) next: NextReport,
}

impl Engine {
    /// Prints the protocol and reads it; fails when the engine finds an error in it.
    pub(crate) fn new(protocol: &Protocol) -> Result<Self, TestCaseError> {
        Self::of_text(&print::protocol(protocol))
    }

    pub(crate) fn of_text(text: &str) -> Result<Self, TestCaseError> {
        let mut registry = Registry::default();
        registry.add("proef/1.0.0.toml", text.as_bytes());
        let file = registry.at_path("proef/1.0.0.toml").expect("just added");
        let checked = check::compile(&registry, file).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
            let faults = faults.join("\n");
            TestCaseError::fail(format!("a sound protocol was refused:\n{faults}\n\n{text}"))
        })?;
        let prover = Prover::new(program::compile(&checked));
        Ok(Self { checked, prover })
    }

    /// Decides a case that comes in as JSON.
    pub(crate) fn decide(
        &self,
        protocol: &Protocol,
        answers: &Answers,
    ) -> Result<Said, Vec<Diagnostic>> {
        self.decide_json(&case(protocol, answers))
    }

    pub(crate) fn decide_json(&self, json: &str) -> Result<Said, Vec<Diagnostic>> {
        let request = request(json)?;
        let date = request.date.or(parse_date("2026-06-01").ok());
        let case = self.prover.fit(&self.checked, &request)?;
        let decision = self.prover.decide(&case);
        let (checked, prover) = (&self.checked, &self.prover);
        let recommendation = recommend(checked, prover, &case, &decision, date.expect("a date"));
        let next = next_report(checked, prover, &case, &decision);
        Ok(Said {
            decision,
            recommendation,
            next,
        })
    }

    /// Decides a case that the engine has to accept.
    pub(crate) fn accept(
        &self,
        protocol: &Protocol,
        answers: &Answers,
    ) -> Result<Said, TestCaseError> {
        self.decide(protocol, answers).map_err(|faults| {
            let json = case(protocol, answers);
            TestCaseError::fail(format!("a sound case was refused: {json}\n{faults:?}"))
        })
    }
}

/// What is asked in JSON.
pub(crate) fn request(json: &str) -> Result<Request, Vec<Diagnostic>> {
    let value: Loose = serde_json::from_str(json).expect("this JSON is well-formed");
    Request::read(value)
}

/// A case as JSON.
pub(crate) fn case(protocol: &Protocol, answers: &Answers) -> String {
    let mut entries = serde_json::Map::new();
    for (at, _) in protocol.questions() {
        if let Some(answer) = &answers[at] {
            let answer = serde_json::to_value(answer.answer()).expect("an answer is JSON");
            entries.insert(protocol.name(at).to_owned(), answer);
        }
    }
    serde_json::json!({ "answers": entries, "date": "2026-06-01" }).to_string()
}
