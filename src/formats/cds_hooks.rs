//! The advice as cards: CDS Hooks 2.0.

use super::fhir::{Request, addressed, coding, service_request};
use super::json::Json;
use super::markdown::plain_markdown as escaped;
use super::{Decided, Options, systems};
use crate::present::{contact_line, pointed_to, working_days};
use crate::wire::{
    ContactInfo, Outcome, RouteAdvice, RuleTrace, RuleVerdict, SignalInfo, SourceInfo,
};

/// The most characters of a summary.
const SUMMARY_LIMIT: usize = 139;
/// The most questions that a card names.
const QUESTION_LIMIT: usize = 6;

/// The response to a hook: a card for each signal, and one for the advice or for what to ask first.
///
/// There is no card where nothing was answered yet, and none for an advice that there is not.
///
/// # Examples
///
/// ```
/// # use domeinwijzer::{check::compile, decide::Request, formats, present, program, prove::Prover};
/// # use domeinwijzer::protocol::{registry::Registry, version::parse_date};
/// # let mut registry = Registry::default();
/// # registry.add("nederland/1.0.0.toml", &std::fs::read("protocols/nederland/1.0.0.toml").unwrap());
/// # let checked = compile(&registry, registry.at_path("nederland/1.0.0.toml").unwrap()).unwrap();
/// # let prover = Prover::new(program::compile(&checked));
/// # let case = serde_json::from_str(r#"{"answers": {"veiligheidssignaal": true, "zelfdoding": "dreigend"}}"#).unwrap();
/// # let case = prover.fit(&checked, &Request::read(case).unwrap()).unwrap();
/// # let decision = prover.decide(&case);
/// # let date = parse_date("2026-11-22").unwrap();
/// # let recommendation = present::recommend(&checked, &prover, &case, &decision, date);
/// let decided = formats::Decided { checked: &checked, case: &case, decision: &decision, recommendation: &recommendation };
/// let response = formats::cds_hooks(&decided, &formats::Options::default());
/// assert!(serde_json::to_string(&response).unwrap().contains("Spoed"));
/// ```
pub fn cds_hooks(it: &Decided<'_>, options: &Options) -> Json {
    let cards: Vec<Json> = cards(it, options)
        .into_iter()
        .map(|card| card.json)
        .collect();
    // A response without cards still has the key.
    Json::Object(vec![("cards", Json::List(cards))])
}

/// A card, and what it is about.
pub(super) struct Card {
    pub(super) id: String,
    pub(super) summary: String,
    /// The suggestions: the id, and the id and title of the route.
    pub(super) suggestions: Vec<(String, String, String)>,
    json: Json,
}

/// The cards for a case, the most urgent first.
pub(super) fn cards(it: &Decided<'_>, options: &Options) -> Vec<Card> {
    if it.case.given().next().is_none() {
        return Vec::new();
    }
    let maker = Maker {
        it,
        options,
        ids: it.ids(options),
    };
    let recommendation = it.recommendation;
    let signals = recommendation.signals.iter().map(|it| maker.signal(it));
    let advice = match (&recommendation.route, recommendation.outcome) {
        (Some(route), _) => Some(maker.advice(route)),
        (None, Outcome::Open) => Some(maker.open()),
        (None, Outcome::Decided) => None,
    };
    signals.chain(advice).collect()
}

struct Maker<'a> {
    it: &'a Decided<'a>,
    options: &'a Options,
    ids: super::ids::Ids,
}

