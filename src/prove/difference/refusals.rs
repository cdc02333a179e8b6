//! Cases that one protocol refuses as impossible and the other accepts.

use super::super::Prover;
use super::super::hitting::enough;
use super::super::pair::Pair;
use super::super::solver::{Found, Session};
use super::compared::{Codes, Compared, came};
use super::{Given, Kind, Move, MovedCase, Proved, Shift};
use crate::decide::Case;
use batsat::Lit;

/// Looks for cases that only one of both refuses; also what is not known of that.
pub(super) fn look(compared: &Compared<'_>) -> (Vec<Move>, Vec<Shift>) {
    let (mut moves, mut not_known) = (Vec::new(), Vec::new());
    let none = |it: Proved<'_>| it.prover.program().impossible.is_empty();
    if none(compared.old) && none(compared.new) {
        return (moves, not_known);
    }
    // The clauses of a prover leave no case that is impossible: here they have to.
    let (old, new) = (free(compared.old), free(compared.new));
    let old_proved = Proved {
        checked: compared.old.checked,
        prover: &old,
    };
    let new_proved = Proved {
        checked: compared.new.checked,
        prover: &new,
    };
    let pair = Pair::new(old_proved, new_proved);
    let of_old = compared.old.prover.program().impossible.iter();
    let of_new = compared.new.prover.program().impossible.iter();
    let of_old: Vec<Lit> = of_old.map(|it| pair.first.literal(*it)).collect();
    let of_new: Vec<Lit> = of_new.map(|it| pair.second.literal(*it)).collect();
    for (added, accepts, refuses) in [(true, &of_old, &of_new), (false, &of_new, &of_old)] {
        let refusing = if added { compared.new } else { compared.old };
        for (it, lit) in refusing.checked.impossible.iter().zip(refuses) {
            let id = Some(it.id.clone());
            let shift = Shift {
                kind: Kind::Impossible,
                from: id.clone().filter(|_| !added),
                to: id.filter(|_| added),
            };
            match refused(compared, &pair, accepts, *lit, added) {
                Search::Nothing => {}
                Search::NotKnown => not_known.push(shift),
                Search::Case(witness) => moves.push(Move {
                    shift,
                    witness,
                    rules: Vec::new(),
                    causes: Vec::new(),
                    share: None,
                }),
            }
        }
    }
    (moves, not_known)
}

fn free(it: Proved<'_>) -> Prover {
    let mut program = it.prover.program().clone();
    program.impossible.clear();
    Prover::new(program)
}

enum Search {
    Case(MovedCase),
    Nothing,
    NotKnown,
}

/// A case that one accepts and of which the other says that it is impossible.
fn refused(
    compared: &Compared<'_>,
    pair: &Pair,
    accepts: &[Lit],
    refuses: Lit,
    added: bool,
) -> Search {
    let mut session = Session::new(pair.cnf.clone());
    let accepted = accepts.iter().map(|lit| !*lit);
    let wanted: Vec<Lit> = accepted.chain([refuses]).collect();
    match session.solve(&wanted) {
        Found::Nothing => return Search::Nothing,
        Found::NotProved => return Search::NotKnown,
        Found::Case => {}
    }
    let (first, second) = pair.found(&session);
    let old = |case: &Case| came(compared.old.prover.program(), case).refused;
    let new = |case: &Case| came(compared.new.prover.program(), case).refused;
    if (old(&first), new(&second)) != (!added, added) {
        return Search::NotKnown;
    }
    let codes = compared.codes(&first, &second);
    let elements: Vec<Vec<Lit>> = codes
        .iter()
        .map(|(old, new)| {
            let old = old.map(|(at, code)| pair.first.answered(at, code));
            let new = new.map(|(at, code)| pair.second.answered(at, code));
            old.into_iter().chain(new).flatten().collect()
        })
        .collect();
    let chosen = enough(&mut session, &[!refuses], &elements);
    let kept: Vec<Codes> = match &chosen {
        Some(chosen) => {
            let chosen = chosen.elements.iter();
            chosen.filter_map(|at| codes.get(*at).copied()).collect()
        }
        None => codes,
    };
    Search::Case(MovedCase {
        answers: kept
            .into_iter()
            .map(|(old, new)| Given { old, new })
            .collect(),
        // Of the answers of this case; another case may need fewer.
        smallest: false,
    })
}
