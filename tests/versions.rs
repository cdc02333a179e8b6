//! Versions beside each other, the lock file, the digest, and deviations from the base.
use domeinwijzer::check::check_all;
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::protocol::lock::Lock;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::protocol::{Change, deviations};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const BASE: &str = include_str!("cli/alleen.toml");

/// A version of the small protocol, with other words in its header.
fn version(version: &str, status: &str, from: &str, until: Option<&str>) -> String {
    let until = until
        .map(|day| format!("geldig_tot = {day}\n"))
        .unwrap_or_default();
    BASE.replace("\"1.0.0\"", &format!("\"{version}\""))
        .replace(
            "status       = \"voorbeeld\"",
            &format!("status = \"{status}\""),
        )
        .replace(
            "geldig_vanaf = 2026-01-01\n",
            &format!("geldig_vanaf = {from}\n{until}"),
        )
}

fn registry(files: &[(&str, String)]) -> Registry {
    let mut registry = Registry::default();
    for (path, text) in files {
        registry.add(*path, text.as_bytes());
    }
    registry
}

fn codes(found: &[Diagnostic]) -> Vec<Code> {
    found.iter().map(|it| it.code).collect()
}

#[test]
fn windows_may_neither_overlap_nor_leave_a_gap() {
    let second = |from: &str| version("1.1.0", "vastgesteld", from, None);
    let first = version("1.0.0", "vastgesteld", "2026-01-01", Some("2026-06-30"));
    for (from, expected) in [
        ("2026-07-01", vec![]),
        ("2026-07-03", vec![Code::GapBetweenVersions]),
        ("2026-06-30", vec![Code::SeveralInForce]),
    ] {
        let files = [
            ("alleen/1.0.0.toml", first.clone()),
            ("alleen/1.1.0.toml", second(from)),
        ];
        assert_eq!(codes(&check_all(&registry(&files))), expected, "{from}");
    }
    // A draft or a withdrawn version is not in force and leaves room for others.
    for status in ["concept", "ingetrokken"] {
        let open = version("1.0.0", status, "2026-01-01", None);
        let files = [
            ("alleen/1.0.0.toml", open),
            ("alleen/1.1.0.toml", second("2026-02-01")),
        ];
        assert_eq!(codes(&check_all(&registry(&files))), vec![]);
    }
}

#[test]
fn the_version_in_force_is_found_by_date() {
    let files = [
        (
            "alleen/1.0.0.toml",
            version("1.0.0", "voorbeeld", "2026-01-01", Some("2026-06-30")),
        ),
        (
            "alleen/1.1.0.toml",
            version("1.1.0", "voorbeeld", "2026-07-01", None),
        ),
        (
            "alleen/2.0.0.toml",
            version("2.0.0", "ingetrokken", "2025-01-01", Some("2025-12-31")),
        ),
    ];
    let registry = registry(&files);
    let on = |day: &str| registry.find("alleen", parse_date(day).unwrap());
    assert_eq!(on("2026-06-30").unwrap().path(), "alleen/1.0.0.toml");
    assert_eq!(on("2026-07-01").unwrap().path(), "alleen/1.1.0.toml");
    assert_eq!(on("2025-06-01").unwrap_err().code, Code::Withdrawn);
    assert_eq!(on("2024-12-31").unwrap_err().code, Code::NoneInForce);
}

#[test]
fn two_files_with_one_version_or_a_wrong_place() {
    let one = version("1.0.0", "voorbeeld", "2026-01-01", None);
    let found = check_all(&registry(&[
        ("alleen/1.0.0.toml", one.clone()),
        ("alleen/1.0.1.toml", one),
    ]));
    let found = codes(&found);
    assert!(
        found.contains(&Code::DuplicateVersion) && found.contains(&Code::MisplacedFile),
        "{found:?}"
    );
}

#[test]
fn bases_in_a_circle_or_missing() {
    let on = |id: &str, base: &str| {
        BASE.replace(
            "\"alleen\"\ntitel",
            &format!("\"{id}\"\nbasis = \"{base}\"\ntitel"),
        )
    };
    let files = [
        ("a/1.0.0.toml", on("a", "b@1.0.0")),
        ("b/1.0.0.toml", on("b", "a@1.0.0")),
    ];
    let found = codes(&check_all(&registry(&files)));
    assert!(
        found.iter().all(|code| *code == Code::BaseCircle) && !found.is_empty(),
        "{found:?}"
    );
    let found = check_all(&registry(&[("a/1.0.0.toml", on("a", "a@2.0.0"))]));
    assert_eq!(codes(&found), vec![Code::UnknownBase]);
    assert_eq!(found[0].help.as_deref(), Some("wel aanwezig: `a@1.0.0`"));
}

