//! `domeinwijzer decide` and `domeinwijzer next`: one case under one protocol.

use crate::case::{Decided, with_case};
use crate::{CannotRun, CaseArgs, DecideArgs, Ended, Format, exchange, output, reasons, record};
use domeinwijzer::check::Checked;
use domeinwijzer::present;
use domeinwijzer::wire::{
    Because, FormQuestion, Met, NextQuestion, NextReport, Outcome, PrefilledNext,
    PrefilledRecommendation, Recommendation, RouteAdvice, RouteVerdict, RuleTrace, RuleVerdict,
    VerdictWord,
};
use std::fmt::Write as _;

/// Decides the case and shows the recommendation.
pub(crate) fn decide(args: &DecideArgs) -> Result<Ended, CannotRun> {
    with_case(&args.case, |it| {
        let format = args.case.common.format;
        if format == Format::Receipt {
            output::print(&record::receipt_text(it))?;
            return Ok(Ended::Clean);
        }
        let recommendation = it.recommendation(args.reasons);
        match (format, &it.prefill) {
            (Format::Json, None) => output::json(&recommendation)?,
            (Format::Json, Some(prefill)) => output::json(&PrefilledRecommendation {
                prefill: prefill.clone(),
                recommendation,
            })?,
            (Format::Fhir, _) => return exchange::bundle(it, &recommendation, &args.message),
            (Format::CdsHooks, _) => return exchange::cards(it, &recommendation, &args.message),
            (Format::Referral, _) => exchange::referral(it, &recommendation)?,
            _ => output::print(&recommendation_text(&recommendation, it))?,
        }
        Ok(Ended::Clean)
    })
}

/// Shows what is left to ask.
pub(crate) fn next(args: &CaseArgs) -> Result<Ended, CannotRun> {
    with_case(args, |it| {
        let report = present::next_report(&it.checked, &it.prover, &it.case, &it.decision);
        match (args.common.format, &it.prefill) {
            (Format::Json, None) => output::json(&report)?,
            (Format::Json, Some(prefill)) => output::json(&PrefilledNext {
                prefill: prefill.clone(),
                next: report,
            })?,
            _ => output::print(&(record::prefill_text(it) + &next_text(&report, &it.checked)))?,
        }
        Ok(Ended::Clean)
    })
}

fn questions(checked: &Checked) -> Vec<FormQuestion> {
    present::form(checked)
        .groups
        .into_iter()
        .flat_map(|group| group.questions)
        .collect()
}

fn recommendation_text(it: &Recommendation, decided: &Decided) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} {} ({}), {}\n",
        it.protocol.title, it.protocol.version, it.protocol.status, it.date
    );
    out.push_str(&record::prefill_text(decided));
    for signal in &it.signals {
        let _ = writeln!(out, "LET OP: {}", signal.title);
        if let Some(explanation) = &signal.explanation {
            let _ = writeln!(out, "  {explanation}");
        }
    }
    match (&it.route, it.outcome) {
        (Some(route), _) => advised(&mut out, route, it),
        (None, Outcome::Decided) => {
            out.push_str("Geen advies: voor deze casus wijst geen regel een route aan.\n");
        }
        (None, Outcome::Open) => {
            let titles: Vec<&str> = titles(it, &it.possible);
            let _ = writeln!(out, "Nog open. Nog mogelijk: {}", titles.join(" · "));
        }
    }
    if !it.exact {
        out.push_str(NOT_PROVED);
    }
    for ignored in &it.ignored {
        let _ = writeln!(
            out,
            "Telt niet mee: het antwoord op `{}`, want die vraag is hier niet aan de orde.",
            ignored.question
        );
    }
    why_not(&mut out, it);
    out.push_str(&reasons::text(it, &decided.checked, &decided.case));
    to_ask(&mut out, &it.next, it.outcome, &questions(&decided.checked));
    if let Some(texts) = &it.texts {
        let _ = writeln!(out, "\nVoor het dossier:\n{}", indented(&texts.record));
    }
    out
}

