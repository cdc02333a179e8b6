//! The documentation, run: what it shows is what happens, and what it names exists.
//!
//! `UPDATE=1 cargo test --test docs` writes into README.md what its commands print now.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot run has failed"
)]

use domeinwijzer::check::Area;
use domeinwijzer::condition::keywords::Keyword;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::protocol::Protocol;
use domeinwijzer::protocol::fields::{Ids, Text};
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::{Kind, Status};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCUMENTS: [&str; 12] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/woordenlijst.md",
    "docs/batch.md",
    "docs/praktijk.md",
    "docs/datafusion.md",
    "docs/terugblik.md",
    "docs/beoogd-gebruik.md",
    "docs/question-order.md",
    "docs/formats.md",
    "docs/element.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    std::fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder whose name ends so, as paths from the top folder.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push(path.strip_prefix(root()).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// The text of a document between two marks.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The parts of a text that stand in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

// ------------------------------------------------------------------------------------------------
// README.md

/// A fenced block: its language, the file that the text before it names, and its content.
struct Block {
    language: String,
    file: Option<String>,
    content: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    let mut file = None;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(language) => {
                inside = true;
                blocks.push(Block {
                    language: language.to_owned(),
                    file: file.take(),
                    content: String::new(),
                });
            }
            None if inside => {
                let content = &mut blocks.last_mut().unwrap().content;
                content.push_str(line);
                content.push('\n');
            }
            None => file = file.or_else(|| named(line)),
        }
    }
    blocks
}

/// The file that a line names as ``(`name`)``.
fn named(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("(`")?;
    Some(rest.split_once("`)")?.0.to_owned())
}

/// Runs what stands behind `cargo run -q`: our own binary, or an example.
fn run(line: &str, folder: &Path) -> Output {
    if let Some(arguments) = line.strip_prefix("-- ") {
        Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
            .args(arguments.split_whitespace())
            .current_dir(folder)
            .output()
            .unwrap()
    } else {
        Command::new(env!("CARGO"))
            .args(["run", "-q"])
            .args(line.split_whitespace())
            .current_dir(root())
            .output()
            .unwrap()
    }
}

#[test]
fn the_readme_shows_what_its_commands_print() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&folder).unwrap();
    let readme = read("README.md");
    let mut updated = readme.clone();
    let mut commands = 0;
    for block in blocks(&readme) {
        match block.language.as_str() {
            "toml" | "json" => {
                std::fs::write(folder.join(block.file.unwrap()), block.content).unwrap();
            }
            "console" => {
                let (command, shown) = block.content.split_once('\n').unwrap();
                let output = run(command.strip_prefix("$ cargo run -q ").unwrap(), &folder);
                let printed = String::from_utf8(output.stdout).unwrap();
                let complaint = String::from_utf8(output.stderr).unwrap();
                assert!(output.status.success(), "{command}\n{complaint}");
                updated = updated.replace(&block.content, &format!("{command}\n{printed}"));
                if std::env::var_os("UPDATE").is_none() {
                    assert_eq!(shown, printed, "{command}; UPDATE=1 writes it");
                }
                commands += 1;
            }
            _ => {}
        }
    }
    assert!(commands >= 3, "{commands}");
    if updated != readme {
        std::fs::write(root().join("README.md"), updated).unwrap();
    }
}

