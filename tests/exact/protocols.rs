//! What is found in a whole protocol is so in some case or in none, and all of it is found.

use super::config;
use super::engine::Engine;
use super::findings::{
    Host, contested, gap, parts, question_matters, route_advised, route_offered, rule_can_hold,
    rule_decides, same_truth,
};
use super::generate::{EXCLUSIVE, protocols};
use super::model::{Condition, Protocol, Value, What, route_id, rule_id};
use super::naive::{self, Outcome};
use super::print;
use super::world::World;
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::prove::{Proved, findings};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;

/// What is said of a route that is not even offered beside another.
const NEVER: &str = "in geen enkele casus aangeboden";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn findings_are_exact(protocol in protocols(EXCLUSIVE)) {
        // Written in the plainest way a diagnostic is easily traced to its entry.
        let protocol = Protocol { style: 0, ..protocol };
        let engine = Engine::new(&protocol)?;
        let it = Proved { checked: &engine.checked, prover: &engine.prover };
        let world = World::new(&protocol);
        let found = Found::new(&protocol, &world, findings(it, None));
        if world.cases().next().is_none() {
            prop_assert_eq!(found.codes(), BTreeSet::from([Code::NothingPossible]));
            return Ok(());
        }
        prop_assert!(!found.codes().contains(&Code::NothingPossible));
        prop_assert!(!found.codes().contains(&Code::NotProved));
        prop_assert_eq!(found.codes().contains(&Code::Gap), gap(&world));
        found.rules_that_never_hold()?;
        found.rules_that_never_decide()?;
        found.routes()?;
        found.questions()?;
        found.for_and_against()?;
        found.needless_parts()?;
    }
}

struct Found<'a> {
    protocol: &'a Protocol,
    world: &'a World<'a>,
    text: String,
    said: Vec<Diagnostic>,
    never_hold: BTreeSet<usize>,
    never_decide: BTreeSet<usize>,
    never_offered: BTreeSet<usize>,
}

impl<'a> Found<'a> {
    fn new(protocol: &'a Protocol, world: &'a World<'a>, said: Vec<Diagnostic>) -> Self {
        let rules = 0..protocol.rules.len();
        let routes = 0..protocol.routes.len();
        let mut it = Self {
            protocol,
            world,
            text: print::protocol(protocol),
            said,
            never_hold: BTreeSet::new(),
            never_decide: BTreeSet::new(),
            never_offered: BTreeSet::new(),
        };
        let named = |code| it.named(code, "");
        let (held, decided) = (named(Code::RuleNeverHolds), named(Code::RuleNeverDecides));
        let offered = it.named(Code::RouteNeverAdvised, NEVER);
        it.never_hold = rules
            .clone()
            .filter(|at| held.contains(&rule_id(*at)))
            .collect();
        it.never_decide = rules.filter(|at| decided.contains(&rule_id(*at))).collect();
        it.never_offered = routes
            .filter(|at| offered.contains(&route_id(*at)))
            .collect();
        it
    }

    fn codes(&self) -> BTreeSet<Code> {
        self.said.iter().map(|it| it.code).collect()
    }

    /// The names in the messages of this kind that say this.
    fn named(&self, code: Code, words: &str) -> BTreeSet<String> {
        self.said
            .iter()
            .filter(|it| it.code == code && it.message.contains(words))
            .filter_map(|it| it.message.split('`').nth(1))
            .map(str::to_owned)
            .collect()
    }

    fn rules_that_never_hold(&self) -> Result<(), TestCaseError> {
        for rule in 0..self.protocol.rules.len() {
            let never = !rule_can_hold(self.world, rule);
            prop_assert_eq!(self.never_hold.contains(&rule), never, "{}", rule_id(rule));
        }
        Ok(())
    }

    /// A rule that does nothing but lead to routes that are never offered: the routes are reported.
    fn leads_nowhere(&self, rule: usize) -> bool {
        let it = &self.protocol.rules[rule];
        it.excludes.is_empty()
            && it.raises.is_empty()
            && !it.indicates.is_empty()
            && it
                .indicates
                .iter()
                .all(|at| self.never_offered.contains(at))
    }

    fn is_live(&self, rule: usize) -> bool {
        !self.never_hold.contains(&rule)
            && !self.never_decide.contains(&rule)
            && !self.leads_nowhere(rule)
    }

