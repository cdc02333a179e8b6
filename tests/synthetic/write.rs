//! Writes a model down as an author would: plainly, in one spelling.

use super::model::{
    Condition, Group, Kind, Protocol, Question, Value, What, choice_id, route_id, rule_id,
    signal_id,
};
use super::print::{self, Style};

/// What stands above the entries.
pub(crate) struct Head {
    pub(crate) id: &'static str,
    pub(crate) base: Option<&'static str>,
}

impl Head {
    pub(crate) const ALONE: Self = Self {
        id: "proef",
        base: None,
    };
    /// A municipal file on top of it.
    pub(crate) const LOCAL: Self = Self {
        id: "lokaal",
        base: Some("proef"),
    };

    /// The header; without `voorrang` that of the base counts.
    pub(crate) fn text(&self, precedence: Option<&[usize]>) -> String {
        let mut text = format!(
            "formaat = 1\n\n[protocol]\nid = \"{0}\"\ntitel = \"Proef {0}\"\nversie = \"1.0.0\"\n\
             status = \"voorbeeld\"\ngeldig_vanaf = 2026-01-01\n",
            self.id
        );
        if let Some(base) = self.base {
            text.push_str(&format!(
                "gemeente = \"GM0718\"\nbasis = \"{base}@1.0.0\"\n"
            ));
        }
        if let Some(routes) = precedence {
            text.push_str(&format!("voorrang = {}\n", ids(routes, route_id)));
        }
        text
    }
}

/// The whole protocol as one file.
pub(crate) fn file(protocol: &Protocol, head: &Head) -> String {
    let order: Vec<usize> = (0..protocol.routes.len()).collect();
    let mut text = head.text(Some(&order));
    text.push_str("\n[bron.eigen]\ntitel = \"Eigen keuze, voor een proef\"\n");
    for (id, title) in GROUPS {
        let used = protocol.questions().any(|(at, it)| group(at, it) == id);
        if used {
            text.push_str(&format!("\n[groep.{id}]\ntitel = \"{title}\"\n"));
            if id == "veiligheid" {
                text.push_str("veiligheid = true\n");
            }
        }
    }
    for at in 0..protocol.items.len() {
        text.push_str(&item(protocol, at));
    }
    for (at, route) in protocol.routes.iter().enumerate() {
        text.push_str(&format!(
            "\n[route.{}]\ntitel = \"Route {at}\"\nuitleg = \"Uitleg van route {at}\"\n\
             patient = \"U gaat naar route {at}.\"\nbron = [\"eigen\"]\n",
            route_id(at)
        ));
        if route.alone {
            text.push_str("alleen = true\n");
        }
        if protocol.fallback == Some(at) {
            text.push_str("vangnet = true\n");
        }
        if let Some(days) = route.days {
            text.push_str(&format!("termijn_werkdagen = {days}\n"));
        }
    }
    for at in 0..protocol.signals {
        text.push_str(&format!(
            "\n[signaal.{}]\ntitel = \"Signaal {at}\"\nbron = [\"eigen\"]\n",
            signal_id(at)
        ));
    }
    for at in 0..protocol.rules.len() {
        text.push_str(&rule(protocol, at));
    }
    for (at, it) in protocol.impossible.iter().enumerate() {
        text.push_str(&format!(
            "\n[onmogelijk.nooit{at}]\nals = \"{}\"\nreden = \"Dat kan niet.\"\n",
            condition(protocol, it)
        ));
    }
    text
}

/// One question, finding or score.
pub(crate) fn item(protocol: &Protocol, at: usize) -> String {
    let name = protocol.name(at);
    match &protocol.items[at].what {
        What::Question(it) => question(protocol, at, it),
        What::Finding(it) => format!(
            "\n[kenmerk.{name}]\ntitel = \"Kenmerk {name}\"\nals = \"{}\"\nbron = [\"eigen\"]\n",
            condition(protocol, it)
        ),
        What::Score(terms) => {
            let parts: Vec<String> = terms
                .iter()
                .map(|(term, weight)| format!("{} = {weight}", protocol.name(*term)))
                .collect();
            format!(
                "\n[score.{name}]\ntitel = \"Score {name}\"\nsom = {{ {} }}\nbron = [\"eigen\"]\n",
                parts.join(", ")
            )
        }
    }
}

