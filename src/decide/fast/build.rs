//! From a program to its layout.
//!
//! Bits move: first the tests, then the rules, side by side so that a route is a mask over them, then
//! all other parts. A part that only repeats another is that other.

use super::direct::{Direct, Draft};
use super::layout::{Counted, Gates, Layout, Planned, picks};
use super::needed::Needed;
use super::{Fast, Intake, Place, Plan, Source, Step, Sum, levels};
use crate::program::{self, Count, Literal, Program};
use crate::sorting;
use domeinwijzer_planes::{Candidate, Gate, Lookup, Pick, Weight};

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
        plan: Plan::default(),
        direct: Direct::default(),
        rest: Plan::default(),
        picks: Vec::new(),
        sums: Vec::new(),
        routes: Vec::new(),
        fallback: program.routes().iter().position(|route| route.fallback),
        impossible: Vec::new(),
        rule_word: layout.rule_word,
        rule_masks: Vec::new(),
        places,
    };
    let word = |planned: &Planned| match planned {
        Planned::Gate(at) => layout.places.get(*at).map(|place| place / 64),
        _ => None,
    };
    let mut order: Vec<(usize, Planned)> = levels::of(program, &gates, &order)
        .into_iter()
        .zip(order)
        .collect();
    sorting::by_key(&mut order, |(level, it)| (*level, word(it)));
    let mut draft = Draft::default();
    for (level, planned) in order {
        match planned {
            Planned::Question(at) => fast.question(program, &layout, at, &mut draft),
            Planned::Sum(at) => fast.sum(program, &layout, at),
            Planned::Gate(at) => {
                let (Some(gate), Some(out)) = (gates.all.get(at), layout.places.get(at).copied())
                else {
                    continue;
                };
                let made = fast.gate(gate, &layout, out);
                fast.plan.add(made, level, out / 64);
                if !draft.take(gate, out / 64, 1 << (out % 64)) {
                    fast.rest.add(made, level, out / 64);
                }
            }
        }
    }
    (fast.direct, fast.rows) = draft.done();
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
        picks(rules)
    };
    for route in program.routes() {
        let any = fast.more(over_rules(route.indicated));
        let none = fast.more(over_rules(route.excluded));
        fast.routes.push(Candidate { any, none });
    }
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

impl Fast {
    fn question(&mut self, program: &Program, layout: &Layout, at: usize, draft: &mut Draft) {
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
            let lookup = Lookup {
                slot: place.slot,
                low,
                span,
                row: draft.rows(),
                word: input.word,
            };
            let rows = (min..=max).map(|code| input.bits(code).next().unwrap_or_default());
            self.quick.push(lookup);
            draft.question(lookup, rows.collect(), input.own_bits());
        } else {
            self.step(Step::Intake(self.intakes.len()));
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
        let terms: Vec<_> = terms.collect();
        let plain = terms.iter().filter_map(|(source, _, times)| match source {
            Source::Slot(slot) => Some(Weight {
                slot: *slot,
                times: *times,
            }),
            Source::Question(_) => None,
        });
        let made = Sum {
            plain: plain.collect(),
            terms,
            bits: bits
                .map(|(it, weight)| (layout.literal(*it), *weight))
                .collect(),
            word: first,
            own: row(&|_| true),
            table,
            breaks,
        };
        self.step(Step::Sum(self.sums.len()));
        self.sums.push(made);
    }

    /// Adds a step to both plans.
    fn step(&mut self, step: Step) {
        self.plan.steps.push(step);
        self.rest.steps.push(step);
    }

    /// Keeps picks; from where to where they are.
    fn more(&mut self, picks: impl IntoIterator<Item = Pick>) -> (usize, usize) {
        let from = self.picks.len();
        self.picks.extend(picks);
        (from, self.picks.len())
    }

    /// Lays out a gate, of which this is the bit.
    fn gate(&mut self, gate: &Counted, layout: &Layout, out: usize) -> Gate {
        let mut picks = picks(gate.of.iter().map(|literal| layout.moved(*literal))).into_iter();
        Gate {
            first: picks.next().unwrap_or_default(),
            more: self.more(picks),
            low: gate.low,
            span: gate.high.saturating_sub(gate.low),
            mark: u32::try_from(out % 64).unwrap_or_default(),
        }
    }
}
