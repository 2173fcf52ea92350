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

/// One entry, with its meter and the fetch it belongs to. Whose it is stays out.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = ledger)]
pub struct Entry {
    /// Higher is later.
    pub id: i64,
    /// When it was written, by the App's clock.
    pub at: DateTime<Utc>,
    /// The meter's source.
    #[diesel(select_expression = meters::source)]
    pub source: Source,
    /// What the meter counts.
    #[diesel(select_expression = meters::unit)]
    pub unit: Unit,
    /// What happened.
    pub kind: Kind,
    /// Credits moved among those that are reserved.
    pub reserved: i64,
    /// Credits moved among those that are spent.
    pub spent: i64,
    /// Credits moved among those of unknown fate.
    pub unknown: i64,
    /// What it was bought for; None: no purchase made it.
    pub purpose: Option<Purpose>,
    /// The local day that is charged.
    pub day: NaiveDate,
    /// An admin's reason, of an entry by hand.
    pub reason: Option<String>,
    /// The fetch whose page was bought; None: no purchase made it.
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
