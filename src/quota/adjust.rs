//! An admin's correction of a meter, with a reason: the provider counted calls unknown to us.

use super::ledger::{self, Extra, Kind};
use super::meter::Meter;
use crate::app::App;
use crate::db::Connection;
use crate::models::audit::NewEntry;
use crate::models::fetch::Purpose;
use crate::models::source_state::SourceState;
use crate::schema::{ledger as entries, meters};
use crate::sources::Source;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An admin's wish to correct a meter.
#[derive(Clone, Copy, Debug)]
pub struct Adjustment<'a> {
    /// Meter to correct.
    pub meter_id: i32,
    /// Credits to add to the spent ones; negative takes away, zero confirms our figure.
    pub credits: i64,
    /// Reason, for readers of the ledger.
    pub reason: &'a str,
    /// The meter's last adjustment in the admin's sight; 0: none.
    pub seen: i64,
    /// Number of the admin.
    pub subject: i64,
}

/// Result of an adjustment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adjusted {
    /// Entered; true: the source had been stopped for the difference, and goes on.
    Done(bool),
    /// Another admin adjusted the meter since: by so many credits, for this reason. Nothing was done.
    Overtaken(i64, String),
    /// The sum would fall below zero; the present sum. Nothing was done.
    BelowZero(i64),
}

/// Adjusts a meter, and lets its source go on if it had been stopped for drifting. The caller opens the transaction.
/// Fails with `NotFound` when there is no such meter.
///
/// # Errors
///
/// `NotFound` when there is no such meter; otherwise, when the database cannot be asked.
pub async fn adjust(conn: &mut Connection, app: &App, adjustment: &Adjustment<'_>) -> QueryResult<Adjusted> {
    let id = adjustment.meter_id;
    let source: Source = meters::table.find(id).select(meters::source).first(conn).await?;
    // Source before meter: the locking order of purchases.
    let state = SourceState::lock(conn, source).await?;
    let meter: Meter = meters::table.find(id).select(Meter::as_select()).for_no_key_update().first(conn).await?;
    if let Some((credits, reason)) = later_adjustment(conn, adjustment).await? {
        return Ok(Adjusted::Overtaken(credits, reason.unwrap_or_default()));
    }
    if meter.spent + adjustment.credits < 0 {
        return Ok(Adjusted::BelowZero(meter.spent));
    }
    let now = app.clock.now();
    let extra = Extra {
        meter_id: id,
        kind: Kind::Adjusted,
        spent: adjustment.credits,
        purpose: Purpose::ByHand,
        day: app.today(),
        reason: adjustment.reason,
    };
    ledger::enter(conn, extra, now).await?;
    start_comparing_anew(conn, id, adjustment.credits).await?;
    record(conn, app, &meter, adjustment).await?;
    let is_drift = state.is_drifted();
    if is_drift {
        SourceState::resume(conn, source, now).await?;
    }
    Ok(Adjusted::Done(is_drift))
}

async fn later_adjustment(
    conn: &mut Connection,
    adjustment: &Adjustment<'_>,
) -> QueryResult<Option<(i64, Option<String>)>> {
    entries::table
        .filter(entries::meter_id.eq(adjustment.meter_id).and(entries::kind.eq(Kind::Adjusted)))
        .filter(entries::id.gt(adjustment.seen))
        .order(entries::id.desc())
        .select((entries::spent, entries::reason))
        .first(conn)
        .await
        .optional()
}

/// The provider's last word holds as before: the same credits are left, although more spending is known.
async fn start_comparing_anew(conn: &mut Connection, meter_id: i32, credits: i64) -> QueryResult<()> {
    diesel::update(meters::table.find(meter_id))
        .set((meters::drift_answers.eq(0), meters::provider_ceiling.eq(meters::provider_ceiling + credits)))
        .execute(conn)
        .await?;
    Ok(())
}

async fn record(conn: &mut Connection, app: &App, meter: &Meter, adjustment: &Adjustment<'_>) -> QueryResult<()> {
    let entry = NewEntry {
        subject: Some(adjustment.subject),
        action: "adjust meter",
        target: format!("{} {}", meter.source, meter.unit),
        reason: adjustment.reason,
        details: serde_json::json!({ "meter": meter.id, "credits": adjustment.credits, "spent_before": meter.spent }),
    };
    entry.record(conn, app.clock.now()).await
}
