//! `/healthz` and `/readyz`, for process managers.

use crate::app::App;
use crate::models::installation::Installation;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Answers as long as the process lives.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Answers when the database does, without which there are no pages.
pub(super) async fn ready(app: Data<App>) -> HttpResponse {
    let answers = async {
        let mut conn = app.db.conn().await.ok()?;
        Installation::load(&mut conn).await.ok()
    };
    match answers.await {
        Some(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        None => HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer\n"),
    }
}
