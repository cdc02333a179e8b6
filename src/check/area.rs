//! The domains of the 4D model.

/// A domain of the 4D model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// Lichamelijk.
    Body,
    /// Geestelijk.
    Mind,
    /// Sociaal.
    Social,
    /// Maatschappelijk.
    Society,
}

impl Area {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Body, Self::Mind, Self::Social, Self::Society];

    /// The Dutch word, in the file and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Body => "lichamelijk",
            Self::Mind => "geestelijk",
            Self::Social => "sociaal",
            Self::Society => "maatschappelijk",
        }
    }
}
