//! Beginning of a page of the list: listing time and number of the neighbouring job, so that new jobs move nothing.

use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// A place between two jobs of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Listing time of the neighbour.
    pub listed_at: DateTime<Utc>,
    /// Number of the neighbour.
    pub id: i64,
    /// The page lies on the newer side.
    pub is_back: bool,
}

impl Cursor {
    /// Cursor before the newest job of all.
    pub fn newest() -> Self {
        Self { listed_at: DateTime::from_timestamp_nanos(i64::MAX), id: i64::MAX, is_back: false }
    }

    /// Cursor before the jobs older than the given job.
    pub fn older_than((listed_at, id): (DateTime<Utc>, i64)) -> Self {
        Self { listed_at, id, is_back: false }
    }

    /// Cursor behind the jobs newer than the given job.
    pub fn newer_than((listed_at, id): (DateTime<Utc>, i64)) -> Self {
        Self { listed_at, id, is_back: true }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.is_back { 'n' } else { 'o' };
        write!(f, "{side}{}.{}", self.listed_at.timestamp_micros(), self.id)
    }
}

/// No cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let is_back = text.starts_with('n');
        let rest = text.strip_prefix(['n', 'o']).ok_or(CursorError)?;
        let (micros, id) = rest.split_once('.').ok_or(CursorError)?;
        let micros = micros.parse().map_err(|_| CursorError)?;
        let listed_at = DateTime::from_timestamp_micros(micros).filter(|at| *at <= Self::newest().listed_at);
        let listed_at = listed_at.filter(|_| micros >= 0).ok_or(CursorError)?;
        Ok(Self { listed_at, id: id.parse().map_err(|_| CursorError)?, is_back })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_address() {
        let at = "2026-11-23T09:15:00.123456Z".parse().unwrap();
        for cursor in [Cursor::older_than((at, 7)), Cursor::newer_than((at, i64::MAX))] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "o", "x1.1", "o1", "o1.", "o.1", "o1.1.1", "o-1.1", "o9223372036854775807.1", "ö1.1", "o1.x"]
        {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }
}
