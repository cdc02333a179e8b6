//! The command line of Domeinwijzer, through the public API only.
//!
//! Findings go to stdout, what keeps a command from running to stderr. Exit codes: 0 clean, or
//! warnings only; 1 errors or a failed example; 2 could not run.

mod agenda;
mod batch;
mod bundle;
mod case;
mod check;
mod choice;
mod decide;
mod diff;
mod evaluate;
mod exchange;
mod explain;
mod feedback;
mod files;
mod fix;
mod fmt;
mod formats;
mod html;
mod lock;
mod new;
mod output;
mod overlay;
mod plan;
mod reasons;
mod record;
mod saved;
mod schema;
mod test;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Triage tussen huisarts en sociaal domein volgens protocollen van gemeenten.
#[derive(Parser)]
#[command(name = "domeinwijzer", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Beslist een casus: het advies met zijn onderbouwing
    #[command(mut_arg("format", |it| Format::only(it, Format::RECOMMENDATIONS)))]
    Decide(DecideArgs),
    /// Zegt wat vaststaat, wat open is en wat eerst te vragen
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Next(CaseArgs),
    /// Schrijft een protocol als FHIR-vragenlijst, of leest een FHIR-taak terug
    #[command(subcommand)]
    Fhir(FhirCommand),
    /// Beslist een adviesbewijs opnieuw, en zegt of er iets verschilt
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Replay(ReplayArgs),
    /// Legt een melding uit, met een voorbeeld van fout en goed
    Explain(ExplainArgs),
    /// Controleert protocolbestanden en meldt elke fout met zijn plaats
    #[command(mut_arg("format", |it| Format::only(it, Format::FINDINGS)))]
    Check(CheckArgs),
    /// Voert de voorbeelden in protocolbestanden uit
    #[command(mut_arg("format", |it| Format::only(it, Format::EXAMPLES)))]
    Test(TestArgs),
    /// Toont waarin een protocol van de basis afwijkt
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Overlay(OverlayArgs),
    /// Toont welke casussen er anders uitkomen, en welke stap de versie moet maken
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Diff(DiffArgs),
    /// Zet protocolbestanden in vaste volgorde en spelling
    Fmt(FmtArgs),
    /// Legt vast wat de vastgestelde versies in een map zeggen
    #[command(mut_arg("format", |it| Format::only(it, Format::LISTS)))]
    Lock(LockArgs),
    /// Beslist elke rij van een uitdraai van de praktijk
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Batch(batch::BatchArgs),
    /// Maakt van bewaarde casussen een anonieme agenda voor een overleg, per thema
    #[command(mut_arg("format", |it| Format::only(it, Format::PAGES)))]
    Agenda(agenda::AgendaArgs),
    /// Maakt het eigen plan van een patiënt, om samen in te vullen, of de herinneringen erbij
    #[command(mut_arg("format", |it| Format::only(it, Format::PLANS)))]
    Plan(plan::PlanArgs),
    /// Legt vast dat er iets anders gekozen is dan het advies, en waarom
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Override(choice::OverrideArgs),
    /// Schrijft wat er van een verwijzing terugkwam, bij het adviesbewijs
    Feedback(feedback::FeedbackArgs),
    /// Telt over adviesbewijzen wat er met het advies gebeurde, en wat een concept zou veranderen
    #[command(mut_arg("format", |it| Format::only(it, Format::REPORTS)))]
    Evaluate(evaluate::EvaluateArgs),
    /// Schrijft een beginbestand voor een gemeente, met uitleg
    New(NewArgs),
    /// Schrijft het JSON Schema van het protocolbestand, voor editors
    Schema(SchemaArgs),
    /// Schrijft een gecontroleerd protocol als bundel, voor programma's die alleen beslissen
    #[command(mut_arg("format", |it| Format::only(it, Format::LISTS)))]
    Bundle(BundleArgs),
}

#[derive(Args)]
struct CaseArgs {
    /// Een bestand, of een protocol: `vlissingen`, `GM0718`, `vlissingen@1.0.0`
    #[arg(long)]
    protocol: String,
    /// Een JSON-bestand met de antwoorden, ook een FHIR `QuestionnaireResponse`, of `-` voor stdin
    #[arg(long, required_unless_present = "his")]
    case: Option<PathBuf>,
    /// Een JSON-bestand met wat het HIS weet; vult in wat de casus niet noemt
    #[arg(long, value_name = "FEITEN")]
    his: Option<PathBuf>,
    /// De dag waarop beslist wordt; anders die van de casus, anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct DecideArgs {
    #[command(flatten)]
    case: CaseArgs,
    /// Zegt ook welke antwoorden volstaan, en welke andere tot een andere route leiden
    #[arg(long)]
    reasons: bool,
    #[command(flatten)]
    message: MessageArgs,
}

