//! Columns that must not be there: they say who someone is.
//!
//! A practice works with a pseudonym of its own. What looks like more is refused before a row is read,
//! unless the mapping leaves the column out by name: an export is easily made with too much in it.

use super::cell::{Moment, moment};
use crate::protocol::version::Date;

/// What a column seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// The citizen service number.
    Bsn,
    /// The name of a person.
    Name,
    /// A street, a full postcode or a place.
    Address,
    /// The day of birth.
    BirthDate,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
}

impl Personal {
    /// What it is, in Dutch.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bsn => "een BSN",
            Self::Name => "een naam",
            Self::Address => "een adres",
            Self::BirthDate => "een geboortedatum",
            Self::Phone => "een telefoonnummer",
            Self::Email => "een mailadres",
        }
    }
}

/// The fewest cells from which something is concluded.
const FEWEST: usize = 3;

/// What a column seems to hold, going by its name and by some of its cells.
///
/// # Examples
///
/// ```
/// use domeinwijzer::protocol::version::parse_date;
/// use domeinwijzer::table::{Personal, personal};
/// let date = parse_date("2026-11-01").unwrap();
/// let of = |name, cells: &[&str]| personal(name, cells, date);
/// assert_eq!(of("nummer", &["111222333", "123456782", "111222333"]), Some(Personal::Bsn));
/// assert_eq!(of("Achternaam", &[]), Some(Personal::Name));
/// assert_eq!(of("geboortejaar", &["1954", "1961", "1970"]), None);
/// assert_eq!(of("aantal", &["3", "12", "0"]), None);
/// ```
pub fn personal(name: &str, cells: &[&str], date: Date) -> Option<Personal> {
    by_name(name).or_else(|| by_cells(cells, date))
}

/// Parts of names of columns, in small letters without signs.
const NAMES: [(Personal, &[&str]); 6] = [
    (Personal::Bsn, &["bsn", "burgerservice", "sofinummer"]),
    (Personal::Email, &["email", "mailadres"]),
    (
        Personal::BirthDate,
        &[
            "geboortedatum",
            "geboortedag",
            "gebdatum",
            "gebdat",
            "birthdate",
            "dateofbirth",
        ],
    ),
    (Personal::Phone, &["telefoon", "mobiel", "telnr", "phone"]),
    (
        Personal::Address,
        &["adres", "straat", "huisnummer", "huisnr", "woonplaats"],
    ),
    (
        Personal::Name,
        &[
            "achternaam",
            "voornaam",
            "roepnaam",
            "voorletter",
            "tussenvoegsel",
            "initialen",
            "patientnaam",
            "surname",
            "lastname",
            "firstname",
        ],
    ),
];

fn by_name(name: &str) -> Option<Personal> {
    let letters = |it: char| it.is_alphanumeric();
    let lower = name.to_lowercase();
    let joined: String = lower.chars().filter(|it| letters(*it)).collect();
    let mut words = lower.split(|it| !letters(it));
    if words.any(|it| matches!(it, "naam" | "name")) {
        return Some(Personal::Name);
    }
    let mut known = NAMES.iter();
    known
        .find(|(_, parts)| parts.iter().any(|it| joined.contains(it)))
        .map(|(what, _)| *what)
}

/// A test of one cell, what it says when enough cells pass, and how many of a hundred are enough.
type Look = (Personal, fn(&str) -> bool, usize);

const LOOKS: [Look; 5] = [
    // Of any nine digits one in eleven passes: half of them is no chance.
    (Personal::Bsn, is_bsn, 50),
    (Personal::Email, is_email, 50),
    (Personal::Phone, is_phone, 50),
    (Personal::Address, is_address, 50),
    (Personal::Name, is_name, 60),
];

fn by_cells(cells: &[&str], date: Date) -> Option<Personal> {
    let filled: Vec<&str> = cells
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
        .collect();
    if filled.len() < FEWEST {
        return None;
    }
    let share = |passes: &dyn Fn(&str) -> bool| {
        filled.iter().filter(|it| passes(it)).count() * 100 / filled.len()
    };
    let mut looks = LOOKS.iter();
    let found = looks.find(|(_, passes, enough)| share(passes) >= *enough);
    // Days of an event are recent; days of birth lie generations apart.
    let is_birth = |it: &str| {
        let day: Option<Moment> = moment(it.as_bytes()).filter(|it| it.day.is_some());
        day.is_some_and(|it| it.months_to(date) >= 10 * 12)
    };
    found
        .map(|(what, ..)| *what)
        .or_else(|| (share(&is_birth) >= 50).then_some(Personal::BirthDate))
}