    /// The same case without these rules.
    fn without(&self, outcome: &Outcome, gone: &dyn Fn(usize) -> bool) -> Outcome {
        let rules = outcome.rules.iter().enumerate();
        let rules = rules.map(|(at, holds)| *holds && !gone(at)).collect();
        let (values, skipped) = (outcome.values.clone(), outcome.skipped.clone());
        naive::conclude(self.protocol, values, skipped, rules)
    }

    fn rules_that_never_decide(&self) -> Result<(), TestCaseError> {
        let gone = |at: usize| self.never_decide.contains(&at);
        for row in self.world.cases() {
            let left = self.without(&row.outcome, &gone);
            prop_assert_eq!(left.offered(), row.outcome.offered(), "without all of them");
        }
        for rule in 0..self.protocol.rules.len() {
            if gone(rule) {
                let decides = rule_decides(self.world, rule);
                prop_assert!(
                    !decides,
                    "{} decides while the others are there",
                    rule_id(rule)
                );
            } else if self.is_live(rule) && self.protocol.rules[rule].days.is_none() {
                // Of rules that hide each other the last of the file goes first.
                let later = |at: usize| (at > rule) != self.protocol.reversed;
                let gone = |at: usize| gone(at) && later(at);
                let decides = rule_decides(self.world, rule)
                    || self.world.cases().any(|row| {
                        let with = self.without(&row.outcome, &gone);
                        let without = self.without(&row.outcome, &|at| gone(at) || at == rule);
                        with.offered() != without.offered()
                    });
                prop_assert!(decides, "{} decides nothing more", rule_id(rule));
            }
        }
        Ok(())
    }

    fn routes(&self) -> Result<(), TestCaseError> {
        let beside = self.named(Code::RouteNeverAdvised, "alleen naast");
        for route in 0..self.protocol.routes.len() {
            let rules = self.protocol.rules.iter().enumerate();
            let mut rules = rules
                .filter(|(_, it)| it.indicates.contains(&route))
                .peekable();
            // Then the rules are reported.
            let by_rules = self.protocol.fallback != Some(route)
                && rules.peek().is_some()
                && rules.all(|(at, _)| self.never_hold.contains(&at));
            let never = !route_offered(self.world, route);
            let only = !never && !route_advised(self.world, route);
            let name = route_id(route);
            let said = (self.never_offered.contains(&route), beside.contains(&name));
            prop_assert_eq!(said, (never && !by_rules, only), "{}", name);
        }
        Ok(())
    }

    /// Nothing in a condition, nor any rule, was reported.
    fn all_is_needed(&self) -> bool {
        let rules = 0..self.protocol.rules.len();
        rules.into_iter().all(|rule| self.is_live(rule))
            && !self.codes().contains(&Code::NeedlessPart)
    }

    fn questions(&self) -> Result<(), TestCaseError> {
        let never = self.named(Code::QuestionNeverMatters, "");
        for (at, _) in self.protocol.questions() {
            let name = self.protocol.name(at);
            let matters = question_matters(self.world, at);
            prop_assert!(!(matters && never.contains(name)), "{} matters", name);
            // What was reported already explains why it does not.
            if !matters && self.all_is_needed() && reads(self.protocol, at) {
                prop_assert!(never.contains(name), "{} does not matter", name);
            }
        }
        Ok(())
    }

    fn for_and_against(&self) -> Result<(), TestCaseError> {
        let said = self.named(Code::ForAndAgainstTogether, "");
        for route in 0..self.protocol.routes.len() {
            let name = route_id(route);
            let said = said.contains(&name);
            prop_assert!(!said || contested(self.world, route), "{}", name);
            let rules = &self.protocol.rules;
            let by_live = self.world.cases().any(|row| {
                let holds = |at: &usize| row.outcome.rules[*at] && self.is_live(*at);
                let mut live = (0..rules.len()).filter(holds);
                live.clone().any(|at| rules[at].indicates.contains(&route))
                    && live.any(|at| rules[at].excludes.contains(&route))
            });
            prop_assert!(said || !by_live, "{} is contested", name);
        }
        Ok(())
    }

