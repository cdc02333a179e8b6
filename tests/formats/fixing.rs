//! `check --fix`: what it mends, and what it leaves alone.

use super::{Run, here, run_in, scratch};
use std::fs;
use std::path::Path;

/// Runs `check` on the files of a folder, beside the base of the tests.
fn check(folder: &Path, args: &[&str]) -> Run {
    let base = here().join("basis");
    let args = [&["check", "--protocols", base.to_str().unwrap()], args].concat();
    run_in(folder, &args, b"", &[])
}

fn fixture(name: &str) -> String {
    fs::read_to_string(here().join(name)).unwrap()
}

/// Fixes a text in a file, and returns what became of it.
#[track_caller]
fn fixed(name: &str, text: &str) -> (Run, String) {
    let folder = scratch(name);
    fs::write(folder.join("a.toml"), text).unwrap();
    let run = check(&folder, &["a.toml", "--fix", "--format", "concise"]);
    let now = fs::read_to_string(folder.join("a.toml")).unwrap();
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "no temporary file is left");
    (run, now)
}

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.split_once('#'))
        .map(|it| it.1)
        .collect()
}

/// How many errors and which codes `check` finds.
fn faults(text: &str) -> Vec<String> {
    let base = here().join("basis");
    let args = [
        "check",
        "-",
        "--protocols",
        base.to_str().unwrap(),
        "--format",
        "concise",
    ];
    let out = run_in(&here(), &args, text.as_bytes(), &[]).out;
    let codes = out
        .lines()
        .filter_map(|line| line.split("fout[").nth(1)?.split(']').next());
    codes.map(str::to_owned).collect()
}

#[test]
fn what_can_be_mended_is_mended_and_nothing_else_is_touched() {
    let before = fixture("herstelbaar.toml");
    let (run, after) = fixed("herstelbaar", &before);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(comments(&before), comments(&after));
    let changed = before
        .lines()
        .zip(after.lines())
        .filter(|(old, new)| old != new);
    let changed: Vec<String> = changed
        .map(|(old, new)| format!("- {old}\n+ {new}\n"))
        .collect();
    let changed = changed.concat();
    super::golden("fix", &format!("{changed}\n{}", run.out));
    assert_eq!(before.lines().count(), after.lines().count());
    // Once more changes nothing.
    let (again, same) = fixed("herstelbaar", &after);
    assert_eq!((again.code, same), (0, after));
    assert!(again.out.starts_with("0 hersteld\n"), "{}", again.out);
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let unix = fixture("herstelbaar.toml");
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let (run, after) = fixed("windows", &windows);
    assert_eq!(run.code, 0, "{}", run.out);
    let (_, expected) = fixed("unix", &unix);
    assert_eq!(after, format!("\u{feff}{}", expected.replace('\n', "\r\n")));
}

#[test]
fn what_would_bring_another_fault_to_light_is_left_byte_for_byte() {
    let before = fixture("onherstelbaar.toml");
    let (run, after) = fixed("onherstelbaar", &before);
    assert_eq!((run.code, after), (1, before));
    assert!(
        run.out.contains("niet hersteld: a.toml:34: DW0310"),
        "{}",
        run.out
    );
    assert!(run.out.contains("daarna zou er DW0301 zijn"), "{}", run.out);
}

#[test]
fn one_fix_that_does_harm_does_not_hold_up_the_others() {
    // Straight quotes would end the literal string.
    let text = fixture("schoon.toml")
        .replace("vangnet = true", "vangnet = \"ja\"")
        .replace("als = \"eenzaam >= 6\"", "als = 'eenzaam = “6”'");
    let (run, after) = fixed("schade", &text);
    assert_eq!(run.code, 1);
    assert_eq!(after, text.replace("vangnet = \"ja\"", "vangnet = true"));
    assert!(
        run.out.contains("niet hersteld: a.toml:33: DW0302"),
        "{}",
        run.out
    );
}

#[test]
fn among_escapes_nothing_is_mended() {
    let text = fixture("schoon.toml").replace("eenzaam >= 6", "\\u0065enzaam => 6");
    let (run, after) = fixed("escapes", &text);
    assert_eq!((run.code, after), (1, text));
    assert!(run.out.contains("0 hersteld"), "{}", run.out);
}

#[test]
fn the_opposite_is_no_slip() {
    let text = fixture("schoon.toml").replace("eenzaam", "onveilig");
    let text = text.replace("als = \"onveilig", "als = \"veilig");
    let (run, after) = fixed("tegendeel", &text);
    assert_eq!((run.code, after), (1, text));
    assert!(run.out.contains("bedoelt u `onveilig`?"), "{}", run.out);
}

