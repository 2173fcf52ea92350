//! Unwanted fetches, not begun yet, are given up at once, at no cost.

use super::claims::Claims;
use crate::app::App;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use diesel::QueryResult;

/// Gives up the unwanted fetches of these combinations, as long as no page was asked for. Requests wanted by others go
/// on; a fetch begun by a worker ends by itself before the next page.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn give_up(conn: &mut Connection, app: &App, claims: &Claims, combinations: &[i32]) -> QueryResult<()> {
    let now = app.clock.now();
    let why = "nobody wants it any more, and nothing of it was bought";
    for fetch_id in Fetch::end_unwanted(conn, combinations, why, now).await? {
        Fetch::end_task(conn, fetch_id, why).await?;
        Tracked::judge_sharers(conn, fetch_id, &app.reaches(), now).await?;
    }
    if Fetch::take_unwanted_out(conn, combinations).await? > 0 {
        Tracked::judge(conn, combinations, &app.reaches(), now).await?;
    }
    Tracked::recount(conn, &claims.take_left()).await
}
