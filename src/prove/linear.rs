//! Weighted sums and counts as decision diagrams, translated to clauses.
//!
//! A node stands for "the rest of the sum brings it where it has to be". Two partial sums with the
//! same answer for every rest share a node: each node knows the interval of partial sums it stands
//! for (Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell, Mayer-Eichberger, *A New Look at BDDs for
//! Pseudo-Boolean Constraints*, JAIR 45, 2012). Here a part may also be a number: its branches are
//! the longest runs of values that lead to one node, so a wide range costs no more than its runs.

use super::cnf::Cnf;
use super::values::Number;
use crate::check::Need;
use crate::sorting;
use batsat::Lit;

/// Nodes and branches that one diagram may have. A sum of ten scales needs some hundreds.
const NODE_LIMIT: usize = 8_000;

/// A sum that lies beyond any that can occur.
const FAR: i64 = 1 << 62;

/// A part of a sum.
pub(super) enum Part {
    /// Counts so much when the literal holds.
    Bit(Lit, i64),
    /// Counts its value so many times; the position points into the numbers handed along.
    Number(usize, i64),
}

/// A node, and the partial sums that it stands for.
#[derive(Clone, Copy)]
struct Node {
    lit: Lit,
    low: i64,
    high: i64,
}

struct Diagram<'a, 'n> {
    cnf: &'a mut Cnf,
    numbers: &'a mut [&'n mut Number],
    parts: &'a [Part],
    /// Where the answer changes: each piece begins here and ends before the next.
    pieces: Vec<(i64, bool)>,
    /// The lowest and highest sum of the parts from this one on.
    rest: Vec<(i64, i64)>,
    /// The nodes of each level, by the first partial sum that they stand for.
    nodes: Vec<Vec<Node>>,
    spent: usize,
}

/// A literal that holds exactly when the sum is as it has to be; none when that would take more than
/// the limit.
pub(super) fn sum(
    cnf: &mut Cnf,
    numbers: &mut [&mut Number],
    parts: &[Part],
    need: &Need,
) -> Option<Lit> {
    let mut rest = vec![(0, 0)];
    for part in parts.iter().rev() {
        let (low, high) = rest.last().copied().unwrap_or_default();
        let (min, max) = match part {
            Part::Bit(_, weight) => (0.min(*weight), 0.max(*weight)),
            Part::Number(at, weight) => {
                let (min, max) = numbers.get(*at).map(|it| it.range()).unwrap_or_default();
                let ends = (min * weight, max * weight);
                (ends.0.min(ends.1), ends.0.max(ends.1))
            }
        };
        rest.push((low + min, high + max));
    }
    rest.reverse();
    let mut diagram = Diagram {
        cnf,
        numbers,
        parts,
        pieces: pieces(need),
        rest,
        nodes: vec![Vec::new(); parts.len() + 1],
        spent: 0,
    };
    diagram.node(0, 0).map(|node| node.lit)
}

/// Where the answer changes along all numbers.
fn pieces(need: &Need) -> Vec<(i64, bool)> {
    let mut borders = need.breaks();
    borders.push(-FAR);
    sorting::by_key(&mut borders, |border| *border);
    let mut pieces: Vec<(i64, bool)> = borders
        .into_iter()
        .map(|start| (start, need.holds(start)))
        .collect();
    pieces.dedup_by_key(|(_, holds)| *holds);
    pieces
}

impl Diagram<'_, '_> {
    /// The piece in which a sum lies: its answer, its first and its last sum.
    fn piece(&self, sum: i64) -> (bool, i64, i64) {
        let after = self.pieces.partition_point(|(start, _)| *start <= sum);
        let (low, holds) = after
            .checked_sub(1)
            .and_then(|at| self.pieces.get(at))
            .copied()
            .unwrap_or((-FAR, false));
        let high = self.pieces.get(after).map_or(FAR, |(start, _)| start - 1);
        (holds, low, high)
    }

