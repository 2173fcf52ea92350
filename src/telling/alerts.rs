//! Sending alerts to operators. A mail is told once: one whose end nobody knows is taken for sent. A message to the
//! webhook is sent until its receiver has taken it, ten times in some four hours, always with the same id, by which the receiver leaves out doubles.

use crate::app::App;
use crate::crash_point;
use crate::db::Connection;
use crate::mail::{Letter, MailError, Posting, Server, Trouble};
use crate::models::alert::{Alert, AlertMessage, AlertWay, MessageState};
use crate::queue::{Claim, Snooze, TaskError};
use crate::webhook::Webhook;
use anyhow::anyhow;
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde_json::json;
use std::time::Duration;

/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Wait of an end for its beginning.
const AFTER_BEGINNING: Duration = Duration::from_secs(60);

#[derive(Template)]
#[template(path = "mail/alert.txt")]
struct AlertText<'a> {
    what: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/alert.html")]
struct AlertHtml<'a> {
    subject: &'a str,
    what: &'a str,
    link: &'a str,
}

/// Sends a message that is still to be sent.
///
/// # Errors
///
/// [`TaskError`] says whether it is tried again.
pub async fn deliver(app: &App, claim: &Claim, message_id: i64) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let found = conn.transaction(async |conn| prepare(conn, app, claim, message_id).await).await?;
    drop(conn);
    let Some((message, alert)) = found else { return Ok(()) };
    match (message.way, &app.webhook, &app.mail) {
        (AlertWay::Webhook, Some(webhook), _) => call(app, claim, webhook, (&message, &alert)).await,
        (AlertWay::Mail, _, Some(server)) => mail(app, claim, server, (&message, &alert)).await,
        // The way was taken out of the settings.
        _ => settle(app, &message, MessageState::Failed).await,
    }
}

/// A message to be sent, with its alert; None: it has its end. Who was told of no beginning yet is told of no end.
async fn prepare(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    message_id: i64,
) -> Result<Option<(AlertMessage, Alert)>, TaskError> {
    if !claim.is_held(conn).await? {
        return Err(TaskError::LeaseLost);
    }
    let Some(message) = AlertMessage::lock(conn, message_id).await? else { return Ok(None) };
    if !is_to_be_sent(conn, app, &message).await? {
        return Ok(None);
    }
    if message.is_end && message.is_beginning_open(conn).await? {
        return Err(TaskError::Snooze(Snooze::wait(AFTER_BEGINNING)));
    }
    let alert = Alert::find(conn, message.alert_id).await?;
    Ok(Some((message, alert)))
}

/// A mail whose sender died while its text went out is taken for sent.
async fn is_to_be_sent(conn: &mut Connection, app: &App, message: &AlertMessage) -> QueryResult<bool> {
    if message.state == MessageState::Sending {
        message.settle(conn, MessageState::Unknown, app.clock.now()).await?;
    }
    Ok(message.state == MessageState::Waiting)
}

async fn call(
    app: &App,
    claim: &Claim,
    webhook: &Webhook,
    (message, alert): (&AlertMessage, &Alert),
) -> Result<(), TaskError> {
    let answer = webhook.send(&id(message), body(app, message, alert), app.clock.now()).await;
    crash_point::reach(&app.config, "alert_called");
    match answer {
        Ok(()) => settle(app, message, MessageState::Sent).await,
        Err(refusal) => {
            put_back(app, claim, message, &refusal.to_string()).await?;
            match refusal.is_final() {
                true => Err(TaskError::fail(refusal)),
                false => Err(TaskError::Retry { why: refusal.into(), wait: Some(wait(claim.attempt)) }),
            }
        }
    }
}

async fn mail(
    app: &App,
    claim: &Claim,
    server: &Server,
    (message, alert): (&AlertMessage, &Alert),
) -> Result<(), TaskError> {
    let to = message.recipient.parse().map_err(|_| TaskError::fail(anyhow!("the address takes no mail")))?;
    let message_id = format!("<{}@{}>", id(message), server.sender().email.domain());
    let posting = Posting { to, message_id, at: message.made_at };
    let letter = letter(app, message, alert).map_err(TaskError::fail)?;
    let letter = letter.message(server.sender(), &posting).map_err(TaskError::fail)?;
    let mut line = match server.reach(&posting.to).await {
        Ok(line) => line,
        Err(trouble) => return refused(app, claim, message, trouble).await,
    };
    if !goes_out(app, claim, message).await? {
        return Err(TaskError::LeaseLost);
    }
    let answer = line.hand_over(&letter).await;
    crash_point::reach(&app.config, "alert_mailed");
    match answer {
        Ok(()) => settle(app, message, MessageState::Sent).await?,
        Err(trouble) if trouble.error == MailError::NoAnswer => settle(app, message, MessageState::Unknown).await?,
        Err(trouble) => return refused(app, claim, message, trouble).await,
    }
    line.part().await;
    Ok(())
}

