//! How the answers of a group are drawn, and what a ladder hints at.

/// How the answers of a group are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Scales as the axes of a web.
    Web,
    /// What plays and the first step, by domain of the 4D model.
    Map,
    /// A scale as a ladder, with two others beside it.
    Ladder,
}

impl Drawing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Web, Self::Map, Self::Ladder];

    /// The Dutch word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Map => "kaart",
            Self::Ladder => "ladder",
        }
    }
}

/// What a ladder hints at for the talk; never a reason for or against a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// The answer from which a scale counts as high.
    pub threshold: i64,
    /// One for each way in which the second and third scale can be high or low.
    pub profiles: Vec<Profile>,
}

/// One hint of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whether the second scale is high.
    pub second: bool,
    /// Whether the third scale is high.
    pub third: bool,
    /// What to talk about.
    pub text: String,
}
