//! Which names exist, and what each stands for.

use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::protocol::Protocol;
use crate::protocol::fields::{Ids, Text};
use crate::sorting::Map;
use crate::text::Span;

/// What a name in a condition stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Question(usize),
    Finding(usize),
    Score(usize),
}

/// All names of a protocol, by position.
pub(super) struct Scope<'a> {
    protocol: &'a Protocol,
    names: Map<&'a str, (Named, Span)>,
    sections: Map<&'static str, Map<&'a str, usize>>,
}

impl<'a> Scope<'a> {
    /// Collects the names of a protocol.
    ///
    /// # Diagnostics
    ///
    /// [`Code::NameTaken`] when two of questions, findings and scores share a name.
    pub(super) fn new(protocol: &'a Protocol, report: &mut Vec<Diagnostic>) -> Self {
        let questions = protocol.questions.iter().map(|entry| &entry.id);
        let findings = protocol.findings.iter().map(|entry| &entry.id);
        let scores = protocol.scores.iter().map(|entry| &entry.id);
        let named = questions
            .clone()
            .enumerate()
            .map(|(at, id)| (id, Named::Question(at)))
            .chain(
                findings
                    .clone()
                    .enumerate()
                    .map(|(at, id)| (id, Named::Finding(at))),
            )
            .chain(
                scores
                    .clone()
                    .enumerate()
                    .map(|(at, id)| (id, Named::Score(at))),
            );
        let mut names: Map<&str, (Named, Span)> = Map::new();
        for (id, what) in named {
            if let Some((_, first)) = names.get(id.value.as_str()) {
                report.push(
                    Diagnostic::error(
                        Code::NameTaken,
                        format!("de naam `{}` is al gebruikt", id.value),
                    )
                    .at(id.span)
                    .related(*first, "hier voor het eerst")
                    .help(
                        "vragen, kenmerken en scores delen hun namen: kies een andere".to_owned(),
                    ),
                );
            } else {
                names.insert(&id.value, (what, id.span));
            }
        }
        let positions = |ids: &mut dyn Iterator<Item = &'a Text>| -> Map<&'a str, usize> {
            ids.enumerate()
                .map(|(at, id)| (id.value.as_str(), at))
                .collect()
        };
        let sections = Map::from_iter([
            (
                "bron",
                positions(&mut protocol.sources.iter().map(|it| &it.id)),
            ),
            (
                "groep",
                positions(&mut protocol.groups.iter().map(|it| &it.id)),
            ),
            (
                "vraag",
                positions(&mut protocol.questions.iter().map(|it| &it.id)),
            ),
            (
                "route",
                positions(&mut protocol.routes.iter().map(|it| &it.id)),
            ),
            (
                "aanbod",
                positions(&mut protocol.offerings.iter().map(|it| &it.id)),
            ),
            (
                "contact",
                positions(&mut protocol.contacts.iter().map(|it| &it.id)),
            ),
            (
                "signaal",
                positions(&mut protocol.signals.iter().map(|it| &it.id)),
            ),
            (
                "regel",
                positions(&mut protocol.rules.iter().map(|it| &it.id)),
            ),
        ]);
        Self {
            protocol,
            names,
            sections,
        }
    }

    /// What a name in a condition stands for.
    ///
    /// # Diagnostics
    ///
    /// [`Code::UnknownName`], or [`Code::ReferenceToRemoved`] with the place of the removal.
    pub(super) fn name(
        &self,
        name: &str,
        span: Span,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Named> {
        if let Some((named, _)) = self.names.get(name) {
            return Some(*named);
        }
        let removed = self.removed(&["vraag", "kenmerk", "score"], name, span);
        report.push(removed.unwrap_or_else(|| {
            let is_route = ["route", "signaal", "aanbod"]
                .into_iter()
                .find(|section| self.position(section, name).is_some());
            let help = match is_route {
                Some(section) => Some(format!("`{name}` is een {section}; een voorwaarde gaat over vragen, kenmerken en scores")),
                None => did_you_mean(name, self.names.keys().copied())
                    .or_else(|| Some(format!("bekend: {}", list(self.names.keys().copied(), 12)))),
            };
            Diagnostic::error(
                Code::UnknownName,
                format!("er is geen vraag, kenmerk of score `{name}`"),
            )
            .at(span)
            .help(help)
            .rename(span, name, self.names.keys().copied().filter(|_| is_route.is_none()))
        }));
        None
    }

    /// Where a question says what its bounds and its choices are.
    pub(super) fn domain_spans(&self, question: usize) -> Option<(Option<Span>, Option<Span>)> {
        let body = &self.protocol.questions.get(question)?.body;
        let own = |span: &Span| {
            self.protocol.own.start <= span.start && span.end <= self.protocol.own.end
        };
        let bounds = [body.min.as_ref(), body.max.as_ref()];
        let mut bounds = bounds.into_iter().flatten().map(|it| it.span).rev();
        // The bound that the file itself wrote is the one that surprises.
        let last = bounds.clone().next();
        Some((
            bounds.find(own).or(last),
            body.choices.as_ref().map(|it| it.span),
        ))
    }

    /// The position of an entry in its section.
    pub(super) fn position(&self, section: &str, id: &str) -> Option<usize> {
        self.sections.get(section)?.get(id).copied()
    }

    /// The position of an entry that is referred to.
    ///
    /// # Diagnostics
    ///
    /// [`Code::UnknownReference`], or [`Code::ReferenceToRemoved`] with the place of the removal.
    pub(super) fn reference(
        &self,
        section: &'static str,
        reference: &Text,
        report: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let found = self.position(section, &reference.value);
        if found.is_none() {
            let removed = self.removed(&[section], &reference.value, reference.span);
            report.push(removed.unwrap_or_else(|| self.unknown(section, reference)));
        }
        found
    }

    /// The positions of all entries that are referred to.
    pub(super) fn references(
        &self,
        section: &'static str,
        ids: Option<&Ids>,
        report: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let names = ids.map(Ids::names).unwrap_or_default();
        let mut found: Vec<usize> = Vec::new();
        for name in &names {
            if let Some(at) = self.reference(section, name, report)
                && !found.contains(&at)
            {
                found.push(at);
            }
        }
        found
    }

    fn unknown(&self, section: &'static str, reference: &Text) -> Diagnostic {
        let known = || {
            self.sections
                .get(section)
                .into_iter()
                .flat_map(|ids| ids.keys().copied())
        };
        Diagnostic::error(
            Code::UnknownReference,
            format!("er is geen [{section}.{}]", reference.value),
        )
        .at(reference.span)
        .help(did_you_mean(&reference.value, known()).unwrap_or_else(|| {
            if known().next().is_none() {
                format!(
                    "maak een tabel [{section}.{}], of haal de verwijzing weg",
                    reference.value
                )
            } else {
                format!("bekend: {}", list(known(), 12))
            }
        }))
        .rename(reference.span, &reference.value, known())
    }

    fn removed(&self, sections: &[&str], id: &str, span: Span) -> Option<Diagnostic> {
        let gone = self
            .protocol
            .removed
            .iter()
            .find(|it| it.id == id && sections.contains(&it.section))?;
        Some(
            Diagnostic::error(
                Code::ReferenceToRemoved,
                format!(
                    "[{}.{id}] is vervallen, maar wordt nog gebruikt",
                    gone.section
                ),
            )
            .at(span)
            .related(gone.span, "hier vervalt het")
            .help("laat ook vervallen wat ernaar verwijst, of verwijs naar iets anders".to_owned()),
        )
    }
}
