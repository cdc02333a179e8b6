//! `domeinwijzer diff`: which cases come out otherwise between two protocols.

use crate::case::today;
use crate::files::{self, Loaded};
use crate::{CannotRun, DiffArgs, Ended, Format, output};
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::present;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::File;
use domeinwijzer::prove::{Proved, Prover, difference};
use domeinwijzer::wire::{
    CauseWord, Decimal, DeviationInfo, DiffReport, GroundInfo, GroundWord, MoveInfo,
    RuleDifference, ShareInfo, ShiftKind, StepWord,
};
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};

/// Compares two protocols, or one with its base.
pub(crate) fn diff(args: &DiffArgs) -> Result<Ended, CannotRun> {
    let names: Vec<&String> = std::iter::once(&args.old).chain(&args.new).collect();
    let paths: Vec<PathBuf> = names
        .iter()
        .filter(|name| is_path(name))
        .map(PathBuf::from)
        .collect();
    let folder = &args.common.protocols;
    if paths.len() < names.len() && !folder.is_dir() {
        return Err(CannotRun(format!(
            "de map {} met protocollen bestaat niet; noem haar met --protocols MAP",
            folder.display()
        )));
    }
    let loaded = files::load(&paths, folder)?;
    let mut found = Vec::new();
    for name in names {
        match named(&loaded, name) {
            Ok(file) => found.push(file),
            Err(fault) => return refused(&[fault], &loaded, args.common.format),
        }
    }
    let (old, new) = match found.as_slice() {
        [old, new] => (*old, *new),
        [one] => match loaded.registry.base_of(one) {
            Some(base) => (base, *one),
            None => {
                return Err(CannotRun(format!(
                    "{} heeft geen basis: noem ook het protocol om mee te vergelijken",
                    one.path()
                )));
            }
        },
        _ => return Ok(Ended::Clean),
    };
    let compiled = |file: &File| {
        compile(&loaded.registry, file).map_err(|faults| -> Vec<Diagnostic> {
            faults.into_iter().filter(Diagnostic::is_error).collect()
        })
    };
    match (compiled(old), compiled(new)) {
        (Ok(old), Ok(new)) => {
            let report = compare(&old, &new, args.samples);
            match args.common.format {
                Format::Json => output::json(&report)?,
                _ => output::print(&text(&report, &new))?,
            }
            Ok(Ended::Clean)
        }
        (old, new) => {
            let mut faults = old.err().unwrap_or_default();
            faults.extend(new.err().unwrap_or_default());
            domeinwijzer::diagnostic::sort(&mut faults);
            refused(&faults, &loaded, args.common.format)
        }
    }
}

fn is_path(name: &str) -> bool {
    let path = Path::new(name);
    path.is_file() || path.extension().is_some_and(|it| it == "toml")
}

fn named<'a>(loaded: &'a Loaded, name: &str) -> Result<&'a File, Diagnostic> {
    let path = files::name(Path::new(name));
    match loaded.registry.at_path(&path) {
        Some(file) if is_path(name) => Ok(file),
        _ => loaded.registry.find(name, today()),
    }
}

fn refused(faults: &[Diagnostic], loaded: &Loaded, format: Format) -> Result<Ended, CannotRun> {
    output::diagnostics(faults, loaded.registry.sources(), format)?;
    Ok(Ended::WithErrors)
}

fn compare(old: &Checked, new: &Checked, samples: usize) -> DiffReport {
    progress("vergelijken …");
    let (first, second) = (
        Prover::new(program::compile(old)),
        Prover::new(program::compile(new)),
    );
    let found = difference(
        Proved {
            checked: old,
            prover: &first,
        },
        Proved {
            checked: new,
            prover: &second,
        },
        samples,
    );
    progress("");
    present::difference_report(old, new, &found)
}

fn progress(text: &str) {
    let mut stderr = std::io::stderr().lock();
    if stderr.is_terminal() {
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(stderr, "\r\u{1b}[K{text}");
    }
}

