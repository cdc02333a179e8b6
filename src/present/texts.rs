//! The three texts that leave the screen: for the record, for the contact, for the patient.
//!
//! The letter carries as little as it can: the reasons of the rules that indicate the route, and
//! only answers that their question lets into a letter. Name, address and birth date are left to
//! the system that sends it.

use crate::check::{Checked, Question};
use crate::decide::{Case, Decision, Value};
use crate::sorting;
use crate::wire::{ContactInfo, Recommendation, RouteAdvice, RuleTrace, RuleVerdict, Texts};

/// Writes the texts; none while there is no advised route.
pub(super) fn texts(
    checked: &Checked,
    case: &Case,
    decision: &Decision,
    recommendation: &Recommendation,
) -> Option<Texts> {
    let route = recommendation.route.as_ref()?;
    Some(Texts {
        record: record(checked, case, decision, recommendation, route),
        letter: letter(checked, decision, recommendation, route),
        patient: patient(checked, recommendation, route),
    })
}

fn record(
    checked: &Checked,
    case: &Case,
    decision: &Decision,
    recommendation: &Recommendation,
    route: &RouteAdvice,
) -> String {
    let answered = |objective: bool| -> String {
        let numbered = checked.questions.iter().enumerate();
        let wanted =
            numbered.filter(|(at, it)| it.objective == objective && case.answer(*at).is_some());
        let lines: Vec<String> = wanted
            .filter_map(|(at, it)| answer(it, decision.value(at)))
            .collect();
        if lines.is_empty() {
            "geen bijzonderheden ingevuld".to_owned()
        } else {
            lines.join("; ")
        }
    };
    let info = &recommendation.protocol;
    let mut evaluation = format!(
        "advies {} volgens {} {} ({})",
        route.title, info.title, info.version, info.status
    );
    let reasons = reasons(recommendation, &route.id);
    if !reasons.is_empty() {
        evaluation.push_str(&format!(". Reden: {}", reasons.join(" ")));
    }
    if !recommendation.icpc.is_empty() {
        let codes = recommendation.icpc.iter();
        let codes: Vec<String> = codes
            .map(|it| format!("{} {}", it.code, it.label))
            .collect();
        let evaluated = evaluation.trim_end_matches('.');
        evaluation = format!("{evaluated}. ICPC-suggestie: {}", codes.join("; "));
    }
    let mut plan: Vec<String> = vec![format!("{}{}", route.title, term(route))];
    plan.extend(
        route
            .contact
            .as_ref()
            .map(|it| format!("contact: {}", contact_line(it))),
    );
    let offered: Vec<&str> = pointed_to(route);
    if !offered.is_empty() {
        plan.push(format!("aanbod: {}", offered.join(", ")));
    }
    if !recommendation.also_suitable.is_empty() {
        let titles: Vec<&str> = recommendation
            .also_suitable
            .iter()
            .map(|it| it.title.as_str())
            .collect();
        plan.push(format!("ook passend: {}", titles.join(", ")));
    }
    plan.extend(
        recommendation
            .signals
            .iter()
            .map(|it| format!("let op: {}", it.title)),
    );
    plan.extend(
        route
            .feedback
            .as_ref()
            .map(|it| format!("terugkoppeling: {it}")),
    );
    let plan: Vec<&str> = plan.iter().map(|part| part.trim_end_matches('.')).collect();
    format!(
        "S: {}\nO: {}\nE: {evaluation}\nP: {}",
        answered(false),
        answered(true),
        plan.join("; ")
    )
}

fn letter(
    checked: &Checked,
    decision: &Decision,
    recommendation: &Recommendation,
    route: &RouteAdvice,
) -> String {
    let mut parts = Vec::new();
    let to = route
        .contact
        .as_ref()
        .map_or_else(|| route.title.clone(), contact_line);
    parts.push(format!(
        "Aan: {to}\nBetreft: verwijzing {}\nDatum: {}",
        route.title, recommendation.date
    ));
    parts.push("Geachte collega,".to_owned());
    parts.push(format!(
        "Graag uw hulp voor deze patiënt via {}.",
        route.title
    ));
    let reasons = shared_reasons(checked, recommendation, &route.id);
    if !reasons.is_empty() {
        parts.push(format!("Reden van verwijzing:\n{}", bullets(&reasons)));
    }
    let answers = shared_answers(checked, decision, recommendation, &route.id);
    if !answers.is_empty() {
        parts.push(format!("Wat de patiënt vertelt:\n{}", bullets(&answers)));
    }
    let offered = pointed_to(route);
    if !offered.is_empty() {
        parts.push(format!("Mogelijk passend aanbod: {}.", offered.join(", ")));
    }
    if let Some(days) = route.response_days {
        parts.push(format!(
            "Wilt u binnen {} contact opnemen met de patiënt?",
            working_days(days)
        ));
    }
    parts.extend(
        route
            .feedback
            .as_ref()
            .map(|it| format!("Terugkoppeling: {it}")),
    );
    parts.push("Wens van de patiënt: …\nWat al geprobeerd is: …\nToestemming van de patiënt gevraagd op: …".to_owned());
    parts.push(format!(
        "Deze brief bevat alleen wat voor de verwijzing nodig is. Advies volgens {}, versie {} ({}).",
        recommendation.protocol.title, recommendation.protocol.version, recommendation.protocol.status
    ));
    parts.push("Met vriendelijke groet,".to_owned());
    parts.join("\n\n")
}

