//! Conditions after the check: names are positions, types fit, evaluation cannot fail.

use crate::condition::{Comparison, HowMany};

/// What a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The question at this position.
    Question(usize),
    /// The score at this position.
    Score(usize),
}

/// What a value has to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// It compares so with this code.
    Compare(Comparison, i64),
    /// It lies between these, both included.
    Between(i64, i64),
    /// It is one of these; sorted.
    In(Vec<i64>),
    /// This choice is among it.
    Has(usize),
}

impl Need {
    /// Whether a code fulfils it.
    pub fn holds(&self, code: i64) -> bool {
        match self {
            Self::Compare(how, with) => how.holds(code, *with),
            Self::Between(low, high) => (*low..=*high).contains(&code),
            Self::In(codes) => codes.contains(&code),
            Self::Has(choice) => code >> choice & 1 == 1,
        }
    }

    /// The numbers at which the answer may become another one, going up; in no order. A set of
    /// choices has none.
    pub(crate) fn breaks(&self) -> Vec<i64> {
        match self {
            Self::Compare(_, with) => vec![*with, with + 1],
            Self::Between(low, high) => vec![*low, high + 1],
            Self::In(codes) => codes.iter().flat_map(|code| [*code, code + 1]).collect(),
            Self::Has(_) => Vec::new(),
        }
    }

    /// Whether some, and whether not all, of the numbers from `low` to `high` fulfil it.
    pub(crate) fn over(&self, low: i64, high: i64) -> (bool, bool) {
        // Between two neighbouring borders the answer stays the same: looking at the borders and
        // their neighbours sees every case, however wide the range is.
        let borders: Vec<i64> = match self {
            Self::Compare(_, with) => vec![*with],
            Self::Between(from, to) => vec![*from, *to],
            Self::In(codes) => codes.clone(),
            Self::Has(_) => (low..=high).take(1 << 16).collect(),
        };
        let near = borders
            .iter()
            .flat_map(|border| [border - 1, *border, border + 1]);
        let seen = near
            .chain([low, high])
            .filter(|code| (low..=high).contains(code));
        seen.fold((false, false), |(some, not_all), code| {
            let holds = self.holds(code);
            (some || holds, not_all || !holds)
        })
    }
}

/// A test of one value; the smallest part of a condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Test {
    /// What it looks at.
    pub subject: Subject,
    /// What that has to be.
    pub need: Need,
}

/// A condition, ready for evaluation. Positions point into [`Checked`](super::Checked).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The test at this position.
    Test(usize),
    /// The finding at this position.
    Finding(usize),
    /// Does not hold.
    Not(Box<Formula>),
    /// All hold.
    All(Vec<Formula>),
    /// At least one holds.
    Any(Vec<Formula>),
    /// So many hold.
    Count {
        /// At least, at most or exactly.
        how: HowMany,
        /// So many.
        number: usize,
        /// Of these.
        of: Vec<Formula>,
    },
}

impl Formula {
    /// How many parts it has, itself included.
    pub(crate) fn parts(&self) -> usize {
        match self {
            Self::Test(_) | Self::Finding(_) => 1,
            Self::Not(inner) => 1 + inner.parts(),
            Self::All(parts) | Self::Any(parts) | Self::Count { of: parts, .. } => {
                1 + parts.iter().map(Self::parts).sum::<usize>()
            }
        }
    }

