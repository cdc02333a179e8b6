//! What suffices, what would change it, and what a verdict rests on.
//!
//! Each file in `tests/reasons` is a case of one of the small protocols beside it, with what has to
//! come out. What is true of all reasons is tested on the examples of the shipped protocols.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request, decide, next};
use domeinwijzer::present::{example_requests, explain};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::{Because, Counterfactual, Recommendation};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

type Answers = Map<String, Value>;

struct Engine {
    checked: Checked,
    prover: Prover,
}

impl Engine {
    fn new(checked: Checked) -> Self {
        let prover = Prover::new(program::compile(&checked));
        Self { checked, prover }
    }

    fn small(name: &str) -> Self {
        let path = folder().join(format!("{name}.toml"));
        let mut registry = Registry::default();
        registry.add("klein.toml", &std::fs::read(path).unwrap());
        Self::new(compile(&registry, &registry.files()[0]).unwrap())
    }

    fn explain(&self, answers: &Answers) -> Recommendation {
        let loose: Loose = serde_json::from_value(json!({ "answers": answers })).unwrap();
        let request = Request::read(loose).unwrap();
        let case = self.prover.fit(&self.checked, &request).unwrap();
        let decision = self.prover.decide(&case);
        let date = parse_date("2026-06-01").unwrap();
        explain(&self.checked, &self.prover, &case, &decision, date)
    }

