//! Locked rules of a base that do less in a municipality than they do in the base.

use super::super::hitting::minimal;
use super::super::pair::{Pair, Proved};
use super::super::solver::{Found, Session};
use super::never::is_own;
use super::offered::offered;
use super::task::Finding;
use super::witness::{Sketch, witness};
use crate::check::{Checked, Formula, Question, Rule, Subject, Term};
use crate::decide::{Case, Context, Decision, Truth, decide, questions_below};
use crate::diagnostic::{Code, Diagnostic};
use crate::sorting::Set;
use crate::text::Span;
use batsat::Lit;

/// What a locked rule does in the base.
#[derive(Clone, Copy)]
enum Effect {
    /// Leads to the route of this rank, which is then advised.
    Advises(usize),
    /// Leads to the route of this rank, which then stands beside the advised one.
    Offers(usize),
    /// Keeps the route of this rank from being offered.
    Excludes(usize),
    /// Raises this signal.
    Raises(usize),
}

struct Goal {
    rule: usize,
    effect: Effect,
    lit: Lit,
}

struct Search<'a> {
    it: Proved<'a>,
    base: Proved<'a>,
    pair: Pair,
    session: Session,
}

/// Reports each locked rule for which there is a case in which the base does what it says and the
/// municipality does not.
pub(super) fn weakened(it: Proved<'_>, base: Proved<'_>) -> Vec<Finding> {
    if !base.checked.rules.iter().any(|rule| rule.locked) {
        return Vec::new();
    }
    let pair = Pair::new(base, it);
    let session = Session::new(pair.cnf.clone());
    let mut search = Search {
        it,
        base,
        pair,
        session,
    };
    let goals = search.goals();
    let lits: Vec<Lit> = goals.iter().map(|goal| goal.lit).collect();
    let any = search.session.cnf.any(&lits);
    let mut found: Vec<Finding> = Vec::new();
    // Nearly always there is none, and one question says so of all of them.
    if search.session.solve(&[any]) == Found::Nothing {
        return found;
    }
    let mut names: Set<String> = it.checked.examples.iter().map(|it| it.id.clone()).collect();
    for goal in &goals {
        let Some(rule) = base.checked.rules.get(goal.rule) else {
            continue;
        };
        let about = format!("vaste regel {}", rule.id);
        if found.iter().any(|known| known.about == about) {
            continue;
        }
        let home = it.checked.listing.base.as_ref().map(|(_, span)| *span);
        let home = home.unwrap_or(it.checked.listing.span);
        let diagnostic = match search.session.solve(&[goal.lit]) {
            Found::Nothing => continue,
            Found::Case => search.report(goal, rule, home, &mut names),
            Found::NotProved => None,
        };
        let diagnostic = diagnostic.unwrap_or_else(|| {
            let question = format!(
                "niet bewezen: of de vaste regel `{}` overal blijft gelden",
                rule.id
            );
            Diagnostic::warning(Code::NotProved, question)
                .at(home)
                .related(rule.span, "dit is de vaste regel")
                .help("kijk zelf na wat dit bestand verandert aan waar de regel op rust".to_owned())
        });
        found.push(Finding { about, diagnostic });
    }
    found
}

