//! What the first rows of an export tell: its columns, and how it is written.

use super::sniff;
use crate::protocol::fields::Text;
use crate::protocol::mapping::Export;
use crate::table::Decimal;
use csv::ByteRecord;

/// What the start of an export tells.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The first rows.
    pub sample: Vec<ByteRecord>,
    /// The sign between cells, also of what is written.
    pub separator: u8,
    /// The sign before decimals.
    pub decimal: Decimal,
}

/// Looks at the start of a text; `complete` says that there is no more of it.
///
/// # Errors
///
/// In Dutch: there are no columns, or how it is written does not become clear.
///
/// # Examples
///
/// ```
/// use domeinwijzer::export::look;
/// use domeinwijzer::protocol::mapping::Export;
/// let looked = look("sleutel;bmi\np1;27,5\n", true, &Export::default()).unwrap();
/// assert_eq!((looked.columns, looked.separator), (vec!["sleutel".to_owned(), "bmi".to_owned()], b';'));
/// assert!(look("een brief", true, &Export::default()).is_err());
/// ```
pub fn look(start: &str, complete: bool, export: &Export) -> Result<Looked, String> {
    fn wanted(it: Option<&Text>) -> Option<&str> {
        it.map(|it| it.value.as_str())
    }
    let separator = sniff::separator(start, wanted(export.separator.as_ref()))?;
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator).flexible(true);
    let mut reader = builder.from_reader(start.as_bytes());
    let names = reader.headers().map_err(|error| error.to_string())?;
    let columns: Vec<String> = names.iter().map(|it| it.trim().to_owned()).collect();
    if columns.len() < 2 {
        return Err(
            "het bestand heeft geen rij met kolomnamen; de eerste rij moet de namen van de kolommen hebben"
                .to_owned(),
        );
    }
    let mut sample: Vec<ByteRecord> = reader.byte_records().flatten().collect();
    if !complete {
        // The last row was cut off.
        sample.pop();
    }
    let cells = sample.iter().flatten();
    let decimal = sniff::decimal(cells, separator, wanted(export.decimal.as_ref()))?;
    Ok(Looked {
        columns,
        sample,
        separator,
        decimal,
    })
}
