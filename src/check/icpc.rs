//! ICPC-1 codes: a letter for the chapter, two digits, and perhaps two more.

use std::fmt;

/// A code of ICPC-1, the classification that Dutch GPs record with.
///
/// # Examples
///
/// ```
/// use domeinwijzer::check::Icpc;
/// let code: Icpc = "Z15".parse().unwrap();
/// assert_eq!(code.to_string(), "Z15");
/// assert!("z15".parse::<Icpc>().is_err() && "Z1".parse::<Icpc>().is_err());
/// assert!("C15".parse::<Icpc>().is_err(), "ICPC has no chapter C");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Icpc {
    chapter: char,
    number: u8,
    /// The digits behind the point; 0 when there are none.
    part: u8,
}

/// The chapters of ICPC-1.
const CHAPTERS: &str = "ABDFHKLNPRSTUWXYZ";

/// A text that is no code, or no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een ICPC-1-code is een letter met twee cijfers, zoals Z15 of T90.02")]
pub struct NoCode;

impl Icpc {
    /// Whether it is something that was done, which no episode is named after.
    pub fn is_process(self) -> bool {
        (30..=69).contains(&self.number)
    }
}

impl std::str::FromStr for Icpc {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut chars = text.chars();
        let chapter = chars.next().filter(|it| CHAPTERS.contains(*it));
        let (main, part) = match chars.as_str().split_once('.') {
            Some((main, part)) => (main, two_digits(part).ok_or(NoCode)?),
            None => (chars.as_str(), 0),
        };
        Ok(Self {
            chapter: chapter.ok_or(NoCode)?,
            number: two_digits(main).ok_or(NoCode)?,
            part,
        })
    }
}

/// A number from 01 to 99.
fn two_digits(text: &str) -> Option<u8> {
    let plain = text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    text.parse().ok().filter(|it| plain && *it > 0)
}

impl fmt::Display for Icpc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}", self.chapter, self.number)?;
        if self.part > 0 {
            write!(f, ".{:02}", self.part)?;
        }
        Ok(())
    }
}

/// One code with all its parts, one part of a code, or a range within a chapter.
///
/// # Examples
///
/// ```
/// use domeinwijzer::check::Codes;
/// let has = |codes: &str, code: &str| {
///     codes.parse::<Codes>().unwrap().contains(code.parse().unwrap())
/// };
/// assert!(has("Z15", "Z15") && has("Z15", "Z15.01") && !has("Z15", "Z16"));
/// assert!(has("T90.02", "T90.02") && !has("T90.02", "T90"));
/// assert!(has("Z12-Z15", "Z14.02") && !has("Z12-Z15", "Z16"));
/// assert!("Z15-Z12".parse::<Codes>().is_err() && "Z12-P15".parse::<Codes>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    first: Icpc,
    last: Icpc,
}

impl Codes {
    /// Whether a code is one of these.
    pub fn contains(&self, code: Icpc) -> bool {
        (self.first..=self.last).contains(&code)
    }

    /// Whether some code is one of these and one of those.
    pub fn meets(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = Icpc {
            part: 0,
            ..self.last
        };
        if self.last.part < u8::MAX {
            self.last.fmt(f)
        } else if self.first == whole {
            whole.fmt(f)
        } else {
            write!(f, "{}-{whole}", self.first)
        }
    }
}

impl std::str::FromStr for Codes {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last): (Icpc, Icpc) = (first.parse()?, last.parse()?);
        let whole = first == last || (first.part == 0 && last.part == 0);
        if !whole || first.chapter != last.chapter || first > last {
            return Err(NoCode);
        }
        // A code without a part stands for all its parts.
        let part = if last.part == 0 { u8::MAX } else { last.part };
        Ok(Self {
            first,
            last: Icpc { part, ..last },
        })
    }
}
