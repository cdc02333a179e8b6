//! Small protocols drawn at random, and the least effort that any order could do with.

use crate::consult::{Failed, Player, Random, World};
use domeinwijzer::decide::{Case, Question, Value, decide, relevant};
use domeinwijzer::protocol::registry::Registry;
use std::collections::BTreeMap;

const HEAD: &str = "formaat = 1\n[protocol]\nid = 'x'\ntitel = 'X'\nversie = '1.0.0'\n\
    status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nvoorrang = ['r0', 'r1', 'r2', 'r3', 'r4']\n\
    [bron.b]\ntitel = 'B'\n";
const QUESTIONS: u64 = 6;
const RULES: u64 = 8;

/// Protocols in which the advice is not decided from the start.
pub(crate) fn worlds(many: usize) -> Result<Vec<World>, Failed> {
    let mut random = Random(7);
    let mut found = Vec::new();
    while found.len() < many {
        let mut registry = Registry::default();
        registry.add("x.toml", text(&mut random).as_bytes());
        let file = registry.at_path("x.toml").ok_or("the file was added")?;
        let world = World::new(&registry, file)?;
        if !decide(&world.program, &world.empty).is_decided() {
            found.push(world);
        }
    }
    Ok(found)
}

fn text(random: &mut Random) -> String {
    let mut text = HEAD.to_owned();
    let mut kinds = Vec::new();
    for at in 0..QUESTIONS {
        let kind = random.below(5).saturating_sub(2);
        let (shape, otherwise) = match kind {
            0 => ("'ja_nee'", "false"),
            1 => ("'schaal'\nmin = 0\nmax = 3", "0"),
            _ => ("'keuze'\nkeuzes = { a = 'A', b = 'B', c = 'C' }", "'a'"),
        };
        text += &format!("[vraag.q{at}]\ntekst = 'Q?'\nbron = ['b']\ntype = {shape}\n");
        if at > 0 && random.below(4) == 0 {
            let gate = leaf(random, &kinds);
            text += &format!("alleen_als = \"{gate}\"\nanders = {otherwise}\n");
        }
        kinds.push(kind);
    }
    for at in 0..5 {
        text += &format!("[route.r{at}]\ntitel = 'R'\nuitleg = 'R'\npatient = 'R'\n");
    }
    text += "vangnet = true\n";
    for at in 0..RULES {
        let effect = if at >= 4 && random.below(3) == 0 {
            "tegen"
        } else {
            "voor"
        };
        let route = if at < 4 { at } else { random.below(4) };
        let condition = condition(random, &kinds);
        text += &format!(
            "[regel.x{at}]\nals = \"{condition}\"\n{effect} = ['r{route}']\nreden = 'R'\nbron = ['b']\n"
        );
    }
    text
}

fn leaf(random: &mut Random, kinds: &[u64]) -> String {
    let at = usize::try_from(random.below(kinds.len() as u64)).unwrap_or_default();
    match kinds[at] {
        0 if random.below(3) == 0 => format!("niet q{at}"),
        0 => format!("q{at}"),
        1 => format!("q{at} >= {}", 1 + random.below(3)),
        _ => format!(
            "q{at} = '{}'",
            ["a", "b", "c"][usize::try_from(random.below(3)).unwrap_or_default()]
        ),
    }
}

fn condition(random: &mut Random, kinds: &[u64]) -> String {
    let parts: Vec<String> = (0..=random.below(3)).map(|_| leaf(random, kinds)).collect();
    match random.below(4) {
        0 if parts.len() > 2 => format!("minstens 2 van ({})", parts.join(", ")),
        1 => parts.join(" of "),
        2 if parts.len() > 2 => format!("({} of {}) en {}", parts[0], parts[1], parts[2]),
        _ => parts.join(" en "),
    }
}

/// The classes of answers with their chances; `lowest` times its share for the first.
fn chances(world: &World, at: usize, lowest: i64) -> Vec<(i64, f64)> {
    let mut samples = world.program.inputs()[at].samples();
    samples[0].1 *= lowest;
    let total: i64 = samples.iter().map(|it| it.1).sum();
    let share = |(code, weight): (i64, i64)| (code, weight as f64 / total as f64);
    samples.into_iter().map(share).collect()
}

/// The expected effort until the advice is decided.
pub(crate) fn expected(player: &Player, world: &World, case: &Case, lowest: i64) -> f64 {
    let decision = decide(&world.program, case);
    if decision.is_decided() {
        return 0.0;
    }
    let at = player.ask(case, &decision).expect("something is open");
    let after = |(code, chance): (i64, f64)| {
        chance * expected(player, world, &world.with(case, at, code), lowest)
    };
    let left: f64 = chances(world, at, lowest).into_iter().map(after).sum();
    world.effort[at] as f64 + left
}

/// The least expected effort of all orders, also those that ask on in another way after each answer.
pub(crate) fn optimum(
    world: &World,
    case: &Case,
    lowest: i64,
    known: &mut BTreeMap<Vec<Option<i64>>, f64>,
) -> f64 {
    let decision = decide(&world.program, case);
    if decision.is_decided() {
        return 0.0;
    }
    let questions = 0..world.program.questions();
    let key: Vec<_> = questions.map(|at| case.answer(at)).collect();
    if let Some(known) = known.get(&key) {
        return *known;
    }
    let mut best = f64::MAX;
    let all = relevant(&world.program, &decision);
    let open = |it: &&Question| decision.value(it.question) == Value::Open;
    for it in all.iter().filter(open) {
        let mut cost = world.effort[it.question] as f64;
        for (code, chance) in chances(world, it.question, lowest) {
            let after = world.with(case, it.question, code);
            cost += chance * optimum(world, &after, lowest, known);
        }
        best = best.min(cost);
    }
    known.insert(key, best);
    best
}
