//! The Rust side: the wasm target, rustfmt and clippy, wasm-bindgen and wasm-pack.

use std::fs;
use std::path::{Path, PathBuf};

use super::announce;
use crate::process::Process;
use crate::project::Project;
use crate::version::{Version, locked};
use crate::{Outcome, lookup};

/// The target of the wasm build.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The wasm-pack that the build is known to work with.
const WASM_PACK: Version = Version::new(0, 15, 1);

/// The folder in which the tools are built.
const BUILD: &str = "build";

/// A program that Cargo installs.
struct Tool {
    name: &'static str,
    package: &'static str,
    version: Version,
    /// Whether its own lock file is used; that of wasm-bindgen-cli does not resolve.
    locked: bool,
}

/// Makes sure that the compiler can build for wasm.
pub(crate) fn wasm_target() -> Outcome {
    // The compiler is asked where it looks, so a target from a system package counts as well.
    let library = Process::line("rustc --print target-libdir --target")
        .arg(WASM)
        .read()?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    if lookup::on_path(&["rustup"]).is_none() {
        return Err(format!(
            "the Rust target {WASM} is missing: install rustup, \
             or on Debian the packages rustc-web and libstd-rust-web-dev-wasm32"
        ));
    }
    announce("adding the Rust target for wasm");
    Process::line("rustup target add").arg(WASM).run()
}

/// Makes sure of rustfmt and clippy, which a minimal toolchain lacks.
pub(crate) fn components() -> Outcome {
    for (component, command) in [("rustfmt", "cargo fmt"), ("clippy", "cargo clippy")] {
        if Process::line(command).arg("--version").read().is_ok() {
            continue;
        }
        if lookup::on_path(&["rustup"]).is_none() {
            return Err(format!("`{command}` is missing: install {component}"));
        }
        announce(&format!("adding {component}"));
        Process::line("rustup component add").arg(component).run()?;
    }
    Ok(())
}

/// Makes sure of wasm-bindgen and wasm-pack and returns the folders that hold them.
pub(crate) fn wasm_tools(project: &Project) -> Outcome<Vec<PathBuf>> {
    let lock = fs::read_to_string(project.root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
    // The program has to be of the very version of the crate: what they exchange changes between
    // versions. So it is read from the lock file and written nowhere else.
    let bindgen = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    let tools = [
        Tool {
            name: "wasm-pack",
            package: "wasm-pack",
            version: WASM_PACK,
            locked: true,
        },
        Tool {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: bindgen,
            locked: false,
        },
    ];
    let folder = project.target().join("tools");
    let found: Outcome<Vec<PathBuf>> = tools.iter().map(|tool| installed(&folder, tool)).collect();
    // What they were built from is large and not needed again.
    let _ = fs::remove_dir_all(folder.join(BUILD));
    found
}

/// The folder of `tool`: ours in `tools`, or one on `PATH` if it is of the very version.
fn installed(tools: &Path, tool: &Tool) -> Outcome<PathBuf> {
    let root = tools.join(format!("{}-{}", tool.package, tool.version));
    let own = root.join("bin");
    if lookup::program(&own, tool.name).is_some() {
        return Ok(own);
    }
    if let Some(program) = lookup::on_path(&[tool.name])
        && let Ok(printed) = Process::new(&program).arg("--version").read()
        && Version::find(&printed) == Some(tool.version)
        && let Some(folder) = program.parent()
    {
        return Ok(folder.to_path_buf());
    }
    announce(&format!(
        "building {} {}, which takes a minute or two, once",
        tool.package, tool.version
    ));
    Process::line("cargo install --quiet")
        .args([tool.package, "--version", &tool.version.to_string()])
        .args(tool.locked.then_some("--locked"))
        .arg("--root")
        .arg(&root)
        // Both tools share a part of what they are built from.
        .env("CARGO_TARGET_DIR", tools.join(BUILD))
        // They work for a second in each build: to build them twice as fast is worth more.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .run()?;
    Ok(own)
}
