//! The end of a reservation, on all its meters, with the end of its attempt.

use super::{End, Kind, Move, OpenHold};
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::AttemptState;
use crate::models::fetch::Cause;
use crate::quota::meter::Meter;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// End of an attempt, written together with the end of its reservation.
#[derive(Clone, Copy, Debug)]
pub struct Close<'a> {
    /// Last state of the attempt, or `unknown`.
    pub state: AttemptState,
    /// Cause of a failure.
    pub cause: Option<Cause<'a>>,
    /// True where the answer told no price.
    pub is_unpriced: bool,
}

/// Binds: attempt $1; payer ($2 to $4), time ($5) and entries ($6 to $10); change of the day's allowances ($11); the
/// attempt's end ($12 to $15; $12 NULL: no end here) and price ($16). The attempt and the meters are locked; days are
/// locked in a fixed order, everybody's first, against deadlocks.
const END: &str = "
    WITH entry AS (
        INSERT INTO ledger (meter_id, attempt_id, kind, reserved, spent, unknown, subject, purpose, day, at)
        SELECT one.meter_id, $1, one.kind, one.reserved, one.spent, one.unknown, $2, $3, $4, $5
          FROM unnest($6::int[], $7::text[], $8::int8[], $9::int8[], $10::int8[])
               AS one (meter_id, kind, reserved, spent, unknown)
        RETURNING meter_id, reserved, spent, unknown),
    own AS (
        SELECT day, subject FROM allowances WHERE $11 <> 0 AND day = $4 AND subject IN (0, coalesce($2, 0))
         ORDER BY subject FOR NO KEY UPDATE),
    charged AS (
        UPDATE allowances SET used = used + $11 FROM own
         WHERE allowances.day = own.day AND allowances.subject = own.subject),
    ended AS (
        UPDATE attempts SET state = coalesce($12, state),
               error_code = CASE WHEN $12 IS NULL THEN error_code ELSE $13 END,
               error = CASE WHEN $12 IS NULL THEN error ELSE $14 END,
               ended_at = CASE WHEN $12 IS NULL THEN ended_at ELSE now() END,
               was_unknown = was_unknown OR $15, credits = coalesce($16, credits)
         WHERE id = $1 AND ($12 IS NOT NULL OR $16 IS NOT NULL))
    UPDATE meters SET reserved = meters.reserved + entry.reserved, spent = meters.spent + entry.spent,
           unknown = meters.unknown + entry.unknown
      FROM entry WHERE meters.id = entry.meter_id
    RETURNING meters.*";

/// Resolves an attempt's open reservations, or marks them unknown, and ends the attempt with them. The day's allowances
/// follow the main unit. The caller has locked the attempt and the holds. Returns the meters in their new state.
///
/// # Errors
///
/// When the database cannot be asked, a reservation has ended before, or the page has a settled attempt already.
pub async fn end(
    conn: &mut Connection,
    attempt_id: i64,
    ends: &[(&OpenHold, End)],
    close: Option<Close<'_>>,
    at: DateTime<Utc>,
) -> QueryResult<Vec<Meter>> {
    if ends.is_empty() && close.is_none() {
        return Ok(Vec::new());
    }
    let entries = Entries::of(ends);
    // Reservations are made for one payer on one day.
    let payer = ends.first().map(|(hold, _)| *hold);
    let cause = close.and_then(|close| close.cause);
    let is_unknown = close.is_some_and(|close| close.is_unpriced || close.state == AttemptState::Unknown);
    diesel::sql_query(END)
        .bind::<Int8, _>(attempt_id)
        .bind::<Nullable<Int8>, _>(payer.and_then(|hold| hold.subject))
        .bind::<Nullable<Text>, _>(payer.map(|hold| hold.purpose))
        .bind::<Nullable<Date>, _>(payer.map(|hold| hold.day))
        .bind::<Timestamptz, _>(at)
        .bind::<Array<Int4>, _>(entries.meters)
        .bind::<Array<Text>, _>(entries.kinds)
        .bind::<Array<Int8>, _>(entries.reserved)
        .bind::<Array<Int8>, _>(entries.spent)
        .bind::<Array<Int8>, _>(entries.unknown)
        .bind::<Int8, _>(entries.change)
        .bind::<Nullable<Text>, _>(close.map(|close| close.state))
        .bind::<Nullable<Text>, _>(cause.map(|cause| cause.code))
        .bind::<Nullable<Text>, _>(cause.map(|cause| cause.why))
        .bind::<Bool, _>(is_unknown)
        .bind::<Nullable<Int8>, _>(entries.price)
        .prepared()
        .load(conn)
        .await
}

/// Entries, column by column, and their sum in the main unit.
#[derive(Default)]
struct Entries {
    meters: Vec<i32>,
    kinds: Vec<&'static str>,
    reserved: Vec<i64>,
    spent: Vec<i64>,
    unknown: Vec<i64>,
    /// Change of the day's allowances.
    change: i64,
    /// Real price, where known.
    price: Option<i64>,
}

impl Entries {
    fn of(ends: &[(&OpenHold, End)]) -> Self {
        let mut entries = Self::default();
        for (hold, end) in ends {
            let (kind, moved) = resolution(hold, *end);
            entries.meters.push(hold.meter_id);
            entries.kinds.push(kind.as_str());
            entries.reserved.push(moved.reserved);
            entries.spent.push(moved.spent);
            entries.unknown.push(moved.unknown);
            if hold.is_credits {
                entries.change += moved.reserved + moved.spent + moved.unknown;
                entries.price = if let End::Settled(credits) = end { Some(*credits) } else { entries.price };
            }
        }
        entries
    }
}

/// Entry that ends a hold, and its move. Pure.
fn resolution(hold: &OpenHold, end: End) -> (Kind, Move) {
    let out = if hold.is_unknown {
        Move { unknown: -hold.credits, ..Move::default() }
    } else {
        Move { reserved: -hold.credits, ..Move::default() }
    };
    match end {
        End::Settled(credits) => (Kind::Settled, Move { spent: credits, ..out }),
        End::Voided => (Kind::Voided, out),
        End::Unknown => (Kind::Unknown, Move { unknown: hold.credits, ..out }),
        End::Freed => (Kind::Freed, out),
    }
}
