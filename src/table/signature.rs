//! What of the answers in a row can make a difference, packed into a few words.
//!
//! Rows with the same signature come out the same. A number counts as the stretch between two
//! thresholds that it lies in; in a score counts the known part of it, or only what is tested of it
//! when nothing in it is open.

use crate::check::Need;
use crate::program::{Input, Program};

/// Where each answer stands in a signature.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    parts: Vec<Part>,
    totals: Vec<Total>,
    words: usize,
}

/// What an answer adds to a signature.
#[derive(Debug, Clone)]
struct Part {
    /// Whether it counts by its very code.
    exact: bool,
    range: (i64, i64),
    breaks: Vec<i64>,
    word: u32,
    shift: u32,
    /// The scores that it is added to, with its weight.
    scores: Vec<(usize, i64)>,
}

/// A score; its word stands behind those of the answers.
#[derive(Debug, Clone)]
struct Total {
    tests: Vec<Need>,
    /// How many answers make it complete; none when they do not decide it alone.
    complete: Option<usize>,
}

/// The most tests of a score that fit in its word.
const TESTS: usize = 64;

impl Layout {
    pub(super) fn new(program: &Program) -> Self {
        let sums = program.sums();
        // Whether a question with a condition counts is not known here: its code says what it would.
        let free = |at: usize| program.inputs().get(at).is_some_and(|it| it.gate.is_none());
        let mut parts = Vec::new();
        let (mut word, mut shift) = (0_u32, 0);
        for (at, input) in program.inputs().iter().enumerate() {
            let weight = |questions: &[(usize, i64)]| -> Option<i64> {
                let own = questions.iter().filter(|(question, _)| *question == at);
                own.map(|(_, weight)| *weight).reduce(|all, one| all + one)
            };
            let summed = sums.iter().any(|sum| weight(&sum.questions).is_some());
            let exact = input.many || (summed && !free(at));
            let bits = width(input, exact);
            if shift + bits > u64::BITS {
                (word, shift) = (word + 1, 0);
            }
            let scores = sums.iter().enumerate().filter(|_| free(at));
            parts.push(Part {
                exact,
                range: input.range,
                breaks: input.breaks.clone(),
                word,
                shift,
                scores: scores
                    .filter_map(|(sum, it)| Some((sum, weight(&it.questions)?)))
                    .collect(),
            });
            shift += bits;
        }
        let totals: Vec<Total> = sums
            .iter()
            .enumerate()
            .map(|(sum, it)| Total {
                tests: it.tests.iter().map(|(_, need)| need.clone()).collect(),
                complete: (it.bits.is_empty()
                    && it.tests.len() <= TESTS
                    && it.questions.iter().all(|(at, _)| free(*at)))
                .then(|| {
                    let counted = |part: &&Part| part.scores.iter().any(|(to, _)| *to == sum);
                    parts.iter().filter(counted).count()
                }),
            })
            .collect();
        Self {
            parts,
            words: word as usize + 1 + totals.len(),
            totals,
        }
    }

    /// How many words a signature takes.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// How many scores there are.
    pub(super) fn scores(&self) -> usize {
        self.totals.len()
    }

    /// The word of an answer.
    pub(super) fn word(&self, question: usize) -> usize {
        self.parts.get(question).map_or(0, |it| it.word as usize)
    }

    /// What an answer adds to its word; an open one adds nothing.
    pub(super) fn part(&self, question: usize, code: Option<i64>) -> u64 {
        let (Some(part), Some(code)) = (self.parts.get(question), code) else {
            return 0;
        };
        let class = if part.exact {
            let (low, high) = part.range;
            code.clamp(low, high).abs_diff(low)
        } else {
            let passed = part.breaks.iter().filter(|start| **start <= code);
            passed.count() as u64
        };
        (class + 1) << part.shift
    }

    /// The scores that an answer is added to, with its weight.
    pub(super) fn scores_of(&self, question: usize) -> &[(usize, i64)] {
        self.parts
            .get(question)
            .map(|it| it.scores.as_slice())
            .unwrap_or_default()
    }

    /// Writes what is known of each score behind the answers: its sum so far, and of how many answers.
    pub(super) fn put_scores(&self, scores: &[(i64, usize)], signature: &mut [u64]) {
        let first = self.words - self.totals.len();
        let places = signature.iter_mut().skip(first);
        for ((total, (sum, known)), place) in self.totals.iter().zip(scores).zip(places) {
            *place = if total.complete == Some(*known) {
                let tests = total.tests.iter();
                tests.fold(0, |bits, need| bits << 1 | u64::from(need.holds(*sum)))
            } else {
                // It is not taken for tests: which answers are open is in the signature too.
                sum.cast_unsigned()
            };
        }
    }

    /// Writes the signature of these answers.
    pub(super) fn sign(&self, codes: &[Option<i64>], signature: &mut Vec<u64>) {
        signature.clear();
        signature.resize(self.words, 0);
        let mut scores = vec![(0, 0); self.scores()];
        for (question, code) in codes.iter().enumerate() {
            if let Some(place) = signature.get_mut(self.word(question)) {
                *place |= self.part(question, *code);
            }
            add(&mut scores, self.scores_of(question), *code);
        }
        self.put_scores(&scores, signature);
    }
}

/// Adds an answer to the scores that it counts in.
pub(super) fn add(scores: &mut [(i64, usize)], to: &[(usize, i64)], code: Option<i64>) {
    let Some(code) = code else { return };
    for (score, weight) in to {
        if let Some((sum, known)) = scores.get_mut(*score) {
            *sum = sum.wrapping_add(code.wrapping_mul(*weight));
            *known += 1;
        }
    }
}

/// The bits that the classes of an answer take, with one for an open answer.
fn width(input: &Input, exact: bool) -> u32 {
    let classes = if exact {
        input.range.0.abs_diff(input.range.1) + 1
    } else {
        input.breaks.len() as u64 + 1
    };
    u64::BITS - classes.leading_zeros()
}
