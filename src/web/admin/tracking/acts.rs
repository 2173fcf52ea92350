//! Acts on one combination. The audit keeps each act with its reason; an act is refused after another one since the
//! page was shown.

use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::request::RequestRow;
use crate::models::user::User;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile};
use crate::web::error::AppResult;
use crate::web::page;
use crate::web::session::{Admin, FreshAdmin};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;
use std::ops::RangeInclusive;

/// Priorities that an admin may give: the people's own go from 0 to 100.
const PRIORITIES: RangeInclusive<i32> = -1_000..=1_000;

/// A new priority with its reason.
#[derive(Deserialize)]
pub(crate) struct PriorityForm {
    priority: String,
    #[serde(flatten)]
    because: Because,
}

/// Buys the combination's missing coverage.
pub(crate) async fn load_missing(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    load(&app, &admin.user, *id, &because, ("load missing", Extent::Missing)).await
}

/// Buys the whole combination again.
pub(crate) async fn load_again(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    load(&app, &admin.user, *id, &because, ("load again", Extent::Everything)).await
}

async fn load(app: &App, admin: &User, id: i32, because: &Because, (action, extent): (&str, Extent)) -> AppResult {
    let reason = because.read()?;
    let mut conn = app.db.conn().await?;
    let loading = conn.transaction(async |conn| -> QueryResult<String> {
        let (claims, combination) = begin(conn, id).await?;
        if let Some(told) = meanwhile::since(conn, &target(id), because.seen(), app.clock.now()).await? {
            return Ok(told);
        }
        if !combination.is_open() {
            return Ok(say!("admin-tracking-load-paused"));
        }
        if combination.users == 0 {
            return Ok(say!("admin-tracking-load-unwanted"));
        }
        let started = again::start(conn, app, &claims, &[id], extent, None).await?;
        if started.fetches.is_empty() {
            return Ok(say!("admin-tracking-load-nothing"));
        }
        let mut entry = entry(admin, action, target(id), &reason);
        entry.details = serde_json::json!({
            "fetches": started.fetches.iter().map(|fetch| fetch.id).collect::<Vec<_>>(),
            "expected_credits": started.preview.expected_credits(),
        });
        entry.record(conn, app.clock.now()).await?;
        Ok(say!("admin-fetches-queued", count = started.fetches.len()))
    });
    Ok(back(id, &loading.await?))
}

/// Forgets the coverage, so that the next backfill buys all of it anew. Shared requests keep theirs.
pub(crate) async fn forget(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let forgetting = conn.transaction(async |conn| -> QueryResult<String> {
        begin(conn, *id).await?;
        if let Some(told) = meanwhile::since(conn, &target(*id), because.seen(), now).await? {
            return Ok(told);
        }
        if RequestRow::forget_unshared(conn, *id).await? == 0 {
            return Ok(say!("admin-tracking-forget-nothing"));
        }
        Tracked::forget_backfill(conn, *id).await?;
        Tracked::judge(conn, &[*id], &app.reaches(), now).await?;
        entry(&admin.user, "forget", target(*id), &reason).record(conn, now).await?;
        Ok(say!("admin-tracking-forgotten"))
    });
    Ok(back(*id, &forgetting.await?))
}

/// Pauses a combination: no more is bought for it, and a fetch of its alone ends before the next page.
pub(crate) async fn pause(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    switch(&app, &admin.user, *id, &because, true).await
}

/// Lets a paused combination go on.
pub(crate) async fn resume(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    switch(&app, &admin.user, *id, &because, false).await
}

async fn switch(app: &App, admin: &User, id: i32, because: &Because, is_pause: bool) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let switching = conn.transaction(async |conn| -> QueryResult<String> {
        begin(conn, id).await?;
        if !Tracked::set_paused(conn, id, is_pause.then_some(now)).await? {
            let already =
                if is_pause { say!("admin-tracking-paused-already") } else { say!("admin-tracking-resumed-already") };
            return Ok(already + &meanwhile::last(conn, &target(id), now).await?);
        }
        let action = if is_pause { "pause" } else { "resume" };
        entry(admin, action, target(id), &reason).record(conn, now).await?;
        Ok(match is_pause {
            true => say!("admin-tracking-paused"),
            false => say!("admin-tracking-resumed"),
        })
    });
    Ok(back(id, &switching.await?))
}

/// Gives a combination a priority of its own, added to the priorities of people's searches. Its fetches move in the
/// queue, now and later.
pub(crate) async fn prioritise(
    app: Data<App>,
    admin: Admin,
    id: Path<i32>,
    Form(form): Form<PriorityForm>,
) -> AppResult {
    let reason = form.because.read()?;
    let Some(priority) = form.priority.trim().parse().ok().filter(|priority| PRIORITIES.contains(priority)) else {
        return Ok(back(*id, &say!("admin-tracking-priority-odd")));
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
            return Ok(say!("admin-tracking-priority-same", priority = priority.to_string()));
        }
        let moved = Fetch::reprioritise(conn, *id).await?;
        let mut entry = entry(&admin.user, "priority", target(*id), &reason);
        entry.details = serde_json::json!({ "was": was, "is": priority });
        entry.record(conn, now).await?;
        Ok(say!("admin-tracking-priority-set", priority = priority.to_string(), moved = moved))
    });
    Ok(back(*id, &prioritising.await?))
}

/// The claims lock comes first, as for every claim, so that acts on combinations come one at a time.
async fn begin(conn: &mut Connection, id: i32) -> QueryResult<(Claims, Tracked)> {
    let claims = Claims::lock(conn).await?;
    Ok((claims, Tracked::find(conn, id).await?))
}

/// A combination's name in the audit.
pub(crate) fn target(id: i32) -> String {
    format!("combination {id}")
}

fn back(id: i32, flash: &str) -> HttpResponse {
    page::redirect(&format!("/admin/tracking/{id}"), flash)
}
