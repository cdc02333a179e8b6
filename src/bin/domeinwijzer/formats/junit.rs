//! For test reports: `JUnit` XML, with a test case per file or per example.

use super::Findings;
use crate::CannotRun;
use crate::test::failure;
use domeinwijzer::diagnostic::{Diagnostic, render};
use domeinwijzer::wire::{ExampleResult, TestReport};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The name of the report and of its suite.
const CHECK: &str = "domeinwijzer check";
const TEST: &str = "domeinwijzer test";

/// One test case per file. The format has room for one failure in a test case: it holds all faults
/// of the file, a line each.
pub(super) fn findings(it: &Findings<'_>) -> Result<String, CannotRun> {
    let file_of = |diagnostic: &Diagnostic| {
        let place = diagnostic.span.and_then(|span| it.sources.locate(span));
        place.map_or(String::new(), |place| place.file.to_owned())
    };
    let mut files: Vec<String> = it.files.to_vec();
    for file in it.shown().map(file_of) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let mut suite = TestSuite::new(CHECK);
    for file in files {
        let here = it.shown().filter(|it| file_of(it) == file);
        let (failing, passing): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            here.partition(|diagnostic| it.fails(diagnostic));
        let lines = |of: &[&Diagnostic]| -> String {
            of.iter()
                .map(|diagnostic| render::concise(diagnostic, it.sources))
                .collect()
        };
        let status = match failing.first() {
            None => TestCaseStatus::success(),
            Some(first) => {
                let message = match failing.len() {
                    1 => first.message.clone(),
                    many => format!("{} (en nog {})", first.message, many - 1),
                };
                failed(&first.code.to_string(), message, &lines(&failing))
            }
        };
        let name = if file.is_empty() {
            CHECK.to_owned()
        } else {
            file
        };
        let mut case = TestCase::new(name, status);
        if !passing.is_empty() {
            case.set_system_out(lines(&passing));
        }
        suite.add_test_case(case);
    }
    text(CHECK, [suite])
}

/// One suite per protocol file, one test case per example.
pub(super) fn examples(report: &TestReport) -> Result<String, CannotRun> {
    let suites = report.coverage.iter().map(|coverage| {
        let mut suite = TestSuite::new(coverage.file.clone());
        let here = report.examples.iter().filter(|it| it.file == coverage.file);
        suite.add_test_cases(here.map(example));
        suite
    });
    text(TEST, suites)
}

fn example(it: &ExampleResult) -> TestCase {
    let status = if it.passed {
        TestCaseStatus::success()
    } else {
        let mut text = String::new();
        failure(&mut text, it);
        let route = |route: &Option<String>| route.clone().unwrap_or_else(|| "geen".to_owned());
        let message = if it.expected.route.is_some() && it.expected.route != it.got.route {
            let (expected, got) = (route(&it.expected.route), route(&it.got.route));
            format!("route: verwacht {expected}; gekregen {got}")
        } else {
            "de uitkomst is niet de verwachte".to_owned()
        };
        failed("voorbeeld", message, &text)
    };
    let mut case = TestCase::new(it.id.clone(), status);
    case.set_classname(it.file.clone());
    case
}

fn failed(kind: &str, message: String, description: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_type(kind)
        .set_message(message)
        .set_description(description.trim_end().to_owned());
    status
}

fn text(name: &str, suites: impl IntoIterator<Item = TestSuite>) -> Result<String, CannotRun> {
    let mut report = Report::new(name);
    report.add_test_suites(suites);
    report
        .to_string()
        .map_err(|error| CannotRun(format!("kan geen JUnit-XML maken: {error}")))
}
