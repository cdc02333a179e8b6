//! Many complete cases at once: what [`Fast`] does for one, for a thousand side by side.
//!
//! In: a column per question, a byte or a number per case. Out: a byte per case, and if wanted a bit
//! per rule and case. The parts of all conditions become a circuit over planes of one bit per case
//! (`circuit`), run block by block (`lanes`). A case in which something is open is decided by itself.

mod circuit;
mod lanes;
mod logic;

use super::fast::{self, Fast, Routed, Sheet};
use crate::program::Program;
use circuit::{Circuit, Op, Term, Total, Wire};
use lanes::{Bytes, CASES, Plane, Totals};

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

/// Room to work.
struct Room {
    planes: Vec<Plane>,
    sums: Totals,
    sheet: Sheet,
}

impl Batch {
    /// Prepares a program; none when it has more routes than fit in a byte.
    pub fn new(program: &Program) -> Option<Self> {
        if program.routes().len() >= usize::from(IMPOSSIBLE) {
            return None;
        }
        let fast = Fast::new(program);
        let circuit = Circuit::new(&fast);
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
        let mut room = Room {
            planes: Vec::new(),
            sums: [0; CASES],
            sheet: self.fast.sheet(),
        };
        let bytes = |question: usize| match columns.get(question) {
            Some(Column::Bytes(bytes)) => Some(*bytes),
            Some(Column::Codes(_)) => None,
            None => Some([].as_slice()),
        };
        let circuit = self.circuit.as_ref();
        let circuit = circuit.filter(|it| it.watched.iter().all(|it| bytes(it.question).is_some()));
        let Some(circuit) = circuit else {
            for at in 0..routes.len() {
                self.alone(columns, at, &mut room.sheet, routes, fired, stride);
            }
            return;
        };
        room.planes = vec![Plane::EMPTY; circuit.ops.len()];
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
            let doubtful = circuit.watched.iter().any(|it| {
                let bytes = whole.get(it.question);
                bytes.is_none_or(|bytes| lanes::exceeds(bytes, it.most))
            });
            circuit.run(&whole, &mut room);
            if let Some(routes) = routes.get_mut(start..end) {
                circuit.write_routes(&room, routes);
            }
            circuit.write_fired(&room, fired, start / 64, stride);
            if doubtful {
                for at in circuit.doubtful(&whole, &room, end - start) {
                    self.alone(columns, start + at, &mut room.sheet, routes, fired, stride);
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
            let word = sheet.fired().get(rule / 64).copied().unwrap_or_default();
            if let Some(place) = words.get_mut(at / 64) {
                *place = *place & !mark
                    | if word >> (rule % 64) & 1 == 1 {
                        mark
                    } else {
                        0
                    };
            }
        }
    }
}

impl Circuit {
    /// Fills all planes.
    fn run(&self, columns: &[&Bytes], room: &mut Room) {
        for (at, op) in self.ops.iter().enumerate() {
            let (before, rest) = room.planes.split_at_mut(at);
            let Some(out) = rest.first_mut() else { return };
            let both = |a: usize, b: usize| before.get(a).zip(before.get(b));
            let apply =
                |a: usize, b: usize, out: &mut Plane, with: fn(&Plane, &Plane, &mut Plane)| {
                    if let Some((a, b)) = both(a, b) {
                        with(a, b, out);
                    }
                };
            match *op {
                Op::Nowhere => {}
                Op::Within(question, low, span) => {
                    if let Some(bytes) = columns.get(question) {
                        lanes::within(bytes, low, span, out);
                    }
                }
                Op::Has(question, bits) => {
                    if let Some(bytes) = columns.get(question) {
                        lanes::has(bytes, bits, out);
                    }
                }
                Op::And(a, b) => apply(a, b, out, lanes::and),
                Op::AndNot(a, b) => apply(a, b, out, lanes::and_not),
                Op::Or(a, b) => apply(a, b, out, lanes::or),
                Op::Xor(a, b) => apply(a, b, out, lanes::xor),
                Op::Add(total) => {
                    if let Some(total) = self.totals.get(total) {
                        total.add(columns, before, &mut room.sums);
                    }
                }
                Op::Total(low, high) => lanes::totals(&room.sums, low, high, out),
            }
        }
    }

