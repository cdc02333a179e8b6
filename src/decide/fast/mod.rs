//! The same decision in a fraction of the time, for whoever wants the route and nothing else.
//!
//! Answers stand as one small number per question in a [`Sheet`]; every answer picks a row of words,
//! every part of a condition is a mask. Two ways through the same steps: with everything answered
//! each bit is one mark, otherwise it has two, as in [`decide`](super::decide), and the outcome is as
//! cautious.
//!
//! What cannot change the route or a rule is left out. Not here: verdicts on the other routes,
//! signals, what questions count as, and what is only exact ([`Prover`](crate::prove::Prover)).

mod build;
mod cautious;
mod layout;

use super::{Advice, Case};
use crate::program::Program;
pub(super) use layout::{Bounds, Intake, Pick, Source, Step, Sum};
use layout::{Quick, Route, is_set};

/// An answer that is not given.
pub const OPEN: i32 = i32::MIN;

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Routed {
    /// Every way to complete the case advises this route, or none.
    Decided(Advice),
    /// More than one of these is still possible, as far as the marks can tell.
    Open,
    /// What is answered is declared impossible.
    Impossible,
}

/// A program, laid out for speed.
///
/// # Examples
///
/// ```
/// use domeinwijzer::{check, decide::{Fast, Routed}, program, protocol::registry::Registry};
/// let text = r#"
/// formaat = 1
/// [protocol]
/// id = "proef"
/// titel = "Proef"
/// versie = "1.0.0"
/// status = "concept"
/// geldig_vanaf = 2026-01-01
/// voorrang = ["praten", "rust"]
/// [vraag.druk]
/// tekst = "Druk?"
/// type = "schaal"
/// min = 0
/// max = 10
/// [route.praten]
/// titel = "Praten"
/// uitleg = "Praten."
/// patient = "Praten."
/// [route.rust]
/// titel = "Rust"
/// uitleg = "Rust."
/// patient = "Rust."
/// vangnet = true
/// [regel.veel]
/// als = "druk >= 7"
/// voor = "praten"
/// reden = "Veel druk."
/// "#;
/// let mut files = Registry::default();
/// files.add("proef.toml", text.as_bytes());
/// let checked = check::compile(&files, &files.files()[0]).unwrap();
/// let fast = Fast::new(&program::compile(&checked));
/// let mut sheet = fast.sheet();
/// assert_eq!(fast.route(&mut sheet), Routed::Open);
/// sheet.answers_mut()[0] = 8;
/// assert_eq!(fast.route(&mut sheet), Routed::Decided(Some(0)));
/// assert_eq!(sheet.fired(), [1]);
/// ```
#[derive(Debug, Clone)]
pub struct Fast {
    /// Where the answer to each question stands, by position.
    pub(super) places: Vec<Place>,
    pub(super) slots: usize,
    pub(super) words: usize,
    /// Questions that are always asked and take few codes.
    pub(super) quick: Vec<Quick>,
    /// A row for each code of those.
    pub(super) rows: Vec<u64>,
    pub(super) intakes: Vec<Intake>,
    pub(super) steps: Vec<Step>,
    /// The masks of the steps that look at more than one word.
    pub(super) picks: Vec<Pick>,
    pub(super) sums: Vec<Sum>,
    pub(super) routes: Vec<Route>,
    pub(super) fallback: Advice,
    /// Any of these, and the case is impossible.
    pub(super) impossible: Vec<Pick>,
    /// Where the bits of the rules begin.
    pub(super) rule_word: usize,
    /// The bits that are rules, from there on.
    pub(super) rule_masks: Vec<u64>,
}

/// Where an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The slot.
    pub slot: usize,
    /// Whether it is a set of choices: sixteen of them here, the others in the next slot.
    pub many: bool,
}

/// The answers to one case, and room to work.
#[derive(Debug, Clone)]
pub struct Sheet {
    answers: Vec<i32>,
    /// Which bits can be true; with everything answered: are.
    can: Vec<u64>,
    /// Which bits can be false.
    cannot: Vec<u64>,
    /// What each question can count as.
    codes: Vec<(i64, i64)>,
    fired: Vec<u64>,
}

impl Sheet {
    /// One number per slot; [`OPEN`] where nothing is answered.
    pub fn answers(&self) -> &[i32] {
        &self.answers
    }

    /// The same, to fill in.
    pub fn answers_mut(&mut self) -> &mut [i32] {
        &mut self.answers
    }

    /// After [`Fast::route`]: the rules that hold, one bit each.
    pub fn fired(&self) -> &[u64] {
        &self.fired
    }
}

impl Fast {
    /// Lays out a program.
    pub fn new(program: &Program) -> Self {
        build::build(program)
    }

