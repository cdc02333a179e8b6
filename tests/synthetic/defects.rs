//! Protocols with exactly one known defect, each beside the protocol it was made from.
//!
//! The originals are [`structured`](super::structured) ones, and so without these defects: the
//! safety net or the partition sees to an advice in every case, each rule has a witness in which
//! it decides, and the harmless municipal files leave alone what locked rules rest on. Each defect
//! comes with a [`Proof`] that can be looked up in a single case, or follows from how it was made.

use super::model::{Condition, Group, Kind, Protocol, Rule, Sign, Value, What, range, route_id};
use super::naive::{self, Answers};
use super::structured::{EMERGENCY, Net, PRACTICE, Structured, Trigger, decides, on_top};
use super::write::{self, Head};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defect {
    /// A case without advice, since a rule is gone or narrower.
    Gap,
    /// A rule that never decides, since others are there before it.
    Shadowed,
    /// A threshold that is one too high or too low.
    OffByOne,
    /// A municipal file with which some case escapes a locked rule.
    WeakenedLock,
}

impl Defect {
    pub(crate) const ALL: [Self; 4] = [
        Self::Gap,
        Self::Shadowed,
        Self::OffByOne,
        Self::WeakenedLock,
    ];

    /// The ways in which it comes.
    pub(crate) fn ways(self) -> &'static [&'static str] {
        match self {
            Self::Gap => &["rule removed", "rule needs more", "rule has an exception"],
            Self::Shadowed => &[
                "same and more",
                "higher threshold",
                "already excluded",
                "behind a route alone",
                "excluded twice",
                "two rules cover it",
            ],
            Self::OffByOne => &[
                "gap between neighbours",
                "ends swapped",
                "nothing in between",
                "out of reach of a sum",
            ],
            Self::WeakenedLock => &[
                "voorrang",
                "kenmerk loses a part",
                "kenmerk gets an exception",
                "question not always asked",
                "lower weight",
                "other vangnet",
            ],
        }
    }
}

/// How it can be seen that the defect is there.
pub(crate) enum Proof {
    /// This case has no advice.
    NoAdvice(Answers),
    /// The rule holds in this case, and covered as it is it never decides.
    Idle(usize, Answers),
    /// The rule never holds.
    Never(usize),
    /// What the locked rule sees to in this case under the base is not so under the local file.
    Escapes {
        case: Answers,
        route: String,
        /// Whether the route has to be advised, or offered at all.
        advised: bool,
        /// Whether it is under the base.
        under_base: bool,
    },
}

