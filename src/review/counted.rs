//! Counting what came of advice.

use super::entry::State;
use super::gathered::{Again, Draft, Found, Gathered};
use super::shown::{LEAST, Set, Shown};
use crate::protocol::version::{Date, Reference};
use crate::sorting;
use crate::wire::{CountLine, DraftEffect, DraftMove, Evaluation, RuleFirst, RuleLine};
use std::collections::BTreeMap;

/// An id and what people read.
type Named = (String, String);
/// The route that was advised, and what a draft makes of the case.
type Kind = (Option<Named>, Again);

/// What came of all advice on a day, and the receipts to talk about, each with why. The list is for those
/// who have the receipts: unlike the numbers it is about single cases.
pub fn evaluation(
    gathered: &Gathered,
    on: Date,
    drafts: &[Draft<'_>],
) -> (Evaluation, Vec<(String, Vec<String>)>) {
    let all: Vec<&Found> = gathered.found.values().collect();
    let decide = |draft: &Draft<'_>| -> Vec<Option<Again>> {
        let own = |it: &Found| draft.checked.listing.id == it.advice.recorded.protocol.id;
        let all = all.iter();
        all.map(|it| own(it).then(|| draft.decide(&it.advice)))
            .collect()
    };
    let decided: Vec<Vec<Option<Again>>> = drafts.iter().map(decide).collect();
    let state = |it: &Found| {
        let returned = gathered.returned.get(&it.advice.sum);
        returned.map(|(_, state)| *state)
    };
    let tell = |count: &mut Count<'_>| {
        let mut evaluation = numbers(count, &state, on);
        evaluation.damaged = gathered.damaged;
        let known = |sum: &&String| !gathered.found.contains_key(*sum);
        evaluation.unmatched = gathered.returned.keys().filter(known).count();
        let effects = drafts.iter().zip(&decided);
        let effects = effects.map(|(draft, again)| effect(count, *draft, again));
        evaluation.drafts = effects.collect();
        evaluation
    };
    let mut count = Count {
        shown: Shown::default(),
        all: &all,
    };
    // Once to hear all that is asked for, and once to say what of it is shown.
    tell(&mut count);
    count.shown = count.shown.settled();
    let evaluation = tell(&mut count);
    // A draft that changes one thing was made to see what that does, not to talk about.
    let draft = drafts.iter().position(|it| it.change.is_none());
    let again = draft.and_then(|at| decided.get(at).cloned());
    let again = again.unwrap_or_else(|| vec![None; all.len()]);
    let cases = all.iter().zip(&again);
    let cases = cases.filter_map(|(it, again)| {
        let why = talk(it, state(it), again.as_ref(), on);
        (!why.is_empty()).then(|| (it.advice.sum.clone(), why))
    });
    (evaluation, cases.collect())
}

/// All numbers but those about drafts.
fn numbers(count: &mut Count<'_>, state: &dyn Fn(&Found) -> Option<State>, on: Date) -> Evaluation {
    let receipts = count.one(|_| true);
    let advice = count.parts(&ADVICE, |it| Some(advice(it)));
    let returned = count.parts(&RETURNED, |it| returned(it, state(it), on));
    let reasons = count.named(|it| {
        let none = || named("geen", "Geen reden genoemd");
        it.overridden
            .then(|| it.reason.clone().unwrap_or_else(none))
    });
    let no_route = || named("geen_route", "Nog open, of geen advies");
    let routes = count.named(|it| Some(it.advice.route.clone().unwrap_or_else(no_route)));
    let protocols = count.named(|it| {
        let version = it.advice.recorded.protocol.to_string();
        Some((version.clone(), version))
    });
    let rules = rules(count, state);
    Evaluation {
        on: on.to_string(),
        least: LEAST,
        receipts,
        damaged: 0,
        unmatched: 0,
        protocols,
        routes,
        advice,
        reasons,
        returned,
        first: first(&rules),
        rules,
        drafts: Vec::new(),
    }
}

const ADVICE: [(&str, &str); 3] = [
    ("followed", "Gevolgd, voor zover bekend"),
    ("overridden", "Iets anders gekozen"),
    ("noRoute", "Nog open, of geen advies"),
];

const RETURNED: [(&str, &str); 5] = [
    ("done", "Afgerond"),
    ("sentBack", "Teruggestuurd"),
    ("busy", "Mee bezig"),
    ("late", "Niets gehoord, termijn voorbij"),
    ("waiting", "Niets gehoord, binnen de termijn"),
];

