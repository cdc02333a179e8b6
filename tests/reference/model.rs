//! A protocol as plain data, as simple as can be: what the engine reads as text.
//!
//! Questions, findings and scores stand in one list in which each looks at earlier ones only.
//! A position in that list is all that a condition knows of a name.

use super::print;
use domeinwijzer::answer::Answer;
use std::fmt;

/// A protocol. Its `Debug` form is the file the engine gets, so that a failure can be read.
#[derive(Clone)]
pub(crate) struct Protocol {
    /// Questions, findings and scores, each after what it looks at.
    pub(crate) items: Vec<Item>,
    /// The routes, in order of precedence.
    pub(crate) routes: Vec<Route>,
    /// The position of the route that is the safety net.
    pub(crate) fallback: Option<usize>,
    /// How many signals there are.
    pub(crate) signals: usize,
    pub(crate) rules: Vec<Rule>,
    /// What never occurs together.
    pub(crate) impossible: Vec<Condition>,
    /// Whether the file names everything in the opposite order.
    pub(crate) reversed: bool,
    /// Decides about white space, brackets and quotes; zero for the plainest.
    pub(crate) style: u64,
}

#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    Question(Question),
    Finding(Condition),
    /// Items with their weights.
    Score(Vec<(usize, i64)>),
}

#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) kind: Kind,
    pub(crate) group: Option<Group>,
    /// `alleen_als` and `anders`.
    pub(crate) gate: Option<(Condition, Value)>,
    /// Whether no advice can change it.
    pub(crate) fixed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Ordinary,
    Safety,
}

/// What can be answered. Choices are known by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    YesNo,
    Scale { min: i64, max: i64 },
    Number { min: i64, max: i64 },
    Choice(usize),
    Choices(usize),
}

/// An answer, what a question counts as, the value of a finding or score, a literal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    YesNo(bool),
    Number(i64),
    Choice(usize),
    /// In order, each once.
    Choices(Vec<usize>),
}

#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) alone: bool,
    pub(crate) days: Option<i64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) condition: Condition,
    pub(crate) indicates: Vec<usize>,
    pub(crate) excludes: Vec<usize>,
    pub(crate) raises: Vec<usize>,
    pub(crate) days: Option<i64>,
    /// Whether a municipality may not weaken it.
    pub(crate) locked: bool,
}

/// A condition; names are positions of items.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    Name(usize),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Count(HowMany, i64, Vec<Condition>),
    Compare(usize, Sign, Value),
    Between(usize, i64, i64),
    In(usize, Vec<Value>),
    Contains(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowMany {
    AtLeast,
    AtMost,
    Exactly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Sign {
    pub(crate) const ALL: [Self; 6] = [
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
    ];

    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Protocol {
    /// The position and content of each question.
    pub(crate) fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let numbered = self.items.iter().enumerate();
        numbered.filter_map(|(at, item)| match &item.what {
            What::Question(question) => Some((at, question)),
            _ => None,
        })
    }

    pub(crate) fn question(&self, at: usize) -> &Question {
        match &self.items[at].what {
            What::Question(question) => question,
            other => panic!("{other:?} is no question"),
        }
    }

    /// The position that the engine gives a question: the order of the file, questions only.
    pub(crate) fn position(&self, at: usize) -> usize {
        let before = self.questions().filter(|(it, _)| *it < at).count();
        if self.reversed {
            self.questions().count() - 1 - before
        } else {
            before
        }
    }

    pub(crate) fn name(&self, at: usize) -> &str {
        &self.items[at].name
    }

    /// The position of an item by name.
    pub(crate) fn at(&self, name: &str) -> usize {
        let found = self.items.iter().position(|item| item.name == name);
        found.expect("a name of the protocol")
    }
}

/// The lowest and highest value of an item as a number; yes counts as 1.
pub(crate) fn range(items: &[Item], at: usize) -> (i64, i64) {
    match &items[at].what {
        What::Question(question) => match question.kind {
            Kind::Scale { min, max } | Kind::Number { min, max } => (min, max),
            _ => (0, 1),
        },
        What::Finding(_) => (0, 1),
        What::Score(terms) => terms.iter().fold((0, 0), |(low, high), (term, weight)| {
            let (min, max) = range(items, *term);
            let (one, other) = (min * weight, max * weight);
            (low + one.min(other), high + one.max(other))
        }),
    }
}

impl Kind {
    /// Every possible answer.
    pub(crate) fn values(self) -> Vec<Value> {
        match self {
            Self::YesNo => vec![Value::YesNo(false), Value::YesNo(true)],
            Self::Scale { min, max } | Self::Number { min, max } => {
                (min..=max).map(Value::Number).collect()
            }
            Self::Choice(count) => (0..count).map(Value::Choice).collect(),
            Self::Choices(count) => (0..1_usize << count)
                .map(|set| Value::Choices((0..count).filter(|at| set >> at & 1 == 1).collect()))
                .collect(),
        }
    }

    /// How many answers are possible.
    pub(crate) fn size(self) -> u64 {
        match self {
            Self::YesNo => 2,
            Self::Scale { min, max } | Self::Number { min, max } => max.abs_diff(min) + 1,
            Self::Choice(count) => count as u64,
            Self::Choices(count) => 1 << count,
        }
    }

    /// Some answer.
    pub(crate) fn value(self, pick: u32) -> Value {
        let index = |count: usize| pick as usize % count;
        match self {
            Self::YesNo => Value::YesNo(pick % 2 == 1),
            Self::Scale { min, max } | Self::Number { min, max } => {
                Value::Number(place(pick, min, max))
            }
            Self::Choice(count) => Value::Choice(index(count)),
            Self::Choices(count) => {
                Value::Choices((0..count).filter(|at| pick >> at & 1 == 1).collect())
            }
        }
    }
}

/// A number in a range. Answers and thresholds are drawn alike, from the ends and from a coarse
/// grid with its neighbours, so that they meet however wide the range is.
pub(crate) fn place(pick: u32, min: i64, max: i64) -> i64 {
    let (way, rest) = (pick % 4, i64::from(pick / 4));
    let span = max - min;
    let number = match way {
        0 => min + rest % 3,
        1 => max - rest % 3,
        2 => min + rest / 3 % 8 * span / 8 + rest % 3 - 1,
        _ => min + rest % (span + 1),
    };
    number.clamp(min, max)
}

impl Value {
    /// The value as the engine writes it.
    pub(crate) fn answer(&self) -> Answer {
        match self {
            Self::YesNo(yes) => Answer::YesNo(*yes),
            Self::Number(number) => Answer::Number(*number),
            Self::Choice(choice) => Answer::Choice(choice_id(*choice)),
            Self::Choices(choices) => {
                Answer::Choices(choices.iter().map(|it| choice_id(*it)).collect())
            }
        }
    }
}

pub(crate) fn choice_id(choice: usize) -> String {
    format!("c{choice}")
}

pub(crate) fn route_id(route: usize) -> String {
    format!("route{route}")
}

pub(crate) fn signal_id(signal: usize) -> String {
    format!("signaal{signal}")
}

pub(crate) fn rule_id(rule: usize) -> String {
    format!("regel{rule}")
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = Self {
            style: 0,
            ..self.clone()
        };
        let style = self.style;
        write!(f, "(style {style})\n{}", print::protocol(&plain))
    }
}
