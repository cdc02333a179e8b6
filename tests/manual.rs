//! The language manual, run: every block in it is what it says it is.
//!
//! The first word after the fence says what a block is, the words after it how it is tried:
//!
//! * `toml`: a complete protocol, which checks clean and passes its examples. `compleet=NAAM` names
//!   it, `fragment=NAAM` is laid over the named one, `uit=NAAM` is an excerpt of it, and
//!   `bestand=PAD` writes the block for later commands. `los` allows what nothing uses yet.
//! * `json bestand=PAD`: a file for later commands.
//! * `voorwaarde`: one condition a line, read and checked with the names of Oefenstad; with `fout`
//!   each is refused.
//! * `console`: commands with what they print, in a folder that all blocks share. A line with `…`
//!   stands for any lines, and at the end of a line for any rest.
//! * `grammatica`: the grammar as the code has it.
//!
//! `UPDATE=1 cargo test --test manual` writes the table of keys, and what commands print now.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use domeinwijzer::check::{check_files, compile};
use domeinwijzer::condition::keywords::Keyword;
use domeinwijzer::condition::parse;
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::present::run_examples;
use domeinwijzer::program;
use domeinwijzer::protocol;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::schema::keys;
use domeinwijzer::prove::Prover;
use domeinwijzer::text::Offsets;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const MANUAL: &str = "docs/handleiding-protocol.md";
/// Between these lines stands the table of all keys.
const TABLE: [&str; 2] = ["<!-- sleutels -->\n", "<!-- einde sleutels -->"];
/// The protocol whose names the conditions use.
const NAMES: &str = "oefenstad";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn manual() -> String {
    std::fs::read_to_string(root().join(MANUAL)).unwrap()
}

/// A block between fences.
#[derive(Debug, Clone)]
struct Block {
    /// The line of its opening fence.
    line: usize,
    kind: String,
    words: Vec<String>,
    text: String,
}

impl Block {
    fn value(&self, name: &str) -> Option<&str> {
        let prefix = format!("{name}=");
        self.words
            .iter()
            .find_map(|word| word.strip_prefix(&prefix))
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|it| it == word)
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some("") if open => open = false,
            Some(info) => {
                assert!(!open, "line {}: a fence in a block", at + 1);
                open = true;
                let mut words = info.split_whitespace().map(str::to_owned);
                found.push(Block {
                    line: at + 1,
                    kind: words.next().unwrap_or_default(),
                    words: words.collect(),
                    text: String::new(),
                });
            }
            None if open => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => assert!(
                !line.trim_start().starts_with("```"),
                "line {}: an indented fence",
                at + 1
            ),
        }
    }
    assert!(!open, "the last block does not end");
    found
}

/// The shipped protocols, as bases.
fn shipped() -> Registry {
    let mut registry = Registry::default();
    for path in ["nederland/1.0.0.toml", "vlissingen/1.0.0.toml"] {
        let bytes = std::fs::read(root().join("protocols").join(path)).unwrap();
        registry.add(path, &bytes);
    }
    registry
}

/// What is wrong with a protocol and with its examples.
fn faults(text: &str) -> Vec<(Code, String)> {
    let mut registry = shipped();
    registry.add("handleiding.toml", text.as_bytes());
    let file = registry.at_path("handleiding.toml").unwrap();
    let told = |it: Diagnostic| (it.code, format!("{} ({:?})", it.message, it.help));
    let mut found: Vec<_> = check_files(&registry, [file])
        .into_iter()
        .map(told)
        .collect();
    if let Ok(checked) = compile(&registry, file) {
        let (examples, _) = run_examples(&checked, &Prover::new(program::compile(&checked)));
        let failed = examples.into_iter().filter(|it| !it.passed);
        found.extend(failed.map(|it| (Code::InvalidExample, format!("gezakt: {it:?}"))));
    }
    found
}

/// The named complete protocols.
fn complete(blocks: &[Block]) -> BTreeMap<String, String> {
    let named = blocks
        .iter()
        .filter_map(|it| Some((it.value("compleet")?.to_owned(), it.text.clone())));
    let found: BTreeMap<String, String> = named.clone().collect();
    assert_eq!(found.len(), named.count(), "a name twice");
    found
}