/// Notes that the text goes out. False: another worker has the message by now, or had it.
async fn goes_out(app: &App, claim: &Claim, message: &AlertMessage) -> Result<bool, TaskError> {
    let mut conn = app.db.conn().await?;
    let noting = conn.transaction(async |conn| -> QueryResult<bool> {
        Ok(claim.is_held(conn).await? && message.goes_out(conn).await?)
    });
    Ok(noting.await?)
}

async fn settle(app: &App, message: &AlertMessage, state: MessageState) -> Result<(), TaskError> {
    message.settle(&mut *app.db.conn().await?, state, app.clock.now()).await?;
    tracing::info!(message.id = message.id, way = %message.way, state = %state, "an alert was told");
    Ok(())
}

/// A mail that the server has surely not taken in.
async fn refused(app: &App, claim: &Claim, message: &AlertMessage, trouble: Trouble) -> Result<(), TaskError> {
    put_back(app, claim, message, &trouble.to_string()).await?;
    match trouble.is_final() {
        true => Err(TaskError::fail(trouble)),
        false => Err(TaskError::Retry { why: trouble.into(), wait: Some(wait(claim.attempt)) }),
    }
}

/// Notes that a message is tried again, unless another worker has it by now.
async fn put_back(app: &App, claim: &Claim, message: &AlertMessage, why: &str) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let putting = conn.transaction(async |conn| -> QueryResult<bool> {
        let is_held = claim.is_held(conn).await?;
        if is_held {
            message.put_back(conn, why).await?;
        }
        Ok(is_held)
    });
    if putting.await? { Ok(()) } else { Err(TaskError::LeaseLost) }
}

/// A minute, then twice as long each time, up to an hour.
fn wait(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(16);
    LONGEST_WAIT.min(Duration::from_secs(60) * 2_u32.pow(doublings))
}

/// Ends a message that is not tried again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn give_up(conn: &mut Connection, app: &App, message_id: i64) -> QueryResult<()> {
    let Some(message) = AlertMessage::lock(conn, message_id).await? else { return Ok(()) };
    // Its worker may have died again and again while its text went out.
    let state = if message.state == MessageState::Sending { MessageState::Unknown } else { MessageState::Failed };
    message.settle(conn, state, app.clock.now()).await
}

/// The id of a message, the same for each try, and its own among all installations' that share a receiver.
fn id(message: &AlertMessage) -> String {
    format!("alert_{}_{}", message.id, message.made_at.timestamp_micros())
}

/// The message as JSON. It holds no words of people: reasons that admins typed stay on the page.
fn body(app: &App, message: &AlertMessage, alert: &Alert) -> String {
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let ended_at = alert.ended_at.filter(|_| message.is_end).map(time);
    let body = json!({
        "type": if message.is_end { "need.ended" } else { "need.began" },
        "timestamp": time(message.made_at),
        "data": {
            "cause": alert.cause,
            "which": alert.which,
            "what": alert.what,
            "count": alert.count,
            "since": alert.since.map(time),
            "began_at": time(alert.began_at),
            "ended_at": ended_at,
            "link": link(app, alert),
        },
    });
    body.to_string()
}

fn letter(app: &App, message: &AlertMessage, alert: &Alert) -> anyhow::Result<Letter> {
    let what = alert.what.as_str();
    let (subject, what) = match message.is_end {
        true => (say!("needs-alert-over", what = what), say!("needs-alert-over-what", what = what)),
        false => (say!("needs-alert", what = what), say!("needs-alert-what", what = what)),
    };
    let link = link(app, alert);
    Ok(Letter {
        text: AlertText { what: &what, link: &link }.render()?,
        html: AlertHtml { subject: &subject, what: &what, link: &link }.render()?,
        subject,
        stop: None,
    })
}

fn link(app: &App, alert: &Alert) -> String {
    format!("{}{}", super::site(app), alert.link)
}
