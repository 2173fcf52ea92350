//! Queue work of commands, for as long as their own tasks are in it.

use crate::app::App;
use crate::models::fetch::Fetch;
use crate::queue::Choice;
use crate::worker;
use std::time::Duration;

/// Interval of looks at fetches while other processes work on them.
const LOOK: Duration = Duration::from_millis(100);

/// Works on these tasks until their fetches have ended or wait. Another process may be faster; after a lost process,
/// its work is taken back when the lease has run out.
pub(super) async fn see_through(app: &App, fetch_ids: &[i64], task_ids: Vec<i64>) -> anyhow::Result<()> {
    let choice = Choice { only: Some(task_ids) };
    loop {
        while worker::step(app, &choice).await?.is_some() {}
        if Fetch::under_way(&mut *app.db.conn().await?, fetch_ids).await? == 0 {
            return Ok(());
        }
        worker::rescue(app).await?;
        tokio::time::sleep(LOOK).await;
    }
}
