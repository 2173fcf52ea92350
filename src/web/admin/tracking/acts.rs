//! What an admin can do to one combination. Each act is kept in the audit with its reason; nothing is done when
//! somebody else did something since the page was shown.

mod priority;

pub use self::priority::prioritise;

use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::request::RequestRow;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile};
use crate::web::error::AppResult;
use crate::web::session::Admin;
use crate::web::{page, text};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Buys what is missing.
pub async fn load_missing(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    load(&app, &admin, *id, &because, ("load missing", Extent::Missing)).await
}

/// Buys everything again.
pub async fn load_again(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    load(&app, &admin, *id, &because, ("load again", Extent::Everything)).await
}

async fn load(app: &App, admin: &Admin, id: i32, because: &Because, (action, extent): (&str, Extent)) -> AppResult {
    let reason = because.read()?;
    let mut conn = app.db.conn().await?;
    let loading = conn.transaction(async |conn| -> QueryResult<String> {
        let (claims, combination) = begin(conn, id).await?;
        if let Some(told) = meanwhile::since(conn, &target(id), because.seen(), app.clock.now()).await? {
            return Ok(told);
        }
        if !combination.is_open() {
            return Ok("Nothing was done: it is paused, so nothing is bought for it.".to_owned());
        }
        if combination.users == 0 {
            return Ok("Nothing was done: nobody wants it any more, so nothing is bought for it.".to_owned());
        }
        let started = again::start(conn, app, &claims, &[id], extent, None).await?;
        if started.fetches.is_empty() {
            return Ok("Nothing was done: there is nothing to buy, or it is on its way already.".to_owned());
        }
        let mut entry = entry(&admin.user, action, target(id), &reason);
        entry.details = serde_json::json!({
            "fetches": started.fetches.iter().map(|fetch| fetch.id).collect::<Vec<_>>(),
            "expected_credits": started.preview.expected_credits(),
        });
        entry.record(conn, app.clock.now()).await?;
        Ok(format!("{} queued.", text::count(started.fetches.len() as i64, "fetch is", "fetches are")))
    });
    Ok(back(id, &loading.await?))
}

/// Forgets what is held, so that it is bought anew by whoever wants it next. What others share is not forgotten.
pub async fn forget(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let forgetting = conn.transaction(async |conn| -> QueryResult<String> {
        begin(conn, *id).await?;
        if let Some(told) = meanwhile::since(conn, &target(*id), because.seen(), now).await? {
            return Ok(told);
        }
        if RequestRow::forget_unshared(conn, *id).await? == 0 {
            return Ok("Nothing was done: nothing is held, it is being bought, or others share all of it.".to_owned());
        }
        Tracked::forget_backfill(conn, *id).await?;
        Tracked::judge(conn, &[*id], &app.reaches, now).await?;
        entry(&admin.user, "forget", target(*id), &reason).record(conn, now).await?;
        Ok("Forgotten: it is bought anew by the next backfill or daily run. The jobs stay.".to_owned())
    });
    Ok(back(*id, &forgetting.await?))
}

/// Nothing more is bought for it; a fetch that nobody else wants ends before its next page.
pub async fn pause(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    switch(&app, &admin, *id, &because, true).await
}

pub async fn resume(app: Data<App>, admin: Admin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    switch(&app, &admin, *id, &because, false).await
}

async fn switch(app: &App, admin: &Admin, id: i32, because: &Because, is_pause: bool) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let switching = conn.transaction(async |conn| -> QueryResult<String> {
        begin(conn, id).await?;
        if !Tracked::set_paused(conn, id, is_pause.then_some(now)).await? {
            let already = if is_pause { "somebody has paused it already" } else { "it goes on already" };
            return Ok(format!("Nothing was done: {already}.{}", meanwhile::last(conn, &target(id), now).await?));
        }
        let action = if is_pause { "pause" } else { "resume" };
        entry(&admin.user, action, target(id), &reason).record(conn, now).await?;
        Ok(match is_pause {
            true => "Paused: nothing more is bought for it. What is here stays.".to_owned(),
            false => "It goes on; what it lacks comes with the next daily run, or when you load it.".to_owned(),
        })
    });
    Ok(back(id, &switching.await?))
}

/// One act at a time, in the order in which all locks are taken: acts on combinations are claims like any other.
async fn begin(conn: &mut Connection, id: i32) -> QueryResult<(Claims, Tracked)> {
    let claims = Claims::lock(conn).await?;
    Ok((claims, Tracked::find(conn, id).await?))
}

/// As the audit names it.
pub fn target(id: i32) -> String {
    format!("combination {id}")
}

fn back(id: i32, flash: &str) -> HttpResponse {
    page::redirect(&format!("/admin/tracking/{id}"), flash)
}