fn text(it: &DiffReport, new: &Checked) -> String {
    let mut out = format!("{} → {}\n", it.old, it.new);
    let mut part = |title: &str, moves: &[MoveInfo]| {
        if !moves.is_empty() {
            let _ = writeln!(out, "\n{title}");
            for moved in moves {
                movement(&mut out, moved, it);
            }
        }
    };
    part("Ander advies", &it.moves);
    part("Ander gevolg naast het advies", &it.other_outcomes);
    if it.moves.is_empty() && it.other_outcomes.is_empty() && it.unproved.is_empty() {
        out.push_str(if it.grounds.is_empty() {
            "\nElke casus komt er hetzelfde uit, bewezen.\n"
        } else {
            "\nElke casus die in beide kan, komt er hetzelfde uit, bewezen.\n"
        });
    }
    if !it.unproved.is_empty() {
        out.push_str("\nNiet bewezen: misschien zijn er ook casussen die zo veranderen\n");
        for shift in &it.unproved {
            let (from, to) = (shift.from.as_deref(), shift.to.as_deref());
            let _ = writeln!(out, "  {}", headline(shift.kind, from, to));
        }
    }
    entries(&mut out, "Gewijzigd in wat beslist", &it.changes);
    entries(&mut out, "Gewijzigd zonder ander gevolg", &it.texts);
    let _ = writeln!(out, "\n{}", step(it, new));
    for ground in &it.grounds {
        let _ = writeln!(
            out,
            "  {} ({})",
            ground_text(ground),
            step_word(ground.step)
        );
    }
    if it.samples > 0 && !(it.moves.is_empty() && it.other_outcomes.is_empty()) {
        let _ = writeln!(
            out,
            "\nDe aandelen zijn geteld over {} willekeurige casussen, waarin elk antwoord even vaak voorkomt; in de\n\
             praktijk is dat niet zo. Tussen haakjes staat de marge (95 % zeker).",
            thousands(it.samples)
        );
    }
    out
}

fn movement(out: &mut String, it: &MoveInfo, report: &DiffReport) {
    let from = it.from_title.as_deref().or(it.from.as_deref());
    let to = it.to_title.as_deref().or(it.to.as_deref());
    let share = it
        .share
        .as_ref()
        .map(|it| format!("{}, ", share(it, report.samples)))
        .unwrap_or_default();
    let proved = if it.proved { "bewezen" } else { "niet bewezen" };
    let _ = writeln!(out, "\n  {}: {share}{proved}", headline(it.kind, from, to));
    if it.witness.shown.is_empty() {
        out.push_str("    In elke casus, wat de antwoorden ook zijn.\n");
    } else {
        out.push_str("    Bijvoorbeeld met deze antwoorden, wat de andere ook zijn:\n");
        for answer in &it.witness.shown {
            let colon = if answer.label.ends_with('?') { "" } else { ":" };
            let _ = writeln!(out, "      {}{colon} {}", answer.label, answer.answer);
        }
    }
    for id in &it.rules {
        if let Some(rule) = report.rules.iter().find(|rule| rule.id == *id) {
            rule_text(out, rule, &report.changes);
        }
    }
    for cause in &it.causes {
        let _ = writeln!(out, "    Door {}", cause_text(*cause));
    }
}

fn headline(kind: ShiftKind, from: Option<&str>, to: Option<&str>) -> String {
    let name = |it: Option<&str>| it.unwrap_or("geen advies").trim_end_matches('.').to_owned();
    let subject = name(from.or(to));
    match (kind, from.is_some()) {
        (ShiftKind::Advice, _) => format!("Van {} naar {}", name(from), name(to)),
        (ShiftKind::AlsoSuitable, true) => format!("Niet langer ook passend: {subject}"),
        (ShiftKind::AlsoSuitable, false) => format!("Nu ook passend: {subject}"),
        (ShiftKind::Signal, true) => format!("Signaal vervalt: {subject}"),
        (ShiftKind::Signal, false) => format!("Signaal komt erbij: {subject}"),
        (ShiftKind::Impossible, true) => format!("Niet langer onmogelijk: {subject}"),
        (ShiftKind::Impossible, false) => format!("Voortaan onmogelijk: {subject}"),
    }
}

fn rule_text(out: &mut String, rule: &RuleDifference, changes: &[DeviationInfo]) {
    let place = |it: &domeinwijzer::wire::RuleText| format!("{}:{}", it.at.file, it.at.line);
    let (places, conditions) = match (&rule.old, &rule.new) {
        (Some(old), Some(new)) => (
            if place(old) == place(new) {
                place(new)
            } else {
                format!("{} → {}", place(old), place(new))
            },
            (old.condition != new.condition).then_some((&old.condition, &new.condition)),
        ),
        (Some(old), None) => (format!("vervallen, was {}", place(old)), None),
        (None, Some(new)) => (format!("nieuw, {}", place(new)), None),
        (None, None) => (String::new(), None),
    };
    let _ = writeln!(
        out,
        "    Door regel {} ({places})\n      {}",
        rule.id, rule.reason
    );
    if let Some((old, new)) = conditions {
        let _ = writeln!(out, "      was: als {old}\n      nu:  als {new}");
    }
    for below in &rule.below {
        let is = |it: &&DeviationInfo| format!("{}.{}", it.section, it.id) == *below;
        let change = changes.iter().find(is).map(|it| it.change);
        let word = change.map_or("gewijzigd", present::change_word);
        let _ = writeln!(out, "      {word}: [{below}]");
    }
}

