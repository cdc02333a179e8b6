//! A protocol as it is played, and consults over complete cases.

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Case, Decision, Question, Request, Truth, Value, decide, relevant};
use domeinwijzer::present::form;
use domeinwijzer::program::{self, Literal, Program};
use domeinwijzer::protocol::registry::{File, Registry};
use domeinwijzer::wire::QuestionKind;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub(crate) type Failed = Box<dyn std::error::Error>;

/// A protocol with what strategies need to know of it.
pub(crate) struct World {
    pub(crate) checked: Checked,
    pub(crate) program: Program,
    /// The positions of the questions in the order of the form.
    pub(crate) form: Vec<usize>,
    /// What each question costs.
    pub(crate) effort: Vec<u64>,
    pub(crate) empty: Case,
    /// Whether a question is answered with ja or nee.
    pub(crate) yes_no: Vec<bool>,
}

impl World {
    pub(crate) fn new(registry: &Registry, file: &File) -> Result<Self, Failed> {
        let checked =
            compile(registry, file).map_err(|faults| format!("{}: {faults:?}", file.path()))?;
        let program = program::compile(&checked);
        let mut effort = vec![1; program.questions()];
        let mut yes_no = vec![false; program.questions()];
        let mut order = Vec::new();
        for question in form(&checked)
            .groups
            .into_iter()
            .flat_map(|it| it.questions)
        {
            let at = checked.question(&question.id).ok_or("no such question")?;
            effort[at] = match question.kind {
                QuestionKind::YesNo => 1,
                QuestionKind::MultiChoice => 3,
                _ => 2,
            };
            yes_no[at] = matches!(question.kind, QuestionKind::YesNo);
            order.push(at);
        }
        let empty = Request::default()
            .fit(&checked)
            .map_err(|faults| format!("{faults:?}"))?;
        Ok(Self {
            checked,
            program,
            form: order,
            effort,
            empty,
            yes_no,
        })
    }

    pub(crate) fn with(&self, case: &Case, question: usize, code: i64) -> Case {
        case.answered(&self.program, question, code)
            .expect("a code of its domain")
    }

    /// Whether a complete case can occur.
    pub(crate) fn occurs(&self, codes: &[i64]) -> bool {
        let mut case = self.empty.clone();
        for (at, code) in codes.iter().enumerate() {
            case = self.with(&case, at, *code);
        }
        let decision = decide(&self.program, &case);
        !self
            .program
            .impossible()
            .iter()
            .any(|literal| holds(&decision, *literal))
    }

    /// The examples, completed with the lowest answers.
    pub(crate) fn examples(&self) -> Vec<Vec<i64>> {
        let complete = |answers: &[(usize, i64)]| {
            let mut codes: Vec<i64> = self.program.inputs().iter().map(|it| it.range.0).collect();
            for (at, code) in answers {
                codes[*at] = *code;
            }
            codes
        };
        let examples = self.checked.examples().iter();
        examples.map(|it| complete(&it.answers)).collect()
    }

    /// Complete cases drawn at random.
    pub(crate) fn random(&self, random: &mut Random, many: usize, chance: Chance) -> Vec<Vec<i64>> {
        let mut cases = Vec::new();
        while cases.len() < many {
            let codes: Vec<i64> = (0..self.program.questions())
                .map(|at| self.draw(random, at, chance))
                .collect();
            if self.occurs(&codes) {
                cases.push(codes);
            }
        }
        cases
    }

    /// An answer drawn at random.
    pub(crate) fn draw(&self, random: &mut Random, at: usize, chance: Chance) -> i64 {
        let input = &self.program.inputs()[at];
        if self.yes_no[at] {
            let yes = if self.program.is_safety(at) {
                chance.danger
            } else {
                chance.yes
            };
            return i64::from(random.below(1000) < yes);
        }
        if input.many {
            return (0..62)
                .take_while(|choice| 1 << choice <= input.range.1)
                .filter(|_| random.below(1000) < chance.yes)
                .fold(0, |code, choice| code | 1 << choice);
        }
        if random.below(1000) < chance.lowest {
            return input.range.0;
        }
        let (low, high) = input.range;
        low + i64::try_from(random.below((high - low + 1).unsigned_abs())).unwrap_or_default()
    }
}

