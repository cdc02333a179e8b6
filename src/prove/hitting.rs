//! Smallest sets: the fewest answers that suffice, the fewest that would have to change.
//!
//! What suffices meets everything that has to change, and the other way round (Reiter, *A Theory of
//! Diagnosis from First Principles*, 1987; for the smallest: Ignatiev, Previti, Liffiton,
//! Marques-Silva, *Smallest MUS Extraction with Minimal Hitting Set Dualization*, CP 2015). So one
//! search for a smallest set that meets others serves both.

use super::solver::{Found, Session};
use crate::sorting;
use batsat::Lit;

/// Rounds of the search for a smallest set, each with a few questions to the solver.
const ROUND_LIMIT: usize = 300;
/// Steps of all searches for sets that meet others, in one search for a smallest set.
const STEP_LIMIT: usize = 20_000;

/// Some of the given elements, by position and in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The positions.
    pub(super) elements: Vec<usize>,
    /// Whether it was proved that none of them can be left out.
    pub(super) minimal: bool,
    /// Whether it was proved that no smaller set does.
    pub(super) smallest: bool,
}

/// The fewest elements whose literals, with those in `always`, leave no case.
///
/// None when all together leave a case, or when that is not known.
pub(super) fn enough(
    session: &mut Session,
    always: &[Lit],
    elements: &[Vec<Lit>],
) -> Option<Chosen> {
    let mut best = minimal(session, always, elements)?;
    let mut to_meet: Vec<Vec<usize>> = Vec::new();
    let mut steps = 0;
    for _ in 0..ROUND_LIMIT {
        let Some(tried) = smallest_meeting(&to_meet, &mut steps) else {
            return Some(best);
        };
        if tried.len() >= best.elements.len() {
            best.smallest = best.minimal;
            return Some(best);
        }
        match session.solve(&assume(always, elements, &tried)) {
            Found::Nothing => {
                return Some(Chosen {
                    elements: tried,
                    minimal: true,
                    smallest: true,
                });
            }
            Found::NotProved => return Some(best),
            Found::Case => {}
        }
        let mut kept = holding(session, elements);
        for at in 0..elements.len() {
            if kept.contains(&at) {
                continue;
            }
            let more: Vec<usize> = kept.iter().copied().chain([at]).collect();
            match session.solve(&assume(always, elements, &more)) {
                Found::Case => kept = holding(session, elements),
                Found::Nothing => {}
                Found::NotProved => return Some(best),
            }
        }
        to_meet.push(
            (0..elements.len())
                .filter(|at| !kept.contains(at))
                .collect(),
        );
    }
    Some(best)
}

/// Elements of which none can be left out, whose literals, with those in `always`, leave no case.
///
/// None when all together leave a case, or when that is not known.
pub(super) fn minimal(
    session: &mut Session,
    always: &[Lit],
    elements: &[Vec<Lit>],
) -> Option<Chosen> {
    let all: Vec<usize> = (0..elements.len()).collect();
    let mut kept = leaving_nothing(session, always, elements, &all)?;
    let mut minimal = true;
    for at in all {
        if !kept.contains(&at) {
            continue;
        }
        let without: Vec<usize> = kept.iter().copied().filter(|it| *it != at).collect();
        let assumptions = assume(always, elements, &without);
        match session.solve(&assumptions) {
            Found::Nothing => kept = in_core(session, &assumptions, elements, &without),
            Found::Case => {}
            Found::NotProved => minimal = false,
        }
    }
    Some(Chosen {
        elements: kept,
        minimal,
        smallest: false,
    })
}

/// The fewest elements to give up, so that the others, with those in `always`, leave a case; the
/// session then holds that case.
///
/// None when there is no case even without any of them, or when that is not known.
pub(super) fn given_up(
    session: &mut Session,
    always: &[Lit],
    elements: &[Vec<Lit>],
) -> Option<Chosen> {
    let mut to_meet: Vec<Vec<usize>> = Vec::new();
    let mut steps = 0;
    for _ in 0..ROUND_LIMIT {
        let tried = smallest_meeting(&to_meet, &mut steps)?;
        let kept: Vec<usize> = (0..elements.len())
            .filter(|at| !tried.contains(at))
            .collect();
        let assumptions = assume(always, elements, &kept);
        match session.solve(&assumptions) {
            Found::Case => {
                return Some(Chosen {
                    elements: tried,
                    minimal: true,
                    smallest: true,
                });
            }
            Found::NotProved => return None,
            Found::Nothing => {}
        }
        let core = in_core(session, &assumptions, elements, &kept);
        if core.is_empty() {
            return None;
        }
        to_meet.push(core);
    }
    None
}