const fn cause_text(cause: CauseWord) -> &'static str {
    match cause {
        CauseWord::Precedence => "de volgorde in voorrang",
        CauseWord::Fallback => "een ander vangnet",
        CauseWord::Alone => "een route die nu wel of niet alleen gaat",
    }
}

fn share(it: &ShareInfo, of: usize) -> String {
    if it.hits == 0 {
        return format!("zeldzaam, geen van de {} casussen", thousands(of));
    }
    // As many decimals as say something.
    let digits = match it.estimate.0 {
        10_000.. => 1,
        1_000.. => 2,
        _ => 3,
    };
    let shown = |part: Decimal| percent(part.0, digits);
    format!(
        "{} % ({}–{} %) van de casussen",
        shown(it.estimate),
        shown(it.low),
        shown(it.high)
    )
}

/// Millionths as a percentage.
fn percent(millionths: u32, digits: u32) -> String {
    let unit = 10_u32.pow(4 - digits);
    let rounded = (millionths + unit / 2) / unit;
    let whole = 10_u32.pow(digits);
    let width = usize::try_from(digits).unwrap_or_default();
    format!("{},{:0width$}", rounded / whole, rounded % whole)
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn entries(out: &mut String, title: &str, entries: &[DeviationInfo]) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for it in entries {
        let name = if it.id.is_empty() {
            it.section.clone()
        } else {
            format!("{}.{}", it.section, it.id)
        };
        let keys: Vec<&str> = it.keys.iter().map(|key| key.key.as_str()).collect();
        let keys = if keys.is_empty() {
            String::new()
        } else {
            format!(": {}", keys.join(", "))
        };
        let _ = writeln!(out, "  {} {name}{keys}", present::change_word(it.change));
    }
}

const fn step_word(step: StepWord) -> &'static str {
    match step {
        StepWord::None => "none",
        StepWord::Patch => "patch",
        StepWord::Minor => "minor",
        StepWord::Major => "major",
    }
}

fn step(it: &DiffReport, new: &Checked) -> String {
    let why = match it.step {
        StepWord::None => {
            return "Beide zeggen hetzelfde: een nieuwe versie is niet nodig.".to_owned();
        }
        StepWord::Patch => "geen enkele casus komt er anders uit",
        StepWord::Minor if it.moves.is_empty() && it.other_outcomes.is_empty() => {
            if it.unproved.is_empty() {
                "er is meer te vragen of te adviseren"
            } else {
                "het is niet bewezen dat elke casus er hetzelfde uitkomt"
            }
        }
        StepWord::Minor => "er zijn casussen die er anders uitkomen",
        StepWord::Major => "er vervalt iets waar anderen op kunnen bouwen",
    };
    let word = step_word(it.step);
    if it.old.split('@').next() == Some(new.listing().id.as_str()) {
        format!("Deze wijziging vraagt een nieuwe {word}-versie: {why}.")
    } else {
        format!("Als versies van één protocol zou dit een {word}-stap zijn: {why}.")
    }
}

fn ground_text(it: &GroundInfo) -> String {
    let id = &it.id;
    let choice = it.choice.as_deref().unwrap_or_default();
    match it.what {
        GroundWord::QuestionRemoved => format!("vraag {id} vervalt"),
        GroundWord::QuestionType => format!("vraag {id} krijgt een ander type"),
        GroundWord::ChoiceRemoved => format!("keuze {choice} van vraag {id} vervalt"),
        GroundWord::RangeNarrowed => format!("vraag {id} neemt minder getallen aan"),
        GroundWord::RouteRemoved => format!("route {id} vervalt"),
        GroundWord::SignalRemoved => format!("signaal {id} vervalt"),
        GroundWord::QuestionAdded => format!("vraag {id} komt erbij"),
        GroundWord::ChoiceAdded => format!("keuze {choice} van vraag {id} komt erbij"),
        GroundWord::RangeWidened => format!("vraag {id} neemt meer getallen aan"),
        GroundWord::RouteAdded => format!("route {id} komt erbij"),
        GroundWord::SignalAdded => format!("signaal {id} komt erbij"),
    }
}
