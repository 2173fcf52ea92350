//! Requests of a fetch: bought by the fetch, or narrower and waiting for its end.

use super::{Fetch, Purpose};
use crate::coverage::window::Window;
use crate::db::{Connection, Prepare as _};
use crate::models::capability::CapabilityName;
use crate::queue::{Kind, Lane, NewTask};
use crate::schema::fetch_cells::{self, dsl};
use crate::schema::{fetches, requests};
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable, Text};
use diesel_async::RunQueryDsl;

/// Fetches looked after in a round.
const ROUND: i64 = 1_000;

/// Tries of the task that plans again.
const MAX_ATTEMPTS: i32 = 10;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int8)]
    fetch_id: i64,
}

/// A request of a fetch, as the fetch's page shows it.
#[derive(Clone, Debug, QueryableByName)]
pub struct CellLine {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    key: String,
    /// True: bought by the fetch; false: waits for its end.
    #[diesel(sql_type = Bool)]
    pub is_own: bool,
    /// The request's share of the price.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// The request's share of the new postings.
    #[diesel(sql_type = Int4)]
    pub new_jobs: i32,
    /// A combination of the request; None: no combination is left.
    #[diesel(sql_type = Nullable<Int4>)]
    pub combination_id: Option<i32>,
}

impl CellLine {
    /// Requests of a fetch, in their order, waiting requests last.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_fetch(conn: &mut Connection, id: i64) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT request.source, request.key, cell.is_own, cell.credits, cell.new_jobs,
                    (SELECT min(combination_id) FROM combination_requests link
                      WHERE link.request_id = request.id) AS combination_id
               FROM fetch_cells cell JOIN requests request ON request.id = cell.request_id
              WHERE cell.fetch_id = $1 ORDER BY cell.is_own DESC, request.id LIMIT 1000",
        )
        .bind::<Int8, _>(id)
        .load(conn)
        .await
    }

    /// Name of the request for people.
    pub fn label(&self) -> String {
        Request::from_key(self.source, &self.key).map_or_else(|| self.key.clone(), |request| request.label())
    }
}

/// Share of a list's request in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The request.
    pub request_id: i64,
    /// Price of the request's postings.
    pub credits: i64,
    /// Postings of the request that nothing had brought before.
    pub new_jobs: i32,
    /// Postings of the request that no other request of the list asks for.
    pub alone: i32,
}

impl Fetch {
    /// Shares a list's page out: the charge to the list's first request moves to the requests whose postings the page
    /// brought, and to their combinations. Postings that no request asks for stay with the first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn share(&self, conn: &mut Connection, shares: &[Share], orphans: usize) -> QueryResult<()> {
        let requests: Vec<i64> = shares.iter().map(|share| share.request_id).collect();
        let credits: Vec<i64> = shares.iter().map(|share| share.credits).collect();
        let new_jobs: Vec<i32> = shares.iter().map(|share| share.new_jobs).collect();
        let alone: Vec<i32> = shares.iter().map(|share| share.alone).collect();
        diesel::sql_query(
            "WITH given AS (SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::int[], $6::int[])
                                          AS one (request_id, credits, new_jobs, alone)),
             -- No more than was charged: an answer may have been cheaper than its postings.
             others AS (SELECT given.request_id, given.new_jobs,
                               greatest(0, least(given.credits, first.credits - coalesce(sum(given.credits)
                                   OVER (ORDER BY given.request_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                                   0)))::bigint AS credits
                          FROM given CROSS JOIN (SELECT credits FROM fetch_cells WHERE fetch_id = $1 AND request_id = $2) first
                         WHERE given.request_id <> $2),
             moved AS (SELECT request_id, credits, new_jobs FROM others
                       UNION ALL
                       SELECT $2, -coalesce(sum(credits), 0)::bigint, -coalesce(sum(new_jobs), 0)::int FROM others),
             cells AS (UPDATE fetch_cells SET credits = fetch_cells.credits + moved.credits,
                              new_jobs = fetch_cells.new_jobs + moved.new_jobs,
                              alone = fetch_cells.alone + coalesce(given.alone, 0)
                         FROM moved LEFT JOIN given USING (request_id)
                        WHERE fetch_id = $1 AND fetch_cells.request_id = moved.request_id),
             orphaned AS (UPDATE fetches SET orphans = orphans + $7 WHERE id = $1),
             locked AS (SELECT combination.id, moved.credits
                          FROM moved JOIN combination_requests link USING (request_id)
                          JOIN backfill_tracking combination ON combination.id = link.combination_id
                         ORDER BY combination.id FOR NO KEY UPDATE OF combination)
             UPDATE backfill_tracking combination SET credits = combination.credits + locked.credits
               FROM locked WHERE combination.id = locked.id AND locked.credits <> 0",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.request_id)
        .bind::<Array<Int8>, _>(requests)
        .bind::<Array<Int8>, _>(credits)
        .bind::<Array<Int4>, _>(new_jobs)
        .bind::<Array<Int4>, _>(alone)
        .bind::<Int4, _>(i32::try_from(orphans).unwrap_or(i32::MAX))
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Takes the judged checks of a source's capability out of the count.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_judged(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<()> {
        let its = requests::table.find(fetches::request_id).filter(requests::source.eq(source));
        let judged = fetches::table.filter(fetches::checks.eq(name).and(diesel::dsl::exists(its)));
        let ids: Vec<i64> = judged.order(fetches::id).select(fetches::id).for_no_key_update().load(conn).await?;
        diesel::update(fetches::table.filter(fetches::id.eq_any(ids)))
            .set(fetches::checks.eq(None::<CapabilityName>))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Requests, out of the given, that were checked over this window already, or are being checked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn checked(conn: &mut Connection, request_ids: &[i64], window: Window) -> QueryResult<Vec<i64>> {
        let is_check = fetches::purpose.eq(Purpose::Audit);
        let is_same = fetches::window_from.eq(window.from).and(fetches::window_to.eq(window.to));
        fetch_cells::table
            .inner_join(fetches::table.on(fetches::id.eq(dsl::fetch_id)))
            .filter(dsl::request_id.eq_any(request_ids).and(dsl::is_own).and(is_check).and(is_same))
            .select(dsl::request_id)
            .load(conn)
            .await
    }

    /// Requests of a list, in their order, each with its number of postings that no other request asks for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn alone(conn: &mut Connection, id: i64) -> QueryResult<Vec<(i64, i32)>> {
        fetch_cells::table
            .filter(dsl::fetch_id.eq(id).and(dsl::is_own))
            .order(dsl::request_id)
            .select((dsl::request_id, dsl::alone))
            .load(conn)
            .await
    }

