//! What can be answered to a question, and how an answer becomes one whole number.

use crate::answer::Answer;
use crate::diagnostic::{did_you_mean, list};

/// One option of a choice question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What people see.
    pub label: String,
}

/// The answers that a question takes.
///
/// Every answer has a code, a whole number: 0 and 1 for nee and ja, the number itself, the position
/// of a choice, or a sum of powers of two for several choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// Yes or no.
    YesNo,
    /// A place on a scale.
    Scale {
        /// Lowest answer.
        min: i64,
        /// Highest answer.
        max: i64,
        /// What the low end means.
        low: Option<String>,
        /// What the high end means.
        high: Option<String>,
    },
    /// A whole number.
    Number {
        /// Lowest answer.
        min: i64,
        /// Highest answer.
        max: i64,
        /// What is counted.
        unit: Option<String>,
    },
    /// One of the choices.
    Choice(Vec<Choice>),
    /// Any number of the choices.
    MultiChoice(Vec<Choice>),
}

/// The most choices of a question: one bit each.
pub(crate) const CHOICE_LIMIT: usize = 32;
/// The largest number, up or down, that a question may take.
pub(crate) const NUMBER_LIMIT: i64 = 1_000_000;

/// Why an answer is refused: what is wrong, and the way out.
pub(crate) type Refused = (String, Option<String>);

impl Domain {
    /// The lowest and highest code.
    pub fn range(&self) -> (i64, i64) {
        match self {
            Self::YesNo => (0, 1),
            Self::Scale { min, max, .. } | Self::Number { min, max, .. } => (*min, *max),
            Self::Choice(choices) => (0, code_of(choices.len()) - 1),
            Self::MultiChoice(choices) => (0, (1 << choices.len()) - 1),
        }
    }

    /// The choices; none for the other types.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choice(choices) | Self::MultiChoice(choices) => choices,
            _ => &[],
        }
    }

    /// The position of a choice.
    pub(crate) fn choice(&self, id: &str) -> Option<usize> {
        self.choices().iter().position(|choice| choice.id == id)
    }

    /// Whether the codes are numbers with an order.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Scale { .. } | Self::Number { .. })
    }

    /// The code of an answer.
    pub(crate) fn encode(&self, answer: &Answer) -> Result<i64, Refused> {
        let (min, max) = self.range();
        let one = |id: &String| {
            self.choice(id)
                .map(code_of)
                .ok_or_else(|| self.no_such_choice(id))
        };
        match (self, answer) {
            (Self::YesNo, Answer::YesNo(yes)) => Ok(i64::from(*yes)),
            (Self::Scale { .. } | Self::Number { .. }, Answer::Number(number)) => {
                if (min..=max).contains(number) {
                    Ok(*number)
                } else {
                    let message = format!("{number} ligt niet tussen {min} en {max}");
                    Err((
                        message,
                        Some(format!("kies een geheel getal van {min} tot en met {max}")),
                    ))
                }
            }
            (Self::Choice(_), Answer::Choice(id)) => one(id),
            (Self::MultiChoice(_), Answer::Choices(ids)) => {
                ids.iter().try_fold(0, |code, id| Ok(code | 1 << one(id)?))
            }
            _ => Err((
                format!("{} past niet bij deze vraag", shown(answer)),
                Some(self.expected()),
            )),
        }
    }

    /// The answer that a code stands for.
    pub fn decode(&self, code: i64) -> Answer {
        let id = |at: usize| {
            self.choices()
                .get(at)
                .map(|it| it.id.clone())
                .unwrap_or_default()
        };
        match self {
            Self::YesNo => Answer::YesNo(code != 0),
            Self::Scale { .. } | Self::Number { .. } => Answer::Number(code),
            Self::Choice(_) => Answer::Choice(id(usize::try_from(code).unwrap_or_default())),
            Self::MultiChoice(choices) => Answer::Choices(
                (0..choices.len())
                    .filter(|at| code >> at & 1 == 1)
                    .map(id)
                    .collect(),
            ),
        }
    }

    /// The answer in Dutch, for people: `ja`, `8`, `Ernstig`, `12 consulten`.
    pub fn show(&self, code: i64) -> String {
        let mut out = String::new();
        self.show_to(code, &mut out);
        out
    }

    /// Adds the answer that a code stands for, in Dutch, to a text.
    pub(crate) fn show_to(&self, code: i64, out: &mut String) {
        let mut labels = |wanted: &dyn Fn(usize) -> bool| {
            let numbered = self.choices().iter().enumerate();
            let labels = numbered.filter(|(at, _)| wanted(*at));
            for (nth, (_, choice)) in labels.enumerate() {
                out.push_str(if nth == 0 { "" } else { ", " });
                out.push_str(&choice.label);
            }
        };
        match self {
            Self::YesNo => out.push_str(if code != 0 { "ja" } else { "nee" }),
            Self::Scale { .. } | Self::Number { .. } => {
                out.push_str(&code.to_string());
                if let Self::Number {
                    unit: Some(unit), ..
                } = self
                {
                    out.push(' ');
                    out.push_str(unit);
                }
            }
            Self::Choice(_) => labels(&|at| code_of(at) == code),
            Self::MultiChoice(_) if code == 0 => out.push_str("geen van deze"),
            Self::MultiChoice(_) => labels(&|at| code >> at & 1 == 1),
        }
    }

    /// What can be answered, in Dutch.
    pub(crate) fn expected(&self) -> String {
        let (min, max) = self.range();
        let ids = || list(self.choices().iter().map(|choice| choice.id.as_str()), 12);
        match self {
            Self::YesNo => "antwoord true (ja) of false (nee)".to_owned(),
            Self::Scale { .. } | Self::Number { .. } => {
                format!("antwoord een geheel getal van {min} tot en met {max}")
            }
            Self::Choice(_) => format!("kies uit {}", ids()),
            Self::MultiChoice(_) => format!("geef een lijst met geen, een of meer van {}", ids()),
        }
    }

    pub(crate) fn no_such_choice(&self, id: &str) -> Refused {
        let known = || self.choices().iter().map(|choice| choice.id.as_str());
        let help =
            did_you_mean(id, known()).unwrap_or_else(|| format!("kies uit {}", list(known(), 12)));
        (format!("`{id}` is geen keuze van deze vraag"), Some(help))
    }
}

/// The code of the choice at this position.
fn code_of(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::YesNo(yes) => format!("`{yes}`"),
        Answer::Number(number) => format!("`{number}`"),
        Answer::Choice(choice) => format!("`{choice}`"),
        Answer::Choices(choices) => {
            format!("de lijst {}", list(choices.iter().map(String::as_str), 8))
        }
    }
}
