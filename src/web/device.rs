//! The cookie of a device that has signed in: strangers' guesses do not slow down the device at accounts that it knows.

use super::error::AppResult;
use crate::app::App;
use crate::db::Connection;
use crate::models::device::{Device, KNOWN_FOR};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

/// The cookie's name. `__Host-` ties it to this host and to https.
pub(super) fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-device" } else { "device" }
}

/// The token in the request's cookie, if there is one.
pub(super) fn token(request: &HttpRequest, is_https: bool) -> Option<String> {
    request.cookie(cookie_name(is_https)).map(|cookie| cookie.value().to_owned())
}

/// Adds the cookie to the answer to a sign-in. The cookie names no person, and stays when the person signs out.
pub(super) async fn remember(
    conn: &mut Connection,
    app: &App,
    request: &HttpRequest,
    user_id: i32,
    mut response: HttpResponse,
) -> AppResult {
    let is_https = app.config.is_https();
    let old = token(request, is_https);
    let token = Device::remember(conn, old.as_deref(), user_id, app.clock.now()).await?;
    let cookie = Cookie::build(cookie_name(is_https), token)
        .path("/")
        .http_only(true)
        .secure(is_https)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(KNOWN_FOR.num_seconds()))
        .finish();
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}
