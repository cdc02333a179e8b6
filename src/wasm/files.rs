//! Protocol texts: reading, checking and comparing them.

use super::Protocol;
use super::border::{Thrown, thrown, to_js};
use crate::check::{bundle, compile};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::protocol::municipality;
use crate::protocol::registry::Registry as Files;
use crate::protocol::version::{Date, parse_date};
use crate::prove::Proved;
use crate::text::Sources;
use crate::wire;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

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
}

#[wasm_bindgen]
impl Protocol {
    /// Writes the protocol as a bundle, for [`Protocol::load`] where no TOML is read.
    pub fn bundle(&self) -> Result<Vec<u8>, Thrown> {
        bundle(&self.checked).map_err(|fault| thrown(&[fault], &Sources::default()))
    }

    /// The source of an encoder for this protocol, in TypeScript or else in JavaScript.
    pub fn encoder(&self, typescript: bool) -> String {
        let script = if typescript {
            present::Script::TypeScript
        } else {
            present::Script::JavaScript
        };
        present::encoder(&self.checked, &self.program, script)
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
    for protocol in [old, new] {
        let texts = protocol.checked.need_texts();
        texts.map_err(|fault| thrown(&[fault], &Sources::default()))?;
    }
    let found = crate::prove::difference(
        Proved {
            checked: &old.checked,
            prover: old.prover(),
        },
        Proved {
            checked: &new.checked,
            prover: new.prover(),
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

/// Reads a value of JavaScript.
pub(super) fn from_js<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, Thrown> {
    serde_wasm_bindgen::from_value(value).map_err(|error| {
        let message = format!("deze invoer kan niet gelezen worden: {error}");
        thrown(
            &[Diagnostic::error(Code::InvalidCase, message)],
            &Sources::default(),
        )
    })
}

#[derive(Deserialize)]
struct ProtocolFile {
    path: String,
    text: String,
}

pub(super) fn registry(files: JsValue) -> Result<Files, Thrown> {
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

pub(super) fn date_of(text: &str) -> Result<Date, Thrown> {
    parse_date(text).map_err(|error| {
        let fault = Diagnostic::error(Code::InvalidDate, format!("`{text}` is geen datum"));
        thrown(&[fault.help(error.to_string())], &Sources::default())
    })
}
