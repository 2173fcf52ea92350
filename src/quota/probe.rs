//! A probe after a provider's word of zero credits: the plan may have grown since, as only an answer tells.

use super::meter::Meter;
use super::price::Tariff;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::source_state::SourceState;
use crate::schema::meters;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Makes room for a page on the meters of a source with room by its own plan, if the provider was last heard before
/// `heard_before`. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn allow(
    conn: &mut Connection,
    config: &SourceConfig,
    heard_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    // The source before its meters, as everywhere.
    SourceState::lock(conn, config.source).await?;
    let tariff = Tariff::of(config);
    for meter in Meter::lock_current(conn, config, now).await? {
        let (used, page) = (meter.spent + meter.reserved + meter.unknown, tariff.most(meter.unit, tariff.page_size()));
        let is_old = meter.provider_seen_at.is_some_and(|heard| heard < heard_before);
        if is_old && meter.left() < page && meter.provider_ceiling.is_some_and(|ceiling| ceiling < meter.credit_limit) {
            let ceiling = (used + page).min(meter.credit_limit);
            diesel::update(meters::table.find(meter.id))
                .set(meters::provider_ceiling.eq(ceiling))
                .execute(conn)
                .await?;
        }
    }
    Ok(())
}
