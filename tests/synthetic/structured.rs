//! Protocols that look like those people write, free by construction of gaps and idle rules.
//!
//! In the quiet case nothing is the matter and no rule holds but those of the partition. Each rule
//! comes with a witness: a case in which leaving it out changes what is offered. A rule that
//! would spoil the witness of another one is not taken.

use super::draw::Draw;
use super::model::{
    Condition, Group, HowMany, Item, Kind, Protocol, Question, Route, Rule, Sign, Value, What,
    range,
};
use super::naive::{self, Answers, Outcome};

/// Answers that make a condition true, on top of the quiet case.
pub(crate) type Trigger = Vec<(usize, Value)>;

/// What sees to it that every case has an advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Net {
    /// A route that is the `vangnet`.
    Fallback,
    /// Rules that together cover a scale, for routes that nothing excludes.
    Partition,
}

/// The route for emergencies: first, and alone.
pub(crate) const EMERGENCY: usize = 0;
/// The route back to the GP; the safety net.
pub(crate) const PRACTICE: usize = 1;

pub(crate) struct Structured {
    pub(crate) protocol: Protocol,
    pub(crate) draw: Draw,
    /// Nothing is the matter.
    pub(crate) quiet: Answers,
    /// For each rule a case in which it decides.
    pub(crate) witnesses: Vec<Answers>,
    /// The routes from here on can be excluded.
    pub(crate) social: usize,
    /// The question that the partition is about, with the lowest answer of each part.
    pub(crate) partition: Option<(usize, Vec<i64>)>,
    outcomes: Vec<Outcome>,
    /// What makes an item true, or keeps a question asked.
    pub(crate) triggers: Vec<Trigger>,
    uses: Vec<usize>,
    /// What the condition that is being made looks at already.
    pub(crate) named: Vec<usize>,
}

const SAFETY: [&str; 8] = [
    "medisch_beoordeeld",
    "suicidaliteit",
    "acute_klachten",
    "onveilig_thuis",
    "verwaarlozing",
    "verward_gedrag",
    "dreigende_uitzetting",
    "kind_onveilig",
];
const YES_NO: [&str; 16] = [
    "kinderen_thuis",
    "mantelzorger",
    "schulden",
    "werkloos",
    "rouw",
    "woonprobleem",
    "laaggeletterd",
    "taalbarriere",
    "alleenwonend",
    "verslaving",
    "recent_verhuisd",
    "geen_dagbesteding",
    "chronisch_ziek",
    "vaak_op_spreekuur",
    "wil_hulp",
    "zelf_geregeld",
];
const SCALES: [&str; 10] = [
    "eenzaamheid",
    "stress",
    "belasting",
    "somberheid",
    "pijn",
    "vermoeidheid",
    "zingeving",
    "beweging",
    "slaap",
    "zelfredzaamheid",
];
const CHOICES: [&str; 5] = [
    "ernst_psychisch",
    "woonsituatie",
    "inkomen",
    "netwerk",
    "motivatie",
];
const MANY: [&str; 4] = ["lopende_hulp", "wensen", "talen", "hulpmiddelen"];
const NUMBERS: [&str; 3] = ["contacten_per_jaar", "uren_zorg", "huisgenoten"];

impl Structured {
    pub(crate) fn new(seed: u64, questions: usize, rules: usize) -> Self {
        Self::with(seed, questions, rules, Net::Fallback)
    }

    pub(crate) fn with(seed: u64, questions: usize, rules: usize, net: Net) -> Self {
        let mut draw = Draw::new(seed);
        let social = 3 + draw.below(2);
        let routes = (social + 3 + draw.below(9)).min(15);
        let mut it = Self {
            protocol: Protocol {
                items: Vec::new(),
                routes: (0..routes)
                    .map(|at| Route {
                        alone: at == EMERGENCY,
                        days: draw.chance(40).then(|| draw.from(1, 20)),
                    })
                    .collect(),
                fallback: (net == Net::Fallback).then_some(PRACTICE),
                signals: 0,
                rules: Vec::new(),
                impossible: Vec::new(),
                reversed: false,
                style: 0,
            },
            draw,
            quiet: Vec::new(),
            witnesses: Vec::new(),
            social,
            partition: None,
            outcomes: Vec::new(),
            triggers: Vec::new(),
            uses: Vec::new(),
            named: Vec::new(),
        };
        let safety = it.questions(questions.max(2));
        it.derived(rules);
        if questions > 5 && it.draw.chance(40) {
            it.named.clear();
            let (one, other) = (it.atom().0, it.atom().0);
            it.protocol.impossible = vec![Condition::All(vec![one, other])];
        }
        if net == Net::Partition {
            it.cover();
        }
        it.rules(safety, rules.max(1));
        it
    }

