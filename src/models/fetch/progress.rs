//! Progress of a fetch by an answer: pages, jobs and credits.

use super::{Fetch, FetchState, Purpose};
use crate::coverage::window::Window;
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::outcome::Outcome;
use crate::queue::Claim;
use crate::sources::Position;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A page's result, and the fetch's place after it.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Jobs on the page.
    pub jobs: i32,
    /// Jobs that were not stored before.
    pub new_jobs: i32,
    /// Start of the next page.
    pub position: Position,
    /// True when the source has no more, or a page limit is reached.
    pub is_over: bool,
    /// True when a page limit ended the fetch before the source had no more.
    pub is_cut: bool,
    /// Time of the oldest posting of all pages, where its date is stated.
    pub oldest_posted_at: Option<DateTime<Utc>>,
    /// True when the answer may not reach back to the coverage before.
    pub fell_short: bool,
    /// True while it is unknown whether the source takes lists: a list then covers only its requests with postings of
    /// their own.
    pub is_trial: bool,
}

/// What a fetch asks for from a page on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Window of posting times; before the first page it moves up to now.
    pub window: Window,
    /// Upper bound on creation, for the source.
    pub created_before: Option<DateTime<Utc>>,
}

/// An answer that was read, and the task that goes on from it.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// Attempt behind the answer.
    pub attempt_id: i64,
    /// Outcome of reading it.
    pub outcome: &'a Outcome,
    /// Claim of the task that buys the fetch; None: no task does.
    pub claim: Option<&'a Claim>,
}

