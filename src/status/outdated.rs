//! Outdated judgements: coverage grows old without any event. Hourly, combinations that have come to lack the newest
//! jobs are judged anew, so that counts and filters by state say the same as each combination's own account.

use crate::app::App;
use crate::db::Connection;
use crate::models::combination::Tracked;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Combinations judged in a transaction.
const PORTION: i64 = 500;

/// Judges combinations anew that were loaded and are no longer held up to now.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn judge_outdated(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let Some(before) = before(app) else { return Ok(()) };
    let now = app.clock.now();
    let mut after = 0;
    loop {
        let ids = Tracked::loaded_before(conn, before, after, PORTION).await?;
        let Some(&last) = ids.last() else { return Ok(()) };
        conn.transaction(async |conn| Tracked::judge(conn, &ids, &app.reaches(), now).await).await?;
        after = last;
    }
}

/// Time before which coverage has to end for a combination to be judged anew; None: no source is set up.
pub(super) fn before(app: &App) -> Option<DateTime<Utc>> {
    app.reaches().iter().map(|reach| app.clock.now() - reach.held).max()
}
