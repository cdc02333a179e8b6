//! Made-up patients, as Parquet: one folder per region, the answers as codes.

use datafusion::arrow::array::{ArrayRef, Int64Builder, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::parquet::arrow::ArrowWriter;
use domeinwijzer::check::Checked;
use std::error::Error;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

const REGIONS: [&str; 4] = ["achterhoek", "twente", "veluwe", "zeeland"];
/// How many rows are made, and written, together.
const GROUP: u64 = 1 << 17;

/// Writes so many rows, spread over the regions, into a folder that is not there yet.
pub fn write(checked: &Checked, rows: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let fields: Vec<Field> = checked
        .questions()
        .iter()
        .map(|it| Field::new(&it.id, DataType::Int64, true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let mut random = Random(20_261_122);
    for (at, region) in (0..).zip(REGIONS) {
        let folder = folder.join(format!("regio={region}"));
        fs::create_dir_all(&folder)?;
        let file = File::create(folder.join("deel-0.parquet"))?;
        let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), None)?;
        let regions = REGIONS.len() as u64;
        let mut left = rows / regions + u64::from(at < rows % regions);
        while left > 0 {
            let now = left.min(GROUP);
            left -= now;
            let columns = (checked.questions().iter())
                .map(|question| column(question.domain.range(), now, &mut random))
                .collect();
            writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns)?)?;
        }
        writer.close()?;
    }
    Ok(())
}

/// Codes with a long tail: small ones come most; one in a hundred is not known.
fn column((low, high): (i64, i64), rows: u64, random: &mut Random) -> ArrayRef {
    let mut codes = Int64Builder::with_capacity(usize::try_from(rows).unwrap_or_default());
    for _ in 0..rows {
        if random.below(100) == 0 {
            codes.append_null();
            continue;
        }
        let span = high - low + 1;
        let code = match span {
            // Yes is rare.
            2 => i64::from(random.below(20) == 0),
            // A number of years lies anywhere.
            100.. if high <= 130 => i64::try_from(random.below(100)).unwrap_or_default(),
            _ => {
                let steps =
                    random.below(8).min(random.below(24)) + random.below(3) * random.below(6);
                i64::try_from(steps).unwrap_or_default()
            }
        };
        codes.append_value(low + code.min(span - 1));
    }
    Arc::new(codes.finish())
}

/// `SplitMix64` (Steele, Lea & Flood, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}
