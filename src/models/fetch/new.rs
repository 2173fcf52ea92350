//! Starting a fetch, or reviving an ended one.

use super::{ErrorCode, Fetch, Purpose};
use crate::coverage::reach::Ask;
use crate::db::{Connection, Prepare as _};
use crate::schema::fetches;
use crate::sources::{Position, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A fetch to be started.
#[derive(Clone, Debug)]
pub struct NewFetch {
    /// Request that the source is asked.
    pub request_id: i64,
    /// Source of the request: names the span.
    pub source: Source,
    /// Occasion of the start.
    pub purpose: Purpose,
    /// Span, window and lower bound for the source.
    pub ask: Ask,
    /// Page limit.
    pub max_pages: i32,
    /// Expected cost, in the source's unit.
    pub expected_credits: i64,
    /// Subject of the person on whose behalf the fetch starts; None: the installation's.
    pub started_for: Option<i64>,
    /// One pass: a failure ends the fetch, without a retry.
    pub is_one_pass: bool,
    /// Run over all combinations that starts the fetch; None: a sign-up, or by hand.
    pub refresh_id: Option<i64>,
}

impl NewFetch {
    /// Starts the fetch; None: another fetch of the request is live.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn insert(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<Fetch>> {
        let start = serde_json::to_value(Position::Start)
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::insert_into(fetches::table)
            .values((
                fetches::request_id.eq(self.request_id),
                fetches::purpose.eq(self.purpose),
                fetches::span.eq(self.ask.span.name(self.source)),
                fetches::window_from.eq(self.ask.window.from),
                fetches::window_to.eq(self.ask.window.to),
                fetches::max_pages.eq(self.max_pages),
                fetches::position.eq(start),
                fetches::expected_credits.eq(self.expected_credits),
                fetches::started_for.eq(self.started_for),
                fetches::is_one_pass.eq(self.is_one_pass),
                fetches::refresh_id.eq(self.refresh_id),
                fetches::created_since.eq(self.ask.created_since),
                fetches::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .returning(Fetch::as_returning())
            .get_result(conn)
            .await
            .optional()
    }
}

impl Fetch {
    /// Revives a failed or cancelled fetch of the request with pages of a list no older than this: the fetch goes on
    /// from there, and no page is bought twice. An answer unread or in flight counts as bought. None: no such fetch, or
    /// its next page cannot be had.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn revive(conn: &mut Connection, new: &NewFetch, since: DateTime<Utc>) -> QueryResult<Option<Self>> {
        let revived: Option<Id> = diesel::sql_query(
            "UPDATE fetches SET state = 'queued', ended_at = NULL, error_code = NULL, error = NULL,
                    started_for = coalesce(started_for, $4), is_one_pass = $5, refresh_id = $6,
                    purpose = CASE WHEN $6 IS NULL AND purpose = 'refresh' THEN $7 ELSE purpose END
              WHERE id = (SELECT id FROM fetches WHERE request_id = $1 AND continues IS NULL ORDER BY id DESC LIMIT 1)
                AND state IN ('failed', 'cancelled') AND window_to > $2 AND window_from <= $3
                AND (pages > 0 OR EXISTS (SELECT 1 FROM answers WHERE fetch_id = fetches.id AND stored_at IS NULL)
                     OR EXISTS (SELECT 1 FROM attempts WHERE fetch_id = fetches.id AND attempts.state IN ('reserved', 'sending')))
                AND coalesce(error_code, '') <> ALL ($8) 
                AND NOT (coalesce(error_code, '') = 'refused' AND position ? 'cursor')
                AND NOT EXISTS (SELECT 1 FROM fetches live WHERE live.request_id = $1
                                   AND live.state IN ('queued', 'running', 'put_off'))
             RETURNING id",
        )
        .bind::<Int8, _>(new.request_id)
        .bind::<Timestamptz, _>(since)
        .bind::<Timestamptz, _>(new.ask.window.from)
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