    /// Where the answer to each question stands, by position.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// An empty sheet.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            answers: vec![OPEN; self.slots],
            can: vec![0; self.words],
            cannot: vec![0; self.words],
            codes: vec![(0, 0); self.places.len()],
            fired: vec![0; self.rule_masks.len()],
        }
    }

    /// Fills in the questions that matter; what is asked for has a position and a lowest code.
    pub(super) fn fill(&self, sheet: &mut Sheet, code: impl Fn(usize, i64) -> Option<i64>) {
        for intake in &self.intakes {
            let (min, max) = intake.range;
            let code = code(intake.question, min).filter(|code| (min..=max).contains(code));
            if let Some(code) = code {
                intake.place.put(&mut sheet.answers, code);
            }
        }
    }

    /// Decides what the sheet says. A number that is no answer counts as open.
    pub fn route(&self, sheet: &mut Sheet) -> Routed {
        let exact = self.exact(sheet);
        if !exact {
            self.cautious(sheet);
        }
        let rules = sheet.can.iter().skip(self.rule_word);
        let unsure = sheet.cannot.iter().skip(self.rule_word);
        for (((fired, can), cannot), mask) in
            (sheet.fired.iter_mut().zip(rules).zip(unsure)).zip(&self.rule_masks)
        {
            *fired = can & mask & if exact { u64::MAX } else { !cannot };
        }
        if exact {
            self.exact_verdict(sheet)
        } else {
            self.cautious_verdict(sheet)
        }
    }

    /// Runs all steps with one mark per bit; false when something is open.
    fn exact(&self, sheet: &mut Sheet) -> bool {
        let Sheet {
            answers,
            can,
            codes,
            ..
        } = sheet;
        can.fill(0);
        for quick in &self.quick {
            let code = answers.get(quick.slot).copied().unwrap_or(OPEN);
            let at = code.wrapping_sub(quick.min).cast_unsigned();
            if at > quick.span {
                return false;
            }
            let row = self.rows.get(quick.row + at as usize);
            if let (Some(word), Some(row)) = (can.get_mut(quick.word), row) {
                *word |= row;
            }
        }
        for step in &self.steps {
            match step {
                Step::One(pick, bounds) => {
                    let number = pick.among(can);
                    bounds.set(can, bounds.hold(number));
                }
                Step::Many(from, to, bounds) => {
                    let picks = self.picks.get(*from..*to).unwrap_or_default();
                    let number = picks.iter().map(|pick| pick.among(can)).sum();
                    bounds.set(can, bounds.hold(number));
                }
                Step::Intake(at) => {
                    let Some(intake) = self.intakes.get(*at) else {
                        continue;
                    };
                    let asked = intake.gate.is_none_or(|(gate, _)| is_set(can, gate));
                    let code = if asked {
                        intake.given(answers)
                    } else {
                        intake.gate.map(|(_, code)| code)
                    };
                    let Some(code) = code else {
                        return false;
                    };
                    intake.row(code, |word, row, _| {
                        if let Some(word) = can.get_mut(word) {
                            *word |= row;
                        }
                    });
                    if let Some(place) = codes.get_mut(intake.question) {
                        *place = (code, code);
                    }
                }
                Step::Sum(at) => {
                    let Some(sum) = self.sums.get(*at) else {
                        continue;
                    };
                    let total = sum.exact(answers, codes, can);
                    let class = sum.breaks.partition_point(|start| *start <= total);
                    for (word, row) in can.iter_mut().skip(sum.word).zip(sum.row(class)) {
                        *word |= row;
                    }
                }
            }
        }
        true
    }

    fn exact_verdict(&self, sheet: &Sheet) -> Routed {
        if self.impossible.iter().any(|it| it.among(&sheet.can) > 0) {
            return Routed::Impossible;
        }
        let holds = |rules: &[(usize, u64)]| {
            let mut words = rules.iter();
            words.any(|(word, mask)| sheet.can.get(*word).is_some_and(|it| it & mask != 0))
        };
        let suitable = |route: &Route| holds(&route.indicated) && !holds(&route.excluded);
        Routed::Decided(self.routes.iter().position(suitable).or(self.fallback))
    }
}

/// Where the answer to each question stands, by position.
pub fn places(program: &Program) -> Vec<Place> {
    build::places(program)
}

/// The slots of a case: one number per slot, [`OPEN`] where nothing is answered.
pub fn slots(program: &Program, case: &Case) -> Vec<i32> {
    let places = build::places(program);
    let mut slots = vec![OPEN; build::slots(&places)];
    for (at, code) in case.given() {
        if let Some(place) = places.get(at) {
            place.put(&mut slots, code);
        }
    }
    slots
}

impl Place {
    /// Writes a code to its slots.
    fn put(self, slots: &mut [i32], code: i64) {
        let halves = if self.many {
            [Some(code & 0xFFFF), Some(code >> 16)]
        } else {
            [Some(code), None]
        };
        for (slot, half) in slots.iter_mut().skip(self.slot).zip(halves) {
            *slot = half.map_or(*slot, |half| i32::try_from(half).unwrap_or(OPEN));
        }
    }
}
