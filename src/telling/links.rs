//! Mails with a link on request: to confirm an address, at most once in an hour, and to come in, at most once in a
//! week. Both count by address, too: whoever makes accounts with it, and however often.

use crate::app::App;
use crate::db::Connection;
use crate::models::mail::{Mail, MailKind, NewMail};
use crate::models::sign_in_failure::Try;
use crate::models::user::User;
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
pub async fn ask(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Asked> {
    let wait = match lately(conn, app, user.id, MailKind::Confirmation, BETWEEN).await? {
        Some(wait) => Some(wait),
        None => Try::at_confirmation(&user.email).begin(conn, app.clock.now()).await?,
    };
    send(conn, app, user.id, MailKind::Confirmation, wait).await
}

/// Time between two invitations to a person.
const BETWEEN_INVITATIONS: TimeDelta = TimeDelta::days(7);

/// Enqueues a mail with a link that sets a first password. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn invite(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Asked> {
    let wait = match lately(conn, app, user.id, MailKind::Invitation, BETWEEN_INVITATIONS).await? {
        Some(wait) => Some(wait),
        None => Try::at_invitation(&user.email).wait(conn, app.clock.now()).await?,
    };
    send(conn, app, user.id, MailKind::Invitation, wait).await
}

/// The rest of the time between two such mails to a person, who is locked; None: it is over.
async fn lately(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    kind: MailKind,
    between: TimeDelta,
) -> QueryResult<Option<TimeDelta>> {
    User::lock(conn, user_id).await?;
    let last = Mail::last_of(conn, user_id, kind).await?;
    Ok(last.map(|last| last + between - app.clock.now()).filter(|wait| *wait > TimeDelta::zero()))
}

async fn send(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    kind: MailKind,
    wait: Option<TimeDelta>,
) -> QueryResult<Asked> {
    if let Some(wait) = wait {
        return Ok(Asked::Lately(wait));
    }
    NewMail::default().enqueue(conn, kind, Some(user_id), app.clock.now()).await?;
    Ok(Asked::Now)
}
