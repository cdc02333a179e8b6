//! Setting up a fresh machine: what is missing is installed, what is there is left alone.
//!
//! Each function makes sure of one thing and prints one line when it has to do something, so that
//! every command can ask for what it needs. Programs that Cargo installs go into `target/tools`.

pub(crate) mod browser;
pub(crate) mod node;
pub(crate) mod rust;
pub(crate) mod tombi;

use crate::project::Project;
use crate::{Command, Outcome, say};

/// `cargo xtask setup`
pub(crate) const COMMAND: Command = Command {
    name: "setup",
    arguments: "",
    about: "only install what the other commands need and this machine lacks",
    run: |project, _| {
        node::engine()?;
        rust::components()?;
        wasm(project)?;
        node::validators(project)?;
        let chromium = browser::chromium(project)?;
        tombi::tombi(project)?;
        say(format_args!(
            "everything is there; tests use {}",
            chromium.display()
        ));
        Ok(())
    },
};

/// Everything a wasm build needs. Returns the folders to put before all others on `PATH`.
pub(crate) fn wasm(project: &Project) -> Outcome<Vec<std::path::PathBuf>> {
    node::engine()?;
    rust::wasm_target()?;
    node::packages(project)?;
    node::wasm_opt(project)?;
    let mut folders = rust::wasm_tools(project)?;
    folders.push(project.node_bin());
    Ok(folders)
}

/// Says what is being set up, and why it can take a while.
fn announce(what: &str) {
    say(format_args!("set-up: {what}"));
}
