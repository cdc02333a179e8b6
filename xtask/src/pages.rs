//! What people look at before a page goes out: its scores and its pictures.

use crate::process::Process;
use crate::project::Project;
use crate::setup::{browser, node};
use crate::{Command, Outcome, say, wasm};

/// `cargo xtask lighthouse`
pub(crate) const LIGHTHOUSE: Command = Command {
    name: "lighthouse",
    arguments: "",
    about: "judge the built page with Lighthouse and print the scores",
    run: |project, _| lighthouse(project),
};

/// `cargo xtask screenshots`
pub(crate) const SCREENSHOTS: Command = Command {
    name: "screenshots",
    arguments: "",
    about: "walk through the page and keep a picture of every state",
    run: |project, _| screenshots(project),
};

/// `cargo xtask browsers`
pub(crate) const BROWSERS: Command = Command {
    name: "browsers",
    arguments: "",
    about: "walk through the page in the Firefox and WebKitGTK that are installed",
    run: |project, _| {
        build(project)?;
        browsers(project)
    },
};

/// A walk in every browser that is there beside Chromium; one that is not is named and skipped.
pub(crate) fn browsers(project: &Project) -> Outcome {
    // Newer versions of Node have a WebSocket without being asked.
    Process::line("node --experimental-websocket --no-warnings tests/browsers/walk.mjs")
        .within(&project.www())
        .run()
}

fn lighthouse(project: &Project) -> Outcome {
    let chromium = built(project)?;
    let folder = project.www().join("lighthouse");
    node::packages_in(&folder, "Lighthouse")?;
    Process::line("node run.mjs")
        .within(&folder)
        .env(browser::VARIABLE, chromium)
        .run()
}

fn screenshots(project: &Project) -> Outcome {
    let chromium = built(project)?;
    Process::line("npm run pictures")
        .within(&project.www())
        .env(browser::VARIABLE, chromium)
        .env("DOMEINWIJZER_PICTURES", "1")
        .run()?;
    say(project.www().join("test-output").display());
    Ok(())
}

/// What a build of the page takes: its packages, and the engine when it is not there.
pub(crate) fn prepare(project: &Project) -> Outcome {
    node::packages(project)?;
    wasm::ensure(project)
}

/// Builds the page.
pub(crate) fn build(project: &Project) -> Outcome {
    prepare(project)?;
    Process::line("npm run build").within(&project.www()).run()
}

/// Builds the page and returns the browser to show it in.
fn built(project: &Project) -> Outcome<std::path::PathBuf> {
    build(project)?;
    browser::chromium(project)
}