/// One rule.
pub(crate) fn rule(protocol: &Protocol, at: usize) -> String {
    let rule = &protocol.rules[at];
    let mut text = format!(
        "\n[regel.{}]\nals = \"{}\"\n",
        rule_id(at),
        condition(protocol, &rule.condition)
    );
    for (key, targets, id) in [
        ("voor", &rule.indicates, route_id as fn(usize) -> String),
        ("tegen", &rule.excludes, route_id),
        ("signaal", &rule.raises, signal_id),
    ] {
        if !targets.is_empty() {
            text.push_str(&format!("{key} = {}\n", ids(targets, id)));
        }
    }
    if rule.locked {
        text.push_str("vast = true\n");
    }
    if let Some(days) = rule.days {
        text.push_str(&format!("termijn_werkdagen = {days}\n"));
    }
    text.push_str(&format!("reden = \"Reden {at}.\"\nbron = [\"eigen\"]\n"));
    text
}

/// A condition in its plainest spelling.
pub(crate) fn condition(protocol: &Protocol, it: &Condition) -> String {
    let text = print::condition(protocol, it, &mut Style::new(0));
    text.replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
}

/// An answer in TOML.
pub(crate) fn value(it: &Value) -> String {
    match it {
        Value::YesNo(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Choice(choice) => format!("\"{}\"", choice_id(*choice)),
        Value::Choices(choices) => ids(choices, choice_id),
    }
}

const GROUPS: [(&str, &str); 4] = [
    ("veiligheid", "Veiligheid"),
    ("persoon", "Over de persoon"),
    ("sociaal", "Sociale omgeving"),
    ("maatschappelijk", "Werk, wonen en geld"),
];

fn group(at: usize, question: &Question) -> &'static str {
    match question.group {
        Some(Group::Safety) => "veiligheid",
        _ => ["persoon", "sociaal", "maatschappelijk"][at % 3],
    }
}

fn question(protocol: &Protocol, at: usize, it: &Question) -> String {
    let name = protocol.name(at);
    let (kind, more) = match it.kind {
        Kind::YesNo => ("ja_nee", String::new()),
        Kind::Scale { min, max } => ("schaal", format!("min = {min}\nmax = {max}\n")),
        Kind::Number { min, max } => ("getal", format!("min = {min}\nmax = {max}\n")),
        Kind::Choice(count) => ("keuze", choices(count)),
        Kind::Choices(count) => ("meerkeuze", choices(count)),
    };
    let mut text = format!(
        "\n[vraag.{name}]\ngroep = \"{}\"\ntekst = \"Hoe zit het met {name}?\"\ntype = \"{kind}\"\n{more}",
        group(at, it)
    );
    if it.fixed {
        text.push_str("vast_gegeven = true\n");
    }
    if let Some((asked, otherwise)) = &it.gate {
        text.push_str(&format!(
            "alleen_als = \"{}\"\nanders = {}\n",
            condition(protocol, asked),
            value(otherwise)
        ));
    }
    text.push_str("bron = [\"eigen\"]\n");
    text
}

fn choices(count: usize) -> String {
    let parts: Vec<String> = (0..count)
        .map(|at| format!("{} = \"Keuze {at}\"", choice_id(at)))
        .collect();
    format!("keuzes = {{ {} }}\n", parts.join(", "))
}

fn ids(all: &[usize], id: fn(usize) -> String) -> String {
    let all: Vec<String> = all.iter().map(|at| format!("\"{}\"", id(*at))).collect();
    format!("[{}]", all.join(", "))
}
