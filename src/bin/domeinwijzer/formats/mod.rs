//! How what was found is laid out: for people, for CI systems, for other programs.
//!
//! In: diagnostics with the sources they point into, or the outcome of examples. Out: text for
//! stdout. Each format has a file of its own; none of them decides what is a fault.

mod full;
mod github;
mod junit;
mod sarif;

use crate::output::{self, Output};
use crate::{CannotRun, Format};
use domeinwijzer::diagnostic::{Diagnostic, Severity, render};
use domeinwijzer::present;
use domeinwijzer::text::Sources;
use domeinwijzer::wire::TestReport;
use std::fmt::Write as _;

/// What a run found.
pub(crate) struct Findings<'a> {
    /// The faults, in order.
    pub(crate) diagnostics: &'a [Diagnostic],
    /// The texts they point into.
    pub(crate) sources: &'a Sources,
    /// The files that were looked at, for formats that also name those without a fault.
    pub(crate) files: &'a [String],
    /// Whether a warning counts as an error.
    pub(crate) deny_warnings: bool,
    /// Whether what is only worth knowing is shown to people too; programs always get it.
    pub(crate) show_info: bool,
    /// Whether faults with a fix can still be mended with `--fix`.
    pub(crate) offer_fixes: bool,
}

impl Findings<'_> {
    /// What people see.
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|it| self.show_info || it.severity != Severity::Info)
    }

    /// Whether this fault makes the run fail.
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.is_error() || (self.deny_warnings && diagnostic.severity == Severity::Warning)
    }
}

/// Lays out what was found.
pub(crate) fn findings(
    it: &Findings<'_>,
    format: Format,
    output: Output,
) -> Result<String, CannotRun> {
    match format {
        // A fault of a case has no form of its own in FHIR or on a card.
        Format::Full | Format::Referral | Format::Markdown | Format::Html | Format::Ics => {
            Ok(full::findings(it, output.colour()) + &summary(it))
        }
        Format::Concise => Ok(concise(it) + &summary(it)),
        // Who asked for a receipt or a message reads JSON.
        Format::Json | Format::Receipt | Format::Fhir | Format::CdsHooks => {
            output::json_text(&present::report(it.diagnostics, it.sources))
        }
        Format::Github => Ok(github::findings(it)),
        Format::Sarif => output::json_text(&sarif::findings(it)),
        Format::Junit => junit::findings(it),
    }
}

/// Lays out how examples came out; `text` is how people see it.
pub(crate) fn examples(
    report: &TestReport,
    sources: &Sources,
    format: Format,
    text: impl FnOnce(&TestReport) -> String,
) -> Result<String, CannotRun> {
    match format {
        Format::Json => output::json_text(report),
        Format::Github => Ok(github::examples(report, sources)),
        Format::Junit => junit::examples(report),
        // Examples have no place that SARIF could point at, and are no advice: the command offers neither.
        Format::Full
        | Format::Concise
        | Format::Sarif
        | Format::Receipt
        | Format::Fhir
        | Format::CdsHooks
        | Format::Markdown
        | Format::Html
        | Format::Ics
        | Format::Referral => Ok(text(report)),
    }
}

fn concise(it: &Findings<'_>) -> String {
    it.shown()
        .map(|diagnostic| visible(render::concise(diagnostic, it.sources).trim_end()) + "\n")
        .collect()
}

/// How many faults there are, and how many of them can be mended without thinking.
fn summary(it: &Findings<'_>) -> String {
    let count = |severity| {
        it.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let mut out = format!(
        "{}, {}",
        output::counted(count(Severity::Error), "fout", "fouten"),
        output::counted(count(Severity::Warning), "waarschuwing", "waarschuwingen")
    );
    let infos = count(Severity::Info);
    if infos > 0 {
        let hidden = if it.show_info {
            ""
        } else {
            " (toon met --info)"
        };
        let _ = write!(out, ", {infos} ter informatie{hidden}");
    }
    // What a file that was not asked for needs is not mended.
    let here = |diagnostic: &&Diagnostic| {
        let place = diagnostic.span.and_then(|span| it.sources.locate(span));
        place.is_some_and(|place| it.files.iter().any(|file| file == place.file))
    };
    let with_fix = it.diagnostics.iter().filter(|it| !it.fix.is_empty());
    let fixable = with_fix.filter(here).count();
    if it.offer_fixes && fixable > 0 {
        let _ = write!(out, "; {fixable} te herstellen met --fix");
    }
    out + "\n"
}

/// The help and the case that shows a fault, a line each, for formats with one text per fault.
fn add_way_out(message: &mut String, diagnostic: &Diagnostic) {
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhulp: {help}"));
    }
    if let Some(witness) = &diagnostic.witness {
        let example = witness.example.trim_end();
        message.push_str(&format!("\n{}\n{example}", render::EXAMPLE));
    }
}

