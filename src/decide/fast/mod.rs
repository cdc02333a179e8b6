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
mod direct;
mod layout;
mod levels;
mod needed;
mod sheet;

pub use sheet::{Place, Sheet, places, slots};

use super::Advice;
use crate::program::{Literal, Program};
use direct::Direct;
use domeinwijzer_planes::{self as planes, Candidate, Gate, Lookup, Pick, Weight};

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
    pub(super) quick: Vec<Lookup>,
    /// A row for each code of those: its tests, and what [`Direct`] is told.
    pub(super) rows: Vec<[u64; 2]>,
    pub(super) intakes: Vec<Intake>,
    /// All that follows from answers.
    pub(super) plan: Plan,
    /// Gates that follow from answers without a step between.
    direct: Direct,
    /// The plan without those, for when everything is answered.
    rest: Plan,
    /// Where gates look that look at more than one word, and routes.
    pub(super) picks: Vec<Pick>,
    pub(super) sums: Vec<Sum>,
    /// The routes: what speaks for each, and what against.
    pub(super) routes: Vec<Candidate>,
    pub(super) fallback: Advice,
    /// Any of these, and the case is impossible.
    pub(super) impossible: Vec<Pick>,
    /// Where the bits of the rules begin.
    pub(super) rule_word: usize,
    /// The bits that are rules, from there on.
    pub(super) rule_masks: Vec<u64>,
}

/// Any question.
#[derive(Debug, Clone)]
pub(super) struct Intake {
    pub(super) question: usize,
    pub(super) range: (i64, i64),
    pub(super) gate: Option<(Literal, i64)>,
    pub(super) place: Place,
    pub(super) word: usize,
    pub(super) own: Vec<u64>,
    pub(super) breaks: Vec<i64>,
    /// A row for each class, or for each choice.
    pub(super) table: Vec<u64>,
    /// What some code sets, and what some code does not.
    pub(super) any: Vec<u64>,
    pub(super) not_all: Vec<u64>,
}

/// Steps, in an order in which each finds what it looks at.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) gates: Vec<Gate>,
    /// The level and the word of the last gate.
    last: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The question of this intake.
    Intake(usize),
    /// The gates from one position up to another, which set bits of one word and do not look at each other's.
    Gates(usize, usize, usize),
    /// The score at this position.
    Sum(usize),
}

/// Where a part of a sum comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// The slot itself: it is always asked.
    Slot(usize),
    /// What the question counts as.
    Question(usize),
}

#[derive(Debug, Clone)]
pub(super) struct Sum {
    pub(super) terms: Vec<(Source, (i64, i64), i64)>,
    /// Those of its terms that are answers as they stand.
    plain: Vec<Weight>,
    pub(super) bits: Vec<(Literal, i64)>,
    pub(super) breaks: Vec<i64>,
    pub(super) word: usize,
    pub(super) own: Vec<u64>,
    pub(super) table: Vec<u64>,
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

    /// Writes the answer to a question.
    pub(crate) fn answer(&self, sheet: &mut Sheet, question: usize, code: i64) {
        if let Some(place) = self.places.get(question) {
            place.put(&mut sheet.answers, code);
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
        for word in can.iter_mut() {
            // Plainly zero, they would be filled by a call, which costs more than a few words do.
            *word = std::hint::black_box(0);
        }
        let Some(common) = planes::look_up(&self.quick, &self.rows, answers, can) else {
            return false;
        };
        self.direct.set(common, answers, can);
        for step in &self.rest.steps {
            match step {
                Step::Gates(from, to, word) => {
                    let gates = self.rest.gates.get(*from..*to).unwrap_or_default();
                    planes::count(gates, &self.picks, *word, can);
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
        let first = planes::first(&self.routes, &self.picks, &sheet.can);
        Routed::Decided(first.or(self.fallback))
    }
}

impl Plan {
    /// Adds a gate, to the group before it where that has its level and its word.
    fn add(&mut self, gate: Gate, level: usize, word: usize) {
        self.gates.push(gate);
        let end = self.gates.len();
        let before = self.last.replace((level, word));
        match self.steps.last_mut() {
            Some(Step::Gates(_, to, _)) if before == self.last => *to = end,
            _ => self.steps.push(Step::Gates(end - 1, end, word)),
        }
    }
}

/// Whether a bit, or its opposite, is marked.
fn is_set(marks: &[u64], literal: Literal) -> bool {
    let word = marks.get(literal.bit / 64).copied().unwrap_or_default();
    (word >> (literal.bit % 64) & 1 == 1) != literal.negated
}

impl Intake {
    /// What was answered.
    fn given(&self, answers: &[i32]) -> Option<i64> {
        let at = |slot: usize| answers.get(slot).map(|code| i64::from(*code));
        let low = at(self.place.slot)?;
        let code = if self.place.many {
            let high = at(self.place.slot + 1).filter(|high| (0..=0xFFFF).contains(high))?;
            (0..=0xFFFF).contains(&low).then_some(low | high << 16)?
        } else {
            low
        };
        let (min, max) = self.range;
        (min..=max).contains(&code).then_some(code)
    }

    /// Visits each word with what a code sets in it, and all that could be set.
    pub(super) fn row(&self, code: i64, mut visit: impl FnMut(usize, u64, u64)) {
        let width = self.own.len();
        let class = self.breaks.partition_point(|start| *start <= code);
        for (at, own) in self.own.iter().enumerate() {
            let word = |row: usize| self.table.get(row * width + at).copied();
            let set = if self.place.many {
                let chosen = (0..32).filter(|choice| code >> choice & 1 == 1);
                chosen.fold(0, |set, choice| set | word(choice).unwrap_or_default())
            } else {
                word(class).unwrap_or_default()
            };
            visit(self.word + at, set, *own);
        }
    }
}

impl Sum {
    fn exact(&self, answers: &[i32], codes: &[(i64, i64)], marks: &[u64]) -> i64 {
        let mut total = planes::weigh(&self.plain, answers);
        for (source, _, weight) in &self.terms {
            if let Source::Question(at) = source {
                total += codes.get(*at).map_or(0, |(code, _)| code * weight);
            }
        }
        for (literal, weight) in &self.bits {
            total += i64::from(is_set(marks, *literal)) * weight;
        }
        total
    }

    pub(super) fn row(&self, class: usize) -> &[u64] {
        let width = self.own.len();
        let row = class * width..(class + 1) * width;
        self.table.get(row).unwrap_or_default()
    }
}
