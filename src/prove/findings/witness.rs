//! A case that shows a fault: its answers, and the example to paste.

use super::super::hitting::minimal;
use super::task::Task;
use crate::answer::Answer;
use crate::check::Checked;
use crate::decide::{Case, Context, decide};
use crate::diagnostic::Witness;
use crate::sorting::Set;
use batsat::Lit;
use std::fmt::Write as _;

/// The longest id; the same limit as for all ids, less what makes it unique.
const NAME_LENGTH: usize = 56;
/// So many answers fit on one line.
const ON_ONE_LINE: usize = 3;

/// What an example is called, says and expects.
pub(super) struct Sketch<'t> {
    pub(super) name: String,
    pub(super) title: String,
    /// The route; none when what is advised is left out.
    pub(super) route: Option<&'t str>,
    /// Routes that stand beside it; left out when there are none.
    pub(super) beside: Vec<&'t str>,
    pub(super) rules: Vec<&'t str>,
    pub(super) signals: Vec<&'t str>,
}

impl Task<'_> {
    /// As few answers of a case seen as still make all these literals hold, however the case is
    /// completed.
    pub(super) fn shortest(&mut self, seen: usize, goal: &[Lit]) -> Option<Case> {
        let case = self.seen.get(seen)?.case.clone();
        let answered: Vec<(usize, i64)> = case.given().collect();
        let encoding = &self.it.prover.encoding;
        let elements: Vec<Vec<Lit>> = answered
            .iter()
            .map(|(at, code)| encoding.answered(*at, *code))
            .collect();
        let goal = self.session.cnf.all(goal);
        let Some(chosen) = minimal(&mut self.session, &[!goal], &elements) else {
            return Some(case);
        };
        let kept: Vec<(usize, i64)> = chosen
            .elements
            .iter()
            .filter_map(|at| answered.get(*at).copied())
            .collect();
        let questions = self.it.checked.questions.len();
        Some(Case::of_codes(questions, &kept, Context::default()))
    }

    /// A case in which these rules hold, with what is now advised in it.
    pub(super) fn holding(
        &mut self,
        seen: usize,
        rules: &[usize],
        name: String,
        title: String,
    ) -> Option<Witness> {
        let goal: Vec<Lit> = rules.iter().map(|at| self.rule(*at)).collect();
        let case = self.shortest(seen, &goal)?;
        let checked = self.it.checked;
        let decision = decide(self.it.prover.program(), &case);
        let route = decision.advised().and_then(|rank| checked.routes.get(rank));
        let rules = rules.iter().filter_map(|at| checked.rules.get(*at));
        let sketch = Sketch {
            name,
            title,
            route: route.map(|route| route.id.as_str()),
            beside: Vec::new(),
            rules: rules.map(|rule| rule.id.as_str()).collect(),
            signals: Vec::new(),
        };
        Some(witness(checked, &mut self.names, &case, &sketch))
    }
}

/// Writes a case as an example.
pub(super) fn witness(
    checked: &Checked,
    names: &mut Set<String>,
    case: &Case,
    sketch: &Sketch<'_>,
) -> Witness {
    let answers: Vec<(String, Answer)> = case
        .given()
        .filter_map(|(at, code)| {
            let question = checked.questions.get(at)?;
            Some((question.id.clone(), question.domain.decode(code)))
        })
        .collect();
    let name = unique(&sketch.name, names);
    let quoted = |ids: &[&str]| {
        let quoted: Vec<String> = ids.iter().map(|id| text(id)).collect();
        format!("[{}]", quoted.join(", "))
    };
    let route = sketch.route.map(|id| format!("route = {}", text(id)));
    let listed = [
        ("naast", &sketch.beside),
        ("regels", &sketch.rules),
        ("signalen", &sketch.signals),
    ];
    let listed = listed.into_iter().filter(|(_, ids)| !ids.is_empty());
    let listed = listed.map(|(key, ids)| format!("{key} = {}", quoted(ids)));
    let expected: Vec<String> = route.into_iter().chain(listed).collect();
    let mut example = format!("[voorbeeld.{name}]\ntitel = {}\n", text(&sketch.title));
    let expected = format!("verwacht = {{ {} }}\n", expected.join(", "));
    let lines: Vec<String> = answers
        .iter()
        .map(|(id, answer)| format!("{id} = {}", value(answer)))
        .collect();
    if lines.len() <= ON_ONE_LINE {
        let _ = writeln!(example, "antwoorden = {{ {} }}", lines.join(", "));
        example.push_str(&expected);
    } else {
        let _ = write!(example, "{expected}\n[voorbeeld.{name}.antwoorden]\n");
        for line in lines {
            let _ = writeln!(example, "{line}");
        }
    }
    Witness { answers, example }
}

fn value(answer: &Answer) -> String {
    match answer {
        Answer::YesNo(yes) => yes.to_string(),
        Answer::Number(number) => number.to_string(),
        Answer::Choice(id) => text(id),
        Answer::Choices(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| text(id)).collect();
            format!("[{}]", ids.join(", "))
        }
    }
}

/// A TOML text on one line. Titles are made here of ids and plain words.
fn text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn unique(wanted: &str, names: &mut Set<String>) -> String {
    let short: String = wanted.chars().take(NAME_LENGTH).collect();
    let short = short.trim_end_matches('_').to_owned();
    let numbered = (2..).map(|at| format!("{short}_{at}"));
    let mut all = std::iter::once(short.clone()).chain(numbered);
    let name = all.find(|it| !names.contains(it)).unwrap_or(short);
    names.insert(name.clone());
    name
}
