//! Last update of searches: jobs on a list that came since then are new.

use crate::db::Connection;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;
use serde::Deserialize;

/// Age up to which an update tells new jobs from old ones.
const RECENT: TimeDelta = TimeDelta::hours(48);

/// Age up to which jobs are new, without a recent update.
const NEW: TimeDelta = TimeDelta::hours(24);

/// The newest run that asked for combinations `$1`: no row, where there is none.
pub(in crate::models) const LAST_UPDATE: &str =
    "SELECT (SELECT min(first.started_at) FROM refreshes first WHERE first.local_date = newest.local_date) AS since,
                CASE WHEN bool_or(served.state IN ('queued', 'running')) THEN NULL
                     ELSE max(served.ended_at) END AS ended_at
           FROM (SELECT run.id, run.local_date
                   FROM combination_requests link
                  CROSS JOIN LATERAL (SELECT refresh_id FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                                       WHERE cell.request_id = link.request_id AND cell.is_own
                                         AND refresh_id IS NOT NULL
                                       ORDER BY cell.fetch_id DESC LIMIT 1) last
                   JOIN refreshes run ON run.id = last.refresh_id
                  WHERE link.combination_id = ANY($1) ORDER BY run.id DESC LIMIT 1) newest
           JOIN refreshes run ON run.local_date = newest.local_date
           JOIN fetches served ON served.refresh_id = run.id
          WHERE EXISTS (SELECT FROM fetch_cells cell JOIN combination_requests link USING (request_id)
                         WHERE cell.fetch_id = served.id AND cell.is_own AND link.combination_id = ANY($1))
            AND served.state <> 'cancelled'
          GROUP BY newest.local_date";

/// Last update of combinations at their sources.
#[derive(Clone, Debug, Deserialize, QueryableByName)]
pub struct LastUpdate {
    /// Beginning of the first run on the update's day: later jobs are new.
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// End of the last fetch; None: a fetch is still under way.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
}

impl LastUpdate {
    /// Last update by the newest run that asked for these combinations; None: there is no such run.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of(conn: &mut Connection, combinations: &[i32]) -> QueryResult<Option<Self>> {
        diesel::sql_query(LAST_UPDATE).bind::<Array<Int4>, _>(combinations).get_result(conn).await.optional()
    }

    /// True within `RECENT` of the run's beginning.
    pub fn is_recent(&self, now: DateTime<Utc>) -> bool {
        now - self.since < RECENT
    }

    /// Time from which on first seen jobs are new.
    pub fn new_since(update: Option<&Self>, now: DateTime<Utc>) -> DateTime<Utc> {
        update.filter(|update| update.is_recent(now)).map_or(now - NEW, |update| update.since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_since_the_last_update_is_new_and_after_a_long_pause_what_came_today() {
        let now: DateTime<Utc> = "2026-11-23T20:15:00Z".parse().unwrap();
        let new_since = |hours| {
            let update = LastUpdate { since: now - TimeDelta::hours(hours), ended_at: None };
            LastUpdate::new_since(Some(&update), now)
        };
        assert_eq!(new_since(15), now - TimeDelta::hours(15));
        assert_eq!(new_since(49), now - TimeDelta::hours(24));
        assert_eq!(LastUpdate::new_since(None, now), now - TimeDelta::hours(24));
    }
}
