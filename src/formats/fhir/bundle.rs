//! A decided case as a collection: the answers, and the request with its task.

use super::request::{Request, addressed, service_request};
use super::response::response;
use crate::decide::Value;
use crate::diagnostic::{Code, Diagnostic, list};
use crate::formats::days::working_days_after;
use crate::formats::ids::Ids;
use crate::formats::json::Json;
use crate::formats::message::short;
use crate::formats::{Decided, Options};
use crate::present::shared_questions;
use crate::protocol::version::{Date, parse_date};
use crate::wire::{ContactInfo, RouteAdvice};

/// A case as a FHIR R4 `Bundle` of type `collection`.
///
/// It holds a `QuestionnaireResponse`. When a route is advised that is no safety net it also holds a
/// `ServiceRequest`, a `Task` whose `focus` that is, the contact as `HealthcareService` and
/// `Organization`, and a `Consent` when the host gives its day. Without consent the request is a draft.
///
/// Only answers that the letter may hold go along, unless the options ask for all. Ids are digests:
/// the same case and options give the same bundle, byte for byte.
///
/// # Errors
///
/// [`Code::InvalidMessage`] when the options name a route that is not offered, or consent that lies
/// behind the day of the advice.
pub fn bundle(it: &Decided<'_>, options: &Options) -> Result<Json, Vec<Diagnostic>> {
    let route = chosen(it, options)?;
    consent_in_time(it, options)?;
    let ids = it.ids(options);
    let mut entries = vec![entry(&ids, ANSWERS, answers(it, options, route))];
    // The safety net is the practice itself: nothing is asked of anyone.
    if let Some(route) = route.filter(|it| !it.fallback) {
        let parts = Parts {
            it,
            options,
            route,
            ids: &ids,
        };
        entries.extend(parts.entries());
    }
    let identifier = Json::object()
        .with("system", "urn:ietf:rfc:3986")
        .with("value", ids.urn("bundel"));
    Ok(Json::resource("Bundle")
        .with("identifier", identifier)
        .with("type", "collection")
        .with("entry", entries))
}

const ANSWERS: &str = "antwoorden";
const REQUEST: &str = "verzoek";
const TASK: &str = "taak";
const CONSENT: &str = "toestemming";
const SERVICE: &str = "dienst";
const ORGANISATION: &str = "organisatie";

fn entry(ids: &Ids, part: &str, resource: Json) -> Json {
    Json::object()
        .with("fullUrl", ids.urn(part))
        .with("resource", resource)
}

/// A reference to another part, which says what that is: an address in a bundle does not tell.
fn reference(ids: &Ids, part: &str) -> Json {
    let kind = match part {
        ANSWERS => "QuestionnaireResponse",
        REQUEST => "ServiceRequest",
        CONSENT => "Consent",
        ORGANISATION => "Organization",
        _ => "HealthcareService",
    };
    Json::object()
        .with("reference", ids.urn(part))
        .with("type", kind)
}

/// The route that the request is about.
fn chosen<'a>(
    it: &Decided<'a>,
    options: &Options,
) -> Result<Option<&'a RouteAdvice>, Vec<Diagnostic>> {
    let advised = it.recommendation.route.as_ref();
    let Some(wanted) = &options.route else {
        return Ok(advised);
    };
    let offered = || advised.into_iter().chain(&it.recommendation.also_suitable);
    if let Some(route) = offered().find(|route| route.id == *wanted) {
        return Ok(Some(route));
    }
    let known = list(offered().map(|it| it.id.as_str()), 8);
    let help = if known.is_empty() {
        "nog geen enkele route staat vast".to_owned()
    } else {
        format!("kies uit {known}")
    };
    let wanted = short(wanted);
    let message = format!("route `{wanted}` is voor deze casus niet geadviseerd en past ook niet");
    Err(vec![
        Diagnostic::error(Code::InvalidMessage, message).help(help),
    ])
}

fn consent_in_time(it: &Decided<'_>, options: &Options) -> Result<(), Vec<Diagnostic>> {
    let today = &it.recommendation.date;
    match options.consent {
        // Dates are written with the year first: as texts they have the same order.
        Some(day) if day.to_string() > *today => {
            let message = format!("toestemming op {day} ligt na de dag van het advies, {today}");
            Err(vec![Diagnostic::error(Code::InvalidMessage, message)])
        }
        _ => Ok(()),
    }
}

/// The answers that count, or those of them that the letter tells.
fn answers(it: &Decided<'_>, options: &Options, route: Option<&RouteAdvice>) -> Json {
    let numbered = 0..it.checked.questions.len();
    let counts = |at: &usize| matches!(it.decision.value(*at), Value::Given(_));
    let all: Vec<usize> = numbered.filter(counts).collect();
    if options.all_answers {
        return response(it, options, &all, true);
    }
    let told = route.map(|route| shared_questions(it.checked, it.recommendation, &route.id));
    let told = told.unwrap_or_default();
    let kept: Vec<usize> = all.iter().copied().filter(|at| told.contains(at)).collect();
    response(it, options, &kept, kept == all)
}