fn assume(always: &[Lit], elements: &[Vec<Lit>], chosen: &[usize]) -> Vec<Lit> {
    let chosen = chosen.iter().filter_map(|at| elements.get(*at)).flatten();
    always.iter().chain(chosen).copied().collect()
}

/// Those of the chosen elements that together leave nothing.
fn leaving_nothing(
    session: &mut Session,
    always: &[Lit],
    elements: &[Vec<Lit>],
    chosen: &[usize],
) -> Option<Vec<usize>> {
    let assumptions = assume(always, elements, chosen);
    let nothing = session.solve(&assumptions) == Found::Nothing;
    nothing.then(|| in_core(session, &assumptions, elements, chosen))
}

fn in_core(
    session: &Session,
    assumptions: &[Lit],
    elements: &[Vec<Lit>],
    chosen: &[usize],
) -> Vec<usize> {
    let core = session.core(assumptions);
    let needed = |at: &&usize| {
        elements
            .get(**at)
            .is_some_and(|lits| lits.iter().any(|lit| core.contains(lit)))
    };
    chosen.iter().filter(needed).copied().collect()
}

/// The elements that hold in the case that was found last.
fn holding(session: &Session, elements: &[Vec<Lit>]) -> Vec<usize> {
    let numbered = elements.iter().enumerate();
    numbered
        .filter(|(_, lits)| lits.iter().all(|lit| session.holds(*lit)))
        .map(|(at, _)| at)
        .collect()
}

/// A smallest set that has an element in common with each of these; none when the search is too long.
fn smallest_meeting(sets: &[Vec<usize>], steps: &mut usize) -> Option<Vec<usize>> {
    (0..=sets.len()).find_map(|size| {
        let mut chosen = Vec::new();
        match meet(sets, size, &mut chosen, steps) {
            Search::Found => {
                sorting::by_key(&mut chosen, |at| *at);
                Some(Some(chosen))
            }
            Search::TooLong => Some(None),
            Search::Nothing => None,
        }
    })?
}

enum Search {
    Found,
    Nothing,
    TooLong,
}

/// Extends `chosen` by at most `left` elements, so that it meets every set.
fn meet(sets: &[Vec<usize>], left: usize, chosen: &mut Vec<usize>, steps: &mut usize) -> Search {
    *steps += 1;
    if *steps > STEP_LIMIT {
        return Search::TooLong;
    }
    let unmet = sets
        .iter()
        .filter(|set| !set.iter().any(|it| chosen.contains(it)))
        .min_by_key(|set| set.len());
    let Some(unmet) = unmet else {
        return Search::Found;
    };
    if apart(sets, chosen) > left {
        return Search::Nothing;
    }
    for element in unmet {
        chosen.push(*element);
        match meet(sets, left - 1, chosen, steps) {
            Search::Nothing => {
                chosen.pop();
            }
            ended => return ended,
        }
    }
    Search::Nothing
}

/// So many of the sets that are not met have no element in common: each takes an element of its own.
fn apart(sets: &[Vec<usize>], chosen: &[usize]) -> usize {
    let mut taken: Vec<usize> = chosen.to_vec();
    let mut number = 0;
    for set in sets {
        if !set.iter().any(|it| taken.contains(it)) {
            taken.extend(set);
            number += 1;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::super::cnf::Cnf;
    use super::super::solver::Session;
    use super::{enough, given_up, smallest_meeting};

    #[test]
    fn a_smallest_set_meets_all() {
        assert_eq!(smallest_meeting(&[], &mut 0), Some(vec![]));
        let sets = [vec![0, 1], vec![1, 2], vec![2, 3], vec![3, 0]];
        assert_eq!(smallest_meeting(&sets, &mut 0).map(|it| it.len()), Some(2));
        assert_eq!(smallest_meeting(&[vec![]], &mut 0), None);
    }

    /// a and b and c suffice, and so does d alone.
    #[test]
    fn the_fewest_are_found_though_more_come_first() {
        let mut cnf = Cnf::new();
        let (a, b, c, d) = (cnf.fresh(), cnf.fresh(), cnf.fresh(), cnf.fresh());
        let goal = cnf.fresh();
        cnf.add(&[!a, !b, !c, goal]);
        cnf.add(&[!d, goal]);
        let elements = [vec![a], vec![b], vec![c], vec![d]];
        let mut session = Session::new(cnf);
        let suffices = enough(&mut session, &[!goal], &elements).unwrap();
        assert_eq!(suffices.elements, [3]);
        assert!(suffices.smallest);
        // To leave the goal, d has to go, and one of the others.
        let changed = given_up(&mut session, &[!goal], &elements).unwrap();
        assert_eq!(changed.elements.len(), 2);
        assert!(changed.elements.contains(&3));
        assert_eq!(given_up(&mut session, &[goal, !goal], &elements), None);
    }
}
