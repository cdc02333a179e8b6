//! Counts how many questions are asked before the advice is certain, over all examples.
//!
//! Each example is played as a consult: the first of the next questions is asked, and answered as
//! the example does; what it leaves open is answered with the lowest answer (nee, the low end of a
//! scale, the first choice). `cargo run --example questions -- protocols`

use domeinwijzer::answer::Answer;
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::present::{example_requests, form, next_report};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::{FormQuestion, Outcome, QuestionKind};
use std::collections::BTreeMap;
use std::path::Path;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "protocols".to_owned());
    let mut registry = Registry::default();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.is_dir() {
            for file in std::fs::read_dir(&path)? {
                let file = file?.path();
                registry.add(file.to_string_lossy(), &std::fs::read(Path::new(&file))?);
            }
        }
    }
    let mut files: Vec<_> = registry.files().iter().collect();
    files.sort_by_key(|file| file.path());
    println!(
        "{:<36} {:>9} {:>10} {:>8} {:>8}",
        "protocol", "questions", "examples", "mean", "max"
    );
    let mut all = Vec::new();
    for file in files {
        let checked =
            compile(&registry, file).map_err(|faults| format!("{}: {faults:?}", file.path()))?;
        let counts = asked(&checked)?;
        let known = form(&checked)
            .groups
            .iter()
            .map(|group| group.questions.len())
            .sum();
        print_row(file.path(), known, &counts);
        all.extend(counts);
    }
    print_row("all", 0, &all);
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a mean of a few hundred small numbers"
)]
fn print_row(name: &str, questions: usize, counts: &[usize]) {
    let mean = counts.iter().sum::<usize>() as f64 / counts.len().max(1) as f64;
    let max = counts.iter().max().copied().unwrap_or_default();
    println!(
        "{name:<36} {questions:>9} {:>10} {mean:>8.1} {max:>8}",
        counts.len()
    );
}

/// The number of questions asked for each example that is decided.
fn asked(checked: &Checked) -> Result<Vec<usize>, Failed> {
    let prover = Prover::new(program::compile(checked));
    let questions: BTreeMap<String, FormQuestion> = form(checked)
        .groups
        .into_iter()
        .flat_map(|group| group.questions)
        .map(|question| (question.id.clone(), question))
        .collect();
    let mut counts = Vec::new();
    for (example, case, recommendation) in example_requests(checked) {
        if recommendation.outcome == Outcome::Open {
            continue;
        }
        let mut given: Vec<(String, Loose)> = Vec::new();
        loop {
            let request = Request {
                answers: given.clone(),
                ..Request::default()
            };
            let current = prover
                .fit(checked, &request)
                .map_err(|faults| format!("{faults:?}"))?;
            let decision = prover.decide(&current);
            let report = next_report(checked, &prover, &current, &decision);
            if report.outcome == Outcome::Decided {
                break;
            }
            let next = report
                .next
                .first()
                .ok_or_else(|| format!("{example}: open without a question"))?;
            let question = questions
                .get(&next.question)
                .ok_or("a question that is not in the form")?;
            let answer = case
                .answers
                .get(&next.question)
                .map_or_else(|| lowest(question), loose);
            given.push((next.question.clone(), answer));
        }
        counts.push(given.len());
    }
    Ok(counts)
}

fn lowest(question: &FormQuestion) -> Loose {
    match question.kind {
        QuestionKind::YesNo => Loose::YesNo(false),
        QuestionKind::Scale | QuestionKind::Number => {
            Loose::Whole(question.min.unwrap_or_default())
        }
        QuestionKind::Choice => {
            let first = question.choices.first().map(|choice| choice.id.clone());
            Loose::Text(first.unwrap_or_default())
        }
        QuestionKind::MultiChoice => Loose::List(Vec::new()),
    }
}

fn loose(answer: &Answer) -> Loose {
    match answer {
        Answer::YesNo(yes) => Loose::YesNo(*yes),
        Answer::Number(number) => Loose::Whole(*number),
        Answer::Choice(choice) => Loose::Text(choice.clone()),
        Answer::Choices(choices) => Loose::List(choices.iter().cloned().map(Loose::Text).collect()),
    }
}
