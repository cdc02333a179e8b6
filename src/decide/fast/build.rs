//! From a program to its layout.
//!
//! Bits move: first the tests, then the rules, side by side so that a route is a mask over them, then
//! all other parts. A part that only repeats another is that other.

use super::needed::Needed;
use super::{Bounds, Fast, Intake, Pick, Place, Quick, Route, Source, Step, Sum};
use crate::program::{self, Count, Literal, Program};
use crate::sorting;

/// The most codes of a question that is looked up in one step.
const QUICK_CODES: i64 = 256;

pub(super) fn build(program: &Program) -> Fast {
    let needed = Needed::new(program);
    let places = places(program);
    let mut gates = Gates::new(program);
    let mut order = Vec::new();
    for step in program.steps() {
        match step {
            program::Step::Answer(at) if needed.question(*at) => order.push(Planned::Question(*at)),
            program::Step::Sum(at) if needed.sum(program, *at) => order.push(Planned::Sum(*at)),
            program::Step::Count(count) if needed.bit(count.out) => {
                order.extend(gates.add(count).map(Planned::Gate));
            }
            _ => {}
        }
    }
    let rules: Vec<usize> = program
        .rules
        .iter()
        .map(|bit| gates.claim(*bit, &mut order))
        .collect();
    let layout = Layout::new(&gates, &rules);
    let mut fast = Fast {
        slots: slots(&places),
        words: layout.words,
        quick: Vec::new(),
        rows: Vec::new(),
        intakes: Vec::new(),
        steps: Vec::new(),
        picks: Vec::new(),
        sums: Vec::new(),
        routes: Vec::new(),
        fallback: program.routes().iter().position(|route| route.fallback),
        impossible: Vec::new(),
        rule_word: layout.rule_word,
        rule_masks: Vec::new(),
        places,
    };
    for planned in order {
        match planned {
            Planned::Question(at) => fast.question(program, &layout, at),
            Planned::Sum(at) => fast.sum(program, &layout, at),
            Planned::Gate(at) => fast.gate(&gates, &layout, at),
        }
    }
    fast.impossible = picks(program.impossible().iter().map(|it| layout.literal(*it)));
    let over_rules = |bit: usize| {
        let bits = program.count_at(bit).map(Count::read).unwrap_or_default();
        let rules = bits.iter().filter_map(|bit| {
            let at = program.rules.iter().position(|rule| rule == bit)?;
            Some(Literal {
                bit: layout.rule_word * 64 + at,
                negated: false,
            })
        });
        let picks = picks(rules);
        picks.iter().map(|it| (it.word, it.mask)).collect()
    };
    fast.routes = program
        .routes()
        .iter()
        .map(|route| Route {
            indicated: over_rules(route.indicated),
            excluded: over_rules(route.excluded),
        })
        .collect();
    fast.rule_masks = vec![0; rules.len().div_ceil(64)];
    for at in 0..rules.len() {
        if let Some(mask) = fast.rule_masks.get_mut(at / 64) {
            *mask |= 1 << (at % 64);
        }
    }
    fast
}

pub(super) fn slots(places: &[Place]) -> usize {
    places.iter().map(|it| 1 + usize::from(it.many)).sum()
}

pub(super) fn places(program: &Program) -> Vec<Place> {
    let mut slot = 0;
    let inputs = program.inputs().iter();
    inputs
        .map(|input| {
            let place = Place {
                slot,
                many: input.many,
            };
            slot += 1 + usize::from(input.many);
            place
        })
        .collect()
}

#[derive(Debug, Clone, Copy)]
enum Planned {
    Question(usize),
    Sum(usize),
    Gate(usize),
}

/// A count, before its bits have moved.
struct Gate {
    of: Vec<Literal>,
    low: u32,
    high: u32,
}

/// All counts that are left. The bit of a gate is the number of tests plus its position.
struct Gates {
    tests: usize,
    all: Vec<Gate>,
    /// The rule that each gate is.
    rule: Vec<Option<usize>>,
    rules: usize,
    /// What each bit of the program became.
    became: Vec<Literal>,
}

impl Gates {
    fn new(program: &Program) -> Self {
        let same = |bit| Literal {
            bit,
            negated: false,
        };
        Self {
            tests: program.tests.len(),
            all: Vec::new(),
            rule: Vec::new(),
            rules: 0,
            became: (0..program.set_by.len()).map(same).collect(),
        }
    }

