//! The canonical form of a protocol file, as one WebAssembly module.
#![forbid(unsafe_code)]

use wasm_bindgen::prelude::wasm_bindgen;

/// The text in canonical form; nothing when it is no TOML. See [`domeinwijzer::tidy::tidy()`].
#[wasm_bindgen]
pub fn tidy(text: &str) -> Option<String> {
    domeinwijzer::tidy::tidy(text)
}
