//! The JavaScript surface: thin, synchronous, plain objects in and out.
//!
//! In: protocol texts and cases. Out: the shapes of [`crate::wire`]. Faults become an `Error` named
//! `DomeinwijzerError` with a Dutch message and `diagnostics`; after one, everything works on.

#![expect(
    clippy::missing_errors_doc,
    reason = "all of them throw the same error, described above"
)]

use crate::check::{Checked, compile};
use crate::decide::{Case, Decision, Loose, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::program;
use crate::protocol::municipality;
use crate::protocol::registry::Registry as Files;
use crate::protocol::version::{Date, parse_date};
use crate::prove::{Proved, Prover};
use crate::text::Sources;
use crate::wire;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An answer: ja/nee, a whole number, a choice, or several choices. */
export type Answer = boolean | number | string | string[];
/** A protocol file: its path, such as "vlissingen/1.0.0.toml", and its text. */
export interface ProtocolFile { path: string; text: string }
/** What chooses a contact, and nothing else. */
export interface CaseContext { practice?: string | null; postcode4?: string | null }
/** The answers so far; an absent or null answer is open. */
export interface Case { answers: Record<string, Answer | null | undefined>; date: string; context?: CaseContext | null }
/** The bases that a protocol text builds on, the nearest first. */
export interface ParseOptions { base?: string | string[] }
/** What is thrown: all faults at once. */
export interface DomeinwijzerError extends Error { name: "DomeinwijzerError"; code: string; diagnostics: DiagnosticInfo[] }
"#;

type Thrown = js_sys::Error;

/// The name under which a text without a file is shown.
const NAME: &str = "protocol.toml";

/// All protocols of a folder.
#[wasm_bindgen]
pub struct Registry {
    files: Files,
}

#[wasm_bindgen]
impl Registry {
    /// Takes protocol files. Faults in a file come up when it is found, or with `check`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ProtocolFile[]")] files: JsValue,
    ) -> Result<Self, Thrown> {
        Ok(Self {
            files: registry(files)?,
        })
    }

    /// Every sound protocol version in it, bases too.
    #[wasm_bindgen(unchecked_return_type = "ProtocolInfo[]")]
    pub fn list(&self) -> Result<JsValue, Thrown> {
        let sound = self
            .files
            .files()
            .iter()
            .filter_map(|file| compile(&self.files, file).ok());
        to_js(
            &sound
                .map(|checked| present::info(&checked))
                .collect::<Vec<_>>(),
        )
    }

    /// The version in force on a date, by id, CBS code or name of the municipality.
    pub fn find(&self, name: &str, date: &str) -> Result<Protocol, Thrown> {
        let date = date_of(date)?;
        let file = self
            .files
            .find(name, date)
            .map_err(|fault| thrown(&[fault], self.files.sources()))?;
        let checked =
            compile(&self.files, file).map_err(|faults| thrown(&faults, self.files.sources()))?;
        Ok(Protocol::new(checked))
    }
}

/// One protocol, ready to decide.
#[wasm_bindgen]
pub struct Protocol {
    checked: Checked,
    prover: Prover,
}

#[wasm_bindgen]
impl Protocol {
    /// Reads a protocol from its TOML text and the bases it builds on.
    pub fn parse(
        toml: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "ParseOptions")] options: JsValue,
    ) -> Result<Self, Thrown> {
        let mut files = Files::default();
        for (at, base) in bases(options)?.iter().enumerate() {
            files.add(format!("basis-{}.toml", at + 1), base.as_bytes());
        }
        files.add(NAME, toml.as_bytes());
        let file = files.at_path(NAME).ok_or_else(|| Thrown::new(NAME))?;
        let checked = compile(&files, file).map_err(|faults| thrown(&faults, files.sources()))?;
        Ok(Self::new(checked))
    }

    fn new(checked: Checked) -> Self {
        let prover = Prover::new(program::compile(&checked));
        Self { checked, prover }
    }

    /// What the protocol says of itself.
    #[wasm_bindgen(unchecked_return_type = "ProtocolInfo")]
    pub fn info(&self) -> Result<JsValue, Thrown> {
        to_js(&present::info(&self.checked))
    }

    /// All questions, for a screen.
    #[wasm_bindgen(unchecked_return_type = "Form")]
    pub fn form(&self) -> Result<JsValue, Thrown> {
        to_js(&present::form(&self.checked))
    }

    /// Decides a case: the recommendation with its reasoning.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        to_js(&present::recommend(
            &self.checked,
            &self.prover,
            &case,
            &decision,
            date,
        ))
    }

    /// Decides a case, and also says which answers suffice and which others would lead elsewhere.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        to_js(&present::explain(
            &self.checked,
            &self.prover,
            &case,
            &decision,
            date,
        ))
    }

    /// What is left to ask in a case.
    #[wasm_bindgen(unchecked_return_type = "NextReport")]
    pub fn next(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, _) = self.decision(case)?;
        to_js(&present::next_report(
            &self.checked,
            &self.prover,
            &case,
            &decision,
        ))
    }

    fn decision(&self, case: JsValue) -> Result<(Case, Decision, Date), Thrown> {
        let nowhere = Sources::default();
        let loose: Loose = from_js(case)?;
        let request = Request::read(loose).map_err(|faults| thrown(&faults, &nowhere))?;
        let Some(date) = request.date else {
            let fault = Diagnostic::error(Code::InvalidCase, "in de casus ontbreekt `date`")
                .help("geef de datum van vandaag, zoals \"2026-11-22\"".to_owned());
            return Err(thrown(&[fault], &nowhere));
        };
        let case = self
            .prover
            .fit(&self.checked, &request)
            .map_err(|faults| thrown(&faults, &nowhere))?;
        let decision = self.prover.decide(&case);
        Ok((case, decision, date))
    }
}

