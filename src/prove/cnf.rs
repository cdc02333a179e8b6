//! Clauses: the only language the solver reads.

use batsat::{Lit, Var};
use std::collections::BTreeMap;

/// A growing set of clauses over numbered variables, with the connectives that conditions need.
///
/// Constants are folded and nothing is named twice, so that two programs side by side share what they
/// have in common, and comparing them is about the rest.
#[derive(Debug, Clone)]
pub(super) struct Cnf {
    variables: u32,
    literals: Vec<Lit>,
    ends: Vec<usize>,
    /// What was said before gets the literal it has.
    known: BTreeMap<Vec<Lit>, Lit>,
}

impl Cnf {
    /// No clauses, and one variable that is always true.
    pub(super) fn new() -> Self {
        let mut cnf = Self {
            variables: 0,
            literals: Vec::new(),
            ends: Vec::new(),
            known: BTreeMap::new(),
        };
        let yes = cnf.fresh();
        cnf.add(&[yes]);
        cnf
    }

    /// The literal that always holds.
    pub(super) fn yes() -> Lit {
        Lit::new(Var::unsafe_from_idx(0), true)
    }

    /// The literal that never holds.
    pub(super) fn no() -> Lit {
        !Self::yes()
    }

    /// A constant.
    pub(super) fn constant(holds: bool) -> Lit {
        if holds { Self::yes() } else { Self::no() }
    }

    /// A new variable.
    pub(super) fn fresh(&mut self) -> Lit {
        let lit = Lit::new(Var::unsafe_from_idx(self.variables), true);
        self.variables += 1;
        lit
    }

    /// The same clauses for a solver: what is added there need not be found again.
    pub(super) fn for_solver(&self) -> Self {
        Self {
            variables: self.variables,
            literals: self.literals.clone(),
            ends: self.ends.clone(),
            known: BTreeMap::new(),
        }
    }

    /// How many variables there are.
    pub(super) fn variables(&self) -> u32 {
        self.variables
    }

    /// How many clauses there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The clauses from this one on.
    pub(super) fn clauses(&self, from: usize) -> impl Iterator<Item = &[Lit]> {
        let start = |at: usize| match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default(),
            None => 0,
        };
        (from..self.ends.len()).filter_map(move |at| {
            let end = self.ends.get(at).copied().unwrap_or_default();
            self.literals.get(start(at)..end)
        })
    }

    /// At least one of these holds.
    pub(super) fn add(&mut self, clause: &[Lit]) {
        if !clause.contains(&Self::yes()) || clause.len() == 1 {
            let kept = clause.iter().filter(|lit| **lit != Self::no());
            self.literals.extend(kept);
            self.ends.push(self.literals.len());
        }
    }

    /// A literal that holds exactly when all of these do.
    pub(super) fn all(&mut self, parts: &[Lit]) -> Lit {
        let mut kept: Vec<Lit> = parts.to_vec();
        kept.retain(|lit| *lit != Self::yes());
        kept.sort_unstable();
        kept.dedup();
        // A literal and its opposite are neighbours in this order.
        let contradicts = kept.windows(2).any(|it| matches!(it, [a, b] if *a == !*b));
        if contradicts || kept.contains(&Self::no()) {
            return Self::no();
        }
        match kept.as_slice() {
            [] => Self::yes(),
            [one] => *one,
            _ => {
                if let Some(known) = self.known.get(&kept) {
                    return *known;
                }
                let out = self.fresh();
                let mut back = vec![out];
                for lit in &kept {
                    self.add(&[!out, *lit]);
                    back.push(!*lit);
                }
                self.add(&back);
                self.known.insert(kept, out);
                out
            }
        }
    }

    /// A literal that holds exactly when at least one of these does.
    pub(super) fn any(&mut self, parts: &[Lit]) -> Lit {
        let opposites: Vec<Lit> = parts.iter().map(|lit| !*lit).collect();
        !self.all(&opposites)
    }

    /// A literal that holds exactly when these two differ.
    pub(super) fn differ(&mut self, a: Lit, b: Lit) -> Lit {
        if a == b {
            return Self::no();
        }
        let only_a = self.all(&[a, !b]);
        let only_b = self.all(&[b, !a]);
        self.any(&[only_a, only_b])
    }

    /// A literal that holds exactly when these differ somewhere; the lists are equally long.
    pub(super) fn any_differs(&mut self, a: &[Lit], b: &[Lit]) -> Lit {
        let each: Vec<Lit> = a.iter().zip(b).map(|(a, b)| self.differ(*a, *b)).collect();
        self.any(&each)
    }

    /// Where `condition` holds, the two are equal.
    pub(super) fn equal_when(&mut self, condition: Lit, a: Lit, b: Lit) {
        self.add(&[!condition, !a, b]);
        self.add(&[!condition, a, !b]);
    }

    /// A literal that is `then` where `condition` holds and `otherwise` where not.
    pub(super) fn choose(&mut self, condition: Lit, then: Lit, otherwise: Lit) -> Lit {
        if then == otherwise {
            return then;
        }
        if then == Self::yes() || otherwise == Self::no() {
            let first = self.all(&[condition, then]);
            let second = self.all(&[!condition, otherwise]);
            return self.any(&[first, second]);
        }
        let out = self.fresh();
        self.equal_when(condition, out, then);
        self.equal_when(!condition, out, otherwise);
        // Implied, and what lets a value pass before the condition is known.
        self.add(&[!then, !otherwise, out]);
        self.add(&[then, otherwise, !out]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Cnf;

    #[test]
    fn constants_are_folded() {
        let mut cnf = Cnf::new();
        let (a, b) = (cnf.fresh(), cnf.fresh());
        assert_eq!(cnf.all(&[a, Cnf::yes(), a]), a);
        assert_eq!(cnf.all(&[a, !a]), Cnf::no());
        assert_eq!(cnf.all(&[]), Cnf::yes());
        assert_eq!(cnf.any(&[b, Cnf::no()]), b);
        assert_eq!(cnf.any(&[b, !b, a]), Cnf::yes());
        assert_eq!(cnf.choose(a, b, b), b);
        assert_eq!(cnf.choose(a, Cnf::yes(), Cnf::no()), a);
        assert_eq!(cnf.variables(), 3);
        assert_eq!(cnf.all(&[a, b]), cnf.all(&[b, a]));
    }
}