impl Fetch {
    /// Counts a page, whose jobs are stored: its answer is marked as read, and the task goes on to the next page or is
    /// done. The last page covers the window for all requests that the fetch buys: held, and cut if a page limit ended
    /// the list early. A whole purchase clears the cut. A fetch that ended with this answer in flight stays ended,
    /// unless this was the last page; `revive` continues after this page. The caller has locked task and fetch, which
    /// comes before the answer's attempt.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn advance(
        &self,
        conn: &mut Connection,
        progress: &Progress,
        read: Read<'_>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let stays_ended = !progress.is_over && !self.is_live();
        let state = match (progress.is_over, stays_ended) {
            (true, _) => FetchState::Done,
            (false, true) => self.state,
            (false, false) => FetchState::Running,
        };
        let position = serde_json::to_value(&progress.position)
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::sql_query(
            "WITH read AS (
                UPDATE attempts SET reading = $17, answer_rows = $18, left_out = $19, left_out_why = $20,
                       error_code = NULL, error = NULL
                 WHERE id = $21),
             stored AS (UPDATE answers SET stored_at = $14 WHERE attempt_id = $21),
             -- As done, or as for a task's next step: one rank lower, with all its tries.
             stepped AS (
                UPDATE tasks SET state = CASE WHEN $12 = 'running' THEN 'queued' ELSE 'done' END, lease_until = NULL,
                       error = NULL, finished_at = CASE WHEN $12 = 'running' THEN NULL ELSE now() END,
                       attempt = CASE WHEN $12 = 'running' THEN 0 ELSE attempt END,
                       retry_at = CASE WHEN $12 = 'running' THEN now() ELSE retry_at END,
                       rank = CASE WHEN $12 = 'running' THEN rank + 1 ELSE rank END,
                       database_errors = CASE WHEN $12 = 'running' THEN 0 ELSE database_errors END
                 WHERE id = $22 AND fence = $23 AND state = 'running'),
             covered AS (
                UPDATE requests SET held = held + tstzmultirange(tstzrange($3, $4)),
                       -- A check that ends early takes nothing from what was whole.
                       cut = CASE WHEN $5 AND $16 THEN cut + (tstzmultirange(tstzrange($3, $4)) - held)
                                  WHEN $5 THEN cut + tstzmultirange(tstzrange($3, $4))
                                  ELSE cut - tstzmultirange(tstzrange($3, $4)) END,
                       -- Given to narrower requests, where that was done for all that it brought.
                       given = CASE WHEN NOT $5 AND NOT $11 AND (SELECT gives FROM fetches WHERE fetches.id = $1)
                                     AND gives_to_narrower(requests.source, requests.wider)
                                    THEN given + tstzmultirange(tstzrange($3, $4)) ELSE given END
                  FROM (SELECT id FROM requests
                         WHERE $6 AND id IN (SELECT request_id FROM fetch_cells
                                              WHERE fetch_id = $1 AND is_own AND (alone > 0 OR NOT $15))
                         ORDER BY id FOR NO KEY UPDATE) own
                 WHERE requests.id = own.id),
             brought AS (UPDATE fetch_cells SET new_jobs = new_jobs + $9 WHERE fetch_id = $1 AND request_id = $2)
             UPDATE fetches SET pages = pages + 1, next_page = next_page + 1, position = $7, jobs = jobs + $8,
                    new_jobs = new_jobs + $9, is_cut = $5, oldest_posted_at = $10, fell_short = $11, state = $12,
                    put_off_until = NULL, error_code = CASE WHEN $13 THEN error_code END,
                    error = CASE WHEN $13 THEN error END, ended_at = CASE WHEN $6 THEN $14 ELSE ended_at END
              WHERE id = $1",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.request_id)
        .bind::<Timestamptz, _>(self.window_from)
        .bind::<Timestamptz, _>(self.window_to)
        .bind::<Bool, _>(progress.is_cut)
        .bind::<Bool, _>(progress.is_over)
        .bind::<Jsonb, _>(position)
        .bind::<Int4, _>(progress.jobs)
        .bind::<Int4, _>(progress.new_jobs)
        .bind::<Nullable<Timestamptz>, _>(progress.oldest_posted_at)
        .bind::<Bool, _>(progress.fell_short)
        .bind::<Text, _>(state)
        .bind::<Bool, _>(stays_ended)
        .bind::<Timestamptz, _>(now)
        .bind::<Bool, _>(progress.is_trial)
        .bind::<Bool, _>(self.purpose == Purpose::Audit)
        .bind::<Text, _>(read.outcome.reading.as_str())
        .bind::<Nullable<Int4>, _>(read.outcome.rows)
        .bind::<Int4, _>(read.outcome.left_out)
        .bind::<Nullable<Text>, _>(&read.outcome.left_out_why)
        .bind::<Int8, _>(read.attempt_id)
        .bind::<Nullable<Int8>, _>(read.claim.map(|claim| claim.id))
        .bind::<Nullable<Int8>, _>(read.claim.map(|claim| claim.fence))
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Adds the gain of reading a counted page again; never fewer jobs than before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn found_more(conn: &mut Connection, id: i64, jobs: i32, new_jobs: i32) -> QueryResult<()> {
        diesel::sql_query(
            "WITH found AS (UPDATE fetches SET jobs = jobs + $2, new_jobs = new_jobs + $3 WHERE id = $1 RETURNING request_id)
             UPDATE fetch_cells SET new_jobs = new_jobs + $3
               FROM found WHERE fetch_id = $1 AND fetch_cells.request_id = found.request_id",
        )
        .bind::<Int8, _>(id)
        .bind::<Int4, _>(jobs.max(0))
        .bind::<Int4, _>(new_jobs)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Adds the real price of a page to the fetch, and to every combination of its first request.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn add_credits(conn: &mut Connection, id: i64, credits: i64) -> QueryResult<()> {
        diesel::sql_query(
            "WITH bought AS (UPDATE fetches SET credits = credits + $2 WHERE id = $1 RETURNING request_id),
             share AS (UPDATE fetch_cells SET credits = fetch_cells.credits + $2
                         FROM bought WHERE fetch_id = $1 AND fetch_cells.request_id = bought.request_id),
             locked AS (SELECT combination.id FROM backfill_tracking combination
                          JOIN combination_requests link ON link.combination_id = combination.id
                          JOIN bought USING (request_id)
                         ORDER BY combination.id FOR NO KEY UPDATE OF combination)
             UPDATE backfill_tracking combination SET credits = combination.credits + $2
               FROM locked WHERE combination.id = locked.id",
        )
        .bind::<Int8, _>(id)
        .bind::<Int8, _>(credits)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
