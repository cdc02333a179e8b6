//! The wasm builds, their sizes and their trial in Node.

use std::fs;
use std::path::PathBuf;

use crate::process::Process;
use crate::project::Project;
use crate::setup::{self, rust};
use crate::{Command, Outcome};

/// `cargo xtask wasm`
pub(crate) const COMMAND: Command = Command {
    name: "wasm",
    arguments: "",
    about: "build the wasm packages into www/pkg and www/pkg-runtime and print their sizes",
    run: |project, _| build(project),
};

/// One way to build the library for JavaScript.
struct Build {
    /// Its folder in `www`.
    folder: &'static str,
    /// The name of its files.
    name: &'static str,
    /// The features of the library, without its default ones.
    features: &'static str,
    /// The most bytes of module and glue together, as brotli packs them: what was reached, rounded up.
    budget: u32,
}

/// Reads TOML, checks, proves and compares; and the same without all that, for protocols as bundles.
const BUILDS: [Build; 2] = [
    Build {
        folder: "pkg",
        name: "domeinwijzer",
        features: "wasm,full",
        budget: 520_000,
    },
    Build {
        folder: "pkg-runtime",
        name: "runtime",
        features: "wasm",
        budget: 240_000,
    },
];

/// What makes a module smaller. Going over it again until nothing changes gains a thousandth.
const OPTIMISE: &str = "wasm-opt -Oz --strip-debug --strip-producers --strip-target-features";

impl Build {
    /// The features, as an option of Cargo.
    fn features(&self) -> String {
        format!("--no-default-features --features {}", self.features)
    }

    /// Compiles the library, makes the glue, and makes the module smaller.
    ///
    /// One crate type only: where Cargo makes an `rlib` beside it, it optimises no further than each
    /// crate. That is why wasm-pack, which takes what Cargo.toml says, is not used.
    fn compile(&self, project: &Project, tools: &[PathBuf]) -> Outcome {
        let run = |line: &str| -> Outcome<Process> {
            let program = Process::line(line).within(project.root());
            program.path_first(tools)
        };
        run("cargo rustc --lib --crate-type cdylib --profile wasm")?
            .args(["--target", rust::WASM])
            .args(self.features().split(' '))
            .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(project))
            .run()?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| project.target());
        run("wasm-bindgen --target web --out-dir")?
            .arg(project.www().join(self.folder))
            .args(["--out-name", self.name])
            .arg(target.join(rust::WASM).join("wasm/domeinwijzer.wasm"))
            .run()?;
        let module = self.module();
        run(OPTIMISE)?.args([&module, "-o", &module]).run()
    }

    /// The optimised module.
    fn module(&self) -> String {
        format!("www/{}/{}_bg.wasm", self.folder, self.name)
    }

    /// What is loaded with it.
    fn glue(&self) -> String {
        format!("www/{}/{}.js", self.folder, self.name)
    }
}

/// The features of every build, as options of Cargo.
pub(crate) fn features() -> impl Iterator<Item = String> {
    BUILDS.iter().map(Build::features)
}

/// Builds the wasm packages into empty folders, prints their sizes, and fails when one is too large.
pub(crate) fn build(project: &Project) -> Outcome {
    let tools = setup::wasm(project)?;
    for it in &BUILDS {
        let folder = project.www().join(it.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .map_err(|error| format!("{} cannot be cleaned: {error}", folder.display()))?;
        }
        it.compile(project, &tools)?;
    }
    let mut sizes = Process::line("node xtask/js/sizes.mjs").within(project.root());
    for it in &BUILDS {
        sizes = sizes.args([&it.budget.to_string(), &it.module(), &it.glue()]);
    }
    sizes.run()
}

/// Compiler flags: vectors, and those that keep the folders of this machine out of the module, which
/// messages of a panic would name otherwise.
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

/// Builds the packages unless they are there.
pub(crate) fn ensure(project: &Project) -> Outcome {
    let built = |it: &Build| project.root().join(it.module()).is_file();
    if BUILDS.iter().all(built) {
        Ok(())
    } else {
        build(project)
    }
}

/// Runs the optimised modules in Node on the real protocols.
///
/// A module that was broken on the way has a plausible size and fails only when it is used.
pub(crate) fn try_in_node(project: &Project) -> Outcome {
    ensure(project)?;
    Process::line("node xtask/js/try-wasm.mjs www/pkg www/pkg-runtime protocols")
        .within(project.root())
        .run()
}
