//! Made-up patients, as a practice's system might list them. Nobody's data: all of it comes from a seed.

use std::fmt::Write;

/// The seed of the committed file.
pub(crate) const SEED: u64 = 20_261_122;
/// The names of the columns.
pub(crate) const HEAD: &str = "pseudoniem;geboortejaar;geslacht;postcode4;consulten;visites;telefonisch;hap;seh;\
opnames_6m;verwijzingen;episoden;solk;chronisch;medicijnen;bezwaar;laatste_gesprek;palliatief;instelling;duur_gemiddeld\n";

/// Patients without end.
pub(crate) struct Patients {
    state: u64,
    number: u64,
    faults: u64,
}

impl Patients {
    /// The patients of a seed; one row in so many has a cell that cannot be read, with 0 none has.
    pub(crate) fn new(seed: u64, faults: u64) -> Self {
        Self {
            state: seed,
            number: 0,
            faults,
        }
    }

    /// `SplitMix64` (Steele, Lea & Flood, 2014).
    fn next_random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next_random() % limit
    }

    /// True so many times in a thousand.
    fn chance(&mut self, thousandth: u64) -> bool {
        self.below(1_000) < thousandth
    }

    /// A count with a long tail: each further one with the same chance.
    fn count(&mut self, thousandth: u64, most: u64) -> u64 {
        let mut count = 0;
        while count < most && self.chance(thousandth) {
            count += 1;
        }
        count
    }
}

/// One row.
pub(crate) struct Patient {
    cells: [String; 20],
}

impl Patient {
    /// Adds the row to a text.
    pub(crate) fn write(&self, line: &mut String) {
        for (at, cell) in self.cells.iter().enumerate() {
            if at > 0 {
                line.push(';');
            }
            line.push_str(cell);
        }
        line.push('\n');
    }
}

const CODES: [&str; 12] = [
    "P01", "P03", "P06", "P76", "Z05", "Z12", "K86", "T90", "R95", "L15", "A04", "D01",
];

impl Iterator for Patients {
    type Item = Patient;

    fn next(&mut self) -> Option<Patient> {
        self.number += 1;
        let heavy = self.chance(80);
        let often = if heavy { 930 } else { 700 };
        let yes_no = |yes: bool| if yes { "J" } else { "N" }.to_owned();
        let mut codes = Vec::new();
        for _ in 0..self.count(if heavy { 700 } else { 350 }, 6) {
            let at = usize::try_from(self.below(CODES.len() as u64)).unwrap_or_default();
            codes.extend(CODES.get(at).copied());
        }
        let mut key = String::new();
        let _ = write!(key, "p{:012x}", self.next_random() >> 16);
        let last_talk = if self.chance(60) {
            let (month, day) = (1 + self.below(12), 1 + self.below(28));
            format!("{day:02}-{month:02}-{}", 2022 + self.below(4))
        } else {
            String::new()
        };
        let sex = if self.chance(505) { "V" } else { "M" };
        let mut cells = [
            key,
            (1930 + self.below(95)).to_string(),
            sex.to_owned(),
            (7000 + self.below(200)).to_string(),
            self.count(often, 60).to_string(),
            self.count(120, 20).to_string(),
            self.count(400, 30).to_string(),
            self.count(if heavy { 400 } else { 120 }, 20).to_string(),
            self.count(if heavy { 250 } else { 60 }, 20).to_string(),
            self.count(if heavy { 200 } else { 20 }, 6).to_string(),
            self.count(if heavy { 500 } else { 300 }, 12).to_string(),
            codes.join(","),
            yes_no(self.chance(if heavy { 150 } else { 20 })),
            self.count(if heavy { 600 } else { 300 }, 10).to_string(),
            self.count(if heavy { 800 } else { 550 }, 25).to_string(),
            yes_no(self.chance(15)),
            last_talk,
            yes_no(self.chance(6)),
            yes_no(self.chance(10)),
            format!("{},{}", 8 + self.below(15), self.below(10)),
        ];
        // Cells that were not filled in, and now and then one that cannot be read.
        for at in [4, 10, 12, 15] {
            if self.chance(12)
                && let Some(cell) = cells.get_mut(at)
            {
                cell.clear();
            }
        }
        if self.faults > 0 && self.below(self.faults) == 0 {
            let (at, wrong) = match self.below(4) {
                0 => (1, "onbekend"),
                1 => (4, "veel"),
                2 => (15, "misschien"),
                _ => (0, ""),
            };
            if let Some(cell) = cells.get_mut(at) {
                wrong.clone_into(cell);
            }
        }
        Some(Patient { cells })
    }
}
