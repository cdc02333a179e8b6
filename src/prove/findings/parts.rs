//! The parts of one condition, and in which cases each makes the difference.
//!
//! A part makes the difference in a case when the whole condition would turn over if that part did.
//! Whether leaving it out changes anything is then a question about that case alone: it does where the
//! part makes the difference and does not already have the value that changes nothing.

use super::super::cnf::Cnf;
use super::super::linear::{self, Part as Summed};
use crate::check::{Formula, Need};
use crate::condition::HowMany;
use crate::sorting::Set;
use crate::text::Span;
use batsat::Lit;

/// A part of a condition, in pre-order.
pub(super) struct Part<'f> {
    pub(super) formula: &'f Formula,
    pub(super) span: Span,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
}

/// A condition as a list of its parts; parts that were taken out count as what changes nothing.
pub(super) struct Parts<'f> {
    pub(super) all: Vec<Part<'f>>,
    pub(super) gone: Set<usize>,
}

impl<'f> Parts<'f> {
    /// `spans` has one place for each part, in pre-order.
    pub(super) fn new(formula: &'f Formula, spans: &[Span]) -> Self {
        let mut all: Vec<Part<'f>> = Vec::new();
        let mut stack: Vec<(Option<usize>, &'f Formula)> = vec![(None, formula)];
        while let Some((parent, formula)) = stack.pop() {
            let at = all.len();
            if let Some(parent) = parent.and_then(|parent| all.get_mut(parent)) {
                parent.children.push(at);
            }
            all.push(Part {
                formula,
                span: spans.get(at).copied().unwrap_or_default(),
                parent,
                children: Vec::new(),
            });
            match formula {
                Formula::Test(_) | Formula::Finding(_) => {}
                Formula::Not(inner) => stack.push((Some(at), inner)),
                Formula::All(parts) | Formula::Any(parts) | Formula::Count { of: parts, .. } => {
                    stack.extend(parts.iter().rev().map(|part| (Some(at), part)));
                }
            }
        }
        Self {
            all,
            gone: Set::new(),
        }
    }

    /// The parts of a part that are still there.
    pub(super) fn children(&self, at: usize) -> Vec<usize> {
        let children = self.all.get(at).map(|part| part.children.as_slice());
        let there = children.unwrap_or_default().iter().copied();
        there.filter(|child| !self.gone.contains(child)).collect()
    }

    /// The value of a part that changes nothing; none where a part cannot be left out.
    pub(super) fn neutral(&self, at: usize) -> Option<bool> {
        let parent = self.all.get(at)?.parent?;
        match self.all.get(parent)?.formula {
            Formula::All(_) => Some(true),
            Formula::Any(_) | Formula::Count { .. } => Some(false),
            _ => None,
        }
    }

    /// In one case, by part: its value, and whether leaving it out would turn the whole over.
    pub(super) fn judge(&self, leaf: impl Fn(&Formula) -> bool) -> (Vec<bool>, Vec<bool>) {
        let mut values = vec![false; self.all.len()];
        for (at, part) in self.all.iter().enumerate().rev() {
            let children = self.children(at);
            let of = |child: &usize| values.get(*child).copied().unwrap_or_default();
            let value = match part.formula {
                Formula::Test(_) | Formula::Finding(_) => leaf(part.formula),
                Formula::Not(_) => !children.iter().any(of),
                Formula::All(_) => children.iter().all(of),
                Formula::Any(_) => children.iter().any(of),
                Formula::Count { how, number, .. } => {
                    reached(*how, *number, children.iter().filter(|it| of(it)).count())
                }
            };
            if let Some(place) = values.get_mut(at) {
                *place = value;
            }
        }
        let mut decides = vec![false; self.all.len()];
        if let Some(root) = decides.first_mut() {
            *root = true;
        }
        for (at, part) in self.all.iter().enumerate() {
            let children = self.children(at);
            if !decides.get(at).copied().unwrap_or_default() {
                continue;
            }
            for child in &children {
                let others = children.iter().filter(|it| *it != child);
                let others: Vec<bool> = others
                    .map(|it| values.get(*it).copied().unwrap_or_default())
                    .collect();
                let turns = match part.formula {
                    Formula::All(_) => others.iter().all(|it| *it),
                    Formula::Any(_) => !others.iter().any(|it| *it),
                    Formula::Count { how, number, .. } => {
                        let count = others.iter().filter(|it| **it).count();
                        reached(*how, *number, count) != reached(*how, *number, count + 1)
                    }
                    _ => true,
                };
                if let Some(place) = decides.get_mut(*child) {
                    *place = turns;
                }
            }
        }
        let changes = (0..self.all.len())
            .map(|at| {
                let value = values.get(at).copied();
                decides.get(at) == Some(&true)
                    && self
                        .neutral(at)
                        .is_some_and(|neutral| Some(neutral) != value)
            })
            .collect();
        (values, changes)
    }

    /// A literal for each part; none when a count is too large.
    pub(super) fn literals(
        &self,
        cnf: &mut Cnf,
        leaf: impl Fn(&Formula) -> Lit,
    ) -> Option<Vec<Lit>> {
        let mut lits = vec![Cnf::no(); self.all.len()];
        for (at, part) in self.all.iter().enumerate().rev() {
            let children = self.children(at);
            let below = children.iter().filter_map(|child| lits.get(*child));
            let below: Vec<Lit> = below.copied().collect();
            let lit = match part.formula {
                Formula::Test(_) | Formula::Finding(_) => leaf(part.formula),
                Formula::Not(_) => !cnf.any(&below),
                Formula::All(_) => cnf.all(&below),
                Formula::Any(_) => cnf.any(&below),
                Formula::Count { how, number, .. } => {
                    let number = i64::try_from(*number).unwrap_or(i64::MAX);
                    let need = match how {
                        HowMany::AtLeast => Need::Between(number, i64::MAX / 4),
                        HowMany::AtMost => Need::Between(0, number),
                        HowMany::Exactly => Need::Between(number, number),
                    };
                    count(cnf, &below, &need)?
                }
            };
            if let Some(place) = lits.get_mut(at) {
                *place = lit;
            }
        }
        Some(lits)
    }

    /// A literal for "leaving this part out turns the whole over"; none when a count is too large.
    pub(super) fn changes(&self, cnf: &mut Cnf, lits: &[Lit], at: usize) -> Option<Lit> {
        let own = lits.get(at).copied()?;
        let mut needed = vec![if self.neutral(at)? { !own } else { own }];
        let mut child = at;
        while let Some(parent) = self.all.get(child)?.parent {
            let others = self.children(parent);
            let others = others.iter().filter(|it| **it != child);
            let others: Vec<Lit> = others.filter_map(|it| lits.get(*it)).copied().collect();
            match self.all.get(parent)?.formula {
                Formula::All(_) => needed.extend(others),
                Formula::Any(_) => needed.extend(others.iter().map(|lit| !*lit)),
                Formula::Count { how, number, .. } => {
                    let number = i64::try_from(*number).unwrap_or(i64::MAX);
                    let need = match how {
                        HowMany::AtLeast => Need::Between(number - 1, number - 1),
                        HowMany::AtMost => Need::Between(number, number),
                        HowMany::Exactly => Need::Between(number - 1, number),
                    };
                    needed.push(count(cnf, &others, &need)?);
                }
                _ => {}
            }
            child = parent;
        }
        Some(cnf.all(&needed))
    }
}

fn count(cnf: &mut Cnf, lits: &[Lit], need: &Need) -> Option<Lit> {
    let parts: Vec<Summed> = lits.iter().map(|lit| Summed::Bit(*lit, 1)).collect();
    linear::sum(cnf, &mut [], &parts, need)
}

fn reached(how: HowMany, number: usize, count: usize) -> bool {
    match how {
        HowMany::AtLeast => count >= number,
        HowMany::AtMost => count <= number,
        HowMany::Exactly => count == number,
    }
}
