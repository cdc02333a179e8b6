//! Stands in for Parquet where it was left out when this program was built.

use super::rows::Opened;
use super::sink::Sink;
use crate::CannotRun;
use domeinwijzer::protocol::mapping::Export;
use std::path::Path;

pub(crate) fn open(path: &Path, _: &Export) -> Result<Opened, CannotRun> {
    Err(without(path))
}

pub(crate) fn sink(path: &Path, _: &str, _: Option<u64>) -> Result<Box<dyn Sink>, CannotRun> {
    Err(without(path))
}

fn without(path: &Path) -> CannotRun {
    CannotRun(format!(
        "{}: dit programma is gebouwd zonder Parquet. Bouw het met `cargo build --release --features parquet`, of gebruik CSV",
        path.display()
    ))
}