    /// The rank of the advised route; none when it is open, or when there is none.
    fn advised(&self, answers: &Answers) -> Option<usize> {
        let loose: Loose = serde_json::from_value(json!({ "answers": answers })).unwrap();
        let request = Request::read(loose).unwrap();
        let case = self.prover.fit(&self.checked, &request).unwrap();
        self.prover.decide(&case).advised()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reasons")
}

fn json_of(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// `{"eenzaamheid": [8, 5]}`
fn changes(it: &Counterfactual) -> Value {
    let change = it.change.iter();
    let pairs = change.map(|it| (it.question.clone(), json!([it.from, it.to])));
    Value::Object(pairs.collect())
}

/// `Eenzaamheid: 8 (>= 6)`
fn shown(it: &Because) -> Value {
    json!(format!("{}: {} ({})", it.label, it.shown, it.needed))
}

/// What came out, in the shape of the files; of the rules, those that are looked at.
fn outcome(it: &Recommendation, wanted: &Answers) -> Value {
    let why = &it.reasoning;
    let sets = why.sufficient.as_ref().unwrap();
    let object = |pairs: Vec<(String, Value)>| Value::Object(pairs.into_iter().collect());
    let signals = why.sufficient_signals.iter().flatten();
    let signals = signals.map(|it| (it.signal.clone(), json!(it.sufficient)));
    let counterfactuals = why.counterfactuals.iter().flatten();
    let counterfactuals = counterfactuals.map(|it| (it.route.clone(), changes(it)));
    let unreachable = why.unreachable.iter().flatten();
    let unreachable = unreachable.map(|it| (it.route.clone(), json_of(&it.why)));
    let rules = why
        .rules
        .iter()
        .filter(|rule| wanted.contains_key(&rule.id));
    let rules = rules.map(|rule| {
        let parts = rule.because.iter().map(shown);
        let all: Vec<Value> = std::iter::once(json_of(&rule.verdict))
            .chain(parts)
            .collect();
        (rule.id.clone(), json!(all))
    });
    json!({
        "route": it.route.as_ref().map(|route| &route.id),
        "sufficient": sets.first(),
        "smallest": why.sufficient_smallest,
        "signals": object(signals.collect()),
        "counterfactuals": object(counterfactuals.collect()),
        "unreachable": object(unreachable.collect()),
        "rules": object(rules.collect()),
    })
}

#[test]
fn each_case_has_its_reasons() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut wanted: Answers = serde_json::from_str(&text).unwrap();
        let engine = Engine::small(wanted.remove("protocol").unwrap().as_str().unwrap());
        let answers = wanted.remove("answers").unwrap();
        wanted.entry("rules").or_insert_with(|| json!({}));
        let it = engine.explain(answers.as_object().unwrap());
        let got = outcome(&it, wanted["rules"].as_object().unwrap());
        assert_eq!(got, Value::Object(wanted), "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 8, "{seen}");
}

/// What suffices forces the advice and nothing in it can be missed; what would change it does.
fn true_of(engine: &Engine, answers: &Answers, name: &str) {
    let it = engine.explain(answers);
    let why = &it.reasoning;
    let rank = |id: &str| it.routes.iter().position(|route| route.id == id);
    let advised = it.route.as_ref().and_then(|route| rank(&route.id));
    assert_eq!(engine.advised(answers), advised);
    if advised.is_some() {
        let set = &why.sufficient.as_ref().unwrap()[0];
        let only = |ids: &[&String]| -> Answers {
            let kept = ids.iter().map(|id| ((*id).clone(), answers[*id].clone()));
            kept.collect()
        };
        let all: Vec<&String> = set.iter().collect();
        assert_eq!(engine.advised(&only(&all)), advised, "{name}: {set:?}");
        assert_eq!(why.sufficient_minimal, Some(true), "{name}");
        for left_out in set {
            let rest: Vec<&String> = set.iter().filter(|it| *it != left_out).collect();
            let without = engine.advised(&only(&rest));
            assert_ne!(without, advised, "{name}: without {left_out}");
        }
    }
    for other in why.counterfactuals.iter().flatten() {
        let mut changed = answers.clone();
        for change in &other.change {
            let from = answers.get(&change.question).cloned();
            assert_eq!(json_of(&change.from), from.unwrap_or_default(), "{name}");
            changed.insert(change.question.clone(), json_of(&change.to));
        }
        let found = engine.advised(&changed);
        assert_eq!(found, rank(&other.route), "{name}: {:?}", other.change);
    }
    let explained = why.counterfactuals.iter().flatten().count();
    let unreachable = why.unreachable.iter().flatten().count();
    let others = it.routes.len() - usize::from(advised.is_some());
    assert_eq!(explained + unreachable, others, "{name}");
}

#[test]
fn reasons_are_true_of_the_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("protocols");
    let mut registry = Registry::default();
    for (protocol, version) in [("nederland", "1.0.0"), ("vlissingen", "1.0.0")] {
        let name = format!("{protocol}/{version}.toml");
        registry.add(name.as_str(), &std::fs::read(root.join(&name)).unwrap());
    }
    let file = registry.at_path("vlissingen/1.0.0.toml").unwrap();
    let engine = Engine::new(compile(&registry, file).unwrap());
    let examples = example_requests(&engine.checked);
    assert!(examples.len() >= 5, "{}", examples.len());
    // Every change is decided anew, so a share of them is enough.
    for (id, case, _) in examples.into_iter().step_by(4) {
        let answers = json_of(&case.answers);
        true_of(&engine, answers.as_object().unwrap(), &id);
    }
}

#[test]
fn reasons_are_not_looked_for_unless_asked_for() {
    let engine = Engine::small("klein");
    let (_, _, it) = example_requests(&engine.checked)
        .into_iter()
        .next()
        .unwrap();
    let why = it.reasoning;
    assert!(why.sufficient.is_none() && why.counterfactuals.is_none());
    assert!(why.sufficient_signals.is_none() && why.unreachable.is_none());
}

/// An answer can be left out, and each answer stays one that the question takes.
#[test]
fn as_few_choices_as_possible_are_changed() {
    let engine = Engine::small("klein");
    let answers = json!({ "hulp": ["buren", "familie", "wmo"] });
    let it = engine.explain(answers.as_object().unwrap());
    assert!(it.signals.is_empty());
    let answers = json!({ "hulp": ["wmo"] });
    let it = engine.explain(answers.as_object().unwrap());
    let signals = it.reasoning.sufficient_signals.unwrap();
    assert_eq!(signals[0].sufficient, ["hulp"]);
}

fn requested(answers: &Value) -> Request {
    let loose: Loose = serde_json::from_value(json!({ "answers": answers })).unwrap();
    Request::read(loose).unwrap()
}

/// What forbids answers together is said: what they meet by itself, or else all that they touch.
#[test]
fn answers_that_do_not_go_together_are_told_why() {
    let engine = Engine::small("onmogelijk");
    for (answers, clash, why) in [
        (
            json!({ "nood": true, "eenzaam": 3, "kind": true }),
            "`nood`",
            "Nood komt hier niet.",
        ),
        (
            json!({ "eenzaam": 7, "werkloos": false }),
            "`eenzaam`",
            "Wie werkt is niet alleen. [onmogelijk.zonder_werk]",
        ),
        (
            json!({ "ouder": false, "moe": true, "kind": true }),
            "`kind` en `ouder`",
            "[onmogelijk.kind_zonder_ouder]",
        ),
    ] {
        let faults = engine.prover.fit(&engine.checked, &requested(&answers));
        let faults = faults.unwrap_err();
        assert_eq!(
            faults[0].message,
            format!("deze antwoorden gaan niet samen: {clash}")
        );
        assert_eq!(faults[0].help.as_deref(), Some(why));
    }
}

/// By the marks alone, and exactly: which questions are left, which are not, and whether the rest is
/// open for certain.
#[test]
fn what_is_left_to_ask_and_what_is_certain() {
    let engine = Engine::small("onmogelijk");
    let program = engine.prover.program();
    let names = |questions: Vec<usize>| -> Vec<String> {
        let id = |at: usize| engine.checked.questions()[at].id.clone();
        questions.into_iter().map(id).collect()
    };
    for (answers, plain, left, certain) in [
        // Of two that say the same the first is asked; what is so either way is not asked exactly.
        (json!({}), "kind eenzaam moe", "kind eenzaam", [false, true]),
        // The safety net is advised whatever is for it.
        (
            json!({ "kind": false, "moe": true, "werkloos": false, "nood": false, "ouder": false }),
            "",
            "",
            [false, true],
        ),
        // All that is open is whether a question is asked that nothing rests on.
        (
            json!({ "kind": false, "moe": true, "eenzaam": 3, "nood": false, "ouder": false }),
            "",
            "",
            [false, true],
        ),
        (
            json!({ "kind": false, "moe": true, "eenzaam": 3, "nood": false, "ouder": false, "werkloos": false }),
            "",
            "",
            [true, true],
        ),
    ] {
        let case = requested(&answers).fit(&engine.checked).unwrap();
        let by_marks = decide(program, &case);
        let exactly = engine.prover.decide(&case);
        assert_eq!(
            [by_marks.is_exact(), exactly.is_exact()],
            certain,
            "{answers}"
        );
        for (next, wanted) in [
            (next(program, &case, &by_marks), plain),
            (engine.prover.next(&case, &exactly), left),
        ] {
            let asked: Vec<usize> = next.ask.iter().map(|it| it.question).collect();
            let open = (0..program.questions())
                .filter(|at| case.answer(*at).is_none() && !asked.contains(at));
            assert_eq!(next.irrelevant, open.collect::<Vec<_>>(), "{answers}");
            assert_eq!(names(asked).join(" "), wanted, "{answers}");
        }
    }
}

/// Where a sum is too large to be looked through, what is said is true, and said to be less than all.
#[test]
fn nothing_is_claimed_of_a_sum_that_is_too_large() {
    let engine = Engine::small("groot");
    let (variables, clauses) = engine.prover.size();
    assert!(variables > 1 && clauses > 1, "{variables} {clauses}");
    let open = requested(&json!({ "ziek": false }));
    let case = engine.prover.fit(&engine.checked, &open).unwrap();
    let decision = engine.prover.decide(&case);
    assert!(!decision.is_decided() && !decision.is_exact());
    let answers = json!({ "ziek": true, "inkomen": 2 });
    let it = engine.explain(answers.as_object().unwrap());
    let why = it.reasoning;
    assert_eq!(why.sufficient.unwrap(), [["ziek"]]);
    assert_eq!(
        (why.sufficient_minimal, why.sufficient_smallest),
        (Some(false), Some(false))
    );
}

/// An answer to a question that is not asked counts as what stands there, and is said not to count.
#[test]
fn an_answer_that_does_not_count_is_named() {
    let engine = Engine::small("onmogelijk");
    let program = engine.prover.program();
    let empty = requested(&json!({})).fit(&engine.checked).unwrap();
    let (out_of_work, searching) = (2, 3);
    assert_eq!(empty.answered(program, 1, 11), None);
    let case = empty.answered(program, out_of_work, 0).unwrap();
    let case = case.answered(program, searching, 1).unwrap();
    assert_eq!(decide(program, &case).ignored, [(searching, 1, 0)]);
    assert_eq!(engine.prover.decide(&case).ignored, [(searching, 1, 0)]);
}
