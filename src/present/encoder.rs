//! The source of an encoder for one protocol: what writes answers as the numbers of the quick decision,
//! with nothing left to look up.
//!
//! The text is made when a program is built, so that no content policy has to allow code made from
//! text. What the encoder does not understand it leaves to the engine, which says what is wrong.

use crate::check::{Checked, Domain, Question};
use crate::decide::fast::places;
use crate::program::Program;

/// The language of an encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// TypeScript, with a type for each question.
    TypeScript,
    /// JavaScript.
    JavaScript,
}

impl Script {
    /// What only TypeScript has.
    fn typed(self, text: &str) -> &str {
        match self {
            Self::TypeScript => text,
            Self::JavaScript => "",
        }
    }
}

/// Writes the encoder of a protocol.
///
/// # Examples
///
/// ```
/// use domeinwijzer::{check, present::{Script, encoder}, program, protocol::registry::Registry};
/// let text = r#"
/// formaat = 1
/// [protocol]
/// id = "proef"
/// titel = "Proef"
/// versie = "1.0.0"
/// status = "concept"
/// geldig_vanaf = 2026-01-01
/// voorrang = ["praten"]
/// [vraag.druk]
/// tekst = "Hoe druk is het?"
/// type = "schaal"
/// min = 0
/// max = 10
/// [route.praten]
/// titel = "Praten"
/// uitleg = "Praten."
/// patient = "Praten."
/// [regel.veel]
/// als = "druk >= 7"
/// voor = "praten"
/// reden = "Veel druk."
/// "#;
/// let mut files = Registry::default();
/// files.add("proef.toml", text.as_bytes());
/// let checked = check::compile(&files, &files.files()[0]).unwrap();
/// let source = encoder(&checked, &program::compile(&checked), Script::TypeScript);
/// assert!(source.contains("  /** Hoe druk is het? */\n  druk?: number | null;\n"));
/// ```
pub fn encoder(checked: &Checked, program: &Program, script: Script) -> String {
    let listing = checked.listing();
    let asked = || checked.questions.iter().zip(places(program));
    let steps: String = asked()
        .map(|(question, place)| step(question, place.slot))
        .collect();
    let several = checked
        .questions
        .iter()
        .any(|it| matches!(it.domain, Domain::MultiChoice(_)));
    let types = match script {
        Script::TypeScript => {
            let fields: String = asked().map(|(question, _)| field(question)).collect();
            format!(
                "/** The answers; what is absent or null is open. */\n\
                 export interface Answers {{\n{fields}}}\n\n"
            )
        }
        Script::JavaScript => String::new(),
    };
    let helper = if several {
        let taken = match script {
            Script::TypeScript => {
                "value: unknown, slot: number, choices: readonly unknown[], slots: Int32Array"
            }
            Script::JavaScript => "value, slot, choices, slots",
        };
        format!(
            "\n/** Several choices: the upper sixteen go to the next slot. */\nfunction several({taken}){} {{{SEVERAL}",
            script.typed(": boolean")
        )
    } else {
        String::new()
    };
    format!(
        "// Made by `domeinwijzer bundle --encoder` for {id}@{version}: make it again instead of changing it.\n\n\
         /** The fingerprint of the protocol it was made for. */\n\
         export const digest = \"{digest}\";\n\n\
         {types}const OPEN = -0x80000000;\n\
         const PLAIN = Object.prototype;\n\
         const BARE = {{}};\n\n\
         /** Writes all answers as numbers; false when something was not understood. */\n\
         export function encode(answers{taken}, slots{slots}){out} {{\n\
         \x20 if (answers === null || typeof answers !== \"object\" || Object.getPrototypeOf(answers) !== PLAIN) return false;\n\
         \x20 for (const _ in BARE) return false;\n\
         \x20 let value{unknown};\n\
         \x20 let known = 0;\n\
         \x20 let wrong = 0;\n\
         {steps}\
         \x20 // Beside answers to everything an unknown one changes nothing, and is not looked for.\n\
         \x20 return wrong === 0 && (known === {count} || Object.keys(answers).length === known);\n\
         }}\n{helper}",
        count = checked.questions.len(),
        id = listing.id,
        version = listing.version,
        digest = checked.digest(),
        taken = script.typed(": Answers"),
        slots = script.typed(": Int32Array"),
        out = script.typed(": boolean"),
        unknown = script.typed(": unknown"),
    )
}

const SEVERAL: &str = r"
  if (!Array.isArray(value) || value.length > choices.length) return false;
  let bits = 0;
  for (const id of value) {
    const at = choices.indexOf(id);
    if (at < 0) return false;
    bits |= 1 << at;
  }
  slots[slot] = bits & 0xffff;
  slots[slot + 1] = bits >>> 16;
  return true;
}
";

