//! Task `read_cv`: reads a CV's text, once for all CVs with that text, and makes their searches.

use crate::app::App;
use crate::cv::claude::ReadError;
use crate::cv::{self, CvReader, Profile, ReadingOutcome};
use crate::db::Connection;
use crate::models::cv::{Cv, NewReading, ProfileRow};
use crate::queue::{Claim, TaskError};
use crate::reading::{self, Read};
use anyhow::anyhow;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::{Duration, Instant};

/// Longest wait granted to Claude at a time: a person sits before the page. Beyond, the offline reader takes over.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Age of a reading, with the wait that Claude asks for, from which the offline reader takes over: so long a person
/// waits.
const PATIENCE: Duration = Duration::from_secs(2 * 60);

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    profile_key: String,
}

/// Key of the text.
pub(super) fn profile_key(claim: &Claim) -> Option<String> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).ok()?;
    Some(payload.profile_key)
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let key = profile_key(claim).ok_or_else(|| TaskError::fail(anyhow!("the task names no profile")))?;
    let mut conn = app.db.conn().await?;
    let Some(text) = Cv::any_text(&mut conn, &key).await? else { return Ok(()) };
    let profile = ProfileRow::find(&mut conn, &key).await?;
    drop(conn);
    let began = Instant::now();
    let age = || Duration::try_from_secs_f64(claim.age_seconds).unwrap_or_default() + began.elapsed();
    let is_worth = |wait| is_worth_waiting(wait, claim.attempt, age());
    let read = read(app, text, profile.sent, is_worth).await?;
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| {
        if !claim.finish(conn).await? {
            return Err(TaskError::LeaseLost);
        }
        Ok(reading::finish(conn, app, &key, &read).await?)
    })
    .await
}

/// True when Claude is asked again after such a wait. A first failure says little: the text may have waited for a
/// worker.
fn is_worth_waiting(wait: Duration, attempt: i32, age: Duration) -> bool {
    wait <= LONGEST_WAIT && (attempt <= 1 || age + wait <= PATIENCE)
}

/// Asks Claude with the text kept for sending. Without such a text, or without a key by now, the offline reader reads.
/// `is_worth`: whether to wait for Claude, or else let the offline reader take over.
async fn read(
    app: &App,
    text: String,
    sent: Option<String>,
    is_worth: impl Fn(Duration) -> bool,
) -> Result<Read, TaskError> {
    let Some((claude, sent)) = app.claude.as_ref().zip(sent) else { return offline(text).await };
    let skills = cv::skills(&text);
    let outcome = claude.read(&sent, app.clock.now()).await;
    if let Err(error) = &outcome {
        record_failure(app, claude.model(), error).await?;
    }
    match outcome {
        Ok(reading) => Ok(Read {
            reader: CvReader::Claude,
            model: reading.model,
            profile: Profile { skills, ..reading.profile },
            input_tokens: reading.input_tokens.into(),
            output_tokens: reading.output_tokens.into(),
        }),
        Err(ReadError::Retry { why, after, .. }) if is_worth(after.unwrap_or_default()) => {
            Err(TaskError::Retry { why: anyhow!("{why}"), wait: after })
        }
        Err(ReadError::Retry { why, .. } | ReadError::PausedUntil { why, .. } | ReadError::Fail { why, .. }) => {
            Err(TaskError::fail(anyhow!("{why}")))
        }
    }
}

/// Records the tokens of a failed reading.
async fn record_failure(app: &App, model: &str, error: &ReadError) -> Result<(), TaskError> {
    let usage = error.usage();
    let reading = NewReading {
        at: app.clock.now(),
        day: app.today(),
        model,
        input_tokens: usage.input_tokens.into(),
        output_tokens: usage.output_tokens.into(),
        outcome: ReadingOutcome::Failed,
    };
    Ok(reading.insert(&mut *app.db.conn().await?).await?)
}

/// Reads offline, within milliseconds, on a thread for computing.
async fn offline(text: String) -> Result<Read, TaskError> {
    tokio::task::spawn_blocking(move || reading::read_offline(&text)).await.map_err(TaskError::fail)
}

/// Reads offline when Claude could not be had, so that no upload is lost.
pub(super) async fn give_up(app: &App, conn: &mut Connection, claim: &Claim) -> QueryResult<()> {
    let Some(key) = profile_key(claim) else { return Ok(()) };
    let Some(text) = Cv::any_text(conn, &key).await? else { return Ok(()) };
    reading::finish(conn, app, &key, &reading::read_offline(&text)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claude_is_waited_for_as_long_as_a_person_would() {
        let is_worth =
            |wait, attempt, age| is_worth_waiting(Duration::from_secs(wait), attempt, Duration::from_secs(age));
        assert!(is_worth(0, 1, 0) && is_worth(60, 1, 5) && is_worth(60, 2, 60) && is_worth(0, 3, 120));
        assert!(!is_worth(61, 1, 0), "longer than a minute");
        assert!(!is_worth(0, 2, 121) && !is_worth(30, 3, 91), "tried for two minutes");
        assert!(is_worth(0, 1, 86_400), "it waited for a worker, and not for Claude");
    }
}
