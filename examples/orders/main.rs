//! Compares orders in which questions can be asked.
#![allow(clippy::all, clippy::pedantic)]

mod consult;
mod strategies;

use consult::{Chance, Failed, Pick, Player, Random, Taken, World};
use domeinwijzer::protocol::registry::Registry;
use strategies as s;

const STRATEGIES: &[(&str, Pick)] = &[
    ("form", s::form),
    ("form, advice first", s::form_advice),
    ("publicodes", s::publicodes),
    ("publicodes, advice first", s::publicodes_advice),
    ("first order", s::first),
    ("engine", s::engine),
    ("sum uniform", s::sum_uniform),
    ("sum no", s::sum_no),
    ("sum uniform half", s::sum_uniform_half),
    ("sum no half", s::sum_no_half),
    ("rate uniform", s::rate_uniform),
    ("rate no", s::rate_no),
    ("rate uniform half", s::rate_uniform_half),
    ("rate no half", s::rate_no_half),
    ("pairs uniform", s::pairs_uniform),
    ("pairs no", s::pairs_no),
    ("l2_6", s::l2_6),
    ("l2_6u", s::l2_6u),
    ("l2_6m", s::l2_6m),
    ("l2_6um", s::l2_6um),
    ("l2_6y", s::l2_6y),
    ("l3_6_2", s::l3_6_2),
    ("l3_4_3", s::l3_4_3),
    ("x mix 10", s::mix_10),
    ("x mix 50", s::mix_50),
    ("x wait 75", s::wait_75),
    ("x wait 150", s::wait_150),
    ("x no 20", s::no_20),
    ("x no 40", s::no_40),
    ("x yes 33", s::yes_33),
    ("x deep 4", s::deep_4),
    ("x deep all", s::deep_all),
    ("x rollout 4", s::rollout_4),
    ("x rollout many", s::rollout_many),
];

fn main() -> Result<(), Failed> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "protocols".to_owned());
    let many: usize = args.next().and_then(|it| it.parse().ok()).unwrap_or(500);
    let only: Option<String> = args.next();
    let mut registry = Registry::default();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.is_dir() {
            for file in std::fs::read_dir(&path)? {
                let file = file?.path();
                registry.add(file.to_string_lossy(), &std::fs::read(&file)?);
            }
        }
    }
    let mut files: Vec<_> = registry.files().iter().collect();
    files.sort_by_key(|file| file.path());
    let worlds = files
        .into_iter()
        .map(|file| World::new(&registry, file))
        .collect::<Result<Vec<_>, _>>()?;
    let sets: Vec<(&str, Vec<Vec<Vec<i64>>>)> = vec![
        ("examples", worlds.iter().map(World::examples).collect()),
        (
            "uniform",
            worlds
                .iter()
                .map(|it| {
                    it.random(
                        &mut Random(1),
                        many,
                        Chance {
                            yes: 500,
                            danger: 500,
                            lowest: 0,
                        },
                    )
                })
                .collect(),
        ),
        (
            "mostly no",
            worlds
                .iter()
                .map(|it| {
                    it.random(
                        &mut Random(2),
                        many,
                        Chance {
                            yes: 200,
                            danger: 20,
                            lowest: 500,
                        },
                    )
                })
                .collect(),
        ),
    ];
    println!(
        "{:<26} {:>5}  {}",
        "",
        "ms/q",
        sets.iter()
            .map(|it| format!("{:^46}", it.0))
            .collect::<String>()
    );
    for safety in [true] {
        for (name, pick) in STRATEGIES.iter().filter(|it| {
            only.as_ref()
                .is_none_or(|only| it.0.contains(only.as_str()))
        }) {
            let start = std::time::Instant::now();
            let mut line = String::new();
            let mut turns = 0;
            for (_, cases) in &sets {
                let mut taken: Vec<Taken> = Vec::new();
                for (world, cases) in worlds.iter().zip(cases) {
                    let player = Player::new(world, *pick, safety);
                    taken.extend(cases.iter().map(|codes| player.play(codes)));
                    turns += player.asked();
                }
                let mean = |of: &dyn Fn(&Taken) -> u64| {
                    taken.iter().map(of).sum::<u64>() as f64 / taken.len() as f64
                };
                let max = |of: &dyn Fn(&Taken) -> u64| taken.iter().map(of).max().unwrap_or(0);
                line += &format!(
                    " {:>5.2} {:>5.2} {:>2} {:>2} | {:>5.2} {:>5.2} {:>2} {:>2} ‖",
                    mean(&|t| t.advised.0),
                    mean(&|t| t.advised.1),
                    max(&|t| t.advised.0),
                    max(&|t| t.advised.1),
                    mean(&|t| t.complete.0),
                    mean(&|t| t.complete.1),
                    max(&|t| t.complete.0),
                    max(&|t| t.complete.1)
                );
            }
            println!(
                "{name:<26} {:>5.2}  {line}",
                start.elapsed().as_secs_f64() * 1e3 / turns as f64
            );
        }
    }
    Ok(())
}
