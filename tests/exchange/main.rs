//! Messages to and from other systems: what goes out comes back the same, what must stay in stays in,
//! and what does not fit is said. Whether messages are valid is for `tests/fhir`, with validators.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod bundle;
mod cards;
mod questionnaire;
mod referral;
mod support;
mod task;
