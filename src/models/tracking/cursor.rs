//! Beginning of a page of the list: beside a row of the page before or after.

use super::Sort;
use crate::models::combination::Tracked;
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// Position of a row in an order: value of the sorted column (a date in microseconds; None: never loaded), and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Value of the sorted column; None sorts last.
    pub value: Option<i64>,
    /// Number of the combination: decides between equal values.
    pub id: i32,
}

/// Part of a list that a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The beginning of the list.
    #[default]
    First,
    /// Rows after the cursor's row.
    After(Cursor),
    /// Rows before the cursor's row.
    Before(Cursor),
}

impl Part {
    /// Row beside which the part begins; None: the first part.
    pub fn cursor(self) -> Option<Cursor> {
        match self {
            Self::First => None,
            Self::After(cursor) | Self::Before(cursor) => Some(cursor),
        }
    }

    /// True when read from the list's end to its beginning.
    pub fn is_backward(self) -> bool {
        matches!(self, Self::Before(_))
    }
}

impl Cursor {
    /// Position of a row in an order.
    pub fn of(row: &Tracked, sort: Sort) -> Self {
        let value = match sort {
            Sort::Date => row.backfilled_date.map(|date| date.timestamp_micros()),
            Sort::Jobs => Some(row.jobs_found.into()),
            Sort::People => Some(row.users.into()),
            Sort::Credits => Some(row.credits),
        };
        Self { value, id: row.id }
    }

    pub(super) fn date(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_micros(self.value?)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Some(value) => write!(f, "{value}.{}", self.id),
            None => write!(f, "never.{}", self.id),
        }
    }
}

/// Error: text that is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (value, id) = text.split_once('.').ok_or(CursorError)?;
        let value = match value {
            "never" => None,
            // Within what PostgreSQL takes for a time, too.
            value => Some(value.parse().ok().filter(|value| (0..1 << 53).contains(value)).ok_or(CursorError)?),
        };
        Ok(Self { value, id: id.parse().map_err(|_| CursorError)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_address() {
        for cursor in [Cursor { value: None, id: 7 }, Cursor { value: Some(1_763_888_100_000_000), id: i32::MAX }] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "1", "1.", ".1", "x.1", "1.x", "-1.1", "9223372036854775807.1", "never.", "1.2.3"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }
}
