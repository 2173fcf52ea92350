//! Postings that a person can apply for.

pub mod days;
mod description;
mod sight;
mod store;

pub use self::description::clean_description;
pub use self::sight::{Sight, Twin};
pub use self::store::{Stored, store};

use crate::schema::jobs;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use url::Url;

/// A job as its own page shows it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    pub id: i64,
    pub source: Source,
    pub title: String,
    pub company: String,
    pub location: String,
    pub work_arrangement: Option<String>,
    pub employment_types: Vec<String>,
    pub seniority: Option<String>,
    pub industries: Vec<String>,
    pub apply_url: Option<String>,
    pub publisher: Option<String>,
    pub salary: Option<String>,
    pub language: Option<String>,
    /// Safe to print as it is.
    pub description: String,
    pub posted_at: Option<DateTime<Utc>>,
    pub first_seen_at: DateTime<Utc>,
    pub last_confirmed_at: DateTime<Utc>,
}

impl Job {
    /// The source's name for people.
    pub fn source_label(&self) -> &'static str {
        self.source.label()
    }

    pub fn place(&self) -> String {
        place(&self.location)
    }

    /// Where to apply, and the host that the link leads to. Only http and https; nobody here ever fetches it.
    pub fn apply_link(&self) -> Option<(&str, String)> {
        let link = self.apply_url.as_deref()?;
        let url = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some((link, url.host_str()?.to_owned()))
    }
}

/// A location without what it says twice in a row: "Berlin, Berlin, Germany" is "Berlin, Germany".
pub fn place(location: &str) -> String {
    let mut parts: Vec<&str> = location.split(", ").collect();
    parts.dedup();
    parts.join(", ")
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
