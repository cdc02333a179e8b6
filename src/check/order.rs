//! The order in which gates, findings and scores can be computed, or the circle that forbids one.

use super::checked::{Finding, Gate, Node};
use super::formula::{Formula, Subject, Test};
use super::score::{Score, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::Protocol;
use crate::sorting::Map;
use crate::text::Span;

/// Sorts all nodes so that each comes after what it depends on.
///
/// # Diagnostics
///
/// [`Code::Circle`], with the whole circle in the message.
pub(super) fn order(
    protocol: &Protocol,
    gates: &[Option<Gate>],
    findings: &[Option<Finding>],
    scores: &[Option<Score>],
    tests: &[Test],
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Node>> {
    let mut needs: Map<Node, Vec<Node>> = Map::new();
    for (at, gate) in gates.iter().enumerate() {
        let below = gate
            .as_ref()
            .map(|gate| leaves(&gate.formula, tests))
            .unwrap_or_default();
        needs.insert(Node::Question(at), below);
    }
    for (at, finding) in findings.iter().enumerate() {
        let below = finding
            .as_ref()
            .map(|it| leaves(&it.formula, tests))
            .unwrap_or_default();
        needs.insert(Node::Finding(at), below);
    }
    for (at, score) in scores.iter().enumerate() {
        let terms = score.iter().flat_map(|it| &it.terms);
        let below = terms.map(|(term, _)| match term {
            Term::Question(at) => Node::Question(*at),
            Term::Finding(at) => Node::Finding(*at),
        });
        needs.insert(Node::Score(at), below.collect());
    }
    let mut sorted = Vec::with_capacity(needs.len());
    let mut state: Map<Node, Visit> = Map::new();
    for start in needs.keys() {
        if let Some(circle) = visit(*start, &needs, &mut state, &mut sorted) {
            report.push(describe(protocol, &circle));
            return None;
        }
    }
    if let Some(deepest) = too_deep(&sorted, &needs) {
        let (id, span) = named(protocol, deepest);
        let message =
            format!("`{id}` bouwt over meer dan {DEPTH_LIMIT} stappen op andere namen voort");
        report.push(
            Diagnostic::error(Code::ConditionTooComplex, message)
                .at(span)
                .help("laat een kenmerk of score meteen naar vragen kijken".to_owned()),
        );
        return None;
    }
    Some(sorted)
}

/// How long a chain of names that build on each other may be.
pub(super) const DEPTH_LIMIT: usize = 24;

/// The first node, in the order of computation, whose chain is too long.
fn too_deep(sorted: &[Node], needs: &Map<Node, Vec<Node>>) -> Option<Node> {
    let mut depths: Map<Node, usize> = Map::new();
    for node in sorted {
        let below = needs.get(node).into_iter().flatten();
        let depth = below
            .filter_map(|it| depths.get(it))
            .max()
            .map_or(0, |depth| depth + 1);
        if depth > DEPTH_LIMIT {
            return Some(*node);
        }
        depths.insert(*node, depth);
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Under,
    Done,
}

/// Depth first, with a stack of its own: a long chain must not exhaust the call stack.
fn visit(
    start: Node,
    needs: &Map<Node, Vec<Node>>,
    state: &mut Map<Node, Visit>,
    sorted: &mut Vec<Node>,
) -> Option<Vec<Node>> {
    if state.contains_key(&start) {
        return None;
    }
    let below = |node: &Node| {
        needs
            .get(node)
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
    };
    let mut path = vec![(start, below(&start))];
    state.insert(start, Visit::Under);
    while let Some((node, rest)) = path.last_mut() {
        let Some(next) = rest.next() else {
            state.insert(*node, Visit::Done);
            sorted.push(*node);
            path.pop();
            continue;
        };
        match state.get(next) {
            Some(Visit::Done) => {}
            Some(Visit::Under) => {
                return Some(
                    path.iter()
                        .map(|(node, _)| *node)
                        .skip_while(|node| node != next)
                        .collect(),
                );
            }
            None => {
                state.insert(*next, Visit::Under);
                path.push((*next, below(next)));
            }
        }
    }
    None
}

pub(super) fn leaves(formula: &Formula, tests: &[Test]) -> Vec<Node> {
    let mut nodes = Vec::new();
    formula.each_leaf(&mut |leaf| {
        nodes.extend(match leaf {
            Formula::Finding(at) => Some(Node::Finding(*at)),
            Formula::Test(at) => tests.get(*at).map(|test| match test.subject {
                Subject::Question(at) => Node::Question(at),
                Subject::Score(at) => Node::Score(at),
            }),
            _ => None,
        });
    });
    nodes
}

/// The id of a node, and where it stands.
fn named(protocol: &Protocol, node: Node) -> (&str, Span) {
    let id = match node {
        Node::Question(at) => protocol.questions.get(at).map(|entry| &entry.id),
        Node::Finding(at) => protocol.findings.get(at).map(|entry| &entry.id),
        Node::Score(at) => protocol.scores.get(at).map(|entry| &entry.id),
    };
    id.map(|id| (id.value.as_str(), id.span))
        .unwrap_or_default()
}

fn describe(protocol: &Protocol, circle: &[Node]) -> Diagnostic {
    let name = |node: &Node| named(protocol, *node);
    let names: Vec<String> = circle
        .iter()
        .chain(circle.first())
        .map(|node| format!("`{}`", name(node).0))
        .collect();
    let mut fault = Diagnostic::error(
        Code::Circle,
        format!(
            "deze namen verwijzen in een kring naar elkaar: {}",
            names.join(" → ")
        ),
    )
    .help("haal een van de verwijzingen weg".to_owned());
    for (at, node) in circle.iter().enumerate() {
        let (id, span) = name(node);
        fault = if at == 0 {
            fault.at(span)
        } else {
            fault.related(span, format!("`{id}` hoort bij de kring"))
        };
    }
    fault
}