impl Maker<'_> {
    fn card(&self, name: &str, summary: &str, indicator: &str, detail: &str) -> Card {
        let id = self.ids.uuid(&format!("kaart {name}"));
        let summary = clipped(summary);
        let json = Json::object()
            .with("uuid", &id)
            .with("summary", &summary)
            .with("indicator", indicator)
            .with("detail", detail);
        Card {
            id,
            summary,
            suggestions: Vec::new(),
            json,
        }
    }

    fn source(&self, topic: Option<Json>) -> Json {
        let info = &self.it.recommendation.protocol;
        let label = format!("{} {} ({})", info.title, info.version, info.status);
        Json::object().with("label", label).maybe("topic", topic)
    }

    fn signal(&self, signal: &SignalInfo) -> Card {
        let mut lines: Vec<String> = signal.explanation.iter().map(|it| escaped(it)).collect();
        let rules = self.it.recommendation.reasoning.rules.iter();
        let raising: Vec<&RuleTrace> = rules.filter(|it| signal.rules.contains(&it.id)).collect();
        lines.push(because(&raising));
        let name = format!("signaal {}", signal.id);
        let mut card = self.card(&name, &signal.title, "warning", &paragraphs(&lines));
        card.json = card
            .json
            .with("source", self.source(None))
            .with("links", links(&signal.sources, None));
        card
    }

    fn advice(&self, route: &RouteAdvice) -> Card {
        let recommendation = self.it.recommendation;
        let rules = recommendation.reasoning.rules.iter();
        let for_it: Vec<&RuleTrace> = rules
            .filter(|it| it.verdict == RuleVerdict::Holds && it.r#for.contains(&route.id))
            .collect();
        let mut lines = vec![escaped(&route.explanation), because(&for_it)];
        lines.extend(arrangements(route));
        let also: Vec<&str> = recommendation
            .also_suitable
            .iter()
            .map(|it| it.title.as_str())
            .collect();
        if !also.is_empty() {
            lines.push(format!("Ook passend: {}", escaped(&also.join(", "))));
        }
        if !recommendation.complete {
            lines.push("Het advies staat vast; andere routes of signalen nog niet.".to_owned());
        }
        let summary = format!("Advies: {}", route.title);
        let mut card = self.card("advies", &summary, "info", &paragraphs(&lines));
        let offered = || [route].into_iter().chain(&recommendation.also_suitable);
        // The safety net is the practice itself: nothing is asked of anyone.
        let asked: Vec<&RouteAdvice> = offered().filter(|it| !it.fallback).collect();
        let (mut suggestions, mut named) = (Vec::new(), Vec::new());
        for it in asked {
            let id = self.ids.uuid(&format!("voorstel {}", it.id));
            suggestions.push(self.suggestion(&id, it, it.id == route.id));
            named.push((id, it.id.clone(), it.title.clone()));
        }
        card.suggestions = named;
        let behaviour = (!suggestions.is_empty()).then_some("at-most-one");
        let sources: Vec<SourceInfo> = for_it.iter().flat_map(|it| it.sources.clone()).collect();
        let topic = coding(
            systems::routes(&recommendation.protocol.id),
            &route.id,
            &route.title,
        );
        card.json = card
            .json
            .with("source", self.source(Some(topic)))
            .with("suggestions", suggestions)
            .maybe("selectionBehavior", behaviour)
            .with("overrideReasons", self.override_reasons())
            .with("links", links(&sources, route.contact.as_ref()));
        card
    }

    fn suggestion(&self, id: &str, route: &RouteAdvice, advised: bool) -> Json {
        let performer = route
            .contact
            .as_ref()
            .map(|it| Json::object().with("display", addressed(it)));
        let request = service_request(&Request {
            it: self.it,
            options: self.options,
            route,
            status: "draft",
            intent: "proposal",
            performer,
            supporting: Vec::new(),
        });
        let label = format!("Verwijs: {}", route.title);
        let action = Json::object()
            .with("type", "create")
            .with(
                "description",
                format!("Zet een verwijzing klaar: {}", route.title),
            )
            .with("resource", request);
        Json::object()
            .with("label", clipped(&label))
            .with("uuid", id)
            .with("isRecommended", advised)
            .with("actions", vec![action])
    }

    /// The reasons for another choice that the protocol lists.
    fn override_reasons(&self) -> Vec<Json> {
        let system = systems::reasons(&self.it.recommendation.protocol.id);
        let reasons = self.it.checked.override_reasons.iter();
        reasons
            .map(|it| coding(system.clone(), &it.id, &it.title))
            .collect()
    }

    fn open(&self) -> Card {
        let recommendation = self.it.recommendation;
        let questions: Vec<&str> = recommendation
            .next
            .iter()
            .filter_map(|next| self.it.checked.question(&next.question))
            .filter_map(|at| self.it.checked.questions.get(at))
            .map(|it| it.text.as_str())
            .collect();
        let possible = recommendation.routes.iter();
        let possible = possible.filter(|it| recommendation.possible.contains(&it.id));
        let titles: Vec<&str> = possible.map(|it| it.title.as_str()).collect();
        let summary = match questions.first() {
            Some(first) => format!("Nog geen advies. Vraag eerst: {first}"),
            None => "Nog geen advies: de routes konden niet uit elkaar gehouden worden".to_owned(),
        };
        let mut lines = Vec::new();
        if !questions.is_empty() {
            let shown = questions.iter().take(QUESTION_LIMIT).map(|it| escaped(it));
            lines.push("Eerst te vragen:".to_owned());
            lines.push(items(shown));
        }
        if let Some(more) = questions
            .len()
            .checked_sub(QUESTION_LIMIT)
            .filter(|it| *it > 0)
        {
            lines.push(format!("En nog {more} andere."));
        }
        lines.push(format!("Nog mogelijk: {}", escaped(&titles.join(", "))));
        let mut card = self.card("open", &summary, "info", &paragraphs(&lines));
        card.json = card.json.with("source", self.source(None));
        card
    }
}

