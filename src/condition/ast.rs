//! The tree of a condition, as it was written.

use super::keywords::Keyword;
use crate::text::Span;

/// A condition: its tree and the place of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The outermost part.
    pub root: Expr,
    /// Where the condition stands.
    pub span: Span,
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The id.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value itself.
    pub literal: Literal,
    /// Where it stands.
    pub span: Span,
}

/// A value that something is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A whole number.
    Number(i64),
    /// The id of a choice, written in quotes.
    Choice(String),
    /// `ja` or `nee`.
    YesNo(bool),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The sign, as it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The comparison that holds exactly when this one does not.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Whether it holds between two numbers.
    pub const fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }

    /// Whether it asks for an order, which choices and yes/no do not have.
    pub const fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// Which numbers of conditions satisfy a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HowMany {
    /// `minstens`
    AtLeast,
    /// `hoogstens`
    AtMost,
    /// `precies`
    Exactly,
}

impl HowMany {
    /// The word it is written with.
    pub const fn keyword(self) -> Keyword {
        match self {
            Self::AtLeast => Keyword::AtLeast,
            Self::AtMost => Keyword::AtMost,
            Self::Exactly => Keyword::Exactly,
        }
    }
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A yes/no question or a finding.
    Name(Name),
    /// `niet …`, with the place of the whole.
    Not(Box<Expr>, Span),
    /// All of them hold, two or more, with the place of the whole.
    All(Vec<Expr>, Span),
    /// At least one of them holds, two or more, with the place of the whole.
    Any(Vec<Expr>, Span),
    /// So many of them hold.
    Count {
        /// At least, at most or exactly.
        how: HowMany,
        /// So many.
        number: i64,
        /// Of these.
        of: Vec<Expr>,
        /// The place of the whole.
        span: Span,
    },
    /// A comparison with one value.
    Compare {
        /// What is compared.
        name: Name,
        /// How.
        how: Comparison,
        /// With what.
        value: Value,
    },
    /// Between two numbers, both included.
    Between {
        /// What is compared.
        name: Name,
        /// The lowest number that counts.
        low: Value,
        /// The highest number that counts.
        high: Value,
    },
    /// One of the values.
    In {
        /// What is compared.
        name: Name,
        /// The values.
        values: Vec<Value>,
        /// The place of the whole.
        span: Span,
    },
    /// A multiple choice that has this choice among its answers.
    Contains {
        /// The question.
        name: Name,
        /// The choice.
        value: Value,
    },
}

impl Expr {
    /// Where this part stands, without brackets around all of it.
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Not(_, span)
            | Self::All(_, span)
            | Self::Any(_, span)
            | Self::Count { span, .. }
            | Self::In { span, .. } => *span,
            Self::Compare { name, value, .. } | Self::Contains { name, value } => {
                name.span.to(value.span)
            }
            Self::Between { name, high, .. } => name.span.to(high.span),
        }
    }
}
