//! From the tree of a condition back to text, in one canonical spelling.

use super::ast::{Condition, Expr, Literal, Value};
use super::keywords::Keyword;

/// Writes a condition in its canonical spelling: single spaces, and only the brackets it needs.
///
/// Reading the result gives the same tree again.
pub fn print(condition: &Condition) -> String {
    let mut out = String::new();
    expr(&mut out, &condition.root);
    out
}

fn expr(out: &mut String, it: &Expr) {
    match it {
        Expr::Name(name) => out.push_str(&name.text),
        Expr::Not(inner, _) => {
            out.push_str(Keyword::Not.word());
            out.push(' ');
            let bare = matches!(**inner, Expr::Name(_) | Expr::Not(..) | Expr::Count { .. });
            bracketed(out, inner, !bare);
        }
        Expr::All(parts, _) => joined(out, parts, Keyword::And, |part| {
            matches!(part, Expr::All(..) | Expr::Any(..))
        }),
        Expr::Any(parts, _) => joined(out, parts, Keyword::Or, |part| {
            matches!(part, Expr::Any(..))
        }),
        Expr::Count {
            how, number, of, ..
        } => {
            out.push_str(&format!("{} {number} {} (", how.keyword(), Keyword::Of));
            separated(out, of, ", ", expr);
            out.push(')');
        }
        Expr::Compare { name, how, value } => {
            out.push_str(&format!("{} {} ", name.text, how.sign()));
            literal(out, value);
        }
        Expr::Between { name, low, high } => {
            out.push_str(&format!("{} {} ", name.text, Keyword::Between));
            literal(out, low);
            out.push_str(&format!(" {} ", Keyword::And));
            literal(out, high);
        }
        Expr::In { name, values, .. } => {
            out.push_str(&format!("{} {} (", name.text, Keyword::In));
            separated(out, values, ", ", literal);
            out.push(')');
        }
        Expr::Contains { name, value } => {
            out.push_str(&format!("{} {} ", name.text, Keyword::Contains));
            literal(out, value);
        }
    }
}

fn joined(out: &mut String, parts: &[Expr], keyword: Keyword, brackets: fn(&Expr) -> bool) {
    let between = format!(" {keyword} ");
    separated(out, parts, &between, |out, part| {
        bracketed(out, part, brackets(part));
    });
}

fn separated<T>(out: &mut String, items: &[T], between: &str, item: impl Fn(&mut String, &T)) {
    for (index, it) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        item(out, it);
    }
}

fn bracketed(out: &mut String, it: &Expr, brackets: bool) {
    if brackets {
        out.push('(');
    }
    expr(out, it);
    if brackets {
        out.push(')');
    }
}

fn literal(out: &mut String, value: &Value) {
    out.push_str(&value.literal.to_string());
}

impl std::fmt::Display for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Choice(choice) => write!(f, "'{choice}'"),
            Self::YesNo(true) => Keyword::Yes.fmt(f),
            Self::YesNo(false) => Keyword::No.fmt(f),
        }
    }
}
