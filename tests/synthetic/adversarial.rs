//! Protocols that nobody writes: conditions over whatever there is, nested, counted and summed.

use super::draw::Draw;
use super::model::{
    Condition, Group, HowMany, Item, Kind, Protocol, Question, Route, Rule, Sign, Value, What,
    range,
};

/// How many names may build on each other; the engine takes 24.
const CHAIN: usize = 10;

struct Maker {
    draw: Draw,
    items: Vec<Item>,
    /// How long the chain of names below each item is.
    depths: Vec<usize>,
}

pub(crate) fn protocol(seed: u64, questions: usize, rules: usize) -> Protocol {
    let mut maker = Maker {
        draw: Draw::new(seed),
        items: Vec::new(),
        depths: Vec::new(),
    };
    let (questions, rules) = (questions.max(1), rules.max(1));
    let mut asked = 0;
    while asked < questions {
        if maker.items.len() > 5 && maker.draw.chance(15) {
            maker.finding();
        } else {
            maker.question();
            asked += 1;
        }
    }
    for _ in 0..2 + rules / 10 {
        maker.score();
    }
    for _ in 0..rules / 8 {
        maker.finding();
    }
    let routes = 2 + maker.draw.below(13);
    let signals = maker.draw.below(5);
    let rules = (0..rules).map(|_| maker.rule(routes, signals)).collect();
    let draw = &mut maker.draw;
    let routes: Vec<Route> = (0..routes)
        .map(|_| Route {
            alone: draw.chance(25),
            days: None,
        })
        .collect();
    let fallback = draw.chance(50).then(|| draw.below(routes.len()));
    let impossible = draw.below(4);
    Protocol {
        rules,
        routes,
        fallback,
        signals,
        impossible: (0..impossible).map(|_| maker.condition(2)).collect(),
        items: maker.items,
        reversed: false,
        style: 0,
    }
}

impl Maker {
    fn push(&mut self, name: String, what: What, below: &[usize]) {
        let depth = below.iter().map(|at| self.depths[*at] + 1).max();
        self.depths.push(depth.unwrap_or_default());
        self.items.push(Item { name, what });
    }

    fn question(&mut self) {
        let kind = match self.draw.below(10) {
            0..4 => Kind::YesNo,
            4..7 => Kind::Scale { min: 0, max: 10 },
            7 => {
                let min = self.draw.from(-20, 20);
                Kind::Number {
                    min,
                    max: min + self.draw.from(1, 120),
                }
            }
            8 => Kind::Choice(2 + self.draw.below(7)),
            _ => Kind::Choices(1 + self.draw.below(6)),
        };
        let gate = (!self.items.is_empty() && self.draw.chance(20))
            .then(|| (self.condition(2), self.value(kind)));
        let mut below = Vec::new();
        if let Some((asked, _)) = &gate {
            names(asked, &mut below);
        }
        let question = Question {
            kind,
            group: self.draw.chance(20).then_some(Group::Safety),
            gate,
            fixed: self.draw.chance(5),
        };
        let name = format!("vraag{}", self.items.len());
        self.push(name, What::Question(question), &below);
    }

    fn finding(&mut self) {
        let condition = self.condition(4);
        let mut below = Vec::new();
        names(&condition, &mut below);
        let name = format!("kenmerk{}", self.items.len());
        self.push(name, What::Finding(condition), &below);
    }

    /// A sum of six to ten, if there are so many.
    fn score(&mut self) {
        let summable: Vec<usize> = (0..self.items.len())
            .filter(|at| match &self.items[*at].what {
                What::Question(it) => !matches!(it.kind, Kind::Choice(_) | Kind::Choices(_)),
                What::Finding(_) => self.depths[*at] < CHAIN,
                What::Score(_) => false,
            })
            .collect();
        if summable.is_empty() {
            return;
        }
        let scales = summable.iter().copied().filter(|at| {
            matches!(&self.items[*at].what, What::Question(it) if matches!(it.kind, Kind::Scale { .. }))
        });
        let scales: Vec<usize> = scales.collect();
        let count = 6 + self.draw.below(5);
        let mut terms = self.draw.some_of(&scales, count);
        for more in self.draw.some_of(&summable, count) {
            if terms.len() < count && !terms.contains(&more) {
                terms.push(more);
            }
        }
        let weights = [1, 1, 1, 2, 3, -1, -2];
        let sum = terms.iter().map(|at| (*at, self.draw.one_of(&weights)));
        let sum = sum.collect();
        let name = format!("score{}", self.items.len());
        self.push(name, What::Score(sum), &terms);
    }

