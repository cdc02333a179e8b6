//! What never happens: no case at all, a rule that never holds, a route that is never offered.

use super::super::Prover;
use super::super::hitting::enough;
use super::super::pair::Proved;
use super::super::solver::Found;
use super::task::{Can, Task};
use super::witness::{Sketch, witness};
use crate::diagnostic::{Code, Diagnostic};
use crate::sorting::Set;
use crate::text::Span;
use batsat::Lit;

impl Task<'_> {
    /// Whether there is any case at all; nothing else is worth asking when there is none.
    pub(super) fn any_case(&mut self) -> bool {
        match self.can(&[], |_| true) {
            Can::Yes(_) => true,
            Can::Unknown => {
                let question = "niet bewezen: of er een casus is die niet verboden is".to_owned();
                self.not_proved("casus", question, self.it.checked.listing.span);
                // Faults in what was found would be guesses, but what never happens stays true.
                true
            }
            Can::No => {
                self.nothing_possible();
                false
            }
        }
    }

    fn nothing_possible(&mut self) {
        let checked = self.it.checked;
        let mut program = self.it.prover.program().clone();
        let declared = std::mem::take(&mut program.impossible);
        let free = Prover::new(program);
        let elements: Vec<Vec<Lit>> = declared
            .iter()
            .map(|literal| vec![!free.encoding.literal(*literal)])
            .collect();
        let chosen = enough(&mut free.session(), &[], &elements);
        let all = || (0..declared.len()).collect();
        let positions: Vec<usize> = chosen.map_or_else(all, |it| it.elements);
        let mut places = positions
            .iter()
            .filter_map(|at| checked.impossible.get(*at));
        let Some(first) = places.next() else {
            return;
        };
        let names: Vec<String> = positions
            .iter()
            .filter_map(|at| checked.impossible.get(*at))
            .map(|it| format!("[onmogelijk.{}]", it.id))
            .collect();
        let message = match names.as_slice() {
            [one] => format!("{one} verbiedt elke casus"),
            many => format!("{} verbieden samen elke casus", and(many)),
        };
        let mut diagnostic = Diagnostic::error(Code::NothingPossible, message)
            .at(first.span)
            .help(
                "maak een van de voorwaarden enger: [onmogelijk.…] zegt alleen wat nooit samen \
                 voorkomt"
                    .to_owned(),
            );
        for other in places {
            diagnostic = diagnostic.related(other.span, "dit verbiedt de rest");
        }
        self.report("casus", diagnostic);
    }

    /// Looks for a case of each rule, and reports those that have none.
    pub(super) fn rules_that_never_hold(&mut self) {
        let checked = self.it.checked;
        for (at, rule) in checked.rules.iter().enumerate() {
            let lit = self.rule(at);
            let place = rule.parts.first().copied().unwrap_or(rule.span);
            let about = format!("regel {}", rule.id);
            match self.can(&[lit], |shown| shown.holds(at)) {
                Can::Yes(_) => {}
                Can::Unknown => {
                    let question = format!("niet bewezen: of regel `{}` ooit geldt", rule.id);
                    self.not_proved(about, question, place);
                    self.dead.insert(at);
                }
                Can::No => {
                    self.dead.insert(at);
                    let message = format!("regel `{}` geldt in geen enkele casus", rule.id);
                    let mut diagnostic = Diagnostic::warning(Code::RuleNeverHolds, message)
                        .at(place)
                        .help(self.why_never(at));
                    let clash = self.clashing_parts(&rule.formula, &rule.parts);
                    for span in clash {
                        diagnostic = diagnostic.related(span, "dit gaat niet samen met de rest");
                    }
                    self.report(about, diagnostic);
                }
            }
        }
    }

    /// Whether a rule could hold if nothing were declared impossible.
    fn why_never(&self, rule: usize) -> String {
        let mut program = self.it.prover.program().clone();
        if !program.impossible.is_empty() {
            program.impossible.clear();
            let bit = program.rules.get(rule).copied().unwrap_or_default();
            let free = Prover::new(program);
            if free.session().solve(&[free.encoding.bit(bit)]) == Found::Case {
                return "elke casus waarin hij zou gelden, wordt verboden door [onmogelijk.…]: haal \
                        de regel weg, of maak het verbod enger"
                    .to_owned();
            }
        }
        "haal de regel weg, of kijk of er `of` in plaats van `en` moet staan, of een ander getal"
            .to_owned()
    }

    /// Looks for a case without advice.
    pub(super) fn gap(&mut self) {
        let checked = self.it.checked;
        if checked.routes.iter().any(|route| route.fallback) {
            return;
        }
        let nothing = self.it.prover.encoding.outcome.nothing;
        let place = checked.precedence;
        match self.can(&[nothing], |shown| shown.offered.advised.is_none()) {
            Can::No => {}
            Can::Unknown => {
                let question = "niet bewezen: of in elke casus een route past".to_owned();
                self.not_proved("gat", question, place);
            }
            Can::Yes(at) => {
                let message = "er is een casus waarin geen enkele route past";
                let case = self.shortest(at, &[nothing]);
                let last = checked.routes.last().map(|route| route.id.as_str());
                let sketch = Sketch {
                    name: "gat".to_owned(),
                    title: "Hier past nog geen route: kies er een".to_owned(),
                    route: last,
                    beside: Vec::new(),
                    rules: Vec::new(),
                    signals: Vec::new(),
                };
                let shown = case.map(|case| witness(checked, &mut self.names, &case, &sketch));
                let diagnostic = Diagnostic::error(Code::Gap, message)
                    .at(place)
                    .help(
                        "schrijf een regel voor zulke casussen, of maak van een route het vangnet: \
                         vangnet = true"
                            .to_owned(),
                    )
                    .witness(shown);
                self.report("gat", diagnostic);
            }
        }
    }

    /// Reports routes that are never offered, or never as the advice.
    pub(super) fn routes_that_are_never_advised(&mut self) {
        let checked = self.it.checked;
        let outcome = &self.it.prover.encoding.outcome;
        let lits: Vec<(Lit, Lit)> = outcome
            .advised
            .iter()
            .copied()
            .zip(outcome.beside.iter().copied())
            .collect();
        let mut unreached: Set<usize> = Set::new();
        for ((rank, route), (advised, beside)) in checked.routes.iter().enumerate().zip(lits) {
            let about = format!("route {}", route.id);
            let rules: Vec<(usize, &str, Span)> = checked
                .rules
                .iter()
                .enumerate()
                .filter(|(_, rule)| rule.indicates.contains(&rank))
                .map(|(at, rule)| (at, rule.id.as_str(), rule.span))
                .collect();
            let dead = |(at, _, _): &(usize, &str, Span)| self.dead.contains(at);
            if !rules.is_empty() && rules.iter().all(dead) && !route.fallback {
                continue;
            }
            let unproved = format!(
                "niet bewezen: of route `{}` ooit wordt geadviseerd",
                route.id
            );
            match self.can(&[advised], |shown| shown.offered.advised == Some(rank)) {
                Can::Yes(_) => continue,
                Can::Unknown => {
                    self.not_proved(about, unproved, route.span);
                    continue;
                }
                Can::No => {}
            }
            let diagnostic = match self.can(&[beside], |shown| shown.offered.has(rank)) {
                Can::Yes(_) => Diagnostic::info(
                    Code::RouteNeverAdvised,
                    format!(
                        "route `{}` wordt alleen naast een andere route aangeboden",
                        route.id
                    ),
                )
                .help("is dat niet de bedoeling, zet de route dan eerder in `voorrang`".to_owned()),
                Can::Unknown => {
                    self.not_proved(about, unproved, route.span);
                    continue;
                }
                Can::No => {
                    unreached.insert(rank);
                    let message =
                        format!("route `{}` wordt in geen enkele casus aangeboden", route.id);
                    let help = if route.fallback {
                        "dit vangnet is niet nodig, want er past altijd al een route; het mag blijven"
                    } else if rules.is_empty() {
                        "schrijf een regel die naar deze route leidt, of haal de route weg"
                    } else {
                        "een route die `alleen` staat gaat er steeds voor, of een regel sluit hem \
                         uit: verander dat, of haal de route weg"
                    };
                    // A net that nobody falls into does no harm.
                    let diagnostic = if route.fallback {
                        Diagnostic::info(Code::RouteNeverAdvised, message)
                    } else {
                        Diagnostic::warning(Code::RouteNeverAdvised, message)
                    };
                    diagnostic.help(help.to_owned())
                }
            };
            let diagnostic =
                rules
                    .iter()
                    .fold(diagnostic.at(route.span), |diagnostic, (_, id, span)| {
                        diagnostic.related(*span, format!("regel `{id}` leidt ernaartoe"))
                    });
            self.report(about, diagnostic);
        }
        // A rule that leads nowhere else is no fault of its own.
        for (at, rule) in checked.rules.iter().enumerate() {
            let nowhere = |rank: &usize| unreached.contains(rank);
            let idle = rule.raises.is_empty() && rule.excludes.is_empty();
            if idle && !rule.indicates.is_empty() && rule.indicates.iter().all(nowhere) {
                self.dead.insert(at);
            }
        }
    }
}

/// Names in a row, with "en" before the last.
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// Whether a place lies in the file itself, not in its bases.
pub(super) fn is_own(it: Proved<'_>, span: Span) -> bool {
    let own = it.checked.own;
    own.start <= span.start && span.start < own.end
}
