//! Copies of a job, the job itself among them.

use super::closing::{ClosedWhy, Closing};
use super::open_since;
use crate::db::Connection;
use crate::same::{is_employers, posting_key};
use crate::schema::jobs;
use crate::sources::Source;
use crate::sources::links::is_aggregator;
use chrono::{DateTime, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use diesel_async::RunQueryDsl;
use serde::Deserialize;
use url::Url;

/// Most copies of a job on a page or put together, the earliest first. A larger group is hardly one job.
pub const MOST_COPIES: i64 = 20;

/// One posting of a job.
#[derive(Clone, Debug, Deserialize, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobCopy {
    /// Number of the posting.
    pub id: i64,
    /// Job API of the posting.
    pub source: Source,
    /// The title as people read it.
    pub title: String,
    /// The employer; empty: not stated.
    pub company: String,
    /// The site that the posting comes from.
    pub publisher: Option<String>,
    /// Empty: not stated.
    pub location: String,
    /// None here and below: not stated.
    pub work_arrangement: Option<String>,
    /// Empty: not stated.
    pub employment_types: Vec<String>,
    /// Level by a name of the closed list.
    pub seniority: Option<String>,
    /// The provider's taxonomy, the main industry first.
    pub industries: Vec<String>,
    /// Salary in words.
    pub salary: Option<String>,
    /// Address to apply at, http or https.
    pub apply_url: Option<String>,
    /// The latest moment allowed by the stated date.
    pub posted_at: Option<DateTime<Utc>>,
    /// Time when the posting was posted again.
    pub posted_again_at: Option<DateTime<Utc>>,
    /// End of the posting, as stated.
    pub valid_through: Option<DateTime<Utc>>,
    /// Time of the first answer with the posting, for anybody.
    pub first_seen_at: DateTime<Utc>,
    /// Time of the closing; None: the posting is open.
    pub closed_at: Option<DateTime<Utc>>,
    /// Reason for the closing.
    pub closed_why: Option<ClosedWhy>,
}

/// Copies, as a list's statement brings them with each job.
#[derive(Clone, Debug, Default, FromSqlRow)]
pub struct Copies(pub Vec<JobCopy>);

impl FromSql<Jsonb, Pg> for Copies {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let value = <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(value)?;
        Ok(Self(serde_json::from_value(value)?))
    }
}

impl JobCopy {
    /// When and why the copy was closed; None: the copy is open.
    fn closing(&self, now: DateTime<Utc>) -> Option<Closing> {
        let noted = self.closed_at.zip(self.closed_why).map(|(at, why)| Closing { at, why });
        let ended = self.valid_through.filter(|end| *end < open_since(now));
        let why = if self.source == Source::ActiveJobs { ClosedWhy::Employer } else { ClosedWhy::Ended };
        noted.or_else(|| ended.map(|at| Closing { at, why }))
    }

    /// The closing of a job with these copies; None: a copy is open.
    pub fn closing_of_all(copies: &[Self], now: DateTime<Utc>) -> Option<Closing> {
        let all: Option<Vec<Closing>> = copies.iter().map(|copy| copy.closing(now)).collect();
        all?.into_iter().max_by_key(|closing| (closing.why != ClosedWhy::NotSeen, closing.at))
    }

    /// The copies of a job, itself among them.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_group(conn: &mut Connection, group_id: i64) -> QueryResult<Vec<Self>> {
        jobs::table
            .filter(jobs::group_id.eq(group_id))
            .order((jobs::closed_at.is_not_null(), jobs::id))
            .limit(MOST_COPIES)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// The copies of a job by its number, itself among them.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such job; otherwise, when the database cannot be asked.
    pub async fn with(conn: &mut Connection, job_id: i64) -> QueryResult<Vec<Self>> {
        let group: i64 = jobs::table.find(job_id).select(jobs::group_id).first(conn).await?;
        Self::of_group(conn, group).await
    }

    /// The source's name for people.
    pub fn source_label(&self) -> &'static str {
        self.source.label()
    }

    /// The location without repetitions.
    pub fn place(&self) -> String {
        super::place(&self.location)
    }

    /// Address to apply at, and its host.
    pub fn apply_link(&self) -> Option<(&str, String)> {
        apply_link(self.apply_url.as_deref()?)
    }

    /// Distance of the link from the employer: at the employer's own system, elsewhere, at a site listing postings of
    /// many, nowhere.
    pub fn distance(&self) -> u8 {
        let Some((link, host)) = self.apply_link() else { return 3 };
        match posting_key(link) {
            Some(key) if is_employers(&key) => 0,
            _ if is_aggregator(&host) => 2,
            _ => 1,
        }
    }
}

/// An address to apply at, and its host. Only http and https; never fetched from here.
pub(super) fn apply_link(link: &str) -> Option<(&str, String)> {
    let url = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some((link, url.host_str()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Source;

    fn at(text: &str) -> Option<DateTime<Utc>> {
        Some(text.parse().unwrap())
    }

    /// A copy with a stated end, and a closing by an employer (`true`) or by not being seen.
    fn copy(valid_through: &str, closed: Option<(&str, bool)>) -> JobCopy {
        let row = serde_json::json!({
            "id": 1, "source": Source::JSearch, "title": "Nurse", "company": "", "publisher": null, "location": "",
            "work_arrangement": null, "employment_types": [], "seniority": null, "industries": [], "salary": null,
            "apply_url": null, "posted_at": null, "posted_again_at": null, "first_seen_at": "2026-11-01T00:00:00Z",
            "valid_through": if valid_through.is_empty() { None } else { at(valid_through) },
            "closed_at": closed.and_then(|(when, _)| at(when)),
            "closed_why": closed.map(|(_, by_employer)| if by_employer { "employer" } else { "not_seen" }),
        });
        serde_json::from_value(row).unwrap()
    }

    fn closing(copies: &[JobCopy]) -> Option<(DateTime<Utc>, ClosedWhy)> {
        JobCopy::closing_of_all(copies, "2026-11-28T12:00:00Z".parse().unwrap())
            .map(|closing| (closing.at, closing.why))
    }

    #[test]
    fn a_posting_is_open_to_the_end_of_its_last_day() {
        let ends = |end: &str| closing(&[copy(end, None)]).is_some();
        assert!(ends("2026-11-20T00:00:00Z") && ends("2026-11-27T23:59:59Z"));
        assert!(!ends("2026-11-28T00:00:00Z") && !ends("2026-12-31T00:00:00Z") && !ends(""));
    }

    #[test]
    fn a_job_is_closed_where_all_its_copies_are_and_what_was_stated_counts_most() {
        let unseen = || copy("", Some(("2026-11-26T00:00:00Z", false)));
        let ended = copy("2026-11-20T00:00:00Z", None);
        assert_eq!(closing(&[unseen(), copy("", None)]), None);
        assert_eq!(closing(&[unseen()]).map(|(_, why)| why), Some(ClosedWhy::NotSeen));
        let both = closing(&[ended, unseen()]);
        assert_eq!(both, at("2026-11-20T00:00:00Z").map(|end| (end, ClosedWhy::Ended)));
        let told = copy("", Some(("2026-11-22T01:00:00Z", true)));
        assert_eq!(closing(&[unseen(), told]), at("2026-11-22T01:00:00Z").map(|end| (end, ClosedWhy::Employer)));
    }
}
