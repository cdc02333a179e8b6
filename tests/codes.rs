//! Every diagnostic code has a page, and every page is true.
//!
//! A page stands in `docs/meldingen/DW….md` and is what `domeinwijzer explain DW…` prints. Its
//! blocks under `## Fout` give exactly that code, those under `## Goed` give nothing at all:
//!
//! * ```` ```toml ```` is a part of a protocol; tables that it does not name come from
//!   `tests/codes/rest.toml`, and so does `formaat = 1`. A block without any table is a whole file.
//!   It lies where its id and version say.
//! * A first line `# bestand: naam/1.0.0.toml` gives the path, and with it id and version;
//!   `…, op basis van landelijk@1.0.0` makes it a municipal file on that base, to which nothing is
//!   added but its `[protocol]`. Several blocks are several files.
//! * A first line `# vastgelegd: naam/1.0.0.toml` is what the file said when it was locked.
//! * ```` ```toml windows-1252 ```` is saved in that encoding, ```` ```toml 100000 keer ```` is
//!   repeated so often, ```` ```toml heel ```` is a whole file.
//! * ```` ```console ```` looks a protocol up as the command in it does, and makes a bundle of it where
//!   that is the command; `diff` with it needs the texts.
//! * ```` ```bundel ```` is what is read as a bundle, ```` ```bundel hex ```` byte by byte.
//! * ```` ```json ```` is a case for the protocol, or a FHIR resource; on the page of DW0613 it is a lock file.
//!   ```` ```json keuze ```` is a choice of a GP, ```` ```json feiten ```` what the system of a practice
//!   knows, ```` ```json bewijs ```` a receipt, ```` ```json opties ```` what a host adds to a
//!   message.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domeinwijzer::check::{bundle, compile, load};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::diagnostic::{Code, Diagnostic, Severity};
use domeinwijzer::formats::{self, Options};
use domeinwijzer::program;
use domeinwijzer::protocol::lock::Lock;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::{Prover, check_all, steps};
use domeinwijzer::record::{Choice, HisFacts, Recorded, override_record};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const REST: &str = include_str!("codes/rest.toml");
const USUAL_PATH: &str = "proef/1.0.0.toml";
const BASE_PATH: &str = "landelijk/1.0.0.toml";

/// A fenced block: what stands behind the fence, and its text.
struct Block<'a> {
    info: &'a str,
    text: &'a str,
}

/// The blocks under a heading of the second level.
fn blocks<'a>(page: &'a str, heading: &str) -> Vec<Block<'a>> {
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut fenced = section.split("```").skip(1).step_by(2);
    let blocks: Vec<Block<'_>> = fenced
        .by_ref()
        .map(|block| block.split_once('\n').unwrap())
        .map(|(info, text)| Block { info, text })
        .collect();
    assert!(!blocks.is_empty(), "no block under {heading}");
    blocks
}

/// Adds the tables of `rest.toml` that a part of a protocol does not have.
fn complete(part: &str, id: &str, version: &str) -> String {
    let head = |line: &str| line.starts_with('[').then(|| line.trim().to_owned());
    if part.lines().find_map(head).is_none() {
        return part.to_owned();
    }
    let heads: Vec<String> = part.lines().filter_map(head).collect();
    let rest = REST.replace("\"ID\"", &format!("\"{id}\""));
    let rest = rest.replace("\"VERSIE\"", &format!("\"{version}\""));
    let mut text = part.to_owned();
    if !part.contains("formaat") {
        text = format!("formaat = 1\n{text}");
    }
    for table in rest.split("\n[").skip(1) {
        let name = table.split(']').next().unwrap();
        if !heads.contains(&format!("[{name}]")) {
            text.push_str(&format!("\n[{table}"));
        }
    }
    text
}

/// A municipal file: nothing is added but what it says of itself.
fn on_base(part: &str, id: &str, version: &str, base: &str) -> String {
    format!(
        "formaat = 1\n[protocol]\nid = \"{id}\"\ntitel = \"{id}\"\nversie = \"{version}\"\n\
         status = \"concept\"\ngeldig_vanaf = 2026-01-01\nbasis = \"{base}\"\n{part}"
    )
}

/// The path that fits what a block says of itself.
fn path_of_header(text: &str) -> String {
    let header = text.split("[protocol]\n").nth(1).unwrap_or_default();
    let value = |key: &str| {
        let line = header.lines().find(|line| line.starts_with(key))?;
        line.split('"').nth(1)
    };
    match (value("id ="), value("versie =")) {
        (Some(id), Some(version)) => format!("{id}/{version}.toml"),
        _ => USUAL_PATH.to_owned(),
    }
}