/// Shows signs that would steer a terminal, such as an escape in a name, as a picture of them.
fn visible(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text).replace('\n', "␊")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domeinwijzer::answer::Answer;
    use domeinwijzer::diagnostic::{Code, Witness};
    use domeinwijzer::text::Span;

    /// How a fault, a warning with a case that shows it, and something worth knowing are shown.
    fn laid_out(format: Format, show_info: bool) -> String {
        let mut sources = Sources::default();
        sources.add("goes/1.0.0.toml", "[regel.eenzaam]\nals = \"oud\"\n");
        let witness = Witness {
            answers: vec![
                ("leeftijd".to_owned(), Answer::Number(72)),
                ("hulp".to_owned(), Answer::Choices(Vec::new())),
            ],
            example: "[voorbeeld.oud]\nantwoorden = { leeftijd = 72, hulp = [] }\n\n# klaar\n"
                .to_owned(),
        };
        let at = Span::new(7, 14);
        let diagnostics = [
            Diagnostic::error(Code::UnknownName, "dit is fout").at(at),
            Diagnostic::warning(Code::Unused, "dit is vreemd")
                .at(at)
                .help("doe dit".to_owned())
                .witness(witness),
            Diagnostic::info(Code::ConstantTest, "dit is goed om te weten").at(at),
        ];
        let it = Findings {
            diagnostics: &diagnostics,
            sources: &sources,
            files: &["goes/1.0.0.toml".to_owned()],
            deny_warnings: false,
            show_info,
            offer_fixes: true,
        };
        match format {
            // Without colours, wherever the test runs.
            Format::Full => full::findings(&it, false) + &summary(&it),
            _ => findings(&it, format, Output::Stdout).unwrap(),
        }
    }

    #[test]
    fn people_see_what_is_worth_knowing_when_they_ask_for_it() {
        for format in [Format::Full, Format::Concise] {
            let text = laid_out(format, false);
            assert!(!text.contains("goed om te weten"), "{text}");
            let counts = "1 fout, 1 waarschuwing, 1 ter informatie (toon met --info)\n";
            assert!(text.ends_with(counts), "{text}");
            let text = laid_out(format, true);
            assert!(text.contains("dit is goed om te weten"), "{text}");
            let counts = "1 fout, 1 waarschuwing, 1 ter informatie\n";
            assert!(text.ends_with(counts), "{text}");
        }
        for format in [Format::Json, Format::Sarif] {
            assert_eq!(laid_out(format, false), laid_out(format, true));
            assert!(laid_out(format, false).contains("dit is goed om te weten"));
        }
        for format in [Format::Github, Format::Junit] {
            assert!(!laid_out(format, false).contains("goed om te weten"));
            assert!(laid_out(format, true).contains("dit is goed om te weten"));
        }
    }

    #[test]
    fn a_case_that_shows_the_fault_can_be_copied() {
        let full = laid_out(Format::Full, false);
        let block = "\
  = hulp: doe dit

voorbeeld om over te nemen:

    [voorbeeld.oud]
    antwoorden = { leeftijd = 72, hulp = [] }

    # klaar

1 fout";
        assert!(full.contains(block), "{full}");
        for format in [Format::Concise, Format::Junit] {
            assert!(!laid_out(format, true).contains("[voorbeeld.oud]"));
        }
        let github = laid_out(Format::Github, false);
        let block =
            "dit is vreemd%0Ahulp: doe dit%0Avoorbeeld om over te nemen:%0A[voorbeeld.oud]%0Aant";
        assert!(github.contains(block), "{github}");
        let json: serde_json::Value = serde_json::from_str(&laid_out(Format::Json, false)).unwrap();
        let witnesses = json.pointer("/diagnostics/1/witness/answers").unwrap();
        assert_eq!(witnesses.to_string(), r#"{"hulp":[],"leeftijd":72}"#);
        assert!(json.pointer("/diagnostics/0/witness").unwrap().is_null());
    }
}
