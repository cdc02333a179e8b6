//! From a checked protocol to a program.

use super::{Count, Input, Literal, Mask, Program, Route, Step, Sum};
use crate::check::{Checked, Domain, Formula, Need, Node, Question, Subject, Term, Test};
use crate::condition::HowMany;
use crate::sorting;

/// Compiles a checked protocol.
pub fn compile(checked: &Checked) -> Program {
    let tests = number_tests(checked);
    let mut build = Build::new(checked, &tests);
    build.nodes(checked);
    let rules: Vec<usize> = checked
        .rules
        .iter()
        .map(|rule| {
            let literal = build.literal(&rule.formula);
            build.count(&[literal], 1, 1)
        })
        .collect();
    let mut any_rule = |wanted: &dyn Fn(&crate::check::Rule) -> bool| {
        let literals: Vec<Literal> = checked
            .rules
            .iter()
            .zip(&rules)
            .filter(|(rule, _)| wanted(rule))
            .map(|(_, bit)| Literal {
                bit: *bit,
                negated: false,
            })
            .collect();
        build.count(&literals, 1, usize::MAX)
    };
    let routes = checked
        .routes
        .iter()
        .enumerate()
        .map(|(rank, route)| Route {
            indicated: any_rule(&|rule| rule.indicates.contains(&rank)),
            excluded: any_rule(&|rule| rule.excludes.contains(&rank)),
            alone: route.alone,
            fallback: route.fallback,
        })
        .collect();
    let signals = (0..checked.signals.len())
        .map(|at| any_rule(&|rule| rule.raises.contains(&at)))
        .collect();
    let impossible = checked
        .impossible
        .iter()
        .map(|it| build.literal(&it.formula))
        .collect();
    let in_safety_group = |question: &Question| {
        question
            .group
            .and_then(|at| checked.groups.get(at))
            .is_some_and(|group| group.safety)
    };
    let effort = |question: &Question| u32::try_from(question.effort).unwrap_or(u32::MAX);
    Program {
        words: build.bits.div_ceil(64).max(1),
        set_by: build.set_by(),
        safety: checked.questions.iter().map(in_safety_group).collect(),
        effort: checked.questions.iter().map(effort).collect(),
        inputs: build.inputs,
        sums: build.sums,
        steps: build.steps,
        findings: build.findings,
        tests,
        rules,
        routes,
        signals,
        impossible,
    }
}

/// Gives every test a bit; the tests of one question stand together. Returns the bits by test.
fn number_tests(checked: &Checked) -> Vec<usize> {
    let mut by_subject: Vec<usize> = (0..checked.tests.len()).collect();
    sorting::by_key(&mut by_subject, |at| {
        checked.tests.get(*at).map(|test| test.subject)
    });
    let mut bits = vec![0; checked.tests.len()];
    for (bit, at) in by_subject.into_iter().enumerate() {
        if let Some(place) = bits.get_mut(at) {
            *place = bit;
        }
    }
    bits
}

fn tests_of(checked: &Checked, bits: &[usize], subject: Subject) -> Vec<(usize, Need)> {
    let about = |(test, _): &(&Test, &usize)| test.subject == subject;
    let tests = checked.tests.iter().zip(bits).filter(about);
    tests.map(|(test, bit)| (*bit, test.need.clone())).collect()
}

