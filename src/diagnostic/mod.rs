//! What is wrong in a text, where, and what to do about it.
//!
//! In: faults, as the first rooms find them. Out: [`Diagnostic`]s, sorted by place.
//! The message says in Dutch what is wrong, `help` how to mend it. The code is given where the
//! fault is found and never guessed from a text.
//!
//! Not here: how a diagnostic is shown. See [`render`].

mod codes;
pub mod render;
mod repair;

pub use codes::Code;

use crate::answer::Answer;
use crate::sorting;
use crate::text::{Span, lower};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Info,
    /// The protocol can be used, but is probably not what its author meant.
    Warning,
    /// The protocol cannot be used.
    Error,
}

/// A second place that belongs to the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there, in Dutch.
    pub message: String,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of fault.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: Dutch, one line, no full stop, user text in backticks.
    pub message: String,
    /// Where; absent when the fault is not in a text (an answer of a case, a missing file).
    pub span: Option<Span>,
    /// A concrete way out, in Dutch.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A change of the text that mends it and is safe to make unseen; empty when there is none.
    pub fix: Vec<Edit>,
    /// A case that shows it.
    pub witness: Option<Witness>,
}

/// A case that shows a fault: as few answers as will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The answers, each with the id of its question.
    pub answers: Vec<(String, Answer)>,
    /// The same case as a `[voorbeeld.…]`, ready to paste into the file.
    pub example: String,
}

/// A change of the text: what stands at `span` becomes `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; of no width where text is only added.
    pub span: Span,
    /// What comes instead.
    pub text: String,
}

impl Diagnostic {
    /// An error with the given code and message, without a place yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span: None,
            help: None,
            related: Vec::new(),
            fix: Vec::new(),
            witness: None,
        }
    }

    /// A warning with the given code and message.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Something worth knowing with the given code and message.
    pub fn info(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Info,
            ..Self::error(code, message)
        }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// Adds a way out; an absent one changes nothing.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into().or(self.help);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a safe change that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix.push(Edit {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds a case that shows it; an absent one changes nothing.
    #[must_use]
    pub fn witness(mut self, witness: impl Into<Option<Witness>>) -> Self {
        self.witness = witness.into().or(self.witness);
        self
    }

    /// Whether this fault keeps the protocol from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by place, and drops a fault that says the same at the same place twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    sorting::by_key(diagnostics, |it| (it.span, it.code, it.message.clone()));
    diagnostics.dedup();
}

/// Proposes the nearest of the known names, as a Dutch help text.
///
/// # Examples
///
/// ```
/// use domeinwijzer::diagnostic::did_you_mean;
/// let known = ["eenzaamheid", "stress"];
/// assert_eq!(did_you_mean("eenzaamhied", known), Some("bedoelt u `eenzaamheid`?".to_owned()));
/// assert_eq!(did_you_mean("xyz", known), None);
/// ```
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|candidate| format!("bedoelt u `{candidate}`?"))
}

/// The nearest of the known names, when it is near enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Damerau–Levenshtein counts a swap of neighbours, the commonest typing slip, as one.
    let limit = match name.chars().count() {
        // One letter more or less makes a short name another name.
        0..=2 => 0,
        length => (length / 3).max(1),
    };
    let folded = lower(name).replace([' ', '-'], "_");
    known
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&folded, &lower(candidate));
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Lists names for a message: `` `a`, `b` of `c` ``, at most `limit` of them.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>, limit: usize) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "(geen)".to_owned(),
        [one] => one.clone(),
        many if many.len() > limit => {
            let shown: Vec<&str> = many.iter().take(limit).map(String::as_str).collect();
            format!("{} en nog {} andere", shown.join(", "), many.len() - limit)
        }
        [first @ .., last] => format!("{} of {last}", first.join(", ")),
    }
}
