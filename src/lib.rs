#![doc = include_str!("../README.md")]
//!
//! # The house
//!
//! ```text
//! TOML text ─read→ Protocol ─overlay→ Protocol ─check→ Checked ─compile→ Program ─prove→ Prover ─decide→ Decision ─present→ texts
//!                └────────────── diagnostics ───────────────┘                            Case ↗
//! ```
//!
//! Text may be wrong, so the first rooms report; from [`check::Checked`] on every function is total
//! and pure. Each module may use only what stands above it here.

// What everything is about.
pub mod sorting;

pub mod json;

pub mod text;

pub mod answer;

pub mod diagnostic;

// The rooms in which something can be wrong.
pub mod condition;

pub mod protocol;

pub mod check;

// The rooms in which nothing can.
pub mod program;

pub mod decide;

pub mod table;

#[cfg(feature = "export")]
pub mod export;

pub mod prove;

// The border.
pub mod wire;

pub mod present;

pub mod record;

pub mod formats;

#[cfg(any(feature = "cli", not(feature = "wasm")))]
pub mod review;

#[cfg(feature = "tidy")]
pub mod tidy;

#[cfg(feature = "wasm")]
pub mod wasm;
