//! Switches: all spending, and each source.

use super::reason::Because;
use super::{entry, meanwhile};
use crate::app::App;
use crate::models::installation::Installation;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue;
use crate::web::AppResult;
use crate::web::error::AppError;
use crate::web::page;
use crate::web::session::{Admin, FreshAdmin};
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// The target of the great switch in the audit.
const EVERYTHING: &str = "everything";

/// Stops all spending: pages in flight still come, new pages are not bought.
pub(crate) async fn stop(app: Data<App>, admin: Admin, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let stopping = conn.transaction(async |conn| -> QueryResult<String> {
        if Installation::lock(conn).await?.spending_stopped_at.is_some() {
            let last = meanwhile::last(conn, EVERYTHING, now).await?;
            return Ok(say!("admin-stop-already") + &last);
        }
        Installation::stop_spending(conn, &reason, now).await?;
        entry(&admin.user, "stop spending", EVERYTHING, &reason).record(conn, now).await?;
        // Every page's frame says so.
        Ok(String::new())
    });
    Ok(page::redirect("/admin", &stopping.await?))
}

/// Lets spending go on; deferred fetches are due at once.
pub(crate) async fn resume(app: Data<App>, admin: FreshAdmin, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let resuming = conn.transaction(async |conn| -> QueryResult<String> {
        if Installation::lock(conn).await?.spending_stopped_at.is_none() {
            let last = meanwhile::last(conn, EVERYTHING, now).await?;
            return Ok(say!("admin-resume-already") + &last);
        }
        Installation::resume_spending(conn, now).await?;
        queue::wake(conn).await?;
        entry(&admin.user, "resume spending", EVERYTHING, &reason).record(conn, now).await?;
        Ok(say!("admin-resumed"))
    });
    Ok(page::redirect("/admin", &resuming.await?))
}

/// Pauses one source.
pub(crate) async fn pause_source(
    app: Data<App>,
    admin: Admin,
    name: Path<String>,
    Form(because): Form<Because>,
) -> AppResult {
    let source = name.parse().map_err(|_| AppError::NotFound)?;
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let pausing = conn.transaction(async |conn| -> QueryResult<String> {
        let state = SourceState::lock(conn, source).await?;
        if state.stopped_code.is_some() {
            let why = state.stopped_why.unwrap_or_default();
            let already = say!("admin-source-stopped-already", source = source.label(), why = why);
            return Ok(already + &meanwhile::last(conn, source.as_str(), now).await?);
        }
        let why = say!("admin-source-paused-why", reason = reason);
        SourceState::stop(conn, source, StopCode::Paused, &why, now).await?;
        entry(&admin.user, "pause source", source.as_str(), &reason).record(conn, now).await?;
        Ok(String::new())
    });
    Ok(page::redirect("/admin", &pausing.await?))
}

/// Lets one source go on. A drift is not waved through: the meter has to be set right.
pub(crate) async fn resume_source(
    app: Data<App>,
    admin: FreshAdmin,
    name: Path<String>,
    Form(because): Form<Because>,
) -> AppResult {
    let source = name.parse().map_err(|_| AppError::NotFound)?;
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let resuming = conn.transaction(async |conn| -> QueryResult<(&str, String)> {
        let state = SourceState::lock(conn, source).await?;
        if state.is_drifted() {
            return Ok(("/admin/quota", say!("admin-source-drifted", source = source.label())));
        }
        if state.stopped_code.is_none() && state.out_since.is_none() {
            let already = say!("admin-source-resumed-already", source = source.label());
            return Ok(("/admin", already + &meanwhile::last(conn, source.as_str(), now).await?));
        }
        SourceState::resume(conn, source, now).await?;
        queue::wake(conn).await?;
        let mut entry = entry(&admin.user, "resume source", source.as_str(), &reason);
        entry.details = serde_json::json!({ "was": state.stopped_code, "why": state.stopped_why });
        entry.record(conn, now).await?;
        Ok(("/admin", say!("admin-source-resumed", source = source.label())))
    });
    let (to, flash) = resuming.await?;
    Ok(page::redirect(to, &flash))
}
