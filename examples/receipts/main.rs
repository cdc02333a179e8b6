//! Made-up receipts, choices and answers of contacts, for looking back:
//! `cargo run --example receipts -- tests/data/receipts`. Nobody's data: all of it comes from a seed.

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::{Date, next_day, parse_date};
use domeinwijzer::prove::Prover;
use domeinwijzer::record::{Choice, canonical_text, override_record, receipt};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

const PROTOCOL: &str = include_str!("protocol.toml");
/// How many receipts are made.
const RECEIPTS: usize = 80;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    let mut registry = Registry::default();
    registry.add("protocol.toml", PROTOCOL.as_bytes());
    let file = registry.files().first().ok_or("no protocol")?;
    let checked = compile(&registry, file).map_err(|faults| format!("{faults:?}"))?;
    let prover = Prover::new(program::compile(&checked));
    let mut random = Random(20_261_122);
    let mut date = parse_date("2026-09-01")?;
    for number in 1..=RECEIPTS {
        if random.below(100) < 60 {
            date = next_day(date);
        }
        one(&folder, number, date, &checked, &prover, &mut random)?;
    }
    Ok(())
}

/// One advice, and what came of it.
fn one(
    folder: &Path,
    number: usize,
    date: Date,
    checked: &Checked,
    prover: &Prover,
    random: &mut Random,
) -> Result<(), Box<dyn Error>> {
    let mut answers = json!({
        "beoordeeld": random.below(100) < 90,
        "eenzaamheid": random.below(11),
        "schulden": random.below(100) < 15,
        "contacten": random.below(24),
    });
    // Now and then a consult stops before all is asked.
    if let (true, Value::Object(answers)) = (random.below(100) < 10, &mut answers) {
        answers.remove("schulden");
    }
    let case: Loose = serde_json::from_value(json!({ "answers": answers }))?;
    let request = Request::read(case).map_err(|faults| format!("{faults:?}"))?;
    let case = prover
        .fit(checked, &request)
        .map_err(|faults| format!("{faults:?}"))?;
    let decision = prover.decide(&case);
    let made = receipt(checked, prover, &case, &decision, date);
    let advised = made.content.recommendation.route.as_ref();
    let advised = advised.map(|it| it.id.clone()).unwrap_or_default();
    let write = |name: String, text: String| fs::write(folder.join(name), text + "\n");
    let lonely = answers
        .get("eenzaamheid")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    // A low score is followed less often.
    if advised == "welzijn" && random.below(100) < if lonely < 7 { 45 } else { 15 } {
        let reason = match random.below(3) {
            0 => "wens_patient",
            1 => "wachttijd",
            _ => "anders",
        };
        let choice = Choice {
            route: Some("geen".to_owned()),
            reason: Some(reason.to_owned()),
            note: (reason == "anders")
                .then(|| "Vrije tekst die niemand anders hoort te lezen.".to_owned()),
        };
        let chosen = override_record(checked, prover, &case, &decision, date, &choice)
            .map_err(|faults| format!("{faults:?}"))?;
        write(
            format!("{number:03}-keuze.json"),
            serde_json::to_string(&chosen)?,
        )?;
        return Ok(());
    }
    write(format!("{number:03}.json"), canonical_text(&made))?;
    if !["welzijn", "schuldhulp"].contains(&advised.as_str()) {
        return Ok(());
    }
    let status = match random.below(100) {
        0..40 => "completed",
        40..60 => "in-progress",
        60..80 => "rejected",
        _ => return Ok(()),
    };
    let mut day = date;
    for _ in 0..=random.below(9) {
        day = next_day(day);
    }
    let back = json!({ "receipt": made.sha256, "status": status, "date": day.to_string(), "note": "Vrije tekst." });
    write(format!("{number:03}-terug.json"), back.to_string())?;
    Ok(())
}

/// `SplitMix64` (Steele, Lea & Flood, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from(z >> 33).unwrap_or_default() % limit.max(1)
    }
}
