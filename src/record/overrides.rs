//! That a GP chose otherwise than advised, and why.

use super::facts::short;
use crate::check::{Checked, OverrideReason};
use crate::decide::{Case, Decision, Loose};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::present::reason_info;
use crate::protocol::version::Date;
use crate::prove::Prover;
use crate::sorting::Set;
use crate::wire::{OverrideRecord, RouteName};

/// What was chosen instead of the advice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The id of the route; none for no route at all.
    pub route: Option<String>,
    /// The id of the reason.
    pub reason: Option<String>,
    /// What the GP wrote beside it.
    pub note: Option<String>,
}

/// The longest note, in bytes.
const NOTE_LIMIT: usize = 4_000;
const KEYS: [&str; 3] = ["route", "reason", "note"];
const SHAPE: &str =
    "bijvoorbeeld {\"route\": \"huisarts\", \"reason\": \"anders\", \"note\": \"…\"}";

impl Choice {
    /// Takes a loose value as a choice: `{route, reason, note}`, each of which may be absent or null.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidOverride`]; every fault at once.
    pub fn read(value: Loose) -> Result<Self, Vec<Diagnostic>> {
        let Loose::Object(entries) = value else {
            return Err(vec![fault(format!(
                "een keuze is een object, maar hier staat {}",
                value.describe()
            ))]);
        };
        let mut choice = Self::default();
        let mut faults = Vec::new();
        let mut seen = Set::new();
        for (key, value) in entries {
            let place = match key.as_str() {
                "route" => Some(&mut choice.route),
                "reason" => Some(&mut choice.reason),
                "note" => Some(&mut choice.note),
                _ => None,
            };
            match (place, value) {
                (Some(_), Loose::Nothing) => {}
                (Some(place), Loose::Text(text)) if text.len() <= NOTE_LIMIT => {
                    *place = Some(text);
                }
                (Some(_), Loose::Text(_)) => faults.push(fault(format!(
                    "`{key}` is te lang: hoogstens {NOTE_LIMIT} tekens"
                ))),
                (Some(_), value) => faults.push(fault(format!(
                    "`{key}` van de keuze kan niet {} zijn",
                    value.describe()
                ))),
                (None, _) => {
                    let near = did_you_mean(&short(&key), KEYS);
                    faults.push(
                        fault(format!("`{}` hoort niet in een keuze", short(&key)))
                            .help(near.unwrap_or_else(|| SHAPE.to_owned())),
                    );
                }
            }
            if !seen.insert(key.clone()) {
                faults.push(fault(format!(
                    "`{}` staat twee keer in de keuze",
                    short(&key)
                )));
            }
        }
        if faults.is_empty() {
            Ok(choice)
        } else {
            Err(faults)
        }
    }
}

/// Lays down that a GP chose otherwise than advised.
///
/// # Errors
///
/// [`Code::InvalidOverride`] for a route or reason that the protocol does not have, a note that the
/// reason needs and that is not there, or a choice that is the advice; every fault at once.
pub fn override_record(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
    choice: &Choice,
) -> Result<OverrideRecord, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let advised = decision.advised().and_then(|rank| checked.routes.get(rank));
    let chosen = match &choice.route {
        None => None,
        Some(id) => {
            let found = checked.routes.iter().find(|it| it.id == *id);
            if found.is_none() {
                let known = || checked.routes.iter().map(|it| it.id.as_str());
                faults.push(unknown("route", id, known));
            }
            found
        }
    };
    let is_route = choice.route.is_none() || chosen.is_some();
    if is_route && chosen.map(|it| &it.id) == advised.map(|it| &it.id) {
        let message = match advised {
            Some(route) => format!("`{}` is het advies zelf", route.id),
            None => "er is geen advies, en er is geen route gekozen".to_owned(),
        };
        faults.push(
            Diagnostic::error(Code::InvalidOverride, message).help(
                "leg alleen vast dat er iets anders gekozen is dan het advies; een advies dat \
                 gevolgd is, staat al in het adviesbewijs"
                    .to_owned(),
            ),
        );
    }
    let reason = reason(checked, choice, &mut faults);
    let note = choice.note.as_deref().map(str::trim);
    let note = note.filter(|it| !it.is_empty()).map(str::to_owned);
    if let (Some(reason), None) = (reason.filter(|it| it.needs_note), &note) {
        faults.push(
            Diagnostic::error(
                Code::InvalidOverride,
                format!("bij de reden `{}` hoort een toelichting", reason.id),
            )
            .help("schrijf in `note` wat de reden is, zonder gegevens van de patiënt".to_owned()),
        );
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let name = |route: &crate::check::Route| RouteName {
        id: route.id.clone(),
        title: route.title.clone(),
    };
    Ok(OverrideRecord {
        receipt: super::receipt(checked, prover, case, decision, date),
        advised: advised.map(name),
        chosen: chosen.map(name),
        reason: reason.map(reason_info),
        note,
        date: date.to_string(),
    })
}

fn reason<'a>(
    checked: &'a Checked,
    choice: &Choice,
    faults: &mut Vec<Diagnostic>,
) -> Option<&'a OverrideReason> {
    let known = || checked.override_reasons.iter().map(|it| it.id.as_str());
    match &choice.reason {
        // A protocol that lists no reasons cannot ask for one.
        None if checked.override_reasons.is_empty() => None,
        None => {
            faults.push(
                Diagnostic::error(
                    Code::InvalidOverride,
                    "in de keuze ontbreekt `reason`: waarom iets anders gekozen is",
                )
                .help(format!("kies uit {}", list(known(), 12))),
            );
            None
        }
        Some(id) => {
            let mut all = checked.override_reasons.iter();
            let found = all.find(|it| it.id == *id);
            if found.is_none() {
                faults.push(unknown("afwijking", id, known));
            }
            found
        }
    }
}

fn unknown<'a, I: Iterator<Item = &'a str>>(
    section: &str,
    id: &str,
    known: impl Fn() -> I,
) -> Diagnostic {
    let near = did_you_mean(&short(id), known());
    let all = format!("kies uit {}", list(known(), 20));
    Diagnostic::error(
        Code::InvalidOverride,
        format!("dit protocol heeft geen {section} `{}`", short(id)),
    )
    .help(match near {
        Some(near) => format!("{near} {all}"),
        None if known().next().is_none() => format!("dit protocol noemt geen [{section}.…]"),
        None => all,
    })
}

fn fault(message: String) -> Diagnostic {
    Diagnostic::error(Code::InvalidOverride, message).help(SHAPE.to_owned())
}
