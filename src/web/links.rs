//! `/link/{token}`: a one-time link for setting a password, which signs the person in.

use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use super::session::{self, Anyone};
use super::sign_in::code;
use super::{device, language, peer};
use crate::app::App;
use crate::models::password_link::PasswordLink;
use crate::models::user::User;
use crate::people::codes::Entered;
use crate::{password, people};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkForm {
    password: String,
}

#[derive(Template)]
#[template(path = "links/show.html")]
struct LinkShow {
    chrome: Chrome,
    email: String,
    password_error: Option<String>,
}

/// The form alone, without any act: programs that look into mails follow links too.
pub(super) async fn show(app: Data<App>, visitor: Anyone, token: Path<String>) -> AppResult {
    let email = find(&app, &token).await?.email;
    let page = LinkShow { chrome: visitor.chrome, email, password_error: None };
    page::page(&page.chrome, &page)
}

/// Sets the password and signs the person in. The link is used up.
pub(super) async fn update(
    app: Data<App>,
    request: HttpRequest,
    visitor: Anyone,
    token: Path<String>,
    Form(form): Form<LinkForm>,
) -> AppResult {
    let user = find(&app, &token).await?;
    if let Err(unfit) = password::check(&form.password, &user.email) {
        let page = LinkShow { chrome: visitor.chrome, email: user.email, password_error: Some(unfit.to_string()) };
        return page::invalid(&page.chrome, &page);
    }
    let hash = password::hash(&form.password).await?;
    let network = peer::network(&request, &app.config);
    let mut conn = app.db.conn().await?;
    let used: QueryResult<_> = conn
        .transaction(async |conn| people::use_link(conn, &token, &hash, network.as_ref(), app.clock.now()).await)
        .await;
    tracing::info!(user.subject = user.subject, "a password was set by link");
    match used?.ok_or_else(gone)? {
        Entered::Half(token) => code::ask(&app, token, "/home", &say!("code-link-done")),
        Entered::Whole(token) => {
            let response = session::enter(&app, token, "/home", &say!("sign-link-done"))?;
            let response = device::remember(&mut conn, &app, &request, user.id, response).await?;
            language::remember_that_of(&user, response)
        }
    }
}

async fn find(app: &App, token: &str) -> AppResult<User> {
    let mut conn = app.db.conn().await?;
    PasswordLink::user(&mut conn, token, app.clock.now()).await?.ok_or_else(gone)
}

fn gone() -> AppError {
    AppError::Gone(say!("sign-link-gone"))
}