/// What is said when the search was cut short.
const NOT_PROVED: &str = "Niet bewezen: wat hier open heet, staat misschien al vast.\n";

fn titles<'a>(it: &'a Recommendation, ids: &'a [String]) -> Vec<&'a str> {
    let title = |id: &'a String| {
        it.routes
            .iter()
            .find(|route| route.id == *id)
            .map(|route| route.title.as_str())
    };
    ids.iter().filter_map(title).collect()
}

fn advised(out: &mut String, route: &RouteAdvice, it: &Recommendation) {
    let _ = writeln!(out, "Advies: {}", route.title);
    let _ = writeln!(out, "  {}", route.explanation);
    if let Some(contact) = &route.contact {
        let channel = contact
            .channel
            .as_ref()
            .map(|it| format!(", via {it}"))
            .unwrap_or_default();
        let _ = writeln!(out, "  Contact: {}{channel}", contact.function);
    }
    if let Some(days) = route.response_days {
        let _ = writeln!(
            out,
            "  Termijn: {}",
            output::counted(
                usize::try_from(days).unwrap_or_default(),
                "werkdag",
                "werkdagen"
            )
        );
    }
    let pointed: Vec<&str> = route
        .offerings
        .iter()
        .filter(|it| it.pointed_to)
        .map(|it| it.title.as_str())
        .collect();
    if !pointed.is_empty() {
        let _ = writeln!(out, "  Passend aanbod: {}", pointed.join(", "));
    }
    if let Some(feedback) = &route.feedback {
        let _ = writeln!(out, "  Terugkoppeling: {feedback}");
    }
    for also in &it.also_suitable {
        let _ = writeln!(out, "  Ook passend: {}", also.title);
    }
    out.push_str("\nWaarom\n");
    let indicates =
        |rule: &&RuleTrace| rule.verdict == RuleVerdict::Holds && rule.r#for.contains(&route.id);
    let mut any = false;
    for rule in it.reasoning.rules.iter().filter(indicates) {
        any = true;
        reason(out, rule);
    }
    if any {
        return;
    }
    let may_hold =
        |rule: &&RuleTrace| rule.verdict == RuleVerdict::Open && rule.r#for.contains(&route.id);
    let open: Vec<&RuleTrace> = it.reasoning.rules.iter().filter(may_hold).collect();
    out.push_str(match (open.is_empty(), route.fallback) {
        (true, _) => "  Geen enkele route is passend; dit is het vangnet.\n",
        (false, false) => "  Welke van deze redenen geldt, is nog open; een ervan geldt zeker.\n",
        (false, true) => "  Een van deze redenen geldt, of anders is dit het vangnet.\n",
    });
    for rule in open {
        reason(out, rule);
    }
}

fn reason(out: &mut String, rule: &RuleTrace) {
    let _ = writeln!(out, "  {}", rule.reason);
    let parts: Vec<String> = rule.because.iter().map(because).collect();
    let _ = writeln!(
        out,
        "    {} [{}, {}:{}]",
        if parts.is_empty() {
            "geldt in elk geval".to_owned()
        } else {
            parts.join(" · ")
        },
        rule.id,
        rule.at.file,
        rule.at.line
    );
}

fn because(it: &Because) -> String {
    match it.met {
        // Yes/no answers need no "needed": the answer says it.
        Met::Yes if it.needed == it.shown => format!("{}: {}", it.label, it.shown),
        Met::Yes => format!("{}: {} ({})", it.label, it.shown, it.needed),
        Met::No | Met::Open => format!("{}: {} (nodig: {})", it.label, it.shown, it.needed),
    }
}

/// How many parts of conditions are shown for a route that is not advised.
const PARTS_SHOWN: usize = 4;

