//! The JSON Schema of the protocol file: fresh, explained, and of one mind with the engine.
//!
//! `UPDATE=1 cargo test --test schema` writes `protocols/protocol.schema.json`. Where
//! `DOMEINWIJZER_TOMBI` names a Tombi, the editor's own linter has to agree as well.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use domeinwijzer::check::Area;
use domeinwijzer::condition::keywords::Keyword;
use domeinwijzer::diagnostic::Code;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::schema::{keys, schema};
use domeinwijzer::protocol::version::Status;
use domeinwijzer::protocol::{self, Input};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sound header that faults are planted beside.
const HEADER: &str = "formaat = 1\n[protocol]\nid = 'a'\ntitel = 'A'\nversie = '1.0.0'\n\
                      status = 'concept'\ngeldig_vanaf = 2026-01-01\n";
/// The first line of a protocol file, by which an editor finds the schema.
const FIRST_LINE: &str = "#:schema ../protocol.schema.json";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn as_json() -> Value {
    serde_json::to_value(schema()).unwrap()
}

/// The schema as the file in the repository holds it.
fn printed() -> String {
    format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap())
}

fn validator() -> jsonschema::Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&as_json())
        .unwrap()
}

/// A TOML text as the JSON that a schema is about: a date is a text.
fn document(text: &str) -> Value {
    fn value(it: toml::Value) -> Value {
        match it {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => Value::Object(
                table
                    .into_iter()
                    .map(|(key, it)| (key, value(it)))
                    .collect(),
            ),
            plain => serde_json::to_value(plain).unwrap(),
        }
    }
    value(toml::Value::Table(
        text.parse()
            .unwrap_or_else(|error| panic!("{error}\n{text}")),
    ))
}

/// All shipped protocols, with their texts.
fn shipped() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root().join("protocols")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            for file in std::fs::read_dir(folder).unwrap() {
                let file = file.unwrap().path();
                let text = std::fs::read_to_string(&file).unwrap();
                found.push((file, text));
            }
        }
    }
    assert!(found.len() >= 7);
    found.sort();
    found
}

#[test]
fn the_file_in_the_repository_is_fresh() {
    let path = root().join("protocols/protocol.schema.json");
    let fresh = printed();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == fresh, "run: UPDATE=1 cargo test --test schema");
}

#[test]
fn the_command_writes_it() {
    let run = |arguments: &[&str]| {
        let it = Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
            .arg("schema")
            .args(arguments)
            .output()
            .unwrap();
        assert!(it.status.success());
        String::from_utf8(it.stdout).unwrap()
    };
    assert!(run(&[]) == printed());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written.schema.json");
    assert_eq!(run(&["--output", path.to_str().unwrap()]), "");
    assert!(std::fs::read_to_string(path).unwrap() == printed());
}

#[test]
fn it_is_a_schema_of_this_draft() {
    assert!(jsonschema::draft202012::meta::is_valid(&as_json()));
}

#[test]
fn every_key_is_explained_in_its_order() {
    for section in ["protocol"].into_iter().chain(protocol::sections()) {
        let explained: Vec<&str> = keys()
            .filter(|it| it.table == section && !it.key.is_empty())
            .map(|it| it.key)
            .collect();
        assert_eq!(explained, protocol::keys(section), "{section}");
    }
    let known: BTreeSet<&str> = [
        "",
        "*",
        "protocol",
        "vraag.his",
        "vraag.his.keuzes",
        "voorbeeld.context",
        "voorbeeld.verwacht",
    ]
    .into_iter()
    .chain(protocol::sections())
    .collect();
    for it in keys() {
        assert!(known.contains(it.table), "{it:?}");
        assert!(it.explanation.ends_with('.'), "{it:?}");
        assert_eq!(it.key.is_empty(), it.example.is_empty(), "{it:?}");
    }
}

/// Every part of the schema that an editor can show text of, with its path.
fn shown(schema: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{key}");
        found.push((path.clone(), property.clone()));
        shown(property, &path, found);
    }
}

#[test]
fn every_key_shows_its_explanation_and_an_example() {
    let schema = as_json();
    let mut found = Vec::new();
    shown(&schema, "", &mut found);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        assert!(definition["description"].is_string(), "{name}");
        assert_eq!(definition["additionalProperties"], false, "{name}");
        shown(definition, name, &mut found);
    }
    let explanations: Vec<&str> = keys().map(|it| it.explanation).collect();
    let mut keys_shown = 0;
    for (path, it) in found {
        if it["$ref"].is_string() && path == ".protocol" {
            continue;
        }
        let description = it["description"]
            .as_str()
            .unwrap_or_else(|| panic!("{path}: {it}"));
        let explained = explanations
            .iter()
            .any(|text| description.starts_with(text));
        assert!(explained, "{path}: {description}");
        let is_section = path.starts_with('.') && path != ".formaat";
        assert_eq!(it["examples"].is_array(), !is_section, "{path}");
        keys_shown += usize::from(!is_section);
        if ["als", "alleen_als"].contains(&path.rsplit('.').next().unwrap()) {
            for word in Keyword::ALL.iter().map(|it| it.word()) {
                let said = description.contains(word) || ["ja", "nee"].contains(&word);
                assert!(said, "{path}: {word}");
            }
        }
    }
    assert!(keys_shown > 100, "{keys_shown}");
}

