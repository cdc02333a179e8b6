//! What columns and rows have to be, before anything is read from their cells.

use super::lines::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::mapping::Mapping;
use crate::protocol::version::Date;
use crate::table::{Personal, Table, Unfit, personal};
use csv::ByteRecord;

/// The most cells of a column that are looked at for personal data.
const LOOKED_AT: usize = 1_000;

/// Reports each column that is left out and read.
pub fn refuse_ignored(
    mapping: &Mapping,
    table: &Table,
    columns: &[String],
    report: &mut Vec<Diagnostic>,
) {
    for name in mapping.export.ignored.iter().flat_map(|it| &it.value) {
        let at = columns.iter().position(|it| same(it, &name.value));
        if at.is_some_and(|at| table.uses(at)) {
            let message = format!(
                "kolom `{}` staat bij `negeer`, en wordt ook gelezen",
                name.value
            );
            report.push(
                Diagnostic::error(Code::InvalidValue, message)
                    .at(name.span)
                    .help("haal hem op een van de twee plaatsen weg".to_owned()),
            );
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The columns that seem to say who someone is, with what they seem to hold, going by their names and first cells.
pub fn identifying<'a>(
    columns: &'a [String],
    sample: &'a [ByteRecord],
    date: Date,
) -> impl Iterator<Item = (usize, Personal)> + 'a {
    columns.iter().enumerate().filter_map(move |(at, name)| {
        let cells: Vec<&str> = sample
            .iter()
            .take(LOOKED_AT)
            .filter_map(|row| std::str::from_utf8(row.get(at)?).ok())
            .collect();
        personal(name, &cells, date).map(|what| (at, what))
    })
}

/// Refuses columns that say who someone is, unless the mapping leaves them out; `key` is the column with the pseudonym.
///
/// # Errors
///
/// Which columns, and what to do, in Dutch.
pub fn refuse_personal(
    mapping: &Mapping,
    key: usize,
    columns: &[String],
    sample: &[ByteRecord],
    date: Date,
) -> Result<(), String> {
    let ignored = || mapping.export.ignored.iter().flat_map(|it| &it.value);
    let mut found = String::new();
    for (at, what) in identifying(columns, sample, date) {
        let name = columns.get(at).map(String::as_str).unwrap_or_default();
        if ignored().any(|it| same(&it.value, name)) {
            continue;
        }
        let instead = match what {
            _ if at == key => {
                "; als sleutel mag dat niet: gebruik een eigen nummer zonder betekenis"
            }
            Personal::BirthDate => "; gebruik het geboortejaar of de leeftijd",
            _ => "",
        };
        found.push_str(&format!(
            "\n  kolom `{name}` lijkt op {}{instead}",
            what.word()
        ));
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "de uitdraai heeft kolommen waaraan te zien is wie iemand is. Hiervoor is een pseudoniem genoeg.{found}\nMaak de uitdraai \
         zonder deze kolommen. Kan dat niet? Noem ze dan in het kolommenbestand, onder [uitdraai]: negeer = [\"…\"]"
    ))
}

/// What a row has to look like.
#[derive(Debug, Clone)]
pub struct Fit {
    columns: Vec<String>,
    key: usize,
}

impl Fit {
    /// Rows with these columns, of which one has the key.
    pub fn new(columns: Vec<String>, key: usize) -> Self {
        Self { columns, key }
    }

    /// The key of a row.
    ///
    /// # Errors
    ///
    /// Why the row cannot be read, in Dutch.
    pub fn read<'r>(&self, row: &Row<'r>) -> Result<&'r [u8], String> {
        if row.cells.len() != self.columns.len() {
            return Err(format!(
                "{} cellen, maar er zijn {} kolommen",
                row.cells.len(),
                self.columns.len()
            ));
        }
        let key = row.cells.get(self.key).unwrap_or_default().trim_ascii();
        if key.is_empty() {
            return Err("de sleutel is leeg".to_owned());
        }
        Ok(key)
    }

    /// What is wrong with a cell, in Dutch.
    pub fn message(&self, unfit: &Unfit) -> String {
        let name = self.columns.get(unfit.column);
        let name = name.map(String::as_str).unwrap_or_default();
        format!("kolom `{name}`: {}", unfit.message)
    }
}
