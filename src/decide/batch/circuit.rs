//! From the layout of a program to a circuit over planes: one bit per case, one step per part.

use crate::decide::fast::{Fast, Source, Step};
use crate::program::{Literal, set_bits};
use crate::sorting::Map;
use domeinwijzer_planes::{Circuit, Gate, Op, Pick, Term, Total, Watched, Wire};

/// The byte for an outcome without a route, and for one that is impossible.
pub(super) const NOTHING: u8 = 254;
pub(super) const IMPOSSIBLE: u8 = 253;
/// The most times that an answer counts in a score that is added up in bytes.
const MOST_TIMES: i16 = 8;

/// None where something does not fit in a byte, or a sum not in two.
pub(super) fn circuit(fast: &Fast) -> Option<Circuit> {
    let mut build = Build {
        circuit: Circuit {
            ops: vec![Op::Nowhere],
            totals: Vec::new(),
            watched: Vec::new(),
            rules: Vec::new(),
            outcome: Vec::new(),
        },
        known: Map::new(),
        bits: vec![Wire::FALSE; fast.words * 64],
    };
    for at in 0..fast.intakes.len() {
        let ungated = fast.intakes.get(at).is_some_and(|it| it.gate.is_none());
        if ungated {
            build.intake(fast, at)?;
        }
    }
    for step in &fast.plan.steps {
        build.step(fast, step)?;
    }
    let rules = fast.rule_masks.iter().enumerate().flat_map(|(word, mask)| {
        set_bits(*mask).map(move |bit| (fast.rule_word + word) * 64 + bit)
    });
    build.circuit.rules = rules.map(|bit| build.bit(bit)).collect();
    build.outcome(fast)?;
    Some(build.circuit)
}

pub(super) struct Build {
    pub(super) circuit: Circuit,
    pub(super) known: Map<Op, usize>,
    /// The wire of each bit of the layout.
    bits: Vec<Wire>,
}

impl Build {
    fn bit(&self, bit: usize) -> Wire {
        self.bits.get(bit).copied().unwrap_or(Wire::FALSE)
    }

    fn literal(&self, literal: Literal) -> Wire {
        let wire = self.bit(literal.bit);
        if literal.negated {
            wire.opposite()
        } else {
            wire
        }
    }

    fn set(&mut self, bit: usize, wire: Wire) {
        if let Some(place) = self.bits.get_mut(bit) {
            *place = wire;
        }
    }

    fn intake(&mut self, fast: &Fast, at: usize) -> Option<()> {
        let intake = fast.intakes.get(at)?;
        let question = intake.question;
        let (min, max) = intake.range;
        // 255 stays free: that is an open answer.
        let most = u8::try_from(max - min).ok().filter(|it| *it < u8::MAX)?;
        let gate = intake.gate.map(|(gate, code)| (self.literal(gate), code));
        let asked = gate.map_or(Wire::TRUE, |(wire, _)| wire);
        self.circuit.watched.push(Watched {
            question,
            most,
            asked,
        });
        let own = (intake.word..).zip(&intake.own);
        let own = own.flat_map(|(word, own)| set_bits(*own).map(move |bit| (word, bit)));
        for (word, bit) in own.collect::<Vec<_>>() {
            let holds = |code: i64| {
                let mut holds = false;
                intake.row(code, |at, row, _| {
                    holds |= at == word && row >> bit & 1 == 1;
                });
                holds
            };
            let answered = if intake.place.many {
                let chosen = (0..7).filter(|choice| holds(1 << choice));
                let bits = chosen.fold(0, |bits, choice| bits | 1_u8 << choice);
                self.op(Op::Has(question, bits))
            } else {
                let starts = std::iter::once(min).chain(intake.breaks.iter().copied());
                let ends = intake.breaks.iter().copied().chain([max + 1]);
                let mut runs: Vec<(i64, i64)> = Vec::new();
                for (start, end) in starts.zip(ends).filter(|(start, _)| holds(*start)) {
                    match runs.last_mut() {
                        Some(last) if last.1 == start => last.1 = end,
                        _ => runs.push((start, end)),
                    }
                }
                let byte = |code: i64| u8::try_from(code).ok();
                let mut wires = Vec::new();
                for (start, end) in runs {
                    let (low, span) = (byte(start - min)?, byte(end - 1 - start)?);
                    // What lies above the highest answer is open, and decided by itself.
                    wires.push(self.op(if end > max && span > 0 {
                        Op::From(question, low)
                    } else {
                        Op::Within(question, low, span)
                    }));
                }
                self.any(&wires)
            };
            let wire = match gate {
                None => answered,
                Some((asked, code)) => {
                    let given = self.and(asked, answered);
                    let assumed = if holds(code) {
                        asked.opposite()
                    } else {
                        Wire::FALSE
                    };
                    self.or(given, assumed)
                }
            };
            self.set(word * 64 + bit, wire);
        }
        Some(())
    }

    fn step(&mut self, fast: &Fast, step: &Step) -> Option<()> {
        match step {
            Step::Intake(at) => {
                if fast.intakes.get(*at)?.gate.is_some() {
                    self.intake(fast, *at)?;
                }
            }
            Step::Gates(from, to, word) => {
                for gate in fast.plan.gates.get(*from..*to)? {
                    self.count(gate, &fast.picks, *word);
                }
            }
            Step::Sum(at) => self.sum(fast, *at)?,
        }
        Some(())
    }

