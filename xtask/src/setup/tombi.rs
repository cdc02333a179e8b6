//! Tombi, the linter that editors use for TOML.
//!
//! It is the one tool here that comes from Python. Nothing but a second opinion on the schema rests
//! on it, so a machine without Python goes without.

use std::path::{Path, PathBuf};

use super::announce;
use crate::process::Process;
use crate::project::Project;
use crate::version::Version;
use crate::{Outcome, lookup, say};

/// The variable in which the tests look for it.
pub(crate) const VARIABLE: &str = "DOMEINWIJZER_TOMBI";

/// The Tombi that the schema is known to work with.
const TOMBI: Version = Version::new(1, 9, 6);

/// Makes sure of Tombi and returns it; none, with one line that says so, where Python is missing.
pub(crate) fn tombi(project: &Project) -> Outcome<Option<PathBuf>> {
    let root = project
        .target()
        .join("tools")
        .join(format!("tombi-{TOMBI}"));
    let folder = root.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if let Some(program) = lookup::program(&folder, "tombi") {
        return Ok(Some(program));
    }
    let Some(python) = lookup::on_path(&["python3", "python"]).filter(|it| makes_rooms(it)) else {
        say("set-up: no Python with venv: the schema is checked without Tombi");
        return Ok(None);
    };
    announce("installing Tombi, which checks the schema as an editor would");
    Process::new(python).args(["-m", "venv"]).arg(&root).run()?;
    Process::new(lookup::program(&folder, "python").ok_or("the venv has no python")?)
        .args(["-m", "pip", "install", "--quiet"])
        .args(["--disable-pip-version-check"])
        .arg(format!("tombi=={TOMBI}"))
        .run()?;
    match lookup::program(&folder, "tombi") {
        Some(program) => Ok(Some(program)),
        None => Err("pip installed Tombi, and it cannot be found".to_owned()),
    }
}

/// Whether this Python can set a folder apart for a package; Debian leaves that out by default.
fn makes_rooms(python: &Path) -> bool {
    let ask = "import venv, ensurepip";
    Process::new(python).args(["-c", ask]).read().is_ok()
}
