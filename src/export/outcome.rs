//! What is written of an outcome: the same for all rows that share it, but for their key.

use crate::check::Checked;
use crate::decide::{Decision, Truth, Value, Verdict};

/// The columns that are written behind the key.
pub const COLUMNS: [&str; 7] = [
    "route",
    "mogelijk",
    "naast",
    "signalen",
    "regels",
    "redenen",
    "ontbreekt",
];
/// What stands at `route` when the answers do not settle it.
pub const OPEN: &str = "onvoldoende_gegevens";
/// What stands there when the protocol advises nothing.
pub const NONE: &str = "geen_advies";

/// Why a row has no outcome that can be read.
pub const IMPOSSIBLE: &str = "deze antwoorden kunnen volgens het protocol niet samen voorkomen";

/// An outcome, ready to be written and counted.
#[derive(Debug)]
pub struct Outcome {
    /// The rows that have it and were not counted yet.
    pub rows: u64,
    /// Why there is none: the protocol says that these answers never go together.
    pub refused: bool,
    /// Whether the route is settled.
    pub decided: bool,
    /// The route, as it is written.
    pub route: String,
    /// What is written behind the key, up to and with the end of the line.
    pub line: Box<[u8]>,
    /// The routes that are still possible, where it is not; none is no advice.
    pub possible: Vec<Option<usize>>,
    /// The routes that fit beside it.
    pub beside: Vec<usize>,
    /// The rules that hold.
    pub rules: Vec<usize>,
    /// The signals that hold.
    pub signals: Vec<usize>,
    /// The questions that keep it open.
    pub missing: Vec<usize>,
}

impl Outcome {
    /// Lays out a decision.
    pub fn new(checked: &Checked, decision: &Decision, refused: bool, separator: u8) -> Self {
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
        let possible = if decided {
            Vec::new()
        } else {
            decision.possible.clone()
        };
        let suits = |at: &usize| decision.routes.get(*at) == Some(&Verdict::AlsoSuitable);
        let beside: Vec<usize> = (0..checked.routes().len()).filter(suits).collect();
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
            named(possible.iter().map(|at| route(*at)).collect()),
            named(beside.iter().map(|at| route(Some(*at))).collect()),
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
            possible,
            beside,
            rules,
            signals,
            missing,
        }
    }
}

/// The outcomes of a run, each once.
#[derive(Debug, Default)]
pub struct Outcomes {
    all: Vec<Outcome>,
    /// Their positions, by what is written of them.
    sorted: Vec<usize>,
}

/// So many are kept; then they are counted and made anew, so that memory does not grow.
const KEPT: usize = 1 << 11;

impl Outcomes {
    /// Keeps an outcome, unless one like it is there, and gives its position.
    pub fn add(&mut self, outcome: Outcome) -> usize {
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
    pub fn get(&self, at: usize) -> Option<&Outcome> {
        self.all.get(at)
    }

    /// The same, to be counted.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut Outcome> {
        self.all.get_mut(at)
    }

    /// Whether no more should be added.
    pub fn is_full(&self) -> bool {
        self.all.len() >= KEPT
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Outcome> {
        self.all.iter()
    }

    /// The same, to be counted.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Outcome> {
        self.all.iter_mut()
    }

    /// Forgets them.
    pub fn clear(&mut self) {
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

/// The first line of what is written, for a column with the key of this name.
pub fn heading(key: &str, separator: u8) -> Vec<u8> {
    let mut line = Vec::new();
    push_field(&mut line, key.as_bytes(), separator);
    for name in COLUMNS {
        line.push(separator);
        line.extend_from_slice(name.as_bytes());
    }
    line.push(b'\n');
    line
}

/// Adds a field, in quotes where it has to be.
pub fn push_field(line: &mut Vec<u8>, field: &[u8], separator: u8) {
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
