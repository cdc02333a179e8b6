//! What the system of a practice knows, receipts, and `domeinwijzer replay`.

use crate::case::Decided;
use crate::{CannotRun, CaseArgs, Ended, Format, ReplayArgs, files, output};
use domeinwijzer::answer::Answer;
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::{File, Registry};
use domeinwijzer::protocol::version::Date;
use domeinwijzer::prove::Prover;
use domeinwijzer::record::{self, HisFacts, Recorded};
use domeinwijzer::wire::{Prefill, Replay};
use std::fmt::Write as _;
use std::path::Path;

/// What a command about a case was given.
pub(crate) struct Input {
    /// The case.
    pub(crate) case: Vec<u8>,
    facts: Option<Vec<u8>>,
}

impl Input {
    pub(crate) fn read(args: &CaseArgs) -> Result<Self, CannotRun> {
        let stdin = |path: &Option<_>| path.as_deref() == Some(Path::new("-"));
        if stdin(&args.case) && stdin(&args.his) {
            return Err(CannotRun(
                "van stdin kan er maar één komen: de casus of de feiten".to_owned(),
            ));
        }
        let case = match &args.case {
            Some(path) => files::read_input(path)?,
            None => b"{\"answers\": {}}".to_vec(),
        };
        let facts = args.his.as_deref().map(files::read_input).transpose()?;
        Ok(Self { case, facts })
    }

    /// Only a case, already read.
    pub(crate) fn of_case(case: Vec<u8>) -> Self {
        Self { case, facts: None }
    }

    /// The facts, when there are any.
    pub(crate) fn facts(&self) -> Result<Option<HisFacts>, Vec<Diagnostic>> {
        let Some(bytes) = &self.facts else {
            return Ok(None);
        };
        let loose: Loose = serde_json::from_slice(bytes).map_err(|error| {
            let place = format!("regel {}, kolom {}", error.line(), error.column());
            let message = format!("de feiten zijn geen JSON die hier gelezen kan worden ({place})");
            vec![Diagnostic::error(Code::InvalidFacts, message)]
        })?;
        HisFacts::read(loose).map(Some)
    }
}

/// Adds to a case what the facts answer; what the case names stays as it is, an open answer too.
pub(crate) fn fill(
    checked: &Checked,
    facts: &HisFacts,
    date: Date,
    request: &mut Request,
) -> Prefill {
    let mut filled = record::prefill(checked, facts, date);
    let given = |question: &String| request.answers.iter().any(|(id, _)| id == question);
    filled.answers.retain(|question, _| !given(question));
    filled.origins.retain(|it| !given(&it.question));
    filled.left_open.retain(|it| !given(&it.question));
    let answers = filled.answers.iter();
    let added: Vec<_> = answers
        .map(|(question, answer)| (question.clone(), loose(answer)))
        .collect();
    request.answers.extend(added);
    filled
}

fn loose(answer: &Answer) -> Loose {
    match answer {
        Answer::YesNo(yes) => Loose::YesNo(*yes),
        Answer::Number(number) => Loose::Whole(*number),
        Answer::Choice(choice) => Loose::Text(choice.clone()),
        Answer::Choices(choices) => Loose::List(choices.iter().cloned().map(Loose::Text).collect()),
    }
}

/// What was filled in, from what, and what was not.
pub(crate) fn prefill_text(decided: &Decided) -> String {
    let mut out = String::new();
    let Some(prefill) = &decided.prefill else {
        return out;
    };
    out.push_str("Uit het HIS\n");
    for it in &prefill.origins {
        let _ = writeln!(out, "  {}: {} ← {}", it.label, it.shown, it.from);
    }
    if prefill.origins.is_empty() {
        out.push_str("  niets ingevuld\n");
    }
    for it in &prefill.left_open {
        let _ = writeln!(out, "  {}: nog open, {} ({})", it.label, it.from, it.why);
    }
    for it in &prefill.unused {
        let _ = writeln!(out, "  niet gebruikt: {} ({})", it.fact, it.why);
    }
    out.push('\n');
    out
}

/// The receipt of a decision.
pub(crate) fn receipt_text(it: &Decided) -> String {
    let receipt = record::receipt(&it.checked, &it.prover, &it.case, &it.decision, it.date);
    record::canonical_text(&receipt) + "\n"
}

/// Decides a receipt again, with the protocol whose fingerprint it names.
pub(crate) fn replay(args: &ReplayArgs) -> Result<Ended, CannotRun> {
    let bytes = files::read_input(&args.receipt)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| CannotRun(format!("{} is geen UTF-8-tekst", args.receipt.display())))?;
    let registry = files::load_folder(&args.common.protocols)?;
    let replayed = Recorded::parse(&text).and_then(|recorded| {
        let checked = compile(&registry, find(&registry, &recorded)?)?;
        let prover = Prover::new(program::compile(&checked));
        Ok(record::replay(&checked, &prover, &recorded))
    });
    let replay = match replayed {
        Ok(replay) => replay,
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), args.common.format)?;
            return Ok(Ended::WithErrors);
        }
    };
    match args.common.format {
        Format::Json => output::json(&replay)?,
        _ => output::print(&replay_text(&replay))?,
    }
    Ok(if replay.same {
        Ended::Clean
    } else {
        Ended::WithErrors
    })
}

/// The version with the same text; where there is none, the one with the same number.
fn find<'a>(registry: &'a Registry, recorded: &Recorded) -> Result<&'a File, Vec<Diagnostic>> {
    let same_number: Vec<&File> = registry
        .files()
        .iter()
        .filter(|file| {
            file.listing().is_some_and(|it| {
                it.id == recorded.protocol.id && it.version == recorded.protocol.version
            })
        })
        .collect();
    let same_text = |file: &&&File| registry.read(file, &mut Vec::new()).digest == recorded.digest;
    let found = same_number.iter().find(same_text).or(same_number.first());
    found.copied().ok_or_else(|| {
        vec![
            Diagnostic::error(
                Code::UnknownProtocol,
                format!(
                    "protocol `{}` van dit adviesbewijs is er niet",
                    recorded.protocol
                ),
            )
            .help(
                "noem met --protocols de map waarin deze versie staat; bewaar elke versie die \
                 gebruikt is"
                    .to_owned(),
            ),
        ]
    })
}

fn replay_text(it: &Replay) -> String {
    let mut out = String::new();
    let head = format!("{} op {}", it.protocol, it.date);
    if it.same {
        let _ = writeln!(
            out,
            "Zelfde: {head} geeft hetzelfde advies met dezelfde onderbouwing."
        );
        return out;
    }
    let _ = writeln!(
        out,
        "Anders: {head} geeft niet precies wat in het adviesbewijs staat."
    );
    for difference in &it.differences {
        let _ = writeln!(out, "  {}", difference.message);
        if let Some(path) = &difference.path {
            let _ = writeln!(out, "    in {path}");
        }
    }
    if it.more > 0 {
        let _ = writeln!(
            out,
            "  en nog {}",
            output::counted(it.more, "verschil", "verschillen")
        );
    }
    out
}
