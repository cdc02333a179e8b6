//! How fast `domeinwijzer batch` goes through a file, beside merely parsing the same CSV with the csv
//! crate; and how much memory it takes, which must not grow with the number of rows.
//!
//! `cargo bench --bench batch` goes up to a million rows, `cargo bench --bench batch -- 10000000` up to
//! that many. Times are medians of five runs, of three from ten million rows on, taken in turn: the csv crate, which uses one thread; `batch` with one thread; and
//! `batch` as it is run without saying anything, with a thread per core. Processor time, of the run with one thread, is what compares on a machine
//! that has more to do; that, and memory, is known on Linux only.

#[path = "../examples/practice/rows.rs"]
mod rows;

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let most = std::env::args()
        .filter_map(|it| it.parse::<u64>().ok())
        .next_back()
        .unwrap_or(1_000_000);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("batch");
    std::fs::create_dir_all(&folder)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "rows per second; batch from start to end of the program; csv on one thread, batch on one and on {cores}"
    );
    println!(
        "{:>10} {:>12} {:>12} {:>7} {:>12} {:>7} {:>12} {:>12} {:>7} {:>10}",
        "rows",
        "csv",
        "batch, 1",
        "share",
        "batch",
        "share",
        "csv cpu",
        "batch 1 cpu",
        "share",
        "peak RSS"
    );
    let mut count = 10_000;
    while count <= most {
        measure(&folder, count)?;
        count *= 10;
    }
    Ok(std::fs::remove_dir_all(&folder)?)
}

fn measure(folder: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    let input = folder.join("input.csv");
    generate(&input, count)?;
    let runs = if count > 1_000_000 { RUNS - 2 } else { RUNS };
    let [mut parsing, mut alone, mut together] = [const { Vec::new() }; 3];
    let [mut parsing_cpu, mut alone_cpu] = [const { Vec::new() }; 2];
    let mut memory = None;
    let since = |then: Option<Duration>, now: Option<Duration>| Some(now?.saturating_sub(then?));
    for _ in 0..runs {
        let own = own_time();
        parsing.push(parse(&input, count)?);
        parsing_cpu.extend(since(own, own_time()));
        let children = children_time();
        alone.push(batch(&input, folder, Some("1"))?.0);
        alone_cpu.extend(since(children, children_time()));
        let (time, peak) = batch(&input, folder, None)?;
        together.push(time);
        memory = memory.max(peak);
    }
    let rate = |times: &mut Vec<Duration>| {
        times.sort();
        let median = times.get(times.len() / 2)?;
        Some(u128::from(count) * 1_000_000_000 / median.as_nanos().max(1))
    };
    let share = |one: Option<u128>, other: Option<u128>| match one.zip(other) {
        Some((one, other)) => format!("{} %", other * 100 / one.max(1)),
        None => "?".to_owned(),
    };
    let known = |rate: Option<u128>| rate.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let [csv, one, all] = [&mut parsing, &mut alone, &mut together].map(rate);
    let [csv_cpu, one_cpu] = [&mut parsing_cpu, &mut alone_cpu].map(rate);
    println!(
        "{count:>10} {:>12} {:>12} {:>7} {:>12} {:>7} {:>12} {:>12} {:>7} {:>10}",
        known(csv),
        known(one),
        share(csv, one),
        known(all),
        share(csv, all),
        known(csv_cpu),
        known(one_cpu),
        share(csv_cpu, one_cpu),
        memory.map_or_else(|| "?".to_owned(), |it| format!("{} MB", it / 1024)),
    );
    Ok(())
}

/// The processor time of this program.
fn own_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The processor time of the programs that this one started and that ended, in steps of 10 ms.
fn children_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, behind) = text.rsplit_once(')')?;
    let times = behind.split_whitespace().skip(13).take(2);
    let ticks: u64 = times.filter_map(|it| it.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

fn generate(path: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(rows::HEAD.as_bytes())?;
    let mut line = String::new();
    for patient in rows::Patients::new(rows::SEED, 0).take(usize::try_from(count)?) {
        line.clear();
        patient.write(&mut line);
        out.write_all(line.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// Merely parses: the record is used anew, and nothing is done with it.
fn parse(path: &Path, count: u64) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .buffer_capacity(1 << 16)
        .from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut seen = 0;
    while reader.read_byte_record(&mut record)? {
        seen += 1;
    }
    if seen != count {
        return Err("not all rows were parsed".into());
    }
    Ok(start.elapsed())
}

/// Runs the command as a user would, from start to end; also gives the most memory it had, in kB.
fn batch(
    input: &Path,
    folder: &Path,
    threads: Option<&str>,
) -> Result<(Duration, Option<u64>), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
        .current_dir(root)
        .args([
            "batch",
            "--protocol",
            "achterhoek_hotspotters",
            "--map",
            "tests/data/practice.map.toml",
        ])
        .arg("--input")
        .arg(input)
        .arg("--output")
        .arg(folder.join("output.csv"))
        .args(threads.iter().flat_map(|it| ["--threads", it]))
        .stdout(Stdio::null())
        .spawn()?;
    let mut status = String::new();
    write!(status, "/proc/{}/status", child.id())?;
    let mut peak = None;
    let ended = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let found = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(found);
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    if !ended.success() {
        return Err("batch did not run to its end".into());
    }
    Ok((start.elapsed(), peak))
}