    fn node(&mut self, level: usize, partial: i64) -> Option<Node> {
        let (min, max) = self.rest.get(level).copied().unwrap_or_default();
        let (holds, low, high) = self.piece(partial + min);
        if partial + max <= high {
            return Some(Node {
                lit: Cnf::constant(holds),
                low: (low - min).max(-FAR),
                high: (high - max).min(FAR),
            });
        }
        let known = self.nodes.get(level)?;
        let after = known.partition_point(|node| node.low <= partial);
        let before = after.checked_sub(1).and_then(|at| known.get(at));
        if let Some(node) = before.filter(|node| partial <= node.high) {
            return Some(*node);
        }
        self.spent += 1;
        let node = match self.parts.get(level)? {
            Part::Bit(lit, weight) => self.bit(level, partial, *lit, *weight),
            Part::Number(at, weight) => self.number(level, partial, *at, *weight),
        }?;
        let known = self.nodes.get_mut(level)?;
        let place = known.partition_point(|other| other.low < node.low);
        known.insert(place, node);
        Some(node)
    }

    fn bit(&mut self, level: usize, partial: i64, lit: Lit, weight: i64) -> Option<Node> {
        if self.spent > NODE_LIMIT {
            return None;
        }
        let without = self.node(level + 1, partial)?;
        let with = self.node(level + 1, partial + weight)?;
        Some(Node {
            lit: self.cnf.choose(lit, with.lit, without.lit),
            low: without.low.max(with.low - weight),
            high: without.high.min(with.high - weight),
        })
    }

    fn number(&mut self, level: usize, partial: i64, at: usize, weight: i64) -> Option<Node> {
        let (min, max) = self.numbers.get(at)?.range();
        let mut runs: Vec<(i64, i64, Lit)> = Vec::new();
        let (mut low, mut high) = (-FAR, FAR);
        let mut from = min;
        while from <= max {
            self.spent += 1;
            if self.spent > NODE_LIMIT {
                return None;
            }
            let child = self.node(level + 1, partial + weight * from)?;
            // The last value whose partial sum the child still stands for.
            let to = match weight {
                0 => max,
                1.. => (child.high - partial).div_euclid(weight).min(max),
                _ => (partial - child.low).div_euclid(-weight).min(max),
            };
            let ends = (weight * from, weight * to);
            low = low.max(child.low - ends.0.min(ends.1));
            high = high.min(child.high - ends.0.max(ends.1));
            match runs.last_mut() {
                Some((_, end, lit)) if *lit == child.lit => *end = to,
                _ => runs.push((from, to, child.lit)),
            }
            from = to + 1;
        }
        Some(Node {
            lit: self.branch(at, &runs),
            low,
            high,
        })
    }