#[test]
fn the_protocol_of_the_readme_has_no_faults() {
    let blocks = blocks(&read("README.md"));
    let block = blocks.iter().find(|it| it.language == "toml").unwrap();
    let mut registry = Registry::default();
    registry.add("klein.toml", block.content.as_bytes());
    let found = domeinwijzer::check::check_all(&registry);
    let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn the_readme_names_every_command() {
    let readme = read("README.md");
    let output = run("-- --help", root());
    let help = String::from_utf8(output.stdout).unwrap();
    let listed = between(&help, "Commands:\n", "\n\n");
    for command in listed.lines().filter_map(|it| it.split_whitespace().next()) {
        let rows = [format!("| `{command} "), format!("| `{command}`")];
        assert!(rows.iter().any(|row| readme.contains(row)), "{command}");
    }
}

#[test]
fn the_exit_codes_are_those_of_the_readme() {
    let code = |line: &str| run(line, root()).status.code();
    assert_eq!(code("-- check protocols"), Some(0));
    assert_eq!(code("-- check Cargo.toml"), Some(1));
    assert_eq!(code("-- check no_such_file.toml"), Some(2));
    assert_eq!(code("-- check --no-such-option"), Some(2));
}

// ------------------------------------------------------------------------------------------------
// All documents

#[test]
fn links_lead_somewhere() {
    for document in DOCUMENTS {
        let text = read(document);
        let folder = root().join(document).parent().unwrap().to_path_buf();
        let links = text.split("](").skip(1);
        for link in links.filter_map(|it| it.split(')').next()) {
            if link.starts_with("https://") {
                continue;
            }
            let path = link.split('#').next().unwrap();
            assert!(folder.join(path).exists(), "{document}: {link}");
        }
    }
}

#[test]
fn paths_that_are_named_exist() {
    const FOLDERS: [&str; 6] = [
        "src/",
        "tests/",
        "docs/",
        "xtask/",
        "examples/",
        "protocols/",
    ];
    for document in DOCUMENTS {
        let text = read(document);
        for path in quoted(&text) {
            let is_path = FOLDERS.iter().any(|folder| path.starts_with(folder));
            if is_path && !path.contains(['*', '<', ' ']) {
                assert!(root().join(path).exists(), "{document}: {path}");
            }
        }
    }
}

// ------------------------------------------------------------------------------------------------
// docs/woordenlijst.md

/// A row of the word list: Dutch, Rust, JSON.
struct Row {
    section: String,
    cells: Vec<String>,
}

impl Row {
    fn column(&self, at: usize) -> Vec<&str> {
        self.cells.get(at).map(|it| quoted(it)).unwrap_or_default()
    }
}

fn word_list() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section = String::new();
    for line in read("docs/woordenlijst.md").lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        } else if let Some(row) = line.strip_prefix("| ") {
            let cells: Vec<String> = row.split('|').map(|it| it.trim().to_owned()).collect();
            if cells.first().is_some_and(|it| it != "Nederlands") {
                assert_eq!(cells.len(), 6, "{line}");
                rows.push(Row {
                    section: section.clone(),
                    cells,
                });
            }
        }
    }
    rows
}

/// Whether a section has a row for a Dutch word with this Rust name.
fn has(rows: &[Row], section: &str, dutch: &str, rust: &str) -> bool {
    rows.iter()
        .filter(|row| row.section.starts_with(section))
        .any(|row| row.column(0).contains(&dutch) && row.column(1).contains(&rust))
}

/// The keys of the file model: the table, the key as it is written, the field.
fn keys() -> Vec<(String, String, String)> {
    let mut keys = Vec::new();
    let (mut table, mut renamed) = (String::new(), None);
    for line in read("src/protocol/file.rs").lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// `[") {
            table = format!("`[{}]`", doc.split(']').next().unwrap());
        } else if let Some(rename) = line.strip_prefix("#[serde(rename = \"") {
            renamed = Some(rename.split('"').next().unwrap().to_owned());
        } else if let Some(field) = line.strip_prefix("pub ").and_then(|it| it.split_once(':')) {
            let field = field.0.to_owned();
            keys.push((
                table.clone(),
                renamed.take().unwrap_or_else(|| field.clone()),
                field,
            ));
        }
    }
    keys
}

#[test]
fn every_key_has_a_row() {
    let rows = word_list();
    let keys = keys();
    assert!(keys.len() > 70, "{}", keys.len());
    for (table, key, field) in &keys {
        assert!(has(&rows, table, key, field), "{table} {key}: {field}");
    }
    // And no row is left of a key that is gone.
    for row in rows.iter().filter(|row| row.section.starts_with("`[")) {
        let section = row.section.split(':').next().unwrap();
        for key in row.column(0) {
            let known = keys
                .iter()
                .any(|(table, name, _)| table == section && name == key);
            let inner = inner_keys().iter().any(|it| it.contains(key));
            assert!(known || inner, "{section} {key}");
        }
    }
}

