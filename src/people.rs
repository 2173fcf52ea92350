//! People: adding them, links to set a password, export of their data, deletion.

pub mod codes;
pub mod export;
pub mod retention;
pub mod roles;

use self::codes::Entered;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::address::Address;
use crate::models::begun_sign_in::BegunSignIn;
use crate::models::combination::Tracked;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::deletion::{Deletion, Mark};
use crate::models::demand::{Demand, EndedWhy};
use crate::models::feed::Feed;
use crate::models::password_link::PasswordLink;
use crate::models::search::Search;
use crate::models::session::Session;
use crate::models::sign_in_failure::Try;
use crate::models::user::{Email, Role, User};
use crate::network::Network;
use crate::password::{self, Busy, Unfit};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Reason why a person could not be added, or got no link.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The password is not accepted.
    #[error(transparent)]
    Password(#[from] Unfit),
    /// No person with this address may sign in.
    #[error("Nobody has this address, or the person is disabled.")]
    Unknown,
    /// The database refused or could not be reached.
    #[error("The database failed: {0}")]
    Database(#[from] diesel::result::Error),
    /// No hash could be made just now.
    #[error(transparent)]
    Busy(#[from] Busy),
}

/// Adds a person; None: the address is taken. A person without a password cannot sign in until a link has set one.
///
/// # Errors
///
/// Refuses a password that is not accepted, with a sentence for people.
pub async fn add(
    conn: &mut Connection,
    email: &Email,
    password: Option<&str>,
    role: Role,
    now: DateTime<Utc>,
) -> Result<Option<User>, PeopleError> {
    let hash = match password {
        Some(password) => {
            password::check(password, email.as_str())?;
            Some(password::hash(password).await?)
        }
        None => None,
    };
    Ok(User::create(conn, email, hash.as_deref(), role, now).await?)
}

/// Makes a one-time link that sets a password. Returns its path, which is shown only here.
///
/// # Errors
///
/// [`PeopleError::Unknown`] when no person with this address may sign in.
pub async fn link(conn: &mut Connection, email: &Email, now: DateTime<Utc>) -> Result<String, PeopleError> {
    let user = User::find_by_email(conn, email).await?;
    let user = user.filter(|user| user.disabled_at.is_none()).ok_or(PeopleError::Unknown)?;
    let token = PasswordLink::create(conn, user.id, now).await?;
    Ok(format!("/link/{token}"))
}

/// Sets a new password by a link, which is then used up with all other links of the person, ends all sessions and the
/// feed, and lets the person in, as far as a password alone does. None: the link is no longer good. The caller opens the
/// transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn use_link(
    conn: &mut Connection,
    token: &str,
    password_hash: &str,
    network: Option<&Network>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Entered>> {
    let Some(user) = PasswordLink::user(conn, token, now).await? else { return Ok(None) };
    let Some(is_mailed) = PasswordLink::take(conn, token).await? else { return Ok(None) };
    if is_mailed {
        Address::confirm(conn, user.id, now).await?;
    }
    Try::forget(conn, &user.email, network).await?;
    set_password(conn, user.id, password_hash).await?;
    codes::enter(conn, None, user.id, now).await.map(Some)
}

/// Sets a new password, and voids all that somebody with the old one may have in hand: links, sessions, sign-ins that
/// wait for a code, and the feed's address. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn set_password(conn: &mut Connection, user_id: i32, password_hash: &str) -> QueryResult<()> {
    User::set_password(conn, user_id, password_hash).await?;
    PasswordLink::void(conn, user_id).await?;
    Session::end_all(conn, user_id).await?;
    BegunSignIn::end_all(conn, user_id).await?;
    Feed::delete(conn, user_id).await
}

/// Deletes a person with all their data. Ledger, savings and demands keep a number without a person; fetches for this
/// person alone end before their next page. The number's deletion stays on record. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn delete(conn: &mut Connection, user: &User, now: DateTime<Utc>) -> QueryResult<()> {
    let _claims = Claims::lock(conn).await?;
    let combinations = Search::active_combinations(conn, user.id).await?;
    let cvs = Cv::all_of_user(conn, user.id).await?;
    User::delete(conn, user.id).await?;
    for cv in cvs {
        ProfileRow::delete_if_unused(conn, &cv.profile.key).await?;
    }
    Demand::end(conn, user.subject, &combinations, EndedWhy::Deleted, now).await?;
    Try::forget(conn, &user.email, None).await?;
    Deletion::note(conn, Mark::Account(user.subject), now).await?;
    Tracked::recount(conn, &combinations).await
}

/// Deletes a CV with its profile and searches; bought jobs stay, since other people may want them. The caller opens the
/// transaction.
///
/// # Errors
///
/// When the database cannot be asked, or this person has no such CV.
pub async fn delete_cv(conn: &mut Connection, user_id: i32, id: i32, now: DateTime<Utc>) -> QueryResult<()> {
    let searches = Search::of_cv(conn, user_id, id).await?;
    Cv::delete(conn, user_id, id, now).await?;
    let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
    let subject = User::subject_of(conn, user_id).await?;
    Demand::end(conn, subject, &combinations, EndedWhy::Deleted, now).await?;
    Tracked::recount(conn, &combinations).await
}