    fn picked<'a>(&self, picks: impl IntoIterator<Item = &'a Pick>) -> Vec<Wire> {
        let each = picks.into_iter().flat_map(|pick| {
            set_bits(pick.mask).map(|bit| {
                self.literal(Literal {
                    bit: pick.word * 64 + bit,
                    negated: pick.flip >> bit & 1 == 1,
                })
            })
        });
        each.collect()
    }

    fn count(&mut self, gate: &Gate, picks: &[Pick], word: usize) {
        let wires = self.picked(gate.picks(picks));
        let all = u32::try_from(wires.len()).unwrap_or(u32::MAX);
        let high = gate.low.saturating_add(gate.span);
        let wire = if gate.low == 1 && high >= all {
            self.any(&wires)
        } else if gate.low == all && high >= all {
            wires.iter().fold(Wire::TRUE, |all, it| self.and(all, *it))
        } else {
            let number = self.number(wires);
            let enough = self.at_least(&number, gate.low);
            let too_many = if high < all {
                self.at_least(&number, high + 1)
            } else {
                Wire::FALSE
            };
            self.and(enough, too_many.opposite())
        };
        self.set(word * 64 + gate.mark as usize, wire);
    }

    fn sum(&mut self, fast: &Fast, at: usize) -> Option<()> {
        let sum = fast.sums.get(at)?;
        let (mut base, mut reach) = (0_i64, 0_i64);
        let mut terms = Vec::new();
        for (source, (min, max), weight) in &sum.terms {
            let question = match source {
                Source::Slot(slot) => fast.places.iter().position(|it| it.slot == *slot)?,
                Source::Question(at) => *at,
            };
            let intake = fast.intakes.iter().find(|it| it.question == question)?;
            let gate = match intake.gate {
                Some((gate, code)) => Some((self.literal(gate), u8::try_from(code - min).ok()?)),
                None => None,
            };
            base += min * weight;
            reach += (max - min) * weight.abs();
            terms.push(Term {
                question,
                weight: i16::try_from(*weight).ok()?,
                gate,
            });
        }
        let mut bits = Vec::new();
        for (literal, weight) in &sum.bits {
            reach += weight.abs();
            bits.push((self.literal(*literal), i16::try_from(*weight).ok()?));
        }
        // One to spare, so that a border beyond reach is none.
        i16::try_from(base.abs() + reach + 1).ok()?;
        // Most scores rest on a few answers, and fit in a byte.
        let plain = |it: &Term| it.gate.is_none() && (1..=MOST_TIMES).contains(&it.weight);
        let small = reach < 256 && bits.is_empty() && terms.iter().all(plain);
        let total = self.circuit.totals.len();
        self.circuit.totals.push(Total {
            base: i16::try_from(base).ok()?,
            terms,
            bits,
        });
        // Not shared: each stands right behind the score it looks at.
        self.circuit.ops.push(if small {
            Op::AddSmall(total)
        } else {
            Op::Add(total)
        });
        let starts: Vec<i64> = std::iter::once(i64::MIN)
            .chain(sum.breaks.iter().copied())
            .collect();
        let clamp = |it: i64| i16::try_from(it.clamp(-32_768, 32_767)).unwrap_or_default();
        let between = |start: i64, end: i64| {
            if !small {
                return Some(Op::Total(clamp(start), clamp(end)));
            }
            let byte = |it: i64| u8::try_from(it.saturating_sub(base).clamp(0, reach)).ok();
            let (low, high) = (byte(start)?, byte(end)?);
            let possible = end >= base && start <= base + reach;
            possible.then(|| Op::Small(low, high - low))
        };
        let own = (sum.word..).zip(&sum.own).enumerate();
        let own = own.flat_map(|(at, (word, own))| set_bits(*own).map(move |bit| (at, word, bit)));
        for (at, word, bit) in own.collect::<Vec<_>>() {
            let mut wires = Vec::new();
            for (class, start) in starts.iter().enumerate() {
                let row = sum.row(class).get(at).copied().unwrap_or_default();
                if row >> bit & 1 == 1 {
                    let end = starts.get(class + 1).map_or(i64::MAX, |next| next - 1);
                    let Some(op) = between(*start, end) else {
                        continue;
                    };
                    self.circuit.ops.push(op);
                    wires.push(Wire {
                        plane: self.circuit.ops.len() - 1,
                        negated: false,
                    });
                }
            }
            let wire = self.any(&wires);
            self.set(word * 64 + bit, wire);
        }
        Some(())
    }

    fn outcome(&mut self, fast: &Fast) -> Option<()> {
        let impossible = self.picked(&fast.impossible);
        let impossible = self.any(&impossible);
        let mut outcome = [Wire::FALSE; 8];
        let mut left = impossible.opposite();
        let mut put = |build: &mut Self, code: u8, when: Wire| {
            for (bit, wire) in outcome.iter_mut().enumerate() {
                if code >> bit & 1 == 1 {
                    *wire = build.or(*wire, when);
                }
            }
        };
        put(self, IMPOSSIBLE, impossible);
        for (rank, route) in fast.routes.iter().enumerate() {
            let mut any = |(from, to): (usize, usize)| {
                let rules = fast.picks.get(from..to).unwrap_or_default();
                let wires = self.picked(rules);
                self.any(&wires)
            };
            let (indicated, excluded) = (any(route.any), any(route.none));
            let suitable = self.and(indicated, excluded.opposite());
            let first = self.and(left, suitable);
            let code = u8::try_from(rank).ok()?;
            put(self, code, first);
            left = self.and(left, suitable.opposite());
        }
        let otherwise = match fast.fallback {
            Some(rank) => u8::try_from(rank).ok()?,
            None => NOTHING,
        };
        put(self, otherwise, left);
        self.circuit.outcome = outcome.to_vec();
        Some(())
    }
}
