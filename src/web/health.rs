//! `/healthz` and `/readyz`, for process managers.

use crate::app::App;
use actix_web::HttpResponse;
use actix_web::web::Data;
use std::time::Duration;
use tokio::time::timeout;

/// Bound of a check: answers come within a second, also where the database is silent or every connection in use.
const BOUND: Duration = Duration::from_millis(800);
const _: () = assert!(BOUND.as_millis() < 1_000, "the promise is a second");

/// Answers as long as the process lives.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Answers while pages can be shown and changed, and the queue of this process is worked.
pub(super) async fn ready(app: Data<App>) -> HttpResponse {
    let (mut response, body) = match missing(&app).await {
        None => (HttpResponse::Ok(), "ready"),
        Some(sentence) => (HttpResponse::ServiceUnavailable(), sentence),
    };
    response.content_type("text/plain; charset=utf-8").body(format!("{body}\n"))
}

/// A sentence about the missing part.
async fn missing(app: &App) -> Option<&'static str> {
    match timeout(BOUND, app.db.is_writable()).await {
        Err(_) => Some("the database did not answer within a second, or every connection to it was in use"),
        Ok(Err(_)) => Some("the database does not answer"),
        Ok(Ok(false)) => Some("the database takes no changes: it is a standby, or read-only"),
        Ok(Ok(true)) if app.pulse.is_lost() => Some("this process has not looked into its queue for a minute"),
        Ok(Ok(true)) => None,
    }
}
