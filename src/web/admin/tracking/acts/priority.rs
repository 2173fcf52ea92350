//! Giving a combination a priority of its own: every fetch for it stands accordingly in the queue, now and later.

use super::{back, begin, target};
use crate::app::App;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile};
use crate::web::error::AppResult;
use crate::web::session::Admin;
use crate::web::text;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct PriorityForm {
    priority: String,
    #[serde(flatten)]
    because: Because,
}

/// Priorities that an admin may give: the people's own go from 0 to 100.
const PRIORITIES: std::ops::RangeInclusive<i32> = -1_000..=1_000;

/// Searches keep the priority that their people gave them; this one is added.
pub async fn prioritise(app: Data<App>, admin: Admin, id: Path<i32>, Form(form): Form<PriorityForm>) -> AppResult {
    let reason = form.because.read()?;
    let Some(priority) = form.priority.trim().parse().ok().filter(|priority| PRIORITIES.contains(priority)) else {
        return Ok(back(*id, "Nothing was done: a priority is a whole number from -1000 to 1000."));
    };
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let prioritising = conn.transaction(async |conn| -> QueryResult<String> {
        let (_claims, combination) = begin(conn, *id).await?;
        let was = combination.priority;
        if let Some(told) = meanwhile::since(conn, &target(*id), form.because.seen(), now).await? {
            return Ok(told);
        }
        if !Tracked::set_priority(conn, *id, priority).await? {
            return Ok(format!("Nothing was done: its priority is {priority} already."));
        }
        let moved = Fetch::reprioritise(conn, *id).await?;
        let mut entry = entry(&admin.user, "priority", target(*id), &reason);
        entry.details = serde_json::json!({ "was": was, "is": priority });
        entry.record(conn, now).await?;
        let moved = match moved as i64 {
            0 => "none of its fetches waits in the queue now".to_owned(),
            moved => format!("{} a new place in the queue", text::count(moved, "fetch has", "fetches have")),
        };
        Ok(format!("Its priority is {priority} from now on; {moved}."))
    });
    Ok(back(*id, &prioritising.await?))
}