fn named(id: &str, title: &str) -> Named {
    (id.to_owned(), title.to_owned())
}

fn advice(it: &Found) -> usize {
    match (it.overridden, &it.advice.route) {
        (true, _) => 1,
        (false, Some(_)) => 0,
        (false, None) => 2,
    }
}

fn returned(it: &Found, state: Option<State>, on: Date) -> Option<usize> {
    (!it.overridden && it.advice.days.is_some()).then(|| match state {
        Some(State::Done) => 0,
        Some(State::SentBack) => 1,
        Some(State::Busy) => 2,
        None if it.is_late(on) => 3,
        None => 4,
    })
}

/// Counting, with what was shown before in mind.
struct Count<'a> {
    shown: Shown,
    all: &'a [&'a Found],
}

impl Count<'_> {
    fn one(&mut self, is_in: impl Fn(&Found) -> bool) -> Option<usize> {
        let set: Set = self.all.iter().map(|it| is_in(it)).collect();
        self.shown.one(&set)
    }

    /// Fixed parts of a whole.
    fn parts(
        &mut self,
        titles: &[(&str, &str)],
        part: impl Fn(&Found) -> Option<usize>,
    ) -> Vec<CountLine> {
        let sets: Vec<Set> = (0..titles.len())
            .map(|at| self.all.iter().map(|it| part(it) == Some(at)).collect())
            .collect();
        let counts = self.shown.parts(&sets);
        let lines = titles.iter().zip(counts);
        let line = |((id, title), count): (&(&str, &str), Option<usize>)| CountLine {
            id: (*id).to_owned(),
            title: (*title).to_owned(),
            count,
        };
        lines.map(line).collect()
    }

    /// Parts that are found on the way, the largest first; those that are not shown last, by name.
    fn named(&mut self, part: impl Fn(&Found) -> Option<Named>) -> Vec<CountLine> {
        let parts: Vec<Option<Named>> = self.all.iter().map(|it| part(it)).collect();
        let mut names: Vec<&Named> = parts.iter().flatten().collect();
        sorting::by_key(&mut names, |it| (*it).clone());
        names.dedup_by(|one, other| one.0 == other.0);
        let of = |id: &str| -> Set {
            let is = |it: &Option<Named>| it.as_ref().is_some_and(|it| it.0 == id);
            parts.iter().map(is).collect()
        };
        let sets: Vec<Set> = names.iter().map(|(id, _)| of(id)).collect();
        let counts = self.shown.parts(&sets);
        let mut lines: Vec<CountLine> = names
            .into_iter()
            .zip(counts)
            .map(|((id, title), count)| CountLine {
                id: id.clone(),
                title: title.clone(),
                count,
            })
            .collect();
        sorting::by_key(&mut lines, |it| usize::MAX - it.count.unwrap_or_default());
        lines
    }
}

