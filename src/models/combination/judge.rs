//! What is kept beside a combination so that lists can sort and filter by it: state, people, jobs, credits.

use super::{Account, Standing, Tracked};
use crate::coverage::reach::Reach;
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::BTreeMap;

impl Tracked {
    /// Judges anew every combination of a request, and keeps the states. The first time as loaded becomes the
    /// backfilled date.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn judge_sharers(
        conn: &mut Connection,
        request_id: i64,
        reaches: &[Reach],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let locked: Vec<Id> = diesel::sql_query(
            "SELECT combination.id FROM backfill_tracking combination
               JOIN combination_requests link ON link.combination_id = combination.id
              WHERE link.request_id = $1 ORDER BY combination.id FOR NO KEY UPDATE OF combination",
        )
        .bind::<Int8, _>(request_id)
        .prepared()
        .load(conn)
        .await?;
        Self::judge_locked(conn, &ids(locked), reaches, now).await
    }

    /// Judges some combinations anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn judge(conn: &mut Connection, ids: &[i32], reaches: &[Reach], now: DateTime<Utc>) -> QueryResult<()> {
        // Locked before reading, so that of two judgements the second sees the first; in order, against deadlocks.
        diesel::sql_query("SELECT FROM backfill_tracking WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE")
            .bind::<Array<Int4>, _>(ids)
            .prepared()
            .execute(conn)
            .await?;
        Self::judge_locked(conn, ids, reaches, now).await
    }

    /// Judges combinations anew that an earlier statement of the transaction has locked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn judge_locked(
        conn: &mut Connection,
        ids: &[i32],
        reaches: &[Reach],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let standings = Self::standings(conn, ids).await?;
        let mut by_combination: BTreeMap<i32, Vec<&Standing>> = BTreeMap::new();
        for standing in &standings {
            by_combination.entry(standing.combination_id).or_default().push(standing);
        }
        let (ids, states): (Vec<i32>, Vec<&str>) = by_combination
            .iter()
            .map(|(id, standings)| (*id, Account::of(standings, reaches, now).state().as_str()))
            .unzip();
        diesel::sql_query(
            "UPDATE backfill_tracking SET state = judged.state,
                    backfilled_date = CASE WHEN judged.state = 'loaded' THEN coalesce(backfilled_date, $3)
                                           ELSE backfilled_date END
               FROM unnest($1::int[], $2::text[]) AS judged (id, state)
              WHERE backfill_tracking.id = judged.id
                AND (backfill_tracking.state <> judged.state
                     OR (judged.state = 'loaded' AND backfilled_date IS NULL))",
        )
        .bind::<Array<Int4>, _>(ids)
        .bind::<Array<Text>, _>(states)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Counts people and jobs of some combinations anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn recount(conn: &mut Connection, ids: &[i32]) -> QueryResult<()> {
        if ids.is_empty() {
            return Ok(());
        }
        diesel::sql_query(
            "WITH locked AS (SELECT id FROM backfill_tracking WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE)
             UPDATE backfill_tracking combination SET
                    users = (SELECT count(DISTINCT search.user_id) FROM user_search_queries search
                              JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
                              WHERE search.combination_id = combination.id AND search.is_active),
                    jobs_found = (SELECT count(DISTINCT job_id) FROM combination_requests link
                                     JOIN request_jobs USING (request_id)
                                   WHERE link.combination_id = combination.id),
                    credits = (SELECT coalesce(sum(fetches.credits), 0) FROM combination_requests link
                                 JOIN fetches USING (request_id) WHERE link.combination_id = combination.id)
               FROM locked WHERE combination.id = locked.id",
        )
        .bind::<Array<Int4>, _>(ids)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Adds a page's jobs to every combination of the request, and returns these, locked. Requests of one area may bring
    /// the same job: there all jobs are counted anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn add_jobs(conn: &mut Connection, request_id: i64, jobs: i32) -> QueryResult<Vec<i32>> {
        let added: Vec<Id> = diesel::sql_query(
            "WITH locked AS (SELECT combination.id,
                                    EXISTS (SELECT FROM combination_requests other
                                             WHERE other.combination_id = combination.id AND other.source = link.source
                                               AND other.request_id <> link.request_id) AS is_area
                               FROM backfill_tracking combination
                               JOIN combination_requests link ON link.combination_id = combination.id
                              WHERE link.request_id = $1 ORDER BY combination.id FOR NO KEY UPDATE OF combination)
             UPDATE backfill_tracking combination
                SET jobs_found = CASE WHEN is_area AND $2 > 0
                                      THEN (SELECT count(DISTINCT job_id) FROM combination_requests link
                                              JOIN request_jobs USING (request_id)
                                             WHERE link.combination_id = combination.id)
                                      ELSE jobs_found + $2 END
               FROM locked WHERE combination.id = locked.id
             RETURNING combination.id",
        )
        .bind::<Int8, _>(request_id)
        .bind::<Int4, _>(jobs)
        .prepared()
        .load(conn)
        .await?;
        Ok(ids(added))
    }
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int4)]
    id: i32,
}

fn ids(rows: Vec<Id>) -> Vec<i32> {
    rows.into_iter().map(|row| row.id).collect()
}
