//! What has to be quick: a circuit over planes of one bit per case, run over a thousand cases at a time,
//! and counts over words of bits, for one case.
//!
//! It knows nothing of protocols: `domeinwijzer` makes the circuit of a program, and takes apart what is open.

mod gates;
mod lanes;
mod run;

pub use gates::{Candidate, Gate, Lookup, Pick, Weight, common, count, first, look_up, weigh};
pub use lanes::{Bytes, CASES};
use lanes::{Plane, Totals};

/// Room to work.
pub struct Room {
    planes: Vec<Plane>,
    sums: Totals,
    small: Bytes,
}

/// A plane, or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wire {
    /// Its position.
    pub plane: usize,
    /// Whether it is the opposite.
    pub negated: bool,
}

impl Wire {
    /// What never holds.
    pub const FALSE: Self = Self {
        plane: 0,
        negated: false,
    };
    /// What always holds.
    pub const TRUE: Self = Self {
        plane: 0,
        negated: true,
    };

    /// Its opposite.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self {
            negated: !self.negated,
            ..self
        }
    }
}

/// What fills a plane; each looks only at planes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// Nowhere.
    Nowhere,
    /// The byte of this question lies from a lowest one on, no more than so far above it.
    Within(usize, u8, u8),
    /// The byte of this question lies from this one on.
    From(usize, u8),
    /// The byte of this question has one of these bits.
    Has(usize, u8),
    /// Both.
    And(usize, usize),
    /// The first without the second.
    AndNot(usize, usize),
    /// Either, or both.
    Or(usize, usize),
    /// Either, and not both.
    Xor(usize, usize),
    /// Fills no plane: adds up this score.
    Add(usize),
    /// The last score that was added up lies between these.
    Total(i16, i16),
    /// Fills no plane: adds up this score, less its base, in a byte.
    AddSmall(usize),
    /// What was last added up in a byte lies from a lowest one on, no more than so far above it.
    Small(u8, u8),
}

/// A score over bytes.
#[derive(Debug, Clone)]
pub struct Total {
    /// Where it begins.
    pub base: i16,
    /// The questions in it.
    pub terms: Vec<Term>,
    /// What adds to it where it holds.
    pub bits: Vec<(Wire, i16)>,
}

/// A question in a score.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// Its position.
    pub question: usize,
    /// How many times it counts.
    pub weight: i16,
    /// When it is asked, and the byte it counts as otherwise.
    pub gate: Option<(Wire, u8)>,
}

/// A question that is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// Its position.
    pub question: usize,
    /// Its highest byte; one above it is open.
    pub most: u8,
    /// Whether it is asked.
    pub asked: Wire,
}

/// Steps over planes, and what comes out of them.
#[derive(Debug, Clone)]
pub struct Circuit {
    /// What fills each plane.
    pub ops: Vec<Op>,
    /// The scores.
    pub totals: Vec<Total>,
    /// The questions that are looked at.
    pub watched: Vec<Watched>,
    /// Whether each rule holds.
    pub rules: Vec<Wire>,
    /// The byte of the outcome, bit by bit.
    pub outcome: Vec<Wire>,
}
