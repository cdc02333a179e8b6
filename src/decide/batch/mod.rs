//! Many complete cases at once: what [`Fast`] does for one, for a thousand side by side.
//!
//! In: a column per question, a byte or a number per case. Out: a byte per case, and if wanted a bit
//! per rule and case. The parts of all conditions become a circuit over planes of one bit per case
//! (`circuit`), run block by block (`domeinwijzer_planes`). A case in which something is open is decided by itself.

mod circuit;
mod logic;

use super::fast::{self, Fast, Routed, Sheet};
use crate::program::Program;
use domeinwijzer_planes::{Bytes, CASES, Circuit};

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

    fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Codes(codes) => codes.len(),
        }
    }
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
        let stride = Self::stride(routes.len());
        let mut sheet = self.fast.sheet();
        let bytes = |question: usize| match columns.get(question) {
            Some(Column::Bytes(bytes)) => Some(*bytes),
            Some(Column::Codes(_)) => None,
            None => Some([].as_slice()),
        };
        let circuit = self.circuit.as_ref();
        let circuit = circuit.filter(|it| it.watched.iter().all(|it| bytes(it.question).is_some()));
        let Some(circuit) = circuit else {
            for at in 0..routes.len() {
                self.alone(columns, at, &mut sheet, routes, fired, stride);
            }
            return;
        };
        let mut room = circuit.room();
        let mut spare = vec![[0; CASES]; columns.len().max(self.fast.places().len())];
        for start in (0..routes.len()).step_by(CASES) {
            let end = (start + CASES).min(routes.len());
            let mut whole: Vec<&Bytes> = Vec::with_capacity(spare.len());
            for question in 0..spare.len() {
                let bytes = bytes(question).unwrap_or_default();
                let block = bytes.get(start..start + CASES);
                whole.extend(block.and_then(|block| <&Bytes>::try_from(block).ok()));
                if whole.len() != question + 1 {
                    break;
                }
            }
            if whole.len() != spare.len() {
                for (question, room) in spare.iter_mut().enumerate() {
                    let given = bytes(question).and_then(|it| it.get(start..));
                    room.fill(OPEN_BYTE);
                    for (place, byte) in room.iter_mut().zip(given.unwrap_or_default()) {
                        *place = *byte;
                    }
                    if let Some(beyond) = room.get_mut(end - start..) {
                        beyond.fill(0);
                    }
                }
                whole = spare.iter().collect();
            }
            let doubtful = circuit.is_doubtful(&whole);
            circuit.run(&whole, &mut room);
            if let Some(routes) = routes.get_mut(start..end) {
                circuit.write_routes(&room, routes);
            }
            circuit.write_fired(&room, fired, start / 64, stride);
            if doubtful {
                for at in circuit.doubtful(&whole, &room, end - start) {
                    self.alone(columns, start + at, &mut sheet, routes, fired, stride);
                }
            }
        }
    }

    /// Decides one case by itself.
    fn alone(
        &self,
        columns: &[Column],
        at: usize,
        sheet: &mut Sheet,
        routes: &mut [u8],
        fired: &mut [u64],
        stride: usize,
    ) {
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
        if let Some(place) = routes.get_mut(at) {
            *place = code;
        }
        let mark = 1_u64 << (at % 64);
        for (rule, words) in fired.chunks_mut(stride.max(1)).enumerate() {
            if let Some(place) = words.get_mut(at / 64) {
                *place = *place & !mark | if sheet.holds(rule) { mark } else { 0 };
            }
        }
    }
}
