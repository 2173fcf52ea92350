//! Limits that admins change on a page, followed by every process with or without workers.

use crate::app::{App, SharedApp};
use crate::quota::caps;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Interval at which limits are looked up without a word of a change: a change holds everywhere within a minute, even
/// where one look fails.
const EVERY: Duration = Duration::from_secs(20);

/// Follows the limits until stopped.
pub(super) async fn follow(app: SharedApp, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.limits.changed() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
        match look(&app).await {
            Ok(true) => tracing::info!("an admin has changed limits; they hold in this process from now on"),
            Ok(false) => {}
            Err(error) => tracing::warn!(error = format!("{error:#}"), "the limits could not be looked up"),
        }
    }
}

async fn look(app: &App) -> anyhow::Result<bool> {
    Ok(caps::look(&mut *app.db.conn().await?, app).await?)
}
