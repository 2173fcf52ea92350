//! Counts over whole tables for a monitoring system.

use super::attempt::AttemptState;
use crate::db::Connection;
use crate::queue::{Kind, TaskState};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Number of tasks of a kind in a state.
#[derive(QueryableByName)]
pub struct TaskCount {
    /// Work of the tasks.
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    /// State of the tasks, of four.
    #[diesel(sql_type = Text)]
    pub state: TaskState,
    /// Tasks in the state; of ended tasks those of the last hour.
    #[diesel(sql_type = Int8)]
    pub tasks: i64,
    /// Seconds since the oldest queued task was due; None: no task is due.
    #[diesel(sql_type = Nullable<Float8>)]
    pub oldest: Option<f64>,
}

/// Attempts at buying a page, by source and outcome.
#[derive(QueryableByName)]
pub struct AttemptCount {
    /// Source of the calls.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// State that the attempts have come to.
    #[diesel(sql_type = Text)]
    pub outcome: AttemptState,
    /// Attempts to date, each for one page.
    #[diesel(sql_type = Int8)]
    pub pages: i64,
}

/// Credits that sharing saved at a source.
#[derive(QueryableByName)]
pub struct SavedCredits {
    /// Source that was spared a purchase.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Credits to date, in the source's own unit; savings still pending are left out.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
}

/// Findings of the checks of contained requests.
#[derive(Clone, Copy, Debug, Default, QueryableByName)]
pub struct Checked {
    /// Purchases.
    #[diesel(sql_type = Int8)]
    pub purchases: i64,
    /// Jobs that the purchases brought.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Jobs among them that were not here before.
    #[diesel(sql_type = Int8)]
    pub missed: i64,
}

impl Checked {
    /// Sums over all checks ever.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Self> {
        diesel::sql_query(
            // At JSearch nothing is implied; findings of its checks stand with the capability that is checked.
            "SELECT coalesce(sum(fetches), 0)::int8 AS purchases, coalesce(sum(credits), 0)::int8 AS jobs,
                    coalesce(sum(new_jobs), 0)::int8 AS missed
               FROM fetch_totals WHERE purpose = 'audit' AND source = 'active_jobs'",
        )
        .get_result(conn)
        .await
    }

    /// Share of the jobs that had not been brought; without a check: 0.
    pub fn missed_ratio(&self) -> f64 {
        self.missed as f64 / self.jobs.max(1) as f64
    }
}

impl TaskCount {
    /// Counts of every kind and state; of ended tasks those of the last hour. Due by the App's clock, and past the
    /// backoff by the database's.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT kind, state, count(*) AS tasks,
                    extract(epoch FROM $1 - min(due_at)
                        FILTER (WHERE state = 'queued' AND due_at <= $1 AND retry_at <= now()))::float8 AS oldest
               FROM (SELECT * FROM tasks WHERE state IN ('queued', 'running')
                     UNION ALL
                     SELECT * FROM tasks
                      WHERE state IN ('done', 'failed') AND finished_at > now() - interval '1 hour') lately
              GROUP BY kind, state ORDER BY kind, state",
        )
        .bind::<Timestamptz, _>(now)
        .load(conn)
        .await
    }
}

impl AttemptCount {
    /// Counts of every source and outcome that there ever was.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT source, state AS outcome, sum(attempts)::int8 AS pages
               FROM attempt_days GROUP BY 1, 2 HAVING sum(attempts) <> 0
             UNION ALL
             SELECT requests.source, attempts.state, count(*)
               FROM attempts
               JOIN fetches ON fetches.id = attempts.fetch_id JOIN requests ON requests.id = fetches.request_id
              WHERE attempts.state IN ('reserved', 'sending') GROUP BY 1, 2
              ORDER BY 1, 2",
        )
        .load(conn)
        .await
    }
}

impl SavedCredits {
    /// Saved credits of every source, even without savings.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT sources.source, coalesce(sum(credits), 0)::int8 AS credits
               FROM sources LEFT JOIN saving_days spared ON spared.source = sources.source AND NOT is_pending
              GROUP BY 1 ORDER BY 1",
        )
        .load(conn)
        .await
    }
}
