//! Starting a fetch, or reviving an ended one.

use super::{ErrorCode, Fetch, Purpose};
use crate::coverage::reach::Ask;
use crate::db::{Connection, Prepare as _};
use crate::models::capability::CapabilityName;
use crate::sources::{Position, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A fetch to be started.
#[derive(Clone, Debug)]
pub struct NewFetch {
    /// Requests that the fetch buys in a single list: of the same source, place and filters.
    pub cells: Vec<i64>,
    /// Beginning of the missing time, for each request.
    pub since: Vec<DateTime<Utc>>,
    /// Source of the requests: names the span.
    pub source: Source,
    /// Occasion of the start.
    pub purpose: Purpose,
    /// Span, window and lower bound for the source.
    pub ask: Ask,
    /// Page limit.
    pub max_pages: i32,
    /// Expected cost, in the source's unit.
    pub expected_credits: i64,
    /// Subject of the person on whose behalf the fetch starts; None: the installation.
    pub started_for: Option<i64>,
    /// Single pass: a failure ends the fetch, without a retry.
    pub is_one_pass: bool,
    /// Capability that a check puts to the test; None: what is implied, or no check.
    pub checks: Option<CapabilityName>,
    /// Run over all combinations that starts the fetch; None: a sign-up, or by hand.
    pub refresh_id: Option<i64>,
}

impl NewFetch {
    /// Starts the fetch; None: another live fetch buys one of the requests.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn insert(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<Fetch>> {
        let start = serde_json::to_value(Position::Start)
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::sql_query(
            "WITH started AS (
                INSERT INTO fetches (request_id, cells, purpose, span, window_from, window_to, max_pages, position,
                                     expected_credits, started_for, is_one_pass, refresh_id, created_since, created_at,
                                     in_forms, checks, gives)
                SELECT (SELECT min(id) FROM unnest($1) AS id), cardinality($1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                       $12, $13,
                       EXISTS (SELECT FROM capabilities known JOIN requests request USING (source)
                                WHERE request.id = ANY($1) AND known.name = 'lists' AND known.state = 'on'), $14,
                       EXISTS (SELECT FROM requests WHERE id = ANY($1) AND gives_to_narrower(source, wider))
                 WHERE NOT EXISTS (SELECT FROM fetch_cells WHERE request_id = ANY($1) AND is_own AND is_live)
                RETURNING *),
             cells AS (INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live)
                       SELECT started.id, one.id, TRUE, TRUE FROM started, unnest($1) AS one (id) ORDER BY one.id)
             SELECT * FROM started",
        )
        .bind::<Array<Int8>, _>(&self.cells)
        .bind::<Text, _>(self.purpose)
        .bind::<Text, _>(self.ask.span.name(self.source))
        .bind::<Timestamptz, _>(self.ask.window.from)
        .bind::<Timestamptz, _>(self.ask.window.to)
        .bind::<Int4, _>(self.max_pages)
        .bind::<Jsonb, _>(start)
        .bind::<Int8, _>(self.expected_credits)
        .bind::<Nullable<Int8>, _>(self.started_for)
        .bind::<Bool, _>(self.is_one_pass)
        .bind::<Nullable<Int8>, _>(self.refresh_id)
        .bind::<Nullable<Timestamptz>, _>(self.ask.created_since)
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Text>, _>(self.checks)
        .prepared()
        .get_result(conn)
        .await
        .optional()
    }
}

impl Fetch {
    /// Revives the last fetch of one of these requests, if failed or cancelled with pages of a list no older than
    /// `since`. The fetch goes on where it stopped, whatever else it buys, and no page is bought twice; a run's list
    /// stays the run's bill. An answer unread or in flight counts as bought. None: no such fetch, or its next page
    /// cannot be had.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn revive(conn: &mut Connection, new: &NewFetch, since: DateTime<Utc>) -> QueryResult<Option<Self>> {
        let revived: Option<Id> = diesel::sql_query(
            "UPDATE fetches SET state = 'queued', ended_at = NULL, error_code = NULL, error = NULL,
                    is_one_pass = $5, refresh_id = $6,
                    started_for = CASE WHEN purpose = 'refresh' AND cells > 1 THEN started_for
                                       ELSE coalesce(started_for, $4) END,
                    purpose = CASE WHEN purpose = 'audit' OR $6 IS NULL AND purpose = 'refresh' AND cells = 1 THEN $7
                                   ELSE purpose END
              WHERE id = (
                SELECT last.id FROM unnest($1, $3) AS one (id, since) CROSS JOIN LATERAL (
                       SELECT * FROM fetches WHERE fetches.id = (
                              SELECT cell.fetch_id FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                               WHERE cell.request_id = one.id AND cell.is_own AND fetches.continues IS NULL
                               ORDER BY cell.fetch_id DESC LIMIT 1)) last
                 WHERE last.state IN ('failed', 'cancelled') AND last.window_to > $2 AND last.window_from <= one.since
                   AND (last.pages > 0 OR EXISTS (SELECT FROM answers WHERE fetch_id = last.id AND stored_at IS NULL)
                        OR EXISTS (SELECT FROM attempts
                                    WHERE fetch_id = last.id AND attempts.state IN ('reserved', 'sending')))
                   AND coalesce(last.error_code, '') <> ALL ($8)
                   AND NOT (coalesce(last.error_code, '') = 'refused' AND last.position ? 'cursor')
                   AND NOT EXISTS (SELECT FROM fetch_cells own JOIN fetch_cells live USING (request_id)
                                    WHERE own.fetch_id = last.id AND own.is_own AND live.is_own AND live.is_live)
                 ORDER BY last.id LIMIT 1)
             RETURNING id",
        )
        .bind::<Array<Int8>, _>(&new.cells)
        .bind::<Timestamptz, _>(since)
        .bind::<Array<Timestamptz>, _>(&new.since)
        .bind::<Nullable<Int8>, _>(new.started_for)
        .bind::<Bool, _>(new.is_one_pass)
        .bind::<Nullable<Int8>, _>(new.refresh_id)
        .bind::<Text, _>(new.purpose)
        .bind::<Array<Text>, _>(vec![ErrorCode::MovedOn, ErrorCode::LostTwice])
        .prepared()
        .get_result(conn)
        .await
        .optional()?;
        match revived {
            Some(Id { id }) => Self::find(conn, id).await.map(Some),
            None => Ok(None),
        }
    }
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int8)]
    id: i64,
}
