//! Whether what a bundle says can be a protocol: everything that [`check`](crate::check::check())
//! promises and later rooms, or a page, rely on.

use super::talk;
use crate::check::conditions::PART_LIMIT;
use crate::check::derived::WEIGHT_LIMIT;
use crate::check::domain::{CHOICE_LIMIT, NUMBER_LIMIT};
use crate::check::forms::{YEAR, is_email, is_link, is_phone, is_postcode4};
use crate::check::known::{BAND_LIMIT, CODE_LIMIT, LOOK_BACK_LIMIT};
use crate::check::order::{DEPTH_LIMIT, leaves};
use crate::check::prefill::misfit;
use crate::check::questions::EFFORT_LIMIT;
use crate::check::{
    Band, Checked, Choice, Domain, Formula, Known, Need, Node, Prefill, Question, Route, Rule,
    Score, Subject, Term, Test,
};
use crate::condition::HowMany;
use crate::condition::keywords::is_id;
use crate::protocol::ENTRY_LIMIT;
use crate::protocol::version::{Date, parse_date};
use crate::sorting;
use crate::sorting::{Map, Set};

/// Whether all of it holds.
pub(super) fn is_sound(it: &Checked) -> bool {
    header(it)
        && names(it)
        && it.questions.iter().all(|question| asked(it, question))
        && talk::is_sound(it)
        && it.tests.iter().all(|test| fits(it, test))
        && sorting::set(&it.tests).len() == it.tests.len()
        && it.scores.iter().all(|score| adds_up(it, score))
        && formulas(it)
        && order(it)
        && it.routes.iter().all(|route| leads(it, route))
        && it.routes.iter().filter(|route| route.fallback).count() <= 1
        && it.rules.iter().all(|rule| does(it, rule))
        && (it.signals.iter()).all(|signal| known(&signal.sources, it.sources.len()))
        && (it.override_reasons.iter()).all(|reason| known(&reason.sources, it.sources.len()))
        && reachable(it)
}

fn header(it: &Checked) -> bool {
    let listing = &it.listing;
    let real = |date: Date| parse_date(&date.to_string()).is_ok();
    is_id(&listing.id)
        && real(listing.valid_from)
        && listing
            .valid_until
            .is_none_or(|until| real(until) && listing.valid_from <= until)
        && std::iter::once(&it.digest)
            .chain(&it.base_digest)
            .all(|it| is_digest(it))
}

fn is_digest(text: &str) -> bool {
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    text.strip_prefix("sha256:")
        .is_some_and(|digits| digits.len() == 64 && digits.chars().all(hexadecimal))
}

/// Every section is as large as it may be, and no id stands there twice. Questions, findings and
/// scores share their names.
fn names(it: &Checked) -> bool {
    fn ids<T>(entries: &[T], id: fn(&T) -> &String) -> Vec<&String> {
        entries.iter().map(id).collect()
    }
    let named = [
        ids(&it.questions, |it| &it.id),
        ids(&it.findings, |it| &it.id),
        ids(&it.scores, |it| &it.id),
    ];
    let needed = !it.questions.is_empty() && !it.routes.is_empty() && !it.rules.is_empty();
    let mut sections = vec![
        ids(&it.sources, |it| &it.id),
        ids(&it.groups, |it| &it.id),
        ids(&it.routes, |it| &it.id),
        ids(&it.offerings, |it| &it.id),
        ids(&it.contacts, |it| &it.id),
        ids(&it.signals, |it| &it.id),
        ids(&it.rules, |it| &it.id),
        ids(&it.impossible, |it| &it.id),
        ids(&it.override_reasons, |it| &it.id),
    ];
    let sizes = |ids: &[Vec<&String>]| ids.iter().all(|ids| ids.len() <= ENTRY_LIMIT);
    let fit = needed && sizes(&named) && sizes(&sections);
    sections.push(named.concat());
    fit && sections.iter().all(|ids| distinct(ids))
}

fn distinct(ids: &[&String]) -> bool {
    ids.iter().all(|id| is_id(id)) && sorting::set(ids).len() == ids.len()
}

/// Whether a number is no larger, up or down.
fn up_to(limit: i64, number: i64) -> bool {
    (-limit..=limit).contains(&number)
}

/// Whether all positions are those of one of so many.
fn known(positions: &[usize], of: usize) -> bool {
    positions.iter().all(|at| *at < of)
}

