//! The example hosts: each is a small project of its own, with the packed tarball installed in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::Process;
use crate::project::Project;
use crate::setup::{browser, node};
use crate::{Command, Outcome, package, say};

/// `cargo xtask example`
pub(crate) const COMMAND: Command = Command {
    name: "example",
    arguments: "NAME",
    about: "install the npm package in an example host of www/examples and start it",
    run,
};

fn run(project: &Project, arguments: &[String]) -> Outcome {
    let known = names(project)?;
    let name = match arguments {
        [name] if known.contains(name) => name,
        _ => return Err(format!("name one of: {}", known.join(", "))),
    };
    let folder = folder(project).join(name);
    install(&folder, &package::tarball(project)?)?;
    Process::line("npm start").within(&folder).run()
}

fn folder(project: &Project) -> PathBuf {
    project.www().join("examples")
}

/// The examples, by name.
fn names(project: &Project) -> Outcome<Vec<String>> {
    let folder = folder(project);
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join("package.json").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Installs what an example needs, and the tarball.
fn install(folder: &Path, tarball: &Path) -> Outcome {
    if folder.join("package-lock.json").is_file() {
        node::packages_in(folder, &format!("{}", folder.display()))?;
    }
    // The tarball differs after each build, so no lock file may know it.
    Process::line("npm install --no-save --no-package-lock --prefer-offline --ignore-scripts")
        .args(["--no-audit", "--no-fund"])
        .arg(tarball)
        .within(folder)
        .run()
}

/// Starts or builds every example, and walks through it.
pub(crate) fn check(project: &Project) -> Outcome {
    let chromium = browser::chromium(project)?;
    let tarball = package::tarball(project)?;
    for name in names(project)? {
        say(format_args!("example {name}"));
        install(&folder(project).join(name), &tarball)?;
    }
    Process::line("node --test examples.test.mjs")
        .within(&folder(project))
        .env(browser::VARIABLE, chromium)
        .run()
}
