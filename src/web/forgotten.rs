//! `/forgotten`: has a link mailed that sets a new password. An installation that sends no mail has no such page. The
//! answer does not say who has an account, and takes as long for all addresses.

use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use super::peer;
use super::session::Anyone;
use crate::app::App;
use crate::models::mail::{MailKind, NewMail};
use crate::models::password_link::RESET_WITHIN;
use crate::models::sign_in_failure::Try;
use crate::models::user::Email;
use crate::text;
use actix_web::HttpRequest;
use actix_web::web::{Data, Form};
use askama::Template;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ForgottenForm {
    email: String,
}

#[derive(Template)]
#[template(path = "sign_in/forgotten.html")]
struct Forgotten {
    chrome: Chrome,
    email: String,
    error: Option<String>,
}

/// Shows the form for a new password.
pub(super) async fn new(app: Data<App>, visitor: Anyone) -> AppResult {
    check(&app)?;
    let page = Forgotten { chrome: visitor.chrome, email: String::new(), error: None };
    page::page(&page.chrome, &page)
}

/// Enqueues the mail: to its person, or to no person at an unknown address.
pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    Form(form): Form<ForgottenForm>,
) -> AppResult {
    check(&app)?;
    let mut page = Forgotten { chrome: visitor.chrome, email: form.email, error: None };
    let email = match Email::parse(&page.email) {
        Ok(email) => email,
        Err(wrong) => {
            page.error = Some(wrong.to_string());
            return page::invalid(&page.chrome, &page);
        }
    };
    let mut conn = app.db.conn().await?;
    let network = peer::network(&request, &app.config);
    if let Some(wait) = Try::at_reset(&email, network.as_ref()).begin(&mut conn, app.clock.now()).await? {
        page.error = Some(say!("mail-forgotten-slowed", wait = text::wait(wait)));
        return page::slowed(&page.chrome, &page, wait);
    }
    let now = app.clock.now();
    conn.transaction(async |conn| NewMail::enqueue_to(conn, MailKind::Reset, &email, now).await).await?;
    Ok(page::redirect("/login", &say!("mail-forgotten-done", minutes = RESET_WITHIN.num_minutes())))
}

fn check(app: &App) -> AppResult<()> {
    if app.mail.is_some() { Ok(()) } else { Err(AppError::NotFound) }
}
