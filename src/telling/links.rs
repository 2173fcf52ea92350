//! Mails with a link on request: to confirm an address, at most once in an hour, and to come in, at most once in a
//! week.

use crate::app::App;
use crate::db::Connection;
use crate::models::mail::{Mail, MailKind, NewMail};
use chrono::TimeDelta;
use diesel::QueryResult;

/// Time between two confirmation mails to a person.
const BETWEEN: TimeDelta = TimeDelta::hours(1);

/// Outcome of a wish for a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The mail is on its way.
    Now,
    /// A mail went out lately; the next one has to wait for so long.
    Lately(TimeDelta),
}

/// Enqueues a mail with a link that confirms a person's address. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn ask(conn: &mut Connection, app: &App, user_id: i32) -> QueryResult<Asked> {
    send(conn, app, user_id, MailKind::Confirmation, BETWEEN).await
}

/// Time between two invitations to a person.
const BETWEEN_INVITATIONS: TimeDelta = TimeDelta::days(7);

/// Enqueues a mail with a link that sets a first password. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn invite(conn: &mut Connection, app: &App, user_id: i32) -> QueryResult<Asked> {
    send(conn, app, user_id, MailKind::Invitation, BETWEEN_INVITATIONS).await
}

async fn send(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    kind: MailKind,
    between: TimeDelta,
) -> QueryResult<Asked> {
    let now = app.clock.now();
    let free_at = Mail::last_of(conn, user_id, kind).await?.map(|last| last + between);
    if let Some(free_at) = free_at.filter(|free_at| *free_at > now) {
        return Ok(Asked::Lately(free_at - now));
    }
    NewMail::default().enqueue(conn, kind, Some(user_id), now).await?;
    Ok(Asked::Now)
}