    fn push(&mut self, name: &str, what: What, quiet: Option<Value>, trigger: Trigger) -> usize {
        let taken = |name: &str| self.protocol.items.iter().any(|item| item.name == name);
        let mut full = name.to_owned();
        let mut nth = 2;
        while taken(&full) {
            full = format!("{name}_{nth}");
            nth += 1;
        }
        self.protocol.items.push(Item { name: full, what });
        self.quiet.push(quiet);
        self.triggers.push(trigger);
        self.uses.push(0);
        self.protocol.items.len() - 1
    }

    /// The questions; returns how many are about safety. They come first.
    fn questions(&mut self, count: usize) -> usize {
        let safety = (count / 8).clamp(1, SAFETY.len());
        for (at, name) in SAFETY.into_iter().enumerate().take(safety) {
            self.question(
                name,
                Kind::YesNo,
                Value::YesNo(at == 0),
                Some(Group::Safety),
            );
        }
        if count > 3 {
            let age = Kind::Number { min: 0, max: 120 };
            let at = self.question("leeftijd", age, Value::Number(45), None);
            if let What::Question(it) = &mut self.protocol.items[at].what {
                it.fixed = true;
            }
            // Every protocol has a scale that is always asked.
            self.scale();
        }
        while self.protocol.items.len() < count {
            match self.draw.below(20) {
                0..9 => {
                    let name = self.draw.one_of(&YES_NO);
                    self.question(name, Kind::YesNo, Value::YesNo(false), None);
                }
                9..15 => {
                    self.scale();
                }
                15..18 => {
                    let (name, count) = (self.draw.one_of(&CHOICES), 3 + self.draw.below(3));
                    self.question(name, Kind::Choice(count), Value::Choice(0), None);
                }
                18 => {
                    let (name, max) = (self.draw.one_of(&NUMBERS), self.draw.from(10, 60));
                    let kind = Kind::Number { min: 0, max };
                    self.question(name, kind, Value::Number(0), None);
                }
                _ => {
                    let (name, count) = (self.draw.one_of(&MANY), 3 + self.draw.below(4));
                    self.question(name, Kind::Choices(count), Value::Choices(Vec::new()), None);
                }
            }
            self.gate();
        }
        safety
    }

    fn scale(&mut self) -> usize {
        let name = self.draw.one_of(&SCALES);
        let kind = Kind::Scale { min: 0, max: 10 };
        self.question(name, kind, Value::Number(0), None)
    }

    fn question(&mut self, name: &str, kind: Kind, quiet: Value, group: Option<Group>) -> usize {
        let question = Question {
            kind,
            group,
            gate: None,
            fixed: false,
        };
        self.push(name, What::Question(question), Some(quiet), Vec::new())
    }

    /// Lets the last question now and then depend on an earlier one.
    fn gate(&mut self) {
        let last = self.protocol.items.len() - 1;
        let open: Vec<usize> = self
            .protocol
            .questions()
            .filter(|(at, it)| *at < last && it.gate.is_none() && it.group.is_none())
            .map(|(at, _)| at)
            .collect();
        if open.is_empty() || !self.draw.chance(15) {
            return;
        }
        let from = self.draw.one_of(&open);
        let (asked, trigger) = self.test(from);
        let otherwise = self.quiet[last].clone().expect("a question");
        if let What::Question(it) = &mut self.protocol.items[last].what {
            it.gate = Some((asked, otherwise));
        }
        self.triggers[last] = trigger;
    }