fn input(question: &Question, tests: &[(usize, Need)]) -> Input {
    let range = question.domain.range();
    let many = matches!(question.domain, Domain::MultiChoice(_));
    let first = tests
        .iter()
        .map(|(bit, _)| bit / 64)
        .min()
        .unwrap_or_default();
    let last = tests
        .iter()
        .map(|(bit, _)| bit / 64)
        .max()
        .unwrap_or_default();
    let width = if tests.is_empty() {
        0
    } else {
        last - first + 1
    };
    let row = |holds: &dyn Fn(&Need) -> bool| {
        let mut words = vec![0_u64; width];
        for (bit, _) in tests.iter().filter(|(_, need)| holds(need)) {
            if let Some(word) = words.get_mut(bit / 64 - first) {
                *word |= 1 << (bit % 64);
            }
        }
        words
    };
    let breaks = if many {
        Vec::new()
    } else {
        breaks(tests, range)
    };
    let table = if many {
        let choices = 0..question.domain.choices().len();
        choices
            .flat_map(|choice| row(&|need| need.holds(1 << choice)))
            .collect()
    } else {
        let starts = std::iter::once(range.0).chain(breaks.iter().copied());
        starts
            .flat_map(|code| row(&|need| need.holds(code)))
            .collect()
    };
    Input {
        range,
        gate: None,
        many,
        word: first,
        own: row(&|_| true),
        breaks,
        table,
        open: Vec::new(),
    }
    .opened()
}

/// Where the outcome of some test changes, within the range.
fn breaks(tests: &[(usize, Need)], (min, max): (i64, i64)) -> Vec<i64> {
    let mut breaks: Vec<i64> = tests
        .iter()
        .flat_map(|(_, need)| need.breaks())
        .filter(|start| (min + 1..=max).contains(start))
        .collect();
    sorting::by_key(&mut breaks, |start| *start);
    breaks.dedup();
    breaks
}

/// A program under construction.
struct Build<'a> {
    bits: usize,
    tests: &'a [usize],
    inputs: Vec<Input>,
    sums: Vec<Sum>,
    findings: Vec<Literal>,
    steps: Vec<Step>,
}

impl<'a> Build<'a> {
    fn new(checked: &Checked, tests: &'a [usize]) -> Self {
        let questions = checked.questions.iter().enumerate();
        let nowhere = Literal {
            bit: 0,
            negated: false,
        };
        Self {
            bits: tests.len(),
            tests,
            inputs: questions
                .map(|(at, it)| input(it, &tests_of(checked, tests, Subject::Question(at))))
                .collect(),
            sums: (0..checked.scores.len())
                .map(|at| Sum {
                    questions: Vec::new(),
                    bits: Vec::new(),
                    tests: tests_of(checked, tests, Subject::Score(at)),
                })
                .collect(),
            findings: vec![nowhere; checked.findings.len()],
            steps: Vec::new(),
        }
    }

    /// Adds the steps of everything that comes before the rules.
    fn nodes(&mut self, checked: &Checked) {
        for node in &checked.order {
            match node {
                Node::Question(at) => {
                    let gate = checked.questions.get(*at).and_then(|it| it.gate.as_ref());
                    let gate = gate.map(|gate| (self.literal(&gate.formula), gate.otherwise));
                    if let Some(input) = self.inputs.get_mut(*at) {
                        input.gate = gate;
                    }
                    self.steps.push(Step::Answer(*at));
                }
                Node::Finding(at) => {
                    let finding = checked.findings.get(*at);
                    let literal = finding.map(|it| self.literal(&it.formula));
                    if let (Some(literal), Some(place)) = (literal, self.findings.get_mut(*at)) {
                        *place = literal;
                    }
                }
                Node::Score(at) => {
                    if let Some(score) = checked.scores.get(*at) {
                        self.sum(*at, &score.terms);
                    }
                    self.steps.push(Step::Sum(*at));
                }
            }
        }
    }

    fn literal(&mut self, formula: &Formula) -> Literal {
        match formula {
            Formula::Test(at) => Literal {
                bit: self.tests.get(*at).copied().unwrap_or_default(),
                negated: false,
            },
            Formula::Finding(at) => self.findings.get(*at).copied().unwrap_or(Literal {
                bit: 0,
                negated: false,
            }),
            Formula::Not(inner) => {
                let literal = self.literal(inner);
                Literal {
                    negated: !literal.negated,
                    ..literal
                }
            }
            Formula::All(parts) => self.counted(parts, parts.len(), usize::MAX),
            Formula::Any(parts) => self.counted(parts, 1, usize::MAX),
            Formula::Count { how, number, of } => match how {
                HowMany::AtLeast => self.counted(of, *number, usize::MAX),
                HowMany::AtMost => self.counted(of, 0, *number),
                HowMany::Exactly => self.counted(of, *number, *number),
            },
        }
    }

