//! How many cases move, by drawing random ones.
//!
//! Every answer that both protocols take is as likely as any other, which no practice is: the share
//! tells a rare move from a common one, not how many patients it touches.

use super::compared::{Came, Compared, Key, came};
use crate::check::Domain;
use crate::decide::{Case, Context};
use std::collections::BTreeMap;

/// Draws per case that is wanted: where most answers do not go together, fewer cases come out.
const DRAW_LIMIT: usize = 20;

/// A share among random cases, in millionths, with the interval in which it lies with 95 % certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many cases moved.
    pub hits: usize,
    /// Out of so many.
    pub samples: usize,
    /// The share.
    pub estimate: u32,
    /// The low end of the interval.
    pub low: u32,
    /// The high end of the interval.
    pub high: u32,
}

impl Share {
    /// The share of `hits` out of `samples`; none without any.
    ///
    /// The interval is Wilson's (*Probable inference, the law of succession, and statistical
    /// inference*, JASA 22, 1927) with z = 1.96, rounded outwards. It is sound for rare moves too:
    /// none out of 100,000 still leaves up to 38 in a million.
    pub(super) fn new(hits: usize, samples: usize) -> Option<Self> {
        const MILLION: u128 = 1_000_000;
        const CORRECTION: u128 = 36_894_726_400_000_000;
        let (h, n) = (hits as u128, samples as u128);
        if n == 0 || h > n {
            return None;
        }
        // All of it in hundred-millionths: z² is 3.8416, and z times the root comes out of one root.
        let whole = n * 100_000_000 + 384_160_000;
        let middle = h * 100_000_000 + 192_080_000;
        let spread = 38_416_000_000_000_000_u128.saturating_mul(h * (n - h));
        let half = (spread / n + CORRECTION).isqrt();
        let up = u128::from(half * half < spread.div_ceil(n) + CORRECTION);
        let part = |value: u128| u32::try_from(value.min(MILLION)).unwrap_or(u32::MAX);
        Some(Self {
            hits,
            samples,
            estimate: part((h * MILLION + n / 2) / n),
            low: part(middle.saturating_sub(half + up) * MILLION / whole),
            high: part(((middle + half + up) * MILLION).div_ceil(whole)),
        })
    }
}

/// What random cases showed.
pub(super) struct Counts {
    cases: usize,
    /// How often each shift was seen, and in which case first.
    seen: BTreeMap<Key, (usize, (Case, Case))>,
}

impl Counts {
    /// How many cases were evaluated.
    pub(super) fn cases(&self) -> usize {
        self.cases
    }

    /// The share of a shift.
    pub(super) fn share(&self, key: Key) -> Option<Share> {
        let hits = self.seen.get(&key).map_or(0, |(hits, _)| *hits);
        Share::new(hits, self.cases)
    }

    /// A case for every shift that was seen.
    pub(super) fn examples(&self) -> impl Iterator<Item = (&Key, &(Case, Case))> {
        self.seen.iter().map(|(key, (_, example))| (key, example))
    }
}

/// Draws cases and evaluates them under both.
pub(super) fn sample(compared: &Compared<'_>, samples: usize) -> Counts {
    let draws: Vec<Draw> = draws(compared);
    let (old, new) = (compared.old.prover.program(), compared.new.prover.program());
    let mut counts = Counts {
        cases: 0,
        seen: BTreeMap::new(),
    };
    let mut random = Random(0);
    let empty = |questions: usize| Case::of_codes(questions, &[], Context::default());
    let mut first = empty(old.questions());
    let mut second = empty(new.questions());
    for _ in 0..samples.saturating_mul(DRAW_LIMIT) {
        if counts.cases == samples {
            break;
        }
        for it in &draws {
            let (old_code, new_code) = it.values.draw(&mut random);
            set(&mut first, it.old, old_code);
            set(&mut second, it.new, new_code);
        }
        let was: Came = came(old, &first);
        if was.refused {
            continue;
        }
        let is = came(new, &second);
        if is.refused {
            continue;
        }
        counts.cases += 1;
        for key in compared.shifted(&was, &is) {
            let seen = counts.seen.entry(key);
            let (hits, _) = seen.or_insert_with(|| (0, (first.clone(), second.clone())));
            *hits += 1;
        }
    }
    counts
}

