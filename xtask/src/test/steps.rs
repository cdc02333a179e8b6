//! The checks, in the order in which they are quick to fail.

use std::fs;

use crate::process::Process;
use crate::project::Project;
use crate::setup::{browser, node, rust, tombi};
use crate::{Outcome, example, package, pages, say, setup, wasm};

/// One check: what it is called, on the command line and in the output, and what it does.
pub(super) type Step = (&'static str, fn(&Project) -> Outcome);

/// Every check, in the order in which they run.
pub(super) const STEPS: &[Step] = &[
    ("machine", machine),
    ("format", format),
    ("lint", lint),
    ("lint-wasm", lint_wasm),
    ("rust", rust_tests),
    ("docs", docs),
    ("protocols", protocols),
    ("examples", examples),
    ("set-up", set_up),
    ("formats", formats),
    ("wasm", wasm::build),
    ("wasm-node", wasm::try_in_node),
    ("package", package::check),
    ("hosts", example::check),
    ("page-types", page_types),
    ("page-build", pages::build),
    ("page", page_tests),
];

fn cargo(project: &Project, arguments: &str) -> Process {
    Process::new("cargo")
        .args(arguments.split_whitespace())
        .within(project.root())
}

fn npm(project: &Project, script: &str) -> Process {
    Process::new("npm")
        .args(["run", script])
        .within(&project.www())
}

/// What is missing and cannot be installed here is better heard at once than after minutes.
fn machine(_: &Project) -> Outcome {
    node::engine()?;
    rust::components()
}

fn format(project: &Project) -> Outcome {
    cargo(project, "fmt --all -- --check").run()
}

fn lint(project: &Project) -> Outcome {
    cargo(
        project,
        "clippy --workspace --all-targets --all-features -- -D warnings",
    )
    .run()
}

/// The library as pages get it, without what only the command line has.
fn lint_wasm(project: &Project) -> Outcome {
    rust::wasm_target()?;
    for (package, features) in wasm::packages() {
        cargo(project, "clippy")
            .args(["--manifest-path", &format!("{package}/Cargo.toml")])
            .args(features)
            .args(["--target", rust::WASM, "--", "-D", "warnings"])
            .env("CARGO_ENCODED_RUSTFLAGS", wasm::VECTORS)
            .run()?;
    }
    Ok(())
}

fn rust_tests(project: &Project) -> Outcome {
    let tests = cargo(project, "test");
    match tombi::tombi(project)? {
        Some(program) => tests.env(tombi::VARIABLE, program).run(),
        None => tests.run(),
    }
}

fn docs(project: &Project) -> Outcome {
    cargo(project, "doc --no-deps")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .run()
}

fn protocols(project: &Project) -> Outcome {
    domeinwijzer(project, &["check", "protocols"])
}

/// The examples that the protocols carry.
fn examples(project: &Project) -> Outcome {
    domeinwijzer(project, &["test", "protocols"])
}

/// The command line itself.
///
/// It is built beside an example: then Cargo gives the dependencies the features that the tests asked
/// for as well, and what was compiled for the tests is used; `cargo run` would compile it all anew.
fn domeinwijzer(project: &Project, arguments: &[&str]) -> Outcome {
    cargo(
        project,
        "build -q --bin domeinwijzer --example recommendations",
    )
    .run()?;
    Process::new(project.built().join("domeinwijzer"))
        .args(arguments)
        .within(project.root())
        .run()
}

/// Everything that the steps after this one need, so that their times are their own.
fn set_up(project: &Project) -> Outcome {
    setup::wasm(project)?;
    node::validators(project)?;
    let chromium = browser::chromium(project)?;
    say(format_args!("browser: {}", chromium.display()));
    Ok(())
}

/// What other systems get, before validators and a renderer that other people wrote.
fn formats(project: &Project) -> Outcome {
    let chromium = browser::chromium(project)?;
    node::validators(project)?;
    let exchange = project.target().join("exchange.jsonl");
    fs::create_dir_all(project.target()).map_err(|error| format!("target: {error}"))?;
    cargo(project, "run -q --example exchange -- protocols").run_into(&exchange)?;
    Process::line("npm test")
        .within(&project.validators())
        .env("DOMEINWIJZER_EXCHANGE", exchange)
        .env(browser::VARIABLE, chromium)
        .run()
}

fn page_types(project: &Project) -> Outcome {
    node::packages(project)?;
    wasm::ensure(project)?;
    npm(project, "typecheck").run()
}

/// The page's own tests, which compare the wasm with the advice that the native engine gives.
fn page_tests(project: &Project) -> Outcome {
    let chromium = browser::chromium(project)?;
    wasm::ensure(project)?;
    let native = project.target().join("recommendations.json");
    fs::create_dir_all(project.target()).map_err(|error| format!("target: {error}"))?;
    cargo(project, "run -q --example recommendations -- protocols").run_into(&native)?;
    npm(project, "test")
        .env("DOMEINWIJZER_NATIVE", native)
        .env(browser::VARIABLE, chromium)
        .run()?;
    pages::browsers(project)
}