/// A text without the lines that give a key.
fn without(text: &str, key: &str) -> String {
    let gives = |line: &&str| line.starts_with(&format!("{key} ="));
    let mut kept: Vec<&str> = text.lines().filter(|line| !gives(line)).collect();
    kept.push("");
    kept.join("\n")
}

/// A file with one key in one table, and otherwise sound.
fn file_with(table: &str, key: &str, value: &str) -> String {
    match table {
        "" => HEADER.replace("formaat = 1", &format!("{key} = {value}")),
        "protocol" => format!("{}{key} = {value}\n", without(HEADER, key)),
        "*" => {
            let removed = format!("{HEADER}[contact.x]\nvervalt = true\nreden = 'R'\n");
            format!("{}{key} = {value}\n", without(&removed, key))
        }
        "vraag.his.keuzes" => format!("{HEADER}[vraag.x.his.keuzes.een]\n{key} = {value}\n"),
        _ => match table.split_once('.') {
            Some((section, inner)) => {
                format!("{HEADER}[{section}.x.{inner}]\n{key} = {value}\n")
            }
            None => format!("{HEADER}[{table}.x]\n{key} = {value}\n"),
        },
    }
}

/// Whether the engine says that a value has the wrong type.
fn engine_refuses_type(text: &str) -> bool {
    let mut report = Vec::new();
    protocol::read(&[Input { text, start: 0 }], &mut report);
    let types = [Code::WrongType, Code::UnsupportedFormat];
    report.iter().any(|it| types.contains(&it.code))
}

#[test]
fn the_example_of_every_key_is_accepted() {
    let validator = validator();
    for it in keys().filter(|it| !it.key.is_empty()) {
        let text = file_with(it.table, it.key, it.example);
        let faults: Vec<String> = validator
            .iter_errors(&document(&text))
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{faults:?}\n{text}");
        assert!(!engine_refuses_type(&text), "{text}");
    }
}

#[test]
fn every_key_refuses_a_value_of_a_wrong_type() {
    let values = [
        ("true or false", "true"),
        ("a number", "3"),
        ("a broken number", "3.5"),
        ("a text", "'een'"),
        ("a date", "2026-01-31"),
        ("a list of numbers", "[1, 2]"),
        ("a list of texts", "['een', 'twee']"),
        ("a table of texts", "{ een = 'E' }"),
        ("a table of tables", "{ een = { twee = 2 } }"),
    ];
    let validator = validator();
    let mut refused = 0;
    for it in keys().filter(|it| !it.key.is_empty()) {
        let mut wrong = 0;
        for (kind, value) in values {
            // A date is a text in JSON: the schema alone cannot tell them apart, Tombi can.
            if kind == "a date" {
                continue;
            }
            let text = file_with(it.table, it.key, value);
            let schema_refuses = !validator.is_valid(&document(&text));
            if engine_refuses_type(&text) {
                assert!(schema_refuses, "{kind} is accepted:\n{text}");
            }
            wrong += usize::from(schema_refuses);
        }
        assert!(wrong >= 4, "{it:?} refuses {wrong} kinds");
        refused += wrong;
    }
    assert!(refused > 600, "{refused}");
}

