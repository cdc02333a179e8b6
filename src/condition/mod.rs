//! The condition language: Dutch, small, and typed later.
//!
//! In: the text of a condition. Out: a syntax tree with the place of every part
//! ([`parse`]), and back to text ([`print()`]).
//!
//! ```text
//! voorwaarde   := en-deel { "of" en-deel }
//! en-deel      := deel { "en" deel }
//! deel         := "niet" deel | "(" voorwaarde ")" | telling | vergelijking | naam
//! telling      := ("minstens" | "hoogstens" | "precies") getal "van" "(" voorwaarde { "," voorwaarde } ")"
//! vergelijking := naam ("=" | "<>" | "<" | "<=" | ">" | ">=") waarde
//!               | naam "tussen" getal "en" getal
//!               | naam "in" "(" waarde { "," waarde } ")"
//!               | naam "bevat" waarde
//! ```
//!
//! Not here: whether the names exist and the types fit. See [`crate::check`].

mod ast;
pub mod keywords;
mod lexer;
mod parser;
mod print;
mod unexpected;

pub use ast::{Comparison, Condition, Expr, HowMany, Literal, Name, Value};
pub use parser::parse;
pub use print::print;
