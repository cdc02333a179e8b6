//! Presentation: from a decision to what people and programs read.
//!
//! In: a [`Checked`] protocol, a case and its decision. Out: the shapes of [`crate::wire`], with
//! Dutch sentences where people read them. Nothing here decides anything.

mod because;
mod coverage;
mod diagnostics;
mod difference;
mod encoder;
mod examples;
mod form;
mod overlay;
mod reasons;
mod recommendation;
mod route;
mod texts;
mod trace;

pub use because::{bare_rule, because};
pub use diagnostics::report;
pub use difference::difference_report;
pub use encoder::{Script, encoder};
pub use examples::{example_requests, run_examples};
pub use form::form;
pub(crate) use form::reason as reason_info;
pub use overlay::{change_word, overlay_report};
pub use reasons::{add_reasons, explain, given};
pub(crate) use recommendation::{chosen_contact, recommend_to};
pub use recommendation::{info, next_report, outline, recommend};
pub use route::route_table;
pub use trace::{Part, Seen, Tested, Traced};

pub(crate) use texts::{
    bullets, contact_line, pointed_to, shared_answers, shared_questions, shared_reasons,
    working_days,
};

use crate::check::Checked;
use crate::wire;

/// The sources at these positions.
fn sources(checked: &Checked, positions: &[usize]) -> Vec<wire::SourceInfo> {
    positions
        .iter()
        .filter_map(|at| checked.sources.get(*at))
        .map(|source| wire::SourceInfo {
            id: source.id.clone(),
            title: source.title.clone(),
            url: source.url.clone(),
        })
        .collect()
}

/// The ids of the routes at these ranks.
fn route_ids(checked: &Checked, ranks: &[usize]) -> Vec<String> {
    ranks
        .iter()
        .filter_map(|rank| checked.routes.get(*rank))
        .map(|route| route.id.clone())
        .collect()
}

/// The ids of the signals at these positions.
fn signal_ids(checked: &Checked, positions: &[usize]) -> Vec<String> {
    positions
        .iter()
        .filter_map(|at| checked.signals.get(*at))
        .map(|signal| signal.id.clone())
        .collect()
}