/// Contact, term, offerings and what comes back.
fn arrangements(route: &RouteAdvice) -> Vec<String> {
    let offered = pointed_to(route);
    let told = [
        route
            .contact
            .as_ref()
            .map(|it| ("Contact", contact_line(it))),
        route.response_days.map(|it| ("Termijn", working_days(it))),
        Some(("Aanbod", offered.join(", "))).filter(|_| !offered.is_empty()),
        route
            .feedback
            .as_ref()
            .map(|it| ("Terugkoppeling", it.clone())),
    ];
    let told = told.into_iter().flatten();
    let lines: Vec<String> = told
        .map(|(name, text)| format!("**{name}:** {}", escaped(&text)))
        .collect();
    if lines.is_empty() {
        lines
    } else {
        vec![items(lines)]
    }
}

/// The reasons of rules, each with the answers that decide it.
fn because(rules: &[&RuleTrace]) -> String {
    items(rules.iter().map(|rule| {
        let seen: Vec<String> = rule
            .because
            .iter()
            .map(|it| escaped(&format!("{}: {}", it.label, it.shown)))
            .collect();
        let seen = if seen.is_empty() {
            String::new()
        } else {
            format!(" ({})", seen.join("; "))
        };
        format!("{}{seen}", escaped(&rule.reason))
    }))
}

/// Links that are safe to follow: https only, each address once.
fn links(sources: &[SourceInfo], contact: Option<&ContactInfo>) -> Vec<Json> {
    let site = contact.and_then(|it| Some((it.function.as_str(), it.website.as_deref()?)));
    let sources = sources
        .iter()
        .filter_map(|it| Some((it.title.as_str(), it.url.as_deref()?)));
    let mut seen: Vec<&str> = Vec::new();
    let mut links = Vec::new();
    for (label, url) in site.into_iter().chain(sources) {
        if url.starts_with("https://") && !seen.contains(&url) {
            seen.push(url);
            links.push(
                Json::object()
                    .with("label", label)
                    .with("url", url)
                    .with("type", "absolute"),
            );
        }
    }
    links
}

fn items(lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter().map(|line| format!("- {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn paragraphs(lines: &[String]) -> String {
    let said: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    said.join("\n\n")
}

/// A text on one line that is short enough for a summary.
fn clipped(text: &str) -> String {
    let text = super::message::line(text);
    if text.chars().count() <= SUMMARY_LIMIT {
        return text;
    }
    let mut short: String = text.chars().take(SUMMARY_LIMIT - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{SUMMARY_LIMIT, clipped};

    #[test]
    fn a_summary_is_shorter_than_140_characters() {
        let long = "é".repeat(200);
        assert_eq!(clipped(&long).chars().count(), SUMMARY_LIMIT);
        assert!(clipped(&long).ends_with('…'));
        let fits = "é".repeat(SUMMARY_LIMIT);
        assert_eq!(clipped(&fits), fits);
        assert_eq!(clipped("twee\nregels"), "twee regels");
    }
}
