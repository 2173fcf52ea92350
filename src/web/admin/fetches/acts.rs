//! Acts on fetches: retrying all failed ones of a cause, cancelling, and going deeper than a page limit.

use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::backfill::deeper::{self, Refusal};
use crate::models::combination::Tracked;
use crate::models::fetch::Cause;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::Fetch;
use crate::models::fetch::FetchState;
use crate::models::fetch::failure::Failure;
use crate::sources::Source;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile, words};
use crate::web::error::AppResult;
use crate::web::page;
use crate::web::session::{Admin, FreshAdmin};
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Names the cause whose fetches are retried.
#[derive(Deserialize)]
pub(crate) struct RetryForm {
    source: Source,
    code: ErrorCode,
    #[serde(flatten)]
    because: Because,
}

/// Retries the failed fetches of one cause, as far as their coverage is still missing.
pub(crate) async fn retry(app: Data<App>, admin: FreshAdmin, Form(form): Form<RetryForm>) -> AppResult {
    let RetryForm { source, code, because } = form;
    let reason = because.read()?;
    let mut conn = app.db.conn().await?;
    let retrying = conn.transaction(async |conn| -> QueryResult<usize> {
        let claims = Claims::lock(conn).await?;
        let combinations = Failure::combinations(conn, source, code).await?;
        let started = again::start(conn, &app, &claims, &combinations, Extent::Missing, Some(source)).await?;
        let mut entry = entry(&admin.user, "retry fetches", format!("{} {}", source.as_str(), code), &reason);
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
        0 => say!("admin-fetches-retried-nothing"),
        fetches => say!("admin-fetches-queued", count = fetches),
    };
    Ok(page::redirect("/admin/fetches", &flash))
}

/// Ends a fetch. A page in flight still comes and is kept.
pub(crate) async fn cancel(app: Data<App>, admin: Admin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let target = format!("fetch {id}");
    let cancelling = conn.transaction(async |conn| -> QueryResult<Option<String>> {
        let fetch = Fetch::lock_with_task(conn, *id).await?;
        if !fetch.is_live() {
            let already = say!("admin-fetches-ended-already", state = words::state(&fetch.state));
            return Ok(Some(already + &meanwhile::last(conn, &target, now).await?));
        }
        let why = say!("admin-fetches-cancelled-why", reason = reason);
        Fetch::end(conn, fetch.id, FetchState::Cancelled, Cause { code: ErrorCode::Cancelled, why: &why }, now).await?;
        Fetch::end_task(conn, fetch.id, &why).await?;
        Tracked::judge_sharers(conn, fetch.id, &app.reaches(), now).await?;
        entry(&admin.user, "cancel fetch", &target, &reason).record(conn, now).await?;
        Ok(None)
    });
    let flash = cancelling.await?.unwrap_or_else(|| say!("admin-fetches-cancelled"));
    Ok(page::redirect(&format!("/admin/fetches/{id}"), &flash))
}

/// Starts a deeper fetch: the pages behind a page limit.
pub(crate) async fn deepen(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i64>,
    Form(because): Form<Because>,
) -> AppResult {
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
            Err(Refusal::NobodyWantsIt) => say!("admin-fetches-unwanted"),
            Err(Refusal::NothingLeft) => say!("admin-fetches-not-deeper"),
        };
        Ok(Err(refused + &meanwhile::last(conn, &target, now).await?))
    });
    let (shown, flash) = match deepening.await? {
        Ok(begun) => (begun, say!("admin-fetches-deepened", id = begun.to_string())),
        Err(refused) => (*id, refused),
    };
    Ok(page::redirect(&format!("/admin/fetches/{shown}"), &flash))
}
