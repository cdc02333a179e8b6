//! Why a case comes out otherwise: the rules that make the difference in it.

use super::Kind;
use super::Proved;
use super::compared::{Compared, Key, Sides};
use super::smallest::Shown;
use crate::check::Rule;
use crate::decide::{Decision, Truth};
use crate::sorting;
use crate::sorting::Set;

/// What makes a case come out otherwise beside rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The order of the routes.
    Precedence,
    /// Which route is advised when none is suitable.
    Fallback,
    /// Whether a route is advised alone.
    Alone,
}

/// What a rule does, to which route or signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    For,
    Against,
    Raises,
}

/// A rule that holds, and something that it does.
type Deed = (String, Effect, String);

/// The rules that make the difference in a case, and what else does.
pub(super) fn responsible(
    compared: &Compared<'_>,
    key: Key,
    shown: &Shown,
) -> (Vec<String>, Vec<Cause>) {
    let it = Case {
        compared,
        old: &shown.complete.0,
        new: &shown.complete.1,
    };
    let mut causes = Vec::new();
    let mut effects = Vec::new();
    match key.kind {
        Kind::Signal => {
            let signal = key.subject().and_then(|at| compared.signals.get(at));
            effects.extend(signal.map(|it| (Effect::Raises, it.id.clone())));
        }
        Kind::Advice => it.advice(&mut effects, &mut causes),
        Kind::AlsoSuitable => {
            if let Some(route) = key.subject().and_then(|at| compared.routes.get(at)) {
                effects.extend(it.changed(route));
            }
            if effects.is_empty() && it.advice_moves() {
                it.advice(&mut effects, &mut causes);
            } else if effects.is_empty() {
                causes.push(Cause::Alone);
            }
        }
        Kind::Impossible => {}
    }
    let wanted = |deed: &Deed| {
        effects
            .iter()
            .any(|(effect, id)| *effect == deed.1 && *id == deed.2)
    };
    let differing = |old: &Decision, new: &Decision, certain: bool| -> Vec<String> {
        let was = deeds(compared.old, old);
        let is = deeds(compared.new, new);
        let gone = was.iter().filter(|it| !is.contains(*it));
        let came = is.iter().filter(|it| !was.contains(*it));
        let differ = sorting::set(gone.chain(came)).into_iter();
        let differ = differ.filter(|deed| wanted(deed));
        let known =
            |id: &str| !certain || (known(compared.old, old, id) && known(compared.new, new, id));
        let mut rules: Vec<String> = differ
            .filter(|(rule, ..)| known(rule))
            .map(|(rule, ..)| rule.clone())
            .collect();
        rules.dedup();
        rules
    };
    // What the few answers decide is what matters; the rest of the complete case is chance.
    let mut rules = differing(&shown.forced.0, &shown.forced.1, true);
    if rules.is_empty() {
        rules = differing(it.old, it.new, false);
    }
    let place = |id: &String| {
        let at = |it: Proved<'_>| it.checked.rules.iter().position(|rule| rule.id == *id);
        (at(compared.new).unwrap_or(usize::MAX), at(compared.old))
    };
    sorting::by_key(&mut rules, place);
    (rules, causes)
}

/// Everything that the rules do that hold for certain.
fn deeds(it: Proved<'_>, decision: &Decision) -> Set<Deed> {
    let rules = it.checked.rules.iter().zip(&decision.rules);
    let holding = rules.filter(|(_, truth)| **truth == Truth::True);
    holding.flat_map(|(rule, _)| effects(it, rule)).collect()
}

fn effects(it: Proved<'_>, rule: &Rule) -> Vec<Deed> {
    let route = |at: &usize| it.checked.routes.get(*at).map(|it| it.id.clone());
    let signal = |at: &usize| it.checked.signals.get(*at).map(|it| it.id.clone());
    let indicates = rule.indicates.iter().filter_map(route);
    let excludes = rule.excludes.iter().filter_map(route);
    let raises = rule.raises.iter().filter_map(signal);
    indicates
        .map(|id| (Effect::For, id))
        .chain(excludes.map(|id| (Effect::Against, id)))
        .chain(raises.map(|id| (Effect::Raises, id)))
        .map(|(effect, id)| (rule.id.clone(), effect, id))
        .collect()
}

