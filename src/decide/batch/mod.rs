//! Many complete cases at once: what [`Fast`] does for one, for a thousand side by side.
//!
//! In: a column per question, a byte or a number per case. Out: a byte per case, and if wanted a bit
//! per rule and case. The parts of all conditions become a circuit over planes of one bit per case
//! (`circuit`), run block by block (`domeinwijzer_planes`). A case in which something is open is decided by itself.

mod circuit;
mod logic;

use super::fast::{self, Fast, Routed, Sheet};
use crate::program::Program;
use domeinwijzer_planes::{Bytes, CASES, Circuit, Room};
use std::ops::Range;

/// The byte of an answer that is not given.
pub const OPEN_BYTE: u8 = 255;
/// The number of an answer that is not given.
pub const OPEN_CODE: i64 = i64::MIN;
/// What comes out for a case of which the route is still open. Below [`IMPOSSIBLE`]: the rank of the
/// route.
pub const OPEN: u8 = 255;
/// What comes out when no route is advised.
pub const NOTHING: u8 = circuit::NOTHING;
/// What comes out for answers that are declared impossible.
pub const IMPOSSIBLE: u8 = circuit::IMPOSSIBLE;

/// The answers to one question, one per case.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// The code less the lowest one; [`OPEN_BYTE`], or whatever is no answer, where it is open.
    Bytes(&'a [u8]),
    /// The code; [`OPEN_CODE`] where it is open.
    Codes(&'a [i64]),
}

impl Column<'_> {
    /// The code of a case, given the lowest one.
    fn code(&self, at: usize, min: i64) -> Option<i64> {
        match self {
            Self::Bytes(bytes) => bytes
                .get(at)
                .filter(|byte| **byte != OPEN_BYTE)
                .map(|byte| i64::from(*byte) + min),
            Self::Codes(codes) => codes.get(at).copied(),
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Codes(_) => None,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Codes(codes) => codes.len(),
        }
    }
}

/// How many blocks of a column are looked at one after the other before they are decided: reading a column on
/// and on is several times as quick as going from one to the next, and so many of all columns stay in a cache.
const BLOCKS: usize = 32;

/// What comes out, and room for a case that is decided by itself.
struct Out<'a> {
    sheet: Sheet,
    routes: &'a mut [u8],
    fired: &'a mut [u64],
    stride: usize,
}

/// A program, ready for many cases.
#[derive(Debug, Clone)]
pub struct Batch {
    fast: Fast,
    /// None where an answer does not fit in a byte: then every case is decided by itself.
    circuit: Option<Circuit>,
}

/// Decides all cases: one byte for each, the rank of the route or [`OPEN`], [`NOTHING`] or
/// [`IMPOSSIBLE`]. The columns stand in the order of the questions; a case that a column does not
/// reach is open there. None when there are more routes than fit in a byte.
///
/// # Examples
///
/// ```
/// use domeinwijzer::{check, decide::{Column, batch}, program, protocol::registry::Registry};
/// let text = r#"
/// formaat = 1
/// [protocol]
/// id = "proef"
/// titel = "Proef"
/// versie = "1.0.0"
/// status = "concept"
/// geldig_vanaf = 2026-01-01
/// voorrang = ["praten", "rust"]
/// [vraag.druk]
/// tekst = "Druk?"
/// type = "schaal"
/// min = 0
/// max = 10
/// [route.praten]
/// titel = "Praten"
/// uitleg = "Praten."
/// patient = "Praten."
/// [route.rust]
/// titel = "Rust"
/// uitleg = "Rust."
/// patient = "Rust."
/// vangnet = true
/// [regel.veel]
/// als = "druk >= 7"
/// voor = "praten"
/// reden = "Veel druk."
/// "#;
/// let mut files = Registry::default();
/// files.add("proef.toml", text.as_bytes());
/// let checked = check::compile(&files, &files.files()[0]).unwrap();
/// let druk = [8, 2, 255];
/// let routes = batch(&program::compile(&checked), &[Column::Bytes(&druk)]);
/// assert_eq!(routes, Some(vec![0, 1, 255]));
/// ```
pub fn batch(program: &Program, columns: &[Column]) -> Option<Vec<u8>> {
    let batch = Batch::new(program)?;
    let cases = columns.iter().map(Column::len).max().unwrap_or_default();
    let mut routes = vec![OPEN; cases];
    batch.run(columns, &mut routes, &mut []);
    Some(routes)
}

impl Batch {
    /// Prepares a program; none when it has more routes than fit in a byte.
    pub fn new(program: &Program) -> Option<Self> {
        if program.routes().len() >= usize::from(IMPOSSIBLE) {
            return None;
        }
        let fast = Fast::new(program);
        let circuit = circuit::circuit(&fast);
        Some(Self { fast, circuit })
    }