/// Every fault of every file, in the order of the files.
#[wasm_bindgen(unchecked_return_type = "CheckReport")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "ProtocolFile[]")] files: JsValue,
) -> Result<JsValue, Thrown> {
    let files = registry(files)?;
    to_js(&present::report(
        &crate::prove::check_all(&files),
        files.sources(),
    ))
}

/// Which cases come out otherwise between two protocols, or two versions of one, and which step the
/// version has to make. Shares are counted over `samples` random cases; 100,000 when left out, none
/// with 0.
#[wasm_bindgen(unchecked_return_type = "DiffReport")]
pub fn diff(old: &Protocol, new: &Protocol, samples: Option<u32>) -> Result<JsValue, Thrown> {
    const USUAL: u32 = 100_000;
    let found = crate::prove::difference(
        Proved {
            checked: &old.checked,
            prover: &old.prover,
        },
        Proved {
            checked: &new.checked,
            prover: &new.prover,
        },
        usize::try_from(samples.unwrap_or(USUAL)).unwrap_or_default(),
    );
    to_js(&present::difference_report(
        &old.checked,
        &new.checked,
        &found,
    ))
}

/// All Dutch municipalities.
#[wasm_bindgen(unchecked_return_type = "Municipality[]")]
pub fn municipalities() -> Result<JsValue, Thrown> {
    let all = municipality::all().map(|it| wire::Municipality {
        code: it.code.to_owned(),
        name: it.name.to_owned(),
        aliases: Some(it.alias.to_owned())
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect(),
    });
    to_js(&all.collect::<Vec<_>>())
}

#[derive(Deserialize)]
struct ProtocolFile {
    path: String,
    text: String,
}

fn registry(files: JsValue) -> Result<Files, Thrown> {
    let files: Vec<ProtocolFile> = from_js(files)?;
    let mut registry = Files::default();
    for file in &files {
        registry.add(file.path.as_str(), file.text.as_bytes());
    }
    Ok(registry)
}

fn bases(options: JsValue) -> Result<Vec<String>, Thrown> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    #[derive(Deserialize, Default)]
    #[serde(deny_unknown_fields)]
    struct Options {
        base: Option<OneOrMany>,
    }
    let options: Option<Options> = from_js(options)?;
    Ok(match options.unwrap_or_default().base {
        None => Vec::new(),
        Some(OneOrMany::One(base)) => vec![base],
        Some(OneOrMany::Many(bases)) => bases,
    })
}

fn from_js<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, Thrown> {
    serde_wasm_bindgen::from_value(value).map_err(|error| {
        let message = format!("deze invoer kan niet gelezen worden: {error}");
        thrown(
            &[Diagnostic::error(Code::InvalidCase, message)],
            &Sources::default(),
        )
    })
}

fn date_of(text: &str) -> Result<Date, Thrown> {
    parse_date(text).map_err(|error| {
        let fault = Diagnostic::error(Code::InvalidDate, format!("`{text}` is geen datum"));
        thrown(&[fault.help(error.to_string())], &Sources::default())
    })
}

/// Objects for maps, and null for what is absent: the same as JSON.
fn to_js(value: &impl Serialize) -> Result<JsValue, Thrown> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Thrown::new(&error.to_string()))
}

fn thrown(faults: &[Diagnostic], sources: &Sources) -> Thrown {
    let report = present::report(faults, sources);
    let first = report
        .diagnostics
        .iter()
        .find(|it| it.severity == wire::SeverityWord::Error);
    let first = first.or(report.diagnostics.first());
    let message = first.map(|it| it.message.clone()).unwrap_or_default();
    let error = Thrown::new(&message);
    error.set_name("DomeinwijzerError");
    let code = first.map(|it| it.code.clone()).unwrap_or_default();
    let diagnostics = to_js(&report.diagnostics).unwrap_or(JsValue::NULL);
    for (key, value) in [
        ("code", JsValue::from_str(&code)),
        ("diagnostics", diagnostics),
    ] {
        // A fresh error object takes any property: there is nothing to do when it does not.
        let _ = js_sys::Reflect::set(&error, &JsValue::from_str(key), &value);
    }
    error
}
