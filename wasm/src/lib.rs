//! The JavaScript surface of [`domeinwijzer`], as one WebAssembly module.
#![forbid(unsafe_code)]

pub use domeinwijzer::wasm::*;