    /// Findings and scores.
    fn derived(&mut self, rules: usize) {
        let scales: Vec<usize> = self
            .protocol
            .questions()
            .filter(|(_, it)| matches!(it.kind, Kind::Scale { .. }) && it.gate.is_none())
            .map(|(at, _)| at)
            .collect();
        for _ in 0..(rules / 6).min(12) {
            self.named.clear();
            let count = 2 + self.draw.below(3);
            let atoms: Vec<(Condition, Trigger)> = (0..count).map(|_| self.atom()).collect();
            let (parts, triggers): (Vec<Condition>, Vec<Trigger>) = atoms.into_iter().unzip();
            let (condition, needed) = match self.draw.below(4) {
                0 => (Condition::All(parts), count),
                1 if count > 2 => (Condition::Count(HowMany::AtLeast, 2, parts), 2),
                _ => (Condition::Any(parts), 1),
            };
            let trigger = triggers[..needed].concat();
            let names = [
                "kwetsbaar",
                "stapeling",
                "overbelast",
                "geisoleerd",
                "bestaanszorg",
            ];
            let name = self.draw.one_of(&names);
            self.push(name, What::Finding(condition), None, trigger);
        }
        if scales.len() > 1 {
            for name in ["lijdensdruk", "draaglast"]
                .into_iter()
                .take(1 + rules / 20)
            {
                let count = 2 + self.draw.below(4);
                let terms = self.draw.some_of(&scales, count);
                let terms: Vec<(usize, i64)> =
                    terms.iter().map(|at| (*at, self.draw.from(1, 2))).collect();
                let high = terms.iter().map(|(at, _)| {
                    let (_, max) = range(&self.protocol.items, *at);
                    (*at, Value::Number(max))
                });
                let trigger = high.collect();
                self.push(name, What::Score(terms), None, trigger);
            }
        }
    }

    /// A condition on one item that does not hold in the quiet case, and what makes it hold.
    pub(crate) fn atom(&mut self) -> (Condition, Trigger) {
        let free = |at: &usize| match &self.protocol.items[*at].what {
            What::Question(it) => it.group != Some(Group::Safety),
            _ => true,
        };
        let all: Vec<usize> = (0..self.protocol.items.len()).collect();
        let free: Vec<usize> = all.iter().copied().filter(free).collect();
        let new = free.iter().copied().filter(|at| !self.named.contains(at));
        let new: Vec<usize> = new.collect();
        let mut choices = [new, free, all].into_iter().filter(|it| !it.is_empty());
        let from = choices.next().expect("there is a question");
        // What no condition looks at yet comes first.
        let few = self.draw.some_of(&from, 3);
        let least = few.into_iter().min_by_key(|at| self.uses[*at]);
        let at = least.expect("there is a question");
        self.test(at)
    }

    /// The same, on this item.
    pub(crate) fn test(&mut self, at: usize) -> (Condition, Trigger) {
        self.uses[at] += 1;
        self.named.push(at);
        let kind = match &self.protocol.items[at].what {
            What::Question(it) => it.kind,
            What::Finding(_) => return (Condition::Name(at), self.triggers[at].clone()),
            What::Score(_) => {
                let (_, high) = range(&self.protocol.items, at);
                let least = Value::Number(high * self.draw.from(40, 75) / 100 + 1);
                let condition = Condition::Compare(at, Sign::GreaterOrEqual, least);
                return (condition, self.triggers[at].clone());
            }
        };
        let quiet = self.quiet[at].clone();
        let (condition, value) = match kind {
            Kind::YesNo if quiet == Some(Value::YesNo(true)) => {
                let inverse = Condition::Not(Box::new(Condition::Name(at)));
                (inverse, Value::YesNo(false))
            }
            Kind::YesNo => (Condition::Name(at), Value::YesNo(true)),
            Kind::Scale { max, .. } => {
                let least = self.draw.from(4, 8);
                self.at_least(at, least, max)
            }
            Kind::Number { max, .. } if quiet == Some(Value::Number(0)) => {
                let least = self.draw.from(3, max - 2);
                self.at_least(at, least, max)
            }
            Kind::Number { max, .. } => match self.draw.below(3) {
                0 => {
                    let adult = Value::Number(18);
                    let child = Value::Number(self.draw.from(0, 17));
                    (Condition::Compare(at, Sign::Less, adult), child)
                }
                1 => {
                    let age = self.draw.from(18, 27);
                    (Condition::Between(at, 18, 27), Value::Number(age))
                }
                _ => {
                    let least = self.draw.one_of(&[60, 65, 67, 70, 75, 80]);
                    self.at_least(at, least, max)
                }
            },
            Kind::Choice(count) => {
                let value = Value::Choice(1 + self.draw.below(count - 1));
                let other = Value::Choice(1 + self.draw.below(count - 1));
                if value != other && self.draw.chance(40) {
                    (Condition::In(at, vec![value.clone(), other]), value)
                } else {
                    (Condition::Compare(at, Sign::Equal, value.clone()), value)
                }
            }
            Kind::Choices(count) => {
                let choice = self.draw.below(count);
                (
                    Condition::Contains(at, choice),
                    Value::Choices(vec![choice]),
                )
            }
        };
        let mut trigger = self.triggers[at].clone();
        trigger.push((at, value));
        (condition, trigger)
    }

