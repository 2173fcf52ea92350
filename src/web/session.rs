//! The session behind the cookie, and the people whom a handler requires.

use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use crate::app::App;
use crate::models::session::Session;
use crate::models::user::User;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use futures_util::future::LocalBoxFuture;

/// The cookie's name. `__Host-` ties it to this host and to https.
pub fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-session" } else { "session" }
}

/// The cookie with a session's token. Browsers keep the cookie as long as they like; the server ends the session.
pub fn cookie(token: String, is_https: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(is_https), token)
        .path("/")
        .http_only(true)
        .secure(is_https)
        .same_site(SameSite::Lax)
        .finish()
}

/// Goes on to a page with the cookie of a new session.
pub fn enter(app: &App, token: String, to: &str, flash: &str) -> AppResult {
    with_cookie(page::redirect(to, flash), &cookie(token, app.config.is_https()))
}

/// Goes on to a page without a session.
pub fn leave(app: &App, to: &str, flash: &str) -> AppResult {
    let mut gone = cookie(String::new(), app.config.is_https());
    gone.make_removal();
    with_cookie(page::redirect(to, flash), &gone)
}

fn with_cookie(mut response: HttpResponse, cookie: &Cookie<'_>) -> AppResult {
    response.add_cookie(cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}

/// Anybody, signed in or not.
#[derive(Clone)]
pub struct Anyone {
    pub user: Option<User>,
    pub chrome: Chrome,
}

/// A signed-in person. Others are sent to the sign-in page and come back.
pub struct SignedIn {
    pub user: User,
    pub chrome: Chrome,
}

/// An admin. For everybody else the page does not exist.
pub struct Admin {
    pub user: User,
    pub chrome: Chrome,
}

/// The token in the request's cookie, if there is one.
pub fn token(request: &HttpRequest, is_https: bool) -> Option<String> {
    request.cookie(cookie_name(is_https)).map(|cookie| cookie.value().to_owned())
}

/// The visitor of a request, looked up once for each.
async fn load(request: HttpRequest) -> AppResult<Anyone> {
    let known = request.extensions().get::<Anyone>().cloned();
    if let Some(anyone) = known {
        return Ok(anyone);
    }
    let app = request.app_data::<Data<App>>().ok_or_else(|| anyhow::anyhow!("the app is not there"))?;
    let mut conn = app.db.conn().await?;
    let user = match token(&request, app.config.is_https()) {
        Some(token) => Session::user(&mut conn, &token, app.clock.now()).await?,
        None => None,
    };
    let chrome = Chrome::load(&mut conn, &request, user.as_ref()).await?;
    let anyone = Anyone { user, chrome };
    request.extensions_mut().insert(anyone.clone());
    Ok(anyone)
}

impl FromRequest for Anyone {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(load(request.clone()))
    }
}

impl FromRequest for SignedIn {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let next = if request.method() == actix_web::http::Method::GET {
                request.uri().to_string()
            } else {
                "/home".to_owned()
            };
            let Anyone { user, chrome } = load(request).await?;
            let user = user.ok_or(AppError::SignInFirst(next))?;
            Ok(Self { user, chrome })
        })
    }
}

impl FromRequest for Admin {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move {
            let SignedIn { user, chrome } = signed_in.await?;
            if user.is_admin { Ok(Self { user, chrome }) } else { Err(AppError::NotFound) }
        })
    }
}
