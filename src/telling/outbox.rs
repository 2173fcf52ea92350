//! Sending a mail. Notes before and after each step decide the fate of a mail whose sender dies. Before its text goes
//! out, a mail is tried again; after that, and before the answer is noted, its fate is unknown. News are taken for told
//! then, since they come once; a link is sent again, since a person waits for it.

use super::letters;
use crate::app::App;
use crate::crash_point;
use crate::db::Connection;
use crate::mail::{MailError, Posting, Server, Trouble};
use crate::models::digest::Digest;
use crate::models::mail::{Mail, MailKind, MailState};
use crate::models::sign_in_failure::Try;
use crate::models::user::User;
use crate::queue::{Claim, Snooze, TaskError};
use crate::text;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::Duration;

/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Wait of a process without a mail server, for one that has it.
const WITHOUT_SERVER: Duration = Duration::from_secs(600);

/// A mail ready to go out.
struct Ready {
    mail: Mail,
    posting: Posting,
    message: Vec<u8>,
}

/// Reason why a mail is not sent: the database, or a letter that cannot be written.
type Preparing<T> = Result<T, TaskError>;

/// Sends a mail that is still to be sent.
///
/// # Errors
///
/// [`TaskError`] says whether the mail is tried again.
pub async fn deliver(app: &App, claim: &Claim, mail_id: i64) -> Result<(), TaskError> {
    if app.mail.is_none() {
        return Err(TaskError::Snooze(Snooze::wait(WITHOUT_SERVER)));
    }
    let mut conn = app.db.conn().await?;
    let ready = conn.transaction(async |conn| prepare(conn, app, claim, mail_id).await).await?;
    drop(conn);
    match (ready, app.mail.as_ref()) {
        (Some(ready), Some(server)) => send(app, claim, server, &ready).await,
        _ => Ok(()),
    }
}

/// Makes the letter, with links of its own. None: no mail is to be sent any more, and the mail's row says so.
async fn prepare(conn: &mut Connection, app: &App, claim: &Claim, mail_id: i64) -> Preparing<Option<Ready>> {
    if !claim.is_held(conn).await? {
        return Err(TaskError::LeaseLost);
    }
    let Some(mail) = Mail::lock(conn, mail_id).await? else { return Ok(None) };
    if !is_to_be_sent(conn, app, &mail).await? {
        return Ok(None);
    }
    let Some(user) = recipient(conn, &mail).await? else { return drop_it(conn, app, &mail).await };
    let writing = letters::letter(conn, app, &mail, &user);
    let letter = text::speaking(super::language(app, &user), writing).await.map_err(TaskError::of)?;
    let (Some(letter), Some(server)) = (letter, app.mail.as_ref()) else { return drop_it(conn, app, &mail).await };
    let posting = posting(server, &mail, &user, claim.attempt)?;
    let message = letter.message(server.sender(), &posting).map_err(TaskError::fail)?;
    Ok(Some(Ready { mail, posting, message }))
}

/// Whether a mail waits, or has to go out again after its sender died.
async fn is_to_be_sent(conn: &mut Connection, app: &App, mail: &Mail) -> QueryResult<bool> {
    match mail.state {
        MailState::Waiting => Ok(true),
        MailState::Sending if mail.kind.may_come_twice() => {
            mail.put_back(conn, MailError::WorkerGone).await?;
            Ok(true)
        }
        MailState::Sending => {
            told(conn, app, mail, MailState::Unknown, Some(MailError::WorkerGone)).await?;
            Ok(false)
        }
        MailState::Sent | MailState::Unknown | MailState::Failed | MailState::Dropped => Ok(false),
    }
}

/// The recipient. None: the mail has no recipient, by now or from the beginning.
async fn recipient(conn: &mut Connection, mail: &Mail) -> QueryResult<Option<User>> {
    let Some(user_id) = mail.user_id else { return Ok(None) };
    if mail.kind == MailKind::Digest && Digest::of_user(conn, user_id).await?.is_none() {
        return Ok(None);
    }
    let user = User::find(conn, user_id).await?;
    Ok(Some(user).filter(|user| user.disabled_at.is_none()))
}

async fn drop_it(conn: &mut Connection, app: &App, mail: &Mail) -> Preparing<Option<Ready>> {
    mail.is_lost(conn, MailState::Dropped, mail.error, app.clock.now()).await?;
    Ok(None)
}

/// A mail's double has its id, so that a mail store may drop it. But each try of a confirmation voids the link of the try
/// before: its id is another one, or a store would keep the void link.
fn posting(server: &Server, mail: &Mail, user: &User, attempt: i32) -> Result<Posting, TaskError> {
    let to = user.email.parse().map_err(|_| TaskError::fail(anyhow::anyhow!("the address takes no mail")))?;
    let (made, domain) = (mail.made_at.timestamp_micros(), server.sender().email.domain());
    let number = match mail.kind {
        MailKind::Confirmation => format!("{}.{attempt}", mail.id),
        MailKind::Reset | MailKind::Invitation | MailKind::Digest => mail.id.to_string(),
    };
    Ok(Posting { to, message_id: format!("<{number}.{made}@{domain}>"), at: mail.made_at })
}

