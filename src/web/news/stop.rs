//! `/unsubscribe/{secret}`: ends digests for people with a digest's link, signed in or not. The reader's own program
//! sends the form with one click (RFC 8058), from any site: that is allowed, since the form can only end mails.

use crate::app::App;
use crate::models::digest::Digest;
use crate::models::mail::Mail;
use crate::models::user::User;
use crate::web::error::{AppError, AppResult};
use crate::web::page::{self, Chrome};
use crate::web::session::Anyone;
use actix_web::web::{Data, Path};
use askama::Template;

#[derive(Template)]
#[template(path = "news/stop.html")]
struct Stop {
    chrome: Chrome,
    /// Digests were ended just now, or before.
    is_off: bool,
}

/// Shows the button: programs that look into mails follow links too.
pub(in crate::web) async fn show(app: Data<App>, visitor: Anyone, secret: Path<String>) -> AppResult {
    let user = find(&app, &secret).await?;
    let is_off = Digest::of_user(&mut *app.db.conn().await?, user.id).await?.is_none();
    let page = Stop { chrome: visitor.chrome, is_off };
    page::page(&page.chrome, &page)
}

/// Ends the digests. The answer is a page: programs do not follow redirects.
pub(in crate::web) async fn update(app: Data<App>, visitor: Anyone, secret: Path<String>) -> AppResult {
    let user = find(&app, &secret).await?;
    if Digest::switch_off(&mut *app.db.conn().await?, user.id).await? {
        tracing::info!(user.subject = user.subject, "news by mail were ended by their link");
    }
    let page = Stop { chrome: visitor.chrome, is_off: true };
    page::page(&page.chrome, &page)
}

async fn find(app: &App, secret: &str) -> AppResult<User> {
    let found = Mail::person_of_stop(&mut *app.db.conn().await?, secret).await?;
    found.ok_or_else(|| AppError::Gone(say!("news-stop-gone")))
}
