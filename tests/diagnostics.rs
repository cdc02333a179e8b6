//! Every slip in `tests/diagnostics` gets the message that stands beside it.
//!
//! Each `.toml` file holds one fault, which its name says in Dutch; `meer_…` holds several. The
//! `.txt` beside it is what is shown for it, with the safe change if there is one.
//! `UPDATE=1 cargo test --test diagnostics` rewrites the messages; read them as someone who never
//! programmed before keeping them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domeinwijzer::check::check_files;
use domeinwijzer::diagnostic::{Code, Diagnostic, Severity, render, sort};
use domeinwijzer::protocol::registry::Registry;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What was found in one faulty file.
struct Found {
    name: String,
    bytes: Vec<u8>,
    diagnostics: Vec<Diagnostic>,
    registry: Registry,
}

impl Found {
    fn rendered(&self) -> String {
        let sources = self.registry.sources();
        let mut out = String::new();
        for diagnostic in &self.diagnostics {
            out.push_str(&render::full(diagnostic, sources));
            for edit in &diagnostic.fix {
                let place = sources.locate(edit.span).unwrap();
                let _ = writeln!(
                    out,
                    "  wijziging {}:{}: {:?} wordt {:?}",
                    place.start.line,
                    place.start.column,
                    sources.slice(edit.span),
                    edit.text
                );
            }
            out.push('\n');
        }
        out
    }

    /// The text with all safe changes made.
    fn mended(&self) -> String {
        let mut text = String::from_utf8(self.bytes.clone()).unwrap();
        let mut edits: Vec<_> = self.diagnostics.iter().flat_map(|it| &it.fix).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in edits {
            let place = self.registry.sources().locate(edit.span).unwrap();
            text.replace_range(place.start.offset..place.end.offset, &edit.text);
        }
        text
    }

    fn has_fix(&self) -> bool {
        self.diagnostics.iter().any(|it| !it.fix.is_empty())
    }

    fn offers_a_name(&self) -> bool {
        let asks = |it: &Diagnostic| {
            it.help
                .as_ref()
                .is_some_and(|help| help.contains("bedoelt u"))
        };
        self.diagnostics.iter().any(asks)
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The files of a folder with this extension, by name without it, in order.
fn files(folder: &Path, extension: &str) -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into(), path))
        .collect();
    files.sort();
    files
}

/// The sound bases on which some of the files build.
static BASES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    files(&folder().join("basis/landelijk"), "toml")
        .into_iter()
        .map(|(name, path)| (format!("landelijk/{name}.toml"), fs::read(path).unwrap()))
        .collect()
});

static CORPUS: LazyLock<Vec<Found>> = LazyLock::new(|| {
    files(&folder(), "toml")
        .into_iter()
        .map(|(name, path)| check(&name, &fs::read(path).unwrap()))
        .collect()
});

