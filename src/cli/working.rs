//! Commands that work the queue themselves, for as long as something of their own is in it.

use crate::app::App;
use crate::models::fetch::Fetch;
use crate::queue::Choice;
use crate::worker;
use std::time::Duration;

/// How often the fetches are looked at while others work on them.
const LOOK: Duration = Duration::from_millis(100);

/// Works on these tasks until their fetches have ended or wait for something. Another process may be faster; where one
/// was lost, its work is taken back when its lease has run out.
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