    fn rule(&mut self, routes: usize, signals: usize) -> Rule {
        let all: Vec<usize> = (0..routes).collect();
        let (mut indicates, mut excludes, mut raises) = (Vec::new(), Vec::new(), Vec::new());
        if self.draw.chance(65) {
            let count = 1 + self.draw.below(2);
            indicates = self.draw.some_of(&all, count);
        }
        if self.draw.chance(40) {
            let count = 1 + self.draw.below(3);
            excludes = self.draw.some_of(&all, count);
            excludes.retain(|route| !indicates.contains(route));
        }
        if signals > 0 && self.draw.chance(15) {
            raises.push(self.draw.below(signals));
        }
        if indicates.is_empty() && excludes.is_empty() && raises.is_empty() {
            indicates.push(self.draw.below(routes));
        }
        Rule {
            condition: self.condition(4),
            indicates,
            excludes,
            raises,
            days: None,
            locked: self.draw.chance(10),
        }
    }

    fn condition(&mut self, depth: usize) -> Condition {
        if depth == 0 || self.draw.chance(15) {
            return self.leaf();
        }
        match self.draw.below(8) {
            0 | 1 => Condition::All(self.parts(depth, 2, 4)),
            2 | 3 => Condition::Any(self.parts(depth, 2, 4)),
            4 => Condition::Not(Box::new(self.condition(depth - 1))),
            _ => {
                let of = self.parts(depth.min(2), 3, 7);
                let most = of.len() as i64;
                let (how, number) = match self.draw.below(3) {
                    0 => (HowMany::AtLeast, self.draw.from(1, most)),
                    1 => (HowMany::AtMost, self.draw.from(0, most - 1)),
                    _ => (HowMany::Exactly, self.draw.from(0, most)),
                };
                Condition::Count(how, number, of)
            }
        }
    }

    fn parts(&mut self, depth: usize, least: usize, most: usize) -> Vec<Condition> {
        let count = least + self.draw.below(most - least + 1);
        (0..count).map(|_| self.condition(depth - 1)).collect()
    }

    fn leaf(&mut self) -> Condition {
        let at = loop {
            let at = self.draw.below(self.items.len());
            if self.depths[at] < CHAIN {
                break at;
            }
        };
        let kind = match &self.items[at].what {
            What::Question(it) => it.kind,
            What::Finding(_) => return Condition::Name(at),
            What::Score(_) => {
                // In the middle it says most about its parts taken together.
                let (low, high) = range(&self.items, at);
                let spread = (high - low) / 5;
                let threshold = i64::midpoint(low, high) + self.draw.from(-spread, spread);
                let sign = self.draw.one_of(&Sign::ALL);
                return Condition::Compare(at, sign, Value::Number(threshold));
            }
        };
        match kind {
            Kind::YesNo => Condition::Name(at),
            Kind::Scale { min, max } | Kind::Number { min, max } => match self.draw.below(4) {
                0 => {
                    let low = self.draw.from(min, max);
                    Condition::Between(at, low, self.draw.from(low, max))
                }
                1 => Condition::In(at, (0..3).map(|_| self.value(kind)).collect()),
                _ => Condition::Compare(at, self.draw.one_of(&Sign::ALL), self.value(kind)),
            },
            Kind::Choice(_) => match self.draw.below(3) {
                0 => Condition::In(at, (0..2).map(|_| self.value(kind)).collect()),
                1 => Condition::Compare(at, Sign::NotEqual, self.value(kind)),
                _ => Condition::Compare(at, Sign::Equal, self.value(kind)),
            },
            Kind::Choices(count) => Condition::Contains(at, self.draw.below(count)),
        }
    }

    fn value(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Scale { min, max } | Kind::Number { min, max } => {
                Value::Number(self.draw.from(min, max))
            }
            kind => kind.value(self.draw.below(1 << 20) as u32),
        }
    }
}

/// The positions of everything a condition names.
fn names(condition: &Condition, out: &mut Vec<usize>) {
    match condition {
        Condition::Not(inner) => names(inner, out),
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, _, parts) => {
            for part in parts {
                names(part, out);
            }
        }
        Condition::Name(at)
        | Condition::Compare(at, ..)
        | Condition::Between(at, ..)
        | Condition::In(at, _)
        | Condition::Contains(at, _) => out.push(*at),
    }
}