    fn at_least(&mut self, at: usize, least: i64, max: i64) -> (Condition, Value) {
        let value = Value::Number(self.draw.from(least, max));
        let (sign, with) = match self.draw.below(4) {
            0 => (Sign::Greater, least - 1),
            _ => (Sign::GreaterOrEqual, least),
        };
        (Condition::Compare(at, sign, Value::Number(with)), value)
    }

    /// The quiet case with this on top.
    pub(crate) fn case(&self, trigger: &Trigger) -> Answers {
        on_top(&self.quiet, trigger)
    }

    /// Rules that cover a scale, one part each.
    fn cover(&mut self) {
        let scale = self
            .protocol
            .questions()
            .find(|(_, it)| matches!(it.kind, Kind::Scale { .. }) && it.gate.is_none());
        let at = scale.expect("a scale that is always asked").0;
        let mut starts = vec![0];
        for _ in 0..=self.draw.below(3) {
            let next = starts[starts.len() - 1] + self.draw.from(2, 4);
            if next <= 10 {
                starts.push(next);
            }
        }
        for (nth, low) in starts.iter().enumerate() {
            let number = Value::Number;
            let condition = match (*low, starts.get(nth + 1)) {
                (0, Some(end)) if self.draw.chance(30) => {
                    Condition::Compare(at, Sign::Less, number(*end))
                }
                (0, Some(end)) => Condition::Compare(at, Sign::LessOrEqual, number(end - 1)),
                (low, Some(end)) => Condition::Between(at, low, end - 1),
                (low, None) if self.draw.chance(30) => {
                    Condition::Compare(at, Sign::Greater, number(low - 1))
                }
                (low, None) => Condition::Compare(at, Sign::GreaterOrEqual, number(low)),
            };
            let route = PRACTICE + self.draw.below(self.social - PRACTICE);
            let rule = Self::rule(condition, vec![route], Vec::new(), Vec::new());
            let witness = self.case(&vec![(at, number(*low))]);
            assert!(self.add(rule, witness), "parts do not overlap");
        }
        self.uses[at] += 1;
        self.partition = Some((at, starts));
    }

    pub(crate) fn rule(
        condition: Condition,
        indicates: Vec<usize>,
        excludes: Vec<usize>,
        raises: Vec<usize>,
    ) -> Rule {
        Rule {
            condition,
            indicates,
            excludes,
            raises,
            days: None,
            locked: false,
        }
    }

    fn rules(&mut self, safety: usize, wanted: usize) {
        let share = wanted / 8;
        let routes = self.protocol.routes.len();
        for at in (1..safety).take(share) {
            let mut rule = Self::rule(Condition::Name(at), vec![EMERGENCY], vec![], vec![]);
            rule.locked = true;
            let witness = self.case(&vec![(at, Value::YesNo(true))]);
            if self.add(rule, witness) {
                self.uses[at] += 1;
            }
        }
        let last_part = self.protocol.rules.len();
        let social: Vec<usize> = (self.social..routes).collect();
        let mut next = self.draw.below(social.len());
        for _ in self.protocol.rules.len()..wanted.saturating_sub(2 * share) {
            // Now and then for a route that nothing excludes.
            let route = if self.draw.chance(15) {
                self.draw.from(PRACTICE as i64, self.social as i64 - 1) as usize
            } else {
                next += 1;
                social[next % social.len()]
            };
            self.try_some(|it| {
                let (condition, trigger) = it.condition();
                let days = it.draw.chance(15).then(|| it.draw.from(1, 5));
                let rule = Rule {
                    days,
                    ..Self::rule(condition, vec![route], vec![], vec![])
                };
                (rule, it.case(&trigger))
            });
        }
        let indications = last_part..self.protocol.rules.len();
        if !indications.is_empty() {
            for nth in 0..share {
                self.try_some(|it| {
                    let (condition, trigger) = match (nth, it.draw.chance(30)) {
                        (0, _) => it.test(0),
                        (_, true) => {
                            let at = it.draw.below(safety);
                            it.test(at)
                        }
                        _ => it.condition(),
                    };
                    let from = indications.start + it.draw.below(indications.len());
                    let route = it.protocol.rules[from].indicates.first().copied();
                    let mut excludes = it.draw.some_of(&social, 3);
                    excludes.extend(route.filter(|at| *at >= it.social && !excludes.contains(at)));
                    if nth == 0 {
                        excludes.clone_from(&social);
                    }
                    let mut rule = Self::rule(condition, vec![], excludes, vec![]);
                    rule.locked = nth == 0 || it.draw.chance(40);
                    (rule, on_top(&it.witnesses[from], &trigger))
                });
            }
        }
        while self.protocol.rules.len() < wanted {
            let before = self.protocol.rules.len();
            self.signal();
            if self.protocol.rules.len() == before {
                break;
            }
        }
    }