/// The type of the answer to a question.
fn field(question: &Question) -> String {
    let choices = || {
        let ids = question.domain.choices().iter();
        ids.map(|choice| format!("\"{}\"", choice.id))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let answer = match &question.domain {
        Domain::YesNo => "boolean".to_owned(),
        Domain::Scale { .. } | Domain::Number { .. } => "number".to_owned(),
        Domain::Choice(_) => choices(),
        Domain::MultiChoice(_) => format!("readonly ({})[]", choices()),
    };
    // A text must not end the comment that it stands in.
    let text = question.text.replace("*/", "* /");
    let text: Vec<&str> = text.split_whitespace().collect();
    format!(
        "  /** {} */\n  {}?: {answer} | null;\n",
        text.join(" "),
        question.id
    )
}

/// More choices than this are tried one after the other.
const FEW: usize = 8;

/// How one answer is written.
///
/// What is true and what was chosen differs from case to case: a processor that guesses a branch by it
/// guesses wrong, and a comparison as a number needs none.
fn step(question: &Question, slot: usize) -> String {
    let id = &question.id;
    let put = |code: &str| format!("slots[{slot}] = {code};");
    let taken = match &question.domain {
        Domain::YesNo => format!(
            "  else {{\n    {}\n    wrong |= +(value !== true) & +(value !== false);\n  }}\n",
            put("+(value === true)")
        ),
        Domain::Scale { min, max, .. } | Domain::Number { min, max, .. } => format!(
            "  else if (typeof value === \"number\" && value >= {min} && value <= {max} && (value | 0) === value) {}\n  else return false;\n",
            put("value")
        ),
        Domain::Choice(choices) if choices.len() <= FEW => {
            let each = |with: &dyn Fn(usize, &str) -> String, between: &str| {
                let choices = choices.iter().enumerate();
                let parts: Vec<String> = choices.map(|(at, it)| with(at, &it.id)).collect();
                parts.join(between)
            };
            let code = each(&|at, id| format!("-(value === \"{id}\") & {at}"), " | ");
            let none = each(&|_, id| format!("+(value !== \"{id}\")"), " & ");
            format!(
                "  else {{\n    {}\n    wrong |= {none};\n  }}\n",
                put(&code)
            )
        }
        Domain::Choice(choices) => {
            let choices = choices.iter().enumerate();
            let each = choices.map(|(at, choice)| {
                let code = put(&at.to_string());
                format!("  else if (value === \"{}\") {code}\n", choice.id)
            });
            each.collect::<String>() + "  else return false;\n"
        }
        Domain::MultiChoice(choices) => {
            let ids = choices.iter().map(|choice| format!("\"{}\"", choice.id));
            let ids: Vec<String> = ids.collect();
            format!(
                "  else if (!several(value, {slot}, [{}], slots)) return false;\n",
                ids.join(", ")
            )
        }
    };
    format!(
        "  value = answers.{id};\n  if (value === undefined || value === null) {}\n{taken}  if (value !== undefined) known += 1;\n",
        put("OPEN")
    )
}

#[cfg(test)]
mod tests {
    use super::{Script, encoder};

    fn written(script: Script) -> String {
        let text = r#"
[vraag]
ja_nee = { tekst = "J", type = "ja_nee" }
keuze = { tekst = "K", type = "keuze", keuzes = { een = "1", twee = "2" } }
schaal = { tekst = "S", type = "schaal", min = 1, max = 10 }
meerkeuze = { tekst = "Een */ en\n meer", type = "meerkeuze", keuzes = { een = "1", twee = "2" } }
getal = { tekst = "G", type = "getal", min = 0, max = 120 }
[route.huisarts]
titel = "Huisarts"
uitleg = "Gesprek"
patient = "Gesprek"
vangnet = true
[regel.r]
als = "ja_nee"
voor = "huisarts"
reden = "Zo"
"#;
        let checked = crate::check::sample(&["huisarts"], text);
        encoder(&checked, &crate::program::compile(&checked), script)
    }

    #[test]
    fn every_question_has_its_type() {
        let text = written(Script::TypeScript);
        let expected = "export interface Answers {\n  \
            /** J */\n  ja_nee?: boolean | null;\n  \
            /** K */\n  keuze?: \"een\" | \"twee\" | null;\n  \
            /** S */\n  schaal?: number | null;\n  \
            /** Een * / en meer */\n  meerkeuze?: readonly (\"een\" | \"twee\")[] | null;\n  \
            /** G */\n  getal?: number | null;\n}\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("for proef@1.0.0:"), "{text}");
    }

    #[test]
    fn a_set_of_choices_takes_two_slots() {
        let text = written(Script::JavaScript);
        assert!(
            text.contains("several(value, 3, [\"een\", \"twee\"], slots)"),
            "{text}"
        );
        assert!(text.contains("value = answers.getal;\n  if (value === undefined || value === null) slots[5] = OPEN;\n  else if (typeof value === \"number\" && value >= 0 && value <= 120 && (value | 0) === value) slots[5] = value;"), "{text}");
    }

    #[test]
    fn javascript_has_no_types() {
        let text = written(Script::JavaScript);
        for typed in ["interface", ": Int32Array", ": boolean", ": unknown"] {
            assert!(!text.contains(typed), "{typed} in {text}");
        }
    }
}