fn set(case: &mut Case, question: Option<usize>, code: i64) {
    if let Some(place) = question.and_then(|at| case.answers.get_mut(at)) {
        *place = Some(code);
    }
}

/// A question of either protocol, and what to draw for it.
struct Draw {
    old: Option<usize>,
    new: Option<usize>,
    values: Values,
}

/// Codes in the old protocol and in the new one.
enum Values {
    /// One of the numbers from the first to the last.
    Range(i64, i64),
    /// One of these.
    One(Vec<(i64, i64)>),
    /// Each of these or not.
    Any(Vec<(i64, i64)>),
}

impl Values {
    fn draw(&self, random: &mut Random) -> (i64, i64) {
        match self {
            Self::Range(low, high) => {
                let width = u64::try_from(high - low).unwrap_or_default() + 1;
                let code = low + i64::try_from(random.below(width)).unwrap_or_default();
                (code, code)
            }
            Self::One(codes) => {
                let at = random.below(codes.len() as u64);
                let at = usize::try_from(at).unwrap_or_default();
                codes.get(at).copied().unwrap_or_default()
            }
            Self::Any(bits) => {
                let drawn = bits.iter().filter(|_| random.below(2) == 1);
                drawn.fold((0, 0), |(old, new), bit| (old | bit.0, new | bit.1))
            }
        }
    }
}

fn draws(compared: &Compared<'_>) -> Vec<Draw> {
    let domain = |it: super::Proved<'_>, at: Option<usize>| -> Option<Domain> {
        let question = it.checked.questions.get(at?)?;
        Some(question.domain.clone())
    };
    let questions = compared.pair.questions.iter();
    questions
        .filter_map(|(old, new)| {
            let mine = domain(compared.old, *old);
            let theirs = domain(compared.new, *new);
            let (a, b) = match (&mine, &theirs) {
                (Some(a), Some(b)) => (a, b),
                (Some(one), None) | (None, Some(one)) => (one, one),
                (None, None) => return None,
            };
            Some(Draw {
                old: *old,
                new: *new,
                values: common(a, b),
            })
        })
        .collect()
}

/// What both questions take.
fn common(a: &Domain, b: &Domain) -> Values {
    let code = |at: usize| i64::try_from(at).unwrap_or_default();
    let both: Vec<(i64, i64)> = a
        .choices()
        .iter()
        .enumerate()
        .filter_map(|(at, choice)| Some((code(at), code(b.choice(&choice.id)?))))
        .collect();
    match a {
        Domain::Choice(_) => Values::One(both),
        Domain::MultiChoice(_) => Values::Any(both.iter().map(|(a, b)| (1 << a, 1 << b)).collect()),
        _ => {
            let (mine, theirs) = (a.range(), b.range());
            Values::Range(mine.0.max(theirs.0), mine.1.min(theirs.1))
        }
    }
}

/// `SplitMix64` (Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014):
/// the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Random, Share};

    /// Against the formula in decimals, with z = 1.96.
    #[test]
    fn the_interval_is_wilsons() {
        for (hits, samples, estimate, low, high) in [
            (0, 100_000, 0, 0, 39),
            (100_000, 100_000, 1_000_000, 999_961, 1_000_000),
            (1_200, 100_000, 12_000, 11_343, 12_694),
            (1, 2, 500_000, 94_528, 905_472),
            (0, 1, 0, 0, 793_457),
        ] {
            let share = Share::new(hits, samples).unwrap();
            assert_eq!(
                (share.estimate, share.low, share.high),
                (estimate, low, high),
                "{hits} of {samples}"
            );
        }
        assert_eq!(Share::new(0, 0), None);
    }

    #[test]
    fn numbers_are_spread_and_always_the_same() {
        // The first outputs for seed 0, as in the authors' reference code.
        assert_eq!(Random(0).next(), 0xE220_A839_7B1D_CDAF);
        let mut random = Random(7);
        let mut counts = [0_u32; 11];
        for _ in 0..11_000 {
            counts[usize::try_from(random.below(11)).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|it| (850..1_150).contains(it)),
            "{counts:?}"
        );
    }
}
