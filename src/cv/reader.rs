//! Readers of CVs, and ends of a paid reading: closed lists of the tables.

use crate::closed_list;

closed_list! {
    "a reader";
    /// A reader of masked texts.
    pub enum CvReader {
        /// The model.
        Claude = "claude",
        /// The reader that ships with the program.
        Offline = "offline",
    }
}

closed_list! {
    "an outcome";
    /// The end of a reading by Claude.
    pub enum ReadingOutcome {
        /// A profile came of the text.
        Read = "read",
        /// No profile; tokens may be spent all the same.
        Failed = "failed",
    }
}