    fn literal(&self, literal: Literal) -> Literal {
        let became = self.became.get(literal.bit).copied().unwrap_or(literal);
        Literal {
            negated: became.negated != literal.negated,
            ..became
        }
    }

    /// Adds a gate, unless it repeats a single bit.
    fn add(&mut self, count: &Count) -> Option<usize> {
        let each = count.masks.iter().flat_map(|mask| {
            let bits = |word: u64, negated| {
                program::set_bits(word).map(move |bit| Literal {
                    bit: mask.word * 64 + bit,
                    negated,
                })
            };
            bits(mask.set, false).chain(bits(mask.unset, true))
        });
        let of: Vec<Literal> = each.map(|literal| self.literal(literal)).collect();
        let single = match (of.as_slice(), count.low, count.high) {
            ([one], 1, 1..) => Some(*one),
            ([one], 0, 0) => Some(Literal {
                negated: !one.negated,
                ..*one
            }),
            _ => None,
        };
        let new = single.is_none();
        let literal = single.unwrap_or_else(|| Literal {
            bit: self.tests + self.push(of, count.low, count.high),
            negated: false,
        });
        if let Some(place) = self.became.get_mut(count.out) {
            *place = literal;
        }
        new.then(|| self.all.len() - 1)
    }

    fn push(&mut self, of: Vec<Literal>, low: u32, high: u32) -> usize {
        self.all.push(Gate { of, low, high });
        self.rule.push(None);
        self.all.len() - 1
    }

    /// The gate that is this rule: one that no other rule is, or a new one that repeats it.
    fn claim(&mut self, bit: usize, order: &mut Vec<Planned>) -> usize {
        let literal = self.literal(Literal {
            bit,
            negated: false,
        });
        let own = literal.bit.checked_sub(self.tests).filter(|at| {
            let free = self.rule.get(*at).is_some_and(Option::is_none);
            free && !literal.negated
        });
        let at = own.unwrap_or_else(|| {
            let at = self.push(vec![literal], 1, 1);
            order.push(Planned::Gate(at));
            at
        });
        if let Some(place) = self.rule.get_mut(at) {
            *place = Some(self.rules);
        }
        self.rules += 1;
        at
    }
}

/// Where every bit ends up.
struct Layout<'a> {
    gates: &'a Gates,
    rule_word: usize,
    /// The bit of each gate.
    places: Vec<usize>,
    words: usize,
}

impl<'a> Layout<'a> {
    fn new(gates: &'a Gates, rules: &[usize]) -> Self {
        let rule_word = gates.tests.div_ceil(64);
        let mut next = rule_word * 64 + rules.len();
        let places = gates.rule.iter().map(|rule| {
            rule.map_or_else(
                || {
                    next += 1;
                    next - 1
                },
                |rule| rule_word * 64 + rule,
            )
        });
        let places = places.collect();
        Self {
            gates,
            rule_word,
            places,
            words: next.div_ceil(64).max(1),
        }
    }

    /// Where a bit of a gate or test is.
    fn moved(&self, literal: Literal) -> Literal {
        let gate = literal.bit.checked_sub(self.gates.tests);
        let place = gate.and_then(|at| self.places.get(at));
        Literal {
            bit: place.copied().unwrap_or(literal.bit),
            ..literal
        }
    }

    /// Where a bit of the program is.
    fn literal(&self, literal: Literal) -> Literal {
        self.moved(self.gates.literal(literal))
    }
}

/// One mask per word, and another where a bit counts twice.
fn picks(literals: impl Iterator<Item = Literal>) -> Vec<Pick> {
    let mut picks: Vec<Pick> = Vec::new();
    for literal in literals {
        let (word, mark) = (literal.bit / 64, 1_u64 << (literal.bit % 64));
        let flip = if literal.negated { mark } else { 0 };
        let free = |pick: &&mut Pick| pick.word == word && pick.mask & mark == 0;
        match picks.iter_mut().find(free) {
            Some(pick) => {
                pick.mask |= mark;
                pick.flip |= flip;
            }
            None => picks.push(Pick {
                word,
                mask: mark,
                flip,
            }),
        }
    }
    picks
}

