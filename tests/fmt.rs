//! The canonical form of a protocol file: order and spelling change, nothing else does.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod running;

use domeinwijzer::protocol::registry::Registry;
use running::run_in;
use std::path::Path;

const UNTIDY: &str = include_str!("fmt/slordig.toml");
const TIDY: &str = include_str!("fmt/netjes.toml");

fn fmt(args: &[&str], text: &str) -> (i32, String) {
    let args = [&["fmt"], args].concat();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let it = run_in(here, &args, text.as_bytes(), &[]);
    // What keeps it from running is told on stderr, and only then.
    assert_eq!(it.code == 2, !it.err.is_empty(), "{it:?}");
    (it.code, it.out)
}

fn digest(text: &str) -> String {
    let mut registry = Registry::default();
    registry.add("x.toml", text.as_bytes());
    registry
        .read(registry.at_path("x.toml").unwrap(), &mut Vec::new())
        .digest
}

#[test]
fn order_and_spelling_with_every_comment_kept() {
    assert_eq!(fmt(&["-"], UNTIDY), (0, TIDY.to_owned()));
    assert_eq!(fmt(&["-"], TIDY), (0, TIDY.to_owned()));
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(fmt(&["-"], &windows(UNTIDY)), (0, windows(TIDY)));
}

#[test]
fn check_only_says_so() {
    assert_eq!(fmt(&["--check", "-"], UNTIDY).0, 1);
    assert_eq!(fmt(&["--check", "-"], TIDY), (0, String::new()));
}

#[test]
fn shipped_protocols_are_in_form() {
    assert_eq!(fmt(&["--check", "protocols"], ""), (0, String::new()));
}

#[test]
fn the_meaning_stays() {
    // Only the spelling of the condition is part of the digest; order and comments are not.
    let spelt = TIDY.replace(
        "minstens 1 van (alleen, niet niet alleen)",
        "minstens 1 van( alleen,niet (niet  alleen) )",
    );
    assert_eq!(digest(UNTIDY), digest(&spelt));
}

#[test]
fn what_is_no_toml_is_left_alone() {
    let (code, out) = fmt(&["-"], "formaat = = 1");
    assert_eq!((code, out.as_str()), (2, ""));
}
