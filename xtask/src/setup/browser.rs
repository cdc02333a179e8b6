//! A Chromium for the browser tests.

use std::path::PathBuf;

use super::{announce, node};
use crate::process::Process;
use crate::project::Project;
use crate::{Outcome, lookup};

/// The variable that names the browser, for these commands and for the tests that they start.
pub(crate) const VARIABLE: &str = "CHROMIUM_PATH";

/// What a browser of this family is called on `PATH`.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "microsoft-edge-stable",
];

/// Where browsers are on macOS, in the folder of all users or of one.
const ON_MACOS: [&str; 3] = [
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where browsers are on Windows, in one of the folders for programs.
const ON_WINDOWS: [&str; 3] = [
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// Makes sure of a Chromium and returns its path.
pub(crate) fn chromium(project: &Project) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        let path = PathBuf::from(named);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("{VARIABLE} names no file: {}", path.display()))
        };
    }
    node::packages(project)?;
    if let Some(browser) = present(project) {
        return Ok(browser);
    }
    install(project)?;
    present(project).ok_or_else(|| advice("the browser was installed and cannot be found"))
}

/// A browser that is on this machine.
fn present(project: &Project) -> Option<PathBuf> {
    lookup::on_path(&NAMES)
        .or_else(|| places().into_iter().find(|place| place.is_file()))
        .or_else(|| playwrights_own(project))
}

/// Where a browser usually is on a system that does not put it on `PATH`.
fn places() -> Vec<PathBuf> {
    let folder = |variable| std::env::var_os(variable).map(PathBuf::from);
    if cfg!(target_os = "macos") {
        below(&[Some(PathBuf::from("/")), folder("HOME")], &ON_MACOS)
    } else if cfg!(windows) {
        let folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(folder);
        below(&folders, &ON_WINDOWS)
    } else {
        Vec::new()
    }
}

/// Every place in every folder that there is.
fn below(folders: &[Option<PathBuf>], places: &[&str]) -> Vec<PathBuf> {
    let folders = folders.iter().flatten();
    folders
        .flat_map(|folder| places.iter().map(|place| folder.join(place)))
        .collect()
}

/// The browser that Playwright downloaded earlier.
fn playwrights_own(project: &Project) -> Option<PathBuf> {
    let ask = "console.log(require('playwright-core').chromium.executablePath())";
    let path = Process::new("node")
        .args(["-e", ask])
        .within(&project.www())
        .read()
        .ok()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

/// Installs a browser: the system's own where that needs no question, else Playwright's.
fn install(project: &Project) -> Outcome {
    if cfg!(target_os = "linux") && is_root() && lookup::on_path(&["apt-get"]).is_some() {
        announce("installing Chromium with apt-get");
        Process::line("apt-get update --quiet").run()?;
        return Process::line("apt-get install --quiet --yes chromium")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run();
    }
    announce("downloading Chromium with Playwright");
    Process::line("npx --no-install playwright-core install chromium")
        .within(&project.www())
        .run()
        .map_err(|error| advice(&error))
}

fn is_root() -> bool {
    Process::line("id -u").read().is_ok_and(|id| id == "0")
}

fn advice(problem: &str) -> String {
    format!("{problem}\ninstall Chromium, Chrome or Edge, or name one in {VARIABLE}")
}

#[cfg(test)]
mod tests {
    use super::below;
    use std::path::PathBuf;

    #[test]
    fn looks_in_every_folder_that_is_set() {
        let places = below(
            &[Some(PathBuf::from("a")), None, Some(PathBuf::from("b"))],
            &["x", "y"],
        );
        assert_eq!(places, ["a/x", "a/y", "b/x", "b/y"].map(PathBuf::from));
    }
}
