//! Prints an abstract protocol as a TOML file, in many spellings that all mean the same.

use super::model::{
    Condition, Group, HowMany, Kind, Protocol, Question, Value, What, choice_id, route_id, rule_id,
    signal_id,
};

/// Chooses between spellings; always the first when it started at zero.
pub(crate) struct Style(u64);

impl Style {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `count`.
    fn pick(&mut self, count: usize) -> usize {
        // Marsaglia, "Xorshift RNGs", 2003.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % count
    }

    fn one_of(&mut self, spellings: &[&str]) -> String {
        spellings[self.pick(spellings.len())].to_owned()
    }
}

/// The file.
pub(crate) fn protocol(protocol: &Protocol) -> String {
    let mut style = Style::new(protocol.style);
    let mut blocks = Vec::new();
    for (id, title, safety) in [("veilig", "Veiligheid", true), ("gewoon", "Overig", false)] {
        let mut keys = vec![("titel", plain(title, &mut style))];
        if safety {
            keys.push(("veiligheid", "true".to_owned()));
        }
        blocks.push(block(&mut style, "groep", id, keys));
    }
    for item in &protocol.items {
        let (section, keys) = match &item.what {
            What::Question(it) => ("vraag", question(protocol, it, &mut style)),
            What::Finding(it) => (
                "kenmerk",
                vec![("als", quoted_condition(protocol, it, &mut style))],
            ),
            What::Score(terms) => {
                let parts = terms
                    .iter()
                    .map(|(term, weight)| (protocol.name(*term).to_owned(), weight.to_string()));
                ("score", vec![("som", table(parts))])
            }
        };
        blocks.push(block(&mut style, section, &item.name, keys));
    }
    for (at, route) in protocol.routes.iter().enumerate() {
        let mut keys = vec![
            ("titel", plain("Een route", &mut style)),
            ("uitleg", plain("Uitleg", &mut style)),
            ("patient", plain("U gaat erheen.", &mut style)),
        ];
        if route.alone {
            keys.push(("alleen", "true".to_owned()));
        }
        if protocol.fallback == Some(at) {
            keys.push(("vangnet", "true".to_owned()));
        }
        keys.extend(
            route
                .days
                .map(|days| ("termijn_werkdagen", days.to_string())),
        );
        blocks.push(block(&mut style, "route", &route_id(at), keys));
    }
    for signal in 0..protocol.signals {
        let keys = vec![("titel", plain("Let op", &mut style))];
        blocks.push(block(&mut style, "signaal", &signal_id(signal), keys));
    }
    for (at, rule) in protocol.rules.iter().enumerate() {
        let mut keys = vec![
            (
                "als",
                quoted_condition(protocol, &rule.condition, &mut style),
            ),
            ("reden", plain("Daarom.", &mut style)),
        ];
        for (key, targets, id) in [
            ("voor", &rule.indicates, route_id as fn(usize) -> String),
            ("tegen", &rule.excludes, route_id),
            ("signaal", &rule.raises, signal_id),
        ] {
            let ids: Vec<String> = targets.iter().map(|at| id(*at)).collect();
            if !ids.is_empty() {
                keys.push((key, one_or_many(&ids, &mut style)));
            }
        }
        keys.extend(
            rule.days
                .map(|days| ("termijn_werkdagen", days.to_string())),
        );
        if rule.locked {
            keys.push(("vast", "true".to_owned()));
        }
        blocks.push(block(&mut style, "regel", &rule_id(at), keys));
    }
    for (at, condition) in protocol.impossible.iter().enumerate() {
        let keys = vec![("als", quoted_condition(protocol, condition, &mut style))];
        blocks.push(block(&mut style, "onmogelijk", &format!("nooit{at}"), keys));
    }
    if protocol.reversed {
        blocks.reverse();
    }
    let precedence: Vec<String> = (0..protocol.routes.len())
        .map(|at| format!("\"{}\"", route_id(at)))
        .collect();
    let precedence = precedence.join(&style.one_of(&[", ", ",\n  ", " ,"]));
    let text = format!(
        "formaat = 1\n[protocol]\nid = \"proef\"\ntitel = \"Proef\"\nversie = \"1.0.0\"\n\
         status = \"concept\"\ngeldig_vanaf = 2026-01-01\nvoorrang = [{precedence}]\n{}",
        blocks.concat()
    );
    match style.pick(3) {
        2 => text.replace('\n', "\r\n"),
        _ => text,
    }
}