/// A TOML block as a file: whether it is the locked version, its path and its bytes.
fn file(block: &Block<'_>) -> (bool, String, Vec<u8>) {
    let first = block.text.lines().next().unwrap_or_default();
    let named = first
        .strip_prefix("# bestand: ")
        .or(first.strip_prefix("# vastgelegd: "));
    let said = path_of_header(block.text);
    let (path, base) = match named {
        Some(named) => named
            .split_once(", op basis van ")
            .map_or((named, None), |(path, base)| (path, Some(base))),
        None => (said.as_str(), None),
    };
    let (id, version) = path.split_once('/').unwrap_or((path, "1.0.0.toml"));
    let version = version.trim_end_matches(".toml");
    let text = match base {
        Some(base) => on_base(block.text, id, version, base),
        None if block.info == "toml heel" => block.text.to_owned(),
        None => complete(block.text, id, version),
    };
    let bytes = match block.info.strip_prefix("toml").unwrap().trim() {
        "" | "heel" => text.into_bytes(),
        "windows-1252" => text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
        times => {
            let times = times.strip_suffix(" keer").unwrap().parse().unwrap();
            text.repeat(times).into_bytes()
        }
    };
    (first.starts_with("# vastgelegd: "), path.to_owned(), bytes)
}

fn registry(files: &BTreeMap<String, Vec<u8>>) -> Registry {
    let mut registry = Registry::default();
    for (path, bytes) in files {
        registry.add(path, bytes);
    }
    registry
}