/// What the engine does not know and a message needs.
#[derive(Args)]
#[command(next_help_heading = "Bij --format fhir en cds-hooks")]
struct MessageArgs {
    /// Over wie het gaat: een verwijzing zoals `Patient/3f2a`, nooit een bsn
    #[arg(long, value_name = "VERWIJZING")]
    subject: Option<String>,
    /// De dag waarop de patiënt toestemming gaf; zonder toestemming blijft een verwijzing een concept
    #[arg(long, value_name = "DATUM")]
    consent: Option<String>,
    /// Een eigen kenmerk, anders bij elke verwijzing
    #[arg(long, value_name = "KENMERK")]
    id: Option<String>,
    /// Alle antwoorden gaan mee, ook die niet in een brief mogen
    #[arg(long)]
    all_answers: bool,
}

#[derive(Subcommand)]
enum FhirCommand {
    /// Schrijft de vragen van een protocol als FHIR Questionnaire
    Questionnaire(QuestionnaireArgs),
    /// Leest een teruggestuurde FHIR Task, en schrijft regels voor het dossier
    #[command(mut_arg("format", |it| Format::only(it, Format::DECISIONS)))]
    Task(TaskArgs),
}

#[derive(Args)]
struct QuestionnaireArgs {
    /// Een bestand, of een protocol: `vlissingen`, `GM0718`, `vlissingen@1.0.0`
    #[arg(long)]
    protocol: String,
    /// De dag waarop het protocol geldt; anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
}

