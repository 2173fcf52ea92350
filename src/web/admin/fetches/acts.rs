//! Trying failed fetches again, all of one cause together; cancelling one; going on where a page limit ended one.

use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::backfill::deeper::{self, Refusal};
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::fetch::failure::Failure;
use crate::sources::Source;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile};
use crate::web::error::{AppError, AppResult};
use crate::web::session::Admin;
use crate::web::{page, text};
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct RetryForm {
    source: String,
    code: String,
    #[serde(flatten)]
    because: Because,
}

/// Starts what the failed fetches of one cause have left missing.
pub async fn retry(app: Data<App>, admin: Admin, Form(form): Form<RetryForm>) -> AppResult {
    let source = Source::from_name(&form.source).ok_or(AppError::NotFound)?;
    let reason = form.because.read()?;
    let mut conn = app.db.conn().await?;
    let retrying = conn.transaction(async |conn| -> QueryResult<usize> {
        let claims = Claims::lock(conn).await?;
        let combinations = Failure::combinations(conn, source.as_str(), &form.code).await?;
        let started = again::start(conn, &app, &claims, &combinations, Extent::Missing, Some(source)).await?;
        let mut entry = entry(&admin.user, "retry fetches", format!("{} {}", source.as_str(), form.code), &reason);
        entry.details = serde_json::json!({
            "fetches": started.fetches.iter().map(|fetch| fetch.id).collect::<Vec<_>>(),
            "expected_credits": started.preview.expected_credits(),
        });
        if !started.fetches.is_empty() {
            entry.record(conn, app.clock.now()).await?;
        }
        Ok(started.fetches.len())
    });
    let flash = match retrying.await? {
        0 => "Nothing was done: what failed is held by now, on its way, or nobody wants it any more.".to_owned(),
        fetches => format!("{} queued.", text::count(fetches as i64, "fetch is", "fetches are")),
    };
    Ok(page::redirect("/admin/fetches", &flash))
}

/// Ends a fetch. A page that is under way still comes and is kept.
pub async fn cancel(app: Data<App>, admin: Admin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let target = format!("fetch {id}");
    let cancelling = conn.transaction(async |conn| -> QueryResult<Option<String>> {
        let fetch = Fetch::lock(conn, *id).await?;
        if !fetch.is_live() {
            let last = meanwhile::last(conn, &target, now).await?;
            return Ok(Some(format!("Nothing was done: the fetch is {} already.{last}", fetch.state)));
        }
        let why = format!("cancelled by an admin: {reason}");
        Fetch::end(conn, fetch.id, "cancelled", ("cancelled", &why), now).await?;
        Fetch::end_task(conn, fetch.id, &why).await?;
        Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await?;
        entry(&admin.user, "cancel fetch", &target, &reason).record(conn, now).await?;
        Ok(None)
    });
    let flash = cancelling.await?.unwrap_or_else(|| "Cancelled: no further page is bought.".to_owned());
    Ok(page::redirect(&format!("/admin/fetches/{id}"), &flash))
}

/// Buys the next pages of what a page limit had ended.
pub async fn deepen(app: Data<App>, admin: Admin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let target = format!("fetch {id}");
    let deepening = conn.transaction(async |conn| -> QueryResult<Result<i64, String>> {
        let claims = Claims::lock(conn).await?;
        let fetch = Fetch::find(conn, *id).await?;
        let refused = match deeper::start(conn, &app, &claims, &fetch).await? {
            Ok(begun) => {
                let mut entry = entry(&admin.user, "load deeper", &target, &reason);
                entry.details = serde_json::json!({ "fetch": begun.id, "most_credits": begun.expected_credits });
                entry.record(conn, now).await?;
                return Ok(Ok(begun.id));
            }
            Err(Refusal::NobodyWantsIt) => "nobody wants it any more, so nothing is bought for it.",
            Err(Refusal::NothingLeft) => {
                "nothing of it is cut any more, it is being bought, or the source cannot be asked for it now."
            }
        };
        Ok(Err(format!("Nothing was done: {refused}{}", meanwhile::last(conn, &target, now).await?)))
    });
    let (shown, flash) = match deepening.await? {
        Ok(begun) => (begun, format!("It goes on as fetch {begun}.")),
        Err(refused) => (*id, refused),
    };
    Ok(page::redirect(&format!("/admin/fetches/{shown}"), &flash))
}
