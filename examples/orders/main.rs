//! Compares orders in which questions can be asked, as the tables of `docs/question-order.md`.
//!
//! `cargo run --release --example orders -- protocols 100` plays every example of every protocol in
//! the folder and so many random cases of each; then it compares with the best order there is, on
//! small protocols drawn at random. All draws are the same on every machine.
#![expect(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "means of small numbers, over positions that the engine hands out"
)]

mod consult;
mod publicodes;
mod small;
mod strategies;

use consult::{Chance, Failed, Pick, Player, Random, Taken, World};
use domeinwijzer::decide::{decide, next};
use domeinwijzer::protocol::registry::Registry;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const STRATEGIES: [(&str, Pick); 9] = [
    ("form order", strategies::form),
    ("form order, advice first", strategies::form_advice),
    ("Publicodes", strategies::publicodes),
    ("Publicodes, advice first", strategies::publicodes_advice),
    ("fewest routes open", strategies::fewest_open),
    ("pairs told apart", strategies::pairs),
    ("effort saved per effort", strategies::saved_per_effort),
    ("one answer ahead", strategies::one_ahead),
    ("**the engine**", strategies::engine),
];

type Cases = Vec<Vec<i64>>;

fn main() -> Result<(), Failed> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "protocols".to_owned());
    let many = args.next().map_or(Ok(100), |it| it.parse())?;
    let worlds = load(&folder)?;
    let draw = |seed: u64, chance: Chance| -> Vec<Cases> {
        let of = |world: &World| world.random(&mut Random(seed), many, chance);
        worlds.iter().map(of).collect()
    };
    let sets = [
        ("examples", worlds.iter().map(World::examples).collect()),
        ("even", draw(1, Chance::EVEN)),
        ("mostly nee", draw(2, Chance::MOSTLY_NO)),
    ];
    for (safety_first, title) in [(true, "Safety first"), (false, "Without safety first")] {
        for (set, cases) in &sets {
            let total: usize = cases.iter().map(Vec::len).sum();
            println!("\n{title}, {set} ({total} cases):\n");
            println!(
                "| | questions until advice | effort | worst | until complete | effort | worst |"
            );
            println!("|---|---|---|---|---|---|---|");
            for (name, pick) in STRATEGIES {
                println!("| {name} {}", row(&worlds, cases, pick, safety_first));
            }
        }
    }
    optima(many)?;
    time(&worlds);
    Ok(())
}

/// How long it takes to find and order what matters, along every example.
fn time(worlds: &[World]) {
    let mut times = Vec::new();
    for world in worlds {
        for codes in world.examples() {
            let mut case = world.empty.clone();
            loop {
                let start = Instant::now();
                let decision = decide(&world.program, &case);
                let next = next(&world.program, &case, &decision);
                times.push(start.elapsed());
                let Some(first) = next.ask.first() else { break };
                case = world.with(&case, first.question, codes[first.question]);
            }
        }
    }
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    let worst = times.iter().max().copied().unwrap_or_default();
    println!("\nOne call of `next` takes {mean:.1?} on average and {worst:.1?} at worst.");
}

fn load(folder: &str) -> Result<Vec<World>, Failed> {
    let mut registry = Registry::default();
    for entry in std::fs::read_dir(folder)? {
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
    let worlds = files.into_iter().map(|file| World::new(&registry, file));
    worlds.collect()
}

fn row(worlds: &[World], cases: &[Cases], pick: Pick, safety_first: bool) -> String {
    let mut taken: Vec<Taken> = Vec::new();
    for (world, cases) in worlds.iter().zip(cases) {
        let player = Player::new(world, pick, safety_first);
        taken.extend(cases.iter().map(|codes| player.play(codes)));
    }
    let cells = |of: fn(&Taken) -> (u64, u64)| {
        let mean = |values: Vec<u64>| values.iter().sum::<u64>() as f64 / taken.len() as f64;
        let questions = mean(taken.iter().map(|it| of(it).0).collect());
        let effort = mean(taken.iter().map(|it| of(it).1).collect());
        let worst = taken.iter().map(|it| of(it).0).max().unwrap_or_default();
        format!("| {questions:.2} | {effort:.2} | {worst} ")
    };
    cells(|it| it.advised) + &cells(|it| it.complete) + "|"
}

fn optima(many: usize) -> Result<(), Failed> {
    let worlds = small::worlds(many)?;
    for (lowest, title) in [
        (1, "each code as likely"),
        (3, "the lowest class three times"),
    ] {
        println!("\n{many} small protocols, {title}: effort beyond the optimum:\n");
        println!("| | mean | worst | optimal in |\n|---|---|---|---|");
        let best: Vec<f64> = worlds
            .iter()
            .map(|it| small::optimum(it, &it.empty, lowest, &mut BTreeMap::new()))
            .collect();
        for (name, pick) in STRATEGIES {
            let beyond: Vec<f64> = worlds
                .iter()
                .zip(&best)
                .map(|(world, best)| {
                    let player = Player::new(world, pick, true);
                    small::expected(&player, world, &world.empty, lowest) / best - 1.0
                })
                .collect();
            let mean = 100.0 * beyond.iter().sum::<f64>() / beyond.len() as f64;
            let worst = 100.0 * beyond.iter().copied().fold(0.0, f64::max);
            let optimal = beyond.iter().filter(|it| **it < 1e-9).count();
            println!("| {name} | {mean:.1} % | {worst:.0} % | {optimal} |");
        }
    }
    Ok(())
}
