//! `/confirm/{token}`: a mailed link comes back, so mail to the address reaches its person.

use super::PATH;
use crate::app::App;
use crate::models::address::Address;
use crate::telling::links::{self, Asked};
use crate::text;
use crate::web::error::{AppError, AppResult};
use crate::web::page::{self, Chrome};
use crate::web::session::{Anyone, SignedIn};
use actix_web::web::{Data, Path};
use askama::Template;
use diesel_async::AsyncConnection;

#[derive(Template)]
#[template(path = "news/confirm.html")]
struct Confirm {
    chrome: Chrome,
    email: String,
}

/// Has the link mailed, again too.
pub(in crate::web) async fn ask(app: Data<App>, person: SignedIn) -> AppResult {
    if app.mail.is_none() {
        return Err(AppError::NotFound);
    }
    let mut conn = app.db.conn().await?;
    let asking = conn.transaction(async |conn| links::ask(conn, &app, &person.user).await);
    Ok(page::redirect(
        PATH,
        &match asking.await? {
            Asked::Now => say!("news-confirm-asked"),
            Asked::Lately(wait) => say!("news-confirm-lately", wait = text::wait(wait)),
        },
    ))
}

/// Shows the button: programs that look into mails follow links too.
pub(in crate::web) async fn show(app: Data<App>, visitor: Anyone, token: Path<String>) -> AppResult {
    let found = Address::user(&mut *app.db.conn().await?, &token, app.clock.now()).await?;
    let page = Confirm { chrome: visitor.chrome, email: found.ok_or_else(gone)?.email };
    page::page(&page.chrome, &page)
}

/// Confirms the address. The link is used up.
pub(in crate::web) async fn update(app: Data<App>, visitor: Anyone, token: Path<String>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let user = Address::user(&mut conn, &token, now).await?.ok_or_else(gone)?;
    if !Address::take(&mut conn, &token, now).await? {
        return Err(gone());
    }
    tracing::info!(user.subject = user.subject, "an address was confirmed");
    let to = if visitor.user.is_some() { PATH } else { "/login" };
    Ok(page::redirect(to, &say!("news-confirmed-done")))
}

fn gone() -> AppError {
    AppError::Gone(say!("news-confirm-gone"))
}
