//! Clock of the machine beside the database's, compared with every tick.

use crate::app::App;
use crate::clock;
use anyhow::ensure;
use chrono::{DateTime, Utc};
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;
use std::time::{Duration, Instant};

/// Longest time for an answer about the time: a later answer says too little.
const PROMPT: Duration = Duration::from_secs(30);

/// Compares the two clocks, and logs where they differ by much. The App's clock then goes by the database's.
///
/// # Errors
///
/// Fails when the database cannot be asked.
pub async fn compare_clocks(app: &App) -> anyhow::Result<()> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = Timestamptz)]
        now: DateTime<Utc>,
    }
    let mut conn = app.db.conn().await?;
    let asked = Instant::now();
    let row: Row = diesel::sql_query("SELECT clock_timestamp() AS now").get_result(&mut conn).await?;
    let took = asked.elapsed();
    ensure!(took <= PROMPT, "the database took {took:?} to say the time");
    let before = clock::too_far_ahead();
    let ahead = clock::compare(row.now, asked + took / 2);
    if let (None, Some(ahead)) = (before, ahead) {
        let seconds = ahead.num_seconds();
        tracing::warn!(
            seconds,
            "this machine's clock is ahead of the database's (behind, if negative); going by the database's"
        );
    }
    Ok(())
}
