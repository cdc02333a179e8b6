//! The steps with two marks per bit, for a case in which something is open.

use super::{Fast, Intake, Routed, Sheet, Source, Step, Sum};
use crate::decide::{Advice, Truth};
use crate::program::Literal;
use domeinwijzer_planes::{Gate, Pick};

/// The two marks of all bits: what can be true, and what can be false.
struct Marks<'a> {
    can: &'a mut [u64],
    cannot: &'a mut [u64],
}

impl Marks<'_> {
    fn mark(&mut self, word: usize, can: u64, cannot: u64) {
        if let Some(it) = self.can.get_mut(word) {
            *it |= can;
        }
        if let Some(it) = self.cannot.get_mut(word) {
            *it |= cannot;
        }
    }

    fn literal(&self, literal: Literal) -> Truth {
        let at = |marks: &[u64]| {
            super::is_set(
                marks,
                Literal {
                    negated: false,
                    ..literal
                },
            )
        };
        let truth = truth(at(self.can), at(self.cannot));
        if literal.negated {
            truth.negated()
        } else {
            truth
        }
    }

    /// Marks what a gate can be.
    fn count(&mut self, gate: &Gate, picks: &[Pick], word: usize) {
        let each = gate.picks(picks).map(|pick| self.among(pick));
        let (certain, possible) = each.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let high = gate.low.saturating_add(gate.span);
        let can = certain <= high && possible >= gate.low;
        let cannot = certain < gate.low || possible > high;
        let marked = |it: bool| u64::from(it) << gate.mark;
        self.mark(word, marked(can), marked(cannot));
    }

    /// How many of these bits certainly count, and how many can.
    fn among(&self, pick: &Pick) -> (u32, u32) {
        let word = |marks: &[u64]| marks.get(pick.word).copied().unwrap_or_default();
        let (can, cannot) = (word(self.can), word(self.cannot));
        let counts = (can & !pick.flip) | (cannot & pick.flip);
        let not = (cannot & !pick.flip) | (can & pick.flip);
        let certain = (counts & !not & pick.mask).count_ones();
        (certain, (counts & pick.mask).count_ones())
    }
}

fn truth(can: bool, cannot: bool) -> Truth {
    match (can, cannot) {
        (true, false) => Truth::True,
        (false, true) => Truth::False,
        _ => Truth::Open,
    }
}

impl Fast {
    /// Runs all steps with two marks per bit.
    pub(super) fn cautious(&self, sheet: &mut Sheet) {
        let Sheet {
            answers,
            can,
            cannot,
            codes,
            ..
        } = sheet;
        can.fill(0);
        cannot.fill(0);
        let mut marks = Marks { can, cannot };
        for quick in &self.intakes {
            if quick.gate.is_none() {
                quick.mark(&mut marks, answers, codes);
            }
        }
        for step in &self.plan.steps {
            match step {
                Step::Intake(at) => {
                    if let Some(intake) = self.intakes.get(*at).filter(|it| it.gate.is_some()) {
                        intake.mark(&mut marks, answers, codes);
                    }
                }
                Step::Sum(at) => {
                    if let Some(sum) = self.sums.get(*at) {
                        sum.mark(&mut marks, answers, codes);
                    }
                }
                Step::Gates(from, to, word) => {
                    for gate in self.plan.gates.get(*from..*to).unwrap_or_default() {
                        marks.count(gate, &self.picks, *word);
                    }
                }
            }
        }
    }

    pub(super) fn cautious_verdict(&self, sheet: &mut Sheet) -> Routed {
        let Sheet { can, cannot, .. } = sheet;
        let marks = Marks { can, cannot };
        if self.impossible.iter().any(|it| marks.among(it).0 > 0) {
            return Routed::Impossible;
        }
        let any = |(from, to): (usize, usize)| {
            let rules = self.picks.get(from..to).unwrap_or_default();
            let each = rules.iter().map(|pick| marks.among(pick));
            let (certain, possible) = each.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            truth(possible > 0, certain == 0)
        };
        let mut seen: Option<Advice> = None;
        for (rank, route) in self.routes.iter().enumerate() {
            let suitable = any(route.any).and(any(route.none).negated());
            if suitable.can_be_true() {
                if seen.is_some() {
                    return Routed::Open;
                }
                seen = Some(Some(rank));
            }
            if suitable == Truth::True {
                return Routed::Decided(Some(rank));
            }
        }
        match seen {
            Some(before) if before != self.fallback => Routed::Open,
            _ => Routed::Decided(self.fallback),
        }
    }
}

impl Intake {
    fn mark(&self, marks: &mut Marks, answers: &[i32], codes: &mut [(i64, i64)]) {
        let given = self.given(answers);
        let asked = self
            .gate
            .map_or(Truth::True, |(gate, _)| marks.literal(gate));
        let otherwise = self.gate.map(|(_, code)| code);
        let ends = match asked {
            Truth::True => given.map(|code| (code, code)),
            Truth::False => otherwise.map(|code| (code, code)),
            Truth::Open => given.zip(otherwise),
        };
        if let Some((one, other)) = ends {
            for code in [one, other] {
                self.row(code, |word, set, own| marks.mark(word, set, own & !set));
            }
        } else {
            let words = self.any.iter().zip(&self.not_all);
            for (word, (any, not_all)) in (self.word..).zip(words) {
                marks.mark(word, *any, *not_all);
            }
        }
        if let Some(place) = codes.get_mut(self.question) {
            *place = ends.map_or(self.range, |(one, other)| (one.min(other), one.max(other)));
        }
    }
}

impl Sum {
    fn mark(&self, marks: &mut Marks, answers: &[i32], codes: &[(i64, i64)]) {
        let terms = self.terms.iter().map(|(source, range, weight)| {
            let ends = match source {
                Source::Slot(slot) => {
                    let code = answers.get(*slot).map(|code| i64::from(*code));
                    let code = code.filter(|code| (range.0..=range.1).contains(code));
                    code.map_or(*range, |code| (code, code))
                }
                Source::Question(at) => codes.get(*at).copied().unwrap_or(*range),
            };
            (ends, weight)
        });
        let bits = self.bits.iter().map(|(literal, weight)| {
            let truth = marks.literal(*literal);
            let ends = (
                i64::from(truth == Truth::True),
                i64::from(truth.can_be_true()),
            );
            (ends, weight)
        });
        let (low, high) = terms
            .chain(bits)
            .fold((0, 0), |(low, high), ((min, max), weight)| {
                let ends = (min * weight, max * weight);
                (low + ends.0.min(ends.1), high + ends.0.max(ends.1))
            });
        let class = |total: i64| self.breaks.partition_point(|start| *start <= total);
        for class in class(low)..=class(high) {
            let words = self.own.iter().zip(self.row(class));
            for (word, (own, set)) in (self.word..).zip(words) {
                marks.mark(word, *set, own & !set);
            }
        }
    }
}
