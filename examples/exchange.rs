//! Prints what other systems get of every protocol in a folder: its questionnaire, and for every
//! example the bundles and cards; one JSON object a line, for the validators in `tests/fhir`.

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::formats::{self, Decided, Options};
use domeinwijzer::present::{example_requests, recommend};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use std::error::Error;
use std::path::Path;

/// What a host may add: nothing, or everything.
const OPTIONS: [&str; 3] = [
    "null",
    r#"{"subject": "Patient/3f2a", "consent": "2025-12-31", "id": "proef",
        "requester": {"name": "Praktijk A", "agb": "01000001"}}"#,
    r#"{"subject": {"system": "https://his.example/pseudoniem", "value": "x7"}, "answers": "all"}"#,
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "protocols".to_owned());
    let mut registry = Registry::default();
    let mut paths = Vec::new();
    collect(Path::new(&folder), &mut paths)?;
    paths.sort();
    for path in paths {
        let name = path.strip_prefix(Path::new(&folder))?.to_string_lossy();
        registry.add(name.replace('\\', "/"), &std::fs::read(&path)?);
    }
    for file in registry.files() {
        let checked =
            compile(&registry, file).map_err(|faults| format!("{}: {faults:?}", file.path()))?;
        let questionnaire = formats::questionnaire(&checked);
        println!(
            "{}",
            serde_json::json!({ "protocol": file.path(), "questionnaire": questionnaire })
        );
        examples(file.path(), &checked)?;
    }
    Ok(())
}

fn examples(path: &str, checked: &Checked) -> Result<(), Box<dyn Error>> {
    let prover = Prover::new(program::compile(checked));
    for (example, case, _) in example_requests(checked) {
        let loose: Loose = serde_json::from_value(serde_json::to_value(&case)?)?;
        let request = Request::read(loose).map_err(|faults| format!("{faults:?}"))?;
        let fitted = prover
            .fit(checked, &request)
            .map_err(|faults| format!("{example}: {faults:?}"))?;
        let decision = prover.decide(&fitted);
        let date = parse_date(&case.date)?;
        let recommendation = recommend(checked, &prover, &fitted, &decision, date);
        let decided = Decided {
            checked,
            case: &fitted,
            decision: &decision,
            recommendation: &recommendation,
        };
        for options in OPTIONS {
            let read = Options::read(&serde_json::from_str(options)?);
            let read = read.map_err(|faults| format!("{faults:?}"))?;
            let bundle = formats::bundle(&decided, &read).map_err(|it| format!("{it:?}"))?;
            let line = serde_json::json!({
                "protocol": path,
                "example": example,
                "route": recommendation.route.as_ref().map(|it| &it.id),
                "bundle": bundle,
                "cards": formats::cds_hooks(&decided, &read),
            });
            println!("{line}");
        }
    }
    Ok(())
}

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}
