//! Running other programs: shown as they start, and with an error that names them.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::{Outcome, lookup, say};

/// A program with its arguments, not yet started.
pub(crate) struct Process {
    command: Command,
    /// The line that shows what runs: names, not paths.
    shown: String,
}

impl Process {
    /// A program by its name on `PATH` or by its path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = Path::new(program.as_ref());
        let shown = program
            .file_stem()
            .unwrap_or(program.as_os_str())
            .to_string_lossy();
        // Windows starts `npm.cmd` only when asked for by its full name.
        let found = if program.components().count() == 1 {
            program.to_str().and_then(|name| lookup::on_path(&[name]))
        } else {
            None
        };
        let command = Command::new(found.as_deref().unwrap_or(program));
        Self {
            command,
            shown: shown.into_owned(),
        }
    }

    /// A program with the words of `line` as its name and arguments.
    pub(crate) fn line(line: &str) -> Self {
        let mut words = line.split_whitespace();
        Self::new(words.next().unwrap_or_default()).args(words)
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(&argument);
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in this folder.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Puts these folders before all others on the program's `PATH`.
    pub(crate) fn path_first(self, folders: &[PathBuf]) -> Outcome<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(std::env::split_paths(&path));
        let joined: OsString = std::env::join_paths(all)
            .map_err(|error| format!("a folder cannot be part of PATH: {error}"))?;
        Ok(self.env("PATH", joined))
    }

    /// Runs it, with its output shown.
    pub(crate) fn run(mut self) -> Outcome {
        say(format_args!("$ {}", self.shown));
        let ended = self.command.stdin(Stdio::null()).status();
        self.judge(ended)
    }

    /// Runs it, with its standard output written to `file`.
    pub(crate) fn run_into(mut self, file: &Path) -> Outcome {
        say(format_args!("$ {} > {}", self.shown, file.display()));
        let out = File::create(file)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        let ended = self.command.stdin(Stdio::null()).stdout(out).status();
        self.judge(ended)
    }

    /// Runs it unseen and returns what it printed, trimmed.
    pub(crate) fn read(mut self) -> Outcome<String> {
        match self
            .command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
        {
            Ok(output) => {
                self.judge(Ok(output.status))?;
                Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
            }
            Err(error) => self.judge(Err(error)).map(|()| String::new()),
        }
    }

    fn judge(&self, ended: io::Result<ExitStatus>) -> Outcome {
        match ended {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{}` failed ({status})", self.shown)),
            Err(error) => Err(format!("`{}` could not be started: {error}", self.shown)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Process;

    #[test]
    fn reads_what_a_program_prints() {
        let printed = Process::line("cargo --version").read();
        assert!(printed.is_ok_and(|text| text.starts_with("cargo ")));
    }

    #[test]
    fn an_error_names_the_program_and_its_arguments() {
        let failed = Process::line("cargo no-such-command").read();
        assert!(failed.is_err_and(|text| text.starts_with("`cargo no-such-command` failed")));
        let missing = Process::line("no-such-program --flag").read();
        assert!(missing.is_err_and(|text| text.contains("could not be started")));
    }
}
