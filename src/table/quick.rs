//! Deciding many rows: rows with the same answers, as far as they matter, are decided once.

use crate::check::Checked;
use crate::decide::{Case, Context, Decision, decide};
use crate::program::{Program, compile};

/// How many outcomes are kept: a power of two. A full place is taken over by the next outcome.
const PLACES: usize = 1 << 14;
/// What an open answer counts as in a signature; no code is as low.
const OPEN: i64 = i64::MIN;

/// Decides rows, and keeps what was made of the outcomes.
///
/// Which answers come out the same is read off the program: a number matters as the stretch between two
/// thresholds that it lies in, unless it is added up. What it keeps does not grow with the number of rows.
///
/// # Examples
///
/// ```
/// use domeinwijzer::table::Quick;
/// # use domeinwijzer::{check::compile, protocol::registry::Registry};
/// # let mut registry = Registry::default();
/// # let path = "achterhoek_hotspotters/1.0.0.toml";
/// # registry.add(path, &std::fs::read(format!("protocols/{path}")).unwrap());
/// # let checked = compile(&registry, registry.at_path(path).unwrap()).unwrap();
/// let mut quick = Quick::new(&checked);
/// let mut codes = vec![None; checked.questions().len()];
/// codes[checked.question("bezwaar").unwrap()] = Some(1);
/// let mut made = 0;
/// for _ in 0..1000 {
///     let rows = quick.outcome(&codes, |decision, _| { made += 1; assert!(decision.is_decided()); 0 }, |_| ());
///     *rows += 1;
/// }
/// assert_eq!(made, 1);
/// assert_eq!(quick.outcomes().collect::<Vec<_>>(), [&1000]);
/// ```
#[derive(Debug)]
pub struct Quick<T> {
    program: Program,
    /// Whether each question counts by its very code.
    exact: Vec<bool>,
    places: Vec<Place<T>>,
    /// Stands in where there is no place; there always is.
    spare: Place<T>,
    signature: Vec<i64>,
}

/// An outcome, and the answers it belongs to.
#[derive(Debug)]
struct Place<T> {
    signature: Vec<i64>,
    made: Option<T>,
}

impl<T> Place<T> {
    fn free() -> Self {
        Self {
            signature: Vec::new(),
            made: None,
        }
    }
}

impl<T> Quick<T> {
    /// Nothing is decided yet.
    pub fn new(checked: &Checked) -> Self {
        let program = compile(checked);
        let summed = |at: usize| {
            let mut sums = program.sums().iter();
            sums.any(|sum| sum.questions.iter().any(|(question, _)| *question == at))
        };
        let inputs = program.inputs().iter().enumerate();
        let exact = inputs.map(|(at, it)| it.many || summed(at)).collect();
        Self {
            exact,
            places: (0..PLACES).map(|_| Place::free()).collect(),
            spare: Place::free(),
            signature: Vec::new(),
            program,
        }
    }

    /// What was made of the outcome of these answers, or is now; `make` also hears whether the
    /// protocol says that such answers never occur. What has to go for it goes to `gone`.
    pub fn outcome(
        &mut self,
        codes: &[Option<i64>],
        make: impl FnOnce(&Decision, bool) -> T,
        gone: impl FnOnce(T),
    ) -> &mut T {
        let at = self.sign(codes);
        let place = self.places.get_mut(at).unwrap_or(&mut self.spare);
        if place.signature != self.signature {
            place.signature.clone_from(&self.signature);
            if let Some(old) = place.made.take() {
                gone(old);
            }
        }
        let program = &self.program;
        place.made.get_or_insert_with(|| {
            let case = case(codes);
            let decision = decide(program, &case);
            let refused = decision.state.is_refused(program);
            make(&decision, refused)
        })
    }

    /// Writes the signature of these answers, and says which place is theirs.
    fn sign(&mut self, codes: &[Option<i64>]) -> usize {
        // FNV-1a, a whole answer at a time; the upper bits are the well mixed ones.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        self.signature.clear();
        let known = self.program.inputs().iter().zip(&self.exact);
        for ((input, exact), code) in known.zip(codes) {
            let part = match code {
                None => OPEN,
                Some(code) if *exact => *code,
                Some(code) => {
                    let breaks = input.breaks.iter();
                    breaks.map(|start| i64::from(start <= code)).sum()
                }
            };
            self.signature.push(part);
            hash = (hash ^ part.cast_unsigned()).wrapping_mul(0x0100_0000_01b3);
            hash ^= hash >> 29;
        }
        usize::try_from(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).unwrap_or_default()
            & (PLACES - 1)
    }

    /// All that was made and has not gone.
    pub fn outcomes(&mut self) -> impl Iterator<Item = &mut T> {
        let all = self.places.iter_mut().chain([&mut self.spare]);
        all.filter_map(|it| it.made.as_mut())
    }
}

fn case(codes: &[Option<i64>]) -> Case {
    let given: Vec<(usize, i64)> = codes
        .iter()
        .enumerate()
        .filter_map(|(at, code)| code.map(|code| (at, code)))
        .collect();
    Case::of_codes(codes.len(), &given, Context::default())
}
