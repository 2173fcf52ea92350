//! Postings that a person can apply for.

mod closing;
mod columns;
mod copies;
mod copy;
pub mod days;
mod description;
mod groups;
mod identities;
mod keys;
mod sight;
mod store;
mod together;
mod unread;

pub(super) use self::closing::close_copies;
pub use self::closing::{ClosedWhy, Closing, UNSEEN, close, close_ended};
pub use self::copies::{CopyShare, Large, TakenApart};
pub use self::copy::{Copies, JobCopy, MOST_COPIES};
pub use self::description::clean_description;
pub use self::groups::{put_together, take_apart};
pub use self::keys::Whereabouts;
pub use self::sight::Sight;
pub use self::store::{NearTown, Stored, StoredPage, store, store_list};
pub use self::together::{ListedBy, Together};
pub use self::unread::read_keys;

use crate::schema::jobs;
use crate::sources::Source;
use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;

/// A job as shown on its own page.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Number of the job.
    pub id: i64,
    /// Number of the group to which the job and its copies belong.
    pub group_id: i64,
    /// Job API of the posting.
    pub source: Source,
    /// Title as people read it.
    pub title: String,
    /// The employer; empty: not stated.
    pub company: String,
    /// Location; empty: not stated.
    pub location: String,
    /// Site that the posting comes from. None here and below: not stated.
    pub publisher: Option<String>,
    /// Language code as given by the source.
    pub language: Option<String>,
    /// Description, safe to print as it is.
    pub description: String,
    /// Time of the posting: the latest moment allowed by the stated date.
    pub posted_at: Option<DateTime<Utc>>,
    /// Time of the first answer with the job, for anybody.
    pub first_seen_at: DateTime<Utc>,
    /// Time at which a source last listed the job.
    pub last_confirmed_at: DateTime<Utc>,
}

impl Job {
    /// The source's name for people.
    pub fn source_label(&self) -> &'static str {
        self.source.label()
    }

    /// The location without repetitions.
    pub fn place(&self) -> String {
        place(&self.location)
    }
}

/// Bound of open postings: a posting is open to the end of its stated day.
pub fn open_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now.date_naive().and_time(NaiveTime::MIN).and_utc()
}

/// Place of a location, or of several with "; " between, without repetitions in a row: "Berlin, Berlin, Germany" is
/// "Berlin, Germany".
pub fn place(location: &str) -> String {
    let once = |one: &str| {
        let mut parts: Vec<&str> = one.split(", ").collect();
        parts.dedup();
        parts.join(", ")
    };
    location.split("; ").map(once).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_not_named_twice_in_a_row() {
        let shown = ["Berlin, Berlin, Germany", "Munich, Bavaria, Germany", "Remote", ""].map(place);
        assert_eq!(shown, ["Berlin, Germany", "Munich, Bavaria, Germany", "Remote", ""]);
    }
}
