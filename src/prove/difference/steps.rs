//! Whether the versions of a protocol go up by as much as changed between them.

use super::super::{Proved, Prover};
use super::{Difference, Kind, Move, Shift, Step, StepGround, What, difference};
use crate::answer::Answer;
use crate::check::{Checked, compile};
use crate::diagnostic::{Code, Diagnostic, Witness};
use crate::program;
use crate::protocol::listing::Listing;
use crate::protocol::registry::{File, Registry};
use crate::protocol::version::{Status, Version};
use crate::sorting;
use crate::sorting::Map;
use crate::text::Span;

/// Compares each version of each protocol with the one before it.
///
/// A version that is still being written is compared, but none with it: nobody builds on it yet.
/// Versions with faults of their own are passed over.
///
/// # Diagnostics
///
/// [`Code::VersionStepTooSmall`].
pub fn steps(registry: &Registry) -> Vec<Diagnostic> {
    let mut by_id: Map<&str, Vec<(&File, &Listing)>> = Map::new();
    for (file, it) in registry.listed() {
        by_id.change(&it.id, |versions| versions.push((file, it)));
    }
    let mut report = Vec::new();
    for versions in by_id.values_mut().filter(|it| it.len() > 1) {
        sorting::by_key(versions, |(_, it)| it.version);
        let mut before: Option<Ready> = None;
        for (file, it) in versions.iter() {
            let Ok(checked) = compile(registry, file) else {
                continue;
            };
            let prover = Prover::new(program::compile(&checked));
            let place = registry.read(file, &mut Vec::new()).header.version;
            let ready = Ready {
                checked,
                prover,
                version: it.version,
                place: place.map_or(it.span, |text| text.span),
            };
            if let Some(before) = before.as_ref().filter(|it| it.version < ready.version) {
                report.extend(compare(before, &ready));
            }
            if it.status != Status::Draft {
                before = Some(ready);
            }
        }
    }
    report
}

/// A version that can be compared.
struct Ready {
    checked: Checked,
    prover: Prover,
    version: Version,
    place: Span,
}

impl Ready {
    fn proved(&self) -> Proved<'_> {
        Proved {
            checked: &self.checked,
            prover: &self.prover,
        }
    }
}

fn compare(old: &Ready, new: &Ready) -> Option<Diagnostic> {
    let made = step_between(old.version, new.version);
    if made == Step::Major {
        return None;
    }
    let found = difference(old.proved(), new.proved(), 0);
    if found.step <= made {
        return None;
    }
    let least = after(old.version, found.step);
    let message = format!(
        "van {} naar {} is een te kleine stap: dit wordt minstens {least}",
        old.version, new.version
    );
    let shown = found
        .moves
        .iter()
        .find(|it| found.step == Step::Minor && it.shift.to.is_some());
    Some(
        Diagnostic::error(Code::VersionStepTooSmall, message)
            .at(new.place)
            .related(old.place, "de versie hiervoor")
            .help(why(&found))
            .witness(shown.map(|it| witness(it, old.version, &new.checked))),
    )
}

fn step_between(old: Version, new: Version) -> Step {
    if new.major > old.major {
        Step::Major
    } else if new.minor > old.minor {
        Step::Minor
    } else {
        Step::Patch
    }
}

/// The first version after this one that makes the step.
fn after(version: Version, step: Step) -> Version {
    let Version { major, minor, .. } = version;
    match step {
        Step::Major => Version {
            major: major.saturating_add(1),
            minor: 0,
            patch: 0,
        },
        Step::Minor => Version {
            minor: minor.saturating_add(1),
            patch: 0,
            ..version
        },
        Step::Patch | Step::None => version,
    }
}

/// What takes the step, in a sentence.
fn why(found: &Difference) -> String {
    let ground = found.grounds.iter().find(|it| it.what.step() == found.step);
    let moved = || found.moves.iter().chain(&found.others).next();
    if let Some(ground) = ground {
        return lost(ground);
    }
    if let Some(it) = moved() {
        return moves(&it.shift);
    }
    let shifts = found.unproved.iter().map(moves);
    let unproved = shifts.take(1).collect::<String>();
    format!("het is niet bewezen dat dit niet voorkomt: {unproved}")
}

fn lost(ground: &StepGround) -> String {
    let id = &ground.id;
    let choice = ground.choice.as_deref().unwrap_or_default();
    match ground.what {
        What::QuestionRemoved => format!("vraag `{id}` vervalt"),
        What::QuestionType => format!("vraag `{id}` krijgt een ander type"),
        What::ChoiceRemoved => format!("keuze `{choice}` van vraag `{id}` vervalt"),
        What::RangeNarrowed => format!("vraag `{id}` neemt niet meer alle getallen aan van eerst"),
        What::RouteRemoved => format!("route `{id}` vervalt"),
        What::SignalRemoved => format!("signaal `{id}` vervalt"),
        What::QuestionAdded => format!("vraag `{id}` komt erbij"),
        What::ChoiceAdded => format!("keuze `{choice}` van vraag `{id}` komt erbij"),
        What::RangeWidened => format!("vraag `{id}` neemt meer getallen aan dan eerst"),
        What::RouteAdded => format!("route `{id}` komt erbij"),
        What::SignalAdded => format!("signaal `{id}` komt erbij"),
    }
}

fn moves(shift: &Shift) -> String {
    let route = |id: &Option<String>| match id {
        Some(id) => format!("`{id}`"),
        None => "geen advies".to_owned(),
    };
    let subject = route(if shift.from.is_some() {
        &shift.from
    } else {
        &shift.to
    });
    match (shift.kind, shift.from.is_some()) {
        (Kind::Advice, _) => format!(
            "er zijn casussen die van {} naar {} gaan",
            route(&shift.from),
            route(&shift.to)
        ),
        (Kind::AlsoSuitable, true) => {
            format!("er zijn casussen waarin {subject} niet langer ook passend is")
        }
        (Kind::AlsoSuitable, false) => {
            format!("er zijn casussen waarin {subject} nu ook passend is")
        }
        (Kind::Signal, true) => format!("er zijn casussen waarin signaal {subject} vervalt"),
        (Kind::Signal, false) => format!("er zijn casussen waarin signaal {subject} erbij komt"),
        (Kind::Impossible, true) => {
            format!("er zijn casussen die volgens {subject} onmogelijk waren, en nu niet")
        }
        (Kind::Impossible, false) => {
            format!("er zijn casussen die volgens {subject} nu onmogelijk zijn")
        }
    }
}

/// The case as an example for the newer file.
fn witness(it: &Move, before: Version, new: &Checked) -> Witness {
    let answers = it.witness.in_new(new);
    let written: Vec<String> = answers
        .iter()
        .map(|(id, answer)| format!("{id} = {}", toml(answer)))
        .collect();
    let route = it.shift.to.as_deref().unwrap_or_default();
    Witness {
        example: format!(
            "[voorbeeld.anders_dan_{}]\ntitel = \"Anders dan in versie {before}\"\n\
             antwoorden = {{ {} }}\nverwacht = {{ route = \"{route}\" }}\n",
            before.to_string().replace('.', "_"),
            written.join(", ")
        ),
        answers,
    }
}

/// Ids need no escape.
fn toml(answer: &Answer) -> String {
    match answer {
        Answer::YesNo(yes) => yes.to_string(),
        Answer::Number(number) => number.to_string(),
        Answer::Choice(id) => format!("\"{id}\""),
        Answer::Choices(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            format!("[{}]", ids.join(", "))
        }
    }
}
