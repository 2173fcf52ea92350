//! What an admin can do to one combination. Each act is kept in the audit with its reason.

use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::start;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::request::RequestRow;
use crate::models::{fetch::Fetch, user::User};
use crate::web::admin::entry;
use crate::web::admin::reason::Because;
use crate::web::error::AppResult;
use crate::web::session::Admin;
use crate::web::{page, text};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Buys what is missing.
pub async fn load_missing(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    load(&app, &admin.user, *id, &because, ("load missing", Extent::Missing)).await
}

/// Buys everything again.
pub async fn load_again(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    load(&app, &admin.user, *id, &because, ("load again", Extent::Everything)).await
}

async fn load(app: &App, admin: &User, id: i32, because: &Because, (action, extent): (&str, Extent)) -> AppResult {
    let reason = because.read()?;
    let mut conn = app.db.conn().await?;
    let combination = Tracked::find(&mut conn, id).await?;
    if !combination.is_open() || combination.users == 0 {
        let why = if combination.is_open() { "nobody wants it any more" } else { "it is paused" };
        return Ok(back(id, &format!("Nothing was done: {why}, so nothing is bought for it.")));
    }
    let loading = conn.transaction(async |conn| -> QueryResult<usize> {
        let started = again::start(conn, app, &[id], extent, None).await?;
        if !started.fetches.is_empty() {
            let mut entry = entry(admin, action, target(id), &reason);
            entry.details = serde_json::json!({
                "fetches": started.fetches.iter().map(|fetch| fetch.id).collect::<Vec<_>>(),
                "expected_credits": started.preview.expected_credits(),
            });
            entry.record(conn, app.clock.now()).await?;
        }
        Ok(started.fetches.len())
    });
    let fetches = loading.await?;
    Ok(back(
        id,
        &match fetches {
            0 => "Nothing was done: there is nothing to buy, or it is on its way already.".to_owned(),
            _ => format!("{} queued.", text::count(fetches as i64, "fetch is", "fetches are")),
        },
    ))
}

/// Forgets what is held, so that it is bought anew by whoever wants it next. What others share is not forgotten.
pub async fn forget(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    Tracked::find(&mut conn, *id).await?;
    let forgetting = conn.transaction(async |conn| -> QueryResult<usize> {
        start::lock_claims(conn).await?;
        let forgotten = RequestRow::forget_unshared(conn, *id).await?;
        if forgotten > 0 {
            Tracked::forget_backfill(conn, *id).await?;
            Tracked::judge(conn, &[*id], &start::reaches(&app.config), now).await?;
            entry(&admin.user, "forget", target(*id), &reason).record(conn, now).await?;
        }
        Ok(forgotten)
    });
    let forgotten = forgetting.await?;
    Ok(back(
        *id,
        match forgotten {
            0 => "Nothing was done: nothing is held, it is being bought, or others share all of it.",
            _ => "Forgotten: it is bought anew by the next backfill or daily run. The jobs stay.",
        },
    ))
}

/// Nothing more is bought for it; a fetch that nobody else wants ends before its next page.
pub async fn pause(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    switch(&app, &admin.user, *id, &because, true).await
}

pub async fn resume(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    switch(&app, &admin.user, *id, &because, false).await
}

async fn switch(app: &App, admin: &User, id: i32, because: &Because, is_pause: bool) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let action = if is_pause { "pause" } else { "resume" };
    let mut conn = app.db.conn().await?;
    Tracked::find(&mut conn, id).await?;
    let switching = conn.transaction(async |conn| -> QueryResult<bool> {
        let is_changed = Tracked::set_paused(conn, id, is_pause.then_some(now)).await?;
        if is_changed {
            entry(admin, action, target(id), &reason).record(conn, now).await?;
        }
        Ok(is_changed)
    });
    let is_changed = switching.await?;
    Ok(back(
        id,
        match (is_changed, is_pause) {
            (true, true) => "Paused: nothing more is bought for it. What is here stays.",
            (true, false) => "It goes on; what it lacks comes with the next daily run, or when you load it.",
            (false, true) => "Nothing was done: somebody has paused it already.",
            (false, false) => "Nothing was done: it goes on already.",
        },
    ))
}

#[derive(Deserialize)]
pub struct PriorityForm {
    priority: String,
    #[serde(flatten)]
    because: Because,
}

/// Priorities that an admin may give: the people's own go from 0 to 100.
const PRIORITIES: std::ops::RangeInclusive<i32> = -1_000..=1_000;

/// Moves its fetches in the queue. Searches keep the priority that their people gave them.
pub async fn prioritise(app: Data<App>, admin: Admin, id: Path<i32>, Form(form): Form<PriorityForm>) -> AppResult {
    let reason = form.because.read()?;
    let Some(priority) = form.priority.trim().parse().ok().filter(|priority| PRIORITIES.contains(priority)) else {
        return Ok(back(*id, "Nothing was done: a priority is a whole number from -1000 to 1000."));
    };
    let mut conn = app.db.conn().await?;
    Tracked::find(&mut conn, *id).await?;
    let moving = conn.transaction(async |conn| move_in_queue(conn, &app, &admin.user, *id, (priority, &reason)).await);
    let moved = moving.await?;
    Ok(back(
        *id,
        match moved {
            0 => "Nothing was done: none of its fetches waits in the queue.",
            _ => "Its fetches have a new place in the queue.",
        },
    ))
}

async fn move_in_queue(
    conn: &mut Connection,
    app: &App,
    admin: &User,
    id: i32,
    (priority, reason): (i32, &str),
) -> QueryResult<usize> {
    let moved = Fetch::set_priority(conn, id, priority).await?;
    if moved > 0 {
        let mut entry = entry(admin, "priority", target(id), reason);
        entry.details = serde_json::json!({ "priority": priority });
        entry.record(conn, app.clock.now()).await?;
    }
    Ok(moved)
}

fn target(id: i32) -> String {
    format!("combination {id}")
}

fn back(id: i32, flash: &str) -> HttpResponse {
    page::redirect(&format!("/admin/tracking/{id}"), flash)
}
