//! `domeinwijzer agenda`: what a team gets to see of saved cases, and what it does not.

use super::running::{Run, run_in};
use std::path::Path;

fn agenda(args: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let common = ["agenda", "--protocol", "krachtige_basiszorg"];
    run_in(root, &[&common[..], args].concat(), b"", &[])
}

#[test]
fn cases_become_an_agenda() {
    for format in ["markdown", "html"] {
        let it = agenda(&["tests/data/agenda", "--format", format]);
        assert_eq!(it.code, 0, "{}", it.err);
        insta::with_settings!({ snapshot_path => "", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("agenda.{format}"), it.out);
        });
    }
}

#[test]
fn nothing_of_an_answer_or_a_file_is_on_it() {
    let key = super::folder("agenda").join("sleutel.txt");
    for format in ["markdown", "html"] {
        let it = agenda(&[
            "tests/data/agenda",
            "--format",
            format,
            "--key",
            key.to_str().unwrap(),
        ]);
        for word in ["jansen", "23", "praktijk_geheim", "4388", "2026"] {
            assert!(!it.out.contains(word), "{word}: {}", it.out);
        }
        let known = std::fs::read_to_string(&key).unwrap();
        assert!(known.contains("a_jansen.json"), "{known}");
        assert_eq!(known.lines().count(), 4);
    }
}

#[test]
fn a_text_of_a_protocol_is_no_markup() {
    let folder = super::folder("agenda-text");
    let text = std::fs::read_to_string("protocols/krachtige_basiszorg/1.0.0.toml").unwrap();
    let title = "Krachtige basiszorg: van 4D-kaart naar hulp";
    assert!(text.contains(title));
    let file = folder.join("protocol.toml");
    std::fs::write(&file, text.replacen(title, "<img src=x> *let op*", 1)).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (format, expected) in [
        ("markdown", "&lt;img src=x&gt; \\*let op\\*"),
        ("html", "&lt;img src=x&gt; *let op*"),
    ] {
        let file = file.to_str().unwrap();
        let args = [
            "agenda",
            "--protocol",
            file,
            "tests/data/agenda",
            "--format",
            format,
        ];
        let it = run_in(root, &args, b"", &[]);
        assert!(it.out.contains(expected), "{}{}", it.out, it.err);
        assert!(!it.out.contains("<img"));
    }
}