impl Search<'_> {
    fn goals(&mut self) -> Vec<Goal> {
        let (old, new) = (self.base.checked, self.it.checked);
        let (first, second) = (&self.pair.first, &self.pair.second);
        let program = self.base.prover.program();
        let mut goals = Vec::new();
        let locked = old.rules.iter().enumerate().filter(|(_, rule)| rule.locked);
        for (at, rule) in locked {
            let bit = program.rules.get(at).copied().unwrap_or_default();
            let holds = first.bit(bit);
            let mut add = |session: &mut Session, effect, lits: &[Lit]| {
                let lit = session.cnf.all(&[&[holds], lits].concat());
                goals.push(Goal {
                    rule: at,
                    effect,
                    lit,
                });
            };
            for rank in &rule.indicates {
                let advised = first.outcome.advised.get(*rank).copied();
                let there = there(old, new, *rank);
                let still = there.and_then(|it| second.outcome.advised.get(it)).copied();
                let lits: Vec<Lit> = advised.into_iter().chain(still.map(|lit| !lit)).collect();
                add(&mut self.session, Effect::Advises(*rank), &lits);
                let beside = first.outcome.beside.get(*rank).copied();
                let still = there.and_then(|it| {
                    let (advised, beside) = (&second.outcome.advised, &second.outcome.beside);
                    Some([*advised.get(it)?, *beside.get(it)?])
                });
                let still = still.into_iter().flatten().map(|lit| !lit);
                let lits: Vec<Lit> = beside.into_iter().chain(still).collect();
                add(&mut self.session, Effect::Offers(*rank), &lits);
            }
            for rank in &rule.excludes {
                let Some(there) = there(old, new, *rank) else {
                    continue;
                };
                let advised = second.outcome.advised.get(there).copied();
                let beside = second.outcome.beside.get(there).copied();
                let offered: Vec<Lit> = advised.into_iter().chain(beside).collect();
                let offered = self.session.cnf.any(&offered);
                // A safety net is offered when nothing else is, whatever is against it.
                let was = first.outcome.advised.get(*rank).copied();
                let lits: Vec<Lit> = [offered].into_iter().chain(was.map(|lit| !lit)).collect();
                add(&mut self.session, Effect::Excludes(*rank), &lits);
            }
            for signal in &rule.raises {
                let id = old.signals.get(*signal).map(|it| &it.id);
                let there = new.signals.iter().position(|it| Some(&it.id) == id);
                let bit = there.and_then(|it| self.it.prover.program().signals.get(it));
                let lits: Vec<Lit> = bit.map(|bit| !second.bit(*bit)).into_iter().collect();
                add(&mut self.session, Effect::Raises(*signal), &lits);
            }
        }
        goals
    }

    /// What is wrong, from the cases that the session found last; none when evaluating them does not
    /// show it.
    fn report(
        &mut self,
        goal: &Goal,
        rule: &Rule,
        home: Span,
        names: &mut Set<String>,
    ) -> Option<Diagnostic> {
        let (old, new) = (self.base.checked, self.it.checked);
        let (was, is) = self.pair.found(&self.session);
        let before = decide(self.base.prover.program(), &was);
        let after = decide(self.it.prover.program(), &is);
        let holding = |decision: &Decision, at: usize| decision.rules.get(at) == Some(&Truth::True);
        let offers = offered(old, |at| holding(&before, at));
        let now = offered(new, |at| holding(&after, at));
        let weaker = holding(&before, goal.rule)
            && match goal.effect {
                Effect::Advises(rank) => {
                    offers.advised == Some(rank)
                        && now
                            .advised
                            .is_none_or(|it| Some(it) != there(old, new, rank))
                }
                Effect::Offers(rank) => {
                    offers.beside.contains(&rank)
                        && !there(old, new, rank).is_some_and(|it| now.has(it))
                }
                Effect::Excludes(rank) => {
                    !offers.has(rank) && there(old, new, rank).is_some_and(|it| now.has(it))
                }
                Effect::Raises(signal) => {
                    let id = old.signals.get(signal).map(|it| &it.id);
                    let still = now.signals.iter().filter_map(|at| new.signals.get(*at));
                    offers.signals.contains(&signal)
                        && !still.map(|it| &it.id).any(|it| Some(it) == id)
                }
            };
        if !weaker {
            return None;
        }
        let route = |rank: usize| old.routes.get(rank).map_or("", |route| route.id.as_str());
        let mut signals = Vec::new();
        let message = match goal.effect {
            Effect::Advises(rank) | Effect::Offers(rank) => format!(
                "de vaste regel `{}` leidt hier niet altijd meer naar `{}`",
                rule.id,
                route(rank)
            ),
            Effect::Excludes(rank) => format!(
                "de vaste regel `{}` houdt `{}` hier niet altijd meer tegen",
                rule.id,
                route(rank)
            ),
            Effect::Raises(signal) => {
                let id = old.signals.get(signal).map_or("", |it| it.id.as_str());
                signals.push(id);
                format!(
                    "de vaste regel `{}` geeft hier niet altijd meer het signaal `{id}`",
                    rule.id
                )
            }
        };
        let exists = |id: &str| new.routes.iter().any(|route| route.id == id);
        let beside = match goal.effect {
            Effect::Offers(rank) => Some(route(rank)),
            _ => None,
        };
        let expected = offers.advised.map(route).filter(|id| exists(id));
        signals.retain(|id| new.signals.iter().any(|it| it.id == *id));
        // Where the advice of the base is expected here too, the answers have to force it there.
        let advice = offers.advised.filter(|_| expected.is_some());
        let advice = advice.and_then(|rank| self.pair.first.outcome.advised.get(rank));
        let shown: Vec<Lit> = [goal.lit].into_iter().chain(advice.copied()).collect();
        let shown = self.session.cnf.all(&shown);
        let case = self.shortest(shown, &was, &is);
        let sketch = Sketch {
            name: format!("vaste_regel_{}", rule.id),
            title: format!("De vaste regel {} geldt ook hier", rule.id),
            route: expected,
            beside: beside.filter(|id| exists(id)).into_iter().collect(),
            rules: Vec::new(),
            signals,
        };
        let shown = witness(new, names, &case, &sketch);
        let place = self.place(goal, rule, now.advised, &after);
        Some(
            Diagnostic::error(Code::LockWeakened, message)
                .at(place.unwrap_or(home))
                .related(rule.span, "dit is de vaste regel")
                .help(
                    "wat vast is, blijft overal gelden: draai terug wat dit bestand verandert aan \
                     waar de regel op rust"
                        .to_owned(),
                )
                .witness(shown),
        )
    }

    /// The fewest answers that show it. What only the base asks is held as it is: nobody can answer
    /// it here.
    fn shortest(&mut self, goal: Lit, was: &Case, is: &Case) -> Case {
        let mut always = vec![!goal];
        let mut elements: Vec<Vec<Lit>> = Vec::new();
        let mut answered: Vec<(usize, i64)> = Vec::new();
        for (old, new) in &self.pair.questions {
            if let Some((at, code)) = new.and_then(|at| Some((at, is.answer(at)?))) {
                elements.push(self.pair.second.answered(at, code));
                answered.push((at, code));
            } else if let Some((at, code)) = old.and_then(|at| Some((at, was.answer(at)?))) {
                always.extend(self.pair.first.answered(at, code));
            }
        }
        let Some(chosen) = minimal(&mut self.session, &always, &elements) else {
            return is.clone();
        };
        let kept: Vec<(usize, i64)> = chosen
            .elements
            .iter()
            .filter_map(|at| answered.get(*at).copied())
            .collect();
        Case::of_codes(self.it.checked.questions.len(), &kept, Context::default())
    }

    /// What of the municipality's own text does it, as far as that can be told.
    fn place(
        &self,
        goal: &Goal,
        rule: &Rule,
        advised: Option<usize>,
        after: &Decision,
    ) -> Option<Span> {
        let new = self.it.checked;
        let own = |span: &Span| is_own(self.it, *span);
        let holds = |at: usize| after.rules.get(at) == Some(&Truth::True);
        let still = new.rules.iter().position(|it| it.id == rule.id);
        if !still.is_some_and(holds) {
            return still
                .and_then(|at| new.rules.get(at))
                .and_then(|rule| changed_below(new, &rule.formula, &own));
        }
        let holding = || {
            let numbered = new.rules.iter().enumerate();
            numbered.filter(|(at, rule)| holds(*at) && own(&rule.span))
        };
        let (Effect::Advises(rank) | Effect::Offers(rank)) = goal.effect else {
            return None;
        };
        let there = there(self.base.checked, new, rank)?;
        let mut against = holding().filter(|(_, rule)| rule.excludes.contains(&there));
        if let Some((_, rule)) = against.next() {
            return Some(rule.span);
        }
        let before = advised.filter(|rank| *rank < there)?;
        let mut instead = holding().filter(|(_, rule)| rule.indicates.contains(&before));
        let instead = instead.next().map(|(_, rule)| rule.span);
        Some(new.precedence).filter(own).or(instead)
    }
}

