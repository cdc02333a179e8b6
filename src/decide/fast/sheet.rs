//! Where answers stand as numbers.

use super::{OPEN, build};
use crate::decide::Case;
use crate::program::Program;

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
    pub(super) answers: Vec<i32>,
    /// Which bits can be true; with everything answered: are.
    pub(super) can: Vec<u64>,
    /// Which bits can be false.
    pub(super) cannot: Vec<u64>,
    /// What each question can count as.
    pub(super) codes: Vec<(i64, i64)>,
    pub(super) fired: Vec<u64>,
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

    /// After `route`: the rules that hold, one bit each.
    pub fn fired(&self) -> &[u64] {
        &self.fired
    }

    /// After `route`: whether this rule holds.
    pub(crate) fn holds(&self, rule: usize) -> bool {
        let word = self.fired.get(rule / 64).copied().unwrap_or_default();
        word >> (rule % 64) & 1 == 1
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
    pub(super) fn put(self, slots: &mut [i32], code: i64) {
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
