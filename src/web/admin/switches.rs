//! The switch that stops all spending, and the one of each source.

use super::reason::Because;
use super::{entry, meanwhile};
use crate::app::App;
use crate::models::installation::Installation;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue;
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::error::AppError;
use crate::web::page;
use crate::web::session::Admin;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// As the audit names what the great switch is about.
const EVERYTHING: &str = "everything";

/// What lets a source go on whose provider has counted otherwise than we did; said on the page where it is done.
const SET_RIGHT: &str = "is stopped because its provider has counted more than we did. Set its meter right here, \
    with a reason; then it goes on.";

/// Stops all spending. What is under way ends, nothing new is bought.
pub async fn stop(app: Data<App>, admin: Admin, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let stopping = conn.transaction(async |conn| -> QueryResult<String> {
        if Installation::lock(conn).await?.spending_stopped_at.is_some() {
            let last = meanwhile::last(conn, EVERYTHING, now).await?;
            return Ok(format!("Nothing was done: somebody else has stopped all spending already.{last}"));
        }
        Installation::stop_spending(conn, &reason, now).await?;
        entry(&admin.user, "stop spending", EVERYTHING, &reason).record(conn, now).await?;
        Ok("All spending is stopped.".to_owned())
    });
    Ok(page::redirect("/admin", &stopping.await?))
}

/// Lets spending go on; what had to wait is due at once.
pub async fn resume(app: Data<App>, admin: Admin, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let resuming = conn.transaction(async |conn| -> QueryResult<String> {
        if Installation::lock(conn).await?.spending_stopped_at.is_none() {
            let last = meanwhile::last(conn, EVERYTHING, now).await?;
            return Ok(format!("Nothing was done: somebody else has let spending go on already.{last}"));
        }
        Installation::resume_spending(conn, now).await?;
        queue::wake(conn).await?;
        entry(&admin.user, "resume spending", EVERYTHING, &reason).record(conn, now).await?;
        Ok("Spending goes on; what had to wait is loaded now.".to_owned())
    });
    Ok(page::redirect("/admin", &resuming.await?))
}

/// Pauses one source.
pub async fn pause_source(app: Data<App>, admin: Admin, name: Path<String>, Form(because): Form<Because>) -> AppResult {
    let source = Source::from_name(&name).ok_or(AppError::NotFound)?;
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let pausing = conn.transaction(async |conn| -> QueryResult<String> {
        let state = SourceState::lock(conn, source).await?;
        if state.stopped_code.is_some() {
            let (why, last) =
                (state.stopped_why.unwrap_or_default(), meanwhile::last(conn, source.as_str(), now).await?);
            return Ok(format!("Nothing was done: {} is stopped already ({why}).{last}", source.label()));
        }
        let why = format!("paused by an admin: {reason}");
        SourceState::stop(conn, source, StopCode::Paused, &why, now).await?;
        entry(&admin.user, "pause source", source.as_str(), &reason).record(conn, now).await?;
        Ok(format!("{} is paused.", source.label()))
    });
    Ok(page::redirect("/admin", &pausing.await?))
}

/// Lets one source go on. A drift is not waved through: the meter has to be set right.
pub async fn resume_source(
    app: Data<App>,
    admin: Admin,
    name: Path<String>,
    Form(because): Form<Because>,
) -> AppResult {
    let source = Source::from_name(&name).ok_or(AppError::NotFound)?;
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let resuming = conn.transaction(async |conn| -> QueryResult<(&str, String)> {
        let state = SourceState::lock(conn, source).await?;
        if state.is_drifted() {
            return Ok(("/admin/quota", format!("Nothing was done: {} {SET_RIGHT}", source.label())));
        }
        let Some(code) = state.stopped_code else {
            let last = meanwhile::last(conn, source.as_str(), now).await?;
            return Ok(("/admin", format!("Nothing was done: {} goes on already.{last}", source.label())));
        };
        SourceState::resume(conn, source, now).await?;
        queue::wake(conn).await?;
        let mut entry = entry(&admin.user, "resume source", source.as_str(), &reason);
        entry.details = serde_json::json!({ "was": code, "why": state.stopped_why });
        entry.record(conn, now).await?;
        Ok(("/admin", format!("{} goes on.", source.label())))
    });
    let (to, flash) = resuming.await?;
    Ok(page::redirect(to, &flash))
}
