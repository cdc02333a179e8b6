//! The invariants of ARCHITECTURE.md that can be read off the source.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot run has failed"
)]

use std::path::{Path, PathBuf};

/// The rooms in order: each may use only those before it.
const ROOMS: [&str; 20] = [
    "sorting",
    "json",
    "text",
    "answer",
    "diagnostic",
    "condition",
    "protocol",
    "check",
    "program",
    "decide",
    "table",
    "export",
    "prove",
    "wire",
    "present",
    "record",
    "formats",
    "review",
    "tidy",
    "wasm",
];

/// The most lines of a file, tests and comments included.
const LINES: usize = 450;

/// A file of the library.
struct Source {
    /// Its path below `src`, with forward slashes.
    path: String,
    /// The whole text.
    text: String,
    /// The text without comments, documentation and tests.
    code: String,
}

impl Source {
    /// The room it stands in.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.trim_end_matches(".rs")
    }
}

/// Every file of the library; `lib.rs`, which lists the rooms, and the command line are apart.
fn library() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&src, &mut paths);
    paths.sort();
    let sources: Vec<Source> = paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let path = path.strip_prefix(&src).unwrap();
            Source {
                path: path.to_string_lossy().replace('\\', "/"),
                code: code(&text),
                text,
            }
        })
        .filter(|it| it.path != "lib.rs" && !it.path.starts_with("bin/"))
        .collect();
    assert!(sources.len() > 30, "{}", sources.len());
    sources
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|it| it == "rs") {
            paths.push(path);
        }
    }
}

/// A text up to its tests, without lines that are comments.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap();
    before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// The files whose code contains one of these, but for those where it belongs.
fn offenders(words: &[&str], belongs: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in library() {
        for word in words.iter().filter(|word| source.code.contains(**word)) {
            if !belongs.contains(&source.path.as_str()) {
                found.push(format!("{} has {word}", source.path));
            }
        }
    }
    found
}

#[track_caller]
fn only_in(words: &[&str], belongs: &[&str]) {
    let found = offenders(words, belongs);
    assert!(found.is_empty(), "{found:#?}");
    // An exception that nothing needs any more hides the next offender.
    for path in belongs {
        let source = library().into_iter().find(|it| it.path == *path);
        let code = source.unwrap_or_else(|| panic!("no {path}")).code;
        let needed = words.iter().any(|word| code.contains(word));
        assert!(needed, "{path} has none of {words:?}");
    }
}

#[test]
fn the_rooms_are_listed_in_their_order() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let lib = lib.unwrap();
    let listed: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(listed, ROOMS);
}

#[test]
fn each_room_uses_only_rooms_before_it() {
    for source in library() {
        let own = ROOMS.iter().position(|room| *room == source.room());
        let own = own.unwrap_or_else(|| panic!("{} stands in no room", source.path));
        for part in source.code.split("crate::").skip(1) {
            let used: String = part
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            let at = ROOMS.iter().position(|room| *room == used);
            let at = at.unwrap_or_else(|| panic!("{}: crate::{used}", source.path));
            assert!(at <= own, "{} uses crate::{used}", source.path);
        }
    }
}

#[test]
fn features_are_known_at_the_border_only() {
    // The JSON Schema is derived from the very structs that read the file, and only where asked for.
    only_in(
        &["cfg(feature", "cfg_attr(", "cfg!("],
        &[
            "wire.rs",
            "wasm.rs",
            "protocol/entry.rs",
            "protocol/file.rs",
            "protocol/mod.rs",
        ],
    );
}

#[test]
fn the_library_knows_no_machine() {
    only_in(
        &[
            "std::fs",
            "std::io",
            "std::env",
            "std::net",
            "std::process",
            "std::thread",
            "std::time",
            "jiff",
            "println!",
            "eprintln!",
            "print!",
            "dbg!",
        ],
        &[],
    );
}

#[test]
fn the_library_keeps_nothing_between_calls() {
    only_in(
        &[
            "\nstatic ",
            "pub static ",
            "pub(crate) static ",
            "static mut",
            "thread_local!",
            "OnceLock",
            "LazyLock",
            "Mutex",
            "RefCell",
        ],
        &[],
    );
    // A handle keeps what was made for it.
    only_in(&["Cell<"], &["wasm.rs"]);
}

