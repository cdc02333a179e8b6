//! A protocol that is known to be sound.

use super::area::Area;
use super::domain::Domain;
use super::drawing::{Drawing, Hints};
use super::formula::{Formula, Test};
use super::prefill::Prefill;
use super::score::Score;
use super::suggestions::Suggestion;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::Content;
use crate::protocol::listing::Listing;
use crate::protocol::version::Reference;
use crate::text::{Sources, Span};

/// A sound protocol: every name is resolved to a position, every type fits.
///
/// [`check`](super::check) is the only way to make one. All positions are within bounds, and
/// everything that later rooms do with it is total.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(crate) listing: Listing,
    pub(crate) base: Option<Reference>,
    pub(crate) digest: String,
    /// The fingerprint of its base.
    pub(crate) base_digest: Option<String>,
    /// What its municipality is called; none for a base.
    pub(crate) municipality_name: Option<String>,
    /// What it says, base and local file merged, without places.
    pub(crate) content: Content,
    pub(crate) texts: Sources,
    /// The stretch of the number line that is the file itself, without its bases.
    pub(crate) own: Span,
    /// Where `voorrang` stands, in the file itself or in a base.
    pub(crate) precedence: Span,
    /// The files it was merged from, each with what it says it is.
    pub(crate) files: Vec<(String, Reference)>,
    pub(crate) sources: Vec<Source>,
    pub(crate) groups: Vec<Group>,
    pub(crate) questions: Vec<Question>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) scores: Vec<Score>,
    pub(crate) tests: Vec<Test>,
    /// Gates, findings and scores, each after what it depends on.
    pub(crate) order: Vec<Node>,
    /// In precedence order: the position of a route is its rank.
    pub(crate) routes: Vec<Route>,
    pub(crate) offerings: Vec<Offering>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) signals: Vec<Signal>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) impossible: Vec<Impossible>,
    pub(crate) override_reasons: Vec<OverrideReason>,
    pub(crate) examples: Vec<Example>,
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Checked {
    /// What the file says of itself.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The fingerprint of its content, `sha256:…`.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What is probably not meant, but keeps nobody from using it.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The examples, with the outcomes that are expected.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The reasons that a GP can give for choosing otherwise, in order.
    pub fn override_reasons(&self) -> &[OverrideReason] {
        &self.override_reasons
    }

    /// Whether the texts it was made from are at hand; a bundle leaves them out, and with them the
    /// examples and everything that only comparing needs.
    pub fn has_texts(&self) -> bool {
        self.own != Span::default()
    }

    /// Refuses a protocol without its texts, where they are needed.
    ///
    /// # Errors
    ///
    /// [`Code::BundleWithoutTexts`].
    pub fn need_texts(&self) -> Result<(), Diagnostic> {
        if self.has_texts() {
            return Ok(());
        }
        let message = format!("de bundel van `{}` bevat de tekst niet", self.listing.id);
        Err(Diagnostic::error(Code::BundleWithoutTexts, message)
            .help("lees het protocol uit zijn TOML-bestand".to_owned()))
    }

    /// The texts it was read from.
    pub fn texts(&self) -> &Sources {
        &self.texts
    }

    /// The protocol and version of the file in which a part stands: this one, or a base of it.
    pub(crate) fn version_at(&self, span: Span) -> Option<String> {
        let file = self.texts.file_of(span)?;
        let (_, reference) = self.files.iter().find(|(name, _)| name == file)?;
        Some(reference.to_string())
    }

    /// Whether a question only helps the talk.
    pub(crate) fn is_talk(&self, question: usize) -> bool {
        let group = self.questions.get(question).and_then(|it| it.group);
        group.is_some_and(|at| self.groups.get(at).is_some_and(|it| it.talk))
    }

    /// The questions, in their order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The routes, by rank.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The signals.
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// The position of a question.
    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }
}

/// Something that is computed before the rules are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// The answer of this question, after its gate.
    Question(usize),
    /// This finding.
    Finding(usize),
    /// This score.
    Score(usize),
}

/// Where something comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// The title of the publication.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Questions that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// The title above the questions.
    pub title: String,
    /// A sentence below the title.
    pub explanation: Option<String>,
    /// Whether these are asked before all others.
    pub safety: bool,
    /// Whether these only help the talk: no condition or score looks at them.
    pub talk: bool,
    /// How the answers are drawn; the questions are known to fit.
    pub drawing: Option<Drawing>,
    /// Where the instrument of its owner can be found, https.
    pub link: Option<String>,
    /// The hints of a ladder.
    pub hints: Option<Hints>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The position of its group; none when it stands apart.
    pub group: Option<usize>,
    /// The question itself.
    pub text: String,
    /// A short label.
    pub short: String,
    /// Help for the one who asks.
    pub help: Option<String>,
    /// What can be answered.
    pub domain: Domain,
    /// The 4D domain.
    pub area: Option<Area>,
    /// When it is asked, and what it counts as otherwise.
    pub gate: Option<Gate>,
    /// Whether it is a fact that advice cannot change.
    pub fixed_fact: bool,
    /// Whether the answer may stand in a referral letter.
    pub in_letter: bool,
    /// Whether the answer goes to the O of the record instead of the S.
    pub objective: bool,
    /// How much effort it takes to ask, from 1 to 100.
    pub effort: i64,
    /// What the system of the practice may already know about it.
    pub prefill: Option<Prefill>,
    /// The positions of its sources.
    pub sources: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

