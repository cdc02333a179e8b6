//! The JavaScript surface of [`domeinwijzer::export`]: an export, row by row, in a page.
//!
//! The same code as `domeinwijzer batch` from bytes to outcomes; the page has the file, and makes UTF-8 of it.
#![forbid(unsafe_code)]
#![expect(
    clippy::missing_errors_doc,
    reason = "every error is one sentence in Dutch, for the one at the screen"
)]

mod bytes;
mod rows;
mod shapes;

use bytes::FromPage;
use domeinwijzer::check::{Checked, load};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::export::{
    Fit, Lines, Looked, charset, identifying, look, refuse_ignored, refuse_personal,
};
use domeinwijzer::protocol::Input;
use domeinwijzer::protocol::mapping::{self, Mapping};
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::table::{Quick, Table};
use domeinwijzer::text::Sources;
use js_sys::{Error, Function};
use rows::Rows;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use shapes::{CountsInfo, IdentifyingInfo, LookedInfo, PatientInfo};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What the start of an export tells. */
export interface LookedInfo { columns: string[]; separator: string; identifying: { column: string; what: string }[]; cells: string[][] }
/** An outcome by ids. */
export interface OutcomeInfo { route: string; decided: boolean; possible: string[]; beside: string[]; rules: string[]; signals: string[]; missing: string[] }
/** A row that could not be read. */
export interface BadRow { line: number; message: string }
/** A block of rows: per row its key, its line and the position of its outcome; and the outcomes that are new. */
export interface Block { done: boolean; keys: string[]; lines: number[]; outcomes: number[]; added: OutcomeInfo[]; bad: BadRow[] }
/** How many rows came out how. */
export interface Counts {
  gelezen: number; vastgesteld: number; onvoldoendeGegevens: number; fout: number;
  routes: Record<string, number>; regels: Record<string, number>; signalen: Record<string, number>; ontbreekt: Record<string, number>;
}
/** The same as the command line tells it. */
export interface CountsInfo { counts: Counts; text: string }
/** What an export says of one patient. */
export interface PatientInfo {
  answers: Record<string, boolean | number | string | string[]>;
  shown: Record<string, string>;
  facts: { age?: number; contacts12m?: number; facts: Record<string, boolean | number | string> };
}
"#;

/// What a mapping is called in a message.
const MAP: &str = "kolommenbestand";

/// Which character set the first bytes of an export are in, as the Encoding Standard calls it.
#[wasm_bindgen(js_name = charsetOf)]
pub fn charset_of(start: &[u8], complete: bool, map: &str) -> Result<String, Error> {
    let mapping = Mapped::read(map)?.mapping;
    let wanted = mapping.export.encoding.as_ref();
    let found = charset(start, complete, wanted.map(|it| it.value.as_str()));
    Ok(found.map_err(thrown)?.name().to_owned())
}

/// What the start of an export tells, decoded; `complete` says that there is no more of it.
#[wasm_bindgen(js_name = lookAt, unchecked_return_type = "LookedInfo")]
pub fn look_at(start: &str, complete: bool, map: &str, date: &str) -> Result<JsValue, Error> {
    let mapping = Mapped::read(map)?.mapping;
    let looked = look(start, complete, &mapping.export).map_err(thrown)?;
    let found = identifying(&looked.columns, &looked.sample, day(date)?);
    let found = found.filter_map(|(at, what)| {
        Some(IdentifyingInfo {
            column: looked.columns.get(at)?.clone(),
            what: what.word(),
        })
    });
    let cell = |at: usize| {
        let rows = looked.sample.iter().take(SHOWN);
        rows.map(|row| String::from_utf8_lossy(row.get(at).unwrap_or_default()).into_owned())
            .collect()
    };
    to_js(&LookedInfo {
        identifying: found.collect(),
        cells: (0..looked.columns.len()).map(cell).collect(),
        separator: char::from(looked.separator).to_string(),
        columns: looked.columns,
    })
}

/// So many cells of a column are shown.
const SHOWN: usize = 3;

/// A list in the making: rows are read when they are asked for.
#[wasm_bindgen]
pub struct List {
    checked: Checked,
    table: Table,
    quick: Quick<usize>,
    lines: Lines<FromPage>,
    fit: Fit,
    rows: Rows,
}

