//! The commands of this repository, run with `cargo xtask <command>`.
//!
//! Each command sets up what it needs on a fresh machine first and says so, one line per thing.
//! A new command is one module with a `COMMAND` and one row in [`COMMANDS`].
#![forbid(unsafe_code)]

mod example;
mod lookup;
mod offline;
mod package;
mod pages;
mod peers;
mod process;
mod project;
mod server;
mod setup;
mod start;
mod test;
mod version;
mod wasm;

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use project::Project;

/// What a command ends with: nothing, or a message for the person who ran it.
type Outcome<T = ()> = Result<T, String>;

/// One command of `cargo xtask`.
struct Command {
    /// The word after `cargo xtask`.
    name: &'static str,
    /// Its arguments, as the help shows them.
    arguments: &'static str,
    /// What it does, in one line.
    about: &'static str,
    /// Does it.
    run: fn(&Project, &[String]) -> Outcome,
}

/// Every command, in the order in which the help lists them.
const COMMANDS: &[Command] = &[
    start::COMMAND,
    test::COMMAND,
    wasm::COMMAND,
    offline::SINGLE_FILE,
    offline::ICONS,
    package::COMMAND,
    example::COMMAND,
    peers::COMMAND,
    pages::LIGHTHOUSE,
    pages::SCREENSHOTS,
    pages::BROWSERS,
    setup::COMMAND,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("", arguments.as_slice()),
    };
    if ["help", "--help", "-h"].contains(&name) {
        say(help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        if !name.is_empty() {
            complain(format!("there is no command `{name}`\n"));
        }
        complain(help());
        return ExitCode::from(2);
    };
    match Project::locate().and_then(|project| (command.run)(&project, rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            complain(format!("\nerror: {message}"));
            ExitCode::FAILURE
        }
    }
}

/// The list of commands, one line each.
fn help() -> String {
    let lines = COMMANDS.iter().map(|command| {
        let usage = format!("{} {}", command.name, command.arguments);
        format!("\n  {usage:18} {}", command.about)
    });
    format!(
        "Usage: cargo xtask <command>\n{}",
        lines.collect::<String>()
    )
}

/// Prints a line. A reader that went away is no reason to stop or to fail.
fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints a line to standard error.
fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, help};

    #[test]
    fn the_help_has_a_line_for_every_command() {
        let text = help();
        for command in COMMANDS {
            assert!(
                text.contains(&format!("\n  {} ", command.name)),
                "{}",
                command.name
            );
            assert!(text.contains(command.about), "{}", command.name);
        }
    }
}