#[test]
fn a_published_version_cannot_change_unseen() {
    let file = |text: &str| registry(&[("alleen/1.0.0.toml", text.to_owned())]);
    let published = version("1.0.0", "vastgesteld", "2026-01-01", None);
    let checked = |lock: &Lock, text: &str| {
        let mut found = Vec::new();
        lock.check(&file(text), &mut found);
        found
    };
    assert_eq!(
        codes(&checked(&Lock::default(), &published)),
        vec![Code::NotLocked]
    );

    let mut lock = Lock::default();
    assert_eq!(lock.add_published(&file(&published)), ["alleen@1.0.0"]);
    let lock = Lock::read(&lock.print()).unwrap();
    assert_eq!(codes(&checked(&lock, &published)), vec![]);

    // Comments, layout, order, examples and the end of its validity do not change what it says.
    let laid_out = published
        .replace("als   = \"alleen\"", "# waarom\nals = \"  alleen \"")
        .replace("antwoorden = { alleen = true }", "antwoorden = {}")
        .replace(
            "geldig_vanaf = 2026-01-01",
            "geldig_vanaf = 2026-01-01\ngeldig_tot = 2027-01-01",
        );
    assert_eq!(codes(&checked(&lock, &laid_out)), vec![]);
    let withdrawn = published.replace("\"vastgesteld\"", "\"ingetrokken\"");
    assert_eq!(codes(&checked(&lock, &withdrawn)), vec![]);

    let stricter = published.replace("als   = \"alleen\"", "als   = \"niet alleen\"");
    let found = checked(&lock, &stricter);
    assert_eq!(codes(&found), vec![Code::PublishedChanged]);
    assert!(
        found[0].message.ends_with("`regel.alleen_wonend`"),
        "{}",
        found[0].message
    );

    let draft = published.replace("\"vastgesteld\"", "\"concept\"");
    assert_eq!(codes(&checked(&lock, &draft)), vec![Code::StatusStep]);
    let gone = published.replace("\"1.0.0\"", "\"1.0.1\"");
    let found = codes(&checked(&lock, &gone));
    assert_eq!(found, vec![Code::PublishedGone, Code::NotLocked]);
    assert_eq!(
        Lock::read("{\"a@1.0.0\": 3}").unwrap_err().code,
        Code::Unreadable
    );
}

#[test]
fn a_change_in_the_base_changes_the_digest_of_what_builds_on_it() {
    let base = version("1.0.0", "voorbeeld", "2026-01-01", None);
    let local = "formaat = 1\n[protocol]\nid = 'x'\ntitel = 'X'\nversie = '1.0.0'\n\
                 status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nbasis = 'alleen@1.0.0'\n";
    let digest = |base: String| {
        let registry = registry(&[
            ("alleen/1.0.0.toml", base),
            ("x/1.0.0.toml", local.to_owned()),
        ]);
        let file = registry.at_path("x/1.0.0.toml").unwrap();
        registry.read(file, &mut Vec::new()).digest
    };
    assert_ne!(
        digest(base.clone()),
        digest(base.replace("woont alleen.", "woont alleen!"))
    );
    assert_eq!(
        digest(base.clone()),
        digest(base.replace("[bron.", "# een opmerking\n[bron."))
    );
}

/// The digest as `docs/digest.md` tells another program to compute it, on the whole shipped base.
#[test]
fn the_digest_can_be_computed_by_another_program() {
    let text = include_str!("../protocols/nederland/1.0.0.toml");
    let document: toml::Table = toml::from_str(text).unwrap();
    let mut json = as_json(&toml::Value::Table(document), "");
    json.as_object_mut().unwrap().remove("voorbeeld");
    for administration in ["status", "geldig_tot"] {
        json["protocol"]
            .as_object_mut()
            .unwrap()
            .remove(administration);
    }
    let mut canonical = String::new();
    write_sorted(&json, &mut canonical);
    let hash: String = Sha256::digest(canonical.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let registry = registry(&[("nederland/1.0.0.toml", text.to_owned())]);
    let file = registry.at_path("nederland/1.0.0.toml").unwrap();
    assert_eq!(
        registry.read(file, &mut Vec::new()).digest,
        format!("sha256:{hash}")
    );
}

fn as_json(value: &toml::Value, key: &str) -> Value {
    match value {
        toml::Value::String(text) if key == "als" || key == "alleen_als" => {
            json!(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Boolean(yes) => json!(yes),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Float(_) => Value::Null,
        toml::Value::Array(items) => items.iter().map(|item| as_json(item, "")).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, value)| (key.clone(), as_json(value, key)))
                .collect(),
        ),
    }
}

fn write_sorted(value: &Value, out: &mut String) {
    match value {
        Value::Object(entries) => {
            let mut keys: Vec<&String> = entries.keys().collect();
            keys.sort();
            let fields: Vec<String> = keys
                .into_iter()
                .map(|key| {
                    let mut field = format!("{}:", json!(key));
                    write_sorted(&entries[key], &mut field);
                    field
                })
                .collect();
            out.push_str(&format!("{{{}}}", fields.join(",")));
        }
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let mut text = String::new();
                    write_sorted(item, &mut text);
                    text
                })
                .collect();
            out.push_str(&format!("[{}]", items.join(",")));
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[test]
fn deviations_name_what_was_added_changed_and_removed() {
    let local = "formaat = 1\n[protocol]\nid = 'x'\ntitel = 'X'\nversie = '1.0.0'\n\
                 status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nbasis = 'alleen@1.0.0'\n\
                 [route.welzijn]\ntitel = 'Welzijn'\n\
                 [regel.alleen_wonend]\nvervalt = true\nreden = 'Doen wij niet.'\n\
                 [regel.eigen]\nals = 'niet alleen'\nvoor = 'welzijn'\nreden = 'Wel dit.'\n";
    let base = version("1.0.0", "voorbeeld", "2026-01-01", None);
    let registry = registry(&[
        ("alleen/1.0.0.toml", base),
        ("x/1.0.0.toml", local.to_owned()),
    ]);
    let file = registry.at_path("x/1.0.0.toml").unwrap();
    let read = |file| registry.read(file, &mut Vec::new());
    let found = deviations(&read(registry.base_of(file).unwrap()), &read(file));
    let named: Vec<(&str, &str)> = found
        .iter()
        .map(|it| (it.section.as_str(), it.id.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("route", "welzijn"),
            ("regel", "alleen_wonend"),
            ("regel", "eigen")
        ]
    );
    assert!(
        matches!(&found[0].change, Change::Changed(keys) if keys.len() == 1 && keys[0].0 == "titel")
    );
    assert_eq!(
        found[1].change,
        Change::Removed(Some("Doen wij niet.".to_owned()))
    );
    assert_eq!(found[2].change, Change::Added);
}