#[test]
fn every_block_is_of_a_kind_that_is_tried() {
    let blocks = blocks(&manual());
    let known = complete(&blocks);
    let commands: String = blocks
        .iter()
        .filter(|it| it.kind == "console")
        .map(|it| it.text.clone())
        .collect();
    for block in &blocks {
        let place = format!("{MANUAL}:{}", block.line);
        let allowed: &[&str] = match block.kind.as_str() {
            "toml" => &["compleet", "fragment", "uit", "bestand", "los"],
            "json" => &["bestand"],
            "voorwaarde" => &["fout"],
            "console" | "grammatica" => &[],
            other => panic!("{place}: nothing tries a block `{other}`"),
        };
        for word in &block.words {
            let name = word.split('=').next().unwrap();
            assert!(allowed.contains(&name), "{place}: {word}");
        }
        for name in ["fragment", "uit"] {
            if let Some(of) = block.value(name) {
                assert!(
                    known.contains_key(of),
                    "{place}: no complete protocol `{of}`"
                );
            }
        }
        if let Some(path) = block.value("bestand") {
            assert!(commands.contains(path), "{place}: no command uses {path}");
        }
        assert!(!block.text.trim().is_empty(), "{place}");
        assert_eq!(
            block.kind == "json",
            block.value("bestand").is_some() && block.kind != "toml"
        );
    }
    assert!(blocks.len() > 50, "{}", blocks.len());
}

#[test]
fn every_protocol_checks_clean_and_passes_its_examples() {
    let blocks = blocks(&manual());
    let known = complete(&blocks);
    let mut tried = 0;
    for block in blocks.iter().filter(|it| it.kind == "toml") {
        let place = format!("{MANUAL}:{}", block.line);
        let text = if let Some(name) = block.value("fragment") {
            format!("{}\n{}", known[name], block.text)
        } else if let Some(name) = block.value("uit") {
            assert!(known[name].contains(&block.text), "{place}: not in {name}");
            continue;
        } else if block.value("compleet").is_none() && block.value("bestand").is_some() {
            // Faulty on purpose: the command that follows shows what is said of it.
            continue;
        } else {
            block.text.clone()
        };
        let mut found = faults(&text);
        if block.has("los") {
            found.retain(|(code, _)| *code != Code::Unused);
        }
        assert!(found.is_empty(), "{place}: {found:#?}");
        tried += 1;
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn every_condition_is_read_and_checked() {
    let blocks = blocks(&manual());
    let names = &complete(&blocks)[NAMES];
    let (mut sound, mut faulty) = (0, 0);
    for block in blocks.iter().filter(|it| it.kind == "voorwaarde") {
        for line in block.text.lines() {
            let place = format!("{MANUAL}:{}: {line}", block.line);
            let text = format!("{names}\n[kenmerk.hier]\nals = \"{line}\"\n");
            let mut found = faults(&text);
            found.retain(|(code, _)| *code != Code::Unused);
            if block.has("fout") {
                assert!(!found.is_empty(), "{place}: is accepted");
                faulty += 1;
            } else {
                assert!(parse(line, &Offsets::Shifted(0)).is_ok(), "{place}");
                assert!(found.is_empty(), "{place}: {found:?}");
                sound += 1;
            }
        }
    }
    assert!(sound >= 25 && faulty >= 8, "{sound} {faulty}");
}

#[test]
fn the_grammar_is_that_of_the_code() {
    let code = std::fs::read_to_string(root().join("src/condition/mod.rs")).unwrap();
    let grammar: Vec<&str> = code
        .lines()
        .skip_while(|line| *line != "//! ```text")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| line.trim_start_matches("//! "))
        .collect();
    let shown: Vec<Block> = blocks(&manual())
        .into_iter()
        .filter(|it| it.kind == "grammatica")
        .collect();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].text.lines().collect::<Vec<_>>(), grammar);
}

/// The words of a command line; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a command line prints, on stdout and then on stderr; `|` passes output on.
fn printed(line: &str, folder: &Path) -> String {
    let mut input = Vec::new();
    let mut told = Vec::new();
    for command in line.split(" | ") {
        let words = words(command);
        assert_eq!(
            words.first().map(String::as_str),
            Some("domeinwijzer"),
            "{line}"
        );
        let mut child = Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
            .args(&words[1..])
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses its arguments does not wait for its input.
        let _ = child.stdin.take().unwrap().write_all(&input);
        let output = child.wait_with_output().unwrap();
        input = output.stdout;
        told.extend(output.stderr);
    }
    input.extend(told);
    String::from_utf8(input).unwrap()
}

/// Whether lines are what is expected, where `…` stands for any lines or any rest of a line.
fn matches(expected: &[&str], got: &[&str]) -> bool {
    match (expected.split_first(), got.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=got.len()).any(|at| matches(rest, &got[at..])),
        (Some((first, rest)), Some((line, others))) => {
            let same = match first.strip_suffix('…') {
                Some(start) => line.starts_with(start),
                None => first == line,
            };
            same && matches(rest, others)
        }
        _ => false,
    }
}

/// A copy of the shipped protocols, in which the commands of the manual work.
fn workplace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual");
    let _ = std::fs::remove_dir_all(&folder);
    for path in ["nederland/1.0.0.toml", "goes/1.0.0.toml"] {
        let to = folder.join("protocols").join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join("protocols").join(path), to).unwrap();
    }
    folder
}

