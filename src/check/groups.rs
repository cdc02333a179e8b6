//! Checking the groups, and whether their questions can be drawn as they say.

use super::area::Area;
use super::checked::{Group, Question};
use super::domain::Domain;
use super::drawing::{Drawing, Hints, Profile};
use super::entries::{each, link};
use super::questions::{one_of, optional, required};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Flag, Text};
use crate::protocol::{Entry, Protocol, file};
use crate::text::Span;

/// So many axes a web can have: with fewer there is no surface, with more no room for the labels.
const AXES: std::ops::RangeInclusive<usize> = 3..=12;

/// The profiles of a ladder: whether the second and the third scale are high.
const PROFILES: [(&str, bool, bool); 4] = [
    ("hoog_hoog", true, true),
    ("hoog_laag", true, false),
    ("laag_hoog", false, true),
    ("laag_laag", false, false),
];

/// Checks the groups.
pub(super) fn groups(
    protocol: &Protocol,
    questions: &[Option<Question>],
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Group>> {
    let mut at = 0;
    each(&protocol.groups, |entry| {
        let own = questions.iter().flatten().filter(|it| it.group == Some(at));
        let own: Vec<&Question> = own.collect();
        // What a question lacks was said there; its group would only seem to lack a question.
        let whole = (protocol.questions.iter().zip(questions)).all(|(written, read)| {
            let named = written.body.group.as_ref();
            read.is_some() || named.is_none_or(|it| it.value != entry.id.value)
        });
        at += 1;
        group(entry, &own, whole, report)
    })
}

fn group(
    Entry { id, body }: &Entry<file::Group>,
    questions: &[&Question],
    whole: bool,
    report: &mut Vec<Diagnostic>,
) -> Option<Group> {
    let flag = |field: &Option<Flag>| field.as_ref().is_some_and(|flag| flag.value);
    let (safety, talk) = (flag(&body.safety), flag(&body.talk));
    if let (true, true, Some(field)) = (safety, talk, &body.talk) {
        report.push(
            Diagnostic::error(
                Code::KeyNotAllowed,
                "vragen over veiligheid tellen altijd mee: `gesprek` past daar niet bij",
            )
            .at(field.span)
            .help("haal `gesprek` of `veiligheid` weg".to_owned()),
        );
    }
    let drawing = body.drawing.as_ref().and_then(|word| {
        let at = one_of(word, "tekening", Drawing::ALL.map(Drawing::word), report)?;
        Some((*Drawing::ALL.get(at)?, word.span))
    });
    if let (Some((drawing, span)), true) = (drawing, whole)
        && let Some((message, help)) = misfit(drawing, questions)
    {
        report.push(
            Diagnostic::error(Code::DrawingMisfit, message)
                .at(span)
                .help(help),
        );
    }
    let ladder = drawing.is_some_and(|it| it.0 == Drawing::Ladder);
    let hints = hints(id, body, ladder, questions, report);
    let link = link("koppeling", body.link.as_ref(), report);
    Some(Group {
        id: id.value.clone(),
        title: required(id, "groep", "titel", body.title.as_ref(), report)?,
        explanation: optional(body.explanation.as_ref()),
        safety,
        talk,
        drawing: drawing.map(|it| it.0),
        link,
        hints,
    })
}

/// Why the questions cannot be drawn so, and what to do.
pub(super) fn misfit(drawing: Drawing, questions: &[&Question]) -> Option<(String, String)> {
    let scales = questions
        .iter()
        .all(|it| matches!(it.domain, Domain::Scale { .. }));
    let mut ranges = questions.iter().map(|it| it.domain.range());
    let first = ranges.next();
    let alike = ranges.all(|it| Some(it) == first);
    match drawing {
        Drawing::Web if !(scales && alike && AXES.contains(&questions.len())) => Some((
            format!(
                "een web heeft {} tot {} vragen van het type schaal, alle met dezelfde `min` en `max`",
                AXES.start(),
                AXES.end()
            ),
            "geef de groep zulke vragen, of haal `tekening` weg".to_owned(),
        )),
        Drawing::Ladder if !(scales && alike && questions.len() == 3) => Some((
            "een ladder heeft drie vragen van het type schaal, met dezelfde `min` en `max`"
                .to_owned(),
            "zet eerst de vraag die de ladder is, dan de twee die ernaast staan".to_owned(),
        )),
        Drawing::Map => not_a_map(questions),
        Drawing::Web | Drawing::Ladder => None,
    }
}

/// A map has in each domain a list of what plays and perhaps one of first steps, and perhaps one
/// question in which domain to begin.
fn not_a_map(questions: &[&Question]) -> Option<(String, String)> {
    for area in Area::ALL {
        let inside = || questions.iter().filter(|it| it.area == Some(area));
        let plays = inside().filter(|it| matches!(it.domain, Domain::MultiChoice(_)));
        let steps = inside().filter(|it| matches!(it.domain, Domain::Choice(_)));
        let (plays, steps) = (plays.count(), steps.count());
        if plays != 1 || steps > 1 || inside().count() != plays + steps {
            return Some((
                format!(
                    "een kaart heeft in het domein {} één meerkeuze (wat er speelt) en hoogstens één keuze (de eerste stap)",
                    area.word()
                ),
                format!("geef vragen in deze groep `domein = \"{}\"`", area.word()),
            ));
        }
    }
    let is_domain = |id: &str| Area::ALL.iter().any(|area| area.word() == id);
    let mut rest = questions.iter().filter(|it| it.area.is_none());
    let begins = rest.next();
    let fits = begins.is_none_or(|it| match &it.domain {
        Domain::Choice(choices) => choices.iter().all(|choice| is_domain(&choice.id)),
        _ => false,
    });
    (!fits || rest.next().is_some()).then(|| {
        (
            "buiten de domeinen heeft een kaart hoogstens één keuze: in welk domein de patiënt wil beginnen".to_owned(),
            "geef de keuzes de namen van de domeinen: lichamelijk, geestelijk, sociaal, maatschappelijk".to_owned(),
        )
    })
}

fn hints(
    id: &Text,
    body: &file::Group,
    ladder: bool,
    questions: &[&Question],
    report: &mut Vec<Diagnostic>,
) -> Option<Hints> {
    let spans = [
        ("grens", body.threshold.as_ref().map(|it| it.span)),
        ("profielen", body.profiles.as_ref().map(|it| it.span)),
    ];
    if !ladder {
        for (key, span) in spans {
            refuse(key, span, report);
        }
        return None;
    }
    let (threshold, profiles) = match (&body.threshold, &body.profiles) {
        (None, None) => return None,
        (Some(threshold), Some(profiles)) => (threshold, profiles),
        (threshold, _) => {
            let missing = if threshold.is_none() {
                "grens"
            } else {
                "profielen"
            };
            report.push(
                Diagnostic::error(
                    Code::MissingKey,
                    format!("in [groep.{}] ontbreekt `{missing}`", id.value),
                )
                .at(id.span)
                .help(
                    "`grens` en `profielen` horen bij elkaar: schrijf beide, of geen van beide"
                        .to_owned(),
                ),
            );
            return None;
        }
    };
    if let Some((min, max)) = questions.first().map(|it| it.domain.range())
        && !(min < threshold.value && threshold.value <= max)
    {
        report.push(
            Diagnostic::error(
                Code::InvalidValue,
                format!("`grens` moet tussen {} en {max} liggen", min + 1),
            )
            .at(threshold.span)
            .help("kies het cijfer vanaf waar een schaal als hoog telt".to_owned()),
        );
    }
    let known = PROFILES.map(|it| it.0);
    for (key, text) in &profiles.value.0 {
        let known = one_of(key, "profiel", known, report).is_some();
        if known && text.value.trim().is_empty() {
            report.push(
                Diagnostic::error(Code::InvalidValue, format!("`{}` is leeg", key.value))
                    .at(text.span)
                    .help("schrijf waarover u het kunt hebben".to_owned()),
            );
        }
    }
    let found = PROFILES.map(|(key, second, third)| {
        let mut entries = profiles.value.0.iter();
        let text = entries.find(|(name, _)| name.value == key).map(|it| &it.1);
        text.map(|text| Profile {
            second,
            third,
            text: text.value.clone(),
        })
    });
    let missing = known.iter().zip(&found).find(|(_, it)| it.is_none());
    if let Some((key, _)) = missing {
        report.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("in `profielen` ontbreekt `{key}`"),
            )
            .at(profiles.span)
            .help("schrijf er vier: hoog_hoog, hoog_laag, laag_hoog en laag_laag".to_owned()),
        );
    }
    Some(Hints {
        threshold: threshold.value,
        profiles: found.into_iter().collect::<Option<_>>()?,
    })
}

fn refuse(key: &str, span: Option<Span>, report: &mut Vec<Diagnostic>) {
    if let Some(span) = span {
        report.push(
            Diagnostic::error(
                Code::KeyNotAllowed,
                format!("`{key}` hoort bij een groep met `tekening = \"ladder\"`"),
            )
            .at(span)
            .help(format!("haal `{key}` weg")),
        );
    }
}
