//! `/login` and `/logout`.

pub(super) mod code;

use super::authenticate::{self, Refused};
use super::error::AppResult;
use super::page::{self, Chrome};
use super::session::{self, Anyone};
use super::{device, language};
use crate::app::App;
use crate::config::SignUp;
use crate::models::session::Session;
use crate::people::codes::{self, Entered};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Query};
use askama::Template;
use serde::Deserialize;

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    email: String,
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct SignInNew {
    chrome: Chrome,
    email: String,
    next: String,
    is_sign_up_open: bool,
    /// A link for a new password can be mailed.
    has_mail: bool,
    /// Reason of the refusal.
    refusal: Option<String>,
}

impl SignInNew {
    fn of(app: &App, chrome: Chrome, form: SignInForm) -> Self {
        let is_sign_up_open = app.config.sign_up == SignUp::Open;
        let has_mail = app.mail.is_some();
        Self { chrome, email: form.email, next: form.next, is_sign_up_open, has_mail, refusal: None }
    }

    fn refuse(mut self, refused: Refused) -> AppResult {
        self.refusal = Some(refused.sentence(&say!("sign-in-wrong")));
        match refused {
            Refused::Wrong | Refused::WrongCode => page::invalid(&self.chrome, &self),
            Refused::TooSoon(wait) => page::slowed(&self.chrome, &self, wait),
        }
    }
}

/// The query string: where to go on.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// Shows the form for signing in.
pub(super) async fn new(app: Data<App>, visitor: Anyone, Query(Next { next }): Query<Next>) -> AppResult {
    if visitor.user.is_some() {
        return Ok(page::redirect(own_path(&next), ""));
    }
    let page = SignInNew::of(&app, visitor.chrome, SignInForm { next, ..SignInForm::default() });
    page::page(&page.chrome, &page)
}

/// Signs a person in with a new session.
pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Form(form): Form<SignInForm>,
) -> AppResult {
    let user = match authenticate::authenticate(&app, &request, &form.email, &form.password).await? {
        Ok(user) => user,
        Err(refused) => return SignInNew::of(&app, visitor.chrome, form).refuse(refused),
    };
    authenticate::strengthen(&app, &user, &form.password).await?;
    let old = session::token(&request, app.config.is_https());
    let mut conn = app.db.conn().await?;
    match codes::enter(&mut conn, old.as_deref(), user.id, app.clock.now()).await? {
        Entered::Half(token) => code::ask(&app, token, own_path(&form.next), ""),
        Entered::Whole(token) => {
            tracing::info!(user.subject = user.subject, "signed in");
            let response = session::enter(&app, token, own_path(&form.next), "")?;
            let response = device::remember(&mut conn, &app, &request, user.id, response).await?;
            language::remember_that_of(&user, response)
        }
    }
}

/// Signs a person out.
pub(super) async fn destroy(app: Data<App>, request: HttpRequest) -> AppResult {
    if let Some(token) = session::token(&request, app.config.is_https()) {
        Session::end(&mut *app.db.conn().await?, &token).await?;
    }
    session::leave(&app, "/login", &say!("sign-out-done"))
}

/// A path of this site, or the home page: a link to the sign-in page leads no person elsewhere.
pub(super) fn own_path(next: &str) -> &str {
    let is_path = next.starts_with('/') && !next.starts_with("//");
    let is_plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path && is_plain { next } else { "/home" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed_after_signing_in() {
        for own in ["/jobs?page=2&q=a%20b", "/cv/3#text"] {
            assert_eq!(own_path(own), own);
        }
        for other in [
            "",
            "jobs",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/jöbs",
            "/a b",
        ] {
            assert_eq!(own_path(other), "/home", "{other:?}");
        }
    }
}
