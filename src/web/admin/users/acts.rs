//! One-time links, and keeping people out and letting them in again.

use crate::app::App;
use crate::models::combination::Tracked;
use crate::models::password_link::{INVITED_FOR, LASTS, PasswordLink};
use crate::models::search::Search;
use crate::models::session::Session;
use crate::models::user::User;
use crate::people::codes;
use crate::people::roles::By;
use crate::telling::links::{self, Asked};
use crate::text;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, meanwhile};
use crate::web::error::{AppError, AppResult};
use crate::web::page::{self, Chrome};
use crate::web::session::FreshAdmin;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use diesel::QueryResult;
use diesel_async::AsyncConnection;

#[derive(Template)]
#[template(path = "admin/users/link.html")]
struct LinkMade {
    chrome: Chrome,
    email: String,
    link: String,
    /// Why there is a link where a mail was wanted.
    why: Option<String>,
    hours: i64,
}

/// Makes a one-time link. The link stands in the answer only, never in a cookie or a log.
pub(crate) async fn link(app: Data<App>, admin: FreshAdmin, id: Path<i32>, Form(because): Form<Because>) -> AppResult {
    not_oneself(&admin, *id, say!("admin-users-not-own-link"))?;
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    if person.disabled_at.is_some() {
        return Ok(page::redirect("/admin/users", &say!("admin-users-no-link")));
    }
    let making = conn.transaction(async |conn| -> QueryResult<String> {
        entry(&admin.user, "make link", target(&person), &reason).record(conn, now).await?;
        PasswordLink::create(conn, person.id, now).await
    });
    let token = making.await?;
    link_page(&app, admin.chrome, person.email, &token, None)
}

/// The page that shows a link, this once.
pub(super) fn link_page(app: &App, chrome: Chrome, email: String, token: &str, why: Option<String>) -> AppResult {
    let base =
        app.config.public_url.as_ref().map_or_else(|| format!("http://{}", app.config.bind), ToString::to_string);
    let link = format!("{}/link/{token}", base.trim_end_matches('/'));
    let page = LinkMade { chrome, email, link, why, hours: LASTS.num_hours() };
    page::page(&page.chrome, &page)
}

/// Mails a one-time link to its person, at most once in a week.
pub(crate) async fn invite(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    if app.mail.is_none() {
        return Err(AppError::NotFound);
    }
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    if person.disabled_at.is_some() {
        return Ok(page::redirect("/admin/users", &say!("admin-users-no-link")));
    }
    let inviting = conn.transaction(async |conn| -> QueryResult<Asked> {
        let asked = links::invite(conn, &app, &person).await?;
        if asked == Asked::Now {
            entry(&admin.user, "mail invitation", target(&person), &reason).record(conn, now).await?;
        }
        Ok(asked)
    });
    Ok(page::redirect(
        "/admin/users",
        &match inviting.await? {
            Asked::Now => say!("mail-invited", email = person.email, days = INVITED_FOR.num_days()),
            Asked::Lately(wait) => say!("mail-invited-lately", email = person.email, wait = text::wait(wait)),
        },
    ))
}

/// Takes a person's second step at signing in away: for whoever lost the device and the recovery codes.
pub(crate) async fn take_code_away(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    not_oneself(&admin, *id, say!("admin-users-not-own-code"))?;
    let reason = because.read()?;
    let by = By { subject: Some(admin.user.subject), reason: &reason };
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    let ending = conn.transaction(async |conn| codes::take_away(conn, &person, by, app.clock.now()).await);
    let told = match ending.await? {
        true => say!("admin-users-code-off-done", email = person.email),
        false => say!("admin-users-code-off-already"),
    };
    Ok(page::redirect("/admin/users", &told))
}

/// Keeps a person out: sessions and links end, and no more is bought on their behalf.
pub(crate) async fn disable(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    not_oneself(&admin, *id, say!("admin-users-not-oneself"))?;
    switch(&app, &admin.user, *id, &because, true).await
}

/// Lets a person in again with the old password.
pub(crate) async fn enable(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(because): Form<Because>,
) -> AppResult {
    switch(&app, &admin.user, *id, &because, false).await
}

async fn switch(app: &App, admin: &User, id: i32, because: &Because, is_out: bool) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let action = if is_out { "disable person" } else { "enable person" };
    let switching = conn.transaction(async |conn| -> QueryResult<String> {
        User::lock_admins(conn).await?;
        let person = User::find(conn, id).await?;
        if is_out && User::is_last_admin(conn, id).await? {
            return Ok(say!("admin-users-last-admin"));
        }
        if !User::set_disabled(conn, id, is_out.then_some(now)).await? {
            let already = match is_out {
                true => say!("admin-users-disabled-already"),
                false => say!("admin-users-enabled-already"),
            };
            return Ok(already + &meanwhile::last(conn, &target(&person), now).await?);
        }
        let combinations = Search::active_combinations(conn, id).await?;
        Tracked::recount(conn, &combinations).await?;
        if is_out {
            Session::end_all(conn, id).await?;
            PasswordLink::void(conn, id).await?;
        }
        entry(admin, action, target(&person), &reason).record(conn, now).await?;
        Ok(match is_out {
            true => say!("admin-users-disabled-done"),
            false => say!("admin-users-enabled-done"),
        })
    });
    Ok(page::redirect("/admin/users", &switching.await?))
}

/// Refuses an act that an admin does to the own account elsewhere, by the password and the code, or not at all.
fn not_oneself(admin: &FreshAdmin, id: i32, sentence: String) -> AppResult<()> {
    if admin.user.id == id { Err(AppError::BadRequest(sentence)) } else { Ok(()) }
}

/// A person's name in the audit: a number without meaning after deletion.
pub(crate) fn target(person: &User) -> String {
    format!("person {}", person.id)
}
