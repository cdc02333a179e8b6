//! The Node side: Node itself, the npm packages and wasm-opt.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::announce;
use crate::process::Process;
use crate::project::Project;
use crate::version::Version;
use crate::{Outcome, lookup};

/// The oldest Node that runs the page's tools and can `require` a module.
const NODE: Version = Version::new(20, 19, 0);

/// The oldest wasm-opt that is let near the module. Version 108, which Debian has, ends without an
/// error and leaves a module that cannot be instantiated.
const WASM_OPT: Version = Version::new(132, 0, 0);

/// Makes sure that Node and npm are there; they are not installed here.
pub(crate) fn engine() -> Outcome {
    let found = Process::line("node --version").read().unwrap_or_default();
    match Version::find(&found) {
        Some(version) if version >= NODE => {}
        Some(version) => return Err(format!("Node.js {NODE} or newer is needed, not {version}")),
        None => {
            return Err(format!(
                "Node.js {NODE} or newer is needed, with npm: install them"
            ));
        }
    }
    match lookup::on_path(&["npm"]) {
        Some(_) => Ok(()),
        None => Err("npm is needed beside Node.js: install it".to_owned()),
    }
}

/// Makes sure that the npm packages of the page are those of its lock file.
pub(crate) fn packages(project: &Project) -> Outcome {
    packages_in(&project.www(), "the page")
}

/// Makes sure of the validators and the renderer that try what other systems get.
pub(crate) fn validators(project: &Project) -> Outcome {
    packages_in(&project.validators(), "the FHIR validators")
}

/// Makes sure that the npm packages in `folder` are those of its lock file.
pub(crate) fn packages_in(folder: &Path, what: &str) -> Outcome {
    // npm writes this file at the end of each install.
    let installed = changed(&folder.join("node_modules").join(".package-lock.json"));
    if is_fresh(installed, changed(&folder.join("package-lock.json"))) {
        return Ok(());
    }
    announce(&format!("installing the npm packages of {what}"));
    // `npm ci` refuses a lock file without the optional packages of platforms that a registry lacks.
    Process::line("npm install --no-save --no-audit --no-fund")
        .within(folder)
        .run()
}

/// Refuses a wasm-opt that is missing or too old.
pub(crate) fn wasm_opt(project: &Project) -> Outcome {
    let Some(program) = lookup::program(&project.node_bin(), "wasm-opt") else {
        return Err("wasm-opt is missing: the npm package `binaryen` brings it".to_owned());
    };
    let printed = Process::new(program).arg("--version").read()?;
    match Version::find(&printed) {
        Some(version) if version >= WASM_OPT => Ok(()),
        _ => Err(format!(
            "wasm-opt {} or newer is needed, not `{printed}`: an older one breaks the module",
            WASM_OPT.major()
        )),
    }
}

/// When a file was last changed, if it is there.
fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// Whether what was installed is not older than what asks for it.
fn is_fresh(installed: Option<SystemTime>, asked: Option<SystemTime>) -> bool {
    installed.is_some() && installed >= asked
}

#[cfg(test)]
mod tests {
    use super::is_fresh;
    use std::time::{Duration, SystemTime};

    #[test]
    fn packages_are_installed_again_when_the_lock_file_is_newer() {
        let early = Some(SystemTime::UNIX_EPOCH);
        let late = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1));
        assert!(is_fresh(late, early));
        assert!(is_fresh(late, late));
        assert!(!is_fresh(early, late));
        assert!(!is_fresh(None, late));
        assert!(!is_fresh(None, None));
    }
}
