//! How long it takes to prove things: the shipped protocols, large synthetic ones, open cases, and
//! how that is spread over many protocols.
//!
//! `cargo bench --bench prove`; behind `--` may stand:
//!
//! * a number: how many synthetic protocols of each kind there are at most (500 unless told), `0` for
//!   none; a kind ends after a minute;
//! * `--all`: no kind ends before it is through, however long that takes;
//! * `structured` or `adversarial`: the many protocols of that kind, and nothing else.
//!
//! So `cargo bench --bench prove -- 300 --all adversarial` tells how many of 300 hard ones hit the
//! budget. `cargo bench-wasm -- 300` is the same bench as the package is built for JavaScript, in Node; it takes the
//! target wasm32-wasip1 of Rust. Times are of one thread; they are the only thing that is not the same in each run.

#![expect(clippy::expect_used, reason = "a trap in a bench is a finding")]
#![expect(
    clippy::cast_possible_truncation,
    reason = "a few hundred protocols fit in any number"
)]

use domeinwijzer::check::{self, Checked};
use domeinwijzer::decide::{Case, Loose, Request};
use domeinwijzer::diagnostic::Code;
use domeinwijzer::present::example_requests;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::prove::{Proved, Prover, findings};
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use synthetic::draw::Draw;
use synthetic::model::Protocol;
use synthetic::structured::Structured;
use synthetic::write::{self, Head};
use synthetic::{adversarial, structured};

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

/// The size of the largest synthetic protocols.
const LARGEST: (usize, usize) = (120, 100);
/// The size of the smallest ones.
const SMALLEST: (usize, usize) = (10, 8);

/// No more synthetic protocols of one kind are begun after this, unless all are asked for.
const LONGEST: Duration = Duration::from_secs(60);
/// The kinds of synthetic protocols.
const KINDS: [&str; 2] = ["structured", "adversarial"];

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let each: u64 = asked
        .iter()
        .filter_map(|it| it.parse().ok())
        .fold(500, |_, it| it);
    let longest = if asked.iter().any(|it| it == "--all") {
        Duration::MAX
    } else {
        LONGEST
    };
    let only = KINDS
        .into_iter()
        .find(|kind| asked.iter().any(|it| it == kind));
    let start = Instant::now();
    println!(
        "{:<46} {:>6} {:>10} {:>10} {:>10}",
        "", "times", "median", "95 %", "worst"
    );
    if only.is_none() {
        some()?;
    }
    for kind in KINDS {
        if each > 0 && only.is_none_or(|only| only == kind) {
            spread(kind, each, longest);
        }
    }
    println!("{:.0?} in all", start.elapsed());
    Ok(())
}

/// The shipped base, the largest of each kind, and open cases.
fn some() -> Result<(), Box<dyn Error>> {
    let registry = shipped()?;
    let base = registry.at_path("nederland/1.0.0.toml");
    let base = base.ok_or("there is no base")?;
    let text = std::fs::read(folder().join(base.path()))?;
    one(
        "shipped base",
        15,
        &|| !alone(base.path(), &text).files().is_empty(),
        &registry,
        base.path(),
    );
    let (questions, rules) = LARGEST;
    for (name, text) in [
        ("structured", structured(1, questions, rules)),
        ("adversarial", adversarial(1, questions, rules)),
    ] {
        let load = || alone("proef/1.0.0.toml", text.as_bytes());
        let name = format!("{name} {questions}/{rules}");
        let all = load();
        one(
            &name,
            5,
            &|| !load().files().is_empty(),
            &all,
            "proef/1.0.0.toml",
        );
    }
    open_cases(&registry)
}

/// Where the protocols stand.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("protocols")
}

/// A registry of one file.
fn alone(path: &str, text: &[u8]) -> Registry {
    let mut registry = Registry::default();
    registry.add(path, text);
    registry
}

/// All protocols that are shipped.
fn shipped() -> Result<Registry, Box<dyn Error>> {
    let folder = folder();
    let mut registry = Registry::default();
    for entry in std::fs::read_dir(&folder)? {
        let place = entry?.path();
        if !place.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&place)? {
            let path = file?.path();
            let name = path
                .strip_prefix(&folder)?
                .to_string_lossy()
                .replace('\\', "/");
            registry.add(name, &std::fs::read(&path)?);
        }
    }
    Ok(registry)
}

/// How long something takes, and what comes out.
fn timed<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = black_box(what());
    (start.elapsed(), made)
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |of_hundred: usize| {
        let last = times.len().saturating_sub(1);
        times
            .get(last * of_hundred / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{name:<46} {:>6} {:>10} {:>10} {:>10}",
        times.len(),
        shown(at(50)),
        shown(at(95)),
        shown(at(100))
    );
}

fn shown(time: Duration) -> String {
    match time.as_micros() {
        under @ ..1_000 => format!("{under} µs"),
        under @ ..100_000 => format!("{}.{:02} ms", under / 1_000, under % 1_000 / 10),
        more => format!("{} ms", more / 1_000),
    }
}

/// All stages from text to findings.
fn one(name: &str, times: usize, load: &dyn Fn() -> bool, registry: &Registry, path: &str) {
    let repeated = |what: &dyn Fn()| (0..times).map(|_| timed(what).0).collect::<Vec<_>>();
    let file = registry.at_path(path).expect("it was just added");
    let compile = || check::compile(registry, file).expect("a sound protocol");
    let checked = compile();
    let prover = Prover::new(program::compile(&checked));
    let prove = || {
        findings(
            Proved {
                checked: &checked,
                prover: &prover,
            },
            None,
        )
    };
    let (first, found) = timed(prove);
    let (variables, clauses) = prover.size();
    println!(
        "{name}: {variables} variables, {clauses} clauses, {} findings",
        found.len()
    );
    row("  load", repeated(&|| assert!(black_box(load()))));
    row("  check", repeated(&|| drop(black_box(compile()))));
    row(
        "  compile",
        repeated(&|| drop(black_box(program::compile(&checked)))),
    );
    let program = prover.program();
    row(
        "  Prover::new",
        repeated(&|| drop(black_box(Prover::new(program.clone())))),
    );
    // What takes long is not done again and again.
    let mut proving = vec![first];
    while proving.len() < times && proving.iter().sum::<Duration>() < Duration::from_secs(5) {
        proving.push(timed(prove).0);
    }
    row("  findings", proving);
}

