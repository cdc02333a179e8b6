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
mod needed;
mod sheet;

pub use sheet::{Place, Sheet, places, slots};

use super::Advice;
use crate::program::{Literal, Program};

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

/// A question that is looked up in one step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quick {
    slot: usize,
    min: i32,
    /// The highest code less the lowest.
    span: u32,
    /// Its first row.
    row: usize,
    word: usize,
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

/// Bits of one word that count when set, or when not set where `flip` has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pick {
    pub(super) word: usize,
    pub(super) mask: u64,
    pub(super) flip: u64,
}

/// So many that the number less `low` is no more than `span`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) low: u32,
    pub(super) span: u32,
    pub(super) word: usize,
    pub(super) mark: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The question of this intake.
    Intake(usize),
    /// A count within one word.
    One(Pick, Bounds),
    /// A count of these picks.
    Many(usize, usize, Bounds),
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
    pub(super) bits: Vec<(Literal, i64)>,
    pub(super) breaks: Vec<i64>,
    pub(super) word: usize,
    pub(super) own: Vec<u64>,
    pub(super) table: Vec<u64>,
}

/// The rules for and against a route.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) indicated: Vec<(usize, u64)>,
    pub(super) excluded: Vec<(usize, u64)>,
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

/// Whether a bit, or its opposite, is marked.
fn is_set(marks: &[u64], literal: Literal) -> bool {
    let word = marks.get(literal.bit / 64).copied().unwrap_or_default();
    (word >> (literal.bit % 64) & 1 == 1) != literal.negated
}

impl Pick {
    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    fn among(&self, marks: &[u64]) -> u32 {
        let word = marks.get(self.word).copied().unwrap_or_default();
        ((word ^ self.flip) & self.mask).count_ones()
    }
}

impl Bounds {
    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    fn hold(&self, number: u32) -> bool {
        number.wrapping_sub(self.low) <= self.span
    }

    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    fn set(&self, marks: &mut [u64], wanted: bool) {
        if let Some(word) = marks.get_mut(self.word) {
            *word |= u64::from(wanted) << self.mark;
        }
    }
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
        let terms = self.terms.iter().map(|(source, _, weight)| {
            let code = match source {
                Source::Slot(slot) => answers.get(*slot).map(|code| i64::from(*code)),
                Source::Question(at) => codes.get(*at).map(|(code, _)| *code),
            };
            code.unwrap_or_default() * weight
        });
        let bits = self.bits.iter();
        let bits = bits.map(|(literal, weight)| i64::from(is_set(marks, *literal)) * weight);
        terms.sum::<i64>() + bits.sum::<i64>()
    }

    pub(super) fn row(&self, class: usize) -> &[u64] {
        let width = self.own.len();
        let row = class * width..(class + 1) * width;
        self.table.get(row).unwrap_or_default()
    }
}
