//! Running it.
//!
//! Nothing here may end up within its caller: there it would be compiled for size.

use crate::lanes::{self, Bytes, CASES, Plane, Totals};
use crate::{Circuit, Op, Room, Term, Total, Wire};

impl Circuit {
    /// Room to work.
    #[must_use]
    pub fn room(&self) -> Room {
        Room {
            planes: vec![Plane::EMPTY; self.ops.len()],
            sums: [0; CASES],
            small: [0; CASES],
        }
    }

    /// Fills all planes from a block of each column.
    #[inline(never)]
    pub fn run(&self, columns: &[&Bytes], room: &mut Room) {
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
                Op::From(question, low) => {
                    if let Some(bytes) = columns.get(question) {
                        lanes::from(bytes, low, out);
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
                Op::AddSmall(total) => {
                    if let Some(total) = self.totals.get(total) {
                        total.add_small(columns, &mut room.small);
                    }
                }
                Op::Small(low, span) => lanes::within(&room.small, low, span, out),
            }
        }
    }

    /// The byte of the outcome of each case.
    #[inline(never)]
    pub fn write_routes(&self, room: &Room, routes: &mut [u8]) {
        let live = self.outcome.iter().enumerate();
        let live: Vec<(u8, Plane)> = live
            .filter(|(_, wire)| wire.plane != 0 || wire.negated)
            .map(|(bit, wire)| (1 << bit, wire.plane(&room.planes)))
            .collect();
        let mut codes = [0; CASES];
        lanes::codes(&live, &mut codes);
        for (place, code) in routes.iter_mut().zip(codes) {
            *place = code;
        }
    }

    /// The rules that hold, a bit per case and so many words per rule, from this word on.
    #[inline(never)]
    pub fn write_fired(&self, room: &Room, fired: &mut [u64], first: usize, stride: usize) {
        for (words, wire) in fired.chunks_mut(stride.max(1)).zip(&self.rules) {
            let block = wire.words(&room.planes);
            for (place, word) in words.iter_mut().skip(first).zip(block) {
                *place = word;
            }
        }
    }

    /// Marks each block in which any byte is none of an answer.
    #[inline(never)]
    pub fn watch(&self, columns: &[&[Bytes]], doubtful: &mut [bool]) {
        for it in &self.watched {
            let blocks = columns.get(it.question).copied().unwrap_or_default();
            for (bytes, doubtful) in blocks.iter().zip(&mut *doubtful) {
                *doubtful |= lanes::exceeds(bytes, it.most);
            }
        }
    }

    /// The cases in which something is open that is asked.
    #[inline(never)]
    #[must_use]
    pub fn doubtful(&self, columns: &[&Bytes], room: &Room, cases: usize) -> Vec<usize> {
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
    fn plane(self, planes: &[Plane]) -> Plane {
        let plane = planes.get(self.plane).unwrap_or(&Plane::EMPTY);
        if self.negated {
            plane.opposite()
        } else {
            *plane
        }
    }

    fn words(self, planes: &[Plane]) -> [u64; CASES / 64] {
        self.plane(planes).words()
    }
}

impl Total {
    /// Adds up what each case has above the base, when that fits in a byte and rests on answers alone.
    fn add_small(&self, columns: &[&Bytes], sums: &mut Bytes) {
        sums.fill(0);
        for term in &self.terms {
            let times = u8::try_from(term.weight).unwrap_or_default();
            if let Some(bytes) = columns.get(term.question) {
                lanes::add_bytes(bytes, times, sums);
            }
        }
    }

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
