//! A condition on answers in `FHIRPath`, over the response that is being filled in.

use super::enable::{Is, Tree};
use super::section_of;
use crate::check::Checked;
use crate::condition::Comparison;

/// The condition as an expression. An open answer makes it empty or false, never true.
pub(super) fn expression(checked: &Checked, tree: &Tree) -> String {
    match tree {
        Tree::Answer(at, is) => answer(checked, *at, is),
        Tree::All(parts) => joined(checked, parts, " and ", "true"),
        Tree::Any(parts) => joined(checked, parts, " or ", "false"),
        Tree::AtLeast(number, parts) => {
            let ones: Vec<String> = parts
                .iter()
                .map(|it| format!("iif({}, 1, 0)", expression(checked, it)))
                .collect();
            if ones.is_empty() {
                return (*number == 0).to_string();
            }
            format!("({} >= {number})", ones.join(" + "))
        }
    }
}

fn joined(checked: &Checked, parts: &[Tree], sign: &str, of_nothing: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|it| expression(checked, it)).collect();
    match parts.as_slice() {
        [] => of_nothing.to_owned(),
        [one] => one.clone(),
        _ => format!("({})", parts.join(sign)),
    }
}

fn answer(checked: &Checked, at: usize, is: &Is) -> String {
    let Some(question) = checked.questions.get(at) else {
        return "false".to_owned();
    };
    let section = section_of(checked, question);
    let value = format!(
        "%resource.item.where(linkId = '{section}').item.where(linkId = '{}').answer.value",
        question.id
    );
    let code = |choice: usize| {
        let choice = question.domain.choices().get(choice);
        choice.map(|it| it.id.clone()).unwrap_or_default()
    };
    match is {
        Is::YesNo(yes) => format!("({value} = {yes})"),
        Is::Number(how, with) => format!("({value} {} {with})", sign(*how)),
        Is::Choice(choice) => format!("{value}.where(code = '{}').exists()", code(*choice)),
        Is::Without(choice) => format!(
            "({value}.exists() and {value}.where(code = '{}').empty())",
            code(*choice)
        ),
    }
}

/// How a comparison is written, in `FHIRPath` and in `enableWhen`.
pub(super) fn sign(how: Comparison) -> &'static str {
    match how {
        Comparison::NotEqual => "!=",
        other => other.sign(),
    }
}