fn question(
    protocol: &Protocol,
    question: &Question,
    style: &mut Style,
) -> Vec<(&'static str, String)> {
    let mut keys = vec![("tekst", plain("Een vraag?", style))];
    let (kind, bounds, choices) = match question.kind {
        Kind::YesNo => ("ja_nee", None, None),
        Kind::Scale { min, max } => ("schaal", Some((min, max)), None),
        Kind::Number { min, max } => ("getal", Some((min, max)), None),
        Kind::Choice(count) => ("keuze", None, Some(count)),
        Kind::Choices(count) => ("meerkeuze", None, Some(count)),
    };
    keys.push(("type", plain(kind, style)));
    if let Some((min, max)) = bounds {
        keys.extend([("min", min.to_string()), ("max", max.to_string())]);
    }
    if let Some(count) = choices {
        let labels = (0..count).map(|at| (choice_id(at), format!("\"Keuze {at}\"")));
        keys.push(("keuzes", table(labels)));
    }
    match question.group {
        Some(Group::Safety) => keys.push(("groep", plain("veilig", style))),
        Some(Group::Ordinary) => keys.push(("groep", plain("gewoon", style))),
        None => {}
    }
    if question.fixed {
        keys.push(("vast_gegeven", "true".to_owned()));
    }
    if let Some((asked, otherwise)) = &question.gate {
        let text = match otherwise {
            Value::YesNo(yes) => yes.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Choice(choice) => plain(&choice_id(*choice), style),
            Value::Choices(choices) => {
                let ids: Vec<String> = choices.iter().map(|at| choice_id(*at)).collect();
                format!("{ids:?}")
            }
        };
        keys.push(("alleen_als", quoted_condition(protocol, asked, style)));
        keys.push(("anders", text));
    }
    keys
}

