//! The append-only record of credits reserved, settled, voided, unknown and adjusted.
//!
//! Every entry moves credits between three columns, and a meter's columns are the sums of its entries. Time alone never
//! gives a reservation back: only an answer, proof of no call, or the provider's own figures end it.

use super::allowance;
use super::meter::Meter;
use super::price::Tariff;
use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::Attempt;
use crate::models::fetch::Purpose;
use crate::sources::{Source, Unit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a kind of entry";
    /// Why an entry was made.
    pub enum Kind {
        /// The most that a page can cost, before the purchase.
        Reserved = "reserved",
        /// The real price.
        Settled = "settled",
        /// A reservation given back: never sent, or free.
        Voided = "voided",
        /// Sent without an answer.
        Unknown = "unknown",
        /// Was unknown, and is proven free.
        Freed = "freed",
        /// Spent elsewhere before the first answer told us.
        Opening = "opening",
        /// By an admin, with a reason.
        Adjusted = "adjusted",
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

/// Most credits for one page.
#[derive(Clone, Copy, Debug)]
pub struct Reservation<'a> {
    /// The try at buying the page.
    pub attempt_id: i64,
    /// How the source charges.
    pub tariff: Tariff,
    /// Rows that are asked for at most.
    pub rows: u32,
    /// Payer of the page.
    pub payer: &'a Payer,
}

struct NewEntry<'a> {
    meter_id: i32,
    /// None: a correction.
    attempt_id: Option<i64>,
    kind: Kind,
    moved: Move,
    payer: Payer,
    /// Corrections only.
    reason: Option<&'a str>,
    at: DateTime<Utc>,
}

impl NewEntry<'_> {
    /// Writes the entry, and moves the meter's columns by as much.
    async fn enter(&self, conn: &mut Connection) -> QueryResult<()> {
        let Self { meter_id, attempt_id, kind, moved, payer, reason, at } = *self;
        diesel::sql_query(
            "WITH entry AS (INSERT INTO ledger (meter_id, attempt_id, kind, reserved, spent, unknown, subject, purpose, day,
                                                reason, at)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                            RETURNING meter_id, reserved, spent, unknown)
             UPDATE meters SET reserved = meters.reserved + entry.reserved, spent = meters.spent + entry.spent,
                    unknown = meters.unknown + entry.unknown
               FROM entry WHERE meters.id = entry.meter_id",
        )
        .bind::<Int4, _>(meter_id)
        .bind::<Nullable<Int8>, _>(attempt_id)
        .bind::<Text, _>(kind)
        .bind::<Int8, _>(moved.reserved)
        .bind::<Int8, _>(moved.spent)
        .bind::<Int8, _>(moved.unknown)
        .bind::<Nullable<Int8>, _>(payer.subject)
        .bind::<Text, _>(payer.purpose)
        .bind::<Date, _>(payer.day)
        .bind::<Nullable<Text>, _>(reason)
        .bind::<Timestamptz, _>(at)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}

/// Reserves the highest cost of a page of `rows` on every meter of its source, and on the day's allowances. The caller
/// has locked the meters and found enough credits left.
///
/// # Errors
///
/// When the database cannot be asked, or the attempt holds a reservation already.
pub async fn reserve(
    conn: &mut Connection,
    meters: &[Meter],
    reservation: Reservation<'_>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let Reservation { attempt_id, tariff, rows, payer } = reservation;
    for meter in meters {
        let moved = Move { reserved: tariff.most(meter.unit, rows), ..Move::default() };
        let (attempt_id, kind) = (Some(attempt_id), Kind::Reserved);
        let entry = NewEntry { meter_id: meter.id, attempt_id, kind, moved, payer: *payer, reason: None, at };
        entry.enter(conn).await?;
    }
    let held = tariff.most(tariff.main_unit(), rows);
    allowance::add(conn, payer.day, payer.subject, held).await
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

/// Open reservations of an attempt; their meters are locked, in order.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock_open_holds(conn: &mut Connection, attempt_id: i64) -> QueryResult<Vec<OpenHold>> {
    diesel::sql_query(
        "SELECT held.meter_id, meters.unit, held.reserved AS credits, held.subject, held.purpose, held.day,
                EXISTS (SELECT 1 FROM ledger lost WHERE lost.attempt_id = $1 AND lost.meter_id = held.meter_id
                        AND lost.kind = 'unknown') AS is_unknown,
                meters.unit = attempts.credit_unit AS is_credits
           FROM ledger held JOIN meters ON meters.id = held.meter_id JOIN attempts ON attempts.id = held.attempt_id
          WHERE held.attempt_id = $1 AND held.kind = 'reserved'
            AND NOT EXISTS (SELECT 1 FROM ledger ended WHERE ended.attempt_id = $1
                            AND ended.meter_id = held.meter_id AND ended.kind IN ('settled', 'voided', 'freed'))
          ORDER BY held.meter_id FOR NO KEY UPDATE OF meters",
    )
    .bind::<Int8, _>(attempt_id)
    .prepared()
    .load(conn)
    .await
}

/// Resolves an open reservation, or marks it unknown. The day's allowances follow the main unit.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn end(
    conn: &mut Connection,
    attempt_id: i64,
    hold: &OpenHold,
    end: End,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let (kind, moved) = resolution(hold, end);
    let payer = Payer { subject: hold.subject, purpose: hold.purpose, day: hold.day };
    let (meter_id, reason) = (hold.meter_id, None);
    NewEntry { meter_id, attempt_id: Some(attempt_id), kind, moved, payer, reason, at }.enter(conn).await?;
    if hold.is_credits {
        let change = moved.reserved + moved.spent + moved.unknown;
        allowance::add(conn, hold.day, hold.subject, change).await?;
        if let End::Settled(credits) = end {
            Attempt::set_credits(conn, attempt_id, credits).await?;
        }
    }
    Ok(())
}

/// The entry that ends a hold, and its move. Pure.
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

/// An entry that belongs to no purchase: an opening balance, or an admin's adjustment.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn correct(
    conn: &mut Connection,
    meter_id: i32,
    kind: Kind,
    spent: i64,
    (day, reason): (NaiveDate, &str),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let payer = Payer { subject: None, purpose: Purpose::ByHand, day };
    let moved = Move { spent, ..Move::default() };
    let entry = NewEntry { meter_id, attempt_id: None, kind, moved, payer, reason: Some(reason), at };
    entry.enter(conn).await
}

/// A meter whose columns differ from the sums of its entries. A sound ledger has none.
#[derive(Clone, Debug, QueryableByName, serde::Serialize)]
pub struct Imbalance {
    /// The meter's source.
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
