//! The request: which route, why, and what is expected back.

use super::coding;
use crate::formats::json::Json;
use crate::formats::{Decided, Options, systems};
use crate::present::shared_reasons;
use crate::protocol::version::in_words;
use crate::wire::{ContactInfo, RouteAdvice};

/// What a request is made of.
pub(in crate::formats) struct Request<'a> {
    pub(in crate::formats) it: &'a Decided<'a>,
    pub(in crate::formats) options: &'a Options,
    pub(in crate::formats) route: &'a RouteAdvice,
    pub(in crate::formats) status: &'static str,
    pub(in crate::formats) intent: &'static str,
    /// The contact.
    pub(in crate::formats) performer: Option<Json>,
    /// What lies with it.
    pub(in crate::formats) supporting: Vec<Json>,
}

/// A `ServiceRequest` for a route.
pub(in crate::formats) fn service_request(it: &Request<'_>) -> Json {
    let (checked, recommendation, route) = (it.it.checked, it.it.recommendation, it.route);
    let code = coding(
        systems::routes(&checked.listing.id),
        &route.id,
        &route.title,
    );
    let reasons = shared_reasons(checked, recommendation, &route.id);
    let reasons = reasons
        .iter()
        .map(|reason| Json::object().with("text", *reason));
    Json::resource("ServiceRequest")
        .with("status", it.status)
        .with("intent", it.intent)
        .with(
            "code",
            Json::object()
                .with("coding", vec![code])
                .with("text", &route.title),
        )
        .with("orderDetail", offerings(route))
        .with("subject", it.options.subject())
        .with("authoredOn", &recommendation.date)
        .maybe("requester", it.options.requester())
        .with(
            "performer",
            it.performer.clone().into_iter().collect::<Vec<_>>(),
        )
        .with("reasonCode", reasons.collect::<Vec<_>>())
        .with("supportingInfo", it.supporting.clone())
        .with("note", notes(it))
        .with("patientInstruction", &route.patient)
}

/// What the rules point to.
fn offerings(route: &RouteAdvice) -> Vec<Json> {
    let pointed = route.offerings.iter().filter(|it| it.pointed_to);
    pointed
        .map(|it| Json::object().with("text", &it.title))
        .collect()
}

fn notes(it: &Request<'_>) -> Vec<Json> {
    let info = &it.it.recommendation.protocol;
    let consent = match it.options.consent {
        Some(day) => format!("De patiënt gaf toestemming op {}.", in_words(day)),
        None => "Toestemming van de patiënt is nog niet vastgelegd: niet versturen.".to_owned(),
    };
    let feedback = it.route.feedback.as_ref();
    let texts = [
        Some(consent),
        feedback.map(|it| format!("Terugkoppeling: {it}")),
        Some(format!(
            "Advies volgens {}, versie {} ({}).",
            info.title, info.version, info.status
        )),
    ];
    texts
        .into_iter()
        .flatten()
        .map(|text| Json::object().with("text", text))
        .collect()
}

/// The name of a contact: a function, never a person.
pub(in crate::formats) fn addressed(contact: &ContactInfo) -> &str {
    &contact.function
}