/// Everything that is found in the blocks of one section of a page.
fn found(code: Code, blocks: &[Block<'_>]) -> Vec<Diagnostic> {
    let mut now: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut then: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for block in blocks.iter().filter(|it| it.info.starts_with("toml")) {
        let (locked, path, bytes) = file(block);
        if locked {
            then.insert(path, bytes);
        } else {
            now.insert(path, bytes);
        }
    }
    let whole = |path: &str| {
        let (id, _) = path.split_once('/').unwrap();
        complete("[bron.eigen_keuze]\ntitel = \"Eigen keuze\"\n", id, "1.0.0").into_bytes()
    };
    if now.is_empty() {
        now.insert(USUAL_PATH.to_owned(), whole(USUAL_PATH));
    }
    now.entry(BASE_PATH.to_owned())
        .or_insert_with(|| whole(BASE_PATH));
    let files = registry(&now);
    let mut found = check_all(&files);
    if matches!(code as u16, 616..=619) {
        let mut lock = Lock::default();
        lock.add_published(&registry(&then));
        lock.check(&files, &mut found);
    }
    found.extend(steps(&files));
    for block in blocks {
        match block.info {
            "json" if code == Code::Unreadable => found.extend(Lock::read(block.text).err()),
            "json" => found.extend(case(&files, block.text)),
            "json opties" => {
                let options = serde_json::from_str(block.text).unwrap();
                found.extend(Options::read(&options).err().unwrap_or_default());
            }
            "json keuze" => found.extend(choice(&files, block.text)),
            "json feiten" => found.extend(faults(HisFacts::read(loose(block.text)))),
            "json bewijs" => found.extend(faults(Recorded::read(&loose(block.text)))),
            "console" if block.text.contains(" bundle ") => {
                found.extend(bundled(&files, block.text));
            }
            "console" => found.extend(look_up(&files, block.text)),
            "bundel" => found.extend(load(block.text.as_bytes()).err()),
            "bundel hex" => found.extend(load(&bytes(block.text)).err()),
            info => assert!(info.starts_with("toml"), "unknown block {info}"),
        }
    }
    found
}

fn case(registry: &Registry, json: &str) -> Vec<Diagnostic> {
    let file = registry.at_path(USUAL_PATH).unwrap();
    let checked = compile(registry, file).unwrap();
    let loose: Loose = serde_json::from_str(json).unwrap();
    let request = if formats::is_response(&loose) {
        formats::from_response(&checked, &loose)
    } else if json.contains("\"Task\"") {
        return formats::read_task(&loose).err().unwrap_or_default();
    } else {
        Request::read(loose)
    };
    let fitted =
        request.and_then(|request| Prover::new(program::compile(&checked)).fit(&checked, &request));
    fitted.err().unwrap_or_default()
}

fn loose(json: &str) -> Loose {
    serde_json::from_str(json).unwrap()
}

fn faults<T>(result: Result<T, Vec<Diagnostic>>) -> Vec<Diagnostic> {
    result.err().unwrap_or_default()
}

/// A choice of a GP, where nothing was answered yet.
fn choice(registry: &Registry, json: &str) -> Vec<Diagnostic> {
    let file = registry.at_path(USUAL_PATH).unwrap();
    let checked = compile(registry, file).unwrap();
    let prover = Prover::new(program::compile(&checked));
    let case = prover.fit(&checked, &Request::default()).unwrap();
    let decision = prover.decide(&case);
    let date = parse_date("2026-11-22").unwrap();
    faults(
        Choice::read(loose(json))
            .and_then(|choice| override_record(&checked, &prover, &case, &decision, date, &choice)),
    )
}

/// Makes a bundle of the protocol that a command names, and reads it.
fn bundled(registry: &Registry, command: &str) -> Option<Diagnostic> {
    let file = registry.at_path(USUAL_PATH).unwrap();
    let made = bundle(&compile(registry, file).unwrap()).unwrap();
    match load(&made) {
        Ok(loaded) if command.contains(" diff ") => loaded.need_texts().err(),
        read => read.err(),
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |word: &str| u8::from_str_radix(word, 16).unwrap();
    hex.split_whitespace().map(byte).collect()
}

fn look_up(registry: &Registry, command: &str) -> Option<Diagnostic> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let after = |option: &str| {
        let at = words.iter().position(|word| *word == option).unwrap();
        *words.get(at + 1).unwrap()
    };
    let date = parse_date(after("--on")).unwrap();
    registry.find(after("--protocol"), date).err()
}

#[test]
fn every_code_has_a_page_of_its_own() {
    for code in Code::ALL {
        let mut lines = code.page().lines();
        assert_eq!(lines.next().unwrap(), format!("# {code} {}", code.slug()));
        let headings: Vec<&str> = lines.filter(|line| line.starts_with("## ")).collect();
        assert_eq!(
            headings,
            ["## Wat", "## Waarom", "## Fout", "## Goed"],
            "{code}"
        );
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/meldingen");
    let mut pages: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    let codes: Vec<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    assert_eq!(pages, codes);
}

#[test]
fn pages_show_what_is_wrong_and_what_is_right() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let codes = |heading: &str| -> Vec<String> {
            found(*code, &blocks(code.page(), heading))
                .iter()
                // What is only worth knowing is nothing to mend.
                .filter(|it| it.severity > Severity::Info || it.code == *code)
                .map(|it| format!("{}: {}", it.code, it.message))
                .collect()
        };
        let bad = codes("Fout");
        let right = |it: &String| it.starts_with(&format!("{code}: "));
        if bad.is_empty() || !bad.iter().all(right) {
            wrong.push(format!("{code} Fout: {bad:#?}"));
        }
        let good = codes("Goed");
        if !good.is_empty() {
            wrong.push(format!("{code} Goed: {good:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!(
        "{} codes, {} pages tested",
        Code::ALL.len(),
        Code::ALL.len()
    );
}

#[test]
fn every_code_is_given_somewhere() {
    fn sources(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("codes.rs") {
                let text = fs::read_to_string(path).unwrap();
                let code = |line: &&str| !line.trim_start().starts_with("//");
                all.extend(text.lines().filter(code).map(|line| format!("{line}\n")));
            }
        }
    }
    let mut all = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for code in Code::ALL {
        let name = format!("Code::{code:?}");
        let given = all.match_indices(&name).any(|(at, _)| {
            let after = all.get(at + name.len()..).unwrap().chars().next();
            !after.is_some_and(char::is_alphanumeric)
        });
        assert!(given, "{name} is never given");
    }
}

#[test]
fn codes_and_names_are_used_once() {
    for (at, code) in Code::ALL.iter().enumerate() {
        let before = Code::ALL.iter().take(at);
        assert!(
            before.clone().all(|it| (*it as u16) < (*code as u16)),
            "{code}"
        );
        assert!(before.clone().all(|it| it.slug() != code.slug()), "{code}");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.slug().chars().all(plain), "{code}");
        assert!((101..=999).contains(&(*code as u16)), "{code} has no page");
    }
}

#[test]
#[cfg(feature = "cli")]
fn explain_prints_the_page() {
    let explain = |code: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
            .args(["explain", code])
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let page = Code::UnknownName.page();
    for code in ["DW0301", "dw0301", "301", "0301", "onbekende-naam"] {
        assert_eq!(explain(code), (Some(0), page.to_owned(), String::new()));
    }
    let (status, out, err) = explain("DW0399");
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(err.contains("DW0311"), "{err}");
    let (status, _, err) = explain("onbekende-nam");
    assert_eq!(status, Some(2));
    assert!(err.contains("bedoelt u `onbekende-naam`?"), "{err}");
}
