//! A referral as plain text, to paste into the form of `ZorgDomein` or another sending system.

use super::Decided;
use crate::present::{
    bullets, contact_line, pointed_to, shared_answers, shared_reasons, working_days,
};

/// The parts of a referral form, each under its heading; none while no route is advised.
///
/// It tells what the letter tells: only reasons and answers that may leave the practice. Who it is
/// about, and who sends it, is filled in by the sending system.
pub fn referral(it: &Decided<'_>) -> Option<String> {
    let recommendation = it.recommendation;
    let route = recommendation.route.as_ref()?;
    let offered = pointed_to(route);
    let reasons = shared_reasons(it.checked, recommendation, &route.id);
    let answers = shared_answers(it.checked, it.decision, recommendation, &route.id);
    let contact = route.contact.as_ref();
    let info = &recommendation.protocol;
    let parts = [
        ("Verwijzing naar", Some(route.title.clone())),
        ("Bestemming", contact.map(contact_line)),
        ("Datum", Some(recommendation.date.clone())),
        (
            "Vraag",
            Some(match route.response_days {
                Some(days) => format!(
                    "Graag contact met deze patiënt, binnen {}.",
                    working_days(days)
                ),
                None => "Graag contact met deze patiënt.".to_owned(),
            }),
        ),
        ("Reden van verwijzing", some(bullets(&reasons))),
        ("Wat de patiënt vertelt", some(bullets(&answers))),
        ("Mogelijk passend aanbod", some(offered.join(", "))),
        ("Wens van de patiënt", Some("…".to_owned())),
        ("Wat al geprobeerd is", Some("…".to_owned())),
        ("Toestemming gevraagd op", Some("…".to_owned())),
        ("Terugkoppeling", route.feedback.clone()),
        (
            "Advies volgens",
            Some(format!(
                "{}, versie {} ({})",
                info.title, info.version, info.status
            )),
        ),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(heading, text)| Some(format!("{heading}\n{}", text?)));
    Some(parts.collect::<Vec<_>>().join("\n\n") + "\n")
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
