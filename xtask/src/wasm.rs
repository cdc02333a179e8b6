//! The wasm build, its sizes and its trial in Node.

use std::fs;
use std::path::PathBuf;

use crate::process::Process;
use crate::project::Project;
use crate::{Command, Outcome, setup};

/// `cargo xtask wasm`
pub(crate) const COMMAND: Command = Command {
    name: "wasm",
    arguments: "",
    about: "build the wasm package into www/pkg and print its sizes",
    run: |project, _| build(project),
};

/// The name of the optimised module in the package.
const MODULE: &str = "domeinwijzer_bg.wasm";

/// Builds the wasm package into an empty `www/pkg` and prints its sizes.
pub(crate) fn build(project: &Project) -> Outcome {
    let tools = setup::wasm(project)?;
    let pkg = project.pkg();
    if pkg.exists() {
        fs::remove_dir_all(&pkg)
            .map_err(|error| format!("{} cannot be cleaned: {error}", pkg.display()))?;
    }
    // wasm-pack takes the first wasm-bindgen and wasm-opt on PATH, whatever their versions, and
    // would download others in its default mode.
    Process::line("wasm-pack build --profile wasm --target web --mode no-install --no-pack")
        .args("--out-dir www/pkg -- --no-default-features --features wasm".split(' '))
        .within(project.root())
        .path_first(&tools)?
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(project))
        .run()?;
    Process::line("node xtask/js/sizes.mjs")
        .arg(format!("www/pkg/{MODULE}"))
        .within(project.root())
        .run()
}

/// Compiler flags: vectors, and those that keep the folders of this machine out of the module: messages of a panic
/// would name them otherwise.
fn compiler_flags(project: &Project) -> String {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let folders = [
        (cargo_home, "cargo"),
        (Some(project.root().to_owned()), "."),
    ];
    let flags = folders.into_iter().filter_map(|(folder, name)| {
        Some(format!("--remap-path-prefix={}={name}", folder?.display()))
    });
    // Every browser since 2023 has vectors; many cases at once are decided with them.
    let flags = flags.chain(["-Ctarget-feature=+simd128".to_owned()]);
    flags.collect::<Vec<_>>().join("\u{1f}")
}

/// Builds the package unless there is one.
pub(crate) fn ensure(project: &Project) -> Outcome {
    if project.pkg().join(MODULE).is_file() {
        Ok(())
    } else {
        build(project)
    }
}

/// Runs the optimised module in Node on the real protocols.
///
/// A module that was broken on the way has a plausible size and fails only when it is used.
pub(crate) fn try_in_node(project: &Project) -> Outcome {
    ensure(project)?;
    Process::line("node xtask/js/try-wasm.mjs www/pkg protocols")
        .within(project.root())
        .run()
}