    /// The entry in which a place lies.
    fn entry(&self, place: usize) -> &str {
        let before = &self.text[..place];
        let start = before.rfind("\n[").expect("a heading") + 2;
        let heading = &self.text[start..];
        &heading[..heading.find(']').expect("its end")]
    }

    fn needless_parts(&self) -> Result<(), TestCaseError> {
        let said: Vec<&Diagnostic> = (self.said.iter())
            .filter(|it| it.code == Code::NeedlessPart)
            .collect();
        let entries: BTreeSet<&str> = said
            .iter()
            .map(|it| self.entry(it.span.expect("a place").start))
            .collect();
        let mut needless: BTreeSet<String> = BTreeSet::new();
        for (part, left) in parts(self.protocol) {
            if self.is_looked_at(part.host) && same_truth(self.world, part.host, &left) {
                needless.insert(self.heading(part.host));
            }
        }
        for entry in &needless {
            prop_assert!(
                entries.contains(entry.as_str()),
                "a part of {} is needless",
                entry
            );
        }
        if said.iter().all(|it| !it.fix.is_empty()) {
            self.same_without(&said)?;
        }
        Ok(())
    }

    fn heading(&self, host: Host) -> String {
        match host {
            Host::Rule(at) => format!("regel.{}", rule_id(at)),
            Host::Finding(at) => format!("kenmerk.{}", self.protocol.name(at)),
            Host::Gate(at) => format!("vraag.{}", self.protocol.name(at)),
        }
    }

    /// Of what never holds nothing in particular is needless.
    fn is_looked_at(&self, host: Host) -> bool {
        match host {
            Host::Rule(at) => self.is_live(at),
            Host::Finding(at) => {
                let yes = |row: &super::world::Row| row.outcome.values[at] == Value::YesNo(true);
                self.world.cases().any(yes)
            }
            Host::Gate(at) => self.world.cases().any(|row| !row.outcome.skipped[at]),
        }
    }

    /// Taking out all these parts changes no rule and no question, whatever is answered.
    fn same_without(&self, said: &[&Diagnostic]) -> Result<(), TestCaseError> {
        let mut gone: BTreeSet<usize> = BTreeSet::new();
        for edit in said.iter().flat_map(|it| &it.fix) {
            prop_assert_eq!(&edit.text, "");
            gone.extend(edit.span.start..edit.span.end);
        }
        let bytes = self.text.bytes().enumerate();
        let left: Vec<u8> = bytes
            .filter(|(at, _)| !gone.contains(at))
            .map(|(_, byte)| byte)
            .collect();
        let text = String::from_utf8(left).expect("whole characters");
        let engines = (Engine::of_text(&self.text)?, Engine::of_text(&text)?);
        for row in self.world.cases() {
            let before = engines.0.accept(self.protocol, &row.answers)?.decision;
            let after = engines.1.accept(self.protocol, &row.answers)?.decision;
            for (at, _) in self.protocol.questions() {
                let place = self.protocol.position(at);
                prop_assert_eq!(before.value(place), after.value(place), "{}", text);
            }
            prop_assert_eq!(before.rules, after.rules, "{}", text);
        }
        Ok(())
    }
}

/// Whether a condition or a score that one looks at reads the question.
fn reads(protocol: &Protocol, question: usize) -> bool {
    let rules = protocol.rules.iter().map(|it| &it.condition);
    let items = protocol.items.iter().filter_map(|it| match &it.what {
        What::Finding(condition) => Some(condition),
        What::Question(it) => it.gate.as_ref().map(|(gate, _)| gate),
        What::Score(_) => None,
    });
    rules.chain(items).any(|it| {
        let mut read = BTreeSet::new();
        names(it, &mut read);
        read.iter().any(|at| match &protocol.items[*at].what {
            What::Score(terms) => terms.iter().any(|(term, _)| *term == question),
            _ => *at == question,
        })
    })
}

fn names(condition: &Condition, read: &mut BTreeSet<usize>) {
    match condition {
        Condition::Name(at)
        | Condition::Compare(at, ..)
        | Condition::Between(at, ..)
        | Condition::In(at, _)
        | Condition::Contains(at, _) => {
            read.insert(*at);
        }
        Condition::Not(inner) => names(inner, read),
        Condition::All(of) | Condition::Any(of) | Condition::Count(_, _, of) => {
            for it in of {
                names(it, read);
            }
        }
    }
}