/// Checks one text as a file beside the bases of the corpus.
fn check(name: &str, bytes: &[u8]) -> Found {
    let mut registry = Registry::default();
    for (base, bytes) in &*BASES {
        registry.add(base, bytes);
    }
    let path = format!("{name}.toml");
    registry.add(&path, bytes);
    let mut diagnostics = check_files(&registry, registry.at_path(&path));
    registry.check_layout(&mut diagnostics);
    sort(&mut diagnostics);
    Found {
        name: name.to_owned(),
        bytes: bytes.to_owned(),
        diagnostics,
        registry,
    }
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_message_is_the_one_that_was_read_and_kept() {
    let mut wrong = String::new();
    for found in &*CORPUS {
        let golden = folder().join(format!("{}.txt", found.name));
        let rendered = found.rendered();
        if update() {
            fs::write(&golden, &rendered).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != rendered {
            let _ = write!(wrong, "--- {}\n{rendered}", found.name);
        }
    }
    let names: BTreeSet<&str> = CORPUS.iter().map(|it| it.name.as_str()).collect();
    for (name, path) in files(&folder(), "txt") {
        if names.contains(name.as_str()) {
            continue;
        }
        if update() {
            fs::remove_file(path).unwrap();
        } else {
            let _ = writeln!(wrong, "--- {name}.txt stands alone");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 keeps these messages");
}

#[test]
fn one_fault_gives_one_message() {
    let wrong: Vec<String> = CORPUS
        .iter()
        .filter(|it| it.diagnostics.len() != 1 && !it.name.starts_with("meer_"))
        .map(|it| format!("{}: {}", it.name, it.diagnostics.len()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_message_says_what_to_do() {
    for found in &*CORPUS {
        for it in &found.diagnostics {
            assert!(
                it.severity > Severity::Info && it.help.is_some(),
                "{}",
                found.rendered()
            );
            assert!(it.span.is_some(), "{}", found.rendered());
        }
    }
}

/// Words of programmers and of the libraries below; an author must never meet them.
const FOREIGN: [&str; 22] = [
    "expected",
    "invalid",
    "missing",
    "unexpected",
    "string",
    "integer",
    "float",
    "boolean",
    "array",
    "struct",
    "serde",
    "parse",
    "token",
    "key ",
    "value",
    "line ",
    "column",
    "Some(",
    "None",
    "codepoint",
    "EOF",
    "u{",
];

#[test]
fn messages_are_plain_dutch() {
    for found in &*CORPUS {
        for it in &found.diagnostics {
            let help = it.help.as_deref().unwrap_or_default();
            let related = it.related.iter().map(|it| it.message.as_str());
            for text in [it.message.as_str(), help].into_iter().chain(related) {
                let foreign = FOREIGN.iter().find(|word| text.contains(**word));
                assert_eq!(foreign, None, "{text}");
                assert!(!text.ends_with('.') && !text.contains('\n'), "{text}");
                assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            }
        }
    }
}

#[test]
fn safe_changes_mend_what_they_are_for() {
    for found in CORPUS.iter().filter(|it| it.has_fix()) {
        // One change can bring the next to light.
        let mut after = check(&found.name, found.mended().as_bytes());
        for _ in 0..5 {
            after = check(&found.name, after.mended().as_bytes());
        }
        for it in found.diagnostics.iter().filter(|it| !it.fix.is_empty()) {
            let mut left = after.diagnostics.iter();
            let remains = left.any(|left| (left.code, &left.message) == (it.code, &it.message));
            assert!(!remains, "{}{}", found.rendered(), after.rendered());
        }
        let fewer = after.diagnostics.len() < found.diagnostics.len();
        assert!(fewer, "{}{}", found.rendered(), after.rendered());
    }
}

#[test]
fn the_bases_of_the_corpus_are_sound() {
    let mut registry = Registry::default();
    for (base, bytes) in &*BASES {
        registry.add(base, bytes);
    }
    assert_eq!(check_files(&registry, registry.files()), []);
}

#[test]
fn columns_count_for_terminals_and_for_editors() {
    // Name, line, column in characters, column in UTF-16, first and last byte in the file.
    let expected = [
        ("kolommen_bij_accenten", 35, 36, 37, "geen"),
        ("kolommen_in_voorwaarde", 32, 37, 38, "matig"),
        ("bom_en_andere_fout", 1, 11, 11, "2"),
        ("crlf", 33, 16, 16, "=>"),
        ("tab_voor_de_fout", 33, 17, 17, "=>"),
        ("fout_in_lange_voorwaarde", 35, 11, 11, "eenzam"),
        ("windows_1252", 23, 22, 22, "\u{fffd}"),
    ];
    for (name, line, column, column_utf16, text) in expected {
        let found = CORPUS.iter().find(|it| it.name == name).unwrap();
        let span = found.diagnostics[0].span.unwrap();
        let sources = found.registry.sources();
        let place = sources.locate(span).unwrap();
        let start = place.start;
        assert_eq!(
            (start.line, start.column, start.column_utf16),
            (line, column, column_utf16),
            "{name}"
        );
        if text != "\u{fffd}" {
            assert_eq!(sources.slice(span), text, "{name}");
        }
    }
}

/// A sound protocol of the corpus with something else in it.
fn sound(old: &str, new: &str) -> String {
    let found = CORPUS
        .iter()
        .find(|it| it.name == "vraag_niet_gebruikt")
        .unwrap();
    let text = String::from_utf8(found.bytes.clone()).unwrap();
    let (before, rest) = text.split_once("[vraag.werk]").unwrap();
    let (_, after) = rest.split_once("[route.hulp]").unwrap();
    let text = format!("{before}[route.hulp]{after}");
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

#[track_caller]
fn only(text: &str, code: Code) -> Found {
    let found = check("vraag_niet_gebruikt", text.as_bytes());
    let codes: Vec<Code> = found.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(
        codes,
        [code],
        "{}",
        found.rendered().chars().take(2_000).collect::<String>()
    );
    found
}

#[test]
fn what_is_too_large_to_keep_here() {
    assert_eq!(
        check("vraag_niet_gebruikt", sound("min", "min").as_bytes()).diagnostics,
        []
    );
    let large = sound(
        "[bron.eigen]",
        &format!("{}\n[bron.eigen]", "# x\n".repeat(2_500_000)),
    );
    only(&large, Code::FileTooLarge);
    let deep =
        |open: &str, close: &str| format!("min = {}{}", open.repeat(10_000), close.repeat(10_000));
    only(&sound("min = 0", &deep("[", "]")), Code::TomlSyntax);
    only(&sound("min = 0", &deep("{ a = ", "}")), Code::TomlSyntax);
    only(
        &sound("min = 0", &format!("min{} = 0", ".a".repeat(10_000))),
        Code::TomlSyntax,
    );
    let brackets = format!("{}eenzaam >= 6{}", "(".repeat(10_000), ")".repeat(10_000));
    only(&sound("eenzaam >= 6", &brackets), Code::ConditionTooComplex);
    let not = format!("{}eenzaam >= 6", "niet ".repeat(900));
    only(&sound("eenzaam >= 6", &not), Code::ConditionTooComplex);
    let long = format!("titel = \"{}\"", "x".repeat(20_001));
    only(&sound("titel = \"Hulp\"", &long), Code::TooMany);
    let mut many = String::new();
    for at in 0..1_000 {
        let _ = write!(many, "[bron.b{at}]\ntitel = \"B\"\n");
    }
    only(
        &sound("[bron.eigen]", &format!("{many}[bron.eigen]")),
        Code::TooMany,
    );
}

#[test]
fn statistics() {
    let helped = |it: &&Found| it.diagnostics.iter().all(|it| it.help.is_some());
    let codes: BTreeSet<Code> = CORPUS
        .iter()
        .flat_map(|it| &it.diagnostics)
        .map(|it| it.code)
        .collect();
    println!(
        "{} faulty files with {} codes; {} with help, {} with \"bedoelt u\", {} with a fix, {} with either",
        CORPUS.len(),
        codes.len(),
        CORPUS.iter().filter(helped).count(),
        CORPUS.iter().filter(|it| it.offers_a_name()).count(),
        CORPUS.iter().filter(|it| it.has_fix()).count(),
        CORPUS
            .iter()
            .filter(|it| it.has_fix() || it.offers_a_name())
            .count(),
    );
    assert!(CORPUS.len() >= 120);
}

/// Whatever happens to one character, no avalanche follows.
#[test]
fn one_slip_of_the_finger_gives_one_message() {
    let text = sound("min", "min");
    let slips: [fn(char) -> String; 5] = [
        |_| String::new(),
        |c| format!("{c}{c}"),
        |_| "x".to_owned(),
        |_| "\"".to_owned(),
        |_| "\n".to_owned(),
    ];
    let mut counts = [0; 3];
    for ((at, c), slip) in text.char_indices().zip(slips.iter().cycle()) {
        let mut damaged = text.clone();
        damaged.replace_range(at..at + c.len_utf8(), &slip(c));
        let found = check("vraag_niet_gebruikt", damaged.as_bytes());
        let number = found.diagnostics.len();
        assert!(number < counts.len(), "{}", found.rendered());
        counts[number] += 1;
    }
    let [none, one, two] = counts;
    assert!(
        two * 10 < one,
        "{none} changed nothing, {one} gave one message, {two} two"
    );
}