fn patient(checked: &Checked, recommendation: &Recommendation, route: &RouteAdvice) -> String {
    let mut parts = vec![format!("{}\n{}", route.title, route.patient)];
    let offered = pointed_to(route);
    if !offered.is_empty() {
        parts.push(format!("Dit past misschien bij u:\n{}", bullets(&offered)));
    }
    if let Some(contact) = &route.contact {
        let mut lines = vec![format!("Met wie heeft u contact? {}", contact.function)];
        lines.extend(
            contact
                .organisation
                .as_ref()
                .map(|it| format!("Organisatie: {it}")),
        );
        lines.extend(contact.phone.as_ref().map(|it| format!("Telefoon: {it}")));
        lines.extend(contact.email.as_ref().map(|it| format!("E-mail: {it}")));
        lines.extend(contact.website.as_ref().map(|it| format!("Website: {it}")));
        parts.push(lines.join("\n"));
    }
    // The text of the route names its usual term; only a shorter one has to be told.
    let usual = checked
        .routes
        .iter()
        .find(|it| it.id == route.id)
        .and_then(|it| it.response_days);
    if let Some(days) = route.response_days.filter(|days| usual != Some(*days)) {
        parts.push(format!(
            "Bij u gaat het sneller: u hoort binnen {} iets.",
            working_days(days)
        ));
    }
    for also in &recommendation.also_suitable {
        parts.push(format!("Ook mogelijk: {}\n{}", also.title, also.patient));
    }
    parts.push("Gaat het slechter met u? Bel dan uw huisarts.".to_owned());
    parts.join("\n\n")
}

/// The reasons of the rules that hold and indicate the route.
fn reasons<'a>(recommendation: &'a Recommendation, route: &str) -> Vec<&'a str> {
    indicating(recommendation, route)
        .map(|rule| rule.reason.as_str())
        .collect()
}

fn indicating<'a>(
    recommendation: &'a Recommendation,
    route: &str,
) -> impl Iterator<Item = &'a RuleTrace> {
    let route = route.to_owned();
    recommendation
        .reasoning
        .rules
        .iter()
        .filter(move |rule| rule.verdict == RuleVerdict::Holds && rule.r#for.contains(&route))
}

/// Whether a rule rests only on answers that may stand in a letter: its reason says as much as
/// they do.
fn may_be_shared(checked: &Checked, rule: &RuleTrace) -> bool {
    let questions = rule.because.iter().filter_map(|it| it.question.as_deref());
    questions
        .filter_map(|id| checked.question(id))
        .filter_map(|at| checked.questions.get(at))
        .all(|question| question.in_letter)
}

/// The reasons of the rules that indicate a route, as far as they may stand in a letter.
pub(crate) fn shared_reasons<'a>(
    checked: &Checked,
    recommendation: &'a Recommendation,
    route: &str,
) -> Vec<&'a str> {
    indicating(recommendation, route)
        .filter(|rule| may_be_shared(checked, rule))
        .map(|rule| rule.reason.as_str())
        .collect()
}

/// The questions whose answers made a route indicated, as far as they may stand in a letter; by
/// position, in the order of the protocol.
pub(crate) fn shared_questions(
    checked: &Checked,
    recommendation: &Recommendation,
    route: &str,
) -> Vec<usize> {
    let because = indicating(recommendation, route).flat_map(|rule| &rule.because);
    let mut at: Vec<usize> = because
        .filter_map(|it| it.question.as_deref())
        .filter_map(|id| checked.question(id))
        .filter(|at| checked.questions.get(*at).is_some_and(|it| it.in_letter))
        .collect();
    sorting::by_key(&mut at, |at| *at);
    at.dedup();
    at
}

/// Their answers, for people.
pub(crate) fn shared_answers(
    checked: &Checked,
    decision: &Decision,
    recommendation: &Recommendation,
    route: &str,
) -> Vec<String> {
    let at = shared_questions(checked, recommendation, route);
    at.into_iter()
        .filter_map(|at| answer(checked.questions.get(at)?, decision.value(at)))
        .collect()
}

fn answer(question: &Question, value: Value) -> Option<String> {
    let Value::Given(code) = value else {
        return None;
    };
    let (min, max) = question.domain.range();
    let shown = question.domain.show(code);
    Some(match question.domain {
        crate::check::Domain::Scale { .. } => {
            format!("{}: {shown} (schaal {min} tot {max})", question.short)
        }
        _ => format!("{}: {shown}", question.short),
    })
}

/// The offerings that the rules point to.
pub(crate) fn pointed_to(route: &RouteAdvice) -> Vec<&str> {
    let pointed = route.offerings.iter().filter(|it| it.pointed_to);
    pointed.map(|it| it.title.as_str()).collect()
}

fn term(route: &RouteAdvice) -> String {
    route
        .response_days
        .map(|days| format!(", binnen {}", working_days(days)))
        .unwrap_or_default()
}

/// A number of working days, for people.
pub(crate) fn working_days(days: i64) -> String {
    if days == 1 {
        "1 werkdag".to_owned()
    } else {
        format!("{days} werkdagen")
    }
}

/// A contact on one line.
pub(crate) fn contact_line(contact: &ContactInfo) -> String {
    let mut line = contact.function.clone();
    line.extend(contact.organisation.as_ref().map(|it| format!(", {it}")));
    line.extend(contact.channel.as_ref().map(|it| format!(" (via {it})")));
    line
}

/// A list of lines.
pub(crate) fn bullets<T: AsRef<str>>(lines: &[T]) -> String {
    lines
        .iter()
        .map(|line| format!("- {}", line.as_ref()))
        .collect::<Vec<_>>()
        .join("\n")
}