/// The keys of `verwacht` and `context`, and those of `his`.
fn inner_keys() -> [BTreeSet<String>; 2] {
    let names = |path: &str, start: &str| -> BTreeSet<String> {
        let source = read(path);
        let list = between(&source, start, "];\n").to_owned();
        list.split('"')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let mut of_examples = names("src/check/examples.rs", "const EXPECTED");
    of_examples.append(&mut names("src/check/examples.rs", "const CONTEXT"));
    [of_examples, names("src/check/known.rs", "const KEYS")]
}

#[test]
fn every_word_has_a_row() {
    let rows = word_list();
    let listed = |section: &str, word: &str| {
        let mut of_section = rows.iter().filter(|row| row.section.starts_with(section));
        assert!(
            of_section.any(|row| row.column(0).contains(&word)),
            "{section}: {word}"
        );
    };
    for keyword in Keyword::ALL {
        let rust = format!("{keyword:?}");
        assert!(
            has(&rows, "Woorden in een voorwaarde", keyword.word(), &rust),
            "{keyword}"
        );
    }
    for status in Status::ALL {
        listed("Status", status.word());
    }
    for kind in Kind::ALL {
        listed("Soort", kind.word());
    }
    for area in Area::ALL {
        listed("Domeinen", area.word());
    }
    let [of_examples, of_his] = inner_keys();
    for key in of_examples {
        listed("`[voorbeeld.x]`", &key);
    }
    for key in of_his {
        listed("`[vraag.x]`", &key);
    }
    let questions = read("src/check/questions.rs");
    let types = between(&questions, "const TYPES: [&str; 5] = ", ";");
    for kind in types.split('"').skip(1).step_by(2) {
        listed("Typen", kind);
    }
    let names = read("src/protocol/names.rs");
    for section in between(&names, "pub(super) const SECTIONS", "];")
        .split('"')
        .skip(1)
        .step_by(2)
    {
        let start = format!("`[{section}.x]`");
        assert!(
            rows.iter().any(|row| row.section.starts_with(&start)),
            "{section}"
        );
    }
}

/// snake case to camel case, as serde writes it.
fn camel(name: &str) -> String {
    let mut words = name.trim_start_matches("r#").split('_');
    let first: String = words.next().unwrap().to_owned();
    let lower = first.chars().take(1).flat_map(char::to_lowercase);
    let first: String = lower.chain(first.chars().skip(1)).collect();
    words.fold(first, |name, word| {
        let upper = word.chars().take(1).flat_map(char::to_uppercase);
        name + &upper.chain(word.chars().skip(1)).collect::<String>()
    })
}

/// The source of all shapes that cross the border.
fn shapes() -> String {
    let parts = files("src/wire", "rs");
    read("src/wire.rs") + &parts.iter().map(read).collect::<String>()
}

/// The words of each fixed choice that crosses the border: `(Outcome, [decided, open])`.
fn choices() -> Vec<(String, Vec<String>)> {
    let source = shapes();
    let parts = source.split("    choice ").skip(1);
    parts
        .map(|part| {
            let (name, rest) = part.split_once(" {").unwrap();
            let body = rest.split('}').next().unwrap();
            let words = body
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with("//"))
                .map(|line| camel(line.trim_end_matches(',')));
            (name.to_owned(), words.collect())
        })
        .collect()
}

#[test]
fn every_outcome_has_a_row() {
    let rows = word_list();
    let choices = choices();
    assert!(choices.len() >= 6, "{}", choices.len());
    for (name, words) in choices {
        for word in words {
            assert!(
                rows.iter()
                    .any(|row| row.column(2).contains(&word.as_str())),
                "{name}: {word}"
            );
        }
    }
}

#[test]
fn the_names_in_the_word_list_exist() {
    let source: String = files("src", "rs").iter().map(read).collect();
    let shapes = shapes();
    let types = read("src/wasm.rs");
    let word = |c: char| !(c.is_alphanumeric() || c == '_');
    let rust: BTreeSet<&str> = source.split(word).collect();
    let json: BTreeSet<String> = shapes
        .split(word)
        .flat_map(|name| [camel(name), name.to_owned()])
        .chain(types.split(word).map(str::to_owned))
        .collect();
    for row in word_list() {
        for name in row.column(1) {
            assert!(rust.contains(name), "Rust: {name} in {}", row.section);
        }
        for name in row.column(2) {
            assert!(json.contains(name), "JSON: {name} in {}", row.section);
        }
    }
}

// ------------------------------------------------------------------------------------------------
// ARCHITECTURE.md

#[test]
fn the_limits_are_those_of_the_code() {
    let text = read("ARCHITECTURE.md");
    let mut listed = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        if let [value, name, path] = quoted(line).as_slice()
            && name.ends_with("_LIMIT")
        {
            listed.insert(format!("{path}: {name} = {value}"));
        }
    }
    let mut defined = BTreeSet::new();
    for path in files("src", "rs") {
        for line in read(&path).lines() {
            let constant = line
                .split_once("const ")
                .and_then(|it| it.1.split_once(": "));
            if let Some((name, rest)) = constant
                && name.ends_with("_LIMIT")
                && let Some((_, value)) = rest.trim_end_matches(';').split_once(" = ")
            {
                let path = path.to_string_lossy().replace('\\', "/");
                defined.insert(format!("{path}: {name} = {value}"));
            }
        }
    }
    assert_eq!(listed, defined, "limits in the table, and in the code");
}

#[test]
fn the_module_picture_names_every_room() {
    let text = read("ARCHITECTURE.md");
    let library = read("src/lib.rs");
    for room in library.lines().filter_map(|it| it.strip_prefix("pub mod ")) {
        let room = room.trim_end_matches(';');
        assert!(text.contains(&format!("\n**`{room}`**")), "{room}");
    }
}

// ------------------------------------------------------------------------------------------------
// docs/beoogd-gebruik.md

/// The routes to which an answer about safety may point.
const WITH_THE_DOCTOR: [&str; 2] = ["spoed", "huisarts"];

