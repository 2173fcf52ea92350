//! Daily work: queued once per local date, by the process that looks first.

use crate::app::App;
use crate::db::Connection;
use crate::models::digest::Digest;
use crate::models::topic;
use crate::needs;
use crate::queue::{Kind, Lane, NewTask};
use crate::refresh::{self, schedule};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// Queues the daily run and the housekeeping when due and not queued yet, and the digests of whom it is
/// time for. A process that was down at the hour catches
/// up the same day. Limits that came to a step meanwhile are noted.
///
/// # Errors
///
/// Fails when the database cannot be reached.
pub async fn ensure_daily(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    if let Some(due) = schedule::due(now, app.config.refresh_at, app.config.timezone) {
        refresh::queue(&mut conn, due.date, due.at).await?;
    }
    NewTask {
        kind: Kind::Housekeeping,
        lane: Lane::Upkeep,
        source: None,
        unique_key: "sweep".to_owned(),
        fetch_id: None,
        payload: serde_json::json!({}),
        rank: 0,
        priority: -100,
        max_attempts: 3,
        due_at: now + chrono::TimeDelta::hours(1),
    }
    .enqueue(&mut conn, now)
    .await?;
    // A topic that was made when the task was at its end, or by an older version.
    if topic::has_rest(&mut conn).await? {
        topic::queue_filling(&mut conn, now).await?;
    }
    if app.mail.is_some() && Digest::is_any_due(&mut conn, now).await? {
        queue_digests(&mut conn, now).await?;
    }
    needs::note(&mut conn, app).await?;
    Ok(())
}

async fn queue_digests(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let task = NewTask {
        kind: Kind::Digests,
        lane: Lane::Upkeep,
        source: None,
        unique_key: "due".to_owned(),
        fetch_id: None,
        payload: serde_json::json!({}),
        rank: 0,
        priority: 0,
        max_attempts: 3,
        due_at: now,
    };
    task.enqueue(conn, now).await.map(drop)
}