/// Up to the recipient no part of the mail has gone out. The sending of the text is noted before its first byte.
async fn send(app: &App, claim: &Claim, server: &Server, ready: &Ready) -> Result<(), TaskError> {
    let mail = &ready.mail;
    let mut line = match server.reach(&ready.posting.to).await {
        Ok(line) => line,
        Err(trouble) => return fail(app, claim, mail, trouble).await,
    };
    crash_point::reach(&app.config, "mail_reached");
    if !goes_out(app, claim, mail).await? {
        return Err(TaskError::LeaseLost);
    }
    crash_point::reach(&app.config, "mail_begun");
    let answer = line.hand_over(&ready.message).await;
    crash_point::reach(&app.config, "mail_taken");
    note(app, claim, mail, answer).await?;
    line.part().await;
    Ok(())
}

/// Notes that the text goes out. False: another worker has the mail by now, or had it.
async fn goes_out(app: &App, claim: &Claim, mail: &Mail) -> Result<bool, TaskError> {
    let mut conn = app.db.conn().await?;
    let noting = conn.transaction(async |conn| -> QueryResult<bool> {
        Ok(claim.is_held(conn).await? && mail.goes_out(conn).await?)
    });
    Ok(noting.await?)
}

/// Notes the meaning of the server's answer.
async fn note(app: &App, claim: &Claim, mail: &Mail, answer: Result<(), Trouble>) -> Result<(), TaskError> {
    match answer {
        Ok(()) => {
            tracing::info!(mail.id = mail.id, mail.kind = %mail.kind, "a mail was sent");
            end(app, mail, MailState::Sent, None).await
        }
        Err(trouble) if trouble.error == MailError::NoAnswer && !mail.kind.may_come_twice() => {
            tracing::warn!(mail.id = mail.id, "a mail's end is unknown: it is taken for sent");
            end(app, mail, MailState::Unknown, Some(trouble.error)).await
        }
        Err(trouble) => fail(app, claim, mail, trouble).await,
    }
}

/// Ends a mail that was taken in, or is taken for that, no matter which worker holds the task by now.
async fn end(app: &App, mail: &Mail, state: MailState, why: Option<MailError>) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let ending = conn.transaction(async |conn| match Mail::lock(conn, mail.id).await? {
        Some(mail) => told(conn, app, &mail, state, why).await,
        None => Ok(()),
    });
    Ok(ending.await?)
}

/// A mail not taken in is tried again later, or given up where the server will never take it.
async fn fail(app: &App, claim: &Claim, mail: &Mail, trouble: Trouble) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let putting = conn.transaction(async |conn| -> QueryResult<bool> {
        let is_held = claim.is_held(conn).await?;
        if is_held {
            mail.put_back(conn, trouble.error).await?;
        }
        Ok(is_held)
    });
    if !putting.await? {
        return Err(TaskError::LeaseLost);
    }
    match trouble.is_final() {
        true => Err(TaskError::fail(trouble)),
        false => Err(TaskError::Retry { why: trouble.into(), wait: Some(wait(claim.attempt)) }),
    }
}

/// A minute, then twice as long each time, up to an hour: servers that put mail off want it back after minutes.
fn wait(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(16);
    LONGEST_WAIT.min(Duration::from_secs(60) * 2_u32.pow(doublings))
}

/// Ends a mail that is not tried again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn give_up(conn: &mut Connection, app: &App, mail_id: i64) -> QueryResult<()> {
    let Some(mail) = Mail::lock(conn, mail_id).await? else { return Ok(()) };
    let now = app.clock.now();
    match mail.state {
        MailState::Waiting => mail.is_lost(conn, MailState::Failed, mail.error, now).await,
        MailState::Sending => told(conn, app, &mail, MailState::Unknown, Some(MailError::WorkerGone)).await,
        MailState::Sent | MailState::Unknown | MailState::Failed | MailState::Dropped => Ok(()),
    }
}

/// Notes that a mail was taken in, or may have been. Invitations count by their address from here on.
async fn told(
    conn: &mut Connection,
    app: &App,
    mail: &Mail,
    state: MailState,
    why: Option<MailError>,
) -> QueryResult<()> {
    let now = app.clock.now();
    if let (MailKind::Invitation, Some(user_id)) = (mail.kind, mail.user_id) {
        Try::at_invitation(&User::find(conn, user_id).await?.email).begin(conn, now).await?;
    }
    mail.is_told(conn, state, why, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_puts_mail_off_is_asked_less_and_less_often() {
        let waits: Vec<u64> = (1..=8).map(|attempt| wait(attempt).as_secs() / 60).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    }
}