    /// Calls `visit` for every test and finding in it, from left to right.
    pub(crate) fn each_leaf(&self, visit: &mut impl FnMut(&Self)) {
        match self {
            Self::Test(_) | Self::Finding(_) => visit(self),
            Self::Not(inner) => inner.each_leaf(visit),
            Self::All(parts) | Self::Any(parts) | Self::Count { of: parts, .. } => {
                for part in parts {
                    part.each_leaf(visit);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Checked, Formula};
    use crate::text::Span;

    /// A protocol with this condition in each place where one can stand.
    fn checked(condition: &str) -> Checked {
        let text = format!(
            r#"
[vraag]
a = {{ tekst = "A", type = "ja_nee" }}
b = {{ tekst = "B", type = "ja_nee" }}
n = {{ tekst = "N", type = "getal", min = 0, max = 120 }}
laatst = {{ tekst = "L", type = "ja_nee", alleen_als = "{condition}", anders = false }}
[kenmerk]
k = {{ als = "a en b" }}
kopie = {{ als = "{condition}" }}
[route.huisarts]
titel = "Huisarts"
uitleg = "Gesprek"
patient = "Gesprek"
vangnet = true
[regel.r]
als = "{condition}"
voor = "huisarts"
reden = "Zo"
[onmogelijk.o]
als = "{condition}"
"#
        );
        crate::check::sample(&["huisarts"], &text)
    }

    fn walk<'a>(formula: &'a Formula, all: &mut Vec<&'a Formula>) {
        all.push(formula);
        match formula {
            Formula::Test(_) | Formula::Finding(_) => {}
            Formula::Not(inner) => walk(inner, all),
            Formula::All(parts) | Formula::Any(parts) | Formula::Count { of: parts, .. } => {
                for part in parts {
                    walk(part, all);
                }
            }
        }
    }

    #[track_caller]
    fn check(condition: &str, expected: &[&str]) {
        let checked = checked(&condition.replace('\n', "\\n"));
        let gate = checked.questions.iter().find_map(|it| it.gate.as_ref());
        let gate = gate.unwrap();
        let finding = checked.findings.iter().find(|it| it.id == "kopie").unwrap();
        let rule = checked.rules.first().unwrap();
        let never = checked.impossible.first().unwrap();
        let placed: [(&Formula, &[Span]); 4] = [
            (&gate.formula, &gate.parts),
            (&finding.formula, &finding.parts),
            (&rule.formula, &rule.parts),
            (&never.formula, &never.parts),
        ];
        for (formula, spans) in placed {
            let mut parts = Vec::new();
            walk(formula, &mut parts);
            assert_eq!(parts.len(), spans.len(), "{formula:?}");
            assert_eq!(parts.len(), formula.parts());
            let texts: Vec<String> = spans
                .iter()
                .map(|span| checked.texts.slice(*span).replace("\\n", "\n"))
                .collect();
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn each_part_has_its_place() {
        check("a", &["a"]);
        check("a  en b", &["a  en b", "a", "b"]);
        check("niet\na", &["niet\na", "a"]);
        check(
            "n tussen 18 en 65 of n in (3, 4) of n <> 7",
            &[
                "n tussen 18 en 65 of n in (3, 4) of n <> 7",
                "n tussen 18 en 65",
                "n in (3, 4)",
                "n <> 7",
            ],
        );
        check(
            "minstens 2 van (a, niet b, n > 3 en k)",
            &[
                "minstens 2 van (a, niet b, n > 3 en k)",
                "a",
                "niet b",
                "b",
                "n > 3 en k",
                "n > 3",
                "k",
            ],
        );
    }

    #[test]
    fn brackets_around_a_part_belong_to_what_it_is_part_of() {
        check(
            "(a of b) en (n > 3 of (k))",
            &[
                "(a of b) en (n > 3 of (k))",
                "a of b",
                "a",
                "b",
                "n > 3 of (k)",
                "n > 3",
                "k",
            ],
        );
        check(
            "niet (a of niet (b)) en k",
            &[
                "niet (a of niet (b)) en k",
                "niet (a of niet (b))",
                "a of niet (b)",
                "a",
                "niet (b)",
                "b",
                "k",
            ],
        );
        check("((a))", &["a"]);
    }

    #[test]
    fn a_comparison_of_a_finding_is_the_place_of_all_it_becomes() {
        check("k = nee en a", &["k = nee en a", "k = nee", "k = nee", "a"]);
        let always = "k in (ja, nee)";
        check(
            "a en k in (ja, nee) en b",
            &[
                "a en k in (ja, nee) en b",
                "a",
                always,
                always,
                always,
                always,
                "b",
            ],
        );
    }
}
