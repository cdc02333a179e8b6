//! Sums of answers.

use crate::text::Span;

/// A weighted sum.
#[derive(Debug, Clone)]
pub struct Score {
    /// Its id.
    pub id: String,
    /// What the number says; the id when nothing was written.
    pub title: String,
    /// What is summed, with its weight.
    pub terms: Vec<(Term, i64)>,
    /// The lowest and highest sum there can be.
    pub range: (i64, i64),
    /// Where each weight stands.
    pub parts: Vec<Span>,
    /// Where it stands.
    pub span: Span,
}

/// A part of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// The code of this question.
    Question(usize),
    /// 1 when this finding holds.
    Finding(usize),
}
