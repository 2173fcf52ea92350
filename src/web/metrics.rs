//! `/metrics`, in Prometheus' text format (version 0.0.4), for a monitoring system that scrapes every few seconds.
//!
//! Counts only: no address, no title, no name. Without a token set, every client of the port may read the figures.

mod durations;
mod exposition;
mod figures;

pub(super) use self::durations::Durations;

use self::exposition::Exposition;
use self::figures::Figures;
use super::AppResult;
use crate::app::App;
use crate::secret::Secret;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

/// Writes all figures. Where a token is set, the request has to carry the token.
pub(super) async fn show(app: Data<App>, durations: Data<Durations>, request: HttpRequest) -> AppResult {
    if !is_let_in(&request, app.config.metrics_token.as_ref()) {
        let asked = (header::WWW_AUTHENTICATE, "Bearer");
        return Ok(HttpResponse::Unauthorized()
            .insert_header(asked)
            .body("the token of JOBFILL_METRICS_TOKEN is missing\n"));
    }
    let mut conn = app.db.conn().await?;
    let figures = Figures::load(&mut conn, &app).await?;
    let mut text = Exposition::default();
    figures.write(&mut text);
    durations.write(&mut text);
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text.into_string()))
}

fn is_let_in(request: &HttpRequest, token: Option<&Secret>) -> bool {
    let Some(token) = token else { return true };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    sent.and_then(|sent| sent.strip_prefix("Bearer ")).is_some_and(|sent| is_same(sent.trim(), token.reveal()))
}

/// Compares digests: the time taken tells nothing about the place of a difference.
fn is_same(sent: &str, token: &str) -> bool {
    Sha256::digest(sent.as_bytes()) == Sha256::digest(token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_token_that_is_set_is_asked_for() {
        let token = Secret::new("s3cret");
        let sent = |value: &str| TestRequest::default().insert_header((header::AUTHORIZATION, value)).to_http_request();
        assert!(is_let_in(&sent("Bearer s3cret"), Some(&token)));
        for wrong in ["Bearer s3cre", "Bearer s3cret2", "Bearer ", "Basic s3cret", "s3cret"] {
            assert!(!is_let_in(&sent(wrong), Some(&token)), "{wrong}");
        }
        let bare = TestRequest::default().to_http_request();
        assert!(!is_let_in(&bare, Some(&token)) && is_let_in(&bare, None));
    }
}
