//! What `check` finds by looking at all cases, and what it must leave alone.
//!
//! Each `.toml` in `tests/proofs` is a part of a protocol; tables that it does not name come from
//! `rest/rest.toml`. Behind a line `# gemeente` follows a municipal file that builds on it. A name
//! begins with the code that has to be found there, or with the code and `net_niet`: a near miss,
//! in which it must not be. The `.txt` beside it is all that is said. `UPDATE=1 cargo test --test
//! proofs` rewrites the messages; read them before you keep them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domeinwijzer::check::compile;
use domeinwijzer::diagnostic::{Code, Diagnostic, render};
use domeinwijzer::present::run_examples;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::prove::{Prover, check_files};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const REST: &str = include_str!("proofs/rest/rest.toml");
const OF_MUNICIPALITY: &str = "# gemeente\n";

/// A file of the folder: its name, the texts of its one or two protocol files, and what is said.
struct Found {
    name: String,
    files: Vec<(&'static str, String)>,
    registry: Registry,
    diagnostics: Vec<Diagnostic>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proofs")
}

/// Adds the tables of `rest.toml` that a part does not name.
fn complete(part: &str) -> String {
    let heads: Vec<&str> = part.lines().filter(|line| line.starts_with('[')).collect();
    let mut text = format!("formaat = 1\n{part}");
    for table in REST.split("\n[").skip(1) {
        let head = format!("[{}]", table.split(']').next().unwrap());
        if !heads.contains(&head.as_str()) {
            let _ = write!(text, "\n[{table}");
        }
    }
    text
}

fn texts(part: &str) -> Vec<(&'static str, String)> {
    match part.split_once(OF_MUNICIPALITY) {
        None => vec![("landelijk/1.0.0.toml", complete(part))],
        Some((base, local)) => vec![
            ("landelijk/1.0.0.toml", complete(base)),
            (
                "gemeente/1.0.0.toml",
                format!(
                    "formaat = 1\n[protocol]\nid = \"gemeente\"\ntitel = \"Gemeente\"\n\
                     versie = \"1.0.0\"\nstatus = \"concept\"\ngeldig_vanaf = 2026-01-01\n\
                     basis = \"landelijk@1.0.0\"\n{local}"
                ),
            ),
        ],
    }
}

fn registry(files: &[(&'static str, String)]) -> Registry {
    let mut registry = Registry::default();
    for (path, text) in files {
        registry.add(*path, text.as_bytes());
    }
    registry
}

fn corpus() -> Vec<Found> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    names.sort();
    let found = names.into_iter().map(|path| {
        let files = texts(&fs::read_to_string(&path).unwrap());
        let registry = registry(&files);
        let last = registry.at_path(files.last().unwrap().0);
        Found {
            name: path.file_stem().unwrap().to_string_lossy().into(),
            diagnostics: check_files(&registry, last),
            registry,
            files,
        }
    });
    found.collect()
}

#[test]
fn every_message_is_the_one_that_was_read_and_kept() {
    let mut wrong = String::new();
    for found in corpus() {
        let sources = found.registry.sources();
        let mut rendered = String::new();
        for it in &found.diagnostics {
            rendered.push_str(&render::full(it, sources));
            for edit in &it.fix {
                let (old, new) = (sources.slice(edit.span), &edit.text);
                let _ = writeln!(rendered, "  wijziging: {old:?} wordt {new:?}");
            }
            rendered.push('\n');
        }
        let golden = folder().join(format!("{}.txt", found.name));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(golden, rendered).unwrap();
        } else if fs::read_to_string(golden).unwrap_or_default() != rendered {
            let _ = write!(wrong, "--- {}\n{rendered}", found.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_code_is_found_where_it_is_and_nowhere_near() {
    let corpus = corpus();
    let mut wrong = Vec::new();
    for found in &corpus {
        let code = found.name.split('_').next().unwrap();
        let is_it = |it: &Diagnostic| it.code.to_string() == format!("DW0{code}");
        let near_miss = found.name.contains("net_niet");
        if found.diagnostics.iter().any(is_it) == near_miss {
            wrong.push(found.name.clone());
        }
    }
    for code in Code::ALL.iter().filter(|code| **code as u16 / 100 == 8) {
        let of_it = |found: &&Found| found.name.starts_with(&format!("{}_", *code as u16));
        let (near, hit): (Vec<&Found>, Vec<&Found>) = corpus
            .iter()
            .filter(of_it)
            .partition(|found| found.name.contains("net_niet"));
        if near.is_empty() || hit.is_empty() {
            wrong.push(format!("{code} has no case or no near miss"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Pasted into the file, an example passes; but for what should be otherwise, where it fails until
/// that is mended. What a locked rule of the base does passes in the base.
#[test]
fn every_witness_is_an_example_that_shows_it() {
    let mut seen = 0;
    for found in corpus() {
        for it in &found.diagnostics {
            let Some(witness) = &it.witness else { continue };
            let passes = |nth: usize| {
                let mut files = found.files.clone();
                let (path, text) = &mut files[nth];
                let path = *path;
                let _ = write!(text, "\n{}", witness.example);
                let registry = registry(&files);
                let checked = compile(&registry, registry.at_path(path).unwrap());
                let checked = checked.unwrap_or_else(|faults| {
                    unreachable!("{}: {faults:#?}\n{}", found.name, witness.example)
                });
                let prover = Prover::new(program::compile(&checked));
                let (results, _) = run_examples(&checked, &prover);
                let id = witness.example.split(['.', ']']).nth(1).unwrap();
                results.iter().find(|it| it.id == id).unwrap().passed
            };
            let to_be = matches!(it.code, Code::Gap | Code::LockWeakened);
            let shown = format!("{} {}\n{}", found.name, it.message, witness.example);
            assert_eq!(passes(found.files.len() - 1), !to_be, "{shown}");
            if it.code == Code::LockWeakened {
                assert!(passes(0), "in the base: {shown}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 6, "{seen}");
}
