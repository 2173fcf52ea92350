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
    pub id: i64,
    pub at: DateTime<Utc>,
    #[diesel(select_expression = meters::source)]
    pub source: Source,
    #[diesel(select_expression = meters::unit)]
    pub unit: Unit,
    pub kind: Kind,
    pub reserved: i64,
    pub spent: i64,
    pub unknown: i64,
    pub purpose: Option<Purpose>,
    pub day: NaiveDate,
    pub reason: Option<String>,
    #[diesel(select_expression = attempts::fetch_id.nullable())]
    pub fetch_id: Option<i64>,
}

impl Entry {
    /// The newest `limit` entries below the number `before`.
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
