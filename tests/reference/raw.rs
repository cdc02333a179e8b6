//! Raw protocols: free numbers, and how they are made to fit.

use super::generate::Size;
use super::model::{
    Condition, Group, HowMany, Item, Kind, Protocol, Question, Route, Rule, Sign, Value, What,
    place, range,
};

#[derive(Debug, Clone)]
pub(crate) enum RawCondition {
    Leaf {
        item: usize,
        form: u8,
        first: u32,
        second: u32,
        more: Vec<u32>,
    },
    Not(Box<RawCondition>),
    All(Vec<RawCondition>),
    Any(Vec<RawCondition>),
    Count {
        how: u8,
        number: u8,
        of: Vec<RawCondition>,
        twice: bool,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum RawItem {
    Question {
        kind: u8,
        from: u32,
        span: u32,
        group: u8,
        gate: Option<(RawCondition, u32)>,
    },
    Finding(RawCondition),
    Score(Vec<(usize, i8)>),
}

#[derive(Debug, Clone)]
pub(crate) struct RawRule {
    pub(crate) condition: RawCondition,
    pub(crate) indicates: Vec<u8>,
    pub(crate) excludes: Vec<u8>,
    pub(crate) raises: Vec<u8>,
    pub(crate) days: Option<u8>,
    pub(crate) locked: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub(crate) items: Vec<RawItem>,
    pub(crate) routes: Vec<(bool, Option<u8>)>,
    pub(crate) fallback: Option<u8>,
    pub(crate) signals: usize,
    pub(crate) rules: Vec<RawRule>,
    pub(crate) impossible: Vec<RawCondition>,
    pub(crate) reversed: bool,
    pub(crate) style: u64,
}

/// Beginnings of names that look like words of the condition language without being one.
const PREFIXES: [&str; 9] = [
    "v",
    "en_",
    "ofwel",
    "niet_",
    "in",
    "tussen_",
    "bevatten",
    "ja_nee_",
    "minstens2_",
];

impl Raw {
    /// The protocol that comes closest.
    pub(crate) fn protocol(self, size: Size) -> Protocol {
        let mut items: Vec<Item> = Vec::new();
        let mut ways = 1_u64;
        for (nth, raw) in self.items.iter().enumerate() {
            let what = match raw {
                RawItem::Finding(raw) if !items.is_empty() => What::Finding(condition(raw, &items)),
                RawItem::Score(raw) if terms(raw, &items).is_some() => {
                    What::Score(terms(raw, &items).unwrap_or_default())
                }
                raw => {
                    let mut question = question(raw, &items, size);
                    if ways.saturating_mul(question.kind.size()) > size.completions {
                        question.kind = Kind::YesNo;
                        question.gate = None;
                    }
                    if ways.saturating_mul(question.kind.size()) > size.completions {
                        continue;
                    }
                    ways = ways.saturating_mul(question.kind.size());
                    What::Question(question)
                }
            };
            let prefix = PREFIXES[self.style as usize % PREFIXES.len()];
            let name = format!("{prefix}{nth}");
            items.push(Item { name, what });
        }
        let routes: Vec<Route> = self
            .routes
            .iter()
            .map(|(alone, days)| Route {
                alone: *alone,
                days: days.map(|days| i64::from(days % 30) + 1),
            })
            .collect();
        let fallback = self.fallback.map(|pick| usize::from(pick) % routes.len());
        let rules = self.rules.iter();
        let rules = rules.map(|raw| rule(raw, &items, routes.len(), self.signals));
        Protocol {
            rules: rules.collect(),
            impossible: self
                .impossible
                .iter()
                .map(|raw| condition(raw, &items))
                .collect(),
            items,
            routes,
            fallback,
            signals: self.signals,
            reversed: self.reversed,
            style: self.style,
        }
    }
}

fn terms(raw: &[(usize, i8)], items: &[Item]) -> Option<Vec<(usize, i64)>> {
    let summable: Vec<usize> = (0..items.len())
        .filter(|at| match &items[*at].what {
            What::Question(it) => !matches!(it.kind, Kind::Choice(_) | Kind::Choices(_)),
            What::Finding(_) => true,
            What::Score(_) => false,
        })
        .collect();
    let mut terms: Vec<(usize, i64)> = Vec::new();
    for (pick, weight) in raw {
        let term = *summable.get(pick % summable.len().max(1))?;
        if !terms.iter().any(|(known, _)| *known == term) {
            terms.push((term, i64::from(*weight)));
        }
    }
    Some(terms)
}

fn question(raw: &RawItem, items: &[Item], size: Size) -> Question {
    let RawItem::Question {
        kind,
        from,
        span,
        group,
        gate,
    } = raw
    else {
        return Question {
            kind: Kind::YesNo,
            group: None,
            gate: None,
            fixed: false,
        };
    };
    let kind = kind_of(*kind, *from, *span, size);
    let gate = gate.as_ref().filter(|_| !items.is_empty());
    Question {
        kind,
        group: match group % 4 {
            0 | 1 => None,
            2 => Some(Group::Ordinary),
            _ => Some(Group::Safety),
        },
        gate: gate.map(|(asked, otherwise)| (condition(asked, items), kind.value(*otherwise))),
        fixed: group / 64 == 3,
    }
}

fn kind_of(kind: u8, from: u32, span: u32, size: Size) -> Kind {
    let (least, most) = if size.wide {
        (-1_000_000, 1_000_000)
    } else {
        (-3, 8)
    };
    let min = if size.wide && from % 2 == 1 {
        place(from / 2, least, most - 1)
    } else {
        i64::from(from % 6) - 3
    };
    let max = if size.wide && span % 2 == 1 {
        place(span / 2, min + 1, most)
    } else {
        (min + 1 + i64::from(span % 5)).min(most)
    };
    let count = |least: usize, few: u32, most: u32| {
        least + (span % if size.wide { most } else { few }) as usize
    };
    match kind % 7 {
        0 | 1 => Kind::YesNo,
        2 => Kind::Scale { min, max },
        3 | 4 => Kind::Number { min, max },
        5 => Kind::Choice(count(2, 3, 31)),
        _ => Kind::Choices(count(1, 3, 32)),
    }
}

fn rule(raw: &RawRule, items: &[Item], routes: usize, signals: usize) -> Rule {
    let some = |picks: &[u8], of: usize| {
        let mut found: Vec<usize> = Vec::new();
        for pick in picks.iter().filter(|_| of > 0) {
            let at = usize::from(*pick) % of;
            if !found.contains(&at) {
                found.push(at);
            }
        }
        found
    };
    let mut indicates = some(&raw.indicates, routes);
    let mut excludes = some(&raw.excludes, routes);
    excludes.retain(|route| !indicates.contains(route));
    let raises = some(&raw.raises, signals);
    if indicates.is_empty() && excludes.is_empty() && raises.is_empty() {
        indicates.push(0);
    }
    let days = raw.days.filter(|_| !indicates.is_empty());
    Rule {
        condition: condition(&raw.condition, items),
        days: days.map(|days| i64::from(days % 30) + 1),
        indicates,
        excludes,
        raises,
        locked: raw.locked,
    }
}

fn condition(raw: &RawCondition, items: &[Item]) -> Condition {
    let all = |parts: &[RawCondition]| parts.iter().map(|part| condition(part, items)).collect();
    match raw {
        RawCondition::Not(inner) => Condition::Not(Box::new(condition(inner, items))),
        RawCondition::All(parts) => Condition::All(all(parts)),
        RawCondition::Any(parts) => Condition::Any(all(parts)),
        RawCondition::Count {
            how,
            number,
            of,
            twice,
        } => {
            let mut of: Vec<Condition> = all(of);
            if *twice {
                of.push(of[0].clone());
            }
            let number = usize::from(*number);
            // A count that always or never holds is refused.
            let (how, number) = match how % 3 {
                0 => (HowMany::AtLeast, 1 + number % of.len()),
                1 => (HowMany::AtMost, number % of.len()),
                _ => (HowMany::Exactly, number % (of.len() + 1)),
            };
            Condition::Count(how, number as i64, of)
        }
        RawCondition::Leaf {
            item,
            form,
            first,
            second,
            more,
        } => {
            let item = item % items.len();
            let picks = [vec![*first], more.clone()].concat();
            leaf(items, item, usize::from(*form), *second, &picks)
        }
    }
}

fn leaf(items: &[Item], item: usize, form: usize, second: u32, picks: &[u32]) -> Condition {
    let first = picks[0];
    let kind = match &items[item].what {
        What::Question(question) => question.kind,
        What::Finding(_) => Kind::YesNo,
        What::Score(_) => {
            // A score may be compared with what it can never be; that is only a warning.
            let (low, high) = range(items, item);
            Kind::Number {
                min: low - 2,
                max: high + 2,
            }
        }
    };
    let equality = [Sign::Equal, Sign::NotEqual];
    let list = || -> Vec<Value> { picks.iter().map(|pick| kind.value(*pick)).collect() };
    match kind {
        Kind::YesNo => match form % 8 {
            0..=3 => Condition::Name(item),
            4..=6 => Condition::Compare(item, equality[form % 2], kind.value(first)),
            _ => Condition::In(item, list()),
        },
        Kind::Scale { min, max } | Kind::Number { min, max } => match form % 8 {
            sign @ 0..=5 => Condition::Compare(item, Sign::ALL[sign], kind.value(first)),
            6 => {
                let ends = (place(first, min, max), place(second, min, max));
                Condition::Between(item, ends.0.min(ends.1), ends.0.max(ends.1))
            }
            _ => Condition::In(item, list()),
        },
        Kind::Choice(_) => match form % 4 {
            0 | 1 => Condition::Compare(item, equality[form % 2], kind.value(first)),
            _ => Condition::In(item, list()),
        },
        Kind::Choices(count) => Condition::Contains(item, first as usize % count),
    }
}