    /// A rule for a signal of its own: it decides whenever it holds.
    fn signal(&mut self) {
        let signal = self.protocol.signals;
        self.protocol.signals += 1;
        self.try_some(|it| {
            let (condition, trigger) = it.condition();
            let rule = Self::rule(condition, vec![], vec![], vec![signal]);
            (rule, it.case(&trigger))
        });
        if self
            .protocol
            .rules
            .iter()
            .all(|it| !it.raises.contains(&signal))
        {
            self.protocol.signals -= 1;
        }
    }

    /// Adds the first rule that fits, of a few.
    fn try_some(&mut self, mut make: impl FnMut(&mut Self) -> (Rule, Answers)) {
        for _ in 0..60 {
            let (rule, witness) = make(self);
            if self.add(rule, witness) {
                return;
            }
        }
    }

    /// The condition of a rule, and what makes it hold.
    fn condition(&mut self) -> (Condition, Trigger) {
        self.named.clear();
        let (first, mut trigger) = self.atom();
        let form = self.draw.below(10);
        let condition = match form {
            0 | 1 => first,
            2..5 => {
                let (second, more) = self.atom();
                trigger.extend(more);
                Condition::All(vec![first, second])
            }
            5 => Condition::All(vec![first, Condition::Not(Box::new(self.atom().0))]),
            6 => {
                let (third, more) = self.atom();
                let either = Condition::Any(vec![first, self.atom().0]);
                trigger.extend(more);
                Condition::All(vec![either, third])
            }
            7 => Condition::Any(vec![first, self.atom().0]),
            _ => {
                let (second, more) = self.atom();
                trigger.extend(more);
                let mut parts = vec![first, second];
                for _ in 0..=self.draw.below(3) {
                    parts.push(self.atom().0);
                }
                Condition::Count(HowMany::AtLeast, 2, parts)
            }
        };
        (condition, trigger)
    }

    /// Takes a rule if it decides in its witness and leaves those of the others in place.
    pub(crate) fn add(&mut self, rule: Rule, witness: Answers) -> bool {
        self.protocol.rules.push(rule);
        let outcome = naive::decide(&self.protocol, &witness);
        let own = self.protocol.rules.len() - 1;
        let others = self.outcomes.iter_mut().enumerate();
        let condition = &self.protocol.rules[own].condition;
        let mut fits = decides(&self.protocol, own, &outcome);
        if fits {
            for (at, known) in others {
                let holds = naive::holds(condition, &known.values);
                known.rules.push(holds);
                fits &= !holds || decides(&self.protocol, at, known);
            }
        }
        if fits {
            self.witnesses.push(witness);
            self.outcomes.push(outcome);
        } else {
            self.protocol.rules.pop();
            for known in &mut self.outcomes {
                known.rules.truncate(own);
            }
        }
        fits
    }
}

/// A case with other answers on top.
pub(crate) fn on_top(case: &Answers, trigger: &Trigger) -> Answers {
    let mut answers = case.clone();
    for (at, value) in trigger {
        answers[*at] = Some(value.clone());
    }
    answers
}

/// Whether something else is offered in this case without the rule.
pub(crate) fn decides(protocol: &Protocol, rule: usize, outcome: &Outcome) -> bool {
    if !outcome.rules[rule] || outcome.impossible {
        return false;
    }
    let conclude = |rules: Vec<bool>| {
        naive::conclude(
            protocol,
            outcome.values.clone(),
            outcome.skipped.clone(),
            rules,
        )
    };
    let mut without = outcome.rules.clone();
    without[rule] = false;
    conclude(outcome.rules.clone()).offered() != conclude(without).offered()
}