#[wasm_bindgen]
impl List {
    /// Fits a mapping to a bundle and to the start of an export; `read` then gives all of it, in UTF-8.
    #[wasm_bindgen(constructor)]
    pub fn new(
        bundle: &[u8],
        map: &str,
        start: &str,
        complete: bool,
        date: &str,
        read: Function,
    ) -> Result<Self, Error> {
        let checked = load(bundle).map_err(|fault| thrown(fault.message))?;
        let Mapped {
            mapping,
            sources,
            mut report,
        } = Mapped::read(map)?;
        let Looked {
            columns,
            sample,
            separator,
            decimal,
        } = look(start, complete, &mapping.export).map_err(thrown)?;
        let table = Table::new(&mapping, &checked, &columns, decimal, &mut report);
        if let Some(table) = &table {
            refuse_ignored(&mapping, table, &columns, &mut report);
        }
        refused(&report, &sources)?;
        let table = table.ok_or_else(|| thrown("dit kolommenbestand past niet".to_owned()))?;
        refuse_personal(&mapping, table.key(), &columns, &sample, day(date)?).map_err(thrown)?;
        let mut lines = Lines::new(FromPage(read), separator);
        lines.next().map_err(thrown)?;
        let key = columns.get(table.key()).cloned().unwrap_or_default();
        Ok(Self {
            quick: Quick::new(&checked),
            fit: Fit::new(columns, table.key()),
            rows: Rows::new(key, separator),
            checked,
            table,
            lines,
        })
    }

    /// Reads and decides so many rows.
    #[wasm_bindgen(unchecked_return_type = "Block")]
    pub fn take(&mut self, count: usize) -> Result<JsValue, Error> {
        let Self {
            checked,
            table,
            quick,
            lines,
            fit,
            rows,
        } = self;
        let block = rows.take(count, checked, table, quick, lines, fit);
        to_js(&block.map_err(thrown)?)
    }

    /// How many rows came out how so far.
    #[wasm_bindgen(unchecked_return_type = "CountsInfo")]
    pub fn counts(&self) -> Result<JsValue, Error> {
        let counts = self.rows.counts(&self.checked);
        let text = counts.text(&self.checked);
        to_js(&CountsInfo { counts, text })
    }

    /// What the export says of the patient in the row at this position.
    #[wasm_bindgen(unchecked_return_type = "PatientInfo")]
    pub fn patient(&self, row: usize) -> Result<JsValue, Error> {
        let codes = self.rows.codes(row, self.checked.questions().len());
        to_js(&PatientInfo::new(&self.checked, codes, rows::OPEN))
    }

    /// The list as the command line writes it; with a note for any row there is a column more.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "JavaScript hands over lists whole"
    )]
    pub fn csv(&self, notes: Vec<String>) -> Vec<u8> {
        self.rows.csv(&notes)
    }
}

/// A mapping as it is written, and what is wrong with it so far.
struct Mapped {
    mapping: Mapping,
    sources: Sources,
    report: Vec<Diagnostic>,
}

impl Mapped {
    fn read(text: &str) -> Result<Self, Error> {
        let mut sources = Sources::default();
        let mut report = Vec::new();
        let start = sources.add(MAP.to_owned(), text.to_owned());
        let mapping = mapping::read(Input { text, start }, &mut report);
        refused(&report, &sources)?;
        Ok(Self {
            mapping,
            sources,
            report,
        })
    }
}

/// Throws every fault, each on a line of its own.
fn refused(report: &[Diagnostic], sources: &Sources) -> Result<(), Error> {
    let faults = report.iter().filter(|it| it.is_error());
    let lines: Vec<String> = faults.map(|it| sentence(it, sources)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(thrown(lines.join("\n")))
}

fn sentence(fault: &Diagnostic, sources: &Sources) -> String {
    let place = fault.span.and_then(|span| sources.locate(span));
    let place = place.map(|it| format!("{MAP}, regel {}: ", it.start.line));
    let help = fault.help.as_ref().map(|it| format!("; {it}"));
    let (place, help) = (place.unwrap_or_default(), help.unwrap_or_default());
    format!("{place}{}{help}", fault.message)
}

fn day(date: &str) -> Result<Date, Error> {
    parse_date(date).map_err(|error| thrown(format!("`{date}` is geen datum: {error}")))
}

#[expect(clippy::needless_pass_by_value, reason = "it ends a chain of results")]
fn thrown(message: String) -> Error {
    let error = Error::new(&message);
    error.set_name("DomeinwijzerError");
    error
}

fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    let serializer = Serializer::json_compatible();
    value
        .serialize(&serializer)
        .map_err(|error| Error::new(&error.to_string()))
}