/// A path and the text of a file; the last is the one to look at.
pub(crate) type Files = Vec<(&'static str, String)>;

pub(crate) struct Planted {
    pub(crate) way: &'static str,
    /// Without the defect.
    pub(crate) clean: Files,
    pub(crate) damaged: Files,
    /// The models; for a municipal file that of the base.
    pub(crate) clean_model: Protocol,
    pub(crate) damaged_model: Protocol,
    /// For each rule of the clean model a case in which it decides.
    pub(crate) witnesses: Vec<Answers>,
    pub(crate) proof: Proof,
}

const BASE: &str = "proef/1.0.0.toml";
const LOCAL: &str = "lokaal/1.0.0.toml";

/// Plants the defect in a protocol of about this size; the seed also chooses the way.
pub(crate) fn plant(defect: Defect, seed: u64, questions: usize, rules: usize) -> Planted {
    let ways = defect.ways();
    let way = seed as usize % ways.len();
    let tries = 0..20_000;
    let mut planted = tries.filter_map(|attempt| {
        let seed = (seed * 20_000 + attempt) * 4 + defect as u64;
        match defect {
            Defect::Gap => gap(way, seed, questions, rules),
            Defect::Shadowed => shadowed(way, seed, questions, rules),
            Defect::OffByOne => off_by_one(way, seed, questions, rules),
            Defect::WeakenedLock => weakened(way, seed, questions, rules),
        }
    });
    let planted = planted.next().expect("one of many seeds has room for it");
    Planted {
        way: ways[way],
        ..planted
    }
}

/// A defect within one file.
fn within(made: Structured, damaged: Protocol, proof: Proof) -> Planted {
    let file = |protocol: &Protocol| vec![(BASE, write::file(protocol, &Head::ALONE))];
    Planted {
        way: "",
        clean: file(&made.protocol),
        damaged: file(&damaged),
        clean_model: made.protocol,
        damaged_model: damaged,
        witnesses: made.witnesses,
        proof,
    }
}

fn has_no_advice(protocol: &Protocol, case: &Answers) -> bool {
    let outcome = naive::decide(protocol, case);
    outcome.advised.is_none() && !outcome.impossible
}

fn holds(protocol: &Protocol, rule: usize, case: &Answers) -> bool {
    let outcome = naive::decide(protocol, case);
    outcome.rules[rule] && !outcome.impossible
}

/// Whether these rules still decide where they did.
fn all_decide<'a>(
    protocol: &Protocol,
    witnesses: impl IntoIterator<Item = (usize, &'a Answers)>,
) -> bool {
    witnesses
        .into_iter()
        .all(|(rule, case)| decides(protocol, rule, &naive::decide(protocol, case)))
}

/// An atom that does not look at this item.
fn other_atom(made: &mut Structured, than: &[usize]) -> (Condition, Trigger) {
    made.named = than.to_vec();
    made.atom()
}

fn gap(way: usize, seed: u64, questions: usize, rules: usize) -> Option<Planted> {
    let mut made = Structured::with(seed, questions, rules, Net::Partition);
    let (scale, starts) = made.partition.clone()?;
    // The rules of the partition are the first ones.
    let part = made.draw.below(starts.len());
    let end = starts.get(part + 1).map_or(10, |next| next - 1);
    let mut damaged = made.protocol.clone();
    let mut uncovered = Trigger::new();
    let rule = &mut damaged.rules[part];
    match way {
        0 => drop(damaged.rules.remove(part)),
        1 => {
            let (more, _) = other_atom(&mut made, &[scale]);
            rule.condition = Condition::All(vec![rule.condition.clone(), more]);
        }
        _ => {
            let (exception, trigger) = other_atom(&mut made, &[scale]);
            let exception = Condition::Not(Box::new(exception));
            rule.condition = Condition::All(vec![rule.condition.clone(), exception]);
            uncovered = trigger;
        }
    }
    let case = (starts[part]..=end)
        .map(|value| made.case(&[uncovered.clone(), vec![(scale, Value::Number(value))]].concat()))
        .find(|case| has_no_advice(&damaged, case))?;
    Some(within(made, damaged, Proof::NoAdvice(case)))
}

/// The scales that are always asked.
fn scales(protocol: &Protocol) -> Vec<usize> {
    let scales = protocol
        .questions()
        .filter(|(_, it)| matches!(it.kind, Kind::Scale { .. }) && it.gate.is_none());
    scales.map(|(at, _)| at).collect()
}

fn compare(at: usize, sign: Sign, with: i64) -> Condition {
    Condition::Compare(at, sign, Value::Number(with))
}

fn off_by_one(way: usize, seed: u64, questions: usize, rules: usize) -> Option<Planted> {
    if way == 0 {
        return between_neighbours(seed, questions, rules);
    }
    let mut made = Structured::new(seed, questions, rules - 1);
    let (original, slip, case) = if way == 3 {
        out_of_reach(&mut made)?
    } else {
        let scales = scales(&made.protocol);
        let scale = made.draw.one_of(&scales);
        let low = made.draw.from(3, 7);
        let (signs, ends, slip) = if way == 1 {
            let signs = [Sign::GreaterOrEqual, Sign::LessOrEqual];
            (signs, [low, low + 1], [low + 1, low])
        } else {
            let signs = [Sign::Greater, Sign::Less];
            (signs, [low - 1, low + 1], [low - 1, low])
        };
        let band = |ends: [i64; 2]| {
            let tests = signs.iter().zip(ends);
            Condition::All(
                tests
                    .map(|(sign, end)| compare(scale, *sign, end))
                    .collect(),
            )
        };
        let case = made.case(&vec![(scale, Value::Number(low))]);
        (band(ends), band(slip), case)
    };
    let route = made
        .draw
        .from(made.social as i64, made.protocol.routes.len() as i64 - 1);
    let rule = Structured::rule(original, vec![route as usize], vec![], vec![]);
    if !made.add(rule, case) {
        return None;
    }
    let mut damaged = made.protocol.clone();
    let own = damaged.rules.len() - 1;
    damaged.rules[own].condition = slip;
    Some(within(made, damaged, Proof::Never(own)))
}

/// Two parts of the partition that no longer meet.
fn between_neighbours(seed: u64, questions: usize, rules: usize) -> Option<Planted> {
    let mut made = Structured::with(seed, questions, rules, Net::Partition);
    let (scale, starts) = made.partition.clone()?;
    let upper = 1 + made.draw.below(starts.len() - 1);
    let from_below = made.draw.chance(50);
    let (part, lost) = if from_below {
        (upper - 1, starts[upper] - 1)
    } else {
        (upper, starts[upper])
    };
    if lost == 10 {
        return None;
    }
    let mut damaged = made.protocol.clone();
    let condition = &mut damaged.rules[part].condition;
    let number = |value: &Value| match value {
        Value::Number(number) => *number,
        other => panic!("{other:?} is no number"),
    };
    *condition = match &*condition {
        Condition::Between(at, low, high) if from_below => Condition::Between(*at, *low, high - 1),
        Condition::Between(at, low, high) => Condition::Between(*at, low + 1, *high),
        Condition::Compare(at, sign, with) if from_below => compare(*at, *sign, number(with) - 1),
        Condition::Compare(at, sign, with) => compare(*at, *sign, number(with) + 1),
        other => panic!("{other:?} is no part of a scale"),
    };
    let case = made.case(&vec![(scale, Value::Number(lost))]);
    has_no_advice(&damaged, &case).then(|| within(made, damaged, Proof::NoAdvice(case)))
}

/// A sum that is just reached while one of its parts is low, and the same one higher.
fn out_of_reach(made: &mut Structured) -> Option<(Condition, Condition, Answers)> {
    let items = &made.protocol.items;
    let sums = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match &item.what {
            What::Score(terms) => Some((at, terms.clone())),
            _ => None,
        });
    let sums: Vec<(usize, Vec<(usize, i64)>)> = sums.collect();
    let (sum, terms) = sums.get(made.draw.below(sums.len()))?.clone();
    let (low, weight) = made.draw.one_of(&terms);
    let most = made.draw.from(2, 6);
    let (_, max) = range(&made.protocol.items, sum);
    let reached = max - weight * (10 - most);
    let at_most = compare(low, Sign::LessOrEqual, most);
    let both = |least: i64| {
        let enough = compare(sum, Sign::GreaterOrEqual, least);
        Condition::All(vec![enough, at_most.clone()])
    };
    let high = terms.iter().map(|(at, _)| {
        let value = if *at == low { most } else { 10 };
        (*at, Value::Number(value))
    });
    Some((both(reached), both(reached + 1), made.case(&high.collect())))
}

