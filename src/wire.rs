//! The shapes that cross the border: to JSON on the command line, to plain objects in JavaScript.
//!
//! In and out: nothing; these are shapes only, in the order in which JSON shows them. TypeScript
//! types are generated from them. [`crate::present`] fills them.
//!
//! Keys are English in camelCase; what people read in the values is Dutch.

use crate::answer::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

macro_rules! shapes {
    ($($(#[$meta:meta])* $keyword:ident $name:ident { $($body:tt)* })+) => {
        $(shapes!{@one $keyword [$(#[$meta])*] $name { $($body)* }})+
    };
    (@one struct [$($meta:tt)*] $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $($meta)*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
    };
    (@one choice [$($meta:tt)*] $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)* }) => {
        $($meta)*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }
    };
}

mod decision;
mod difference;
mod examples;
mod formats;
mod record;
// Types for JavaScript are generated from every shape: these are for the command line only.
#[cfg(any(feature = "cli", not(feature = "wasm")))]
mod review;
mod route;

pub use decision::*;
pub use difference::*;
pub use examples::*;
pub use formats::*;
pub use record::*;
#[cfg(any(feature = "cli", not(feature = "wasm")))]
pub use review::*;
pub use route::*;

shapes! {
    /// Which protocol was used.
    struct ProtocolInfo {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// Its version.
        version: String,
        /// Whom it is for: gemeente or praktijk.
        kind: String,
        /// The CBS code of the municipality; null for a base.
        municipality: Option<String>,
        /// The name of the municipality.
        municipality_name: Option<String>,
        /// concept, voorbeeld, vastgesteld or ingetrokken.
        status: String,
        /// First day on which it is in force.
        valid_from: String,
        /// Last day on which it is in force; null when open-ended.
        valid_until: Option<String>,
        /// The fingerprint of its content.
        digest: String,
        /// The version it builds on.
        base: Option<BaseInfo>,
        /// The file it was read from.
        file: String,
    }

    /// A version that another protocol builds on.
    struct BaseInfo {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
    }

    /// All questions, for a screen.
    struct Form {
        /// The groups, in order; questions without a group come last in one of their own.
        groups: Vec<FormGroup>,
        /// The reasons that can be given for choosing otherwise than advised, in order.
        override_reasons: Vec<OverrideReasonInfo>,
    }

    /// Questions that belong together.
    struct FormGroup {
        /// Its id; empty for questions without a group.
        id: String,
        /// The title above the questions.
        title: String,
        /// A sentence below the title.
        explanation: Option<String>,
        /// Whether these are asked before all others.
        safety: bool,
        /// Whether these only help the talk: they are never asked for the advice.
        talk: bool,
        /// How the answers are drawn; null for a list.
        drawing: Option<DrawingWord>,
        /// Where the instrument of its owner can be found.
        link: Option<String>,
        /// What a ladder hints at for the talk.
        hints: Option<LadderHints>,
        /// The questions, in order.
        questions: Vec<FormQuestion>,
    }

    /// How the answers of a group are drawn.
    choice DrawingWord {
        /// Scales as the axes of a web.
        Web,
        /// What plays and the first step, by domain of the 4D model.
        Map,
        /// A scale as a ladder, with two others beside it.
        Ladder,
    }

    /// What a ladder hints at for the talk; never a reason for or against a route.
    struct LadderHints {
        /// The answer from which a scale counts as high.
        threshold: i64,
        /// One for each way in which the second and third scale can be high or low.
        profiles: Vec<LadderProfile>,
    }

    /// One hint of a ladder.
    struct LadderProfile {
        /// Whether the second scale is high.
        second: bool,
        /// Whether the third scale is high.
        third: bool,
        /// What to talk about.
        text: String,
    }

    /// How a question is answered.
    choice QuestionKind {
        /// Yes or no.
        YesNo,
        /// A place on a scale.
        Scale,
        /// A whole number.
        Number,
        /// One of the choices.
        Choice,
        /// Any number of the choices.
        MultiChoice,
    }

    /// A question, for a screen.
    struct FormQuestion {
        /// Its id.
        id: String,
        /// The question itself.
        text: String,
        /// A short label.
        short: String,
        /// Help for the one who asks.
        help: Option<String>,
        /// How it is answered.
        kind: QuestionKind,
        /// Lowest number.
        min: Option<i64>,
        /// Highest number.
        max: Option<i64>,
        /// What the low end of a scale means.
        low: Option<String>,
        /// What the high end of a scale means.
        high: Option<String>,
        /// What is counted.
        unit: Option<String>,
        /// The choices.
        choices: Vec<ChoiceInfo>,
        /// The 4D domain: lichamelijk, geestelijk, sociaal or maatschappelijk.
        domain: Option<String>,
        /// Whether it is asked under a condition only.
        conditional: bool,
        /// Whether it is a fact that advice cannot change.
        fixed_fact: bool,
        /// Whether the answer may stand in a letter, or on another page for people outside the practice.
        in_letter: bool,
        /// Where it comes from.
        sources: Vec<SourceInfo>,
    }

    /// One option of a choice question.
    struct ChoiceInfo {
        /// Its id.
        id: String,
        /// What people see.
        label: String,
    }

    /// A municipality.
    struct Municipality {
        /// The CBS code.
        code: String,
        /// The name.
        name: String,
        /// Other names.
        aliases: Vec<String>,
    }

    /// Everything that was found in one or more files.
    struct CheckReport {
        /// The faults, in the order of the files.
        diagnostics: Vec<DiagnosticInfo>,
        /// How many of them are errors.
        errors: usize,
        /// How many are warnings.
        warnings: usize,
    }

    /// One fault.
    struct DiagnosticInfo {
        /// Its code, `DW0301`.
        code: String,
        /// error, warning or info.
        severity: SeverityWord,
        /// What is wrong.
        message: String,
        /// The file.
        file: Option<String>,
        /// Where it begins.
        start: Option<PointInfo>,
        /// Where it ends.
        end: Option<PointInfo>,
        /// A way out.
        help: Option<String>,
        /// Other places that belong to it.
        related: Vec<RelatedInfo>,
        /// Changes of the text that mend it; empty when there is no safe one.
        fix: Vec<EditInfo>,
        /// A case that shows it.
        witness: Option<WitnessInfo>,
    }

    /// A case that shows a fault.
    struct WitnessInfo {
        /// The answers by question.
        answers: BTreeMap<String, Answer>,
        /// The same case as a `[voorbeeld.…]` of a protocol file.
        example: String,
    }

    /// A change of a text.
    struct EditInfo {
        /// Where the replaced text begins.
        start: PointInfo,
        /// Where it ends.
        end: PointInfo,
        /// What comes instead.
        text: String,
    }

    /// How bad a fault is.
    choice SeverityWord {
        /// The protocol cannot be used.
        Error,
        /// Probably not what was meant.
        Warning,
        /// Worth knowing.
        Info,
    }

    /// A point in a file.
    struct PointInfo {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// Bytes from the start of the file.
        offset: usize,
    }

    /// A second place of a fault.
    struct RelatedInfo {
        /// The file.
        file: String,
        /// Where it begins.
        start: PointInfo,
        /// Where it ends.
        end: PointInfo,
        /// What stands there.
        message: String,
    }
}

/// A number from 0 to 1 in millionths, written as a decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Decimal(pub u32);

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The only number in the library that is not whole: it is made here and never read.
        serializer.serialize_f64(f64::from(self.0) / 1e6)
    }
}

/// A case, in the shape in which it is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseInfo {
    /// The answers, by question.
    pub answers: BTreeMap<String, Answer>,
    /// The day on which to decide.
    pub date: String,
    /// What chooses contacts; empty when it does not matter.
    pub context: BTreeMap<String, String>,
}