/// Whether it is decided if this rule holds; a rule that is not there does not.
fn known(it: Proved<'_>, decision: &Decision, id: &str) -> bool {
    let rules = it.checked.rules.iter().zip(&decision.rules);
    let mut named = rules.filter(|(rule, _)| rule.id == id);
    named.next().is_none_or(|(_, truth)| *truth != Truth::Open)
}

/// One complete case under both.
struct Case<'c, 'a> {
    compared: &'c Compared<'a>,
    old: &'c Decision,
    new: &'c Decision,
}

impl Case<'_, '_> {
    /// Whether a route is indicated and excluded, in the old protocol and in the new one.
    fn standing(&self, route: &Sides) -> [(bool, bool); 2] {
        let of = |it: Proved<'_>, decision: &Decision, rank: Option<usize>| {
            let route = rank.and_then(|rank| it.prover.program().routes.get(rank));
            let holds = |bit: usize| decision.state.bit(bit) == Truth::True;
            route
                .map(|it| (holds(it.indicated), holds(it.excluded)))
                .unwrap_or_default()
        };
        [
            of(self.compared.old, self.old, route.old),
            of(self.compared.new, self.new, route.new),
        ]
    }

    /// The effects that made a route suitable, or that kept it from being so any longer.
    fn changed(&self, route: &Sides) -> Vec<(Effect, String)> {
        let [was, is] = self.standing(route);
        let suitable = |(indicated, excluded): (bool, bool)| indicated && !excluded;
        let mut effects = Vec::new();
        if suitable(was) != suitable(is) {
            if was.0 != is.0 {
                effects.push((Effect::For, route.id.clone()));
            }
            if was.1 != is.1 {
                effects.push((Effect::Against, route.id.clone()));
            }
        }
        effects
    }

    /// Whether the advice is another one.
    fn advice_moves(&self) -> bool {
        let id = |it: Proved<'_>, decision: &Decision| {
            let route = decision.advised().and_then(|at| it.checked.routes.get(at));
            route.map(|it| it.id.clone())
        };
        id(self.compared.old, self.old) != id(self.compared.new, self.new)
    }

    /// Why the advice is another one: routes up to the advised ones that became suitable or no longer
    /// are; and if none did, the order of routes or the safety net.
    fn advice(&self, effects: &mut Vec<(Effect, String)>, causes: &mut Vec<Cause>) {
        let (was, is) = (self.old.advised(), self.new.advised());
        let suits = |(indicated, excluded): (bool, bool)| indicated && !excluded;
        let fell_back = |advised: Option<usize>, in_new: bool| {
            let routes = self.compared.routes.iter();
            let mut suitable = routes.filter(|it| {
                let [old, new] = self.standing(it);
                suits(if in_new { new } else { old })
            });
            let found = suitable.any(|it| (if in_new { it.new } else { it.old }) == advised);
            !found
        };
        // A safety net that does not catch counts as the last in the order.
        let up_to = |rank: Option<usize>, advised: Option<usize>, fell_back: bool| {
            rank.is_some() && (fell_back || rank <= advised)
        };
        let (old_net, new_net) = (fell_back(was, false), fell_back(is, true));
        for route in &self.compared.routes {
            if up_to(route.old, was, old_net) || up_to(route.new, is, new_net) {
                effects.extend(self.changed(route));
            }
        }
        if effects.is_empty() {
            // With the same routes suitable in both, neither advice is one of them or both are.
            causes.push(if old_net {
                Cause::Fallback
            } else {
                Cause::Precedence
            });
        }
    }
}
