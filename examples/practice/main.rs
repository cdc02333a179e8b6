//! Made-up exports of a practice, the same for the same number and seed:
//! `cargo run --example practice -- 5000 > tests/data/practice_5000.csv`.

mod rows;

use std::io::Write;

/// One row in so many has a cell that cannot be read.
const FAULTS: u64 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut wanted = std::env::args().skip(1).map(|it| it.parse::<u64>());
    let count = wanted.next().unwrap_or(Ok(5_000))?;
    let seed = wanted.next().unwrap_or(Ok(rows::SEED))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    out.write_all(rows::HEAD.as_bytes())?;
    let mut line = String::new();
    for patient in rows::Patients::new(seed, FAULTS).take(usize::try_from(count)?) {
        line.clear();
        patient.write(&mut line);
        out.write_all(line.as_bytes())?;
    }
    Ok(out.flush()?)
}
