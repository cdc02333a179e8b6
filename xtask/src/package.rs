//! The npm package: built, packed, and tried in the hosts it is meant for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::Process;
use crate::project::Project;
use crate::setup::{browser, node};
use crate::{Command, Outcome, say, wasm};

/// `cargo xtask package`
pub(crate) const COMMAND: Command = Command {
    name: "package",
    arguments: "[--update]",
    about: "build the npm package, print what is in it; --update: its types and reference too",
    run,
};

/// The word after which generated files are written anew instead of compared.
const UPDATE: &str = "--update";

fn run(project: &Project, arguments: &[String]) -> Outcome {
    let update = match arguments {
        [] => false,
        [word] if word == UPDATE => true,
        _ => return Err(format!("`package` takes nothing, or `{UPDATE}`")),
    };
    wasm::build(project)?;
    build(project, update)?;
    if update {
        node::packages_in(&hosts(project), "the tests of the npm package")?;
        let reference = script(project, "tests/hosts/reference.mjs");
        reference.arg(UPDATE).run()?;
    }
    let tarball = pack(project)?;
    script(project, "build/contents.mjs").arg(&tarball).run()?;
    say(tarball.display());
    Ok(())
}

/// Its sources.
fn folder(project: &Project) -> PathBuf {
    project.www().join("package")
}

/// What its tests build and check with.
fn hosts(project: &Project) -> PathBuf {
    folder(project).join("tests").join("hosts")
}

/// What is made of it and not kept.
fn made(project: &Project) -> PathBuf {
    project.target().join("npm")
}

fn script(project: &Project, path: &str) -> Process {
    Process::new("node")
        .arg(format!("www/package/{path}"))
        .within(project.root())
}

/// Builds it into `www/package/dist`.
fn build(project: &Project, update: bool) -> Outcome {
    script(project, "build/build.mjs")
        .args(update.then_some(UPDATE))
        .run()
}

/// Packs what was built and returns the tarball.
fn pack(project: &Project) -> Outcome<PathBuf> {
    let made = made(project);
    let stage = made.join("package");
    script(project, "build/stage.mjs").arg(&stage).run()?;
    Process::line("npm pack --silent --ignore-scripts --pack-destination ..")
        .within(&stage)
        .run()?;
    newest(&made, "tgz").ok_or_else(|| "npm packed nothing".to_owned())
}

/// The file with this ending that was written last.
fn newest(folder: &Path, ending: &str) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten();
    files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .max_by_key(|path| fs::metadata(path).and_then(|it| it.modified()).ok())
}

/// The tarball, made of what is there.
pub(crate) fn tarball(project: &Project) -> Outcome<PathBuf> {
    node::packages(project)?;
    wasm::ensure(project)?;
    build(project, false)?;
    pack(project)
}

/// Builds and packs it, runs its own tests, installs the tarball in an empty project, and tries it
/// there in each bundler, in Node and in a browser.
pub(crate) fn check(project: &Project) -> Outcome {
    node::packages(project)?;
    node::packages_in(&hosts(project), "the tests of the npm package")?;
    let chromium = browser::chromium(project)?;
    wasm::ensure(project)?;
    build(project, false)?;
    Process::line("node --expose-gc --test")
        .args(tests(&folder(project).join("tests"))?)
        .within(&folder(project))
        .run()?;
    script(project, "tests/hosts/reference.mjs").run()?;
    let tarball = pack(project)?;
    let host = made(project).join("host");
    empty_project(&host)?;
    Process::line("npm install --offline --ignore-scripts --no-audit --no-fund")
        .arg(&tarball)
        .within(&host)
        .run()?;
    Process::line("node --test --test-concurrency=2")
        .args(tests(&hosts(project))?)
        .within(&folder(project))
        .env("DOMEINWIJZER_HOST", &host)
        .env("DOMEINWIJZER_TARBALL", &tarball)
        .env(browser::VARIABLE, chromium)
        .run()
}

/// The tests in a folder; not every Node takes a pattern.
fn tests(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(format!("{} holds no test", folder.display()));
    }
    Ok(found)
}

/// A folder with nothing but a name, as a host begins.
fn empty_project(folder: &Path) -> Outcome {
    let text = "{ \"name\": \"host\", \"private\": true, \"type\": \"module\" }\n";
    // What an earlier run installed or built would hide that something is missing now.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(folder.join("package.json"), text))
        .map_err(|error| format!("{}: {error}", folder.display()))
}
