//! Deciding many rows: rows with the same answers, as far as they matter, are decided once.

use super::cells::Cells;
use super::columns::Unfit;
use super::reader::Reader;
use super::signature::Layout;
use crate::check::Checked;
use crate::decide::{Case, Context, Decision, decide};
use crate::program::{Program, compile};

/// How many outcomes are kept: a power of two. The next outcome takes over a full place; what stood there goes to
/// the place beside it.
const PLACES: usize = 1 << 14;
/// What stands in a place that nothing took yet. Not 0: memory that is written at once does not grow later.
const FREE: u64 = u64::MAX;

/// Decides rows, and keeps what was made of the outcomes.
///
/// Which answers come out the same is read off the program: a number matters as the stretch between two
/// thresholds that it lies in. What it keeps does not grow with the number of rows.
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
/// for age in 20..80 {
///     codes[checked.question("leeftijd").unwrap()] = Some(age);
///     let advised = quick.outcome(&codes, |decision, _| { made += 1; decision.advised() });
///     assert_eq!(advised, Some(1));
/// }
/// assert_eq!(made, 1);
/// ```
#[derive(Debug)]
pub struct Quick<T> {
    program: Program,
    pub(super) layout: Layout,
    /// The signature of each place, `layout.words()` words for each.
    signatures: Vec<u64>,
    made: Vec<Option<T>>,
    signature: Vec<u64>,
    codes: Vec<Option<i64>>,
}

impl<T: Copy> Quick<T> {
    /// Nothing is decided yet.
    pub fn new(checked: &Checked) -> Self {
        let program = compile(checked);
        let layout = Layout::new(&program);
        Self {
            signatures: vec![FREE; PLACES * layout.words()],
            made: vec![None; PLACES],
            signature: vec![0; layout.words()],
            codes: Vec::new(),
            layout,
            program,
        }
    }

    /// What was made of the outcome of these answers, or is now; `make` also hears whether the
    /// protocol says that such answers never occur. A code lies in the range of its question.
    pub fn outcome(&mut self, codes: &[Option<i64>], make: impl FnOnce(&Decision, bool) -> T) -> T {
        self.layout.sign(codes, &mut self.signature);
        let place = self.place();
        let known = self.known(place).or_else(|| self.known(place ^ 1));
        known.unwrap_or_else(|| self.make(place, codes, make))
    }

    /// The same for a row; its cells are read only as far as they were not seen before.
    ///
    /// # Errors
    ///
    /// The first cell that does not fit, as [`Table::codes`](super::Table::codes).
    pub fn row(
        &mut self,
        reader: &mut Reader,
        cells: &Cells,
        make: impl FnOnce(&Decision, bool) -> T,
    ) -> Result<T, Unfit> {
        let read = reader.sign(cells, &self.layout, &mut self.signature);
        let place = self.place();
        if read && let Some(known) = self.known(place).or_else(|| self.known(place ^ 1)) {
            return Ok(known);
        }
        let mut codes = std::mem::take(&mut self.codes);
        let cell = |at: usize| cells.get(at).unwrap_or_default();
        let fits = reader.codes(cell, &mut codes);
        let made = fits.map(|()| self.make(place, &codes, make));
        self.codes = codes;
        made
    }

    /// Forgets all outcomes.
    pub fn forget(&mut self) {
        self.made.fill(None);
    }

    /// The place of the signature.
    fn place(&self) -> usize {
        let mut hash = 0_u64;
        for word in &self.signature {
            hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            hash ^= hash >> 32;
        }
        usize::try_from(hash).unwrap_or_default() & (PLACES - 1)
    }

    fn known(&self, place: usize) -> Option<T> {
        let from = place * self.signature.len();
        let kept = self.signatures.get(from..from + self.signature.len())?;
        // A signature has a word or two: comparing them here is quicker than as memory.
        let mut words = kept.iter().zip(&self.signature);
        let same = words.all(|(one, other)| one == other);
        same.then(|| self.made.get(place).copied())??
    }

    fn make(
        &mut self,
        place: usize,
        codes: &[Option<i64>],
        make: impl FnOnce(&Decision, bool) -> T,
    ) -> T {
        let decision = decide(&self.program, &case(codes));
        let made = make(&decision, decision.state.is_refused(&self.program));
        let words = self.signature.len();
        let (from, beside) = (place * words, (place ^ 1) * words);
        self.signatures.copy_within(from..from + words, beside);
        let before = self.made.get(place).copied();
        if let (Some(before), Some(beside)) = (before, self.made.get_mut(place ^ 1)) {
            *beside = before;
        }
        let kept = self.signatures.get_mut(from..from + words);
        if let (Some(kept), Some(place)) = (kept, self.made.get_mut(place)) {
            kept.copy_from_slice(&self.signature);
            *place = Some(made);
        }
        made
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
