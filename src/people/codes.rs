//! Signing in in two steps: a password, then a code.

use super::roles::By;
use crate::db::Connection;
use crate::models::begun_sign_in::BegunSignIn;
use crate::models::second_factor::SecondFactor;
use crate::models::session::Session;
use crate::models::user::User;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// What a right password, or a link, opens.
#[derive(Clone, Debug)]
pub enum Entered {
    /// A session: its token.
    Whole(String),
    /// The page that asks for the code: the token of the begun sign-in.
    Half(String),
}

/// Lets a person in whose password was right, in place of the browser's earlier session: whole, or half where a code is
/// asked for.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn enter(conn: &mut Connection, old: Option<&str>, user_id: i32, now: DateTime<Utc>) -> QueryResult<Entered> {
    if SecondFactor::is_on(conn, user_id).await? {
        return BegunSignIn::create(conn, user_id, now).await.map(Entered::Half);
    }
    Session::renew(conn, old, user_id, now).await.map(Entered::Whole)
}

/// Takes a code of the person's device, or a recovery code. False: it is neither, or was taken before.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn accept(conn: &mut Connection, user_id: i32, typed: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    let factor = SecondFactor::find(conn, user_id).await?;
    let key = factor.filter(|factor| factor.confirmed_at.is_some()).and_then(|factor| factor.key());
    match key.and_then(|key| key.step_of(typed, now)) {
        Some(step) => SecondFactor::take(conn, user_id, step).await,
        None => SecondFactor::take_recovery(conn, user_id, typed).await,
    }
}

/// Asks for codes from now on, when a code shows that the device has the key; returns the recovery codes. None: the code
/// is wrong, or there is no key to confirm. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn confirm(
    conn: &mut Connection,
    user: &User,
    typed: &str,
    now: DateTime<Utc>,
) -> QueryResult<Option<Vec<String>>> {
    let key = SecondFactor::find(conn, user.id).await?.and_then(|factor| factor.waiting_key(now));
    let Some(step) = key.and_then(|key| key.step_of(typed, now)) else { return Ok(None) };
    if !SecondFactor::confirm(conn, user.id, step, now).await? {
        return Ok(None);
    }
    note(conn, user, "switch own second step on", now).await?;
    SecondFactor::renew_recovery(conn, user.id).await.map(Some)
}

/// Makes new recovery codes in place of the person's earlier ones. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn renew(conn: &mut Connection, user: &User, now: DateTime<Utc>) -> QueryResult<Vec<String>> {
    note(conn, user, "renew recovery codes", now).await?;
    SecondFactor::renew_recovery(conn, user.id).await
}

/// Ends a person's second step at their own wish, and all sessions but the one of this token. The caller opens the
/// transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn switch_off(conn: &mut Connection, user: &User, token: &str, now: DateTime<Utc>) -> QueryResult<()> {
    if end(conn, user.id).await? {
        Session::end_others(conn, user.id, token).await?;
        note(conn, user, "switch own second step off", now).await?;
    }
    Ok(())
}

/// Keeps on record what becomes of a second step that guards more than its person's own account.
async fn note(conn: &mut Connection, user: &User, action: &str, now: DateTime<Utc>) -> QueryResult<()> {
    tracing::info!(user.subject = user.subject, action, "a second step was changed");
    if !user.role.may_look() {
        return Ok(());
    }
    let by = By { subject: Some(user.subject), reason: "" };
    by.entry(action, user, serde_json::json!({})).record(conn, now).await
}

/// Asks for no code from now on, not even a browser that was asked for one already; false: none was asked for. The caller
/// opens the transaction, and ends sessions.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn end(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
    BegunSignIn::end_all(conn, user_id).await?;
    SecondFactor::end(conn, user_id).await
}

/// Takes a person's second factor away, and signs the person out everywhere, with an entry in the audit; false: there was
/// none. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn take_away(conn: &mut Connection, person: &User, by: By<'_>, now: DateTime<Utc>) -> QueryResult<bool> {
    if !end(conn, person.id).await? {
        return Ok(false);
    }
    Session::end_all(conn, person.id).await?;
    by.entry("take second step away", person, serde_json::json!({})).record(conn, now).await?;
    Ok(true)
}