fn rules(count: &mut Count<'_>, state: &dyn Fn(&Found) -> Option<State>) -> Vec<RuleLine> {
    let mut all: BTreeMap<(String, String), (String, usize)> = BTreeMap::new();
    for it in count.all {
        for rule in &it.advice.rules {
            let key = (it.advice.recorded.protocol.id.clone(), rule.id.clone());
            let (_, times) = all.entry(key).or_insert((rule.reason.clone(), 0));
            *times += usize::from(decided(it, &rule.routes));
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    sorting::by_key(&mut all, |(_, (_, times))| usize::MAX - times);
    let lines = all.into_iter().map(|((protocol, id), (reason, _))| {
        let of = |it: &Found, only: bool| {
            let own = it.advice.recorded.protocol.id == protocol;
            own && it
                .advice
                .rules
                .iter()
                .any(|rule| rule.id == id && (!only || decided(it, &rule.routes)))
        };
        let decided = count.one(|it| of(it, true));
        RuleLine {
            held: count.one(|it| of(it, false)),
            overridden: count.one(|it| of(it, true) && it.overridden),
            sent_back: count.one(|it| of(it, true) && state(it) == Some(State::SentBack)),
            decided,
            protocol,
            id,
            reason,
        }
    });
    lines.collect()
}

/// Whether a rule that holds was for the advised route.
fn decided(it: &Found, routes: &[String]) -> bool {
    let advised = it.advice.route.as_ref();
    advised.is_some_and(|(id, _)| routes.contains(id))
}

/// The rule after which most often something else happened than was advised, as far as numbers are shown.
fn first(rules: &[RuleLine]) -> Option<RuleFirst> {
    let turned =
        |it: &RuleLine| it.overridden.unwrap_or_default() + it.sent_back.unwrap_or_default();
    let share = |it: &RuleLine| {
        let decided = it.decided.filter(|times| *times > 0)?;
        let turned = turned(it);
        (turned > 0).then(|| (turned * 1000 / decided, turned))
    };
    let found = rules.iter().max_by_key(|it| share(it))?;
    share(found)?;
    let times = found.decided.unwrap_or_default();
    let mut parts = Vec::new();
    for (number, what) in [
        (found.overridden, "koos de huisarts iets anders"),
        (
            found.sent_back,
            "stuurde de contactpersoon de verwijzing terug",
        ),
    ] {
        if let Some(number) = number.filter(|number| *number > 0) {
            parts.push(format!("{number} keer {what}"));
        }
    }
    Some(RuleFirst {
        protocol: found.protocol.clone(),
        id: found.id.clone(),
        reason: found.reason.clone(),
        why: format!("besliste {times} keer mee; daarna {}", parts.join(", en ")),
    })
}

fn effect(count: &mut Count<'_>, draft: Draft<'_>, again: &[Option<Again>]) -> DraftEffect {
    let listing = &draft.checked.listing;
    let before = |at: usize| count.all.get(at).and_then(|it| it.advice.route.clone());
    let kinds: Vec<Option<Kind>> = again
        .iter()
        .enumerate()
        .map(|(at, it)| it.clone().map(|it| (before(at), it)))
        .collect();
    let is_same = |(before, now): &Kind| {
        let id = |it: &Option<Named>| it.as_ref().map(|it| it.0.clone());
        matches!(now, Again::Advised(now) if id(now) == id(before))
    };
    let set = |is_in: &dyn Fn(&Kind) -> bool| -> Set {
        kinds
            .iter()
            .map(|it| it.as_ref().is_some_and(is_in))
            .collect()
    };
    let mut moved: Vec<&Kind> = kinds
        .iter()
        .flatten()
        .filter(|it| !is_same(it) && it.1 != Again::Unfit)
        .collect();
    sorting::by_key(&mut moved, |it| (*it).clone());
    moved.dedup();
    let mut sets = vec![set(&is_same), set(&|it| it.1 == Again::Unfit)];
    sets.extend(moved.iter().map(|kind| set(&|it| it == *kind)));
    let receipts = count.shown.one(&set(&|_| true));
    let mut counts = count.shown.parts(&sets).into_iter();
    let (same, unfit) = (counts.next().flatten(), counts.next().flatten());
    let title = |it: &Option<Named>| it.as_ref().map(|it| it.1.clone());
    let moves = moved.into_iter().zip(counts);
    let moves = moves.map(|((before, now), count)| DraftMove {
        from: title(before),
        to: match now {
            Again::Advised(now) => title(now),
            Again::Unfit => None,
        },
        count,
    });
    DraftEffect {
        protocol: Reference {
            id: listing.id.clone(),
            version: listing.version,
        }
        .to_string(),
        change: draft.change.map(str::to_owned),
        receipts,
        same,
        unfit,
        moves: moves.collect(),
    }
}

/// Why a case is worth talking about.
fn talk(it: &Found, state: Option<State>, again: Option<&Again>, on: Date) -> Vec<String> {
    let mut why = Vec::new();
    if it.overridden {
        let reason = it.reason.as_ref().map(|it| format!(": {}", it.1));
        why.push(format!("iets anders gekozen{}", reason.unwrap_or_default()));
    }
    if state == Some(State::SentBack) {
        why.push("teruggestuurd door de contactpersoon".to_owned());
    }
    if returned(it, state, on) == Some(3) {
        why.push("niets gehoord, en de termijn is voorbij".to_owned());
    }
    let before = it.advice.route.as_ref();
    match again {
        Some(Again::Unfit) => why.push("de antwoorden passen niet in het concept".to_owned()),
        Some(Again::Advised(now)) if now.as_ref().map(|it| &it.0) != before.map(|it| &it.0) => {
            let title = |it: Option<&Named>| it.map_or("geen route", |it| it.1.as_str()).to_owned();
            why.push(format!(
                "toen {}, in het concept {}",
                title(before),
                title(now.as_ref())
            ));
        }
        _ => {}
    }
    why
}
