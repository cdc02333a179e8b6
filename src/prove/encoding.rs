//! A program as clauses: every completion of a case is a solution, and every solution a completion.

use super::cnf::Cnf;
use super::linear::{self, Part};
use super::solver::Session;
use super::values::{Number, Values};
use crate::check::Need;
use crate::decide::{Case, Context};
use crate::program::{Count, Input, Literal, Program, Step, set_bits};
use crate::sorting;
use crate::sorting::Set;
use batsat::Lit;

/// Where the bits, questions and routes of a program stand among the clauses.
#[derive(Debug, Clone)]
pub(super) struct Encoding {
    /// The literal of each bit.
    pub(super) bits: Vec<Lit>,
    /// The values of each question.
    pub(super) questions: Vec<Values>,
    /// Whether each question is asked.
    pub(super) asked: Vec<Lit>,
    /// What follows from the routes that are indicated and excluded.
    pub(super) outcome: Outcome,
    /// Whether some sum was beyond the limit, so that its tests are free: what is then impossible is
    /// so, what is possible may not be.
    pub(super) loose: bool,
}

/// What is advised and offered, as literals by rank.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    /// The route is the advised one.
    pub(super) advised: Vec<Lit>,
    /// The route is suitable and stands beside the advised one.
    pub(super) beside: Vec<Lit>,
    /// The route is suitable, but the advised one stands alone.
    pub(super) superseded: Vec<Lit>,
    /// The route is indicated and excluded, and not advised.
    pub(super) excluded: Vec<Lit>,
    /// Nothing indicates the route, and it is not advised.
    pub(super) not_indicated: Vec<Lit>,
    /// Nothing is advised at all.
    pub(super) nothing: Lit,
}

impl Outcome {
    /// What is offered, as literals: routes that are advised, and those beside them.
    pub(super) fn offered(&self) -> impl Iterator<Item = Lit> + '_ {
        self.advised.iter().chain(&self.beside).copied()
    }
}

/// A route, as far as the outcome depends on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) indicated: Lit,
    pub(super) excluded: Lit,
    pub(super) alone: bool,
    pub(super) fallback: bool,
}

impl Outcome {
    /// Adds what section 4 of the design says about routes in order of precedence.
    pub(super) fn add(cnf: &mut Cnf, routes: &[Standing]) -> Self {
        let mut first = Vec::new();
        let mut later = Vec::new();
        let mut none_yet = Cnf::yes();
        for route in routes {
            let suitable = cnf.all(&[route.indicated, !route.excluded]);
            first.push(cnf.all(&[none_yet, suitable]));
            later.push(cnf.all(&[!none_yet, suitable]));
            none_yet = cnf.all(&[none_yet, !suitable]);
        }
        let alone: Vec<Lit> = routes
            .iter()
            .zip(&first)
            .filter(|(route, _)| route.alone)
            .map(|(_, lit)| *lit)
            .collect();
        let alone = cnf.any(&alone);
        let has_fallback = routes.iter().any(|route| route.fallback);
        let mut outcome = Self {
            advised: Vec::new(),
            beside: Vec::new(),
            superseded: Vec::new(),
            excluded: Vec::new(),
            not_indicated: Vec::new(),
            nothing: if has_fallback { Cnf::no() } else { none_yet },
        };
        for ((route, first), later) in routes.iter().zip(first).zip(later) {
            let saved = if route.fallback { none_yet } else { Cnf::no() };
            let advised = cnf.any(&[first, saved]);
            outcome.advised.push(advised);
            outcome.beside.push(cnf.all(&[later, !alone]));
            outcome.superseded.push(cnf.all(&[later, alone]));
            let excluded = cnf.all(&[route.indicated, route.excluded, !advised]);
            outcome.excluded.push(excluded);
            let not_indicated = cnf.all(&[!route.indicated, !advised]);
            outcome.not_indicated.push(not_indicated);
        }
        outcome
    }
}

impl Encoding {
    /// Adds a program; what is declared impossible is ruled out.
    pub(super) fn add(cnf: &mut Cnf, program: &Program) -> Self {
        Self::build(cnf, program, None)
    }

    /// Adds the same program again, with the same answers but to the questions that are free. What
    /// does not rest on these keeps its literals.
    pub(super) fn again(&self, cnf: &mut Cnf, program: &Program, free: &Set<usize>) -> Self {
        let mut again = Self::build(cnf, program, Some((self, free)));
        let both = self.questions.iter().zip(&mut again.questions).enumerate();
        for (_, (mine, theirs)) in both.filter(|(at, _)| !free.contains(at)) {
            theirs.join(cnf, mine);
        }
        again
    }