fn why_not(out: &mut String, it: &Recommendation) {
    let others = |route: &&RouteVerdict| {
        matches!(
            route.verdict,
            VerdictWord::Excluded | VerdictWord::NotIndicated | VerdictWord::Superseded
        )
    };
    let mut title = Some("\nWaarom niet\n");
    for route in it.routes.iter().filter(others) {
        out.push_str(title.take().unwrap_or_default());
        let _ = writeln!(out, "  {}: {}", route.title, why_not_this(route, it));
    }
}

fn why_not_this(route: &RouteVerdict, it: &Recommendation) -> String {
    match route.verdict {
        VerdictWord::Superseded => match &route.superseded_by {
            Some(id) => format!(
                "{} gaat alleen",
                titles(it, std::slice::from_ref(id)).concat()
            ),
            None => "de geadviseerde route gaat alleen".to_owned(),
        },
        VerdictWord::Excluded => {
            let reasons = |fits: &dyn Fn(&RuleTrace) -> bool| -> Vec<&str> {
                let rules = it.reasoning.rules.iter().filter(|rule| fits(rule));
                rules.map(|rule| rule.reason.as_str()).collect()
            };
            if route.against.is_empty() {
                let may_hold = |rule: &RuleTrace| {
                    rule.verdict == RuleVerdict::Open && rule.against.contains(&route.id)
                };
                format!("een ervan geldt zeker: {}", reasons(&may_hold).join(" "))
            } else {
                reasons(&|rule| route.against.contains(&rule.id)).join(" ")
            }
        }
        _ => {
            let mut missing: Vec<String> = Vec::new();
            let indicates = |rule: &&RuleTrace| rule.r#for.contains(&route.id);
            let parts = it.reasoning.rules.iter().filter(indicates);
            for part in parts.flat_map(|rule| &rule.because) {
                let shown = because(part);
                if part.met == Met::No && !missing.contains(&shown) {
                    missing.push(shown);
                }
            }
            if missing.is_empty() {
                return "geen enkele regel kan deze route aanwijzen".to_owned();
            }
            let more = missing.len().saturating_sub(PARTS_SHOWN);
            missing.truncate(PARTS_SHOWN);
            if more > 0 {
                missing.push(format!("en nog {more}"));
            }
            missing.join(" · ")
        }
    }
}

/// How many questions are shown; the rest is counted.
const SHOWN: usize = 6;

fn to_ask(out: &mut String, next: &[NextQuestion], outcome: Outcome, questions: &[FormQuestion]) {
    if next.is_empty() {
        return;
    }
    out.push_str(match outcome {
        Outcome::Open => "\nEerst te vragen\n",
        Outcome::Decided => "\nHet advies staat vast; dit kan nog iets toevoegen\n",
    });
    for it in next.iter().take(SHOWN) {
        let text = questions.iter().find(|question| question.id == it.question);
        let text = text
            .map(|question| question.text.as_str())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} ({}) → {}",
            text,
            it.question,
            it.settles.join(", ")
        );
    }
    if next.len() > SHOWN {
        let _ = writeln!(
            out,
            "  en nog {}",
            output::counted(next.len() - SHOWN, "vraag", "vragen")
        );
    }
}

fn next_text(report: &NextReport, checked: &Checked) -> String {
    let mut out = String::new();
    let word = match (report.outcome, report.complete) {
        (Outcome::Open, _) => "Nog open.",
        (Outcome::Decided, false) => "Het advies staat vast, andere routes of signalen nog niet.",
        (Outcome::Decided, true) => "Alles staat vast.",
    };
    let _ = writeln!(out, "{word} Nog mogelijk: {}", report.possible.join(", "));
    if !report.exact {
        out.push_str(NOT_PROVED);
    }
    to_ask(&mut out, &report.next, report.outcome, &questions(checked));
    if !report.irrelevant.is_empty() {
        let _ = writeln!(
            out,
            "\nDoet er niet meer toe: {}",
            report.irrelevant.join(", ")
        );
    }
    out
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
