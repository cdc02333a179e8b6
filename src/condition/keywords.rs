//! The Dutch words of the condition language.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, lower};
use std::fmt;

macro_rules! keywords {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal;)+) => {
        /// A word with a fixed meaning in conditions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Keyword { $($(#[doc = $doc])+ $name,)+ }

        impl Keyword {
            /// All keywords.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word itself.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

keywords! {
    /// Either side holds.
    Or = "of";
    /// Both sides hold.
    And = "en";
    /// Does not hold.
    Not = "niet";
    /// At least so many of the listed conditions.
    AtLeast = "minstens";
    /// At most so many of them.
    AtMost = "hoogstens";
    /// Exactly so many of them.
    Exactly = "precies";
    /// Introduces the list of a count.
    Of = "van";
    /// Between two numbers, both included.
    Between = "tussen";
    /// One of the listed values.
    In = "in";
    /// A multiple choice has this choice.
    Contains = "bevat";
    /// Yes.
    Yes = "ja";
    /// No.
    No = "nee";
}

impl Keyword {
    /// Finds the keyword that is spelt exactly so.
    ///
    /// # Examples
    ///
    /// ```
    /// use domeinwijzer::condition::keywords::Keyword;
    /// assert_eq!(Keyword::find("en"), Some(Keyword::And));
    /// assert_eq!(Keyword::find("EN"), None);
    /// ```
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|keyword| keyword.word() == word)
    }

    /// What an author may have written instead of a keyword or an operator, and what to write.
    pub(crate) fn slip(word: &str) -> Option<&'static str> {
        if let Some(keyword) = Self::find(&lower(word)) {
            return Some(keyword.word());
        }
        Some(match lower(word).as_str() {
            "and" | "&&" | "&" => "en",
            "or" | "||" | "|" => "of",
            "not" | "geen" | "!" => "niet",
            "true" | "waar" | "yes" => "ja",
            "false" | "onwaar" | "no" => "nee",
            "==" | "is" => "=",
            "!=" | "=!" | "≠" | "ongelijk" => "<>",
            "=>" | "≥" => ">=",
            "=<" | "≤" => "<=",
            "tenminste" | "minimaal" => "minstens",
            "maximaal" | "tenhoogste" => "hoogstens",
            "exact" => "precies",
            _ => return None,
        })
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The longest id.
const ID_LIMIT: usize = 64;

/// Whether a text can be the id of something: `[a-z][a-z0-9_]*`, and no keyword.
///
/// # Examples
///
/// ```
/// use domeinwijzer::condition::keywords::is_id;
/// assert!(is_id("welzijn_op_recept"));
/// assert!(!is_id("Welzijn") && !is_id("4d") && !is_id("niet") && !is_id(""));
/// ```
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && text.len() <= ID_LIMIT
        && Keyword::find(text).is_none()
}

/// The id that someone may have meant who wrote a text with capitals, spaces or accents.
///
/// # Examples
///
/// ```
/// use domeinwijzer::condition::keywords::proposal;
/// assert_eq!(proposal("Coördinatie thuis"), Some("coordinatie_thuis".to_owned()));
/// assert_eq!(proposal("4D"), None);
/// ```
pub fn proposal(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in lower(text.trim()).chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'à'..='å' => id.push('a'),
            'ç' => id.push('c'),
            'è'..='ë' => id.push('e'),
            'ì'..='ï' => id.push('i'),
            'ñ' => id.push('n'),
            'ò'..='ö' => id.push('o'),
            'ù'..='ü' => id.push('u'),
            'ý' | 'ÿ' => id.push('y'),
            // An accent as a character of its own, and quotes around a name.
            '\u{300}'..='\u{36f}' | '"' | '\'' => {}
            _ if id.is_empty() || id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_end_matches('_');
    is_id(id).then(|| id.to_owned())
}

/// What is said of a word or sign that authors often write for one that the language has.
pub(crate) fn not_in_language(written: &str) -> String {
    let what = if written.starts_with(char::is_alphabetic) {
        "woord"
    } else {
        "teken"
    };
    format!("`{written}` is geen {what} van de voorwaardentaal")
}

/// The fault of a text that stands where an id belongs.
pub(crate) fn not_an_id(text: &str, span: Span) -> Diagnostic {
    let short: String = text.chars().take(64).collect();
    let (message, help) = if Keyword::find(text).is_some() {
        (
            format!("`{text}` is een woord van de voorwaardentaal, en kan geen naam zijn"),
            format!("kies een andere naam, of maak hem langer: `{text}_…`"),
        )
    } else if text.len() > ID_LIMIT {
        (
            format!(
                "een naam is hoogstens {ID_LIMIT} tekens lang; deze heeft er {}",
                text.len()
            ),
            "kies een kortere naam".to_owned(),
        )
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        (
            format!("`{short}` is geen geldige naam: een naam begint met een letter"),
            "zet er een kleine letter voor".to_owned(),
        )
    } else {
        (
            format!("`{short}` is geen geldige naam"),
            proposal(text).map_or_else(
                || "een naam bestaat uit kleine letters a-z, cijfers en _".to_owned(),
                |id| {
                    format!(
                        "bedoelt u `{id}`? Een naam bestaat uit kleine letters a-z, cijfers en _"
                    )
                },
            ),
        )
    };
    Diagnostic::error(Code::InvalidId, message)
        .at(span)
        .help(help)
}
