//! Blocks of rows, decided side by side: what comes out is written in the order of the file.
//!
//! Each thread gets every so manyth block, so that who asks for the results in the same turn has them in order. No more
//! than two blocks wait for a thread: memory does not grow with the file, and nobody waits for a place.

use super::Run;
use super::decider::{Decided, Decider};
use super::rows::Blocks;
use crate::CannotRun;
use domeinwijzer::export::{Counts, Lines, Taken, push_field};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// So many bytes of rows are decided together.
pub(crate) const BLOCK: usize = 1 << 18;
/// So many blocks may wait for a thread.
const WAITING: usize = 2;
/// After so many blocks for each thread the progress is kept.
const KEPT_EVERY: usize = 32;
/// More threads would wait for the one that reads and writes.
const MOST: usize = 8;

/// How many threads there are when nobody says so.
pub(crate) fn usual() -> usize {
    thread::available_parallelism().map_or(1, |it| it.get().min(MOST))
}

/// A block on its way to a thread.
struct Job {
    taken: Taken,
    /// Room for what is written.
    out: Vec<u8>,
    /// Whether all that was not counted yet has to be.
    count: bool,
}

/// A block that was decided.
struct Done {
    /// Room for the next block.
    taken: Taken,
    /// What is written.
    out: Vec<u8>,
    read: u64,
    /// The rows with a fault: their line, and what it is.
    bad: Vec<(u64, String)>,
    counts: Option<Counts>,
}

/// One thread, as the one that hands out the work sees it.
struct Line {
    jobs: Sender<Job>,
    results: Receiver<Done>,
}

/// Decides all blocks that are left.
pub(crate) fn run(
    run: &mut Run,
    blocks: &mut dyn Blocks,
    of: &Decided,
    threads: usize,
) -> Result<(), CannotRun> {
    thread::scope(|scope| {
        let lines: Vec<Line> = (0..threads.max(1))
            .map(|_| {
                let ((jobs, work), (ready, results)) = (channel(), channel());
                let of = of.clone();
                scope.spawn(move || decide(of, &work, &ready));
                Line { jobs, results }
            })
            .collect();
        all(run, blocks, &lines)
    })
}

/// Hands out blocks and takes results, until there are none.
fn all(run: &mut Run, blocks: &mut dyn Blocks, lines: &[Line]) -> Result<(), CannotRun> {
    let mut rooms: Vec<(Taken, Vec<u8>)> = Vec::new();
    let mut under_way: VecDeque<&Line> = VecDeque::new();
    let cycle = lines.len() * KEPT_EVERY;
    let (mut ended, mut at) = (Ok(()), 0);
    for line in lines.iter().cycle() {
        if under_way.len() == lines.len() * WAITING {
            rooms.push(next(run, &mut under_way)?);
            run.show(blocks.done());
        }
        let (mut taken, out) = rooms.pop().unwrap_or_default();
        match blocks.take(BLOCK, &mut taken) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                // What stands before it is still decided.
                ended = Err(error);
                break;
            }
        }
        // Of the last blocks before progress is kept each thread has one.
        let count = at % cycle >= cycle - lines.len();
        let job = Job { taken, out, count };
        line.jobs.send(job).map_err(|_| stopped())?;
        under_way.push_back(line);
        at += 1;
        if at % cycle == 0 {
            while !under_way.is_empty() {
                rooms.push(next(run, &mut under_way)?);
            }
            run.keep()?;
        }
    }
    while !under_way.is_empty() {
        next(run, &mut under_way)?;
    }
    for line in lines {
        let job = Job {
            taken: Taken::default(),
            out: Vec::new(),
            count: true,
        };
        line.jobs.send(job).map_err(|_| stopped())?;
        under_way.push_back(line);
    }
    while !under_way.is_empty() {
        next(run, &mut under_way)?;
    }
    ended
}

/// Writes and counts the block that is next in order, and gives its room back.
fn next(run: &mut Run, under_way: &mut VecDeque<&Line>) -> Result<(Taken, Vec<u8>), CannotRun> {
    let line = under_way.pop_front();
    let done = line.and_then(|line| line.results.recv().ok());
    let Done {
        taken,
        mut out,
        read,
        bad,
        counts,
    } = done.ok_or_else(stopped)?;
    run.progress.counts.read += read;
    for (line, message) in bad {
        run.bad(line, &message)?;
    }
    run.sink.lines(&out)?;
    if let Some(counts) = counts {
        run.progress.counts.join(counts);
    }
    out.clear();
    Ok((taken, out))
}

fn stopped() -> CannotRun {
    CannotRun("een deel van het werk is gestopt".to_owned())
}

/// What a thread does.
fn decide(of: Decided, work: &Receiver<Job>, ready: &Sender<Done>) {
    let separator = of.separator;
    let mut decider = Decider::new(of);
    let mut lines = Lines::new([].as_slice(), separator);
    while let Ok(Job {
        taken,
        mut out,
        count,
    }) = work.recv()
    {
        let room = lines.within(taken);
        let (mut read, mut bad) = (0, Vec::new());
        // Whole rows were taken: none of them can be too long.
        while let Ok(Some(row)) = lines.next() {
            read += 1;
            match decider.row(&row) {
                Ok((key, outcome)) => {
                    if row.plain {
                        out.extend_from_slice(key);
                    } else {
                        push_field(&mut out, key, separator);
                    }
                    out.extend_from_slice(&outcome.line);
                }
                Err(message) => bad.push((row.line, message.into_owned())),
            }
        }
        let done = Done {
            taken: room,
            out,
            read,
            bad,
            counts: count.then(|| decider.counts()),
        };
        if ready.send(done).is_err() {
            return;
        }
    }
}
