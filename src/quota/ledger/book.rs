//! Booking a call: its slot, its attempt, its highest cost, and what its fetch asks for, in one statement.

use super::Payer;
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::{AttemptState, NewAttempt};
use crate::models::fetch::Asking;
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Float8, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// A call at its highest cost.
#[derive(Clone, Debug)]
pub struct Booking<'a> {
    /// The try at buying the page.
    pub attempt: NewAttempt,
    /// Source of the page.
    pub source: Source,
    /// Calls a second of the source.
    pub per_second: u32,
    /// Tariff of the source.
    pub tariff: Tariff,
    /// Most rows to ask for.
    pub rows: u32,
    /// Payer of the page.
    pub payer: &'a Payer,
    /// Sent as soon as booked, if the lease runs for so long; None: the call waits for its slot.
    pub sent_for: Option<Duration>,
    /// What the fetch asks for from this page on: it runs, and its combinations are loading; None: as before.
    pub begins: Option<Asking>,
}

/// A booked call.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Booked {
    /// Number of its attempt.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// `sending`, or still `reserved`.
    #[diesel(sql_type = Text)]
    pub state: AttemptState,
}

/// Source ($1) and rate ($2); the attempt ($3 to $12); whether it is sent at once ($13), for how long at most ($14);
/// the entries' purpose ($15), time ($16), meters ($17) and credits ($18); whether the fetch begins ($19), with its
/// window ($20, $21) and bound ($22). Fetch, source, meters and everybody's day are locked: so whoever holds another
/// day's row does not wait for these combinations.
const BOOK: &str = "
    WITH slot AS (
        UPDATE sources SET next_call_at = greatest(next_call_at, clock_timestamp()) + make_interval(secs => 1.0 / $2)
         WHERE source = $1),
    turn AS (
        SELECT $13 AND EXISTS (SELECT FROM tasks WHERE id = $5 AND fence = $6 AND state = 'running'
                                  AND lease_until > clock_timestamp() + make_interval(secs => $14)) AS is_sent),
    attempt AS (
        INSERT INTO attempts (fetch_id, page, task_id, fence, is_probe, subject, day, hold, credit_unit, row_limit,
                              state, sent_at)
        SELECT $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
               CASE WHEN is_sent THEN 'sending' ELSE 'reserved' END, CASE WHEN is_sent THEN clock_timestamp() END
          FROM turn
        RETURNING id, state, subject, day),
    entry AS (
        INSERT INTO ledger (meter_id, attempt_id, kind, reserved, subject, purpose, day, at)
        SELECT meter.id, attempt.id, 'reserved', meter.most, attempt.subject, $15, attempt.day, $16
          FROM attempt, unnest($17::int[], $18::int8[]) AS meter (id, most)
        RETURNING meter_id, reserved),
    held AS (
        UPDATE meters SET reserved = meters.reserved + entry.reserved FROM entry WHERE meters.id = entry.meter_id),
    charged AS (
        INSERT INTO allowances AS own (day, subject, used)
        SELECT attempt.day, one.subject, $10 FROM attempt, unnest(ARRAY[0, attempt.subject]) AS one (subject)
         WHERE one.subject IS NOT NULL ORDER BY one.subject
        ON CONFLICT (day, subject) DO UPDATE SET used = own.used + excluded.used),
    begun AS (
        UPDATE fetches SET state = 'running', put_off_until = NULL, error_code = NULL, error = NULL,
               started_at = coalesce(started_at, $16), window_from = $20, window_to = $21, created_before = $22
         WHERE id = $3 AND $19),
    locked AS (
        SELECT combination.id
          FROM backfill_tracking combination JOIN combination_requests link ON link.combination_id = combination.id
          JOIN fetch_cells bought USING (request_id)
         WHERE $19 AND bought.fetch_id = $3 AND bought.is_own AND combination.paused_at IS NULL
         ORDER BY combination.id FOR NO KEY UPDATE OF combination),
    loading AS (
        UPDATE backfill_tracking combination SET state = 'loading'
          FROM locked WHERE combination.id = locked.id AND combination.state <> 'loading'
           AND NOT EXISTS (SELECT FROM fetches WHERE id = $3 AND purpose = 'audit'))
    SELECT id, state FROM attempt";

/// Takes the next slot in the source's rhythm, records the attempt, and reserves the page's highest cost on every meter
/// of its source and on the day's allowances. The caller has locked the fetch, the source, the meters and everybody's
/// day, and found enough credits left.
///
/// # Errors
///
/// When the database cannot be asked, or another attempt of the fetch is open.
pub async fn book(
    conn: &mut Connection,
    meters: &[Meter],
    booking: Booking<'_>,
    at: DateTime<Utc>,
) -> QueryResult<Booked> {
    let Booking { attempt, source, per_second, tariff, rows, payer, sent_for, begins } = booking;
    let (ids, most): (Vec<i32>, Vec<i64>) =
        meters.iter().map(|meter| (meter.id, tariff.most(meter.unit, rows))).unzip();
    diesel::sql_query(BOOK)
        .bind::<Text, _>(source)
        .bind::<Int4, _>(i32::try_from(per_second).unwrap_or(i32::MAX))
        .bind::<Int8, _>(attempt.fetch_id)
        .bind::<Int4, _>(attempt.page)
        .bind::<Int8, _>(attempt.task_id)
        .bind::<Int8, _>(attempt.fence)
        .bind::<Bool, _>(attempt.is_probe)
        .bind::<Nullable<Int8>, _>(attempt.subject)
        .bind::<Date, _>(attempt.day)
        .bind::<Int8, _>(attempt.hold)
        .bind::<Text, _>(attempt.credit_unit)
        .bind::<Int4, _>(attempt.row_limit)
        .bind::<Bool, _>(sent_for.is_some())
        .bind::<Float8, _>(sent_for.unwrap_or_default().as_secs_f64())
        .bind::<Text, _>(payer.purpose)
        .bind::<Timestamptz, _>(at)
        .bind::<Array<Int4>, _>(ids)
        .bind::<Array<Int8>, _>(most)
        .bind::<Bool, _>(begins.is_some())
        .bind::<Nullable<Timestamptz>, _>(begins.map(|asking| asking.window.from))
        .bind::<Nullable<Timestamptz>, _>(begins.map(|asking| asking.window.to))
        .bind::<Nullable<Timestamptz>, _>(begins.and_then(|asking| asking.created_before))
        .prepared()
        .get_result(conn)
        .await
}
