//! `/login/code`: the second step of signing in, for whoever asked for one.

use super::own_path;
use crate::app::App;
use crate::models::begun_sign_in::{BegunSignIn, LASTS};
use crate::models::session::Session;
use crate::models::user::User;
use crate::web::authenticate::{self, Refused};
use crate::web::error::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::{self, Anyone};
use crate::web::{device, language};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// The form as sent, and the query string: where to go on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodeNew {
    chrome: Chrome,
    next: String,
    /// Reason of the refusal.
    refusal: Option<String>,
}

/// Goes on to the page that asks for the code, with the cookie of the begun sign-in.
///
/// # Errors
///
/// When the token makes no cookie.
pub(crate) fn ask(app: &App, token: String, next: &str, flash: &str) -> AppResult {
    session::with_cookie(page::redirect(&with_next("/login/code", next), flash), &cookie(token, app.config.is_https()))
}

/// Shows the form for the code, to whoever has given the password.
pub(crate) async fn new(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Query(form): Query<CodeForm>,
) -> AppResult {
    // Somebody else may be signed in here still.
    if begun(&app, &request).await?.is_none() {
        let is_done = visitor.user.is_some();
        return Ok(if is_done { page::redirect(own_path(&form.next), "") } else { anew(&form.next) });
    }
    let page = CodeNew { chrome: visitor.chrome, next: form.next, refusal: None };
    page::page(&page.chrome, &page)
}

/// Signs a person in whose code is right.
pub(crate) async fn create(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Form(form): Form<CodeForm>,
) -> AppResult {
    let Some(user) = begun(&app, &request).await? else { return Ok(anew(&form.next)) };
    if let Err(refused) = authenticate::check_code(&app, &request, &user, &form.code).await? {
        let refusal = Some(refused.sentence(&say!("code-wrong")));
        let page = CodeNew { chrome: visitor.chrome, next: form.next, refusal };
        return match refused {
            Refused::TooSoon(wait) => page::slowed(&page.chrome, &page, wait),
            Refused::Wrong | Refused::WrongCode => page::invalid(&page.chrome, &page),
        };
    }
    let response = enter(&app, &request, &user, own_path(&form.next)).await?;
    tracing::info!(user.subject = user.subject, "signed in with a code");
    Ok(response)
}

/// Starts the session, and ends what was begun.
async fn enter(app: &App, request: &HttpRequest, user: &User, to: &str) -> AppResult {
    let old = session::token(request, app.config.is_https());
    let mut conn = app.db.conn().await?;
    BegunSignIn::end_all(&mut conn, user.id).await?;
    let token = Session::renew(&mut conn, old.as_deref(), user.id, app.clock.now()).await?;
    let response = session::enter(app, token, to, "")?;
    let mut gone = cookie(String::new(), app.config.is_https());
    gone.make_removal();
    let response = session::with_cookie(response, &gone)?;
    let response = device::remember(&mut conn, app, request, user.id, response).await?;
    language::remember_that_of(user, response)
}

/// The person whose password was right in this browser some minutes ago.
async fn begun(app: &App, request: &HttpRequest) -> AppResult<Option<User>> {
    let Some(cookie) = request.cookie(cookie_name(app.config.is_https())) else { return Ok(None) };
    Ok(BegunSignIn::user(&mut *app.db.conn().await?, cookie.value(), app.clock.now()).await?)
}

/// Back to the password: it was given too long ago, or not at all.
fn anew(next: &str) -> HttpResponse {
    let to = if next.is_empty() { "/login".to_owned() } else { with_next("/login", next) };
    page::redirect(&to, &say!("code-too-late"))
}

fn with_next(path: &str, next: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("{path}?{query}")
}

/// The cookie's name. `__Host-` ties it to this host and to https.
pub(in crate::web) fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-sign-in" } else { "sign-in" }
}

fn cookie(token: String, is_https: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(is_https), token)
        .path("/")
        .http_only(true)
        .secure(is_https)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(LASTS.num_seconds()))
        .finish()
}
