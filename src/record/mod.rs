//! What a recommendation has to do with the record of a patient: facts that come out of it, and
//! proof of what was advised and chosen that goes into it.
//!
//! In: facts that the system of a practice knows, a choice, a receipt. Out: answers with where each
//! comes from, the record of a choice, a receipt, and whether a receipt can be reproduced.
//!
//! Not here: storing anything. What is not in an answer does not enter a receipt, so that it holds
//! no patient data but the answers.

mod canonical;
mod facts;
mod overrides;
mod prefill;
mod receipt;
mod replay;

pub use canonical::plain_text;
pub use facts::{FactValue, HisFacts, RecordedCode};
pub use overrides::{Choice, override_record};
pub use prefill::prefill;
pub use receipt::{RECEIPT_FORMAT, canonical_text, receipt};
pub use replay::{Recorded, replay};
