//! Adding people, letting them set a password, giving them what is theirs, and deleting them.

pub mod export;

use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::password_link::PasswordLink;
use crate::models::search::Search;
use crate::models::session::Session;
use crate::models::sign_in_failure::Try;
use crate::models::user::{Email, User};
use crate::password::{self, Busy, Unfit};
use crate::schema::users;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Why somebody could not be added, or got no link.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error(transparent)]
    Password(#[from] Unfit),
    #[error("Nobody has this address, or the person is disabled.")]
    Unknown,
    #[error("The database failed: {0}")]
    Database(#[from] diesel::result::Error),
    #[error(transparent)]
    Busy(#[from] Busy),
}

/// Adds a person; None: the address is taken. Without a password nobody can sign in as them until a link has set one.
pub async fn add(
    conn: &mut Connection,
    email: &Email,
    password: Option<&str>,
    is_admin: bool,
    now: DateTime<Utc>,
) -> Result<Option<User>, PeopleError> {
    let hash = match password {
        Some(password) => {
            password::check(password, email.as_str())?;
            Some(password::hash(password).await?)
        }
        None => None,
    };
    Ok(User::create(conn, email, hash.as_deref(), is_admin, now).await?)
}

/// Makes a one-time link by which a person sets a password. Returns its path, which is shown this once.
pub async fn link(conn: &mut Connection, email: &Email, now: DateTime<Utc>) -> Result<String, PeopleError> {
    let user = User::find_by_email(conn, email).await?;
    let user = user.filter(|user| user.disabled_at.is_none()).ok_or(PeopleError::Unknown)?;
    let token = PasswordLink::create(conn, user.id, now).await?;
    Ok(format!("/link/{token}"))
}

/// Sets a new password by a link, which is used up, and starts a session. All others end. None: the link is no
/// longer good. The caller opens the transaction.
pub async fn use_link(
    conn: &mut Connection,
    token: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> QueryResult<Option<String>> {
    let Some(user) = PasswordLink::user(conn, token, now).await? else { return Ok(None) };
    if !PasswordLink::take(conn, token).await? {
        return Ok(None);
    }
    User::set_password(conn, user.id, password_hash).await?;
    Try::forget(conn, &user.email).await?;
    Session::end_all(conn, user.id).await?;
    Session::create(conn, user.id, now).await.map(Some)
}

/// Deletes a person with everything that is theirs. Ledger, savings and demands keep a number that nothing
/// resolves any more; fetches that nobody else wants end before their next page. The caller opens the transaction.
pub async fn delete(conn: &mut Connection, user: &User) -> QueryResult<()> {
    let _claims = Claims::lock(conn).await?;
    let combinations = Search::active_combinations(conn, user.id).await?;
    let cvs = Cv::all_of_user(conn, user.id).await?;
    // Sessions, links, CVs, searches and marks on jobs go with the row.
    diesel::delete(users::table.find(user.id)).execute(conn).await?;
    for cv in cvs {
        ProfileRow::delete_if_unused(conn, &cv.profile.key).await?;
    }
    Try::forget(conn, &user.email).await?;
    Tracked::recount(conn, &combinations).await
}