    /// Requests that a fetch buys, in their order.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn own_cells(conn: &mut Connection, id: i64) -> QueryResult<Vec<i64>> {
        fetch_cells::table
            .filter(dsl::fetch_id.eq(id).and(dsl::is_own))
            .order(dsl::request_id)
            .select(dsl::request_id)
            .load(conn)
            .await
    }

    /// Requests, out of the given, that no live fetch buys, in their order.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn without_live(conn: &mut Connection, requests: &[i64]) -> QueryResult<Vec<i64>> {
        let is_its = dsl::request_id.eq_any(requests).and(dsl::is_own).and(dsl::is_live);
        let live: Vec<i64> = fetch_cells::table.filter(is_its).select(dsl::request_id).load(conn).await?;
        Ok(requests.iter().copied().filter(|request| !live.contains(request)).collect())
    }

    /// Lets requests wait, each for a wider request (the second), where the wider is being bought. The wait is noted
    /// before anything ends: the fetches are locked first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn let_wait(conn: &mut Connection, pairs: &[(i64, i64)]) -> QueryResult<()> {
        if pairs.is_empty() {
            return Ok(());
        }
        let (narrower, wider): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
        diesel::sql_query(
            "WITH live AS MATERIALIZED (
                SELECT id FROM fetches
                 WHERE is_live AND id IN (SELECT fetch_id FROM fetch_cells
                                           WHERE request_id = ANY($2) AND is_own AND is_live)
                 ORDER BY id FOR NO KEY UPDATE)
             INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live)
             SELECT DISTINCT live.id, one.request_id, FALSE, TRUE
               FROM unnest($1::bigint[], $2::bigint[]) AS one (request_id, wider_id)
               JOIN fetch_cells cell ON cell.request_id = one.wider_id AND cell.is_own AND cell.is_live
               JOIN live ON live.id = cell.fetch_id
              ORDER BY 1, 2 ON CONFLICT DO NOTHING",
        )
        .bind::<Array<Int8>, _>(narrower)
        .bind::<Array<Int8>, _>(wider)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Ends the waiting of requests for this fetch, unless the fetch is live. Returns the requests that waited.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn let_go(conn: &mut Connection, id: i64) -> QueryResult<Vec<i64>> {
        diesel::delete(fetch_cells::table)
            .filter(dsl::fetch_id.eq(id).and(dsl::is_own.eq(false)).and(dsl::is_live.eq(false)))
            .returning(dsl::request_id)
            .get_results(conn)
            .await
    }

    /// Queues a task that plans again the requests waiting for this fetch, in the caller's transaction.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn plan_again(conn: &mut Connection, id: i64, now: DateTime<Utc>) -> QueryResult<()> {
        let task = NewTask {
            kind: Kind::PlanAgain,
            lane: Lane::Upkeep,
            source: None,
            unique_key: id.to_string(),
            fetch_id: None,
            payload: serde_json::json!({ "fetch_id": id }),
            rank: 0,
            priority: 0,
            max_attempts: MAX_ATTEMPTS,
            due_at: now,
        };
        task.enqueue(conn, now).await?;
        Ok(())
    }

    /// Plans again the requests that wait for ended fetches: nothing may wait for ever.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn plan_stranded_again(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        let stranded: Vec<Id> =
            diesel::sql_query("SELECT DISTINCT fetch_id FROM fetch_cells WHERE NOT is_own AND NOT is_live LIMIT $1")
                .bind::<Int8, _>(ROUND)
                .prepared()
                .load(conn)
                .await?;
        for Id { fetch_id } in stranded {
            Self::plan_again(conn, fetch_id, now).await?;
        }
        Ok(())
    }
}