fn shadowed(way: usize, seed: u64, questions: usize, rules: usize) -> Option<Planted> {
    let net = [Net::Fallback, Net::Partition][seed as usize / 4 % 2];
    let extra = [1, 2, 1, 1, 1, 3][way];
    let mut made = Structured::with(seed, questions, rules.saturating_sub(extra).max(1), net);
    let social = made
        .draw
        .from(made.social as i64, made.protocol.routes.len() as i64 - 1) as usize;
    let (rule, case) = match way {
        0 => covered(&mut made, |it| !it.indicates.is_empty())?,
        1 => {
            let scales = scales(&made.protocol);
            let scale = made.draw.one_of(&scales);
            let low = made.draw.from(3, 7);
            let high = made.draw.from(low + 1, 10);
            let at_least = |least| {
                let condition = compare(scale, Sign::GreaterOrEqual, least);
                Structured::rule(condition, vec![social], vec![], vec![])
            };
            let case = |value| vec![(scale, Value::Number(value))];
            let first = made.case(&case(low));
            made.add(at_least(low), first).then_some(())?;
            (at_least(high), made.case(&case(high)))
        }
        2 => {
            let (mut rule, case) = covered(&mut made, |it| !it.excludes.is_empty())?;
            rule.indicates = vec![made.draw.one_of(&rule.excludes)];
            rule.excludes = Vec::new();
            (rule, case)
        }
        3 => {
            let (mut rule, case) = covered(&mut made, |it| it.indicates == [EMERGENCY])?;
            rule.indicates = vec![social];
            (rule, case)
        }
        4 => {
            let (mut rule, case) = covered(&mut made, |it| !it.excludes.is_empty())?;
            let count = 1 + made.draw.below(rule.excludes.len());
            rule.excludes.truncate(count);
            (rule, case)
        }
        _ => {
            let (given, mut trigger) = other_atom(&mut made, &[]);
            let ((either, more), (third, last)) = (made.atom(), made.atom());
            let neither = Condition::Not(Box::new(either.clone()));
            let both = |one: &Condition, other: Condition| {
                let condition = Condition::All(vec![one.clone(), other]);
                Structured::rule(condition, vec![social], vec![], vec![])
            };
            let without = made.case(&trigger);
            made.add(both(&given, neither), without).then_some(())?;
            let with = made.case(&[trigger.clone(), more].concat());
            made.add(both(&given, either), with).then_some(())?;
            trigger.extend(last);
            (both(&given, third), made.case(&trigger))
        }
    };
    let mut damaged = made.protocol.clone();
    let own = damaged.rules.len();
    damaged.rules.push(Rule {
        locked: false,
        days: None,
        ..rule
    });
    // It can hold, and takes nothing away from the others.
    let fits =
        holds(&damaged, own, &case) && all_decide(&damaged, made.witnesses.iter().enumerate());
    fits.then(|| within(made, damaged, Proof::Idle(own, case)))
}

