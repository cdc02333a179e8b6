//! Which step a version has to make: what others build on, and what comes out.

use crate::check::{Checked, Choice, Domain, Question};
use crate::sorting;

/// A step from one version to the next; a later one is a larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Both say the same.
    None,
    /// Every case comes out as it did.
    Patch,
    /// Some case comes out otherwise, or there is more to ask or to advise.
    Minor,
    /// Something that others may use is gone, or takes less than it did.
    Major,
}

/// What changed of what others build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A question is gone.
    QuestionRemoved,
    /// A question is answered in another way.
    QuestionType,
    /// A choice is gone.
    ChoiceRemoved,
    /// Numbers that were taken no longer are.
    RangeNarrowed,
    /// A route is gone.
    RouteRemoved,
    /// A signal is gone.
    SignalRemoved,
    /// There is a new question.
    QuestionAdded,
    /// There is a new choice.
    ChoiceAdded,
    /// More numbers are taken.
    RangeWidened,
    /// There is a new route.
    RouteAdded,
    /// There is a new signal.
    SignalAdded,
}

impl What {
    /// The step that it takes.
    pub fn step(self) -> Step {
        match self {
            Self::QuestionRemoved
            | Self::QuestionType
            | Self::ChoiceRemoved
            | Self::RangeNarrowed
            | Self::RouteRemoved => Step::Major,
            Self::SignalRemoved
            | Self::QuestionAdded
            | Self::ChoiceAdded
            | Self::RangeWidened
            | Self::RouteAdded
            | Self::SignalAdded => Step::Minor,
        }
    }
}

/// One thing that changed of what others build on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepGround {
    /// What happened.
    pub what: What,
    /// To which question, route or signal.
    pub id: String,
    /// To which choice of it.
    pub choice: Option<String>,
}

/// The step that is demanded.
pub(super) fn demanded(changed: bool, outcome_changes: bool, grounds: &[StepGround]) -> Step {
    let base = match (changed, outcome_changes) {
        (_, true) => Step::Minor,
        (true, false) => Step::Patch,
        (false, false) => Step::None,
    };
    let grounds = grounds.iter().map(|ground| ground.what.step());
    grounds.fold(base, Step::max)
}

/// Everything that changed of what others build on, what takes the largest step first.
pub(super) fn grounds(old: &Checked, new: &Checked) -> Vec<StepGround> {
    let mut grounds = Vec::new();
    let mut add = |what, id: &str, choice: Option<&str>| {
        grounds.push(StepGround {
            what,
            id: id.to_owned(),
            choice: choice.map(str::to_owned),
        });
    };
    for question in &old.questions {
        match new.questions.iter().find(|it| it.id == question.id) {
            None => add(What::QuestionRemoved, &question.id, None),
            Some(now) => answers(question, now, &mut add),
        }
    }
    for question in new
        .questions
        .iter()
        .filter(|it| old.question(&it.id).is_none())
    {
        add(What::QuestionAdded, &question.id, None);
    }
    let routes = |it: &Checked| it.routes.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    let signals = |it: &Checked| {
        it.signals
            .iter()
            .map(|it| it.id.clone())
            .collect::<Vec<_>>()
    };
    let lists = [
        (routes(old), routes(new), What::RouteRemoved),
        (routes(new), routes(old), What::RouteAdded),
        (signals(old), signals(new), What::SignalRemoved),
        (signals(new), signals(old), What::SignalAdded),
    ];
    for (these, those, what) in lists {
        for id in these.iter().filter(|id| !those.contains(id)) {
            add(what, id, None);
        }
    }
    sorting::by_key(&mut grounds, |ground| {
        (std::cmp::Reverse(ground.what.step()), ground.what)
    });
    grounds
}

/// What changed of the answers that a question takes.
fn answers(old: &Question, new: &Question, add: &mut impl FnMut(What, &str, Option<&str>)) {
    let id = &old.id;
    if std::mem::discriminant(&old.domain) != std::mem::discriminant(&new.domain) {
        add(What::QuestionType, id, None);
        return;
    }
    if let (Domain::Choice(was) | Domain::MultiChoice(was), now) = (&old.domain, &new.domain) {
        let now = now.choices();
        let lacks = |list: &[Choice], id: &str| list.iter().all(|it| it.id != id);
        for choice in was.iter().filter(|it| lacks(now, &it.id)) {
            add(What::ChoiceRemoved, id, Some(&choice.id));
        }
        for choice in now.iter().filter(|it| lacks(was, &it.id)) {
            add(What::ChoiceAdded, id, Some(&choice.id));
        }
        return;
    }
    let (was, now) = (old.domain.range(), new.domain.range());
    if now.0 > was.0 || now.1 < was.1 {
        add(What::RangeNarrowed, id, None);
    }
    if now.0 < was.0 || now.1 > was.1 {
        add(What::RangeWidened, id, None);
    }
}
