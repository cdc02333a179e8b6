//! Writes a synthetic protocol, to look at or to try something on.
//!
//! `cargo run -q --example synthetic -- adversarial 1 120 100`: the kind (or `structured`), the seed,
//! how many questions and how many rules.

use std::process::ExitCode;

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = asked.iter().filter_map(|it| it.parse().ok()).collect();
    let kind = asked.first().map_or("", String::as_str);
    let text = match (kind, numbers.as_slice()) {
        ("structured", [seed, questions, rules]) => {
            synthetic::structured(*seed as u64, *questions, *rules)
        }
        ("adversarial", [seed, questions, rules]) => {
            synthetic::adversarial(*seed as u64, *questions, *rules)
        }
        _ => {
            eprintln!("synthetic structured|adversarial SEED QUESTIONS RULES");
            return ExitCode::from(2);
        }
    };
    print!("{text}");
    ExitCode::SUCCESS
}