impl Fast {
    fn question(&mut self, program: &Program, layout: &Layout, at: usize) {
        let (Some(input), Some(place)) = (program.inputs().get(at), self.places.get(at).copied())
        else {
            return;
        };
        let (min, max) = input.range;
        let width = input.own.len();
        let gate = input.gate.map(|(gate, code)| (layout.literal(gate), code));
        let quick = gate.is_none() && !input.many && width <= 1 && max - min < QUICK_CODES;
        let ends = i32::try_from(min).ok().zip(u32::try_from(max - min).ok());
        if let (true, Some((low, span))) = (quick, ends) {
            self.quick.push(Quick {
                slot: place.slot,
                min: low,
                span,
                row: self.rows.len(),
                word: input.word,
            });
            let rows = (min..=max).map(|code| input.bits(code).next().unwrap_or_default());
            self.rows.extend(rows);
        } else {
            self.steps.push(Step::Intake(self.intakes.len()));
        }
        let rows = || input.table.chunks(width.max(1));
        let some = |word: usize| rows().filter_map(move |row| row.get(word).copied());
        let any: Vec<u64> = (0..width)
            .map(|word| some(word).fold(0, |any, row| any | row))
            .collect();
        let not_all = input.own.iter().enumerate().map(|(word, own)| {
            let all = some(word).fold(u64::MAX, |all, row| all & row);
            own & if input.many { u64::MAX } else { !all }
        });
        self.intakes.push(Intake {
            question: at,
            range: input.range,
            gate,
            place,
            word: input.word,
            not_all: not_all.collect(),
            any,
            own: input.own.clone(),
            breaks: input.breaks.clone(),
            table: input.table.clone(),
        });
    }

    fn sum(&mut self, program: &Program, layout: &Layout, at: usize) {
        let Some(sum) = program.sums().get(at) else {
            return;
        };
        let source = |at: usize| {
            let slot = self.places.get(at).map(|place| place.slot);
            let quick = slot.filter(|slot| self.quick.iter().any(|it| it.slot == *slot));
            quick.map_or(Source::Question(at), Source::Slot)
        };
        let terms = sum.questions.iter().map(|(at, weight)| {
            let range = program.inputs().get(*at).map(|input| input.range);
            (source(*at), range.unwrap_or_default(), *weight)
        });
        let bits = sum.bits.iter();
        let mut breaks: Vec<i64> = sum.tests.iter().flat_map(|(_, it)| it.breaks()).collect();
        sorting::by_key(&mut breaks, |it| *it);
        breaks.dedup();
        let words = || sum.tests.iter().map(|(bit, _)| bit / 64);
        let (first, last) = (words().min().unwrap_or(0), words().max().unwrap_or(0));
        let row = |holds: &dyn Fn(&crate::check::Need) -> bool| {
            let mut row = vec![0_u64; last - first + 1];
            for (bit, _) in sum.tests.iter().filter(|(_, need)| holds(need)) {
                if let Some(word) = row.get_mut(bit / 64 - first) {
                    *word |= 1 << (bit % 64);
                }
            }
            row
        };
        let below = breaks.first().map_or(0, |first| first - 1);
        let table = std::iter::once(below)
            .chain(breaks.iter().copied())
            .flat_map(|total| row(&|need| need.holds(total)))
            .collect();
        let made = Sum {
            terms: terms.collect(),
            bits: bits
                .map(|(it, weight)| (layout.literal(*it), *weight))
                .collect(),
            word: first,
            own: row(&|_| true),
            table,
            breaks,
        };
        self.steps.push(Step::Sum(self.sums.len()));
        self.sums.push(made);
    }

    fn gate(&mut self, gates: &Gates, layout: &Layout, at: usize) {
        let (Some(gate), Some(out)) = (gates.all.get(at), layout.places.get(at)) else {
            return;
        };
        let picks = picks(gate.of.iter().map(|literal| layout.moved(*literal)));
        let mark = u32::try_from(out % 64).unwrap_or_default();
        let bounds = Bounds {
            low: gate.low,
            span: gate.high.saturating_sub(gate.low),
            word: out / 64,
            mark,
        };
        match picks.as_slice() {
            [one] => self.steps.push(Step::One(*one, bounds)),
            several => {
                let from = self.picks.len();
                self.picks.extend_from_slice(several);
                self.steps.push(Step::Many(from, self.picks.len(), bounds));
            }
        }
    }
}
