//! Facts by which jobs are compared, to find copies of one job.

use super::closing::ClosedWhy;
use super::keys::Places;
use crate::db::Connection;
use crate::place::CountryCode;
use crate::same::{Advert, Identity};
use crate::schema::jobs;
use crate::sources::{Posting, Source};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Columns of [`Compared`], for statements written by hand.
pub(super) const COMPARED: &str = "jobs.id, jobs.group_id, jobs.source, jobs.source_id, jobs.title, jobs.company,
    jobs.location, jobs.country, jobs.posting_keys, jobs.posted_at, jobs.first_seen_at, jobs.closed_why,
    jobs.taken_apart_at";

/// Facts of a stored job that tell whether it is a copy.
#[derive(Queryable, QueryableByName, Selectable)]
#[diesel(table_name = jobs)]
pub(super) struct Compared {
    pub(super) id: i64,
    pub(super) group_id: i64,
    source: Source,
    source_id: String,
    pub(super) title: String,
    company: String,
    pub(super) location: String,
    country: Option<String>,
    posting_keys: Option<Vec<String>>,
    posted_at: Option<DateTime<Utc>>,
    first_seen_at: DateTime<Utc>,
    closed_why: Option<ClosedWhy>,
    taken_apart_at: Option<DateTime<Utc>>,
}

impl Compared {
    /// Id at its source.
    pub(super) fn source_id(&self) -> &str {
        &self.source_id
    }

    /// Standing alone, by an admin's word.
    pub(super) fn is_taken_apart(&self) -> bool {
        self.taken_apart_at.is_some()
    }

    /// Loads the jobs that may be copies: a job taken apart from its group is none.
    pub(super) async fn load(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<Self>> {
        jobs::table
            .filter(jobs::id.eq_any(ids).and(jobs::taken_apart_at.is_null()))
            .order(jobs::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Closed by the employer's word, be it about this posting or, on a board, about its group.
    pub(super) fn is_closed_by_employer(&self) -> bool {
        self.closed_why == Some(ClosedWhy::Employer)
    }

    pub(super) fn country(&self) -> Option<CountryCode> {
        self.country.as_deref().and_then(|code| code.parse().ok())
    }

    /// Identity from its places as read, with the keys of all links ever brought for the job.
    pub(super) fn identity(&self, places: &Places<'_>) -> Identity {
        let advert = Advert {
            source: self.source.as_str(),
            source_id: &self.source_id,
            links: &[],
            employer: &self.company,
            title: &self.title,
            location: &self.location,
            posted_on: self.posted_at.unwrap_or(self.first_seen_at).date_naive(),
            ..Advert::default()
        };
        let keys = self.posting_keys.iter().flatten().cloned().collect();
        Identity { keys, ..identity(advert, places) }
    }
}

/// Identity of a posting as it came.
pub(super) fn of_posting(source: Source, posting: &Posting, places: &Places<'_>, seen_on: NaiveDate) -> Identity {
    let links: Vec<&str> = posting.links.iter().chain(&posting.apply_url).map(String::as_str).collect();
    let advert = Advert {
        source: source.as_str(),
        source_id: &posting.source_id,
        links: &links,
        employer: posting.company.as_deref().unwrap_or_default(),
        title: &posting.title,
        location: posting.location.as_deref().unwrap_or_default(),
        posted_on: posting.posted_at.map_or(seen_on, |at| at.date_naive()),
        ..Advert::default()
    };
    identity(advert, places)
}

/// Identity of the stated facts, with the places as understood.
pub(super) fn identity(advert: Advert<'_>, places: &Places<'_>) -> Identity {
    Identity::of(&Advert { place_names: &places.names(), places: &places.compared(), ..advert })
}
