//! The Dutch words of the condition language.

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
        if let Some(keyword) = Self::find(&word.to_lowercase()) {
            return Some(keyword.word());
        }
        Some(match word.to_lowercase().as_str() {
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
            _ => return None,
        })
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

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
        && text.len() <= 64
        && Keyword::find(text).is_none()
}
