//! Reading rows for [`Quick`]: a cell that was seen before is not read again.

use super::cells::Cells;
use super::columns::{Table, Unfit};
use super::origin::Origin;
use super::quick::Quick;
use super::seen::{Known, OPEN, Seen, SeenTogether};
use super::signature::{Layout, add};

/// Reads rows of one table for [`Quick`], and keeps which cells it saw.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::{Input, mapping};
/// use domeinwijzer::table::{Cells, Decimal, Quick, Reader, Table};
/// # use domeinwijzer::{check::compile, protocol::registry::Registry};
/// # let mut registry = Registry::default();
/// # let path = "achterhoek_hotspotters/1.0.0.toml";
/// # registry.add(path, &std::fs::read(format!("protocols/{path}")).unwrap());
/// # let checked = compile(&registry, registry.at_path(path).unwrap()).unwrap();
/// let text = "[uitdraai]\nsleutel = 'id'\n[vraag.bezwaar]\nkolom = 'bezwaar'\n";
/// let mapping = mapping::read(Input { text, start: 0 }, &mut Vec::new());
/// let columns = ["id".to_owned(), "bezwaar".to_owned()];
/// let table = Table::new(&mapping, &checked, &columns, Decimal::Comma, &mut Vec::new()).unwrap();
/// let mut quick = Quick::new(&checked);
/// let mut reader = Reader::new(&table, &quick);
/// let row = Cells { text: b"p1;ja", bounds: &[0, 3, 6], between: 1 };
/// let advised = quick.row(&mut reader, &row, |it, _| it.advised()).unwrap();
/// assert_eq!(advised, Some(1));
/// let row = Cells { text: b"p2;misschien", bounds: &[0, 3, 13], between: 1 };
/// assert!(quick.row(&mut reader, &row, |it, _| it.advised()).is_err());
/// ```
#[derive(Debug)]
pub struct Reader<'t> {
    table: &'t Table,
    /// Answers that count in no score, by where their columns stand.
    groups: Vec<Group<'t>>,
    /// The others.
    scored: Vec<Part<'t>>,
    scores: Vec<(i64, usize)>,
}

/// Answers from columns that stand side by side: their cells are looked up together.
#[derive(Debug)]
struct Group<'t> {
    seen: SeenTogether,
    word: usize,
    parts: Vec<Part<'t>>,
}

/// An answer.
#[derive(Debug)]
struct Part<'t> {
    /// What was seen in each of its columns.
    columns: Vec<Seen>,
    word: usize,
    /// The scores that it is added to, with its weight.
    scores: Vec<(usize, i64)>,
    origin: &'t Origin,
}

impl<'t> Reader<'t> {
    /// Nothing was seen yet. The table and what is decided belong to the same protocol.
    pub fn new<T>(table: &'t Table, quick: &Quick<T>) -> Self {
        let layout = &quick.layout;
        let (mut plain, mut scored) = (Vec::new(), Vec::new());
        for origin in table.origins() {
            let scores = layout.scores_of(origin.question);
            let part = Part {
                columns: origin.columns.iter().copied().map(Seen::new).collect(),
                word: layout.word(origin.question),
                scores: scores.to_vec(),
                origin,
            };
            let list = if scores.is_empty() {
                &mut plain
            } else {
                &mut scored
            };
            list.push(part);
        }
        Self {
            table,
            groups: groups(plain),
            scored,
            scores: vec![(0, 0); layout.scores()],
        }
    }

