//! The append-only record of credits reserved, settled, voided, unknown and adjusted.
//!
//! Every entry moves credits between three columns, and a meter's columns are the sums of its entries. Time alone never
//! releases a reservation: only an answer, proof of no call, or the provider's own figures end it.

mod book;
mod end;

pub use self::book::{Booked, Booking, book};
pub use self::end::{Close, end};

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::models::answer::NewAnswer;
use crate::models::fetch::Purpose;
use crate::schema::ledger as entries;
use crate::sources::{Source, Unit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Bytea, Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a kind of entry";
    /// Reason for an entry.
    pub enum Kind {
        /// Highest cost of a page, before the purchase.
        Reserved = "reserved",
        /// Real price.
        Settled = "settled",
        /// A reservation given back: never sent, or free.
        Voided = "voided",
        /// Sent without an answer.
        Unknown = "unknown",
        /// Formerly unknown, proven free.
        Freed = "freed",
        /// Spent elsewhere before our first answer.
        Opening = "opening",
        /// Entry by an admin, with a reason.
        Adjusted = "adjusted",
        /// A call beside purchases, asking how many postings there are.
        Count = "count",
    }
}

/// Credits moved by one entry; each may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// Change of the reserved credits.
    pub reserved: i64,
    /// Change of the spent credits.
    pub spent: i64,
    /// Change of the unknown credits.
    pub unknown: i64,
}

/// End of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Charged, in credits.
    Settled(i64),
    /// Never sent, or answered free of charge.
    Voided,
    /// Sent, and no answer came: stays counted as spent.
    Unknown,
    /// Once unknown; proven free by the provider's figures.
    Freed,
}

/// Payer, occasion, and the local day of a charge.
#[derive(Clone, Copy, Debug)]
pub struct Payer {
    /// Person whose day is charged beside the installation's; None: the installation alone.
    pub subject: Option<i64>,
    /// Occasion of the purchase.
    pub purpose: Purpose,
    /// The local day.
    pub day: NaiveDate,
}

/// An open reservation on one meter.
#[derive(Clone, Debug, QueryableByName)]
pub struct OpenHold {
    /// Meter with the reservation.
    #[diesel(sql_type = Int4)]
    pub meter_id: i32,
    /// Unit of the meter.
    #[diesel(sql_type = Text)]
    pub unit: Unit,
    /// Reserved credits, at most.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// True when sent without an answer.
    #[diesel(sql_type = Bool)]
    pub is_unknown: bool,
    /// True on the source's main unit, which the day's allowances follow.
    #[diesel(sql_type = Bool)]
    pub is_credits: bool,
    /// Person whose day carries the reservation; None: the installation alone.
    #[diesel(sql_type = Nullable<Int8>)]
    pub subject: Option<i64>,
    /// Occasion of the purchase.
    #[diesel(sql_type = Text)]
    pub purpose: Purpose,
    /// Local day of the reservation.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
}

/// Columns of the open reservations of attempt $1, and where they come from. Their meters are locked, in order.
const OPEN_HOLDS: &str = "
                held.meter_id, meters.unit, held.reserved AS credits, held.subject, held.purpose, held.day,
                EXISTS (SELECT 1 FROM ledger lost WHERE lost.attempt_id = $1 AND lost.meter_id = held.meter_id
                        AND lost.kind = 'unknown') AS is_unknown,
                meters.unit = attempts.credit_unit AS is_credits
           FROM ledger held JOIN meters ON meters.id = held.meter_id JOIN attempts ON attempts.id = held.attempt_id
          WHERE held.attempt_id = $1 AND held.kind = 'reserved'
            AND NOT EXISTS (SELECT 1 FROM ledger ended WHERE ended.attempt_id = $1
                            AND ended.meter_id = held.meter_id AND ended.kind IN ('settled', 'voided', 'freed'))
          ORDER BY held.meter_id FOR NO KEY UPDATE OF meters";

/// Open reservations of an attempt; their meters are locked, in order.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock_open_holds(conn: &mut Connection, attempt_id: i64) -> QueryResult<Vec<OpenHold>> {
    diesel::sql_query(format!("SELECT {OPEN_HOLDS}")).bind::<Int8, _>(attempt_id).prepared().load(conn).await
}