/// What one open case takes.
#[derive(Default)]
struct Spent {
    decide: Vec<Duration>,
    next: Vec<Duration>,
    reasons: Vec<Duration>,
    not_exact: usize,
}

impl Spent {
    fn add(&mut self, checked: &Checked, prover: &Prover, case: &Case) {
        let (time, decision) = timed(|| prover.decide(case));
        self.decide.push(time);
        self.not_exact += usize::from(!decision.is_exact());
        self.next.push(timed(|| prover.next(case, &decision)).0);
        self.reasons
            .push(timed(|| prover.reasons(checked, case, &decision)).0);
    }

    fn print(self) {
        let (cases, not_exact) = (self.decide.len(), self.not_exact);
        row("  exact openness", self.decide);
        row("  relevance and order", self.next);
        row("  reasons", self.reasons);
        println!("  not exact: {not_exact} of {cases}");
    }
}

/// Fits answers; none when they are refused.
fn fit(
    checked: &Checked,
    prover: &Prover,
    answers: &serde_json::Map<String, serde_json::Value>,
) -> Option<Case> {
    let json = serde_json::json!({ "answers": answers, "date": "2026-06-01" });
    let loose: Loose = serde_json::from_value(json).ok()?;
    let request = Request::read(loose).ok()?;
    prover.fit(checked, &request).ok()
}

/// The examples of all shipped protocols, each with half of its answers.
fn open_cases(registry: &Registry) -> Result<(), Box<dyn Error>> {
    let mut spent = Spent::default();
    for file in registry.files() {
        let checked = check::compile(registry, file).map_err(|faults| format!("{faults:?}"))?;
        let prover = Prover::new(program::compile(&checked));
        for (nth, (_, case, _)) in example_requests(&checked).into_iter().enumerate() {
            for half in 0..4 {
                let mut draw = Draw::new(nth as u64 * 4 + half);
                let mut answers = serde_json::Map::new();
                for (name, answer) in &case.answers {
                    if draw.chance(50) {
                        answers.insert(name.clone(), serde_json::to_value(answer)?);
                    }
                }
                if let Some(case) = fit(&checked, &prover, &answers) {
                    spent.add(&checked, &prover, &case);
                }
            }
        }
    }
    println!(
        "examples of all {} shipped files, half answered",
        registry.files().len()
    );
    spent.print();
    Ok(())
}

/// Protocols of all sizes from the smallest to the largest, each with one case half answered.
fn spread(name: &str, each: u64, longest: Duration) {
    let make = |seed: u64, (questions, rules): (usize, usize)| -> Protocol {
        if name == "adversarial" {
            adversarial::protocol(seed, questions, rules)
        } else {
            Structured::new(seed, questions, rules).protocol
        }
    };
    let mut spent = Spent::default();
    let (mut made, mut found, mut not_proved) = (Vec::new(), Vec::new(), 0);
    let start = Instant::now();
    let mut done = 0;
    for seed in 0..each {
        if start.elapsed() > longest {
            break;
        }
        done += 1;
        // Small and large ones by turns, so that those left out are of all sizes.
        let nth = (seed * 7_919 % each) as usize;
        let between =
            |low: usize, high: usize| low + (high - low) * nth / (each as usize - 1).max(1);
        let questions = between(SMALLEST.0, LARGEST.0);
        let protocol = make(seed, (questions, between(SMALLEST.1, LARGEST.1)));
        let text = write::file(&protocol, &Head::ALONE);
        let registry = alone("proef/1.0.0.toml", text.as_bytes());
        let file = registry.at_path("proef/1.0.0.toml").expect("just added");
        let checked = check::compile(&registry, file).expect("a sound protocol");
        let program = program::compile(&checked);
        let (time, prover) = timed(|| Prover::new(program));
        made.push(time);
        let it = Proved {
            checked: &checked,
            prover: &prover,
        };
        let (time, said) = timed(|| findings(it, None));
        found.push(time);
        not_proved += usize::from(said.iter().any(|it| it.code == Code::NotProved));
        // What is drawn may be declared impossible.
        let case = (0..10).find_map(|attempt| {
            let mut draw = Draw::new(seed * 10 + attempt);
            let mut answers = serde_json::Map::new();
            for (at, question) in protocol.questions() {
                let value = question.kind.value(draw.below(1 << 20) as u32);
                if draw.chance(50) {
                    let answer = serde_json::to_value(value.answer()).ok()?;
                    answers.insert(protocol.name(at).to_owned(), answer);
                }
            }
            fit(&checked, &prover, &answers)
        });
        if let Some(case) = case {
            spent.add(&checked, &prover, &case);
        }
        // All of them take long: what is known by then is not lost.
        if longest == Duration::MAX && done % 20 == 0 {
            eprintln!("{done}: something not proved in {not_proved}");
        }
    }
    println!(
        "{done} of {each} {name} ones, from {}/{} to {}/{}",
        SMALLEST.0, SMALLEST.1, LARGEST.0, LARGEST.1
    );
    row("  Prover::new", made);
    row("  findings", found);
    println!("  with something not proved: {not_proved} of {done}");
    spent.print();
}