    /// A literal that is that of the run in which the number lies.
    fn branch(&mut self, at: usize, runs: &[(i64, i64, Lit)]) -> Lit {
        if let [(_, _, only)] = runs {
            return *only;
        }
        let out = self.cnf.fresh();
        for (from, to, lit) in runs {
            let Some(number) = self.numbers.get_mut(at) else {
                continue;
            };
            let below = !number.at_least(self.cnf, *from);
            let above = number.at_least(self.cnf, to + 1);
            self.cnf.add(&[below, above, !out, *lit]);
            self.cnf.add(&[below, above, out, !*lit]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::cnf::Cnf;
    use super::super::solver::{Found, Session};
    use super::super::values::Number;
    use super::{Part, sum};
    use crate::check::Need;
    use crate::condition::Comparison;
    use batsat::Lit;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn needs() -> impl Strategy<Value = Need> {
        let number = || -40..=40_i64;
        let sign = prop_oneof![
            Just(Comparison::Equal),
            Just(Comparison::NotEqual),
            Just(Comparison::Less),
            Just(Comparison::LessOrEqual),
            Just(Comparison::Greater),
            Just(Comparison::GreaterOrEqual),
        ];
        prop_oneof![
            (sign, number()).prop_map(|(sign, with)| Need::Compare(sign, with)),
            (number(), number()).prop_map(|(a, b)| Need::Between(a.min(b), a.max(b))),
            vec(number(), 1..6).prop_map(Need::In),
        ]
    }

    /// Every way to choose one of each of these.
    fn all(of: &[Vec<i64>]) -> Vec<Vec<i64>> {
        of.iter().fold(vec![Vec::new()], |chosen, values| {
            let with = |chosen: &Vec<i64>| -> Vec<Vec<i64>> {
                let more = |value: &i64| [chosen.as_slice(), &[*value]].concat();
                values.iter().map(more).collect()
            };
            chosen.iter().flat_map(with).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the bits and numbers are, the literal holds exactly when the sum is as needed.
        #[test]
        fn the_literal_is_the_sum(
            bits in vec(-5..=5_i64, 0..4),
            ranges in vec((-6..=6_i64, 0..=7_i64, -5..=5_i64, any::<bool>()), 0..3),
            // A question behind a gate, and what it counts as when it is not asked.
            gated in proptest::option::of((0..=4_i64, -5..=5_i64, -2..=6_i64)),
            need in needs(),
            turned in any::<bool>(),
        ) {
            let mut cnf = Cnf::new();
            let lits: Vec<Lit> = bits.iter().map(|_| cnf.fresh()).collect();
            let mut numbers: Vec<Number> = ranges
                .iter()
                .map(|(min, span, _, _)| Number::new((*min, min + span)))
                .collect();
            // Thresholds of other conditions may be there already.
            for (number, (min, span, _, cut)) in numbers.iter_mut().zip(&ranges) {
                if *cut {
                    number.at_least(&mut cnf, min + (span + 1) / 2);
                }
            }
            let asked = cnf.fresh();
            if let Some((max, _, otherwise)) = gated {
                numbers.push(Number::following(Number::new((0, max)), asked, otherwise));
            }
            let weights = ranges.iter().map(|(_, _, weight, _)| *weight);
            let weights: Vec<i64> = weights.chain(gated.map(|(_, weight, _)| weight)).collect();
            let mut parts: Vec<Part> = lits
                .iter()
                .zip(&bits)
                .map(|(lit, weight)| Part::Bit(*lit, *weight))
                .collect();
            parts.extend(weights.iter().enumerate().map(|(at, weight)| Part::Number(at, *weight)));
            if turned {
                parts.reverse();
            }
            let mut lent: Vec<&mut Number> = numbers.iter_mut().collect();
            let fits = sum(&mut cnf, &mut lent, &parts, &need).unwrap();
            // Cut everywhere, so that every value can be named.
            for number in &mut numbers {
                let (min, max) = number.range();
                for value in min + 1..=max {
                    number.at_least(&mut cnf, value);
                }
            }
            let mut session = Session::new(cnf);
            let ways: Vec<Vec<i64>> = lits
                .iter()
                .map(|_| vec![0, 1])
                .chain(ranges.iter().map(|(min, span, _, _)| (*min..=min + span).collect()))
                .chain(gated.map(|(max, _, _)| (0..=max).collect()))
                .collect();
            for values in all(&ways) {
                for is_asked in [true, false] {
                    if gated.is_none() && !is_asked {
                        continue;
                    }
                    let (of_bits, of_numbers) = values.split_at(bits.len());
                    let mut assumed = vec![if is_asked { asked } else { !asked }];
                    let set = lits.iter().zip(of_bits);
                    assumed.extend(set.map(|(lit, value)| if *value == 1 { *lit } else { !*lit }));
                    for (number, value) in numbers.iter().zip(of_numbers) {
                        assumed.extend(number.given().is(*value));
                    }
                    let mut counted = of_numbers.to_vec();
                    if let (Some((_, _, otherwise)), false) = (gated, is_asked) {
                        *counted.last_mut().unwrap() = otherwise;
                    }
                    let weighed = of_bits.iter().zip(&bits).chain(counted.iter().zip(&weights));
                    let total: i64 = weighed.map(|(value, weight)| value * weight).sum();
                    let right = if need.holds(total) { fits } else { !fits };
                    for (lit, expected) in [(right, Found::Case), (!right, Found::Nothing)] {
                        let found = session.solve(&[assumed.as_slice(), &[lit]].concat());
                        prop_assert_eq!(found, expected, "{:?} asked {}: {}", values, is_asked, total);
                    }
                }
            }
        }
    }

    /// A sum of many parts is given up rather than written out without end.
    #[test]
    fn too_large_a_sum_is_none() {
        let mut cnf = Cnf::new();
        let parts: Vec<Part> = (0..40).map(|at| Part::Bit(cnf.fresh(), 1 << at)).collect();
        let half = (1_i64 << 39) / 3;
        let codes = (0..3_000)
            .map(|nth| nth * half / 1_500 + nth * nth)
            .collect();
        assert!(sum(&mut cnf, &mut [], &parts, &Need::In(codes)).is_none());
        let least = Need::Compare(Comparison::GreaterOrEqual, half);
        assert!(sum(&mut cnf, &mut [], &parts, &least).is_some());
    }
}