fn table(entries: impl Iterator<Item = (String, String)>) -> String {
    let entries: Vec<String> = entries
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

fn one_or_many(ids: &[String], style: &mut Style) -> String {
    match ids {
        [one] if style.pick(2) == 0 => plain(one, style),
        many => format!("{many:?}"),
    }
}

fn block(
    style: &mut Style,
    section: &str,
    id: &str,
    mut keys: Vec<(&'static str, String)>,
) -> String {
    if style.pick(2) == 1 {
        keys.reverse();
    }
    let mut text = match style.pick(4) {
        0 => format!("\n[{section}.{id}]\n"),
        1 => format!("[ {section} . {id} ]\n"),
        2 => format!("# één\n[{section}.\"{id}\"]\n"),
        _ => format!("\n\n['{section}'.{id}] # [vraag.x]\n"),
    };
    for (key, value) in keys {
        let equals = style.one_of(&[" = ", "=", "  =\t"]);
        let end = style.one_of(&["\n", "\n", "  # é \"\n", "\n\n"]);
        text.push_str(&format!("{key}{equals}{value}{end}"));
    }
    text
}

/// A text without quotes in it.
fn plain(text: &str, style: &mut Style) -> String {
    match style.pick(4) {
        0 | 1 => format!("\"{text}\""),
        2 => format!("'{text}'"),
        _ => format!("\"\"\"{text}\"\"\""),
    }
}

fn quoted_condition(protocol: &Protocol, it: &Condition, style: &mut Style) -> String {
    let text = condition(protocol, it, style);
    let escaped = text.replace('\n', "\\n").replace('\t', "\\t");
    match style.pick(6) {
        1 => format!("\"\"\"\n{text}\"\"\""),
        2 => format!("'''\n{text} '''"),
        3 => format!("\"{}\"", escaped.replace(' ', "\\u0020")),
        4 if !text.contains(['\'', '\n']) => format!("'{text}'"),
        5 => format!(
            "\"\"\"\\\n   {} \\\n\n  \"\"\"",
            text.replace(' ', " \\\n  ")
        ),
        _ => format!("\"{escaped}\""),
    }
}

/// A condition as text.
pub(crate) fn condition(protocol: &Protocol, it: &Condition, style: &mut Style) -> String {
    let mut tokens = Vec::new();
    words(protocol, it, Binding::Or, style, &mut tokens);
    let mut text = String::new();
    for token in tokens {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let joins = text.ends_with(is_word) && token.starts_with(is_word)
            // Without a space this would be a Dutch decimal number.
            || text.ends_with(',') && token.starts_with(|c: char| c.is_ascii_digit());
        let spaces: &[&str] = match (text.is_empty(), joins) {
            (true, _) => &["", "", " "],
            (false, true) => &[" ", " ", "  ", "\t", "\n"],
            (false, false) => &[" ", "", "", "  ", "\n"],
        };
        text.push_str(&style.one_of(spaces));
        text.push_str(&token);
    }
    text
}

/// How tightly the place of a part binds: what may stand there without brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Part,
}

fn words(
    protocol: &Protocol,
    it: &Condition,
    place: Binding,
    style: &mut Style,
    out: &mut Vec<String>,
) {
    let own = match it {
        Condition::Any(_) => Binding::Or,
        Condition::All(_) => Binding::And,
        _ => Binding::Part,
    };
    if own < place || style.pick(8) == 7 {
        out.push("(".to_owned());
        bare(protocol, it, style, out);
        out.push(")".to_owned());
    } else {
        bare(protocol, it, style, out);
    }
}

fn bare(protocol: &Protocol, it: &Condition, style: &mut Style, out: &mut Vec<String>) {
    let name = |at: &usize| protocol.name(*at).to_owned();
    let mut joined = |parts: &[Condition], word: &str, place: Binding, out: &mut Vec<String>| {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                out.push(word.to_owned());
            }
            words(protocol, part, place, style, out);
        }
    };
    match it {
        Condition::Name(at) => out.push(name(at)),
        Condition::Not(inner) => {
            out.push("niet".to_owned());
            words(protocol, inner, Binding::Part, style, out);
        }
        // An `en` directly in an `en` would be read as one, so it gets brackets.
        Condition::All(parts) => joined(parts, "en", Binding::Part, out),
        Condition::Any(parts) => joined(parts, "of", Binding::And, out),
        Condition::Count(how, number, parts) => {
            let how = match how {
                HowMany::AtLeast => "minstens",
                HowMany::AtMost => "hoogstens",
                HowMany::Exactly => "precies",
            };
            out.extend([
                how.to_owned(),
                number.to_string(),
                "van".to_owned(),
                "(".to_owned(),
            ]);
            joined(parts, ",", Binding::Or, out);
            out.push(")".to_owned());
        }
        Condition::Compare(at, sign, with) => {
            out.extend([name(at), sign.text().to_owned(), literal(with)]);
        }
        Condition::Between(at, low, high) => out.extend([
            name(at),
            "tussen".to_owned(),
            low.to_string(),
            "en".to_owned(),
            high.to_string(),
        ]),
        Condition::In(at, values) => {
            out.extend([name(at), "in".to_owned(), "(".to_owned()]);
            for (nth, value) in values.iter().enumerate() {
                if nth > 0 {
                    out.push(",".to_owned());
                }
                out.push(literal(value));
            }
            out.push(")".to_owned());
        }
        Condition::Contains(at, choice) => {
            out.extend([
                name(at),
                "bevat".to_owned(),
                format!("'{}'", choice_id(*choice)),
            ]);
        }
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::YesNo(true) => "ja".to_owned(),
        Value::YesNo(false) => "nee".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Choice(choice) => format!("'{}'", choice_id(*choice)),
        Value::Choices(_) => panic!("a condition names one choice at a time"),
    }
}
