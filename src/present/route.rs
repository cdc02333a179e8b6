//! What a program needs to hand answers over as numbers.

use super::form::kind;
use crate::check::Checked;
use crate::decide::fast::places;
use crate::program::Program;
use crate::wire::{RouteQuestion, RouteTable};

/// Lays out the questions, routes and rules of a protocol by position.
pub fn route_table(checked: &Checked, program: &Program) -> RouteTable {
    let questions = checked.questions.iter().zip(places(program));
    let questions = questions.map(|(it, place)| {
        let (min, max) = it.domain.range();
        let choices = it.domain.choices().iter();
        RouteQuestion {
            id: it.id.clone(),
            kind: kind(&it.domain),
            min,
            max,
            choices: choices.map(|choice| choice.id.clone()).collect(),
            slot: place.slot,
        }
    });
    RouteTable {
        digest: checked.digest().to_owned(),
        questions: questions.collect(),
        routes: checked.routes.iter().map(|it| it.id.clone()).collect(),
        rules: checked.rules.iter().map(|it| it.id.clone()).collect(),
    }
}
