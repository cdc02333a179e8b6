//! In which order questions are asked.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request, decide, next, order, relevant};
use domeinwijzer::program::{self, Program};
use domeinwijzer::protocol::registry::Registry;

const HEAD: &str = "formaat = 1\n[protocol]\nid = 'x'\ntitel = 'X'\nversie = '1.0.0'\n\
    status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nvoorrang = ['r', 's']\n[bron.b]\ntitel = 'B'\n\
    [groep.gevaar]\ntitel = 'G'\nveiligheid = true\n\
    [route.r]\ntitel = 'R'\nuitleg = 'R'\npatient = 'R'\n\
    [route.s]\ntitel = 'S'\nuitleg = 'S'\npatient = 'S'\nvangnet = true\n\
    [signaal.t]\ntitel = 'T'\nuitleg = 'T'\n";

/// A question of each kind; `nee` to the first two is as likely as a low number.
const YES_NO: &str = "type = 'ja_nee'";
const SCALE: &str = "type = 'schaal'\nmin = 0\nmax = 3";
const DANGER: &str = "type = 'ja_nee'\ngroep = 'gevaar'";

struct Order {
    what: &'static str,
    /// In the order of the file.
    questions: &'static [(&'static str, &'static str)],
    /// The condition for route `r`, and that for the signal.
    rule: &'static str,
    signal: &'static str,
    answers: &'static [(&'static str, bool)],
    asked: &'static [&'static str],
}

const ORDERS: [Order; 7] = [
    Order {
        what: "the cheaper of two that do the same",
        questions: &[("n", SCALE), ("a", YES_NO)],
        rule: "a of n >= 2",
        signal: "",
        answers: &[],
        asked: &["a", "n"],
    },
    Order {
        what: "what can settle everything before what settles nothing",
        questions: &[("x", YES_NO), ("y", YES_NO), ("z", YES_NO), ("a", YES_NO)],
        rule: "a en minstens 2 van (x, y, z)",
        signal: "",
        answers: &[],
        asked: &["a", "x", "y", "z"],
    },
    Order {
        what: "safety before what settles everything",
        questions: &[("x", YES_NO), ("y", YES_NO), ("a", YES_NO), ("g", DANGER)],
        rule: "a en minstens 2 van (x, y, g)",
        signal: "",
        answers: &[],
        asked: &["g", "a", "x", "y"],
    },
    Order {
        what: "the advice before a signal",
        questions: &[("a", YES_NO), ("n", SCALE)],
        rule: "n >= 2",
        signal: "a",
        answers: &[],
        asked: &["n", "a"],
    },
    Order {
        what: "once the advice is decided, what else settles most",
        questions: &[
            ("a", YES_NO),
            ("x", YES_NO),
            ("y", YES_NO),
            ("z", YES_NO),
            ("b", YES_NO),
        ],
        rule: "a",
        signal: "b en minstens 2 van (x, y, z)",
        answers: &[("a", false)],
        asked: &["b", "x", "y", "z"],
    },
    Order {
        what: "a question that opens a branch only when the branch is worth it",
        questions: &[
            ("p", YES_NO),
            ("q", "type = 'ja_nee'\nalleen_als = 'p'\nanders = false"),
            ("a", YES_NO),
        ],
        rule: "a en (p en q)",
        signal: "",
        answers: &[],
        asked: &["p", "a"],
    },
    Order {
        what: "the order of the file where nothing tells them apart",
        questions: &[("c", YES_NO), ("a", YES_NO), ("b", YES_NO)],
        rule: "minstens 2 van (a, b, c)",
        signal: "",
        answers: &[],
        asked: &["c", "a", "b"],
    },
];

fn compiled(it: &Order) -> (Checked, Program) {
    let mut text = HEAD.to_owned();
    for (id, kind) in it.questions {
        text += &format!("[vraag.{id}]\ntekst = 'V?'\nbron = ['b']\n{kind}\n");
    }
    let rules = [("voor = 'r'", it.rule), ("signaal = 't'", it.signal)];
    for (at, (effect, condition)) in rules.iter().enumerate() {
        if !condition.is_empty() {
            text += &format!(
                "[regel.r{at}]\nals = \"{condition}\"\n{effect}\nreden = 'R'\nbron = ['b']\n"
            );
        }
    }
    let mut registry = Registry::default();
    registry.add("x.toml", text.as_bytes());
    let checked = compile(&registry, registry.at_path("x.toml").unwrap()).unwrap();
    let program = program::compile(&checked);
    (checked, program)
}

#[test]
fn what_settles_most_for_the_least_effort_comes_first() {
    for it in &ORDERS {
        let (checked, program) = compiled(it);
        let answers = it.answers.iter();
        let request = Request {
            answers: answers
                .map(|(id, yes)| ((*id).to_owned(), Loose::YesNo(*yes)))
                .collect(),
            ..Request::default()
        };
        let case = request.fit(&checked).unwrap();
        let decision = decide(&program, &case);
        let id = |at: usize| {
            it.questions
                .iter()
                .find(|(id, _)| checked.question(id) == Some(at))
        };
        let found = next(&program, &case, &decision);
        let asked: Vec<&str> = found
            .ask
            .iter()
            .map(|it| id(it.question).unwrap().0)
            .collect();
        assert_eq!(asked, it.asked, "{}", it.what);
        assert_eq!(found, next(&program, &case, &decision), "{}", it.what);
        // What is known not to matter is neither asked nor counted.
        let fewer: Vec<_> = relevant(&program, &decision)
            .into_iter()
            .filter(|it| Some(it.question) != found.ask.first().map(|it| it.question))
            .collect();
        let without = order(&program, &case, &decision, &fewer);
        let first = asked.first().copied();
        let rest: Vec<&str> = without
            .iter()
            .map(|it| id(it.question).unwrap().0)
            .collect();
        assert_eq!(rest.len(), asked.len() - 1, "{}", it.what);
        assert!(!rest.contains(&first.unwrap()), "{}", it.what);
    }
}