#[derive(Args)]
struct TaskArgs {
    /// Een JSON-bestand met de taak, of `-` voor stdin
    path: PathBuf,
    /// Hoe de uitkomst getoond wordt
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

#[derive(Args)]
struct ReplayArgs {
    /// Het adviesbewijs dat `decide --format receipt` schreef, of `-` voor stdin
    #[arg(value_name = "ADVIESBEWIJS")]
    receipt: PathBuf,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct ExplainArgs {
    /// De code of de naam van de melding: `DW0301`, `301`, `onbekende-naam`
    code: String,
}

#[derive(Args)]
struct CheckArgs {
    /// Bestanden of mappen, of `-` voor stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Ook waarschuwingen geven exitcode 1
    #[arg(long)]
    deny_warnings: bool,
    /// Toont ook wat alleen goed is om te weten
    #[arg(long)]
    info: bool,
    /// Herstelt in de bestanden zelf wat zonder nadenken te herstellen is; bij `-` naar stdout
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct TestArgs {
    /// Bestanden of mappen, of `-` voor stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct OverlayArgs {
    /// Het protocolbestand
    path: PathBuf,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct DiffArgs {
    /// Het oude protocol: een bestand, of een naam als `utrecht` of `utrecht@1.0.0`; alleen dit protocol: dan
    /// met zijn basis vergeleken
    #[arg(value_name = "OUD")]
    old: String,
    /// Het nieuwe protocol
    #[arg(value_name = "NIEUW")]
    new: Option<String>,
    /// Over hoeveel willekeurige casussen aandelen geteld worden; 0 voor geen
    #[arg(long, value_name = "AANTAL", default_value_t = 100_000)]
    samples: usize,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct FmtArgs {
    /// Bestanden of mappen, of `-` voor stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Zegt alleen welke bestanden anders zouden worden
    #[arg(long)]
    check: bool,
}

#[derive(Args)]
struct LockArgs {
    /// De map met protocollen
    #[arg(default_value = "protocols")]
    folder: PathBuf,
    /// Hoe de uitkomst getoond wordt
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

#[derive(Args)]
struct NewArgs {
    /// De gemeente: een CBS-code of een naam, zoals `GM0664` of `Goes`
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: String,
    /// Begint zonder landelijke basis
    #[arg(long)]
    zonder_basis: bool,
    /// De eerste dag waarop het protocol geldt; anders vandaag
    #[arg(long, value_name = "DATUM")]
    vanaf: Option<String>,
    /// Schrijft naar dit bestand, als het nog niet bestaat, in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
    /// De map waarin de basis staat
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
}

#[derive(Args)]
struct SchemaArgs {
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct BundleArgs {
    /// Een bestand, of een protocol: `vlissingen`, `GM0718`, `vlissingen@1.0.0`
    #[arg(long)]
    protocol: String,
    /// De dag waarop het geldt; anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// Het bestand dat geschreven wordt, of `-` voor stdout
    #[arg(long, value_name = "BESTAND", required_unless_present = "encoder")]
    output: Option<PathBuf>,
    /// Ook de broncode van een encoder voor dit protocol: een bestand op .ts, .js of .mjs
    #[arg(long, value_name = "BESTAND")]
    encoder: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Common {
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
    /// Hoe de uitkomst getoond wordt
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tekst met de regels waar het over gaat
    Full,
    /// Een regel per bevinding
    Concise,
    /// Voor programma's
    Json,
    /// Aantekeningen in GitHub Actions
    Github,
    /// SARIF 2.1.0, voor code scanning en editors
    Sarif,
    /// JUnit-XML, voor testrapporten
    Junit,
    /// FHIR R4: een Bundle met antwoorden, verwijzing en taak
    Fhir,
    /// CDS Hooks 2.0: kaarten voor een HIS
    CdsHooks,
    /// Tekst voor een verwijsformulier
    Referral,
    /// Adviesbewijs: canonieke JSON met een SHA-256
    Receipt,
    /// Tekst in Markdown
    Markdown,
    /// Een pagina in één bestand, om te lezen of af te drukken
    Html,
    /// Herinneringen voor een agenda (iCalendar)
    Ics,
}

impl Format {
    /// For a decision.
    const RECOMMENDATIONS: &[Self] = &[
        Self::Full,
        Self::Json,
        Self::Receipt,
        Self::Fhir,
        Self::CdsHooks,
        Self::Referral,
    ];
    /// For commands that show one result.
    const DECISIONS: &[Self] = &[Self::Full, Self::Json];
    /// For what people bring to a meeting.
    const PAGES: &[Self] = &[Self::Markdown, Self::Html];
    /// For what a patient takes home.
    const PLANS: &[Self] = &[Self::Html, Self::Ics];
    /// For what was counted.
    const REPORTS: &[Self] = &[Self::Full, Self::Json, Self::Html];
    /// For commands that list faults of their own only.
    const LISTS: &[Self] = &[Self::Full, Self::Concise, Self::Json];
    /// For examples: they have no place that SARIF could point at.
    const EXAMPLES: &[Self] = &[
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Github,
        Self::Junit,
    ];
    /// For findings.
    const FINDINGS: &[Self] = &[
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Github,
        Self::Sarif,
        Self::Junit,
    ];

    /// Makes the argument take these formats only, and name them where it refuses another.
    fn only(it: Arg, formats: &'static [Self]) -> Arg {
        let names = formats.iter().filter_map(Self::to_possible_value);
        it.value_parser(
            PossibleValuesParser::new(names).try_map(|name| Self::from_str(&name, false)),
        )
    }
}

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Clean,
    WithErrors,
}

/// Why a command could not run; shown as it is.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct CannotRun(String);

fn main() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Decide(args) => decide::decide(&args),
        Command::Next(args) => decide::next(&args),
        Command::Fhir(FhirCommand::Questionnaire(args)) => exchange::questionnaire(&args),
        Command::Fhir(FhirCommand::Task(args)) => exchange::task(&args),
        Command::Replay(args) => record::replay(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Check(args) => check::check(&args),
        Command::Test(args) => test::test(&args),
        Command::Overlay(args) => overlay::overlay(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::Lock(args) => lock::lock(&args),
        Command::Agenda(args) => agenda::agenda(&args),
        Command::Batch(args) => batch::batch(&args),
        Command::Plan(args) => plan::plan(&args),
        Command::Override(args) => choice::lay_down(&args),
        Command::Feedback(args) => feedback::feedback(&args),
        Command::Evaluate(args) => evaluate::evaluate(&args),
        Command::New(args) => new::new(&args),
        Command::Schema(args) => schema::write(&args),
        Command::Bundle(args) => bundle::write(&args),
    };
    match ended {
        Ok(Ended::Clean) => ExitCode::SUCCESS,
        Ok(Ended::WithErrors) => ExitCode::from(1),
        Err(reason) => {
            eprintln!("domeinwijzer: {reason}");
            ExitCode::from(2)
        }
    }
}