/// A rule like one of these, that needs more to hold.
fn covered(made: &mut Structured, like: impl Fn(&Rule) -> bool) -> Option<(Rule, Answers)> {
    let rules = &made.protocol.rules;
    let found: Vec<usize> = (0..rules.len()).filter(|at| like(&rules[*at])).collect();
    let at = *found.get(made.draw.below(found.len()))?;
    let mut rule = made.protocol.rules[at].clone();
    let (more, trigger) = other_atom(made, &[]);
    rule.condition = match rule.condition {
        // Written as one list, as people do.
        Condition::All(parts) => Condition::All([parts, vec![more]].concat()),
        whole => Condition::All(vec![whole, more]),
    };
    Some((rule, on_top(&made.witnesses[at], &trigger)))
}

fn weakened(way: usize, seed: u64, questions: usize, rules: usize) -> Option<Planted> {
    let mut made = Structured::new(seed, questions, rules.saturating_sub(2).max(1));
    let locked = match way {
        1 | 2 => Some(any_of(&mut made)?),
        4 => Some(heavy_sum(&mut made)?),
        _ => None,
    };
    let (own_text, base, widened) = harmless(&mut made, locked)?;
    let (slip, order, proof) = slip(way, &mut made, &base, locked)?;
    let base_text = write::file(&base, &Head::ALONE);
    let local = |order: Option<&[usize]>, more: &str| {
        let text = Head::LOCAL.text(order) + more + &own_text;
        vec![(BASE, base_text.clone()), (LOCAL, text)]
    };
    // What is harmless stays beside the slip, but for two versions of one entry.
    let mut calm: Vec<usize> = (0..made.protocol.routes.len()).collect();
    calm[made.social..].rotate_left(1);
    let calm = made.draw.chance(50).then_some(&calm[..]);
    Some(Planted {
        way: "",
        clean: local(calm, &widened),
        damaged: local(order.as_deref().or(calm), &slip),
        clean_model: made.protocol,
        damaged_model: base,
        witnesses: made.witnesses,
        proof,
    })
}

