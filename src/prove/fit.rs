//! Taking in a case: no completion left means that some answers do not go together.

use super::Prover;
use super::hitting::enough;
use super::solver::Found;
use crate::check::Checked;
use crate::decide::{Case, Request, Truth, questions_below};
use crate::diagnostic::{Code, Diagnostic, list};
use batsat::Lit;

impl Prover {
    /// Fits answers to the protocol that this prover was made from.
    ///
    /// # Errors
    ///
    /// Every fault of [`Request::fit`], or [`Code::ImpossibleCase`] with the answers that leave no
    /// completion: as few of them as possible.
    pub fn fit(&self, checked: &Checked, request: &Request) -> Result<Case, Vec<Diagnostic>> {
        self.fit_case(checked, request.fit(checked)?)
    }

    /// The same for answers of which each fits its question.
    pub(crate) fn fit_case(&self, checked: &Checked, case: Case) -> Result<Case, Vec<Diagnostic>> {
        if self.program.impossible.is_empty() {
            return Ok(case);
        }
        let answered: Vec<(usize, i64)> = case.given().collect();
        let elements: Vec<Vec<Lit>> = answered
            .iter()
            .map(|(at, code)| self.encoding.answered(*at, *code))
            .collect();
        let mut session = self.session();
        let all: Vec<Lit> = elements.iter().flatten().copied().collect();
        if session.solve(&all) != Found::Nothing {
            return Ok(case);
        }
        let Some(clash) = enough(&mut session, &[], &elements) else {
            return Ok(case);
        };
        let clash: Vec<(usize, i64)> = clash
            .elements
            .iter()
            .filter_map(|at| answered.get(*at).copied())
            .collect();
        Err(vec![self.refusal(checked, &clash)])
    }

    fn refusal(&self, checked: &Checked, clash: &[(usize, i64)]) -> Diagnostic {
        let names = clash
            .iter()
            .filter_map(|(at, _)| checked.questions.get(*at))
            .map(|question| question.id.as_str());
        let message = format!(
            "deze antwoorden gaan niet samen: {}",
            list(names, 12).replace(" of ", " en ")
        );
        let case = Case::of_codes(
            checked.questions.len(),
            clash,
            crate::decide::Context::default(),
        );
        let decision = crate::decide::decide(&self.program, &case);
        let declared = checked.impossible.iter().zip(&self.program.impossible);
        let broken = declared
            .clone()
            .filter(|(_, literal)| decision.state.literal(**literal) == Truth::True);
        let touched = declared.filter(|(it, _)| {
            let below = questions_below(checked, &it.formula);
            clash.iter().any(|(at, _)| below.contains(at))
        });
        // One declaration that is met by itself says most; otherwise several of them together.
        let mut because: Vec<_> = broken.collect();
        if because.is_empty() {
            because = touched.collect();
        }
        let because: Vec<String> = because
            .into_iter()
            .map(|(it, _)| match &it.reason {
                Some(reason) => reason.clone(),
                None => format!("[onmogelijk.{}]", it.id),
            })
            .collect();
        let help = (!because.is_empty()).then(|| because.join(" "));
        Diagnostic::error(Code::ImpossibleCase, message).help(help)
    }
}