    fn write_routes(&self, room: &Room, routes: &mut [u8]) {
        let live = self.outcome.iter().enumerate();
        let live: Vec<(usize, [u64; CASES / 64])> = live
            .filter(|(_, wire)| wire.plane != 0 || wire.negated)
            .map(|(bit, wire)| (bit, wire.words(&room.planes)))
            .collect();
        for (at, eight) in routes.chunks_mut(8).enumerate() {
            let codes = live.iter().fold(0, |codes, (bit, words)| {
                let word = words.get(at / 8).copied().unwrap_or_default();
                codes | spread(word >> (at % 8 * 8) & 0xFF) << bit
            });
            for (place, code) in eight.iter_mut().zip(codes.to_le_bytes()) {
                *place = code;
            }
        }
    }

    fn write_fired(&self, room: &Room, fired: &mut [u64], first: usize, stride: usize) {
        for (words, wire) in fired.chunks_mut(stride.max(1)).zip(&self.rules) {
            let block = wire.words(&room.planes);
            for (place, word) in words.iter_mut().skip(first).zip(block) {
                *place = word;
            }
        }
    }

    /// The cases in which something is open that is asked.
    fn doubtful(&self, columns: &[&Bytes], room: &Room, cases: usize) -> Vec<usize> {
        let mut doubt = [false; CASES];
        for watched in &self.watched {
            let Some(bytes) = columns.get(watched.question) else {
                continue;
            };
            let asked = watched.asked.words(&room.planes);
            let asked = |at: usize| {
                asked
                    .get(at / 64)
                    .is_some_and(|it| it >> (at % 64) & 1 == 1)
            };
            for (at, (doubt, byte)) in doubt.iter_mut().zip(*bytes).enumerate() {
                *doubt |= *byte > watched.most && asked(at);
            }
        }
        (0..cases)
            .filter(|at| doubt.get(*at) == Some(&true))
            .collect()
    }
}

impl Wire {
    fn words(self, planes: &[Plane]) -> [u64; CASES / 64] {
        let words = planes.get(self.plane).unwrap_or(&Plane::EMPTY).words();
        words.map(|word| if self.negated { !word } else { word })
    }
}

impl Total {
    /// Adds up the score of each case.
    fn add(&self, columns: &[&Bytes], planes: &[Plane], sums: &mut Totals) {
        sums.fill(self.base);
        for Term {
            question,
            weight,
            gate,
        } in &self.terms
        {
            let Some(bytes) = columns.get(*question) else {
                continue;
            };
            match gate {
                None => lanes::add(bytes, *weight, sums),
                Some((asked, otherwise)) => {
                    let asked = asked.words(planes);
                    let mut counts = **bytes;
                    for (at, byte) in counts.iter_mut().enumerate() {
                        let word = asked.get(at / 64).copied().unwrap_or_default();
                        if word >> (at % 64) & 1 == 0 {
                            *byte = *otherwise;
                        }
                    }
                    lanes::add(&counts, *weight, sums);
                }
            }
        }
        for (wire, weight) in &self.bits {
            let words = wire.words(planes);
            for (at, sum) in sums.iter_mut().enumerate() {
                let word = words.get(at / 64).copied().unwrap_or_default();
                *sum = sum.wrapping_add(if word >> (at % 64) & 1 == 1 {
                    *weight
                } else {
                    0
                });
            }
        }
    }
}

/// Eight bits as eight bytes that are 0 or 1.
fn spread(bits: u64) -> u64 {
    let each = bits.wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    each.wrapping_add(0x7F7F_7F7F_7F7F_7F7F) >> 7 & 0x0101_0101_0101_0101
}