#[test]
fn what_the_schema_enumerates_is_what_the_engine_knows() {
    let schema = as_json();
    let listed = |table: &str, key: &str| -> Vec<String> {
        let values = &schema["$defs"][table]["properties"][key]["enum"];
        let values = values.as_array().unwrap_or_else(|| panic!("{table}.{key}"));
        values
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(listed("protocol", "status"), Status::ALL.map(Status::word));
    assert_eq!(listed("vraag", "domein"), Area::ALL.map(Area::word));
    assert_eq!(listed("vraag", "soep"), ["S", "O"]);
    // The engine lists the types only in what it says of a wrong one.
    let mut registry = Registry::default();
    let text = format!("{HEADER}[vraag.x]\ntekst = 'T'\ntype = 'q'\n");
    registry.add("a/1.0.0.toml", text.as_bytes());
    let faults = domeinwijzer::check::check_all(&registry);
    let help: Vec<&str> = faults.iter().filter_map(|it| it.help.as_deref()).collect();
    let said = help.iter().find(|it| it.contains("meerkeuze")).unwrap();
    for kind in listed("vraag", "type") {
        assert!(said.contains(&format!("`{kind}`")), "{said}");
    }
}

#[test]
fn planted_faults_are_refused() {
    let validator = validator();
    for part in [
        "onbekend = 1\n[protocol]",
        "[regle.x]\nals = 'a'\n",
        "[regel.x]\nal = 'a'\n",
        "[regel.X]\nals = 'a'\n",
        "[regel.'een regel']\nals = 'a'\n",
        "[regel.x]\nvervalt = true\n",
        "[regel.x]\nvoor = 'Welzijn op recept'\n",
        "[regel.x]\ntegen = ['a', 'B']\n",
        "[regel.x]\nals = ''\n",
        "[regel.x]\ntermijn_werkdagen = 0\n",
        "[vraag.x]\ntype = 'ja'\n",
        "[vraag.x]\ndomein = 'financieel'\n",
        "[vraag.x]\nsoep = 'P'\n",
        "[vraag.x]\nmoeite = 0\n",
        "[vraag.x]\nmoeite = 101\n",
        "[vraag.x]\nkeuzes = { Licht = 'Licht' }\n",
        "[bron.x]\nurl = 'http://a.example'\n",
        "[contact.x]\nwerkgebied = ['4388 AB']\n",
        "[voorbeeld.x]\ncontext = { postcode = '4388' }\n",
        "[voorbeeld.x]\nverwacht = { routes = ['a'] }\n",
        "[voorbeeld.x]\nantwoorden = { 'een vraag' = true }\n",
    ] {
        let text = if part.ends_with("[protocol]") {
            HEADER.replace("[protocol]", part)
        } else {
            format!("{HEADER}{part}")
        };
        assert!(!validator.is_valid(&document(&text)), "accepted:\n{part}");
    }
    for (key, value) in [
        ("id", "'Goes'"),
        ("gemeente", "'664'"),
        ("versie", "'1.0'"),
        ("versie", "'01.0.0'"),
        ("status", "'klaar'"),
        ("basis", "'nederland'"),
        ("geldig_vanaf", "'morgen'"),
        ("voorrang", "['a', 'a']"),
    ] {
        let text = file_with("protocol", key, value);
        assert!(!validator.is_valid(&document(&text)), "accepted:\n{text}");
    }
    for missing in ["formaat", "id", "titel", "versie", "status", "geldig_vanaf"] {
        let text = without(HEADER, missing);
        assert!(!validator.is_valid(&document(&text)), "no {missing}");
    }
    assert!(validator.is_valid(&document(HEADER)));
    assert!(!validator.is_valid(&json!({ "formaat": 1 })));
}

#[test]
fn every_shipped_protocol_names_the_schema_and_keeps_to_it() {
    let validator = validator();
    for (path, text) in shipped() {
        assert_eq!(text.lines().next(), Some(FIRST_LINE), "{}", path.display());
        let faults: Vec<String> = validator
            .iter_errors(&document(&text))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
}

/// The Tombi that the environment names; none when it names none.
fn tombi() -> Option<PathBuf> {
    std::env::var_os("DOMEINWIJZER_TOMBI").map(PathBuf::from)
}

/// What Tombi says of a file beside the schema, and whether it accepts it.
fn linted(tombi: &Path, path: &Path) -> (bool, String) {
    let output = Command::new(tombi)
        .args(["lint", "--offline", "--no-cache"])
        .arg(path)
        .env("NO_COLOR", "1")
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap_or_else(|error| panic!("{} does not run: {error}", tombi.display()));
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn tombi_accepts_the_shipped_protocols_and_points_at_faults() {
    let Some(tombi) = tombi() else {
        println!("DOMEINWIJZER_TOMBI is not set: the other tests check the schema without Tombi");
        return;
    };
    let (sound, said) = linted(&tombi, &root().join("protocols"));
    assert!(sound, "{said}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tombi/a");
    std::fs::create_dir_all(&folder).unwrap();
    let kept = root().join("protocols/protocol.schema.json");
    std::fs::copy(kept, folder.join("../protocol.schema.json")).unwrap();
    let path = folder.join("1.0.0.toml");
    let sound = format!("{FIRST_LINE}\n{HEADER}");
    for (part, line, word) in [
        ("", 0, ""),
        ("[regel.x]\nals = 5\n", 10, "String"),
        ("[regel.x]\nwanneer = 'a'\n", 10, "wanneer"),
        ("[vraag.x]\ntype = 'ja'\n", 10, "meerkeuze"),
        ("[vraag.x]\nmin = '0'\n", 10, "Integer"),
        ("[groep.x]\nveiligheid = 'ja'\n", 10, "Boolean"),
        ("[regel.x]\ntegen = [1]\n", 10, "String"),
        ("[regel.X]\nals = 'a'\n", 9, "pattern"),
        (
            "[voorbeeld.x]\nverwacht = { routes = ['a'] }\n",
            10,
            "routes",
        ),
        // TOML 1.1 only: an inline table on more lines.
        ("[vraag.x]\nkeuzes = {\n  a = 'A',\n}\n", 10, ""),
    ] {
        std::fs::write(&path, format!("{sound}{part}")).unwrap();
        let (accepted, said) = linted(&tombi, &path);
        assert_eq!(accepted, part.is_empty(), "{part}\n{said}");
        if !part.is_empty() {
            let place = format!("1.0.0.toml:{line}:");
            assert!(
                said.contains(&place) && said.contains(word),
                "{part}\n{said}"
            );
        }
    }
    let text = sound.replace("= 2026-01-01", "= '2026-01-01'");
    std::fs::write(&path, text).unwrap();
    let (accepted, said) = linted(&tombi, &path);
    assert!(!accepted && said.contains("LocalDate"), "{said}");
}
