//! Who wants what, from when on, and for whom it was bought.

use crate::app::App;
use crate::db::Connection;
use crate::quota::period;
use crate::schema::demands;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// How many new combinations a person may have bought today; the rest wait until tomorrow.
pub(super) struct FreshCombinations {
    left: i64,
    seen: HashSet<i32>,
    tomorrow: DateTime<Utc>,
}

impl FreshCombinations {
    pub(super) async fn load(conn: &mut Connection, app: &App, subject: i64) -> QueryResult<Self> {
        let now = app.clock.now();
        let midnight = period::local_moment(app.today(), chrono::NaiveTime::MIN, app.config.timezone);
        let today: i64 = demands::table
            .filter(demands::subject.eq(subject).and(demands::bought_at.ge(midnight)))
            .count()
            .get_result(conn)
            .await?;
        let left = app.config.caps.person_combinations - today;
        Ok(Self { left, seen: HashSet::new(), tomorrow: period::next_local_day(now, app.config.timezone) })
    }

    /// None: at once.
    pub(super) fn not_before(&mut self, combination_id: i32) -> Option<DateTime<Utc>> {
        if self.seen.insert(combination_id) {
            self.left -= 1;
        }
        (self.left < 0).then_some(self.tomorrow)
    }
}

/// Writes down who wants what from now on. Returns the combinations that this person did not want before.
pub(super) async fn record(
    conn: &mut Connection,
    subject: i64,
    combinations: &[i32],
    now: DateTime<Utc>,
) -> QueryResult<HashSet<i32>> {
    let rows: Vec<_> = combinations
        .iter()
        .map(|&id| (demands::subject.eq(subject), demands::combination_id.eq(id), demands::since.eq(now)))
        .collect();
    let new: Vec<i32> = diesel::insert_into(demands::table)
        .values(&rows)
        .on_conflict_do_nothing()
        .returning(demands::combination_id)
        .get_results(conn)
        .await?;
    Ok(new.into_iter().collect())
}

/// A demand counts as bought when a fetch of one of its requests was ever started on this person's behalf.
pub(super) async fn mark_bought(
    conn: &mut Connection,
    subject: i64,
    combinations: &[i32],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE demands SET bought_at = $3
          WHERE subject = $1 AND combination_id = ANY($2) AND bought_at IS NULL
            AND EXISTS (SELECT 1 FROM combination_requests link JOIN fetches USING (request_id)
                         WHERE link.combination_id = demands.combination_id
                           AND fetches.started_for = $1 AND fetches.purpose <> 'refresh')",
    )
    .bind::<Int8, _>(subject)
    .bind::<Array<Int4>, _>(combinations)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
    .await?;
    Ok(())
}
