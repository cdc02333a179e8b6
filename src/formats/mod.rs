//! The formats that other systems speak: FHIR R4, CDS Hooks 2.0, and text for a referral form.
//!
//! In: a [`Checked`] protocol, a decided case and what the host adds ([`Options`]); or a message of
//! another system, as a loose value. Out: a [`Json`] value, a text, or the shapes of
//! [`crate::wire`]. `docs/formats.md` says what becomes what.
//!
//! Nothing is sent, no clock is read and nothing is counted: ids are digests of what a message says.
//! A person never appears in a message but by the reference that the host gives, and an answer
//! leaves only when the letter may hold it, or the host asks for all of them.

mod calendar;
mod cds_hooks;
mod days;
mod feedback;
mod fhir;
mod ids;
mod json;
mod markdown;
mod message;
mod options;
mod referral;
mod systems;

pub use calendar::{Reminder, calendar};
pub use cds_hooks::cds_hooks;
pub use days::working_days_after;
pub use feedback::feedback;
pub use fhir::{bundle, from_response, is_response, questionnaire, read_task};
pub use json::Json;
pub use markdown::plain_markdown;
pub use options::Options;
pub use referral::referral;

use crate::check::Checked;
use crate::decide::{Case, Decision};
use crate::wire::Recommendation;

/// A decided case, with everything that a message may tell about it.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'a> {
    /// The protocol.
    pub checked: &'a Checked,
    /// The answers.
    pub case: &'a Case,
    /// What follows from them.
    pub decision: &'a Decision,
    /// The same, for people.
    pub recommendation: &'a Recommendation,
}

impl Decided<'_> {
    /// What makes ids for messages about this case.
    fn ids(&self, options: &Options) -> ids::Ids {
        let answers = self.case.given().map(|(at, code)| format!("{at}={code}"));
        let answers = answers.collect::<Vec<_>>().join(",");
        let it = self.recommendation;
        let about = [
            it.protocol.digest.as_str(),
            it.date.as_str(),
            answers.as_str(),
        ];
        ids::Ids::of(about.into_iter().chain(options.key()))
    }
}