fn asked(it: &Checked, question: &Question) -> bool {
    let numbers =
        |min: i64, max: i64| min < max && up_to(NUMBER_LIMIT, min) && up_to(NUMBER_LIMIT, max);
    let choices = |choices: &[Choice], least: usize| {
        let ids: Vec<&String> = choices.iter().map(|it| &it.id).collect();
        (least..=CHOICE_LIMIT).contains(&ids.len()) && distinct(&ids)
    };
    let domain = match &question.domain {
        Domain::YesNo => true,
        Domain::Scale { min, max, .. } | Domain::Number { min, max, .. } => numbers(*min, *max),
        Domain::Choice(of) => choices(of, 2),
        Domain::MultiChoice(of) => choices(of, 1),
    };
    domain
        && question.group.is_none_or(|at| at < it.groups.len())
        && (1..=EFFORT_LIMIT).contains(&question.effort)
        && known(&question.sources, it.sources.len())
        && question
            .prefill
            .as_ref()
            .is_none_or(|prefill| answers(prefill, &question.domain))
        && question
            .gate
            .as_ref()
            .is_none_or(|gate| takes(&question.domain, gate.otherwise))
}

/// Whether what the system of a practice knows can answer a question.
fn answers(prefill: &Prefill, domain: &Domain) -> bool {
    let counts = |known: &Known| match known {
        Known::Codes { codes, months } => {
            (1..=CODE_LIMIT).contains(&codes.len()) && (1..=LOOK_BACK_LIMIT).contains(months)
        }
        Known::Age(band) | Known::Contacts(band) => bounded(*band),
        Known::Named(name, band) => is_id(name) && bounded(*band),
    };
    match prefill {
        Prefill::Answer(known) => counts(known) && misfit(known, domain).is_none(),
        Prefill::Choices(of) => of.iter().all(|(choice, known)| {
            let chooses = !matches!(known, Known::Age(None) | Known::Contacts(None));
            *choice < domain.choices().len() && chooses && counts(known)
        }),
    }
}

fn bounded(band: Option<Band>) -> bool {
    band.is_none_or(|it| {
        it.low <= it.high && up_to(BAND_LIMIT, it.low) && up_to(BAND_LIMIT, it.high)
    })
}

fn takes(domain: &Domain, code: i64) -> bool {
    let (min, max) = domain.range();
    (min..=max).contains(&code)
}

/// Whether a test fits what it looks at.
fn fits(it: &Checked, test: &Test) -> bool {
    let domain = match test.subject {
        Subject::Question(at) => it.questions.get(at).map(|it| Some(&it.domain)),
        Subject::Score(at) => it.scores.get(at).map(|_| None),
    };
    let Some(domain) = domain else {
        return false;
    };
    // A score may be compared with any number, as long as the next one exists.
    let inside = |code: i64| match domain {
        Some(domain) => takes(domain, code),
        None => up_to(i64::from(i32::MAX), code),
    };
    let ordered = domain.is_none_or(Domain::is_numeric);
    match (&test.need, domain) {
        (Need::Has(choice), Some(Domain::MultiChoice(of))) => *choice < of.len(),
        (Need::Has(_), _) | (_, Some(Domain::MultiChoice(_))) => false,
        (Need::Compare(how, code), _) => inside(*code) && (ordered || !how.is_order()),
        (Need::Between(low, high), _) => ordered && low <= high && inside(*low) && inside(*high),
        (Need::In(codes), _) => {
            !codes.is_empty()
                && codes.iter().all(|code| inside(*code))
                && codes.windows(2).all(|pair| pair.first() < pair.last())
        }
    }
}

/// Whether the parts of a sum exist, and its range is what they can add up to.
fn adds_up(it: &Checked, score: &Score) -> bool {
    let range = |term: Term| match term {
        Term::Finding(at) => it.findings.get(at).map(|_| (0, 1)),
        Term::Question(at) => match &it.questions.get(at)?.domain {
            Domain::Choice(_) | Domain::MultiChoice(_) => None,
            domain => Some(domain.range()),
        },
    };
    let mut seen = Set::new();
    let sum = score
        .terms
        .iter()
        .try_fold((0, 0), |(low, high), (term, weight)| {
            let (min, max) = range(*term)?;
            let node = match *term {
                Term::Question(at) => Node::Question(at),
                Term::Finding(at) => Node::Finding(at),
            };
            if !up_to(WEIGHT_LIMIT, *weight) || !seen.insert(node) {
                return None;
            }
            let ends = (min * weight, max * weight);
            Some((low + ends.0.min(ends.1), high + ends.0.max(ends.1)))
        });
    !score.terms.is_empty() && sum == Some(score.range)
}