    fn counted(&mut self, parts: &[Formula], low: usize, high: usize) -> Literal {
        let literals: Vec<Literal> = parts.iter().map(|part| self.literal(part)).collect();
        Literal {
            bit: self.count(&literals, low, high),
            negated: false,
        }
    }

    fn count(&mut self, literals: &[Literal], low: usize, high: usize) -> usize {
        let mut masks: Vec<Mask> = Vec::new();
        for literal in literals {
            let (word, bit) = (literal.bit / 64, 1_u64 << (literal.bit % 64));
            let taken = |mask: &&mut Mask| {
                mask.word == word
                    && (if literal.negated {
                        mask.unset
                    } else {
                        mask.set
                    }) & bit
                        == 0
            };
            // The same condition listed twice counts twice: the second goes into a mask of its own.
            let at = masks.iter_mut().find(taken);
            let (set, unset) = if literal.negated { (0, bit) } else { (bit, 0) };
            match at {
                Some(mask) => {
                    mask.set |= set;
                    mask.unset |= unset;
                }
                None => masks.push(Mask { word, set, unset }),
            }
        }
        let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let out = self.bits;
        self.bits += 1;
        self.steps.push(Step::Count(Count {
            out,
            masks,
            low: clamp(low),
            high: clamp(high),
        }));
        out
    }

    fn sum(&mut self, at: usize, terms: &[(Term, i64)]) {
        let Some(sum) = self.sums.get_mut(at) else {
            return;
        };
        for (term, weight) in terms {
            match term {
                Term::Question(at) => sum.questions.push((*at, *weight)),
                Term::Finding(at) => {
                    let literal = self.findings.get(*at);
                    sum.bits.extend(literal.map(|literal| (*literal, *weight)));
                }
            }
        }
    }

    /// Which step sets each bit.
    fn set_by(&self) -> Vec<usize> {
        let mut set_by = vec![0; self.bits];
        for (step, it) in self.steps.iter().enumerate() {
            let bits: Vec<usize> = match it {
                Step::Count(count) => vec![count.out],
                Step::Sum(at) => {
                    let tests = self.sums.get(*at).into_iter().flat_map(|sum| &sum.tests);
                    tests.map(|(bit, _)| *bit).collect()
                }
                Step::Answer(at) => self
                    .inputs
                    .get(*at)
                    .map(Input::own_bits)
                    .unwrap_or_default(),
            };
            for bit in bits {
                if let Some(place) = set_by.get_mut(bit) {
                    *place = step;
                }
            }
        }
        set_by
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn asking_takes_effort() {
        let text = r#"
[vraag]
zwaar = { tekst = "Z", type = "ja_nee", moeite = 100 }
ja_nee = { tekst = "J", type = "ja_nee" }
keuze = { tekst = "K", type = "keuze", keuzes = { een = "1", twee = "2" } }
schaal = { tekst = "S", type = "schaal", min = 0, max = 10 }
getal = { tekst = "G", type = "getal", min = 0, max = 120 }
meerkeuze = { tekst = "M", type = "meerkeuze", keuzes = { een = "1", twee = "2" } }
[route.huisarts]
titel = "Huisarts"
uitleg = "Gesprek"
patient = "Gesprek"
vangnet = true
[regel.r]
als = "zwaar"
voor = "huisarts"
reden = "Zo"
"#;
        let checked = crate::check::sample(&["huisarts"], text);
        let ids: Vec<&str> = checked.questions.iter().map(|it| it.id.as_str()).collect();
        let efforts: Vec<(&str, u32)> = ids
            .into_iter()
            .zip(super::compile(&checked).effort)
            .collect();
        let expected = [
            ("zwaar", 100),
            ("ja_nee", 1),
            ("keuze", 2),
            ("schaal", 2),
            ("getal", 2),
            ("meerkeuze", 3),
        ];
        assert_eq!(efforts, expected);
    }
}