/// Keeps an answer, unless its page has an answer already, and locks the open reservations of its attempt as
/// [`lock_open_holds`]. True: it is kept. The caller has locked the source by an earlier statement: of two answers the
/// first is kept. An attempt that may be answered has an open reservation.
///
/// # Errors
///
/// When the database cannot be asked, or the attempt has an answer already.
pub async fn keep(conn: &mut Connection, answer: NewAnswer<'_>) -> QueryResult<(bool, Vec<OpenHold>)> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        is_kept: bool,
        #[diesel(embed)]
        hold: OpenHold,
    }
    let rows: Vec<Row> = diesel::sql_query(format!(
        "WITH kept AS (
            INSERT INTO answers (attempt_id, fetch_id, page, body, received_at)
            SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM answers WHERE fetch_id = $2 AND page = $3)
            RETURNING attempt_id)
         SELECT EXISTS (SELECT FROM kept) AS is_kept, {OPEN_HOLDS}"
    ))
    .bind::<Int8, _>(answer.attempt_id)
    .bind::<Int8, _>(answer.fetch_id)
    .bind::<Int4, _>(answer.page)
    .bind::<Bytea, _>(answer.body)
    .bind::<Timestamptz, _>(answer.received_at)
    .prepared()
    .load(conn)
    .await?;
    let is_kept = rows.iter().all(|row| row.is_kept);
    Ok((is_kept, rows.into_iter().map(|row| row.hold).collect()))
}

/// An entry of spending without an attempt, on everybody's account: an opening balance, an admin's adjustment, or a call
/// beside purchases.
#[derive(Clone, Copy, Debug)]
pub struct Extra<'a> {
    /// Meter of the entry.
    pub meter_id: i32,
    /// What the entry is.
    pub kind: Kind,
    /// Credits, or calls; less than nothing: given back.
    pub spent: i64,
    /// What they were spent for.
    pub purpose: Purpose,
    /// Local day.
    pub day: NaiveDate,
    /// Why, for people.
    pub reason: &'a str,
}

/// Enters spending without an attempt. Moves the meter's column by as much.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn enter(conn: &mut Connection, extra: Extra<'_>, at: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(
        "WITH entry AS (INSERT INTO ledger (meter_id, kind, spent, purpose, day, reason, at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING meter_id, spent)
         UPDATE meters SET spent = meters.spent + entry.spent FROM entry WHERE meters.id = entry.meter_id",
    )
    .bind::<Int4, _>(extra.meter_id)
    .bind::<Text, _>(extra.kind)
    .bind::<Int8, _>(extra.spent)
    .bind::<Text, _>(extra.purpose)
    .bind::<Date, _>(extra.day)
    .bind::<Text, _>(extra.reason)
    .bind::<Timestamptz, _>(at)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Credits spent on calls beside purchases, on one meter since a time.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn counted_since(conn: &mut Connection, meter_id: i32, since: DateTime<Utc>) -> QueryResult<i64> {
    entries::table
        .filter(entries::meter_id.eq(meter_id).and(entries::kind.eq(Kind::Count)).and(entries::at.gt(since)))
        .select(sql::<Int8>("coalesce(sum(spent), 0)::int8"))
        .first(conn)
        .await
}

/// A meter with columns that differ from the sums of its entries. A sound ledger has no such meter.
#[derive(Clone, Debug, QueryableByName, serde::Serialize)]
pub struct Imbalance {
    /// Source of the meter.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Unit of the meter.
    #[diesel(sql_type = Text)]
    pub unit: Unit,
    /// The columns and the sums, for reading.
    #[diesel(sql_type = Text)]
    pub what: String,
}

/// Compares every meter with its entries, and every reservation with its end.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn imbalances(conn: &mut Connection) -> QueryResult<Vec<Imbalance>> {
    diesel::sql_query(
        "SELECT m.source, m.unit,
                format('columns say %s spent, %s reserved, %s unknown; entries say %s, %s, %s',
                       m.spent, m.reserved, m.unknown, coalesce(s.spent, 0), coalesce(s.reserved, 0), coalesce(s.unknown, 0)) AS what
           FROM meters m
           LEFT JOIN (SELECT meter_id, sum(spent)::int8 AS spent, sum(reserved)::int8 AS reserved,
                             sum(unknown)::int8 AS unknown FROM ledger GROUP BY meter_id) s ON s.meter_id = m.id
          WHERE (m.spent, m.reserved, m.unknown)
                IS DISTINCT FROM (coalesce(s.spent, 0), coalesce(s.reserved, 0), coalesce(s.unknown, 0))
         UNION ALL
         SELECT m.source, m.unit, format('attempt %s was %s but its reservation is open', a.id, a.state)
           FROM ledger l JOIN attempts a ON a.id = l.attempt_id JOIN meters m ON m.id = l.meter_id
          WHERE l.kind = 'reserved' AND a.state NOT IN ('reserved', 'sending', 'unknown')
            AND NOT (a.state = 'settled' AND a.was_unknown)
            AND NOT EXISTS (SELECT 1 FROM ledger e WHERE e.attempt_id = l.attempt_id AND e.meter_id = l.meter_id
                            AND e.kind IN ('settled', 'voided', 'freed'))",
    )
    .prepared()
    .load(conn)
    .await
}
