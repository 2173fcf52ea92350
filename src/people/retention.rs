//! Retention: accounts without sign-ins and texts of CVs go after a time. After a restored backup, earlier deletions
//! are repeated.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::config::Config;
use crate::db::{Connection, PoolError};
use crate::models::cv::Cv;
use crate::models::deletion::Mark;
use crate::models::leave_notice::{GoingNext, LeaveNotice};
use crate::models::user::User;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;

/// Time between an account's notice and its deletion.
pub const NOTICE: TimeDelta = TimeDelta::days(30);

/// Time for which pages say "You are back, so it stays" to a person who came back.
pub const WELCOME: TimeDelta = TimeDelta::days(1);

/// Most accounts deleted in one round of housekeeping, each in its own transaction.
const MOST_ACCOUNTS: i64 = 100;

/// Moments before which things count as too old, by the settings. None: never too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// Idle accounts: unused since then.
    pub idle_since: Option<DateTime<Utc>>,
    /// Texts of CVs that were read before then.
    pub read_before: Option<DateTime<Utc>>,
}

impl Ages {
    /// Ages by these settings, now.
    pub fn of(config: &Config, now: DateTime<Utc>) -> Self {
        let ago = |days: i64| (days > 0).then(|| now - TimeDelta::days(days));
        Self { idle_since: ago(config.person_days), read_before: ago(config.cv_days) }
    }
}

/// Deletion time of an account whose notice went out at `told_at`.
pub fn goes_at(told_at: DateTime<Utc>) -> DateTime<Utc> {
    told_at + NOTICE
}

/// Accounts and texts that go within [`NOTICE`], as things stand.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn ahead(conn: &mut Connection, app: &App) -> QueryResult<GoingNext> {
    let ages = Ages::of(&app.config, app.clock.now());
    let soon = |since: DateTime<Utc>| since + NOTICE;
    LeaveNotice::ahead(conn, ages.idle_since.map(soon), ages.read_before.map(soon)).await
}

/// Deletions of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Deleted accounts, with all their rows.
    pub accounts: usize,
    /// Deleted CVs, with their texts, profiles and searches.
    pub cvs: usize,
    /// Deleted texts of CVs; the CVs stay.
    pub texts: usize,
}

/// Reason for a round's early end. Deletions made before it stay.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The database gave no connection.
    #[error(transparent)]
    NoConnection(#[from] PoolError),
    /// The database refused a statement.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// One round: gives idle accounts notice, deletes accounts after their notice, and removes old texts.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn sweep(app: &App) -> Result<Gone, Broken> {
    let now = app.clock.now();
    let ages = Ages::of(&app.config, now);
    let mut conn = app.db.conn().await?;
    // Without the setting no account is idle, and notices are taken back.
    LeaveNotice::take_back(&mut conn, ages.idle_since.unwrap_or(DateTime::UNIX_EPOCH), now - NOTICE).await?;
    let mut gone = Gone::default();
    if let Some(idle_since) = ages.idle_since {
        let told = LeaveNotice::tell(&mut conn, idle_since, now).await?;
        if told > 0 {
            tracing::info!(accounts = told, "accounts that nobody signs in to will be deleted in 30 days");
        }
        for user in LeaveNotice::due(&mut conn, now - NOTICE, MOST_ACCOUNTS).await? {
            gone.accounts += usize::from(leave(&mut conn, &user, now).await?);
        }
    }
    if let Some(read_before) = ages.read_before {
        gone.texts = conn.transaction(async |conn| Cv::forget_texts(conn, read_before, now).await).await?;
    }
    Ok(gone)
}

/// Deletes an account as its person would. False: the person came back meanwhile.
async fn leave(conn: &mut Connection, user: &User, now: DateTime<Utc>) -> QueryResult<bool> {
    let leaving = conn.transaction(async |conn| -> QueryResult<bool> {
        // Saving searches takes locks in this order too.
        let _claims = Claims::lock(conn).await?;
        if !LeaveNotice::lock_due(conn, user.id).await? {
            return Ok(false);
        }
        super::delete(conn, user, now).await?;
        Ok(true)
    });
    let is_gone = leaving.await?;
    if is_gone {
        tracing::info!(user.subject = user.subject, "an account was deleted, since nobody had signed in");
    }
    Ok(is_gone)
}

/// Repeats the deletions named by these marks, where rows are there again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn again(app: &App, marks: &[Mark]) -> Result<Gone, Broken> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let mut gone = Gone::default();
    for &mark in marks {
        let deleting = conn.transaction(async |conn| delete_marked(conn, mark, now).await);
        if deleting.await? {
            match mark {
                Mark::Account(_) => gone.accounts += 1,
                Mark::Cv { .. } => gone.cvs += 1,
            }
        }
    }
    Ok(gone)
}

/// Deletes the marked row. False: the row is not there.
async fn delete_marked(conn: &mut Connection, mark: Mark, now: DateTime<Utc>) -> QueryResult<bool> {
    match mark {
        Mark::Account(subject) => {
            let Some(user) = User::find_by_subject(conn, subject).await? else { return Ok(false) };
            super::delete(conn, &user, now).await?;
        }
        Mark::Cv { id, uploaded_at } => {
            let Some(user_id) = Cv::owner(conn, id, uploaded_at).await? else { return Ok(false) };
            super::delete_cv(conn, user_id, id, now).await?;
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Env;

    fn ages(person_days: &str, cv_days: &str) -> Ages {
        let env =
            [("JOBFILL_PERSON_DAYS", person_days), ("JOBFILL_CV_DAYS", cv_days), ("JOBFILL_DATA_DIR", "/nonexistent")];
        Ages::of(&Config::from_env(&Env::of(env)).unwrap(), "2026-11-23T09:15:00Z".parse().unwrap())
    }

    #[test]
    fn days_are_counted_back_from_now_and_none_means_never() {
        let at = |text: &str| Some(text.parse().unwrap());
        let usual = Ages { idle_since: at("2025-11-23T09:15:00Z"), read_before: at("2026-08-25T09:15:00Z") };
        assert_eq!(ages("", ""), usual);
        assert_eq!(ages("0", "0"), Ages { idle_since: None, read_before: None });
        assert_eq!(ages("1", "0").idle_since, at("2026-11-22T09:15:00Z"));
    }
}