fn protocols() -> Vec<(String, Protocol)> {
    let mut registry = Registry::default();
    for path in files("protocols", "toml") {
        let name = path.to_string_lossy().replace('\\', "/");
        registry.add(name, read(&path).as_bytes());
    }
    let merged = registry.files().iter().map(|file| {
        let mut report: Vec<Diagnostic> = Vec::new();
        let protocol = registry.read(file, &mut report);
        assert!(!report.iter().any(Diagnostic::is_error), "{}", file.path());
        (file.path().to_owned(), protocol)
    });
    merged.collect()
}

fn words(condition: Option<&Text>) -> Vec<&str> {
    let text = condition.map(|it| it.value.as_str()).unwrap_or_default();
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .collect()
}

/// The names of the safety questions, and of everything that is computed from them.
fn about_safety(protocol: &Protocol) -> BTreeSet<String> {
    let is_safety = |group: &Text| {
        let mut groups = protocol
            .groups
            .iter()
            .filter(|it| it.id.value == group.value);
        groups.any(|it| it.body.safety.as_ref().is_some_and(|flag| flag.value))
    };
    let mut names: BTreeSet<String> = BTreeSet::new();
    for question in &protocol.questions {
        if question.body.group.as_ref().is_some_and(is_safety) {
            names.insert(question.id.value.clone());
        }
    }
    loop {
        let rests = |parts: &[&str]| parts.iter().any(|part| names.contains(*part));
        let questions = protocol.questions.iter();
        let questions = questions.filter(|it| rests(&words(it.body.only_if.as_ref())));
        let findings = protocol.findings.iter();
        let findings = findings.filter(|it| rests(&words(it.body.condition.as_ref())));
        let scores = protocol.scores.iter().filter(|it| {
            let sum = it.body.sum.iter().flat_map(|sum| &sum.value.0);
            rests(&sum.map(|(name, _)| name.value.as_str()).collect::<Vec<_>>())
        });
        let found: Vec<String> = (questions.map(|it| &it.id.value))
            .chain(findings.map(|it| &it.id.value))
            .chain(scores.map(|it| &it.id.value))
            .cloned()
            .collect();
        let before = names.len();
        names.extend(found);
        if names.len() == before {
            return names;
        }
    }
}

#[test]
fn safety_questions_only_stop_or_point_back() {
    for (path, protocol) in protocols() {
        let safety = about_safety(&protocol);
        let mut rules = 0;
        for rule in &protocol.rules {
            if !words(rule.body.condition.as_ref())
                .iter()
                .any(|word| safety.contains(*word))
            {
                continue;
            }
            rules += 1;
            for route in rule.body.indicates.iter().flat_map(Ids::names) {
                assert!(
                    WITH_THE_DOCTOR.contains(&route.value.as_str()),
                    "{path}: {} points to {}",
                    rule.id.value,
                    route.value
                );
            }
        }
        // A list made from a practice's own records asks nothing about safety, and refers nobody.
        let fewest = match protocol.header.kind.as_ref().map(|it| &*it.value) {
            Some("praktijk") if safety.is_empty() => 0,
            Some("praktijk") => 2,
            _ => 5,
        };
        assert!(rules >= fewest, "{path}: {rules} rules about safety");
    }
}

#[test]
fn every_protocol_is_an_example() {
    for (path, protocol) in protocols() {
        let status = protocol.header.status.unwrap().value;
        assert_eq!(status, Status::Example.word(), "{path}");
    }
}

#[test]
fn workbench_and_list_may_not_connect() {
    for folder in ["www/werkbank", "www/praktijk"] {
        let page = read(format!("{folder}/index.html"));
        assert!(page.contains("connect-src 'none'"));
        for path in files(folder, "ts") {
            let source = read(&path);
            for word in ["fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket"] {
                assert!(!source.contains(word), "{}: {word}", path.display());
            }
        }
    }
}

/// Whoever closes it leaves nothing behind.
#[test]
fn the_list_stores_nothing() {
    for path in files("www/praktijk", "ts") {
        let source = read(&path);
        for word in [
            "Storage",
            "indexedDB",
            "document.cookie",
            "location.hash",
            "pushState",
            "replaceState",
        ] {
            assert!(!source.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn the_page_may_not_connect_and_remembers_one_thing() {
    assert!(read("www/index.html").contains("connect-src 'none'"));
    let sources: Vec<String> = ["www/src", "www/element"]
        .iter()
        .flat_map(|folder| files(folder, "ts"))
        .map(read)
        .collect();
    let stored: usize = sources
        .iter()
        .map(|it| it.matches(".setItem(").count())
        .sum();
    assert_eq!(stored, 1);
    for word in [
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "sendBeacon",
        "WebSocket",
    ] {
        assert!(sources.iter().all(|it| !it.contains(word)), "{word}");
    }
}
