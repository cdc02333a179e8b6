//! The page without a server: one file for a USB stick, and the icons of the installed page.

use crate::process::Process;
use crate::project::Project;
use crate::setup::{browser, node};
use crate::{Command, Outcome, pages};

/// `cargo xtask single-file`
pub(crate) const SINGLE_FILE: Command = Command {
    name: "single-file",
    arguments: "",
    about: "build the page as one HTML file that works from a USB stick",
    run: |project, _| single_file(project),
};

/// `cargo xtask icons`
pub(crate) const ICONS: Command = Command {
    name: "icons",
    arguments: "",
    about: "draw the icons of the installed page anew from their SVG",
    run: |project, _| icons(project),
};

/// Where the one file comes, from the top folder.
const FILE: &str = "target/single-file/domeinwijzer.html";

fn single_file(project: &Project) -> Outcome {
    // The script builds the page its own way, as one script.
    pages::prepare(project)?;
    Process::line("node xtask/js/single-file.mjs www")
        .arg(FILE)
        .within(project.root())
        .run()
}

fn icons(project: &Project) -> Outcome {
    node::packages(project)?;
    let chromium = browser::chromium(project)?;
    Process::line("node xtask/js/icons.mjs")
        .within(project.root())
        .env(browser::VARIABLE, chromium)
        .run()
}
