//! An answer to a question, as protocols, cases and results write it.

use serde::{Deserialize, Serialize};

/// An answer: the same shape in a protocol's example, in a case and in a recommendation.
///
/// # Examples
///
/// ```
/// use domeinwijzer::answer::Answer;
/// let answers: Vec<Answer> = serde_json::from_str("[true, 8, \"licht\", [\"wmo\"]]").unwrap();
/// assert_eq!(answers[3], Answer::Choices(vec!["wmo".to_owned()]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// The id of a choice.
    Choice(String),
    /// The ids of several choices, also none.
    Choices(Vec<String>),
}