/// All formulas, of gates, findings, rules and what is impossible.
fn all(it: &Checked) -> impl Iterator<Item = &Formula> {
    let gates = it.questions.iter().filter_map(|it| it.gate.as_ref());
    gates
        .map(|gate| &gate.formula)
        .chain(it.findings.iter().map(|it| &it.formula))
        .chain(it.rules.iter().map(|it| &it.formula))
        .chain(it.impossible.iter().map(|it| &it.formula))
}

fn formulas(it: &Checked) -> bool {
    // A comparison of a finding takes up to three parts more than it was written with.
    all(it).map(Formula::parts).sum::<usize>() <= 4 * PART_LIMIT
        && all(it).all(|formula| sensible(it, formula))
}

fn sensible(it: &Checked, formula: &Formula) -> bool {
    let each = |parts: &[Formula]| parts.iter().all(|part| sensible(it, part));
    match formula {
        Formula::Test(at) => *at < it.tests.len(),
        Formula::Finding(at) => *at < it.findings.len(),
        Formula::Not(part) => sensible(it, part),
        Formula::All(parts) | Formula::Any(parts) => parts.len() >= 2 && each(parts),
        Formula::Count { how, number, of } => {
            let range = match how {
                HowMany::AtLeast => 1..of.len() + 1,
                HowMany::AtMost => 0..of.len(),
                HowMany::Exactly => 0..of.len() + 1,
            };
            !of.is_empty() && range.contains(number) && each(of)
        }
    }
}

/// Whether everything that is computed stands in the order once, after what it depends on, and
/// builds on few others in a row.
fn order(it: &Checked) -> bool {
    let mut depths: Map<Node, usize> = Map::new();
    let sorted = it.order.iter().all(|node| {
        let depth = below(it, *node).and_then(|below| {
            let depths = below.iter().map(|it| depths.get(it).copied());
            let depths: Vec<usize> = depths.collect::<Option<_>>()?;
            Some(depths.into_iter().max().map_or(0, |depth| depth + 1))
        });
        depth.is_some_and(|depth| depth <= DEPTH_LIMIT && depths.insert(*node, depth).is_none())
    });
    sorted && depths.len() == it.questions.len() + it.findings.len() + it.scores.len()
}

/// What something depends on; none when there is no such thing.
fn below(it: &Checked, node: Node) -> Option<Vec<Node>> {
    Some(match node {
        Node::Question(at) => match &it.questions.get(at)?.gate {
            Some(gate) => leaves(&gate.formula, &it.tests),
            None => Vec::new(),
        },
        Node::Finding(at) => leaves(&it.findings.get(at)?.formula, &it.tests),
        Node::Score(at) => {
            let terms = it.scores.get(at)?.terms.iter();
            let nodes = terms.map(|(term, _)| match term {
                Term::Question(at) => Node::Question(*at),
                Term::Finding(at) => Node::Finding(*at),
            });
            nodes.collect()
        }
    })
}

fn term(days: Option<i64>) -> bool {
    days.is_none_or(|days| (1..=YEAR).contains(&days))
}

fn leads(it: &Checked, route: &Route) -> bool {
    known(&route.contacts, it.contacts.len())
        && known(&route.offerings, it.offerings.len())
        && known(&route.sources, it.sources.len())
        && term(route.response_days)
}

fn does(it: &Checked, rule: &Rule) -> bool {
    let nothing = rule.indicates.is_empty() && rule.excludes.is_empty() && rule.raises.is_empty();
    !nothing
        && known(&rule.indicates, it.routes.len())
        && known(&rule.excludes, it.routes.len())
        && known(&rule.raises, it.signals.len())
        && known(&rule.offerings, it.offerings.len())
        && known(&rule.sources, it.sources.len())
        && !rule.indicates.iter().any(|at| rule.excludes.contains(at))
        && term(rule.response_days)
}

/// Whether what a page turns into links may be one.
fn reachable(it: &Checked) -> bool {
    let may = |text: &Option<String>, fits: fn(&str) -> bool| text.as_deref().is_none_or(fits);
    it.sources.iter().all(|it| may(&it.url, is_link))
        && it.contacts.iter().all(|it| {
            may(&it.website, is_link)
                && may(&it.email, is_email)
                && may(&it.phone, is_phone)
                && it.areas.iter().all(|area| is_postcode4(area))
        })
}
