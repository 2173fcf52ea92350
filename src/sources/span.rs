//! How far back a source is asked to look.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Source;

/// A look back. A source is asked for the narrowest time frame it has that contains the span:
/// JSearch knows all four, Active Jobs DB has no frame of three days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Day,
    ThreeDays,
    Week,
    /// A month. Active Jobs DB reaches that far only by its frame of six months, bounded by
    /// `since`, the earliest posting time wanted; JSearch has a month of its own.
    Month {
        since: DateTime<Utc>,
    },
}

impl Span {
    /// The source's own name for it, which tables and messages use.
    pub fn name(self, source: Source) -> &'static str {
        match (source, self) {
            (Source::JSearch, Span::Day) => "today",
            (Source::JSearch, Span::ThreeDays) => "3days",
            (Source::JSearch, Span::Week) => "week",
            (Source::JSearch, Span::Month { .. }) => "month",
            (Source::ActiveJobs, Span::Day) => "24h",
            (Source::ActiveJobs, Span::ThreeDays | Span::Week) => "7d",
            (Source::ActiveJobs, Span::Month { .. }) => "6m",
        }
    }

    /// From its name; a month reaches back to `since`.
    pub fn from_name(name: &str, since: DateTime<Utc>) -> Option<Span> {
        match name {
            "today" | "24h" => Some(Span::Day),
            "3days" => Some(Span::ThreeDays),
            "week" | "7d" => Some(Span::Week),
            "month" | "6m" => Some(Span::Month { since }),
            _ => None,
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
                assert_eq!(Span::from_name(span.name(*source), since), Some(span));
            }
        }
        assert_eq!(Span::from_name("year", since), None);
    }
}
