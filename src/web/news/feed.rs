//! `GET /feed/{secret}.atom`: a person's feed, for feed readers. The secret stands in no log: requests are logged by their
//! route.

use crate::app::App;
use crate::models::feed::Feed;
use crate::models::sign_in_failure::Try;
use crate::telling::feed::{self, Document};
use crate::web::error::{AppError, AppResult};
use crate::{telling, text};
use actix_web::http::header::{
    CACHE_CONTROL, ETAG, EntityTag, Header, HttpDate, IfModifiedSince, IfNoneMatch, LAST_MODIFIED, RETRY_AFTER,
};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::SubsecRound;
use sha2::{Digest, Sha256};
use std::time::SystemTime;

/// Ending of a feed's address. It may be left out.
pub(super) const ENDING: &str = ".atom";

/// Sends the feed, or answers that the feed is unchanged.
pub(in crate::web) async fn show(app: Data<App>, request: HttpRequest, secret: Path<String>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let secret = secret.strip_suffix(ENDING).unwrap_or(&secret);
    let (feed, user) = Feed::find(&mut conn, secret).await?.ok_or(AppError::NotFound)?;
    if let Some(wait) = Try::at_feed(user.id).begin(&mut conn, app.clock.now()).await? {
        return Ok(HttpResponse::TooManyRequests().insert_header((RETRY_AFTER, wait.num_seconds() + 1)).finish());
    }
    let making = feed::document(&mut conn, &app, &feed, &user);
    let document = text::speaking(telling::language(&app, &user), making).await?;
    Ok(answer(&request, document))
}

fn answer(request: &HttpRequest, document: Document) -> HttpResponse {
    // The header knows whole seconds only.
    let changed_at = HttpDate::from(SystemTime::from(document.changed_at.trunc_subsecs(0)));
    let tag = tag(&document);
    let is_known = is_known(request, &tag, changed_at);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((ETAG, tag)).insert_header((LAST_MODIFIED, changed_at));
    response.insert_header((CACHE_CONTROL, "private, no-cache"));
    if is_known {
        return response.finish();
    }
    response.content_type("application/atom+xml; charset=utf-8").body(document.xml)
}

/// Tag by the whole text, which may change without newer entries, when a job closes. Weak: it may be sent packed.
fn tag(document: &Document) -> EntityTag {
    let digest = Sha256::digest(document.xml.as_bytes());
    EntityTag::new_weak(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// The reader has the document already. A tag counts before a time (RFC 9110).
fn is_known(request: &HttpRequest, tag: &EntityTag, changed_at: HttpDate) -> bool {
    if request.headers().contains_key(IfNoneMatch::name()) {
        return match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(items)) => items.iter().any(|item| item.weak_eq(tag)),
            Err(_) => false,
        };
    }
    IfModifiedSince::parse(request).is_ok_and(|since| SystemTime::from(since.0) >= SystemTime::from(changed_at))
}
