//! The wasm builds, their sizes and their trial in Node.

use std::fs;
use std::path::PathBuf;

use crate::process::Process;
use crate::project::Project;
use crate::{Command, Outcome, setup};

/// `cargo xtask wasm`
pub(crate) const COMMAND: Command = Command {
    name: "wasm",
    arguments: "",
    about: "build the wasm packages into the folders pkg… of www and print their sizes",
    run: |project, _| build(project),
};

/// One way to build the library for JavaScript.
struct Build {
    /// The folder of its package.
    package: &'static str,
    /// Its folder in `www`.
    folder: &'static str,
    /// The name of its files.
    name: &'static str,
    /// The features of the library beside `wasm`, as options of Cargo.
    features: &'static [&'static str],
    /// The most bytes of module and glue together, as brotli packs them: what was reached, rounded up.
    budget: u32,
}

/// Reads TOML, checks, proves and compares; the same without all that, for protocols as bundles; what
/// brings a text into form, for the workbench; and what reads the export of a practice.
const BUILDS: [Build; 4] = [
    Build {
        package: "wasm",
        folder: "pkg",
        name: "domeinwijzer",
        features: &["--features", "full"],
        budget: 409_000,
    },
    Build {
        package: "wasm",
        folder: "pkg-runtime",
        name: "runtime",
        features: &[],
        budget: 170_000,
    },
    Build {
        package: "wasm/tidy",
        folder: "pkg-tidy",
        name: "tidy",
        features: &[],
        budget: 88_000,
    },
    Build {
        package: "wasm/list",
        folder: "pkg-list",
        name: "list",
        features: &[],
        budget: 143_000,
    },
];

impl Build {
    /// The optimised module.
    fn module(&self) -> String {
        format!("www/{}/{}_bg.wasm", self.folder, self.name)
    }

    /// What is loaded with it.
    fn glue(&self) -> String {
        format!("www/{}/{}.js", self.folder, self.name)
    }

    /// Builds the package into an empty folder, by way of this target folder.
    fn make(&self, project: &Project, tools: &[PathBuf], target: Option<&str>) -> Outcome {
        let folder = project.www().join(self.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .map_err(|error| format!("{} cannot be cleaned: {error}", folder.display()))?;
        }
        // wasm-pack takes the first wasm-bindgen and wasm-opt on PATH, whatever their versions, and
        // would download others in its default mode.
        let up = "../".repeat(self.package.split('/').count());
        let mut pack = Process::line("wasm-pack build")
            .args([self.package])
            .args("--profile wasm --target web --mode no-install --no-pack".split(' '))
            .args(["--out-dir", &format!("{up}www/{}", self.folder)])
            .args(["--out-name", self.name, "--"])
            .args(self.features)
            .within(project.root())
            .path_first(tools)?
            .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(project));
        if let Some(target) = target {
            pack = pack.env("CARGO_TARGET_DIR", project.root().join(target));
        }
        pack.run()
    }
}

/// The folder of the package of every build, with its features as options of Cargo.
pub(crate) fn packages() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    BUILDS.iter().map(|it| (it.package, it.features))
}

/// Builds the wasm packages into empty folders, prints their sizes, and fails when one is too large.
///
/// A module is compiled as a whole, by one processor: the largest is made beside the others, in a target
/// folder of its own, because Cargo has only one at work in each.
pub(crate) fn build(project: &Project) -> Outcome {
    let tools = setup::wasm(project)?;
    let [largest, others @ ..] = &BUILDS;
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| largest.make(project, &tools, Some("target/wasm-full")));
        let made = others
            .iter()
            .try_for_each(|it| it.make(project, &tools, None));
        let beside = beside.join();
        made.and(beside.unwrap_or_else(|_| Err("the largest module was not made".to_owned())))
    })?;
    let mut sizes = Process::line("node xtask/js/sizes.mjs").within(project.root());
    for it in &BUILDS {
        sizes = sizes.args([&it.budget.to_string(), &it.module(), &it.glue()]);
    }
    sizes.run()
}

/// Every browser since 2023 has vectors; many cases at once are decided with them.
pub(crate) const VECTORS: &str = "-Ctarget-feature=+simd128";

/// The bytes of the stack of a module: some five times what the deepest nesting that is read takes.
const STACK: usize = 1 << 18;

/// Compiler flags: vectors, a small stack, and those that keep the folders of this machine out of the module: messages of a panic
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
    let flags = flags.chain([VECTORS.to_owned()]);
    // The linker sets aside 1 MB, sixteen pages of each page that opens; the deepest input takes 54 kB.
    let flags = flags.chain([format!("-Clink-arg=-zstack-size={STACK}")]);
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
    Process::line(
        "node xtask/js/try-wasm.mjs www/pkg www/pkg-runtime www/pkg-tidy protocols tests/fmt",
    )
    .within(project.root())
    .run()
}
