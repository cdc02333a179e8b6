//! One case: a word for sixty-four bits, and counts that set more of them.
//!
//! What is set is gathered and written once: a word that was just written is slow to read again. Nothing
//! here may end up within its caller: there it would be compiled for size.

/// An answer that picks a row.
#[derive(Debug, Clone, Copy)]
pub struct Lookup {
    /// Where it stands among the answers.
    pub slot: usize,
    /// The lowest answer.
    pub low: i32,
    /// The highest less the lowest.
    pub span: u32,
    /// The row of the lowest.
    pub row: usize,
    /// The word that a row is of.
    pub word: usize,
}

/// Bits of one word that count when set, or when not set where `flip` has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pick {
    /// The word.
    pub word: usize,
    /// The bits.
    pub mask: u64,
    /// Those of them that count when not set.
    pub flip: u64,
}

impl Pick {
    /// How many of its bits count.
    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    #[must_use]
    pub fn among(&self, marks: &[u64]) -> u32 {
        let word = marks.get(self.word).copied().unwrap_or_default();
        ((word ^ self.flip) & self.mask).count_ones()
    }
}

/// A bit that is set when so many count.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// Where its bits are.
    pub first: Pick,
    /// Where the others are: from one position among the picks up to another.
    pub more: (usize, usize),
    /// The least that must count.
    pub low: u32,
    /// The most, less the least.
    pub span: u32,
    /// Its own bit within the word of its group.
    pub mark: u32,
}

impl Gate {
    /// All places of its bits.
    pub fn picks<'a>(&'a self, picks: &'a [Pick]) -> impl Iterator<Item = &'a Pick> {
        let (from, to) = self.more;
        let more = picks.get(from..to).unwrap_or_default();
        std::iter::once(&self.first).chain(more)
    }
}

/// Sets the first half of the row of each answer, and returns the bits that are set in every second half;
/// nothing, and half done, when an answer has no row.
#[inline(never)]
#[must_use]
pub fn look_up(
    lookups: &[Lookup],
    rows: &[[u64; 2]],
    answers: &[i32],
    marks: &mut [u64],
) -> Option<u64> {
    let (mut word, mut set, mut common) = (0, 0, u64::MAX);
    for it in lookups {
        if it.word != word {
            mark(marks, word, set);
            (word, set) = (it.word, 0);
        }
        let above = answers.get(it.slot)?.wrapping_sub(it.low).cast_unsigned();
        if above > it.span {
            return None;
        }
        let [own, others] = rows.get(it.row + above as usize)?;
        set |= own;
        common &= others;
    }
    mark(marks, word, set);
    Some(common)
}

/// The bits that are set in the row of every one of these answers, which all have one.
#[inline(never)]
#[must_use]
pub fn common(lookups: &[Lookup], rows: &[u64], answers: &[i32]) -> u64 {
    lookups.iter().fold(u64::MAX, |set, it| {
        let answer = answers.get(it.slot).copied().unwrap_or_default();
        let above = answer.wrapping_sub(it.low).cast_unsigned();
        let row = rows.get(it.row + above as usize);
        set & row.copied().unwrap_or_default()
    })
}

/// Sets the bits of gates within one word. None of them may look at a bit that another of them sets.
#[inline(never)]
pub fn count(gates: &[Gate], picks: &[Pick], word: usize, marks: &mut [u64]) {
    let mut set = 0;
    for gate in gates {
        let (from, to) = gate.more;
        let more = picks.get(from..to).unwrap_or_default();
        let number = more.iter().fold(gate.first.among(marks), |number, it| {
            number + it.among(marks)
        });
        let holds = number.wrapping_sub(gate.low) <= gate.span;
        set |= u64::from(holds) << gate.mark;
    }
    mark(marks, word, set);
}

/// An answer that counts so many times.
#[derive(Debug, Clone, Copy)]
pub struct Weight {
    /// Where it stands among the answers.
    pub slot: usize,
    /// How many times.
    pub times: i64,
}

/// What the answers add up to.
#[inline(never)]
#[must_use]
pub fn weigh(weights: &[Weight], answers: &[i32]) -> i64 {
    let each = weights.iter().map(|it| {
        let answer = answers.get(it.slot).copied().unwrap_or_default();
        i64::from(answer) * it.times
    });
    each.sum()
}

/// What fits when any of some bits is set, and none of others: from one position among the picks up to
/// another.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Any of these.
    pub any: (usize, usize),
    /// None of these.
    pub none: (usize, usize),
}

/// The first that fits.
#[inline(never)]
#[must_use]
pub fn first(candidates: &[Candidate], picks: &[Pick], marks: &[u64]) -> Option<usize> {
    let any = |(from, to): (usize, usize)| {
        let picks = picks.get(from..to).unwrap_or_default();
        picks.iter().fold(0, |seen, it| seen | it.among(marks)) != 0
    };
    // Which it will be differs from case to case: a branch on each would be guessed wrong.
    for (nth, some) in candidates.chunks(64).enumerate() {
        let fits = some.iter().rev().fold(0_u64, |fits, it| {
            fits << 1 | u64::from(any(it.any) & !any(it.none))
        });
        if fits != 0 {
            return Some(nth * 64 + fits.trailing_zeros() as usize);
        }
    }
    None
}

fn mark(marks: &mut [u64], word: usize, set: u64) {
    if let Some(place) = marks.get_mut(word) {
        *place |= set;
    }
}
