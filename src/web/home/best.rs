//! The jobs to begin with: the best new ones or, without new ones to begin with, the best of all.

use crate::app::App;
use crate::db::Connection;
use crate::models::job::Together;
use crate::models::listing::desk::{Desk, Kept};
use crate::models::listing::ranking::{Aims, Judged, rank};
use crate::models::listing::{Count, Criteria, Links, Listed, Listing, SearchAtSource};
use crate::models::refresh::LastUpdate;
use crate::web::jobs::fit::{self, FitWords};
use crate::web::jobs::row::is_new;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// Number of best jobs on the page.
const SHOWN: usize = 5;

/// Number of the newest jobs compared.
const COMPARED: usize = 200;

/// The best jobs of a person's list.
pub(super) struct Best {
    pub(super) jobs: Vec<BestJob>,
    /// The shown jobs are new.
    pub(super) are_new: bool,
    /// New jobs, as far as was looked.
    pub(super) new: Count,
    /// Closed jobs left out of the list.
    closed: Count,
    /// The last update of the searches; None: there was none yet.
    pub(super) last: Option<LastUpdate>,
    /// Counts of jobs that the person has marked.
    pub(super) kept: Kept,
}

/// One of the best jobs.
pub(super) struct BestJob {
    pub(super) job: Listed,
    pub(super) together: Together,
    pub(super) fit: Option<FitWords>,
}

impl Best {
    /// Compares the newest jobs of a person's list.
    pub(super) async fn load(
        conn: &mut Connection,
        app: &App,
        user_id: i32,
        searches: &[SearchAtSource],
    ) -> QueryResult<Self> {
        let now = app.clock.now();
        let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
        let desk = Desk::of(conn, user_id, &combinations).await?;
        let last = desk.update();
        let since = LastUpdate::new_since(last.as_ref(), now);
        let criteria = Criteria { new_since: since, ..Criteria::usual(now) }.for_desk(&desk);
        let listing = Listing { user_id, links: Links::of(searches, None), criteria: &criteria };
        let page = listing.window(conn, COMPARED).await?;
        let (jobs, are_new) = best(Aims::of(searches, app.config.country).judge(page.jobs, now), since);
        let own_words = desk.own_words();
        let told = |judged: Judged| BestJob {
            fit: fit::words(&judged, searches, &own_words),
            job: judged.job,
            together: judged.together,
        };
        let (jobs, new) = (jobs.into_iter().map(told).collect(), page.new.unwrap_or_default());
        Ok(Self { jobs, are_new, new, closed: page.closed, last, kept: desk.kept() })
    }

    /// The number of closed jobs left out of the list; None: none.
    pub(super) fn left_out(&self) -> Option<String> {
        crate::web::jobs::left_out(self.closed)
    }

    /// Some job is new.
    pub(super) fn has_new(&self) -> bool {
        self.new.least() > 0
    }

    /// The number of new jobs: "12", "250+"
    pub(super) fn figure(&self) -> String {
        crate::web::jobs::figure(self.new)
    }
}

/// The best of the new jobs, and true; without new ones, of all, and false. A job that the person has applied for is no
/// news.
fn best(mut jobs: Vec<Judged>, since: DateTime<Utc>) -> (Vec<Judged>, bool) {
    let is_new = |job: &Judged| is_new(&job.together, since);
    jobs.retain(|job| job.job.applied_at.is_none());
    let are_new = jobs.iter().any(is_new);
    if are_new {
        jobs.retain(is_new);
    }
    rank(&mut jobs);
    jobs.truncate(SHOWN);
    (jobs, are_new)
}