#[test]
fn every_file_of_the_corpus_gets_better_or_stays_as_it_is() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let folder = scratch("corpus");
    let mut files: Vec<_> = fs::read_dir(corpus)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    let mut mended = 0;
    for path in &files {
        let before = fs::read(path).unwrap();
        let copy = folder.join(path.file_name().unwrap());
        fs::write(&copy, &before).unwrap();
    }
    // All at once: each by itself takes long.
    let first = check(&folder, &[".", "--fix"]);
    assert!(first.code < 2, "{}", first.err);
    for path in &files {
        let before = fs::read(path).unwrap();
        let now = fs::read(folder.join(path.file_name().unwrap())).unwrap();
        if before == now {
            continue;
        }
        mended += 1;
        let (before, now) = (
            String::from_utf8(before).unwrap(),
            String::from_utf8(now).unwrap(),
        );
        let (old, new) = (faults(&before), faults(&now));
        assert!(new.len() < old.len(), "{}: {old:?} {new:?}", path.display());
        assert!(
            new.iter().all(|code| old.contains(code)),
            "{}",
            path.display()
        );
    }
    assert!(mended > 30, "{mended} of {}", files.len());
    let second = check(&folder, &[".", "--fix"]);
    assert!(second.out.starts_with("0 hersteld\n") || second.out.starts_with("niet hersteld"));
}

#[test]
fn stdin_becomes_stdout() {
    let before = fixture("herstelbaar.toml");
    let (_, expected) = fixed("stdin", &before);
    let it = run_in(&here(), &["check", "-", "--fix"], before.as_bytes(), &[]);
    assert_eq!((it.code, it.out), (0, expected));
    assert!(it.err.contains("hersteld: -:9:16: DW0202"), "{}", it.err);
    // Also when there is nothing to mend, or nothing that can be.
    for text in [fixture("schoon.toml"), "x".to_owned(), String::new()] {
        let it = run_in(&here(), &["check", "-", "--fix"], text.as_bytes(), &[]);
        assert_eq!(it.out, text);
    }
    let latin = b"formaat = 1 # \xe9\n";
    let args = ["check", "-", "--fix", "--format", "json"];
    assert_eq!(run_in_bytes(&args, latin), latin);
}

fn run_in_bytes(args: &[&str], input: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
        .args(args)
        .current_dir(here())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn for_programs_stdout_holds_the_findings_only() {
    let folder = scratch("programma");
    for format in ["json", "sarif"] {
        fs::write(folder.join("a.toml"), fixture("fouten.toml")).unwrap();
        let it = check(&folder, &["a.toml", "--fix", "--format", format]);
        serde_json::from_str::<serde_json::Value>(&it.out).unwrap();
        assert!(it.err.contains("2 hersteld"), "{}", it.err);
    }
}

#[test]
fn a_base_that_was_not_asked_for_is_not_touched() {
    let folder = scratch("basis");
    let base = folder.join("landelijk/1.0.0.toml");
    fs::create_dir_all(folder.join("landelijk")).unwrap();
    let faulty = fixture("basis/landelijk/1.0.0.toml").replace("alleen = true", "alleen = \"ja\"");
    fs::write(&base, &faulty).unwrap();
    let local = fixture("gemeente.toml").replace("nood en eenzaam >= 8", "nood");
    fs::write(folder.join("a.toml"), &local).unwrap();
    let args = ["check", "a.toml", "--protocols", ".", "--fix"];
    let it = run_in(&folder, &args, b"", &[]);
    assert_eq!(
        (it.code, fs::read_to_string(&base).unwrap()),
        (1, faulty),
        "{}",
        it.out
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays_and_a_link_keeps_leading_there() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch("alleen_lezen");
    let before = fixture("herstelbaar.toml");
    let (open, closed) = (folder.join("a.toml"), folder.join("b.toml"));
    fs::write(&open, &before).unwrap();
    fs::write(&closed, before.replace("\"herstelbaar\"", "\"b\"")).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o444)).unwrap();
    let it = check(&folder, &["a.toml", "b.toml", "--fix"]);
    assert_eq!((it.code, it.out.as_str()), (2, ""));
    assert!(
        it.err
            .contains("kan b.toml niet schrijven: het bestand is alleen-lezen"),
        "{}",
        it.err
    );
    assert_eq!(
        fs::read_to_string(&open).unwrap(),
        before,
        "nothing at all is written"
    );

    fs::set_permissions(&open, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.toml", folder.join("link.toml")).unwrap();
    assert_eq!(check(&folder, &["link.toml", "--fix"]).code, 0);
    assert!(folder.join("link.toml").is_symlink());
    let mode = fs::metadata(&open).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_ne!(fs::read_to_string(&open).unwrap(), before);
}
