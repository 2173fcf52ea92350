//! The session behind the cookie, and the people required by a handler.

use super::error::{AppError, AppResult};
use super::language;
use super::page::{self, Chrome};
use crate::app::App;
use crate::models::session::Visit;
use crate::models::user::User;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::Method;
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
///
/// # Errors
///
/// When the token makes no cookie.
pub fn enter(app: &App, token: String, to: &str, flash: &str) -> AppResult {
    with_cookie(page::redirect(to, flash), &cookie(token, app.config.is_https()))
}

/// Goes on to a page without a session.
///
/// # Errors
///
/// When the empty cookie is refused.
pub fn leave(app: &App, to: &str, flash: &str) -> AppResult {
    let mut gone = cookie(String::new(), app.config.is_https());
    gone.make_removal();
    with_cookie(page::redirect(to, flash), &gone)
}

pub(super) fn with_cookie(mut response: HttpResponse, cookie: &Cookie<'_>) -> AppResult {
    response.add_cookie(cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}

/// Any visitor, signed in or not.
#[derive(Clone)]
pub struct Anyone {
    /// The person; None: not signed in.
    pub user: Option<User>,
    /// Frame for the visitor's pages.
    pub chrome: Chrome,
    /// The person gave the password here lately.
    pub is_fresh: bool,
}

/// A signed-in person. Others are sent to the sign-in page and come back.
pub struct SignedIn {
    /// The person.
    pub user: User,
    /// Frame for the person's pages.
    pub chrome: Chrome,
}

/// Somebody who reads the admins' pages. For all others the page does not exist.
pub struct Viewer {
    /// The viewer, or an admin.
    pub user: User,
    /// Frame for the pages.
    pub chrome: Chrome,
}

/// An admin, who acts. Viewers are told that they may look only; for all others the page does not exist.
pub struct Admin {
    /// The admin.
    pub user: User,
    /// Frame for the admin's pages.
    pub chrome: Chrome,
}

/// An admin who acts on money or people, and has given the password lately. Others are asked for it first
/// (`web::prove`), and what they sent goes on from there.
pub struct FreshAdmin {
    /// The admin.
    pub user: User,
    /// Frame for the admin's pages.
    pub chrome: Chrome,
}

/// The token of the session that took the place of the cookie's while the request is answered.
struct Renewed(String);

/// Goes on in a new session, whose token the answer has to bring. Whoever else has the earlier token has none any more.
pub(super) fn go_on_with(request: &HttpRequest, token: String) {
    request.extensions_mut().remove::<Anyone>();
    request.extensions_mut().insert(Renewed(token));
}

/// The token of the request's session, if there is one.
pub fn token(request: &HttpRequest, is_https: bool) -> Option<String> {
    if let Some(Renewed(token)) = request.extensions().get() {
        return Some(token.clone());
    }
    request.cookie(cookie_name(is_https)).map(|cookie| cookie.value().to_owned())
}

/// The visitor of a request, looked up once for each.
pub(super) async fn load(request: HttpRequest) -> AppResult<Anyone> {
    let known = request.extensions().get::<Anyone>().cloned();
    if let Some(anyone) = known {
        return Ok(anyone);
    }
    let app = request.app_data::<Data<App>>().ok_or_else(|| anyhow::anyhow!("the app is not there"))?;
    let mut conn = app.db.conn().await?;
    let visit = Visit::load(&mut conn, token(&request, app.config.is_https()).as_deref(), app.clock.now()).await?;
    if let Some(user) = &visit.user {
        language::turn_to_that_of(user, &request);
    }
    let chrome = Chrome::of(&visit, app, &request);
    let anyone = Anyone { is_fresh: visit.is_fresh(app.clock.now()), user: visit.user, chrome };
    request.extensions_mut().insert(anyone.clone());
    Ok(anyone)
}

/// Turns a page that needs nobody to the language of whoever is signed in, if the database tells.
pub(super) async fn turn_to_language_of(request: &HttpRequest) {
    let is_https = request.app_data::<Data<App>>().is_some_and(|app| app.config.is_https());
    if token(request, is_https).is_some() {
        // Without an answer the page is in the browser's language.
        let _ = load(request.clone()).await;
    }
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
            let Anyone { user, chrome, .. } = load(request.clone()).await?;
            let user = user.ok_or_else(|| sign_in_first(&request))?;
            Ok(Self { user, chrome })
        })
    }
}

/// Sign-in with a way back: to the page or, for a form, to its page, with word that the form was not carried out.
pub(super) fn sign_in_first(request: &HttpRequest) -> AppError {
    if request.method() == Method::GET {
        return AppError::SignInFirst { next: request.uri().to_string(), told: String::new() };
    }
    AppError::SignInFirst { next: page_of(request.path()).to_owned(), told: say!("sign-lost") }
}

/// The page of a form: "/jobs/7/save" belongs to "/jobs/7", "/searches/pause" to "/searches".
pub(super) fn page_of(path: &str) -> &str {
    let pages: Vec<_> = super::endpoints().into_iter().filter(|way| way.method == Method::GET).collect();
    let is_page = |path: &str| pages.iter().any(|page| is_way(page.path, path));
    let beginnings = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|path| !path.is_empty());
    beginnings.chain([path]).rfind(|path| is_page(path)).unwrap_or("/home")
}

fn is_way(pattern: &str, path: &str) -> bool {
    let is_same = |(pattern, part): (&str, &str)| pattern == part || pattern.starts_with('{');
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(is_same)
}

impl FromRequest for Viewer {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move {
            let SignedIn { user, chrome } = signed_in.await?;
            if user.role.may_look() { Ok(Self { user, chrome }) } else { Err(AppError::NotFound) }
        })
    }
}

impl FromRequest for Admin {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let viewer = Viewer::from_request(request, payload);
        Box::pin(async move {
            let Viewer { user, chrome } = viewer.await?;
            if user.role.may_act() { Ok(Self { user, chrome }) } else { Err(AppError::Forbidden(say!("error-viewer"))) }
        })
    }
}

impl FromRequest for FreshAdmin {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, AppResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, admin) = (request.clone(), Admin::from_request(request, payload));
        Box::pin(async move {
            let Admin { user, chrome } = admin.await?;
            if load(request).await?.is_fresh { Ok(Self { user, chrome }) } else { Err(AppError::ProveFirst) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_the_page_that_it_stands_on() {
        for (form, page) in [
            ("/searches", "/searches"),
            ("/searches/7/pause", "/searches"),
            ("/cv/3/load", "/cv/3"),
            ("/jobs/5/save", "/jobs/5"),
            ("/account/sessions/end", "/account"),
            ("/admin/users/4/link", "/admin/users/4"),
            ("/nowhere/at/all", "/home"),
        ] {
            assert_eq!(page_of(form), page, "{form}");
        }
    }
}