    /// Reads the answers in a row, as [`Table::codes`].
    pub(super) fn codes<'r>(
        &self,
        cell: impl Fn(usize) -> &'r [u8],
        codes: &mut Vec<Option<i64>>,
    ) -> Result<(), Unfit> {
        self.table.codes(cell, codes)
    }

    /// Writes the signature of a row, and says whether all of its cells fit.
    pub(super) fn sign(&mut self, cells: &Cells, layout: &Layout, signature: &mut [u64]) -> bool {
        signature.fill(0);
        for group in &mut self.groups {
            let parts = &mut group.parts;
            let Some(bits) = group.seen.cells(cells, || together(parts, cells, layout)) else {
                return false;
            };
            if let Some(place) = signature.get_mut(group.word) {
                *place |= bits;
            }
        }
        if self.scores.is_empty() {
            return true;
        }
        self.scores.fill((0, 0));
        for part in &mut self.scored {
            let Some((code, bits)) = part.known(cells, layout) else {
                return false;
            };
            if let Some(place) = signature.get_mut(part.word) {
                *place |= bits;
            }
            let code = (code != OPEN).then_some(code);
            add(&mut self.scores, &part.scores, code);
        }
        layout.put_scores(&self.scores, signature);
        true
    }
}

/// What the answers of a group add to their word.
fn together(parts: &mut [Part], cells: &Cells, layout: &Layout) -> Option<u64> {
    parts.iter_mut().try_fold(0, |all, part| {
        let (_, bits) = part.known(cells, layout)?;
        Some(all | bits)
    })
}

/// The most columns of a group. More cells together are less often the same ones, and less often short enough.
const COLUMNS: usize = 4;

/// Puts answers together whose columns stand side by side.
fn groups(mut parts: Vec<Part>) -> Vec<Group> {
    parts.sort_by_key(Part::stretch);
    let mut groups: Vec<(Vec<Part>, (usize, usize))> = Vec::new();
    for part in parts {
        let (first, next) = part.stretch();
        match groups.last_mut() {
            Some((parts, (from, to)))
                if first <= *to
                    && next.max(*to) - *from <= COLUMNS
                    && parts.iter().all(|it| it.word == part.word) =>
            {
                *to = next.max(*to);
                parts.push(part);
            }
            _ => groups.push((vec![part], (first, next))),
        }
    }
    let groups = groups.into_iter().map(|(parts, (from, to))| Group {
        seen: SeenTogether::new(from, to - from),
        word: parts.first().map_or(0, |it| it.word),
        parts,
    });
    groups.collect()
}

impl Part<'_> {
    /// Its first column, and the one behind its last. What stands between them and is none of its columns
    /// would be looked up with them, which says no less.
    fn stretch(&self) -> (usize, usize) {
        let columns = || self.origin.columns.iter().copied();
        let first = columns().min().unwrap_or_default();
        (first, columns().max().map_or(first, |it| it + 1))
    }

    #[inline]
    fn known(&mut self, cells: &Cells, layout: &Layout) -> Option<Known> {
        let origin = self.origin;
        if let [seen] = self.columns.as_mut_slice() {
            return seen.cell(cells, |cell| read(origin, layout, cell));
        }
        self.joined(cells, layout)
    }

    /// The same of several columns.
    fn joined(&mut self, cells: &Cells, layout: &Layout) -> Option<Known> {
        let origin = self.origin;
        let mut joined = origin.joined();
        for seen in &mut self.columns {
            let read = |cell: &[u8]| {
                let code = origin.code(cell.trim_ascii()).ok()?;
                Some((code.unwrap_or(OPEN), 0))
            };
            let (code, _) = seen.cell(cells, read)?;
            joined.add((code != OPEN).then_some(code));
        }
        bits(origin, layout, joined.code())
    }
}

/// What a cell says that is an answer by itself.
#[cold]
fn read(origin: &Origin, layout: &Layout, cell: &[u8]) -> Option<Known> {
    bits(origin, layout, origin.code(cell.trim_ascii()).ok()?)
}

/// What an answer says, where it is in the range of its question.
fn bits(origin: &Origin, layout: &Layout, code: Option<i64>) -> Option<Known> {
    let (low, high) = origin.range;
    let fits = code.is_none_or(|code| (low..=high).contains(&code));
    fits.then(|| (code.unwrap_or(OPEN), layout.part(origin.question, code)))
}
