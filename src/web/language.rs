//! The language of a page: the account's choice, else the browser's from the foot of a page, else the browser's wish,
//! else the installation's. Admins' pages are in English.

use super::error::{AppError, AppResult};
use super::page;
use super::session::Anyone;
use super::sign_in::own_path;
use crate::app::App;
use crate::models::user::User;
use crate::text::{self, Language};
use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

/// The cookie of a browser with a chosen language.
pub(super) const COOKIE: &str = "language";

/// Time for which a browser remembers the language.
const KEPT_FOR: Duration = Duration::days(365);

/// Request headers on which a page depends, beside its address.
const VARY: &str = "accept-language, cookie";

/// Answers a request in its browser's language; the request's person may turn that to another language.
///
/// # Errors
///
/// The errors of the handler.
pub(super) async fn speak(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let language = of_browser(request.request());
    text::speaking(language, async {
        match next.call(request).await {
            Ok(mut response) => {
                label(response.headers_mut());
                Ok(response)
            }
            Err(error) => {
                let mut response = error.error_response();
                label(response.headers_mut());
                Err(InternalError::from_response(error, response).into())
            }
        }
    })
    .await
}

/// Labels a page with its language, and with the headers on which that depends.
fn label(headers: &mut HeaderMap) {
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(text::language_tag()));
        headers.append(header::VARY, HeaderValue::from_static(VARY));
    }
}

fn of_browser(request: &HttpRequest) -> Language {
    let default = || request.app_data::<Data<App>>().map_or(Language::English, |app| app.config.language);
    chosen(request).or_else(|| asked_for(request)).unwrap_or_else(default)
}

/// The browser's choice from the foot of a page.
pub(super) fn chosen(request: &HttpRequest) -> Option<Language> {
    request.cookie(COOKIE)?.value().parse().ok()
}

fn asked_for(request: &HttpRequest) -> Option<Language> {
    text::wished(request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

/// Turns to a person's own language, or to English on an admin's own pages.
pub(super) fn turn_to_that_of(user: &User, request: &HttpRequest) {
    let is_of_admins = user.role.may_look() && (request.path() == "/admin" || request.path().starts_with("/admin/"));
    if let Some(language) = is_of_admins.then_some(Language::English).or(user.language) {
        text::turn_to(language);
    }
}

/// The form of a choice.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LanguageForm {
    /// Language chosen; empty: as the browser wishes.
    language: String,
    /// The page to go back to.
    next: String,
}

/// Sets a language from now on: for this browser's pages and, when signed in, for the person everywhere.
pub(super) async fn update(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Form(form): Form<LanguageForm>,
) -> AppResult {
    let language = read(&form.language)?;
    let Some(user) = visitor.user else { return remember(page::redirect(own_path(&form.next), ""), language) };
    User::set_language(&mut *app.db.conn().await?, user.id, language).await?;
    text::turn_to(language.or_else(|| asked_for(&request)).unwrap_or(app.config.language));
    remember(page::redirect(own_path(&form.next), &say!("account-language-done")), language)
}

fn read(typed: &str) -> AppResult<Option<Language>> {
    match typed {
        "" => Ok(None),
        tag => tag.parse().map(Some).map_err(|_| AppError::BadRequest(say!("error-unreadable-why"))),
    }
}

/// Lets a browser remember the language of an account that was signed in to: pages that know no person, such as some of
/// errors, speak it too.
pub(super) fn remember_that_of(user: &User, response: HttpResponse) -> AppResult {
    if user.language.is_some() { remember(response, user.language) } else { Ok(response) }
}

fn remember(mut response: HttpResponse, language: Option<Language>) -> AppResult {
    let value = language.map_or("", Language::as_str);
    let cookie = Cookie::build(COOKIE, value).path("/").http_only(true).same_site(SameSite::Lax);
    let mut cookie = cookie.max_age(KEPT_FOR).finish();
    if language.is_none() {
        cookie.make_removal();
    }
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}

/// A language's own name for itself.
pub(super) fn own_name(language: Language) -> String {
    match language {
        Language::English => say!("frame-language-english"),
        Language::German => say!("frame-language-german"),
    }
}
