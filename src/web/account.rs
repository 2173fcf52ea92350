//! `/account`: a person's password, sessions, export and deletion.

use super::authenticate::{self, Proof, Refused};
use super::error::AppResult;
use super::filters;
use super::form::Choice;
use super::language;
use super::page::{self, Chrome};
use super::session::{self, SignedIn};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::models::second_factor::SecondFactor;
use crate::models::session::Session;
use crate::models::user::{Role, User};
use crate::password;
use crate::people::{self, export, retention};
use crate::text::Language;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountShow {
    chrome: Chrome,
    user: User,
    now: DateTime<Utc>,
    /// Number of the person's signed-in browsers.
    sessions: i64,
    /// Codes are asked for.
    has_code: bool,
    /// Days without a sign-in until the account is told of its deletion; 0: never.
    idle_days: i64,
    errors: Errors,
}

/// Messages beside the fields.
#[derive(Default)]
struct Errors {
    current_password: Option<String>,
    password: Option<String>,
    password_code: Option<String>,
    delete: Option<String>,
    delete_code: Option<String>,
}

impl AccountShow {
    async fn load(app: &App, SignedIn { user, chrome }: SignedIn, errors: Errors) -> AppResult<Self> {
        let now = app.clock.now();
        let mut conn = app.db.conn().await?;
        let sessions = Session::count(&mut conn, user.id, now).await?;
        let has_code = SecondFactor::is_on(&mut conn, user.id).await?;
        Ok(Self { chrome, user, now, sessions, has_code, idle_days: app.config.person_days, errors })
    }

    /// When an unused account is deleted. None: never.
    fn terms(&self) -> Option<String> {
        let notice = retention::NOTICE.num_days();
        (self.idle_days > 0).then(|| say!("account-terms", days = self.idle_days, notice = notice))
    }

    /// What the person may do on the admins' pages. None: nothing.
    fn role(&self) -> Option<String> {
        match self.user.role {
            Role::Person => None,
            Role::Viewer => Some(say!("account-role-viewer")),
            Role::Admin => Some(say!("account-role-admin")),
        }
    }

    /// The languages of the pages, each under its own name.
    fn languages(&self) -> Vec<Choice> {
        let choice = |one: &Language| Choice {
            value: one.to_string(),
            label: language::own_name(*one),
            is_chosen: self.user.language == Some(*one),
        };
        Language::ALL.iter().map(choice).collect()
    }

    fn refuse(&self, refused: Refused) -> AppResult {
        match refused {
            Refused::Wrong | Refused::WrongCode => page::invalid(&self.chrome, self),
            Refused::TooSoon(wait) => page::slowed(&self.chrome, self, wait),
        }
    }
}

/// Shows the account.
pub(super) async fn show(app: Data<App>, person: SignedIn) -> AppResult {
    let page = AccountShow::load(&app, person, Errors::default()).await?;
    page::page(&page.chrome, &page)
}

/// The form of a new password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    current_password: String,
    password: String,
    code: String,
}

/// Changes the password; the person stays signed in here, and nowhere else.
pub(super) async fn update_password(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(form): Form<PasswordForm>,
) -> AppResult {
    if let Err(unfit) = password::check(&form.password, &person.user.email) {
        let errors = Errors { password: Some(unfit.to_string()), ..Errors::default() };
        let page = AccountShow::load(&app, person, errors).await?;
        return page::invalid(&page.chrome, &page);
    }
    let proof = Proof { password: form.current_password, code: form.code };
    if let Err(refused) = authenticate::prove(&app, &request, &person.user, &proof).await? {
        let (current_password, password_code) = sentences(refused);
        let errors = Errors { current_password, password_code, ..Errors::default() };
        return AccountShow::load(&app, person, errors).await?.refuse(refused);
    }
    let hash = password::hash(&form.password).await?;
    let token = renew(&app, &person.user, &hash).await?;
    tracing::info!(user.subject = person.user.subject, "a password was changed");
    session::enter(&app, token, "/account", &say!("account-password-changed"))
}

/// Ends every session and starts a new one for this browser.
async fn renew(app: &App, user: &User, hash: &str) -> AppResult<String> {
    let mut conn = app.db.conn().await?;
    let renewed: QueryResult<_> = conn
        .transaction(async |conn| {
            people::set_password(conn, user.id, hash).await?;
            Session::create(conn, user.id, app.clock.now()).await
        })
        .await;
    Ok(renewed?)
}

/// Signs the person out in every other browser.
pub(super) async fn end_other_sessions(app: Data<App>, request: HttpRequest, person: SignedIn) -> AppResult {
    let token = session::token(&request, app.config.is_https()).unwrap_or_default();
    Session::end_others(&mut *app.db.conn().await?, person.user.id, &token).await?;
    Ok(page::redirect("/account", &say!("account-ended-sessions")))
}

/// Exports all data about the person as a file.
pub(super) async fn export(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let document = conn.transaction(async |conn| export::export(conn, person.user.id).await).await?;
    tracing::info!(user.subject = person.user.subject, "an account was exported");
    let body = serde_json::to_string_pretty(&document).map_err(anyhow::Error::from)?;
    let name = format!("attachment; filename=\"jobfill-{}.json\"", app.today());
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, name))
        .body(body))
}

/// Deletes the person, after another check of the password, and of the code where one is asked for.
pub(super) async fn destroy(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(proof): Form<Proof>,
) -> AppResult {
    if let Err(refused) = authenticate::prove(&app, &request, &person.user, &proof).await? {
        let (delete, delete_code) = sentences(refused);
        let errors = Errors { delete, delete_code, ..Errors::default() };
        return AccountShow::load(&app, person, errors).await?.refuse(refused);
    }
    if !delete(&app, &person.user).await? {
        let errors = Errors { delete: Some(say!("account-delete-last-admin")), ..Errors::default() };
        let page = AccountShow::load(&app, person, errors).await?;
        return page::invalid(&page.chrome, &page);
    }
    tracing::info!(user.subject = person.user.subject, "an account was deleted");
    session::leave(&app, "/login", &say!("account-deleted"))
}

/// What is wrong with the password, or else with the code.
fn sentences(refused: Refused) -> (Option<String>, Option<String>) {
    let sentence = refused.sentence(&say!("account-password-not-yours"));
    if matches!(refused, Refused::WrongCode) { (None, Some(sentence)) } else { (Some(sentence), None) }
}

/// Deletes a person; false: the last admin, after whom nobody could act.
async fn delete(app: &App, user: &User) -> AppResult<bool> {
    let mut conn = app.db.conn().await?;
    let deleting = conn.transaction(async |conn| -> QueryResult<bool> {
        // Saving searches takes locks in this order too.
        let _claims = Claims::lock(conn).await?;
        User::lock_admins(conn).await?;
        if User::is_last_admin(conn, user.id).await? {
            return Ok(false);
        }
        people::delete(conn, user, app.clock.now()).await?;
        Ok(true)
    });
    Ok(deleting.await?)
}
