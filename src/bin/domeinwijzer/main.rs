//! The command line of Domeinwijzer, through the public API only.
//!
//! Findings go to stdout, what keeps a command from running to stderr. Exit codes: 0 clean, or
//! warnings only; 1 errors or a failed example; 2 could not run.

mod check;
mod decide;
mod files;
mod fmt;
mod lock;
mod output;
mod overlay;
mod test;

use clap::{Args, Parser, Subcommand, ValueEnum};
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
    Decide(CaseArgs),
    /// Zegt wat vaststaat, wat open is en wat eerst te vragen
    Next(CaseArgs),
    /// Controleert protocolbestanden en meldt elke fout met zijn plaats
    Check(CheckArgs),
    /// Voert de voorbeelden in protocolbestanden uit
    Test(TestArgs),
    /// Toont waarin een protocol van de basis afwijkt
    Overlay(OverlayArgs),
    /// Zet protocolbestanden in vaste volgorde en spelling
    Fmt(FmtArgs),
    /// Legt vast wat de vastgestelde versies in een map zeggen
    Lock(LockArgs),
}

#[derive(Args)]
struct CaseArgs {
    /// Een bestand, of een protocol: `vlissingen`, `GM0718`, `vlissingen@1.0.0`
    #[arg(long)]
    protocol: String,
    /// Een JSON-bestand met de antwoorden, of `-` voor stdin
    #[arg(long)]
    case: PathBuf,
    /// De dag waarop beslist wordt; anders die van de casus, anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct CheckArgs {
    /// Bestanden of mappen, of `-` voor stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Ook waarschuwingen geven exitcode 1
    #[arg(long)]
    deny_warnings: bool,
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
    /// Tekst voor mensen of JSON voor programma's
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

#[derive(Args)]
struct Common {
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
    /// Tekst voor mensen of JSON voor programma's
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for people.
    Full,
    /// One line per finding.
    Concise,
    /// The wire shapes.
    Json,
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
        Command::Check(args) => check::check(&args),
        Command::Test(args) => test::test(&args),
        Command::Overlay(args) => overlay::overlay(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::Lock(args) => lock::lock(&args),
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
