//! Two protocols side by side: what each outcome is in the other, as literals and as evaluated.

use super::super::cnf::Cnf;
use super::super::pair::Pair;
use super::super::solver::{Found, Session};
use super::{Kind, Looked, MOVE_LIMIT, Proved, Shift};
use crate::decide::{Case, Context, Decision, Truth, Verdict, evaluate};
use crate::program::Program;
use batsat::Lit;

/// Something with an id: its position in the old protocol, and in the new one.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    pub(super) id: String,
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
}

/// A shift, by position in the list of routes or signals of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
}

impl Key {
    /// By precedence; what is nothing comes last.
    pub(super) fn order(&self) -> (Kind, usize, usize) {
        let last = |at: Option<usize>| at.unwrap_or(usize::MAX);
        (self.kind, last(self.from), last(self.to))
    }

    /// The route or signal, where one and the same comes or goes.
    pub(super) fn subject(&self) -> Option<usize> {
        self.from.or(self.to)
    }
}

/// What comes out of a complete case, by position in one protocol.
pub(super) struct Came {
    advised: Option<usize>,
    beside: Vec<bool>,
    signals: Vec<bool>,
    /// Whether it is declared impossible.
    pub(super) refused: bool,
}

/// The two protocols, and what they have between them.
pub(super) struct Compared<'a> {
    pub(super) old: Proved<'a>,
    pub(super) new: Proved<'a>,
    pub(super) pair: Pair,
    pub(super) routes: Vec<Sides>,
    pub(super) signals: Vec<Sides>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(old: Proved<'a>, new: Proved<'a>) -> Self {
        let routes = |it: Proved<'a>| it.checked.routes.iter().map(|it| it.id.as_str());
        let signals = |it: Proved<'a>| it.checked.signals.iter().map(|it| it.id.as_str());
        Self {
            old,
            new,
            pair: Pair::new(old, new),
            routes: sides(routes(old), routes(new)),
            signals: sides(signals(old), signals(new)),
        }
    }

    /// With ids.
    pub(super) fn shift(&self, key: Key) -> Shift {
        let among = if key.kind == Kind::Signal {
            &self.signals
        } else {
            &self.routes
        };
        let id = |at: Option<usize>| at.and_then(|at| among.get(at)).map(|it| it.id.clone());
        Shift {
            kind: key.kind,
            from: id(key.from),
            to: id(key.to),
        }
    }

    /// Every shift in what stands beside the advised route.
    pub(super) fn beside_advice(&self) -> Vec<Key> {
        let lists = [
            (Kind::AlsoSuitable, self.routes.len()),
            (Kind::Signal, self.signals.len()),
        ];
        let mut keys = Vec::new();
        for (kind, number) in lists {
            for at in 0..number {
                let (from, to) = (Some(at), None);
                keys.push(Key { kind, from, to });
                let (from, to) = (None, Some(at));
                keys.push(Key { kind, from, to });
            }
        }
        keys
    }

    /// Every pair of different advice.
    pub(super) fn advice_pairs(&self) -> impl Iterator<Item = Key> + use<> {
        let number = self.routes.len();
        let all = move || (0..number).map(Some).chain([None]);
        let kind = Kind::Advice;
        all().flat_map(move |from| {
            let others = all().filter(move |to| *to != from);
            others.map(move |to| Key { kind, from, to })
        })
    }

    /// A session over both, in which a case is looked for.
    pub(super) fn search(&self) -> Search<'_, 'a> {
        let mut session = Session::new(self.pair.cnf.clone());
        let differs: Vec<Lit> = (0..self.routes.len())
            .map(Some)
            .chain([None])
            .map(|at| {
                let (old, new) = (self.advice_in_old(at), self.advice_in_new(at));
                session.cnf.all(&[old, !new])
            })
            .collect();
        let differs = session.cnf.any(&differs);
        Search {
            compared: self,
            session,
            differs,
        }
    }

    fn advice_in_old(&self, at: Option<usize>) -> Lit {
        let outcome = &self.pair.first.outcome;
        match at {
            None => outcome.nothing,
            Some(at) => pick(&outcome.advised, self.routes.get(at).and_then(|it| it.old)),
        }
    }

    fn advice_in_new(&self, at: Option<usize>) -> Lit {
        let outcome = &self.pair.second.outcome;
        match at {
            None => outcome.nothing,
            Some(at) => pick(&outcome.advised, self.routes.get(at).and_then(|it| it.new)),
        }
    }

    /// The literals that say that the old protocol, and the new one, do their part of the shift.
    pub(super) fn parts(&self, cnf: &mut Cnf, key: Key) -> (Lit, Lit) {
        let (first, second) = (&self.pair.first, &self.pair.second);
        match key.kind {
            Kind::Advice => (self.advice_in_old(key.from), self.advice_in_new(key.to)),
            Kind::AlsoSuitable => {
                let it = key.subject().and_then(|at| self.routes.get(at));
                let (rank, other) = it.map(|it| (it.old, it.new)).unwrap_or_default();
                let beside = pick(&first.outcome.beside, rank);
                let there = pick(&second.outcome.beside, other);
                if key.from.is_some() {
                    let advised = pick(&second.outcome.advised, other);
                    (beside, !cnf.any(&[there, advised]))
                } else {
                    let advised = pick(&first.outcome.advised, rank);
                    (!cnf.any(&[beside, advised]), there)
                }
            }
            Kind::Signal => {
                let it = key.subject().and_then(|at| self.signals.get(at));
                let (old, new) = it.map(|it| (it.old, it.new)).unwrap_or_default();
                let bit = |program: &Program, at: Option<usize>| {
                    at.and_then(|at| program.signals.get(at)).copied()
                };
                let old = bit(self.old.prover.program(), old);
                let new = bit(self.new.prover.program(), new);
                let old = old.map_or(Cnf::no(), |bit| first.bit(bit));
                let new = new.map_or(Cnf::no(), |bit| second.bit(bit));
                if key.from.is_some() {
                    (old, !new)
                } else {
                    (!old, new)
                }
            }
            Kind::Impossible => (Cnf::no(), Cnf::no()),
        }
    }

    /// Every shift that a complete case shows when it is evaluated.
    pub(super) fn shown_by(&self, first: &Case, second: &Case) -> Vec<Key> {
        self.shifted(
            &came(self.old.prover.program(), first),
            &came(self.new.prover.program(), second),
        )
    }

    /// Every shift between two outcomes.
    pub(super) fn shifted(&self, old: &Came, new: &Came) -> Vec<Key> {
        let mut keys = Vec::new();
        let at = |advised: Option<usize>, side: fn(&Sides) -> Option<usize>| {
            let is = |it: &Sides| side(it) == advised;
            advised.and_then(|_| self.routes.iter().position(is))
        };
        let (from, to) = (at(old.advised, |it| it.old), at(new.advised, |it| it.new));
        if from != to {
            let kind = Kind::Advice;
            keys.push(Key { kind, from, to });
        }
        let there = |list: &[bool], at: Option<usize>| {
            at.and_then(|at| list.get(at)).copied().unwrap_or(false)
        };
        let mut differs = |kind: Kind, at: usize, was: bool, is: bool| {
            if was != is {
                let from = was.then_some(at);
                let to = is.then_some(at);
                keys.push(Key { kind, from, to });
            }
        };
        for (at, it) in self.routes.iter().enumerate() {
            let was = there(&old.beside, it.old);
            let is = there(&new.beside, it.new);
            // A route that was offered beside another and is now the advice moved as advice.
            let advised = (was && to == Some(at)) || (is && from == Some(at));
            if !advised {
                differs(Kind::AlsoSuitable, at, was, is);
            }
        }
        for (at, it) in self.signals.iter().enumerate() {
            let (was, is) = (there(&old.signals, it.old), there(&new.signals, it.new));
            differs(Kind::Signal, at, was, is);
        }
        keys
    }

    /// Whether what is decided about two cases, complete or not, is this shift.
    pub(super) fn decided(&self, key: Key, old: &Decision, new: &Decision) -> bool {
        let route = |at: Option<usize>| at.and_then(|at| self.routes.get(at));
        match key.kind {
            Kind::Advice => {
                old.is_decided()
                    && new.is_decided()
                    && old.advised() == route(key.from).and_then(|it| it.old)
                    && new.advised() == route(key.to).and_then(|it| it.new)
            }
            Kind::AlsoSuitable => {
                let it = route(key.subject());
                let (rank, other) = it.map(|it| (it.old, it.new)).unwrap_or_default();
                if key.from.is_some() {
                    is_beside(old, rank) && never_offered(new, other)
                } else {
                    never_offered(old, rank) && is_beside(new, other)
                }
            }
            Kind::Signal => {
                let it = key.subject().and_then(|at| self.signals.get(at));
                let (was, is) = it.map(|it| (it.old, it.new)).unwrap_or_default();
                let truth = |decision: &Decision, at: Option<usize>| {
                    let truth = at.and_then(|at| decision.signals.get(at));
                    truth.copied().unwrap_or(Truth::False)
                };
                let wanted = |holds: bool| if holds { Truth::True } else { Truth::False };
                truth(old, was) == wanted(key.from.is_some())
                    && truth(new, is) == wanted(key.to.is_some())
            }
            Kind::Impossible => false,
        }
    }

    /// Two cases of some of the questions.
    pub(super) fn cases(&self, codes: &[Codes]) -> (Case, Case) {
        let case = |questions: usize, codes: Vec<(usize, i64)>| {
            Case::of_codes(questions, &codes, Context::default())
        };
        (
            case(
                self.old.checked.questions.len(),
                codes.iter().filter_map(|it| it.0).collect(),
            ),
            case(
                self.new.checked.questions.len(),
                codes.iter().filter_map(|it| it.1).collect(),
            ),
        )
    }

    /// The answers of two complete cases, question by question.
    pub(super) fn codes(&self, first: &Case, second: &Case) -> Vec<Codes> {
        let code = |case: &Case, at: Option<usize>| Some((at?, case.answer(at?)?));
        let questions = self.pair.questions.iter();
        questions
            .map(|(mine, theirs)| (code(first, *mine), code(second, *theirs)))
            .collect()
    }
}

