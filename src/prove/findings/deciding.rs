//! Rules that make no difference: whatever they would do is done, or undone, by others.

use super::super::encoding::{Outcome, Standing};
use super::super::hitting::minimal;
use super::super::solver::{Found, Session};
use super::never::is_own;
use super::offered::offered;
use super::task::{Shown, Task};
use crate::check::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::sorting;
use batsat::Lit;

/// What is offered with some of the rules only, once with and once without one of them.
struct Kept {
    session: Session,
    /// By rule: it is there at all.
    there: Vec<Lit>,
    /// By rule: it is left out on one side.
    left_out: Vec<Lit>,
    differs: Lit,
}

impl Task<'_> {
    /// Reports rules without which every case comes out the same. Of rules that hide each other all
    /// but one are reported, so that taking all of them out changes nothing either.
    pub(super) fn rules_that_never_decide(&mut self) {
        let rules = &self.it.checked.rules;
        // The last one is the one that came too late; what the file itself says comes before its bases.
        let mut order: Vec<usize> = (0..rules.len()).rev().collect();
        sorting::by_key(&mut order, |at| {
            let rule = rules.get(*at);
            rule.is_some_and(|rule| !is_own(self.it, rule.span))
        });
        let mut decides = vec![false; rules.len()];
        let mut looked = 0;
        let mut gone: Vec<usize> = Vec::new();
        let mut kept: Option<Kept> = None;
        for at in order {
            self.look_at(&mut looked, &mut decides, &gone);
            let Some(rule) = rules.get(at).filter(|rule| says_nothing_more(rule)) else {
                continue;
            };
            if decides.get(at) == Some(&true) || self.dead.contains(&at) {
                continue;
            }
            let kept = kept.get_or_insert_with(|| self.kept());
            // A rule that only decides while one that is gone is there, still decides as things are.
            let found = match kept.session.solve(&kept.assumed(at, &[])) {
                Found::Nothing => kept.session.solve(&kept.assumed(at, &gone)),
                found => found,
            };
            match found {
                Found::Nothing => {
                    self.report_idle(kept, at, &gone);
                    gone.push(at);
                    self.dead.insert(at);
                    decides = vec![false; rules.len()];
                    looked = 0;
                }
                found => {
                    let before = decides.get(at).copied();
                    if found == Found::Case {
                        self.see(self.it.prover.encoding.found(&kept.session));
                        self.look_at(&mut looked, &mut decides, &gone);
                    }
                    if decides.get(at).copied() == before {
                        let question =
                            format!("niet bewezen: of regel `{}` ooit iets beslist", rule.id);
                        self.not_proved(format!("regel {}", rule.id), question, rule.span);
                    }
                }
            }
        }
        if let Some(kept) = kept {
            self.session.give(kept.session.spent());
        }
    }

    /// Notes which rules decide in the cases that were not looked at yet.
    fn look_at(&self, looked: &mut usize, decides: &mut [bool], gone: &[usize]) {
        for shown in self.seen.iter().skip(*looked) {
            for (at, decides) in decides.iter_mut().enumerate() {
                *decides =
                    *decides || self.decides_in(shown, at, &[]) || self.decides_in(shown, at, gone);
            }
        }
        *looked = self.seen.len();
    }

    fn decides_in(&self, shown: &Shown, rule: usize, gone: &[usize]) -> bool {
        let without = |at: usize| at != rule && shown.holds(at) && !gone.contains(&at);
        shown.holds(rule) && offered(self.it.checked, without) != shown.offered
    }

    fn kept(&self) -> Kept {
        let (checked, program) = (self.it.checked, self.it.prover.program());
        let mut cnf = self.it.prover.cnf.for_solver();
        let kept: Vec<Lit> = checked.rules.iter().map(|_| cnf.fresh()).collect();
        let left_out: Vec<Lit> = checked.rules.iter().map(|_| cnf.fresh()).collect();
        let mut with = Vec::new();
        let mut without = Vec::new();
        for (at, (kept, left_out)) in kept.iter().zip(&left_out).enumerate() {
            let there = cnf.all(&[self.rule(at), *kept]);
            with.push(there);
            without.push(cnf.all(&[there, !*left_out]));
        }
        let mut offered = |holding: &[Lit]| -> Vec<Lit> {
            let mut any = |of: &dyn Fn(&Rule) -> bool| {
                let rules = checked.rules.iter().zip(holding);
                let lits = rules.filter(|(rule, _)| of(rule)).map(|(_, lit)| *lit);
                let lits: Vec<Lit> = lits.collect();
                cnf.any(&lits)
            };
            let routes: Vec<Standing> = program
                .routes
                .iter()
                .enumerate()
                .map(|(rank, route)| Standing {
                    indicated: any(&|rule| rule.indicates.contains(&rank)),
                    excluded: any(&|rule| rule.excludes.contains(&rank)),
                    alone: route.alone,
                    fallback: route.fallback,
                })
                .collect();
            let signals = 0..checked.signals.len();
            let signals: Vec<Lit> = signals
                .map(|signal| any(&|rule| rule.raises.contains(&signal)))
                .collect();
            let outcome = Outcome::add(&mut cnf, &routes);
            outcome.offered().chain(signals).collect()
        };
        let (with, without) = (offered(&with), offered(&without));
        let differs = cnf.any_differs(&with, &without);
        Kept {
            session: Session::within(cnf, self.session.room()),
            there: kept,
            left_out,
            differs,
        }
    }

    fn report_idle(&mut self, kept: &mut Kept, at: usize, gone: &[usize]) {
        let checked = self.it.checked;
        let Some(rule) = checked.rules.get(at) else {
            return;
        };
        let others: Vec<usize> = (0..checked.rules.len())
            .filter(|other| *other != at && !gone.contains(other))
            .collect();
        let elements: Vec<Vec<Lit>> = others
            .iter()
            .map(|other| kept.there.get(*other).copied().into_iter().collect())
            .collect();
        let always = kept.always(at, gone);
        let hiding = minimal(&mut kept.session, &always, &elements);
        let hiding = hiding.map(|it| it.elements).unwrap_or_default();
        let hiding = hiding.into_iter().filter_map(|it| others.get(it));
        let message = format!(
            "regel `{}` beslist nooit iets: zonder deze regel komt er altijd hetzelfde uit",
            rule.id
        );
        let mut diagnostic = Diagnostic::warning(Code::RuleNeverDecides, message)
            .at(rule.span)
            .help(
                "haal de regel weg, of verander wat er nog aan ontbreekt: een andere grens, route \
                 of signaal"
                    .to_owned(),
            );
        for other in hiding.filter_map(|at| checked.rules.get(*at)) {
            let shares = |a: &[usize], b: &[usize]| a.iter().any(|it| b.contains(it));
            let same = shares(&rule.indicates, &other.indicates)
                || shares(&rule.excludes, &other.excludes)
                || shares(&rule.raises, &other.raises);
            let text = if same {
                format!("regel `{}` doet dan al hetzelfde", other.id)
            } else if shares(&rule.indicates, &other.excludes) {
                format!("regel `{}` is dan tegen deze route", other.id)
            } else {
                format!("door regel `{}` maakt het dan niet uit", other.id)
            };
            diagnostic = diagnostic.related(other.span, text);
        }
        let holding = self.seen.iter().position(|shown| shown.holds(at));
        let witness = holding.and_then(|seen| {
            let title = format!("Regel {} geldt, maar beslist niets", rule.id);
            self.holding(seen, &[at], format!("beslist_niet_{}", rule.id), title)
        });
        self.report(format!("regel {}", rule.id), diagnostic.witness(witness));
    }
}

impl Kept {
    /// What is assumed of all rules but those that may be given up.
    fn always(&self, rule: usize, gone: &[usize]) -> Vec<Lit> {
        let mut lits = vec![self.differs];
        for (at, lit) in self.left_out.iter().enumerate() {
            lits.push(if at == rule { *lit } else { !*lit });
        }
        lits.extend(self.there.get(rule));
        lits.extend(
            gone.iter()
                .filter_map(|at| self.there.get(*at))
                .map(|it| !*it),
        );
        lits
    }

    /// All rules are there but those that are gone, and this one makes a difference.
    fn assumed(&self, rule: usize, gone: &[usize]) -> Vec<Lit> {
        let kept = self.there.iter().enumerate();
        let kept = kept.filter(|(at, _)| *at != rule && !gone.contains(at));
        let mut lits = self.always(rule, gone);
        lits.extend(kept.map(|(_, lit)| *lit));
        lits
    }
}

/// Whether all that a rule does is for or against routes, or raising signals. One that chooses an
/// offering or shortens a term does something beside.
fn says_nothing_more(rule: &Rule) -> bool {
    rule.offerings.is_empty() && rule.response_days.is_none()
}