    fn build(cnf: &mut Cnf, program: &Program, before: Option<(&Self, &Set<usize>)>) -> Self {
        let mut build = Build {
            cnf,
            program,
            before: before.map(|(encoding, _)| encoding),
            bits: vec![Cnf::no(); program.set_by.len()],
            questions: Vec::new(),
            asked: vec![Cnf::yes(); program.inputs.len()],
            kept: Vec::new(),
            loose: before.is_some_and(|(encoding, _)| encoding.loose),
        };
        for (at, input) in program.inputs.iter().enumerate() {
            let kept = before.filter(|(_, free)| !free.contains(&at));
            let kept = kept.and_then(|(encoding, _)| encoding.questions.get(at));
            let values = match kept {
                Some(values) => values.as_given(),
                None => build.values(input),
            };
            build.questions.push(values);
            build.kept.push(kept.is_some());
        }
        for step in &program.steps {
            match step {
                Step::Answer(at) => build.answer(*at),
                Step::Count(count) => build.count(count),
                Step::Sum(at) => build.sum(*at),
            }
        }
        for literal in &program.impossible {
            let impossible = build.literal(*literal);
            build.cnf.add(&[!impossible]);
        }
        let standings: Vec<Standing> = program
            .routes
            .iter()
            .map(|route| Standing {
                indicated: build.bit(route.indicated),
                excluded: build.bit(route.excluded),
                alone: route.alone,
                fallback: route.fallback,
            })
            .collect();
        Self {
            outcome: Outcome::add(build.cnf, &standings),
            bits: build.bits,
            questions: build.questions,
            asked: build.asked,
            loose: build.loose,
        }
    }

    /// The literal of a bit.
    pub(super) fn bit(&self, bit: usize) -> Lit {
        self.bits.get(bit).copied().unwrap_or(Cnf::no())
    }

    /// The literal of a bit or its opposite.
    pub(super) fn literal(&self, literal: Literal) -> Lit {
        let lit = self.bit(literal.bit);
        if literal.negated { !lit } else { lit }
    }

    /// The complete case that a session found last.
    pub(super) fn found(&self, session: &Session) -> Case {
        let holds = |lit| session.holds(lit);
        let codes = self.questions.iter().map(|values| values.read(holds));
        let codes: Vec<(usize, i64)> = codes.enumerate().collect();
        Case::of_codes(codes.len(), &codes, Context::default())
    }

    /// Literals that together say that this code was answered to this question.
    pub(super) fn answered(&self, question: usize, code: i64) -> Vec<Lit> {
        let values = self.questions.get(question);
        values.map(|it| it.answered(code)).unwrap_or_default()
    }
}

struct Build<'a> {
    cnf: &'a mut Cnf,
    program: &'a Program,
    /// The same program, where it stands among the clauses already.
    before: Option<&'a Encoding>,
    bits: Vec<Lit>,
    questions: Vec<Values>,
    asked: Vec<Lit>,
    /// Whether each question counts as what it did before.
    kept: Vec<bool>,
    loose: bool,
}

