//! Plants known defects in synthetic protocols and counts how many are found.
//!
//! 50 of each kind in protocols of 30 questions and 25 rules, and as false alarms whatever is said
//! of the same kinds about the 200 protocols they were planted in. `cargo run --release --example
//! seeded_defects`; with a number behind it that many of each kind, with `-v` also each that was
//! missed.

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::diagnostic::Code;
use domeinwijzer::present::recommend;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::{Prover, check_files};
use domeinwijzer::wire::Recommendation;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use synthetic::defects::{Defect, Files, Planted, Proof, plant};
use synthetic::model::Protocol;
use synthetic::naive::Answers;

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

const QUESTIONS: usize = 30;
const RULES: usize = 25;

type Failed = Box<dyn std::error::Error>;

/// What is said of a file: the one place that knows how findings are asked for.
fn found(registry: &Registry, path: &str) -> Vec<Code> {
    let files = registry.at_path(path);
    let said = check_files(registry, files);
    said.into_iter().map(|fault| fault.code).collect()
}

/// The numbers of the findings that are counted: a gap, a rule that never holds, a rule that never
/// decides, a lock weakened.
const COUNTED: [u16; 4] = [801, 802, 803, 808];

/// The finding that belongs to a defect.
fn expected(proof: &Proof) -> u16 {
    match proof {
        Proof::NoAdvice(_) => 801,
        Proof::Never(_) => 802,
        Proof::Idle(..) => 803,
        Proof::Escapes { .. } => 808,
    }
}

#[derive(Default, Clone)]
struct Row {
    planted: usize,
    found: usize,
    false_alarms: usize,
    clean: usize,
    missed: Vec<u64>,
}

fn main() -> Result<ExitCode, Failed> {
    let mut each = 50;
    let mut verbose = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "-v" => verbose = true,
            number => each = number.parse()?,
        }
    }
    println!(
        "{:<14} {:<26} {:>8} {:>6} {:>6} {:>13}",
        "kind", "way", "planted", "found", "clean", "false alarms"
    );
    let mut total = Row::default();
    let mut slowest = Duration::ZERO;
    let mut spent = Duration::ZERO;
    for defect in Defect::ALL {
        let mut rows = vec![Row::default(); defect.ways().len()];
        for seed in 0..each {
            let planted = plant(defect, seed, QUESTIONS, RULES);
            confirm(&planted).map_err(|error| format!("{defect:?}, seed {seed}: {error}"))?;
            let Some(row) = (defect.ways().iter().zip(&mut rows))
                .find_map(|(way, row)| (*way == planted.way).then_some(row))
            else {
                continue;
            };
            let start = Instant::now();
            let about_damaged = counted(&planted.damaged);
            let about_clean = counted(&planted.clean);
            let took = start.elapsed() / 2;
            spent += took * 2;
            slowest = slowest.max(took);
            row.planted += 1;
            row.clean += 1;
            row.false_alarms += about_clean.len();
            if about_damaged.contains(&expected(&planted.proof)) {
                row.found += 1;
            } else {
                row.missed.push(seed);
            }
        }
        for (way, row) in defect.ways().iter().zip(&rows) {
            print_row(&format!("{defect:?}"), way, row);
            if verbose && !row.missed.is_empty() {
                println!("    missed with seed {:?}", row.missed);
            }
            total.planted += row.planted;
            total.found += row.found;
            total.clean += row.clean;
            total.false_alarms += row.false_alarms;
        }
    }
    print_row("all", "", &total);
    println!("{spent:.0?} in all, at most {slowest:.1?} for one protocol");
    let perfect = total.found == total.planted && total.false_alarms == 0;
    Ok(if perfect {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print_row(kind: &str, way: &str, row: &Row) {
    println!(
        "{kind:<14} {way:<26} {:>8} {:>6} {:>6} {:>13}",
        row.planted, row.found, row.clean, row.false_alarms
    );
}

fn registry(files: &Files) -> (Registry, &'static str) {
    let mut registry = Registry::default();
    let mut last = "";
    for (path, text) in files {
        registry.add(*path, text.as_bytes());
        last = path;
    }
    (registry, last)
}

/// The findings of the kinds that are planted, about the last file.
fn counted(files: &Files) -> Vec<u16> {
    let (registry, path) = registry(files);
    let codes = found(&registry, path);
    let numbers = codes.into_iter().map(|code| code as u16);
    numbers.filter(|code| COUNTED.contains(code)).collect()
}

/// Every file of a set, compiled, in the same order.
fn compiled(files: &Files) -> Result<Vec<Checked>, Failed> {
    let (registry, _) = registry(files);
    files
        .iter()
        .map(|(path, text)| {
            let file = registry.at_path(path).ok_or("it was just added")?;
            compile(&registry, file).map_err(|faults| format!("{faults:#?}\n{text}").into())
        })
        .collect()
}

/// Both sets of files compile, and the defect is there where it can be seen in a case.
fn confirm(planted: &Planted) -> Result<(), Failed> {
    let clean = compiled(&planted.clean)?;
    let damaged = compiled(&planted.damaged)?;
    let (Some(whole), Some(broken)) = (clean.last(), damaged.last()) else {
        return Err("there are no files".into());
    };
    for case in &planted.witnesses {
        if said(whole, &planted.clean_model, case)?.no_advice_possible {
            return Err("the original has a gap".into());
        }
    }
    let seen = match &planted.proof {
        Proof::NoAdvice(case) => said(broken, &planted.damaged_model, case)?.no_advice_possible,
        Proof::Idle(..) | Proof::Never(_) => true,
        Proof::Escapes {
            case,
            route,
            advised,
            under_base,
        } => {
            let reached = |checked: &Checked| -> Result<bool, Failed> {
                let said = said(checked, &planted.damaged_model, case)?;
                let beside = said.also_suitable.iter().filter(|_| !advised);
                Ok(said.route.iter().chain(beside).any(|it| it.id == *route))
            };
            let base = damaged.first().ok_or("there is no base")?;
            reached(base)? == *under_base
                && reached(whole)? == *under_base
                && reached(broken)? != *under_base
        }
    };
    if seen {
        Ok(())
    } else {
        Err(format!("`{}` is not there", planted.way).into())
    }
}

/// What the engine says about a complete case.
fn said(checked: &Checked, protocol: &Protocol, case: &Answers) -> Result<Recommendation, Failed> {
    let mut answers = serde_json::Map::new();
    for (item, answer) in protocol.items.iter().zip(case) {
        if let Some(answer) = answer {
            let value = serde_json::to_value(answer.answer())?;
            answers.insert(item.name.clone(), value);
        }
    }
    let json = serde_json::json!({ "answers": answers }).to_string();
    let loose: Loose = serde_json::from_str(&json)?;
    let prover = Prover::new(program::compile(checked));
    let case = Request::read(loose)
        .and_then(|request| prover.fit(checked, &request))
        .map_err(|faults| format!("{faults:?}"))?;
    let decision = prover.decide(&case);
    let date = parse_date("2026-06-01").map_err(|error| error.to_string())?;
    Ok(recommend(checked, &prover, &case, &decision, date))
}