/// The answer to one question, under both.
pub(super) type Codes = (Option<(usize, i64)>, Option<(usize, i64)>);

fn sides<'i>(old: impl Iterator<Item = &'i str>, new: impl Iterator<Item = &'i str>) -> Vec<Sides> {
    let mut all: Vec<Sides> = old
        .enumerate()
        .map(|(at, id)| Sides {
            id: id.to_owned(),
            old: Some(at),
            new: None,
        })
        .collect();
    for (at, id) in new.enumerate() {
        match all.iter_mut().find(|it| it.id == id) {
            Some(known) => known.new = Some(at),
            None => all.push(Sides {
                id: id.to_owned(),
                old: None,
                new: Some(at),
            }),
        }
    }
    all
}

/// What comes out of a complete case.
pub(super) fn came(program: &Program, case: &Case) -> Came {
    let state = evaluate(program, case, &[]);
    let holds = |bit: usize| state.bit(bit) == Truth::True;
    let routes = program.routes.iter();
    let suitable: Vec<bool> = routes
        .clone()
        .map(|route| holds(route.indicated) && !holds(route.excluded))
        .collect();
    let first = suitable.iter().position(|it| *it);
    let alone = first
        .and_then(|rank| program.routes.get(rank))
        .is_some_and(|route| route.alone);
    let numbered = suitable.iter().enumerate();
    Came {
        advised: first.or_else(|| routes.clone().position(|route| route.fallback)),
        beside: numbered
            .map(|(rank, suitable)| *suitable && Some(rank) != first && !alone)
            .collect(),
        signals: program.signals.iter().map(|bit| holds(*bit)).collect(),
        refused: state.is_refused(program),
    }
}