/// The condition under which a question is asked.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Asked when this holds.
    pub formula: Formula,
    /// Where each part of the formula stands, in pre-order: the formula itself first.
    pub parts: Vec<Span>,
    /// The code it counts as when not.
    pub otherwise: i64,
    /// Where that stands.
    pub otherwise_at: Span,
}

/// A named yes/no fact.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// What the fact says; the id when nothing was written.
    pub title: String,
    /// When it holds.
    pub formula: Formula,
    /// Where each part of the formula stands, in pre-order: the formula itself first.
    pub parts: Vec<Span>,
    /// Where it stands.
    pub span: Span,
}

/// A destination.
#[derive(Debug, Clone)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is, for the one who refers.
    pub explanation: String,
    /// What it is, for the patient.
    pub patient: String,
    /// The positions of its contacts; the first that fits, the last is the default.
    pub contacts: Vec<usize>,
    /// Working days within which the contact answers.
    pub response_days: Option<i64>,
    /// What comes back to the practice.
    pub feedback: Option<String>,
    /// The positions of its offerings.
    pub offerings: Vec<usize>,
    /// Whether no other route is advised beside it.
    pub alone: bool,
    /// Whether it is advised when no route is suitable.
    pub fallback: bool,
    /// Codes to choose from for the record.
    pub icpc: Vec<Suggestion>,
    /// The positions of its sources.
    pub sources: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

/// An offering of a route.
#[derive(Debug, Clone)]
pub struct Offering {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub explanation: Option<String>,
}

/// A function that takes referrals.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The channel a referral goes through.
    pub channel: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// A web site, https.
    pub website: Option<String>,
    /// The practices it works for.
    pub practices: Vec<String>,
    /// The postcode areas it works in.
    pub areas: Vec<String>,
}

/// An advice beside the route.
#[derive(Debug, Clone)]
pub struct Signal {
    /// Its id.
    pub id: String,
    /// What it says.
    pub title: String,
    /// What to do.
    pub explanation: Option<String>,
    /// The positions of its sources.
    pub sources: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

/// A condition with an effect.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub formula: Formula,
    /// Where each part of the formula stands, in pre-order: the formula itself first.
    pub parts: Vec<Span>,
    /// The ranks of the routes it indicates.
    pub indicates: Vec<usize>,
    /// The ranks of the routes it excludes.
    pub excludes: Vec<usize>,
    /// The positions of the signals it raises.
    pub raises: Vec<usize>,
    /// Why.
    pub reason: String,
    /// Whether a municipality may not weaken it.
    pub locked: bool,
    /// Codes to choose from for the record.
    pub icpc: Vec<Suggestion>,
    /// The positions of the offerings it points to.
    pub offerings: Vec<usize>,
    /// A shorter term.
    pub response_days: Option<i64>,
    /// The positions of its sources.
    pub sources: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

/// Answers that never occur together.
#[derive(Debug, Clone)]
pub struct Impossible {
    /// Its id.
    pub id: String,
    /// What cannot be.
    pub formula: Formula,
    /// Where each part of the formula stands, in pre-order: the formula itself first.
    pub parts: Vec<Span>,
    /// Why.
    pub reason: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A reason why a GP chooses otherwise than advised.
#[derive(Debug, Clone)]
pub struct OverrideReason {
    /// Its id.
    pub id: String,
    /// What people choose from a list.
    pub title: String,
    /// Whether it takes a note to be understood.
    pub needs_note: bool,
    /// The positions of its sources.
    pub sources: Vec<usize>,
}

/// A case with its expected outcome.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its id.
    pub id: String,
    /// Who it is about.
    pub title: String,
    /// The codes of the given answers, by question.
    pub answers: Vec<(usize, i64)>,
    /// The practice, when it matters.
    pub practice: Option<String>,
    /// The postcode area, when it matters.
    pub postcode4: Option<String>,
    /// What should come out.
    pub expected: Expected,
    /// Where it stands.
    pub span: Span,
}

/// The expected outcome of an example; what is absent is not compared.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The rank of the advised route; absent for a case that has to be open.
    pub route: Option<usize>,
    /// The position of the contact of the advised route.
    pub contact: Option<usize>,
    /// All routes that are also suitable.
    pub also: Option<Vec<usize>>,
    /// All signals that hold.
    pub signals: Option<Vec<usize>>,
    /// Rules that hold, perhaps among others.
    pub rules: Option<Vec<usize>>,
    /// All routes that are still possible.
    pub possible: Option<Vec<usize>>,
}