struct Parts<'a> {
    it: &'a Decided<'a>,
    options: &'a Options,
    route: &'a RouteAdvice,
    ids: &'a Ids,
}

impl Parts<'_> {
    fn entries(&self) -> Vec<Json> {
        let contact = self.route.contact.as_ref();
        let organisation = contact.and_then(|it| it.organisation.as_ref());
        let consent = self.options.consent;
        let made = [
            Some((REQUEST, self.request())),
            Some((TASK, self.task())),
            consent.map(|day| (CONSENT, self.consent(day))),
            contact.map(|it| (SERVICE, self.service(it))),
            organisation.map(|name| {
                let organisation = Json::resource("Organization").with("active", true);
                (ORGANISATION, organisation.with("name", name))
            }),
        ];
        made.into_iter()
            .flatten()
            .map(|(part, resource)| entry(self.ids, part, resource))
            .collect()
    }

    fn request(&self) -> Json {
        let consent = self.options.consent.map(|_| CONSENT);
        let supporting = [ANSWERS].into_iter().chain(consent);
        service_request(&Request {
            it: self.it,
            options: self.options,
            route: self.route,
            status: if consent.is_some() { "active" } else { "draft" },
            intent: "order",
            performer: self
                .route
                .contact
                .as_ref()
                .map(|_| reference(self.ids, SERVICE)),
            supporting: supporting.map(|part| reference(self.ids, part)).collect(),
        })
    }

    fn task(&self) -> Json {
        let agreed = self.options.consent.is_some();
        let fulfil = Json::object()
            .with("system", "http://hl7.org/fhir/CodeSystem/task-code")
            .with("code", "fulfill")
            .with("display", "Fulfill the focal request");
        let contact = self.route.contact.as_ref();
        Json::resource("Task")
            .with("status", if agreed { "requested" } else { "draft" })
            .with("intent", "order")
            .with("code", Json::object().with("coding", vec![fulfil]))
            .with("description", format!("Verwijzing: {}", self.route.title))
            .with("focus", reference(self.ids, REQUEST))
            .with("for", self.options.subject())
            .with("authoredOn", &self.it.recommendation.date)
            .maybe("requester", self.options.requester())
            .maybe("owner", contact.map(|_| reference(self.ids, SERVICE)))
            .maybe("restriction", self.restriction())
    }

    /// The days within which the contact answers.
    fn restriction(&self) -> Option<Json> {
        let start = parse_date(&self.it.recommendation.date).ok()?;
        let end = working_days_after(start, self.route.response_days?);
        let period = Json::object()
            .with("start", start.to_string())
            .with("end", end.to_string());
        Some(Json::object().with("period", period))
    }

    /// That the patient agreed, and on which day. To what, and in whose presence, is in the record.
    fn consent(&self, day: Date) -> Json {
        let coded = |system: &str, code: &str, display: &str| {
            let coding = super::coding(system.to_owned(), code, display);
            Json::object().with("coding", vec![coding])
        };
        let scope = coded(
            "http://terminology.hl7.org/CodeSystem/consentscope",
            "patient-privacy",
            "Privacy Consent",
        );
        let category = coded(
            "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "IDSCL",
            "information disclosure",
        );
        let rule = format!(
            "De patiënt stemt ermee in dat de huisarts deze gegevens deelt voor: {}.",
            self.route.title
        );
        Json::resource("Consent")
            .with("status", "active")
            .with("scope", scope)
            .with("category", vec![category])
            .with("patient", self.options.subject())
            .with("dateTime", day.to_string())
            .with("policyRule", Json::object().with("text", rule))
    }

    fn service(&self, contact: &ContactInfo) -> Json {
        let ways = [
            ("phone", &contact.phone),
            ("email", &contact.email),
            ("url", &contact.website),
        ];
        let telecom = ways.into_iter().filter_map(|(system, value)| {
            Some(
                Json::object()
                    .with("system", system)
                    .with("value", value.as_ref()?),
            )
        });
        let organisation = contact.organisation.as_ref();
        Json::resource("HealthcareService")
            .with("active", true)
            .maybe(
                "providedBy",
                organisation.map(|_| reference(self.ids, ORGANISATION)),
            )
            .with("name", addressed(contact))
            .maybe(
                "comment",
                contact.channel.as_ref().map(|it| format!("Via {it}")),
            )
            .with("telecom", telecom.collect::<Vec<_>>())
    }
}