/// Nine digits, or eight without the leading zero, that pass the test of eleven.
fn is_bsn(cell: &str) -> bool {
    let digits: Vec<i64> = cell
        .chars()
        .filter(|it| !matches!(it, '.' | ' '))
        .map(|it| it.to_digit(10).map(i64::from))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if !matches!(digits.len(), 8 | 9) {
        return false;
    }
    let reversed: Vec<i64> = digits.iter().rev().copied().collect();
    let Some((last, rest)) = reversed.split_first() else {
        return false;
    };
    let sum: i64 = rest
        .iter()
        .zip(2..=9_i64)
        .map(|(digit, weight)| digit * weight)
        .sum();
    (sum - last) % 11 == 0 && sum > 0
}

fn is_email(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && after.contains('.') && !cell.contains(' ')
    })
}

fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let plain = cell
        .chars()
        .all(|it| it.is_ascii_digit() || matches!(it, '+' | '-' | ' ' | '(' | ')'));
    let foreign = cell.starts_with('+') || cell.starts_with("0031");
    plain && ((digits == 10 && cell.starts_with('0')) || (foreign && (11..=13).contains(&digits)))
}

/// A street with a number, or a full postcode.
fn is_address(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|it| *it != ' ').collect();
    let (digits, letters) = bare.split_at_checked(4).unwrap_or_default();
    let postcode = bare.len() == 6
        && digits.bytes().all(|it| it.is_ascii_digit())
        && letters.bytes().all(|it| it.is_ascii_alphabetic());
    let mut words = cell.split_whitespace();
    let street = words.next().unwrap_or_default();
    let named = street.len() > 3 && street.chars().all(char::is_alphabetic);
    let numbered = words.any(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    postcode || (named && numbered)
}

/// Two or more words that look like those of a name: `J. de Vries`, `Vries, Jan de`.
fn is_name(cell: &str) -> bool {
    const BETWEEN: [&str; 9] = ["de", "den", "der", "van", "ten", "ter", "in", "'t", "el"];
    let words: Vec<&str> = cell.split([' ', ',']).filter(|it| !it.is_empty()).collect();
    let is_word = |it: &&str| {
        let letters = it
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''));
        letters && it.starts_with(char::is_uppercase)
    };
    let capitals = words.iter().filter(|it| is_word(it)).count();
    let others = words.iter().filter(|it| !is_word(it));
    (2..=5).contains(&words.len())
        && capitals >= 2
        && others
            .clone()
            .all(|it| BETWEEN.contains(&it.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_look_like_it() {
        for (passes, yes, no) in [
            (
                is_bsn as fn(&str) -> bool,
                ["111222333", "123456782"],
                ["123456789", "000000000"],
            ),
            (
                is_email,
                ["a@b.nl", "jan.jansen@zorg.example"],
                ["a@b", "bij @ thuis.nl"],
            ),
            (
                is_phone,
                ["0612345678", "+31 6 12345678"],
                ["612345678", "06-12"],
            ),
            (
                is_address,
                ["Dorpsstraat 12a", "7001 AB"],
                ["P76 Z01", "7001"],
            ),
            (
                is_name,
                ["J. de Vries", "Jansen, Kees"],
                ["Nee", "niet bekend"],
            ),
        ] {
            assert!(yes.iter().all(|it| passes(it)), "{yes:?}");
            assert!(!no.iter().any(|it| passes(it)), "{no:?}");
        }
    }

    #[test]
    fn days_of_birth_and_other_days() {
        let date = Date {
            year: 2026,
            month: 11,
            day: 1,
        };
        let of = |cells: &[&str]| by_cells(cells, date);
        assert_eq!(
            of(&["12-03-1954", "01-12-1980", "1999-05-05"]),
            Some(Personal::BirthDate)
        );
        assert_eq!(of(&["12-03-2026", "01-12-2025", "05-05-2024"]), None);
        assert_eq!(of(&["12-03-1954", "01-12-1980"]), None);
    }

    #[test]
    fn names_of_columns() {
        for name in [
            "BSN",
            "Naam patiënt",
            "postadres",
            "Geb.datum",
            "tel.nr",
            "E-mail",
        ] {
            assert!(by_name(name).is_some(), "{name}");
        }
        for name in [
            "pseudoniem",
            "aantal",
            "geboortejaar",
            "postcode4",
            "opnamen",
            "contacten",
        ] {
            assert!(by_name(name).is_none(), "{name}");
        }
    }
}