impl Chance {
    /// Every code is as likely as another.
    pub(crate) const EVEN: Self = Self {
        yes: 500,
        danger: 500,
        lowest: 0,
    };
    /// Danger is rare, most is answered with nee, and half of the rest with the lowest answer.
    pub(crate) const MOSTLY_NO: Self = Self {
        yes: 200,
        danger: 20,
        lowest: 500,
    };
}

fn holds(decision: &Decision, literal: Literal) -> bool {
    (decision.bit(literal.bit) == Truth::True) != literal.negated
}

/// In thousandths: how often ja is answered, outside and in the safety groups, and how often the
/// lowest answer is given to other questions beyond its share.
#[derive(Clone, Copy)]
pub(crate) struct Chance {
    pub(crate) yes: u64,
    pub(crate) danger: u64,
    pub(crate) lowest: u64,
}

/// `SplitMix64` (Steele, Lea, Flood 2014): the same numbers on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}

/// What a strategy sees.
pub(crate) struct Turn<'a> {
    pub(crate) world: &'a World,
    pub(crate) case: &'a Case,
    pub(crate) decision: &'a Decision,
    /// All that still matters, also behind a gate.
    pub(crate) relevant: &'a [Question],
    /// Of those, what can be asked now.
    pub(crate) ask: Vec<&'a Question>,
}

/// Whether a question can still change the advice.
pub(crate) fn advises(decision: &Decision, question: &Question) -> bool {
    !decision.is_decided()
        && question
            .routes
            .iter()
            .any(|rank| decision.possible.contains(&Some(*rank)))
}

pub(crate) type Pick = fn(&Turn) -> usize;

/// A strategy on one protocol; it remembers what it asked after which answers.
pub(crate) struct Player<'a> {
    world: &'a World,
    pick: Pick,
    safety_first: bool,
    known: RefCell<BTreeMap<Vec<Option<i64>>, usize>>,
}

/// What a consult took: questions and effort until the advice is certain, and until all is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Taken {
    pub(crate) advised: (u64, u64),
    pub(crate) complete: (u64, u64),
}

impl<'a> Player<'a> {
    pub(crate) fn new(world: &'a World, pick: Pick, safety_first: bool) -> Self {
        Self {
            world,
            pick,
            safety_first,
            known: RefCell::default(),
        }
    }

    /// The question to ask; none when nothing matters any more.
    pub(crate) fn ask(&self, case: &Case, decision: &Decision) -> Option<usize> {
        let world = self.world;
        let key: Vec<_> = (0..world.program.questions())
            .map(|at| case.answer(at))
            .collect();
        if let Some(known) = self.known.borrow().get(&key) {
            return Some(*known);
        }
        let all = relevant(&world.program, decision);
        let open = |it: &&Question| decision.value(it.question) == Value::Open;
        let mut ask: Vec<&Question> = all.iter().filter(open).collect();
        let safe = |it: &&Question| world.program.is_safety(it.question);
        if self.safety_first && ask.iter().any(safe) {
            ask.retain(safe);
        }
        if ask.is_empty() {
            return None;
        }
        let turn = Turn {
            world,
            case,
            decision,
            relevant: &all,
            ask,
        };
        let picked = (self.pick)(&turn);
        self.known.borrow_mut().insert(key, picked);
        Some(picked)
    }

    pub(crate) fn play(&self, codes: &[i64]) -> Taken {
        let mut taken = Taken::default();
        let mut case = self.world.empty.clone();
        loop {
            let decision = decide(&self.world.program, &case);
            let Some(at) = self.ask(&case, &decision) else {
                return taken;
            };
            taken.complete.0 += 1;
            taken.complete.1 += self.world.effort[at];
            if !decision.is_decided() {
                taken.advised = taken.complete;
            }
            case = self.world.with(&case, at, codes[at]);
        }
    }
}