/// The rank of a route of the base in the municipality.
fn there(old: &Checked, new: &Checked, rank: usize) -> Option<usize> {
    let id = &old.routes.get(rank)?.id;
    new.routes.iter().position(|route| route.id == *id)
}

/// Something of the file itself that a condition rests on: a question, a gate, a finding, a score.
fn changed_below(
    checked: &Checked,
    formula: &Formula,
    own: &dyn Fn(&Span) -> bool,
) -> Option<Span> {
    let mut questions: Set<usize> = questions_below(checked, formula);
    // A gate may rest on further questions.
    loop {
        let below: Set<usize> = questions
            .iter()
            .filter_map(|at| checked.questions.get(*at)?.gate.as_ref())
            .flat_map(|gate| questions_below(checked, &gate.formula))
            .collect();
        let before = questions.len();
        questions.extend(below);
        if questions.len() == before {
            break;
        }
    }
    let asked = questions.iter().filter_map(|at| checked.questions.get(*at));
    let of_question = |question: &Question| {
        let gate = question.gate.iter();
        let gate = gate.flat_map(|it| it.parts.first().into_iter().chain([&it.otherwise_at]));
        gate.chain([&question.span]).copied().find(own)
    };
    let question = asked.into_iter().find_map(of_question);
    question.or_else(|| {
        let mut stack = vec![formula];
        let mut seen = Set::new();
        while let Some(formula) = stack.pop() {
            let mut findings = Vec::new();
            let mut score = None;
            formula.each_leaf(&mut |leaf| match leaf {
                Formula::Finding(at) => findings.push(*at),
                Formula::Test(at) => {
                    if let Some(Subject::Score(at)) = checked.tests.get(*at).map(|it| it.subject)
                        && let Some(it) = checked.scores.get(at)
                    {
                        let places = [&it.span].into_iter().chain(&it.parts);
                        score = score.or_else(|| places.copied().find(own));
                        findings.extend(it.terms.iter().filter_map(|(term, _)| match term {
                            Term::Finding(at) => Some(*at),
                            Term::Question(_) => None,
                        }));
                    }
                }
                _ => {}
            });
            if score.is_some() {
                return score;
            }
            for at in findings.into_iter().filter(|at| seen.insert(*at)) {
                let finding = checked.findings.get(at)?;
                let written = finding.parts.first().copied().filter(own);
                if written.is_some() {
                    return written;
                }
                stack.push(&finding.formula);
            }
        }
        None
    })
}
