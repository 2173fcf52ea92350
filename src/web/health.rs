//! For whoever watches over the process.

use crate::app::App;
use actix_web::HttpResponse;
use actix_web::web::Data;
use diesel_async::RunQueryDsl;

/// The process is there.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The process can serve pages: its database answers.
pub async fn ready(app: Data<App>) -> HttpResponse {
    let answers = async {
        let mut conn = app.db.conn().await.ok()?;
        diesel::sql_query("SELECT 1 FROM installation").execute(&mut conn).await.ok()
    };
    match answers.await {
        Some(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        None => HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer\n"),
    }
}