fn pick(among: &[Lit], at: Option<usize>) -> Lit {
    at.and_then(|at| among.get(at))
        .copied()
        .unwrap_or(Cnf::no())
}

fn is_beside(decision: &Decision, rank: Option<usize>) -> bool {
    let verdict = rank.and_then(|rank| decision.routes.get(rank));
    verdict == Some(&Verdict::AlsoSuitable)
}

fn never_offered(decision: &Decision, rank: Option<usize>) -> bool {
    let verdicts = rank.and_then(|rank| decision.verdicts.get(rank));
    verdicts.is_none_or(|verdicts| verdicts.iter().all(|verdict| !verdict.is_offered()))
}

/// Looks for cases that move.
pub(super) struct Search<'c, 'a> {
    compared: &'c Compared<'a>,
    session: Session,
    differs: Lit,
}

impl Search<'_, '_> {
    /// Looks for a case that makes this shift.
    pub(super) fn try_one(&mut self, key: Key, looked: &mut Looked) {
        let (old, new) = self.compared.parts(&mut self.session.cnf, key);
        let goal = self.session.cnf.all(&[old, new]);
        match self.session.solve(&[goal]) {
            Found::Nothing => {}
            Found::NotProved => looked.unproved.push(key),
            Found::Case => {
                let (first, second) = self.compared.pair.found(&self.session);
                if self.compared.shown_by(&first, &second).contains(&key) {
                    looked.shown.push((key, first, second));
                } else {
                    looked.unproved.push(key);
                }
            }
        }
    }

    /// Looks for one more pair of different advice; false when there is none.
    pub(super) fn next_advice(&mut self, looked: &mut Looked) -> bool {
        match self.session.solve(&[self.differs]) {
            Found::Nothing => false,
            Found::NotProved => {
                let known: Vec<Key> = looked.shown.iter().map(|(key, ..)| *key).collect();
                let pairs = self.compared.advice_pairs();
                let pairs = pairs.filter(|key| !known.contains(key));
                for key in pairs.take(MOVE_LIMIT) {
                    self.try_one(key, looked);
                }
                false
            }
            Found::Case => {
                let (first, second) = self.compared.pair.found(&self.session);
                let claimed = self.compared.advice_pairs().find(|key| {
                    let old = self.compared.advice_in_old(key.from);
                    let new = self.compared.advice_in_new(key.to);
                    self.session.holds(old) && self.session.holds(new)
                });
                let Some(key) = claimed else { return false };
                let old = self.compared.advice_in_old(key.from);
                let new = self.compared.advice_in_new(key.to);
                self.session.cnf.add(&[!old, !new]);
                if self.compared.shown_by(&first, &second).contains(&key) {
                    looked.shown.push((key, first, second));
                } else {
                    looked.unproved.push(key);
                }
                true
            }
        }
    }
}
