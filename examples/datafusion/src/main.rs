//! The compiled protocol as a function in Apache DataFusion, over partitioned Parquet.
//!
//! `cargo run --release --manifest-path examples/datafusion/Cargo.toml -- --rows 10000000` makes up so many
//! patients, in one folder per region, decides them in SQL, and compares a sample with deciding one by one.
//! Nobody's data: all of it comes from a seed. `docs/datafusion.md` tells how to spread it over machines.

mod function;
mod patients;

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::protocol::registry::Registry;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

const PROTOCOL: &str = "achterhoek_hotspotters/1.0.0.toml";

fn main() -> Result<(), Box<dyn Error>> {
    let mut rows = 1_000_000_u64;
    let mut asked = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or("an option without a value")?;
        match argument.as_str() {
            "--rows" => rows = value.parse()?,
            "--folder" => asked = Some(PathBuf::from(value)),
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    let folder = match asked {
        Some(folder) => folder,
        None => emptied(std::env::temp_dir().join("domeinwijzer-datafusion"))?,
    };
    let checked = protocol()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
    runtime.block_on(run(&checked, rows, &folder))
}

/// Takes away what an earlier run left in the folder of its own; a folder that somebody names is never taken away.
fn emptied(folder: PathBuf) -> Result<PathBuf, Box<dyn Error>> {
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}

fn protocol() -> Result<Checked, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../protocols")
        .join(PROTOCOL);
    let mut registry = Registry::default();
    registry.add(PROTOCOL, &std::fs::read(path)?);
    let file = registry.at_path(PROTOCOL).ok_or("no protocol")?;
    compile(&registry, file).map_err(|faults| format!("{faults:?}").into())
}

async fn run(checked: &Checked, rows: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    patients::write(checked, rows, folder)?;
    println!(
        "{rows} rows written to {} in {:.1?}",
        folder.display(),
        start.elapsed()
    );

    let context = SessionContext::new_with_config(SessionConfig::new());
    context.register_udf(function::route(checked)?);
    let options = ParquetReadOptions::default().table_partition_cols(vec![(
        "regio".to_owned(),
        datafusion::arrow::datatypes::DataType::Utf8,
    )]);
    let path = folder.to_str().ok_or("a folder that is no text")?;
    context.register_parquet("patienten", path, options).await?;

    let questions: Vec<&str> = checked
        .questions()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let call = format!("route({})", questions.join(", "));
    let start = Instant::now();
    let counted = context
        .sql(&format!(
            "SELECT regio, {call} AS route, count(*) AS aantal FROM patienten GROUP BY regio, 2 ORDER BY regio, 2"
        ))
        .await?
        .collect()
        .await?;
    let took = start.elapsed();
    println!("{}", pretty_format_batches(&counted)?);
    println!(
        "decided and counted in {took:.2?}: {:.1} million rows a second",
        rows as f64 / 1e6 / took.as_secs_f64()
    );

    let columns = questions.join(", ");
    let sample = context
        .sql(&format!(
            "SELECT {columns}, {call} AS route FROM patienten LIMIT 20000"
        ))
        .await?
        .collect()
        .await?;
    let compared = function::compare(checked, &sample)?;
    println!("{compared} of them decided one by one: the same");
    Ok(())
}
