//! Gates of a circuit: each is made once, and those that decide nothing not at all.

use super::circuit::Build;
use domeinwijzer_planes::{Op, Wire};

impl Build {
    pub(super) fn op(&mut self, op: Op) -> Wire {
        let next = self.circuit.ops.len();
        let plane = self.known.or_insert(op, next);
        if plane == next {
            self.circuit.ops.push(op);
        }
        Wire {
            plane,
            negated: false,
        }
    }

    pub(super) fn and(&mut self, a: Wire, b: Wire) -> Wire {
        if a == Wire::FALSE || b == Wire::FALSE || a == b.opposite() {
            return Wire::FALSE;
        }
        if a == Wire::TRUE || a == b {
            return b;
        }
        if b == Wire::TRUE {
            return a;
        }
        let (first, second) = (a.plane.min(b.plane), a.plane.max(b.plane));
        match (a.negated, b.negated) {
            (false, false) => self.op(Op::And(first, second)),
            (true, true) => self.op(Op::Or(first, second)).opposite(),
            (false, true) => self.op(Op::AndNot(a.plane, b.plane)),
            (true, false) => self.op(Op::AndNot(b.plane, a.plane)),
        }
    }

    pub(super) fn or(&mut self, a: Wire, b: Wire) -> Wire {
        self.and(a.opposite(), b.opposite()).opposite()
    }

    pub(super) fn xor(&mut self, a: Wire, b: Wire) -> Wire {
        if a.plane == b.plane || a.plane == 0 || b.plane == 0 {
            let both = self.and(a, b.opposite());
            let other = self.and(a.opposite(), b);
            return self.or(both, other);
        }
        let negated = a.negated != b.negated;
        let op = Op::Xor(a.plane.min(b.plane), a.plane.max(b.plane));
        let wire = self.op(op);
        if negated { wire.opposite() } else { wire }
    }

    pub(super) fn any(&mut self, wires: &[Wire]) -> Wire {
        let none = wires
            .iter()
            .fold(Wire::TRUE, |none, it| self.and(none, it.opposite()));
        none.opposite()
    }

    /// How many are set, in bits, the lowest first: three of one weight make one of it and one of
    /// twice the weight.
    pub(super) fn number(&mut self, wires: Vec<Wire>) -> Vec<Wire> {
        let mut number = Vec::new();
        let mut column = wires;
        while !column.is_empty() {
            let mut carried = Vec::new();
            let mut left = column;
            while left.len() > 1 {
                let (a, b) = (left.pop(), left.pop());
                let (Some(a), Some(b)) = (a, b) else { break };
                let odd = self.xor(a, b);
                let both = self.and(a, b);
                if let Some(c) = left.pop() {
                    let carry = self.and(c, odd);
                    carried.push(self.or(both, carry));
                    let sum = self.xor(c, odd);
                    left.insert(0, sum);
                } else {
                    carried.push(both);
                    left.push(odd);
                }
            }
            number.extend(left);
            column = carried;
        }
        number
    }

    pub(super) fn at_least(&mut self, number: &[Wire], least: u32) -> Wire {
        if least.checked_shr(u32::try_from(number.len()).unwrap_or(u32::MAX)) > Some(0) {
            return Wire::FALSE;
        }
        let mut enough = Wire::TRUE;
        for (at, bit) in number.iter().enumerate() {
            enough = if least >> at & 1 == 1 {
                self.and(*bit, enough)
            } else {
                self.or(*bit, enough)
            };
        }
        enough
    }
}
