//! The three texts that leave the screen: for the record, for the contact, for the patient.
//!
//! The letter carries as little as it can: the reasons of the rules that indicate the route, and
//! only answers that their question lets into a letter. Name, address and birth date are left to
//! the system that sends it.

use super::trace::Traced;
use crate::check::{Checked, Question};
use crate::decide::{Case, Decision, Truth, Value};
use crate::protocol::version::{Date, in_words};
use crate::sorting;
use crate::wire::{ContactInfo, Recommendation, RouteAdvice, RuleVerdict, Texts};

/// Writes the texts; none while there is no advised route.
pub(super) fn texts(
    checked: &Checked,
    case: &Case,
    decision: &Decision,
    recommendation: &Recommendation,
    traced: &[Traced],
    date: Date,
) -> Option<Texts> {
    let route = recommendation.route.as_ref()?;
    let because = decision
        .advised()
        .map(|rank| traced_indications(checked, traced, rank))
        .unwrap_or_default();
    Some(Texts {
        record: record(checked, case, decision, recommendation, route, &because),
        letter: letter(checked, decision, recommendation, route, &because, date),
        patient: patient(checked, recommendation, route),
    })
}

/// A rule that holds and indicates a route: its reason, and the questions on which it rests.
struct Indication<'a> {
    reason: &'a str,
    questions: Vec<usize>,
}

/// Those of a route, as they were traced.
fn traced_indications<'a>(
    checked: &'a Checked,
    traced: &[Traced],
    rank: usize,
) -> Vec<Indication<'a>> {
    let holding = traced.iter().filter(|it| it.verdict == Truth::True);
    holding
        .filter_map(|it| {
            let rule = it.of(checked).filter(|it| it.indicates.contains(&rank))?;
            let questions = it.parts.iter().filter_map(|part| part.question(checked));
            Some(Indication {
                reason: &rule.reason,
                questions: questions.collect(),
            })
        })
        .collect()
}

/// Those of a route, as they were laid out.
fn indications<'a>(
    checked: &Checked,
    recommendation: &'a Recommendation,
    route: &str,
) -> Vec<Indication<'a>> {
    let rules = recommendation.reasoning.rules.iter();
    let holding = rules.filter(|it| it.verdict == RuleVerdict::Holds);
    holding
        .filter(|rule| rule.r#for.iter().any(|it| it == route))
        .map(|rule| {
            let questions = rule.because.iter().filter_map(|it| it.question.as_deref());
            Indication {
                reason: &rule.reason,
                questions: questions.filter_map(|id| checked.question(id)).collect(),
            }
        })
        .collect()
}

fn record(
    checked: &Checked,
    case: &Case,
    decision: &Decision,
    recommendation: &Recommendation,
    route: &RouteAdvice,
    because: &[Indication<'_>],
) -> String {
    let answered = |objective: bool| -> String {
        let numbered = checked.questions.iter().enumerate();
        let wanted =
            numbered.filter(|(at, it)| it.objective == objective && case.answer(*at).is_some());
        let mut lines = String::new();
        for (at, it) in wanted {
            let before = lines.len();
            lines.push_str(if before == 0 { "" } else { "; " });
            if !say(it, decision.value(at), &mut lines) {
                lines.truncate(before);
            }
        }
        if lines.is_empty() {
            "geen bijzonderheden ingevuld".to_owned()
        } else {
            lines
        }
    };
    let info = &recommendation.protocol;
    let mut evaluation = format!(
        "advies {} volgens {} {} ({})",
        route.title, info.title, info.version, info.status
    );
    let reasons: Vec<&str> = because.iter().map(|it| it.reason).collect();
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
    because: &[Indication<'_>],
    date: Date,
) -> String {
    let mut parts = Vec::new();
    let to = route
        .contact
        .as_ref()
        .map_or_else(|| route.title.clone(), contact_line);
    parts.push(format!(
        "Aan: {to}\nBetreft: verwijzing {}\nDatum: {}",
        route.title,
        in_words(date)
    ));
    parts.push("Geachte collega,".to_owned());
    parts.push(format!(
        "Graag uw hulp voor deze patiënt via {}.",
        route.title
    ));
    let reasons = told_reasons(checked, because);
    if !reasons.is_empty() {
        parts.push(format!("Reden van verwijzing:\n{}", bullets(&reasons)));
    }
    let answers = told_answers(checked, decision, &told_questions(checked, because));
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

/// The reasons that may stand in a letter: those of rules that rest only on answers that may, as a
/// reason says as much as they do.
fn told_reasons<'a>(checked: &Checked, because: &[Indication<'a>]) -> Vec<&'a str> {
    let shared = |at: &usize| (checked.questions.get(*at)).is_none_or(|it| it.in_letter);
    let told = because.iter().filter(|it| it.questions.iter().all(shared));
    told.map(|it| it.reason).collect()
}

fn told_questions(checked: &Checked, because: &[Indication<'_>]) -> Vec<usize> {
    let all = because.iter().flat_map(|it| &it.questions).copied();
    let mut at: Vec<usize> = all
        .filter(|at| checked.questions.get(*at).is_some_and(|it| it.in_letter))
        .collect();
    sorting::by_key(&mut at, |at| *at);
    at.dedup();
    at
}

fn told_answers(checked: &Checked, decision: &Decision, questions: &[usize]) -> Vec<String> {
    let told = questions.iter();
    told.filter_map(|at| answer(checked.questions.get(*at)?, decision.value(*at)))
        .collect()
}

/// The reasons of the rules that indicate a route, as far as they may stand in a letter.
pub(crate) fn shared_reasons<'a>(
    checked: &Checked,
    recommendation: &'a Recommendation,
    route: &str,
) -> Vec<&'a str> {
    told_reasons(checked, &indications(checked, recommendation, route))
}

/// The questions whose answers made a route indicated, as far as they may stand in a letter; by
/// position, in the order of the protocol.
pub(crate) fn shared_questions(
    checked: &Checked,
    recommendation: &Recommendation,
    route: &str,
) -> Vec<usize> {
    told_questions(checked, &indications(checked, recommendation, route))
}

/// Their answers, for people.
pub(crate) fn shared_answers(
    checked: &Checked,
    decision: &Decision,
    recommendation: &Recommendation,
    route: &str,
) -> Vec<String> {
    let questions = shared_questions(checked, recommendation, route);
    told_answers(checked, decision, &questions)
}

fn answer(question: &Question, value: Value) -> Option<String> {
    let mut line = String::new();
    say(question, value, &mut line).then_some(line)
}

/// Adds what was answered to a text; false when nothing was. Without `format!`, which takes five times
/// as long: every answer of every case comes by here.
fn say(question: &Question, value: Value, out: &mut String) -> bool {
    let Value::Given(code) = value else {
        return false;
    };
    out.push_str(&question.short);
    out.push_str(": ");
    question.domain.show_to(code, out);
    if matches!(question.domain, crate::check::Domain::Scale { .. }) {
        let (min, max) = question.domain.range();
        for part in [
            " (schaal ",
            &min.to_string(),
            " tot ",
            &max.to_string(),
            ")",
        ] {
            out.push_str(part);
        }
    }
    true
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
