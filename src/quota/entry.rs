//! Entries of the ledger, for reading.

use super::ledger::Kind;
use crate::db::Connection;
use crate::models::fetch::Purpose;
use crate::schema::{attempts, ledger, meters};
use crate::sources::Source;
use crate::sources::Unit;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An entry with its meter and its fetch. The payer stays out.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = ledger)]
pub struct Entry {
    /// Number of the entry; higher is later.
    pub id: i64,
    /// Time of writing, by the App's clock.
    pub at: DateTime<Utc>,
    /// Source of the meter.
    #[diesel(select_expression = meters::source)]
    pub source: Source,
    /// Unit of the meter.
    #[diesel(select_expression = meters::unit)]
    pub unit: Unit,
    /// Reason for the entry.
    pub kind: Kind,
    /// Credits added to the reserved ones.
    pub reserved: i64,
    /// Credits added to the spent ones.
    pub spent: i64,
    /// Credits moved among those of unknown fate.
    pub unknown: i64,
    /// Occasion of the purchase; None: a correction.
    pub purpose: Option<Purpose>,
    /// Local day charged.
    pub day: NaiveDate,
    /// An admin's reason, for an entry by hand.
    pub reason: Option<String>,
    /// Fetch whose page was bought; None: a correction.
    #[diesel(select_expression = attempts::fetch_id.nullable())]
    pub fetch_id: Option<i64>,
}

impl Entry {
    /// The newest `limit` entries below the number `before`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, before: i64, limit: usize) -> QueryResult<Vec<Self>> {
        ledger::table
            .inner_join(meters::table.on(meters::id.eq(ledger::meter_id)))
            .left_join(attempts::table.on(attempts::id.nullable().eq(ledger::attempt_id)))
            .filter(ledger::id.lt(before))
            .order(ledger::id.desc())
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Self::as_select())
            .load(conn)
            .await
    }
}
