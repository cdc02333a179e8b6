//! A protocol from its bundle, without TOML.

use super::Protocol;
use super::border::{Thrown, thrown};
use crate::check::load;
use crate::text::Sources;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Protocol {
    /// Reads a protocol from the bytes that `domeinwijzer bundle` or `bundle()` wrote. It decides the
    /// same; comparing it and its examples need the TOML text.
    pub fn load(bundle: &[u8]) -> Result<Self, Thrown> {
        let checked = load(bundle).map_err(|fault| thrown(&[fault], &Sources::default()))?;
        Ok(Self::new(checked))
    }
}
