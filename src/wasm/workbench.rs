//! One file that is being written, beside those it may build on.
//!
//! What is asked of it on every keystroke comes in pieces, so that whoever asks can stop between them.

use super::Protocol;
use super::border::{Thrown, thrown, to_js};
use super::files::{date_of, registry};
use crate::check::{Checked, compile};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::program;
use crate::protocol::registry::Registry as Files;
use crate::protocol::starter::{self, Start};
use crate::protocol::{deviations, municipality};
use crate::prove::{Prover, check_files};
use crate::text::Sources;
use crate::wire::TestReport;
use wasm_bindgen::prelude::*;

/// The files beside the one that is being written.
#[wasm_bindgen]
pub struct Workbench {
    files: Files,
}

#[wasm_bindgen]
impl Workbench {
    /// Takes the other files; faults in them come up in what builds on them.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ProtocolFile[]")] files: JsValue,
    ) -> Result<Self, Thrown> {
        Ok(Self {
            files: registry(files)?,
        })
    }

    /// Reads a text as it is now, under a path that none of the other files has.
    pub fn read(&self, path: &str, text: &str) -> Result<Draft, Thrown> {
        let mut files = self.files.clone();
        files.add(path, text.as_bytes());
        let file = files.at_path(path).ok_or_else(|| Thrown::new(path))?;
        let read = compile(&files, file);
        Ok(Draft {
            path: path.to_owned(),
            files,
            read,
        })
    }

    /// The first file of a municipality, by CBS code or name, on the newest base or by itself.
    pub fn start(&self, name: &str, date: &str, alone: bool) -> Result<String, Thrown> {
        let date = date_of(date)?;
        let refuse = |text: &str| {
            let message = text.to_owned();
            thrown(
                &[Diagnostic::error(Code::UnknownMunicipality, message)],
                &Sources::default(),
            )
        };
        let it = municipality::find(name)
            .ok_or_else(|| refuse(&format!("gemeente `{name}` kent het CBS niet")))?;
        let newest = starter::newest_of(&self.files, &it);
        let start = Start::of(it, date, municipality::merger(name), newest);
        if alone {
            return Ok(starter::alone(&start));
        }
        let (file, listing) = starter::newest_base(&self.files, date)
            .ok_or_else(|| refuse("hier is geen landelijke basis om op voort te bouwen"))?;
        let base = self.files.read(file, &mut Vec::new());
        starter::on_base(&start, &base, &listing.reference()).ok_or_else(|| {
            refuse("de basis heeft geen route `welzijn_op_recept` met aanbod; begin zonder basis")
        })
    }
}

/// One text, read and checked.
#[wasm_bindgen]
pub struct Draft {
    path: String,
    files: Files,
    read: Result<Checked, Vec<Diagnostic>>,
}

#[wasm_bindgen]
impl Draft {
    /// Whether it can be used.
    pub fn sound(&self) -> bool {
        self.read.is_ok()
    }

    /// What is wrong without looking at all cases.
    #[wasm_bindgen(unchecked_return_type = "CheckReport")]
    pub fn faults(&self) -> Result<JsValue, Thrown> {
        let faults = match &self.read {
            Ok(checked) => &checked.warnings,
            Err(faults) => faults,
        };
        to_js(&present::report(faults, self.files.sources()))
    }

    /// All that is wrong, over all cases too.
    #[wasm_bindgen(unchecked_return_type = "CheckReport")]
    pub fn findings(&self) -> Result<JsValue, Thrown> {
        let faults = check_files(&self.files, self.files.at_path(&self.path));
        to_js(&present::report(&faults, self.files.sources()))
    }

    /// Its examples with what came out, and what they reach; those of its bases are not run.
    #[wasm_bindgen(unchecked_return_type = "TestReport")]
    pub fn examples(&self) -> Result<JsValue, Thrown> {
        let checked = self.checked()?;
        let prover = Prover::new(program::compile(checked));
        let (examples, coverage) = present::run_examples(checked, &prover);
        let passed = examples.iter().filter(|it| it.passed).count();
        to_js(&TestReport {
            passed,
            failed: examples.len() - passed,
            examples,
            coverage: vec![coverage],
        })
    }

    /// How it deviates from its base; null without one.
    #[wasm_bindgen(unchecked_return_type = "OverlayReport | null")]
    pub fn deviations(&self) -> Result<JsValue, Thrown> {
        let file = self.files.at_path(&self.path);
        let Some((file, base)) = file.and_then(|it| Some((it, self.files.base_of(it)?))) else {
            return Ok(JsValue::NULL);
        };
        let read = |file| self.files.read(file, &mut Vec::new());
        let found = deviations(&read(base), &read(file));
        to_js(&present::overlay_report(&found, file, base))
    }

    /// The protocol it makes, ready to decide.
    pub fn protocol(&self) -> Result<Protocol, Thrown> {
        Ok(Protocol::new(self.checked()?.clone()))
    }

    /// The base it builds on, ready to decide; nothing without one.
    pub fn base(&self) -> Result<Option<Protocol>, Thrown> {
        let file = self.files.at_path(&self.path);
        let Some(base) = file.and_then(|it| self.files.base_of(it)) else {
            return Ok(None);
        };
        let checked =
            compile(&self.files, base).map_err(|faults| thrown(&faults, self.files.sources()))?;
        Ok(Some(Protocol::new(checked)))
    }
}

impl Draft {
    fn checked(&self) -> Result<&Checked, Thrown> {
        (self.read.as_ref()).map_err(|faults| thrown(faults, self.files.sources()))
    }
}
