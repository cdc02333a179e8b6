//! Rules for and rules against one route that hold together.

use super::task::{Can, Task};
use crate::check::Rule;
use crate::diagnostic::{Code, Diagnostic};

impl Task<'_> {
    /// Tells of each route for which there is such a case.
    pub(super) fn for_and_against(&mut self) {
        let checked = self.it.checked;
        for (rank, route) in checked.routes.iter().enumerate() {
            let positions = |of: &dyn Fn(&Rule) -> bool| -> Vec<usize> {
                let numbered = checked.rules.iter().enumerate();
                let chosen = numbered.filter(|(at, rule)| of(rule) && !self.dead.contains(at));
                chosen.map(|(at, _)| at).collect()
            };
            let for_it = positions(&|rule| rule.indicates.contains(&rank));
            let against = positions(&|rule| rule.excludes.contains(&rank));
            if for_it.is_empty() || against.is_empty() {
                continue;
            }
            let together = self.together(&for_it, &against);
            let Some((_, seen)) = together.first().copied() else {
                continue;
            };
            let meets = |list: &[usize]| {
                let shown = self.seen.get(seen)?;
                list.iter().copied().find(|at| shown.holds(*at))
            };
            let pair = [meets(&for_it), meets(&against)];
            let pair: Vec<usize> = pair.into_iter().flatten().collect();
            let mut diagnostic = Diagnostic::info(
                Code::ForAndAgainstTogether,
                format!(
                    "voor en tegen `{}` kunnen regels tegelijk gelden; `tegen` wint dan",
                    route.id
                ),
            )
            .at(route.span)
            .help(
                "is dat niet de bedoeling, maak dan de voorwaarde van een van de regels enger"
                    .to_owned(),
            );
            for (at, _) in &together {
                if let Some(rule) = checked.rules.get(*at) {
                    let side = if for_it.contains(at) { "voor" } else { "tegen" };
                    let text = format!("regel `{}` is {side}", rule.id);
                    diagnostic = diagnostic.related(rule.span, text);
                }
            }
            let title = format!("Regels voor en tegen {} gelden samen", route.id);
            let name = format!("voor_en_tegen_{}", route.id);
            let witness = self.holding(seen, &pair, name, title);
            self.report(format!("route {}", route.id), diagnostic.witness(witness));
        }
    }

    /// The rules of either list that hold together with some of the other, each with such a case.
    fn together(&mut self, for_it: &[usize], against: &[usize]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (mine, others) in [(for_it, against), (against, for_it)] {
            let lits: Vec<_> = others.iter().map(|at| self.rule(*at)).collect();
            let any = self.session.cnf.any(&lits);
            for at in mine {
                let lits = [self.rule(*at), any];
                let meets = |shown: &super::task::Shown| {
                    shown.holds(*at) && others.iter().any(|other| shown.holds(*other))
                };
                // What is not proved here would only be worth knowing if it were so.
                if let Can::Yes(seen) = self.can(&lits, meets) {
                    found.push((*at, seen));
                }
            }
        }
        found
    }
}