#[test]
fn every_command_prints_what_the_manual_shows() {
    let text = manual();
    let folder = workplace();
    let update = std::env::var_os("UPDATE").is_some();
    let mut updated = text.clone();
    let mut commands = 0;
    for block in blocks(&text) {
        if let Some(path) = block.value("bestand") {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &block.text).unwrap();
        }
        if block.kind != "console" {
            continue;
        }
        assert!(block.text.starts_with("$ "), "{MANUAL}:{}", block.line);
        let mut fresh = String::new();
        for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
            let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
            let got = printed(command, &folder);
            let expected: Vec<&str> = expected.lines().collect();
            let same = matches(&expected, &got.lines().collect::<Vec<_>>());
            assert!(same || update, "{MANUAL}:{}: {command}\n{got}", block.line);
            let shown: Vec<&str> = if same {
                expected
            } else {
                got.lines().collect()
            };
            for line in [&*format!("$ {command}")].into_iter().chain(shown) {
                fresh.push_str(line);
                fresh.push('\n');
            }
            commands += 1;
        }
        updated = updated.replace(
            &format!("```console\n{}```", block.text),
            &format!("```console\n{fresh}```"),
        );
    }
    assert!(commands >= 12, "{commands}");
    if update {
        let updated = with_table(&updated);
        std::fs::write(root().join(MANUAL), updated).unwrap();
    }
}

/// The manual with the table of keys as it is now.
fn with_table(text: &str) -> String {
    let mut table = String::new();
    let mut last = None;
    for it in keys() {
        if last != Some(it.table) {
            last = Some(it.table);
            let title = match it.table {
                "" => "Bovenaan het bestand".to_owned(),
                "*" => "In elk onderdeel van een bestand met een basis".to_owned(),
                "protocol" => "`[protocol]`".to_owned(),
                inner => match inner.split_once('.') {
                    Some(("vraag", "his")) => "Binnen `his` van een vraag".to_owned(),
                    Some(("vraag", _)) => "Binnen een keuze in `his`".to_owned(),
                    Some((_, key)) => format!("Binnen `{key}` van een voorbeeld"),
                    None => format!("`[{inner}.…]`"),
                },
            };
            table.push_str(&format!("\n### {title}\n\n"));
            if it.key.is_empty() {
                table.push_str(&format!("{}\n\n", it.explanation));
            }
            table.push_str("| Sleutel | Uitleg | Voorbeeld |\n|---|---|---|\n");
        }
        if !it.key.is_empty() {
            let row = format!("| `{}` | {} | `{}` |\n", it.key, it.explanation, it.example);
            table.push_str(&row);
        }
    }
    let (before, rest) = text.split_once(TABLE[0]).unwrap();
    let (_, after) = rest.split_once(TABLE[1]).unwrap();
    format!("{before}{}{table}\n{}{after}", TABLE[0], TABLE[1])
}

#[test]
fn the_table_of_keys_is_fresh() {
    if std::env::var_os("UPDATE").is_none() {
        let text = manual();
        assert!(
            with_table(&text) == text,
            "run: UPDATE=1 cargo test --test manual"
        );
    }
}

#[test]
fn every_key_and_every_word_is_explained_before_the_table() {
    let text = manual();
    let prose = text.split(TABLE[0]).next().unwrap();
    let names = ["protocol"].into_iter().chain(protocol::sections());
    let mut all: Vec<(&str, &str)> = names
        .flat_map(|table| protocol::keys(table).iter().map(move |key| (table, *key)))
        .collect();
    all.extend(
        keys()
            .map(|it| (it.table, it.key))
            .filter(|(_, key)| !key.is_empty()),
    );
    for (table, key) in all {
        let written = [
            format!("`{key}`"),
            format!("\n{key} "),
            format!("{{ {key} "),
            format!(", {key} "),
            format!("`{key} ="),
        ];
        let found = written.iter().any(|it| prose.contains(it));
        assert!(found, "[{table}] {key}");
    }
    for section in protocol::sections() {
        assert!(prose.contains(&format!("\n[{section}.")), "[{section}.…]");
    }
    let conditions: String = blocks(&text)
        .into_iter()
        .filter(|it| it.kind == "voorwaarde" && !it.has("fout"))
        .map(|it| it.text)
        .collect();
    let used: Vec<&str> = conditions
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    for keyword in Keyword::ALL {
        assert!(used.contains(&keyword.word()), "{keyword}");
        assert!(prose.contains(&format!("`{keyword}`")), "{keyword}");
    }
    for sign in ["=", "<>", "<", "<=", ">", ">="] {
        assert!(conditions.contains(&format!(" {sign} ")), "{sign}");
    }
}
