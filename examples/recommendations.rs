//! Prints the recommendation for every example of every protocol in a folder, one JSON object a
//! line with its receipt, so that it can be compared with what the wasm says.

use domeinwijzer::check::compile;
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::present::example_requests;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use domeinwijzer::record::{canonical_text, receipt};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "protocols".to_owned());
    let mut registry = Registry::default();
    let mut folders: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    folders.sort_by_key(std::fs::DirEntry::path);
    for entry in folders.iter().filter(|entry| entry.path().is_dir()) {
        let mut files: Vec<_> = std::fs::read_dir(entry.path())?.collect::<Result<_, _>>()?;
        files.sort_by_key(std::fs::DirEntry::path);
        for file in files {
            let path = file.path();
            let name = path
                .strip_prefix(Path::new(&folder))?
                .to_string_lossy()
                .replace('\\', "/");
            registry.add(name, &std::fs::read(&path)?);
        }
    }
    for file in registry.files() {
        let checked =
            compile(&registry, file).map_err(|faults| format!("{}: {faults:?}", file.path()))?;
        let prover = Prover::new(program::compile(&checked));
        for (example, case, recommendation) in example_requests(&checked) {
            let loose: Loose = serde_json::from_value(serde_json::to_value(&case)?)?;
            let fitted = Request::read(loose)
                .and_then(|request| prover.fit(&checked, &request))
                .map_err(|faults| format!("{example}: {faults:?}"))?;
            let decision = prover.decide(&fitted);
            let date = parse_date(&case.date)?;
            let receipt = receipt(&checked, &prover, &fitted, &decision, date);
            let line = serde_json::json!({
                "protocol": file.path(),
                "example": example,
                "case": case,
                "receipt": canonical_text(&receipt),
                "recommendation": serde_json::to_string_pretty(&recommendation)?,
            });
            println!("{line}");
        }
    }
    Ok(())
}