    /// How many words of bits a rule takes for so many cases.
    pub fn stride(cases: usize) -> usize {
        cases.div_ceil(64)
    }

    /// Decides as many cases as `routes` has places. In `fired` come the rules that hold, a bit per case and
    /// [`Batch::stride`] words per rule; with no room for them they are left out.
    pub fn run(&self, columns: &[Column], routes: &mut [u8], fired: &mut [u64]) {
        let cases = routes.len();
        let mut out = Out {
            sheet: self.fast.sheet(),
            stride: Self::stride(cases),
            routes,
            fired,
        };
        let bytes = |question: usize| columns.get(question).map_or(Some(&[][..]), Column::bytes);
        let circuit = self.circuit.as_ref();
        let circuit = circuit.filter(|it| it.watched.iter().all(|it| bytes(it.question).is_some()));
        let Some(circuit) = circuit else {
            for at in 0..cases {
                self.alone(columns, at, &mut out);
            }
            return;
        };
        let mut room = circuit.room();
        let all = 0..columns.len().max(self.fast.places().len());
        let bytes: Vec<&[u8]> = all.map(|at| bytes(at).unwrap_or_default()).collect();
        let blocks = |it: &&[u8]| it.len() / CASES;
        let whole = bytes.iter().map(blocks).min().unwrap_or_default();
        let whole = whole.min(cases / CASES);
        for first in (0..whole).step_by(BLOCKS) {
            let last = (first + BLOCKS).min(whole);
            let blocks = bytes.iter().map(|it| it.as_chunks::<CASES>().0);
            let group = blocks.map(|it| it.get(first..last).unwrap_or_default());
            let group: Vec<&[Bytes]> = group.collect();
            self.group(
                circuit,
                columns,
                &group,
                first * CASES..last * CASES,
                &mut room,
                &mut out,
            );
        }
        // What does not fill a block is copied into one.
        let mut spare = vec![[0; CASES]; bytes.len()];
        for start in (whole * CASES..cases).step_by(CASES) {
            let end = (start + CASES).min(cases);
            for (block, given) in spare.iter_mut().zip(&bytes) {
                block.fill(OPEN_BYTE);
                let given = given.get(start..).unwrap_or_default();
                for (place, byte) in block.iter_mut().zip(given) {
                    *place = *byte;
                }
                if let Some(beyond) = block.get_mut(end - start..) {
                    beyond.fill(0);
                }
            }
            let group: Vec<&[Bytes]> = spare.iter().map(std::slice::from_ref).collect();
            self.group(circuit, columns, &group, start..end, &mut room, &mut out);
        }
    }

    /// Decides some blocks; `cases` is where they are.
    fn group(
        &self,
        circuit: &Circuit,
        columns: &[Column],
        group: &[&[Bytes]],
        cases: Range<usize>,
        room: &mut Room,
        out: &mut Out,
    ) {
        let mut doubtful = [false; BLOCKS];
        circuit.watch(group, &mut doubtful);
        let starts = cases.clone().step_by(CASES);
        for ((block, start), doubtful) in starts.enumerate().zip(doubtful) {
            let end = (start + CASES).min(cases.end);
            let bytes = group.iter().filter_map(|it| it.get(block));
            let bytes: Vec<&Bytes> = bytes.collect();
            circuit.run(&bytes, room);
            if let Some(routes) = out.routes.get_mut(start..end) {
                circuit.write_routes(room, routes);
            }
            circuit.write_fired(room, out.fired, start / 64, out.stride);
            if doubtful {
                for at in circuit.doubtful(&bytes, room, end - start) {
                    self.alone(columns, start + at, out);
                }
            }
        }
    }

    /// Decides one case by itself.
    fn alone(&self, columns: &[Column], at: usize, out: &mut Out) {
        let sheet = &mut out.sheet;
        sheet.answers_mut().fill(fast::OPEN);
        self.fast
            .fill(sheet, |question, min| columns.get(question)?.code(at, min));
        let code = match self.fast.route(sheet) {
            Routed::Open => OPEN,
            Routed::Impossible => IMPOSSIBLE,
            Routed::Decided(route) => route
                .and_then(|rank| u8::try_from(rank).ok())
                .unwrap_or(NOTHING),
        };
        if let Some(place) = out.routes.get_mut(at) {
            *place = code;
        }
        let mark = 1_u64 << (at % 64);
        for (rule, words) in out.fired.chunks_mut(out.stride.max(1)).enumerate() {
            if let Some(place) = words.get_mut(at / 64) {
                *place = *place & !mark | if sheet.holds(rule) { mark } else { 0 };
            }
        }
    }
}