/// What undoes a locked rule: text, perhaps an order of the routes, and a case that shows it.
fn slip(
    way: usize,
    made: &mut Structured,
    base: &Protocol,
    locked: Option<(usize, usize)>,
) -> Option<(String, Option<Vec<usize>>, Proof)> {
    let name = |at: usize| base.name(at);
    let mut order = None;
    let mut slip = String::new();
    let proof = match way {
        0 => {
            let from = made.protocol.rules.iter().position(|rule| {
                rule.indicates
                    .first()
                    .is_some_and(|route| *route >= made.social)
            })?;
            let safety = emergency(base)?;
            let first = made.protocol.rules[from].indicates[0];
            let rest = (0..base.routes.len()).filter(|route| *route != first);
            order = Some(std::iter::once(first).chain(rest).collect());
            no_emergency(on_top(
                &made.witnesses[from],
                &vec![(safety, Value::YesNo(true))],
            ))
        }
        1 | 2 => {
            let (finding, rule) = locked?;
            let What::Finding(Condition::Any(parts)) = &base.items[finding].what else {
                return None;
            };
            let mut parts = parts.clone();
            let mut case = made.case(&made.triggers[finding].clone());
            let left = if way == 1 {
                // The trigger of an `of` is that of its first part.
                parts.remove(0);
                match parts.as_slice() {
                    [one] => one.clone(),
                    _ => Condition::Any(parts),
                }
            } else {
                let (exception, trigger) = other_atom(made, &[finding]);
                case = on_top(&case, &trigger);
                Condition::All(vec![
                    Condition::Any(parts),
                    Condition::Not(Box::new(exception)),
                ])
            };
            slip = format!(
                "\n[kenmerk.{}]\nals = \"{}\"\n",
                name(finding),
                write::condition(base, &left)
            );
            escapes(case, &base.rules[rule])
        }
        3 => {
            let safety = emergency(base)?;
            let questions = base.questions().filter(|(_, it)| {
                it.kind == Kind::YesNo && it.gate.is_none() && it.group != Some(Group::Safety)
            });
            let questions: Vec<usize> = questions.map(|(at, _)| at).collect();
            let asked = *questions.get(made.draw.below(questions.len()))?;
            slip = format!(
                "\n[vraag.{}]\nalleen_als = \"{}\"\nanders = false\n",
                name(safety),
                name(asked)
            );
            no_emergency(made.case(&vec![(safety, Value::YesNo(true))]))
        }
        4 => {
            let (score, rule) = locked?;
            let What::Score(terms) = &base.items[score].what else {
                return None;
            };
            let (part, weight) = *terms.iter().max_by_key(|(_, weight)| *weight)?;
            slip = format!(
                "\n[score.{}]\nsom = {{ {} = {} }}\n",
                name(score),
                name(part),
                weight - 1
            );
            escapes(made.case(&made.triggers[score].clone()), &base.rules[rule])
        }
        _ => {
            let rule = base
                .rules
                .iter()
                .find(|it| it.locked && it.excludes.len() > 2)?;
            let route = made.draw.one_of(&rule.excludes);
            slip = format!(
                "\n[route.{}]\nvangnet = false\n\n[route.{}]\nvangnet = true\n",
                route_id(PRACTICE),
                route_id(route)
            );
            Proof::Escapes {
                case: made.case(&vec![(0, Value::YesNo(false))]),
                route: route_id(route),
                advised: true,
                under_base: false,
            }
        }
    };
    Some((slip, order, proof))
}

/// A case that is no emergency any more.
fn no_emergency(case: Answers) -> Proof {
    Proof::Escapes {
        case,
        route: route_id(EMERGENCY),
        advised: true,
        under_base: true,
    }
}

/// A case to which the route of the rule is not offered any more.
fn escapes(case: Answers, rule: &Rule) -> Proof {
    Proof::Escapes {
        case,
        route: route_id(rule.indicates[0]),
        advised: false,
        under_base: true,
    }
}

/// A safety question that alone leads to the route for emergencies.
fn emergency(protocol: &Protocol) -> Option<usize> {
    protocol.rules.iter().find_map(|rule| match rule.condition {
        Condition::Name(at) if rule.locked && rule.indicates == [EMERGENCY] => Some(at),
        _ => None,
    })
}

/// Adds a locked rule on a finding that is an `of`.
fn any_of(made: &mut Structured) -> Option<(usize, usize)> {
    let items = made.protocol.items.iter();
    let findings = items.enumerate().filter_map(|(at, item)| match &item.what {
        What::Finding(Condition::Any(_)) => Some(at),
        _ => None,
    });
    let findings: Vec<usize> = findings.collect();
    let finding = *findings.get(made.draw.below(findings.len()))?;
    let case = made.case(&made.triggers[finding].clone());
    lock(made, Condition::Name(finding), case).map(|rule| (finding, rule))
}

