//! Who reads CVs, and how a paid reading ended: the closed lists that tables hold.

/// A reader of masked texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CvReader {
    /// The model.
    Claude,
    /// The reader that ships with the program.
    Offline,
}

impl CvReader {
    /// Every reader.
    pub const ALL: &'static [Self] = &[Self::Claude, Self::Offline];

    /// The reader's name in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claude => "claude",
            Self::Offline => "offline",
        }
    }
}

/// The end of a reading by Claude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingOutcome {
    /// A profile came of the text.
    Read,
    /// No profile; tokens may be spent all the same.
    Failed,
}

impl ReadingOutcome {
    /// Every outcome.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Failed];

    /// The outcome's name in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }
}