impl Build<'_> {
    fn bit(&self, bit: usize) -> Lit {
        self.bits.get(bit).copied().unwrap_or(Cnf::no())
    }

    fn literal(&self, literal: Literal) -> Lit {
        let lit = self.bit(literal.bit);
        if literal.negated { !lit } else { lit }
    }

    fn set(&mut self, bit: usize, lit: Lit) {
        if let Some(place) = self.bits.get_mut(bit) {
            *place = lit;
        }
    }

    fn values(&mut self, input: &Input) -> Values {
        if input.many {
            // The samples are none of them and each choice alone.
            let choices = input.samples().into_iter().skip(1);
            let given: Vec<Lit> = choices.map(|_| self.cnf.fresh()).collect();
            Values::Set {
                counts: given.clone(),
                given,
            }
        } else {
            Values::Number(Number::new(input.range))
        }
    }

    fn answer(&mut self, at: usize) {
        let program = self.program;
        let Some(input) = program.inputs.get(at) else {
            return;
        };
        if let Some((gate, otherwise)) = input.gate {
            let asked = self.literal(gate);
            let before = self.before.and_then(|it| it.asked.get(at));
            let kept = self.kept.get(at) == Some(&true) && before == Some(&asked);
            if let Some(place) = self.kept.get_mut(at) {
                *place = kept;
            }
            if let Some(place) = self.asked.get_mut(at) {
                *place = asked;
            }
            if !kept {
                self.gate(at, asked, otherwise);
            }
        }
        if let (Some(true), Some(before)) = (self.kept.get(at), self.before) {
            if let (Some(place), Some(values)) =
                (self.questions.get_mut(at), before.questions.get(at))
            {
                *place = values.clone();
            }
            for bit in input.own_bits() {
                self.set(bit, before.bit(bit));
            }
            return;
        }
        for bit in input.own_bits() {
            let lit = self.test(at, input, bit);
            self.set(bit, lit);
        }
    }

    fn gate(&mut self, at: usize, asked: Lit, otherwise: i64) {
        match self.questions.get_mut(at) {
            Some(Values::Number(number)) => {
                *number = Number::following(number.clone(), asked, otherwise);
            }
            Some(Values::Set { given, counts }) => {
                for (choice, (given, counts)) in given.iter().zip(counts).enumerate() {
                    let other = Cnf::constant(otherwise >> choice & 1 == 1);
                    *counts = self.cnf.choose(asked, *given, other);
                }
            }
            None => {}
        }
    }

    /// A literal for one test of one question, from the table that evaluation uses too.
    fn test(&mut self, at: usize, input: &Input, bit: usize) -> Lit {
        let sets = |code: i64| {
            let word = bit / 64 - input.word;
            let bits = input.bits(code).nth(word).unwrap_or_default();
            bits >> (bit % 64) & 1 == 1
        };
        match self.questions.get_mut(at) {
            Some(Values::Set { counts, .. }) => {
                let choices = counts.iter().enumerate();
                let counting: Vec<Lit> = choices
                    .filter(|(choice, _)| sets(1 << choice))
                    .map(|(_, lit)| *lit)
                    .collect();
                self.cnf.any(&counting)
            }
            Some(Values::Number(number)) => {
                let mut runs: Vec<(i64, bool)> = Vec::new();
                for (code, _) in input.samples() {
                    let holds = sets(code);
                    if runs.last().is_none_or(|(_, before)| *before != holds) {
                        runs.push((code, holds));
                    }
                }
                let ends = runs.iter().skip(1).map(|(start, _)| *start);
                let ends: Vec<i64> = ends.chain([input.range.1 + 1]).collect();
                // The side with fewer runs is the shorter one to say.
                let wanted = runs.iter().filter(|(_, holds)| *holds).count() * 2 <= runs.len();
                let mut parts = Vec::new();
                for ((start, holds), end) in runs.iter().zip(ends) {
                    if *holds == wanted {
                        let from = number.at_least(self.cnf, *start);
                        let to = number.at_least(self.cnf, end);
                        parts.push(self.cnf.all(&[from, !to]));
                    }
                }
                let any = self.cnf.any(&parts);
                if wanted { any } else { !any }
            }
            None => Cnf::no(),
        }
    }

    fn count(&mut self, count: &Count) {
        let mut lits = Vec::new();
        for mask in &count.masks {
            let at = |bit: usize| self.bit(mask.word * 64 + bit);
            lits.extend(set_bits(mask.set).map(at));
            lits.extend(set_bits(mask.unset).map(at).map(|lit| !lit));
        }
        if let Some(before) = self.unchanged(&count.read(), &[], count.out) {
            self.set(count.out, before);
            return;
        }
        let number = u32::try_from(lits.len()).unwrap_or(u32::MAX);
        let lit = match (count.low, count.high) {
            (low, high) if low == number && high >= number => Some(self.cnf.all(&lits)),
            (1, high) if high >= number => Some(self.cnf.any(&lits)),
            (0, 0) => Some(!self.cnf.any(&lits)),
            (low, high) => {
                let parts: Vec<Part> = lits.iter().map(|lit| Part::Bit(*lit, 1)).collect();
                let need = Need::Between(low.into(), high.into());
                linear::sum(self.cnf, &mut [], &parts, &need)
            }
        };
        let lit = self.or_free(lit);
        self.set(count.out, lit);
    }

    fn sum(&mut self, at: usize) {
        let program = self.program;
        let Some(sum) = program.sums.get(at) else {
            return;
        };
        // Those with many values last: there they come in few runs.
        let mut summed: Vec<(usize, i64)> = sum.questions.clone();
        sorting::by_key(&mut summed, |(at, _)| {
            let range = program.inputs.get(*at).map(|input| input.range);
            range.map(|(min, max)| max - min)
        });
        let read: Vec<usize> = sum.bits.iter().map(|(literal, _)| literal.bit).collect();
        let asked: Vec<usize> = summed.iter().map(|(at, _)| *at).collect();
        for (bit, need) in &sum.tests {
            if let Some(before) = self.unchanged(&read, &asked, *bit) {
                self.set(*bit, before);
                continue;
            }
            let mut parts: Vec<Part> = sum
                .bits
                .iter()
                .map(|(literal, weight)| Part::Bit(self.literal(*literal), *weight))
                .collect();
            let mut numbers: Vec<&mut Number> = Vec::new();
            let mut taken: Vec<(usize, &mut Values)> =
                self.questions.iter_mut().enumerate().collect();
            for (question, weight) in &summed {
                let at = taken.iter().position(|(at, _)| at == question);
                if let Some((_, Values::Number(number))) = at.map(|at| taken.swap_remove(at)) {
                    parts.push(Part::Number(numbers.len(), *weight));
                    numbers.push(number);
                }
            }
            let lit = linear::sum(self.cnf, &mut numbers, &parts, need);
            let lit = self.or_free(lit);
            self.set(*bit, lit);
        }
    }

    /// The literal that a bit had before, when nothing that it is computed from has changed.
    fn unchanged(&self, bits: &[usize], questions: &[usize], out: usize) -> Option<Lit> {
        let before = self.before?;
        let same = bits.iter().all(|bit| self.bit(*bit) == before.bit(*bit));
        let kept = questions.iter().all(|at| self.kept.get(*at) == Some(&true));
        (same && kept).then(|| before.bit(out))
    }

    /// What goes beyond the limit may be either.
    fn or_free(&mut self, lit: Option<Lit>) -> Lit {
        lit.unwrap_or_else(|| {
            self.loose = true;
            self.cnf.fresh()
        })
    }
}
