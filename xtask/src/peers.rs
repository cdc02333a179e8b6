//! Measuring beside other engines.

use std::fs;

use crate::process::Process;
use crate::project::Project;
use crate::{Command, Outcome, setup, wasm};

/// `cargo xtask bench-peers`
pub(crate) const COMMAND: Command = Command {
    name: "bench-peers",
    arguments: "[rounds]",
    about: "measure beside other engines and write benches/peers/RESULTS.md",
    run,
};

fn run(project: &Project, arguments: &[String]) -> Outcome {
    setup::node::engine()?;
    setup::node::packages(project)?;
    wasm::ensure(project)?;
    let folder = project.root().join("benches").join("peers");
    if !folder.join("node_modules").is_dir() {
        Process::line("npm ci --no-audit --no-fund")
            .within(&folder)
            .run()?;
    }
    // Asked for by name: npm leaves out what is made for a processor that is none.
    if !folder
        .join("node_modules/@gorules/zen-engine-wasm32-wasi")
        .is_dir()
    {
        Process::line("npm install --no-save --force --no-audit --no-fund")
            .arg("@gorules/zen-engine-wasm32-wasi@0.52.1")
            .within(&folder)
            .run()?;
    }
    let built = folder.join("built");
    fs::create_dir_all(&built)
        .map_err(|error| format!("{} cannot be made: {error}", built.display()))?;
    // The compiler itself, not its command in .bin: that one is another file on Windows.
    Process::line("node www/node_modules/typescript/bin/tsc")
        .args("--target es2022 --module esnext --moduleResolution bundler --strict".split(' '))
        .args("--lib es2022,dom --outDir benches/peers/built".split(' '))
        .arg("www/package/src/route.ts")
        .within(project.root())
        .run()?;
    Process::line("node make-encoder.mjs")
        .within(&folder)
        .run()?;
    Process::line("node bench.mjs")
        .args(arguments)
        .within(&folder)
        .run()
}
