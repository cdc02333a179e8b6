//! Running every check, or some, up to the first that fails.

mod steps;

use std::time::Instant;

use crate::project::Project;
use crate::{Command, Outcome, say};
use steps::{STEPS, Step};

/// `cargo xtask test`
pub(crate) const COMMAND: Command = Command {
    name: "test",
    arguments: "[STEP…]",
    about: "run every check, or only these, and stop at the first that fails",
    run,
};

fn run(project: &Project, names: &[String]) -> Outcome {
    let steps = chosen(names)?;
    let start = Instant::now();
    for (index, (name, check)) in steps.iter().enumerate() {
        say(format_args!("\n== {}/{} {name}", index + 1, steps.len()));
        let begun = Instant::now();
        check(project).map_err(|error| {
            let seconds = begun.elapsed().as_secs_f32();
            format!(
                "{error}\nstep `{name}` failed after {seconds:.1} s; \
                 run it again with: cargo xtask test {name}"
            )
        })?;
        say(format_args!(
            "== {name} passed in {:.1} s",
            begun.elapsed().as_secs_f32()
        ));
    }
    let seconds = start.elapsed().as_secs();
    say(format_args!(
        "\ndone in {} min {} s",
        seconds / 60,
        seconds % 60
    ));
    say(format_args!("steps: {} passed, 0 failed", steps.len()));
    Ok(())
}

/// The steps with these names in their own order; without names all of them.
fn chosen(names: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(name) = names
        .iter()
        .find(|name| STEPS.iter().all(|(known, _)| known != name))
    {
        let known: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "there is no step `{name}`; the steps are: {}",
            known.join(", ")
        ));
    }
    let wanted = |(step, _): &&Step| names.is_empty() || names.iter().any(|name| name == step);
    Ok(STEPS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::{STEPS, chosen};

    fn names(wanted: &[&str]) -> Result<Vec<&'static str>, String> {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        chosen(&wanted).map(|steps| steps.iter().map(|(name, _)| *name).collect())
    }

    #[test]
    fn no_name_means_every_step() {
        assert_eq!(names(&[]).map(|steps| steps.len()), Ok(STEPS.len()));
    }

    #[test]
    fn steps_keep_their_order() {
        assert_eq!(names(&["wasm", "format"]), Ok(vec!["format", "wasm"]));
    }

    #[test]
    fn an_unknown_step_is_named() {
        assert!(names(&["nonsense"]).is_err_and(|text| text.contains("`nonsense`")));
    }

    #[test]
    fn step_names_are_unique() {
        let mut all: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), STEPS.len());
    }
}
