//! What the user of a host did with the cards.

use super::cds_hooks::{Card, cards};
use super::message::{Faults, Part, line, short};
use super::{Decided, Options, systems};
use crate::decide::Loose;
use crate::diagnostic::{Diagnostic, list};
use crate::wire::{CardFeedback, CardOutcome};

/// Reads the feedback on the cards of this case: one piece, or `{"feedback": […]}` as a host posts it.
/// Each becomes a line for the record.
///
/// # Errors
///
/// [`Code::InvalidMessage`](crate::diagnostic::Code::InvalidMessage) when it is not feedback, or about a
/// card that this case does not have; every fault at once.
pub fn feedback(
    it: &Decided<'_>,
    options: &Options,
    value: &Loose,
) -> Result<Vec<CardFeedback>, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let Some(root) = Part::whole("feedback", value, &mut faults) else {
        return Err(faults.all());
    };
    let parts = if root.get("feedback").is_some() {
        root.parts("feedback", &mut faults)
    } else {
        vec![root]
    };
    let cards = cards(it, options);
    let read = parts
        .iter()
        .filter_map(|part| one(it, &cards, part, &mut faults));
    let read = read.collect();
    faults.or(read)
}

fn one(
    it: &Decided<'_>,
    cards: &[Card],
    part: &Part<'_>,
    faults: &mut Faults,
) -> Option<CardFeedback> {
    let id = part.text("card", faults);
    let card = cards.iter().find(|card| Some(card.id.as_str()) == id);
    if card.is_none() {
        let named = id.map(short).unwrap_or_default();
        let help =
            "geef de `uuid` van een kaart die voor dezelfde casus en opties gemaakt is".to_owned();
        faults.add(
            format!(
                "`{}.card` is geen kaart van deze casus: `{named}`",
                part.path()
            ),
            help,
        );
    }
    let taken = accepted(card, part, faults);
    let reason = reason(it, part, faults);
    let at = part.text("outcomeTimestamp", faults).map(line);
    let outcome = match part.text("outcome", faults) {
        Some("accepted") => CardOutcome::Accepted,
        Some("overridden") => CardOutcome::Overridden,
        other => {
            let found = other.map(short).unwrap_or_default();
            let help = "kies uit accepted, overridden".to_owned();
            faults.add(
                format!("`{}.outcome` is geen uitkomst: `{found}`", part.path()),
                help,
            );
            return None;
        }
    };
    let card = card?;
    let titles: Vec<&str> = taken.iter().map(|it| it.1.as_str()).collect();
    let said = match outcome {
        CardOutcome::Accepted if titles.is_empty() => format!("Overgenomen: {}", card.summary),
        CardOutcome::Accepted => format!("Overgenomen: {} ({})", card.summary, titles.join(", ")),
        CardOutcome::Overridden => format!("Afgeweken van: {}", card.summary),
    };
    let why = reason.shown.map(|it| format!(" Reden: {}", ended(&it)));
    let comment = reason
        .comment
        .map(|it| format!(" Toelichting: {}", ended(&it)));
    Some(CardFeedback {
        card: card.id.clone(),
        outcome,
        routes: taken.into_iter().map(|it| it.0).collect(),
        reason: reason.code,
        at,
        line: format!(
            "{}{}{}",
            ended(&said),
            why.unwrap_or_default(),
            comment.unwrap_or_default()
        ),
    })
}

/// The routes of the suggestions that were taken, as id and title.
fn accepted(card: Option<&Card>, part: &Part<'_>, faults: &mut Faults) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for it in part.parts("acceptedSuggestions", faults) {
        let id = it.text("id", faults);
        let known = card.iter().flat_map(|card| &card.suggestions);
        match known
            .clone()
            .find(|(known, _, _)| Some(known.as_str()) == id)
        {
            Some((_, route, title)) => taken.push((route.clone(), title.clone())),
            // What is wrong is the card, which was said.
            None if card.is_none() => {}
            None => {
                let help = list(known.map(|it| it.0.as_str()), 8);
                let help = (!help.is_empty()).then(|| format!("kies uit {help}"));
                faults.add(
                    format!("`{}` is geen voorstel van deze kaart", it.path()),
                    help,
                );
            }
        }
    }
    taken
}

#[derive(Default)]
struct Reason {
    code: Option<String>,
    shown: Option<String>,
    comment: Option<String>,
}

fn reason(it: &Decided<'_>, part: &Part<'_>, faults: &mut Faults) -> Reason {
    let Some(given) = part.part("overrideReason", faults) else {
        return Reason::default();
    };
    let comment = given.text("userComment", faults).map(line);
    let comment = comment.filter(|it| !it.is_empty());
    let Some(reason) = given.part("reason", faults) else {
        return Reason {
            comment,
            ..Reason::default()
        };
    };
    let code = reason.text("code", faults).map(line);
    let system = reason.text("system", faults);
    let own = system == Some(systems::reasons(&it.checked.listing.id).as_str());
    let known = &it.checked.override_reasons;
    let title = known
        .iter()
        .find(|it| own && Some(it.id.as_str()) == code.as_deref())
        .map(|it| it.title.as_str());
    if own && title.is_none() {
        let help = list(known.iter().map(|it| it.id.as_str()), 12);
        let help = (!help.is_empty()).then(|| format!("kies uit {help}"));
        let code = code.as_deref().map(short).unwrap_or_default();
        faults.add(format!("`{code}` is geen reden van dit protocol"), help);
    }
    // A host may have reasons of its own: then what it shows is all there is.
    let display = reason.text("display", faults).map(line);
    let shown = title
        .map(str::to_owned)
        .or(display)
        .or_else(|| code.clone());
    Reason {
        code,
        shown,
        comment,
    }
}

/// A text that ends with a full stop.
fn ended(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?', '…']);
    format!("{text}{}", if ends { "" } else { "." })
}
