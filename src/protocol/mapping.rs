//! The mapping file of a practice, as it is written: which column answers which question.
//!
//! `docs/batch.md` describes the file for the one who writes it. Whether its columns and questions
//! exist is for [`crate::table`] to say.

use super::damage::Damage;
use super::entry::tables;
use super::fields::{Day, Field, Ids, Keyed, Text, Texts, Whole};
use super::read::{Entry, Input, text_of};
use super::{document, entry};
use crate::answer::Answer;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::text::Span;
use toml::de::DeValue;

tables! {
    any();

    /// `[uitdraai]`: the file as a whole.
    pub struct Export {
        /// The column with the pseudonym of the patient.
        #[serde(rename = "sleutel")]
        pub key: Option<Text>,
        /// Columns that are not read, whatever is in them.
        #[serde(rename = "negeer")]
        pub ignored: Option<Texts>,
        /// The day at which ages and periods are counted.
        #[serde(rename = "peildatum")]
        pub date: Option<Day>,
        /// The character between the cells.
        #[serde(rename = "scheidingsteken")]
        pub separator: Option<Text>,
        /// The character set.
        #[serde(rename = "codering")]
        pub encoding: Option<Text>,
        /// Comma or point before decimals.
        #[serde(rename = "decimaalteken")]
        pub decimal: Option<Text>,
    }

    /// `[vraag.x]`: where the answer to a question comes from.
    pub struct Origin {
        /// The column, or columns that are added up.
        #[serde(rename = "kolom")]
        pub columns: Option<Ids>,
        /// What is made of a cell: leeftijd, maanden or aantal.
        #[serde(rename = "maak")]
        pub made: Option<Text>,
        /// What stands between the items that are counted.
        #[serde(rename = "tussen")]
        pub between: Option<Text>,
        /// Counts only the items that begin like this.
        #[serde(rename = "begint_met")]
        pub prefixes: Option<Texts>,
        /// Cells with an answer each.
        #[serde(rename = "waarden")]
        pub values: Option<Keyed<Field<Answer>>>,
        /// What an empty cell says; without it the question stays open.
        #[serde(rename = "leeg")]
        pub empty: Option<Field<Answer>>,
        /// Yes from this number on.
        #[serde(rename = "ja_vanaf")]
        pub yes_from: Option<Whole>,
        /// Yes up to and including this number.
        #[serde(rename = "ja_tot_en_met")]
        pub yes_up_to: Option<Whole>,
        /// How a number with decimals becomes whole: omlaag or omhoog.
        #[serde(rename = "afronden")]
        pub rounded: Option<Text>,
    }
}

/// A mapping as it is written.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// What it says of the file.
    pub export: Export,
    /// Where `[uitdraai]` stands, or the start of the file.
    pub span: Span,
    /// The origin of each answer, by the id of the question.
    pub origins: Vec<Entry<Origin>>,
}

const EXPORT: &str = "uitdraai";
const ORIGINS: &str = "vraag";

/// Reads a mapping; what could be read is returned also when there are faults.
///
/// # Diagnostics
///
/// Everything about text and shape: codes 01 and 02.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::{Input, mapping};
/// let text = "[uitdraai]\nsleutel = 'id'\n[vraag.consulten]\nkolom = 'aantal'\n";
/// let mut report = Vec::new();
/// let mapping = mapping::read(Input { text, start: 0 }, &mut report);
/// assert!(report.is_empty());
/// assert_eq!(mapping.origins[0].id.value, "consulten");
/// ```
pub fn read(input: Input<'_>, report: &mut Vec<Diagnostic>) -> Mapping {
    let mut damage = Damage::default();
    let text = document::readable(input.text, input.start, &mut damage, report);
    let mut tables = document::parse(&text, input.start);
    let mut mapping = Mapping {
        span: Span::new(input.start, input.start),
        ..Mapping::default()
    };
    if let Some((key, value)) = tables.remove_entry(EXPORT) {
        let id = text_of(&key);
        mapping.span = id.span;
        mapping.export = entry::read(EXPORT, &id, value, &mut damage, report);
    }
    if let Some((key, value)) = tables.remove_entry(ORIGINS) {
        let id = text_of(&key);
        match value.into_inner() {
            DeValue::Table(entries) => {
                for (key, value) in entries {
                    let id = text_of(&key);
                    let body = entry::read(ORIGINS, &id, value, &mut damage, report);
                    mapping.origins.push(Entry { id, body });
                }
            }
            _ => report.push(
                Diagnostic::error(Code::WrongType, format!("`{ORIGINS}` moet een tabel zijn"))
                    .at(id.span)
                    .help(
                        "schrijf koppen als [vraag.leeftijd], met daaronder kolom = \"…\""
                            .to_owned(),
                    ),
            ),
        }
    }
    for (key, _) in tables {
        let name = text_of(&key);
        let message = format!("een kolommenbestand heeft geen tabel [{}]", name.value);
        report.push(
            Diagnostic::error(Code::UnknownKey, message)
                .at(name.span)
                .help(
                    did_you_mean(&name.value, [EXPORT, ORIGINS])
                        .unwrap_or_else(|| "er zijn er twee: [uitdraai] en [vraag.…]".to_owned()),
                ),
        );
    }
    mapping
}
