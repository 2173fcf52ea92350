//! State of a combination, kept beside it so that lists can sort and filter by state.

use super::{Account, Standing, Tracked};
use crate::coverage::reach::Reach;
use crate::db::{Connection, Prepare as _};
use crate::models::fetch::Fetch;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::BTreeMap;

/// Combinations of the requests that a fetch ($1) buys, and of the requests that wait for the fetch. `waits`: shares by
/// waiting alone. `has_waiting`: a request of the combination waits.
pub(super) const SHARING: &str = "
    SELECT link.combination_id, bool_and(NOT cell.is_own) AS waits, bool_or(NOT cell.is_own) AS has_waiting
      FROM fetch_cells cell JOIN combination_requests link USING (request_id)
     WHERE cell.fetch_id = $1 GROUP BY link.combination_id";

impl Tracked {
    /// Judges anew every combination that a fetch buys for or that waits for the fetch, and keeps the states. The first
    /// time as loaded becomes the backfilled date.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn judge_sharers(
        conn: &mut Connection,
        fetch_id: i64,
        reaches: &[Reach],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let locked: Vec<Sharer> = diesel::sql_query(format!(
            "SELECT combination.id,
                    sharing.has_waiting AND NOT (SELECT is_live FROM fetches WHERE id = $1) AS has_waiting
               FROM ({SHARING}) sharing JOIN backfill_tracking combination ON combination.id = sharing.combination_id
              ORDER BY combination.id FOR NO KEY UPDATE OF combination"
        ))
        .bind::<Int8, _>(fetch_id)
        .prepared()
        .load(conn)
        .await?;
        Self::judge_locked_sharers(conn, fetch_id, &locked, reaches, now).await
    }

    /// Locks the combinations of several fetches by number, before each of them is judged.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_sharers(conn: &mut Connection, fetch_ids: &[i64]) -> QueryResult<()> {
        diesel::sql_query(
            "SELECT FROM backfill_tracking
              WHERE id IN (SELECT link.combination_id
                             FROM fetch_cells cell JOIN combination_requests link USING (request_id)
                            WHERE cell.fetch_id = ANY($1))
              ORDER BY id FOR NO KEY UPDATE",
        )
        .bind::<Array<Int8>, _>(fetch_ids)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Judges sharers of a fetch anew that an earlier statement of the transaction has locked. Where a request waited
    /// for the fetch, which has ended, the requests that waited are planned again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn judge_locked_sharers(
        conn: &mut Connection,
        fetch_id: i64,
        sharers: &[Sharer],
        reaches: &[Reach],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let ids: Vec<i32> = sharers.iter().map(|one| one.id).collect();
        Self::judge_locked(conn, &ids, reaches, now).await?;
        match sharers.iter().any(|one| one.has_waiting) {
            true => Fetch::plan_again(conn, fetch_id, now).await,
            false => Ok(()),
        }
    }

    /// Judges combinations anew.
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
    async fn judge_locked(
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
}

/// A combination that shares a purchase, locked.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Sharer {
    /// The combination.
    #[diesel(sql_type = Int4)]
    id: i32,
    /// A request of the combination waits for the fetch.
    #[diesel(sql_type = Bool)]
    has_waiting: bool,
}

#[derive(QueryableByName)]
pub(super) struct Id {
    #[diesel(sql_type = Int4)]
    id: i32,
}

pub(super) fn ids(rows: Vec<Id>) -> Vec<i32> {
    rows.into_iter().map(|row| row.id).collect()
}
