//! `/signup`: new people, where the installation is open.

use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use super::session::{self, Anyone};
use super::{device, language, peer};
use crate::app::App;
use crate::config::SignUp;
use crate::models::session::Session;
use crate::models::sign_in_failure::Try;
use crate::models::user::{Email, User};
use crate::password;
use crate::telling::links;
use crate::text::{self, Language};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::TimeDelta;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignUpForm {
    email: String,
    password: String,
}

#[derive(Template)]
#[template(path = "sign_up/new.html")]
struct SignUpNew {
    chrome: Chrome,
    email: String,
    /// A mail asks to confirm the address.
    has_mail: bool,
    email_error: Option<String>,
    password_error: Option<String>,
}

impl SignUpNew {
    fn of(app: &App, chrome: Chrome, email: String) -> Self {
        Self { chrome, email, has_mail: app.mail.is_some(), email_error: None, password_error: None }
    }

    fn email_hint(&self) -> String {
        if self.has_mail { say!("mail-sign-up-email-hint") } else { say!("sign-up-email-hint") }
    }

    /// The address, if both fields can be used; else the messages are set.
    fn check(&mut self, password: &str) -> Option<Email> {
        let email = Email::parse(&self.email);
        let fitness = password::check(password, email.as_ref().map_or("", Email::as_str));
        self.email_error = email.as_ref().err().map(ToString::to_string);
        self.password_error = fitness.err().map(|unfit| unfit.to_string());
        email.ok().filter(|_| fitness.is_ok())
    }

    fn slowed(mut self, wait: TimeDelta) -> AppResult {
        self.email_error = Some(say!("sign-up-slowed", wait = text::wait(wait)));
        page::slowed(&self.chrome, &self, wait)
    }
}

/// Shows the form, where signing up is open.
pub(super) async fn new(app: Data<App>, visitor: Anyone) -> AppResult {
    check_open(app.config.sign_up)?;
    if visitor.user.is_some() {
        return Ok(page::redirect("/home", ""));
    }
    let page = SignUpNew::of(&app, visitor.chrome, String::new());
    page::page(&page.chrome, &page)
}

/// Adds a person and signs them in.
pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Form(form): Form<SignUpForm>,
) -> AppResult {
    check_open(app.config.sign_up)?;
    let mut page = SignUpNew::of(&app, visitor.chrome, form.email);
    let Some(email) = page.check(&form.password) else { return page::invalid(&page.chrome, &page) };
    let network = peer::network(&request, &app.config);
    let attempt = Try::at_sign_up(network.as_ref(), app.config.network_sign_ups);
    if let Some(wait) = attempt.begin(&mut *app.db.conn().await?, app.clock.now()).await? {
        return page.slowed(wait);
    }
    let hash = password::hash(&form.password).await?;
    let old = session::token(&request, app.config.is_https());
    let language = language::chosen(&request);
    let Some((token, user_id)) = join(&app, old.as_deref(), &email, &hash, language).await? else {
        attempt.fail(&mut *app.db.conn().await?, app.clock.now()).await?;
        page.email_error = Some(taken(page.has_mail));
        return page::invalid(&page.chrome, &page);
    };
    let response = session::enter(&app, token, "/cv", &say!("sign-up-done"))?;
    device::remember(&mut *app.db.conn().await?, &app, &request, user_id, response).await
}

fn check_open(sign_up: SignUp) -> AppResult<()> {
    match sign_up {
        SignUp::Open => Ok(()),
        SignUp::Invite => Err(AppError::Forbidden(say!("sign-up-invited-only"))),
        SignUp::Closed => Err(AppError::Forbidden(say!("sign-up-closed"))),
    }
}

/// Refusal of every address with an account, also of an imported person without a password: signing up never opens an
/// existing account.
///
/// The page cannot hide known addresses: a newcomer is let in or refused at once, and the sign-in page would show the
/// difference. So the refusal is plain, and asking for many addresses is slowed.
fn taken(has_mail: bool) -> String {
    if has_mail { say!("mail-sign-up-taken") } else { say!("sign-up-taken") }
}

/// Adds the person, with the language chosen on the page, and starts their first session; None: the address is taken.
async fn join(
    app: &App,
    old: Option<&str>,
    email: &Email,
    hash: &str,
    language: Option<Language>,
) -> AppResult<Option<(String, i32)>> {
    let mut conn = app.db.conn().await?;
    let now = app.clock.now();
    let joined: QueryResult<_> = conn
        .transaction(async |conn| {
            let Some(user) = User::sign_up(conn, email, hash, now).await? else { return Ok(None) };
            tracing::info!(user.subject = user.subject, "signed up");
            // Before the mail is made, which speaks it.
            if language.is_some() {
                User::set_language(conn, user.id, language).await?;
            }
            if app.mail.is_some() {
                links::ask(conn, app, &user).await?;
            }
            Ok(Some((Session::renew(conn, old, user.id, now).await?, user.id)))
        })
        .await;
    Ok(joined?)
}
