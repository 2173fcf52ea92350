//! Orders of the list, each with an index of its own.

/// Order of a list: the newest or the most first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Date of `backfilled_date`, the latest first; combinations never loaded last.
    #[default]
    Date,
    /// Distinct jobs, the most first.
    Jobs,
    /// People who want the combination now, the most first.
    People,
    /// Credits to date, the most first.
    Credits,
}

impl Sort {
    /// Every order, as the page offers them.
    pub const ALL: [Self; 4] = [Self::Date, Self::Jobs, Self::People, Self::Credits];

    /// Name of the order in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Jobs => "jobs",
            Self::People => "people",
            Self::Credits => "credits",
        }
    }

    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Date => "backfilled_date",
            Self::Jobs => "jobs_found",
            Self::People => "users",
            Self::Credits => "credits",
        }
    }

    /// Order exactly as the index has it, or exactly reversed: else the index would not be walked.
    pub(super) fn order(self, is_backward: bool) -> String {
        let column = self.column();
        match (self, is_backward) {
            (Self::Date, false) => format!("{column} DESC NULLS LAST, id DESC"),
            (Self::Date, true) => format!("{column} ASC NULLS FIRST, id ASC"),
            (_, false) => format!("{column} DESC, id DESC"),
            (_, true) => format!("{column} ASC, id ASC"),
        }
    }
}
