//! What a fault has taken away.
//!
//! A value that cannot be read is missing for everyone who comes after. That is not a second fault,
//! and must not be reported as one.

use crate::text::Span;

/// Where parts of a protocol are missing because of a fault that has its own message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Damage {
    places: Vec<Span>,
    /// Whether whole entries may be missing, so that names that are used seem unknown.
    pub(crate) names: bool,
}

impl Damage {
    /// Notes a place at which something was lost.
    pub(crate) fn add(&mut self, place: Span) {
        self.places.push(place);
    }

    /// The places at which something was lost.
    pub(crate) fn places(&self) -> &[Span] {
        &self.places
    }
}
