//! What is written of an outcome: the same for all rows that share it, but for their key.

use domeinwijzer::check::Checked;
use domeinwijzer::decide::{Decision, Truth, Value, Verdict};

/// The columns that are written behind the key.
pub(crate) const COLUMNS: [&str; 7] = [
    "route",
    "mogelijk",
    "naast",
    "signalen",
    "regels",
    "redenen",
    "ontbreekt",
];
/// What stands at `route` when the answers do not settle it.
pub(crate) const OPEN: &str = "onvoldoende_gegevens";
/// What stands there when the protocol advises nothing.
pub(crate) const NONE: &str = "geen_advies";

/// An outcome, ready to be written and counted.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The rows that have it and were not counted yet.
    pub(crate) rows: u64,
    /// Why there is none: the protocol says that these answers never go together.
    pub(crate) refused: bool,
    /// Whether the route is settled.
    pub(crate) decided: bool,
    /// The route, as it is written.
    pub(crate) route: String,
    /// What is written behind the key, up to and with the end of the line.
    pub(crate) line: Box<[u8]>,
    /// The rules that hold.
    pub(crate) rules: Vec<usize>,
    /// The signals that hold.
    pub(crate) signals: Vec<usize>,
    /// The questions that keep it open.
    pub(crate) missing: Vec<usize>,
}

impl Outcome {
    /// Lays out a decision.
    pub(crate) fn new(
        checked: &Checked,
        decision: &Decision,
        refused: bool,
        separator: u8,
    ) -> Self {
        let holds = |truths: &[Truth]| -> Vec<usize> {
            let numbered = truths.iter().enumerate();
            numbered
                .filter(|(_, it)| **it == Truth::True)
                .map(|(at, _)| at)
                .collect()
        };
        let (rules, signals) = (holds(&decision.rules), holds(&decision.signals));
        let decided = decision.is_decided();
        let open = |at: &usize| matches!(decision.value(*at), Value::Open | Value::Waiting);
        let missing: Vec<usize> = if decided {
            Vec::new()
        } else {
            (0..checked.questions().len()).filter(open).collect()
        };
        let route = |at: Option<usize>| {
            at.and_then(|at| checked.routes().get(at))
                .map_or(NONE, |it| it.id.as_str())
        };
        let possible: Vec<&str> = decision.possible.iter().map(|at| route(*at)).collect();
        let beside = decision.routes.iter().zip(checked.routes());
        let beside = beside.filter(|(verdict, _)| **verdict == Verdict::AlsoSuitable);
        let of_rules: Vec<_> = rules
            .iter()
            .filter_map(|at| checked.rules().get(*at))
            .collect();
        let about_routes = of_rules
            .iter()
            .filter(|it| !it.indicates.is_empty() || !it.excludes.is_empty());
        let named = |ids: Vec<&str>| ids.join(" ");
        let fields = vec![
            if decided {
                route(decision.advised())
            } else {
                OPEN
            }
            .to_owned(),
            if decided {
                String::new()
            } else {
                named(possible)
            },
            named(beside.map(|(_, it)| it.id.as_str()).collect()),
            named(
                signals
                    .iter()
                    .filter_map(|at| checked.signals().get(*at))
                    .map(|it| it.id.as_str())
                    .collect(),
            ),
            named(of_rules.iter().map(|it| it.id.as_str()).collect()),
            about_routes
                .map(|it| it.reason.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            named(
                missing
                    .iter()
                    .filter_map(|at| checked.questions().get(*at))
                    .map(|it| it.id.as_str())
                    .collect(),
            ),
        ];
        Self {
            rows: 0,
            refused,
            decided,
            line: line(&fields, separator).into_boxed_slice(),
            route: fields.into_iter().next().unwrap_or_default(),
            rules,
            signals,
            missing,
        }
    }
}

/// The outcomes of a run, each once.
#[derive(Debug, Default)]
pub(crate) struct Outcomes {
    all: Vec<Outcome>,
    /// Their positions, by what is written of them.
    sorted: Vec<usize>,
}

/// So many are kept; then they are counted and made anew, so that memory does not grow.
const KEPT: usize = 1 << 11;

impl Outcomes {
    /// Keeps an outcome, unless one like it is there, and gives its position.
    pub(crate) fn add(&mut self, outcome: Outcome) -> usize {
        let like = |at: &usize| {
            let other = self.all.get(*at).map(|it| (it.refused, &it.line));
            other.cmp(&Some((outcome.refused, &outcome.line)))
        };
        match self.sorted.binary_search_by(like) {
            Ok(found) => self.sorted.get(found).copied().unwrap_or_default(),
            Err(place) => {
                let at = self.all.len();
                self.sorted.insert(place, at);
                self.all.push(outcome);
                at
            }
        }
    }

    /// The outcome at this position.
    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut Outcome> {
        self.all.get_mut(at)
    }

    /// Whether no more should be added.
    pub(crate) fn is_full(&self) -> bool {
        self.all.len() >= KEPT
    }

    /// All of them.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Outcome> {
        self.all.iter_mut()
    }

    /// Forgets them.
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        self.sorted.clear();
    }
}

/// Fields as they stand behind the key.
fn line(fields: &[String], separator: u8) -> Vec<u8> {
    let mut line = Vec::new();
    for field in fields {
        line.push(separator);
        push_field(&mut line, field.as_bytes(), separator);
    }
    line.push(b'\n');
    line
}

/// Adds a field, in quotes where it has to be.
pub(crate) fn push_field(line: &mut Vec<u8>, field: &[u8], separator: u8) {
    let plain = |it: &u8| *it != separator && !matches!(it, b'"' | b'\n' | b'\r');
    if field.iter().all(plain) {
        line.extend_from_slice(field);
        return;
    }
    line.push(b'"');
    for byte in field {
        if *byte == b'"' {
            line.push(b'"');
        }
        line.push(*byte);
    }
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_have_to_be() {
        let of = |fields: &[&str]| {
            let fields: Vec<String> = fields.iter().map(|it| (*it).to_owned()).collect();
            String::from_utf8(line(&fields, b';')).unwrap()
        };
        assert_eq!(of(&["a", "b,c", ""]), ";a;b,c;\n");
        assert_eq!(
            of(&["a;b", "zegt \"ja\"", "c\nd"]),
            ";\"a;b\";\"zegt \"\"ja\"\"\";\"c\nd\"\n"
        );
    }
}
