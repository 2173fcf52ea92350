//! Postings that a person can apply for.

pub mod days;
mod description;
pub mod identities;
mod keys;
mod sight;
mod store;

pub use self::description::clean_description;
pub use self::keys::{Whereabouts, read_keys};
pub use self::sight::{Sight, Twin};
pub use self::store::{NearTown, Stored, StoredPage, store, store_list};

use crate::schema::jobs;
use crate::sources::Source;
use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;
use url::Url;

/// A job as shown on its own page.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Number of the job.
    pub id: i64,
    /// Job API of the posting.
    pub source: Source,
    /// Title as people read it.
    pub title: String,
    /// The employer; empty: not stated.
    pub company: String,
    /// Empty: not stated.
    pub location: String,
    /// None here and below: not stated.
    pub work_arrangement: Option<String>,
    /// Empty: not stated.
    pub employment_types: Vec<String>,
    /// By a name of the closed list.
    pub seniority: Option<String>,
    /// The provider's taxonomy, the main one first.
    pub industries: Vec<String>,
    /// Where to apply, http or https.
    pub apply_url: Option<String>,
    /// The site that the posting comes from.
    pub publisher: Option<String>,
    /// In words.
    pub salary: Option<String>,
    /// Language code as the source gives it.
    pub language: Option<String>,
    /// Safe to print as it is.
    pub description: String,
    /// The latest moment that the stated date allows.
    pub posted_at: Option<DateTime<Utc>>,
    /// Until when it is open, as stated.
    pub valid_through: Option<DateTime<Utc>>,
    /// Time of the first answer with the job, for anybody.
    pub first_seen_at: DateTime<Utc>,
    /// When a source last listed it.
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

    /// Address to apply at, and its host. Only http and https; never fetched from here.
    pub fn apply_link(&self) -> Option<(&str, String)> {
        let link = self.apply_url.as_deref()?;
        let url = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some((link, url.host_str()?.to_owned()))
    }
}

/// Bound of open postings: a posting is open to the end of its stated day.
pub fn open_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now.date_naive().and_time(NaiveTime::MIN).and_utc()
}

/// Whether a posting has ended by its own account.
pub fn is_closed(valid_through: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    valid_through.is_some_and(|end| end < open_since(now))
}

/// A location, or several with "; " between, without what each says twice in a row: "Berlin, Berlin, Germany" is
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
    fn a_posting_is_open_to_the_end_of_its_last_day() {
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        let closed = |end: &str| is_closed(Some(end.parse().unwrap()), now);
        assert!(closed("2026-11-20T00:00:00Z") && closed("2026-11-27T23:59:59Z"));
        assert!(!closed("2026-11-28T00:00:00Z") && !closed("2026-12-31T00:00:00Z") && !is_closed(None, now));
    }

    #[test]
    fn a_place_is_not_named_twice_in_a_row() {
        let shown = ["Berlin, Berlin, Germany", "Munich, Bavaria, Germany", "Remote", ""].map(place);
        assert_eq!(shown, ["Berlin, Germany", "Munich, Bavaria, Germany", "Remote", ""]);
    }
}
