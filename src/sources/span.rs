//! Spans: how far back a source is asked to look.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Source;
use crate::closed_list;

/// A look back. A source is asked for its narrowest time frame that contains the span: JSearch knows all four, Active
/// Jobs DB has no frame of three days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// A day: from this time yesterday on.
    Day,
    /// The last three days.
    ThreeDays,
    /// The last seven days.
    Week,
    /// A month. For Active Jobs DB its frame of six months, bounded by `since`; JSearch has its own month.
    Month {
        /// Earliest posting time wanted.
        since: DateTime<Utc>,
    },
}

impl Span {
    /// Name of the span at the source, which tables and messages use.
    pub fn name(self, source: Source) -> SpanName {
        match (source, self) {
            (Source::JSearch, Self::Day) => SpanName::Today,
            (Source::JSearch, Self::ThreeDays) => SpanName::ThreeDays,
            (Source::JSearch, Self::Week) => SpanName::Week,
            (Source::JSearch, Self::Month { .. }) => SpanName::Month,
            (Source::ActiveJobs, Self::Day) => SpanName::Hours24,
            (Source::ActiveJobs, Self::ThreeDays | Self::Week) => SpanName::Days7,
            (Source::ActiveJobs, Self::Month { .. }) => SpanName::Months6,
        }
    }
}

closed_list! {
    "a span";
    /// Names of spans of posting time, as sources call them.
    pub enum SpanName {
        /// JSearch: since yesterday at this time.
        Today = "today",
        /// JSearch: the last three days.
        ThreeDays = "3days",
        /// JSearch: the last seven days.
        Week = "week",
        /// JSearch: the last thirty days.
        Month = "month",
        /// Active Jobs DB: the last 24 whole hours but one.
        Hours24 = "24h",
        /// Active Jobs DB: the last seven days.
        Days7 = "7d",
        /// Active Jobs DB: the last six months, bounded by a date.
        Months6 = "6m",
    }
}

impl SpanName {
    /// Span by its name; a month reaches back to `since`.
    pub fn span(self, since: DateTime<Utc>) -> Span {
        match self {
            Self::Today | Self::Hours24 => Span::Day,
            Self::ThreeDays => Span::ThreeDays,
            Self::Week | Self::Days7 => Span::Week,
            Self::Month | Self::Months6 => Span::Month { since },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_known_by_the_name_that_its_source_gives_it() {
        let since = DateTime::UNIX_EPOCH;
        for span in [Span::Day, Span::Week, Span::Month { since }] {
            for source in Source::ALL {
                assert_eq!(span.name(*source).span(since), span);
            }
        }
    }
}