#[test]
fn nothing_depends_on_the_order_of_a_hash() {
    only_in(&["HashMap", "HashSet"], &[]);
}

#[test]
fn nothing_traps_on_purpose() {
    only_in(
        &[
            ".unwrap()",
            ".expect(\"",
            "panic!",
            "unreachable!",
            "todo!",
            "unimplemented!",
            "assert!(",
            "assert_eq!(",
            "unsafe ",
        ],
        &[],
    );
}

#[test]
fn json_text_is_known_to_digest_lock_and_receipt_only() {
    only_in(&["serde_json"], &["protocol/lock.rs"]);
    only_in(
        &["json::text", "json::quote"],
        &["protocol/content.rs", "record/canonical.rs"],
    );
    only_in(
        &["Loose::parse"],
        &["record/canonical.rs", "record/replay.rs"],
    );
}

#[test]
fn only_the_border_can_be_serialised() {
    only_in(
        &["Serialize", "Serializer"],
        &[
            "answer.rs",
            "export/counts.rs",
            "formats/json.rs",
            "json.rs",
            "protocol/lock.rs",
            "record/canonical.rs",
            "wasm/border.rs",
            "wire.rs",
        ],
    );
}

#[test]
fn javascript_is_known_at_the_border_only() {
    for source in library().iter().filter(|it| it.room() != "wasm") {
        for word in ["wasm_bindgen", "js_sys", "JsValue"] {
            assert!(!source.code.contains(word), "{} has {word}", source.path);
        }
    }
    only_in(&["tsify"], &["wire.rs"]);
}

#[test]
fn the_solver_is_known_to_the_prover_only() {
    for source in library().iter().filter(|it| it.room() != "prove") {
        assert!(!source.code.contains("batsat"), "{}", source.path);
    }
}

#[test]
fn numbers_are_whole() {
    // Both turn a number that is not whole away, or take it for the whole one it equals.
    only_in(
        &[": f32", ": f64", "as f32", "as f64", "<f64>"],
        &["decide/json.rs", "json.rs"],
    );
}

#[test]
fn a_program_holds_no_text() {
    let texts = [
        "String",
        "&str",
        "&'static str",
        "format!",
        "to_owned()",
        "crate::text",
        "crate::diagnostic",
    ];
    for source in library().iter().filter(|it| it.room() == "program") {
        for word in texts {
            assert!(!source.code.contains(word), "{} has {word}", source.path);
        }
    }
}

#[test]
fn deciding_makes_no_message() {
    // What is handed in can be wrong: fitting it to a protocol is where messages are made.
    let intake = ["decide/case.rs", "decide/json.rs", "decide/read.rs"];
    for source in library().iter().filter(|it| it.room() == "decide") {
        let messages = ["crate::diagnostic", "format!", "String", "&str"];
        for word in messages.iter().filter(|word| source.code.contains(**word)) {
            assert!(
                intake.contains(&source.path.as_str()),
                "{} has {word}",
                source.path
            );
        }
    }
}

#[test]
fn a_checked_protocol_and_a_program_have_one_maker() {
    for source in library() {
        let makes = |name: &str| {
            let literal = format!("{name} {{");
            let mut lines = source.code.lines().filter(|line| line.contains(&literal));
            lines.any(|line| {
                !["struct ", "impl ", "-> "]
                    .iter()
                    .any(|it| line.contains(it))
            })
        };
        if makes("Checked") {
            let makers = ["check/mod.rs", "check/bundle/records.rs"];
            assert!(makers.contains(&source.path.as_str()), "{}", source.path);
        }
        if makes("Program") {
            assert_eq!(source.path, "program/compile.rs");
        }
    }
}

#[test]
fn files_stay_readable() {
    for source in library() {
        let lines = source.text.lines().count();
        assert!(
            lines <= LINES,
            "{} has {lines} lines, at most {LINES}",
            source.path
        );
    }
}
