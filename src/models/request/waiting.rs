//! Requests that wait for the live fetch of one with wider terms.

use super::RequestRow;
use crate::db::{Connection, Prepare as _};
use crate::models::fetch::LIVE;
use crate::queue::{Kind, Lane, NewTask};
use crate::schema::{fetches, waiting_requests};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8};
use diesel_async::RunQueryDsl;

/// Wider requests looked after in one round.
const ROUND: i64 = 1_000;

/// Tries of the task that plans again.
const MAX_ATTEMPTS: i32 = 10;

impl RequestRow {
    /// Lets requests wait, each for a wider one, where that is being bought. What waits is noted before anything ends.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wait(conn: &mut Connection, pairs: &[(i64, i64)]) -> QueryResult<()> {
        if pairs.is_empty() {
            return Ok(());
        }
        let (narrower, wider): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
        diesel::sql_query(
            "INSERT INTO waiting_requests (request_id, wider_id)
             SELECT DISTINCT one.request_id, live.request_id
               FROM unnest($1::bigint[], $2::bigint[]) AS one (request_id, wider_id)
               JOIN fetches live ON live.request_id = one.wider_id AND live.state IN ('queued', 'running', 'put_off')
              ORDER BY 2, 1 ON CONFLICT DO NOTHING",
        )
        .bind::<Array<Int8>, _>(narrower)
        .bind::<Array<Int8>, _>(wider)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// What waits for this request no longer does, unless it is being bought. Returns the requests that waited.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn let_go(conn: &mut Connection, wider_id: i64) -> QueryResult<Vec<i64>> {
        let live = fetches::table.filter(fetches::request_id.eq(wider_id).and(fetches::state.eq_any(LIVE)));
        diesel::delete(waiting_requests::table.filter(waiting_requests::wider_id.eq(wider_id).and(not(exists(live)))))
            .returning(waiting_requests::request_id)
            .get_results(conn)
            .await
    }

    /// Has what waits for this request planned again, with the caller's transaction.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn plan_again(conn: &mut Connection, wider_id: i64, now: DateTime<Utc>) -> QueryResult<()> {
        let task = NewTask {
            kind: Kind::PlanAgain,
            lane: Lane::Upkeep,
            source: None,
            unique_key: wider_id.to_string(),
            fetch_id: None,
            payload: serde_json::json!({ "wider_id": wider_id }),
            rank: 0,
            priority: 0,
            max_attempts: MAX_ATTEMPTS,
            due_at: now,
        };
        task.enqueue(conn, now).await?;
        Ok(())
    }

    /// The same for whatever waits for a request that is not being bought: nothing may wait for ever.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn plan_stranded_again(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        let of_wider = fetches::request_id.eq(waiting_requests::wider_id);
        let live = fetches::table.filter(of_wider.and(fetches::state.eq_any(LIVE)));
        let stranded: Vec<i64> = waiting_requests::table
            .filter(not(exists(live)))
            .select(waiting_requests::wider_id)
            .distinct()
            .limit(ROUND)
            .load(conn)
            .await?;
        for wider_id in stranded {
            Self::plan_again(conn, wider_id, now).await?;
        }
        Ok(())
    }
}