/// Adds a locked rule on a sum that is only reached when every part is at its highest.
fn heavy_sum(made: &mut Structured) -> Option<(usize, usize)> {
    let items = made.protocol.items.iter();
    let sums = items.enumerate().filter_map(|(at, item)| match &item.what {
        What::Score(terms) if terms.iter().any(|(_, weight)| *weight > 1) => Some(at),
        _ => None,
    });
    let sums: Vec<usize> = sums.collect();
    let sum = *sums.get(made.draw.below(sums.len()))?;
    let (_, high) = range(&made.protocol.items, sum);
    let least = high - made.draw.from(0, 8);
    let case = made.case(&made.triggers[sum].clone());
    lock(made, compare(sum, Sign::GreaterOrEqual, least), case).map(|rule| (sum, rule))
}

fn lock(made: &mut Structured, condition: Condition, case: Answers) -> Option<usize> {
    let others = made.draw.from(PRACTICE as i64 + 1, made.social as i64 - 1) as usize;
    let route = if made.draw.chance(30) {
        EMERGENCY
    } else {
        others
    };
    let mut rule = Structured::rule(condition, vec![route], vec![], vec![]);
    rule.locked = true;
    made.add(rule, case).then(|| made.protocol.rules.len() - 1)
}

/// Whether a condition looks at a finding within a `niet`, itself or through other findings.
fn denies(protocol: &Protocol, condition: &Condition, finding: usize, within: bool) -> bool {
    match condition {
        Condition::Not(inner) => denies(protocol, inner, finding, true),
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, _, parts) => parts
            .iter()
            .any(|part| denies(protocol, part, finding, within)),
        Condition::Name(at) if *at == finding => within,
        Condition::Name(at) => match &protocol.items[*at].what {
            What::Finding(inner) => denies(protocol, inner, finding, within),
            _ => false,
        },
        _ => false,
    }
}

/// What a municipality may do: a rule of its own, other texts and terms, and a finding that holds
/// more often. Gives the first as text, the base, and the rest as text.
fn harmless(
    made: &mut Structured,
    locked: Option<(usize, usize)>,
) -> Option<(String, Protocol, String)> {
    let base = made.protocol.clone();
    let (condition, trigger) = other_atom(made, &[]);
    let social = made
        .draw
        .from(made.social as i64, base.routes.len() as i64 - 1) as usize;
    let rule = Structured::rule(condition, vec![social], vec![], vec![]);
    let case = made.case(&trigger);
    made.add(rule, case).then_some(())?;
    let own = "\n[bron.gemeente]\ntitel = \"Eigen keuze van de gemeente\"\n".to_owned()
        + &write::rule(&made.protocol, base.rules.len()).replace("\"eigen\"", "\"gemeente\"")
        + &format!("\n[route.{}]\ntermijn_werkdagen = 4\n", route_id(social));
    let mut more = String::new();
    // With it more cases are for an emergency, or escape another locked rule that has it in a
    // `niet`: that would not be harmless.
    let wider = locked.filter(|(at, rule)| {
        let mut locks = base.rules.iter().filter(|it| it.locked);
        base.rules[*rule].indicates != [EMERGENCY]
            && !locks.any(|it| denies(&base, &it.condition, *at, false))
    });
    if let Some((at, _)) = wider
        && let What::Finding(Condition::Any(parts)) = &base.items[at].what
    {
        let mut parts = parts.clone();
        // On questions only: a finding may look at this one.
        let questions: Vec<usize> = base.questions().map(|(at, _)| at).collect();
        let question = made.draw.one_of(&questions);
        parts.push(made.test(question).0);
        let wider = Condition::Any(parts);
        let mut wide = made.protocol.clone();
        wide.items[at].what = What::Finding(wider.clone());
        if all_decide(&wide, made.witnesses.iter().enumerate()) {
            let name = base.name(at);
            let text = write::condition(&base, &wider);
            more = format!("\n[kenmerk.{name}]\nals = \"{text}\"\n");
            made.protocol = wide;
        }
    }
    Some((own, base, more))
}
