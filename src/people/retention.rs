//! How long things are kept: accounts that nobody signs in to and texts of CVs go, and what was deleted before goes
//! again after a backup was restored.

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

/// An account goes so long after it was told.
pub const NOTICE: TimeDelta = TimeDelta::days(30);

/// "You are back, so it stays" stands on pages for so long after a person came back.
pub const WELCOME: TimeDelta = TimeDelta::days(1);

/// Accounts that are deleted at most in one round of housekeeping, each in a transaction of its own.
const MOST_ACCOUNTS: i64 = 100;

/// From when on something counts as too old, by the settings. None: it never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// Accounts that nobody has used since then.
    pub idle_since: Option<DateTime<Utc>>,
    /// Texts that were read before then.
    pub read_before: Option<DateTime<Utc>>,
}

impl Ages {
    /// By these settings, now.
    pub fn of(config: &Config, now: DateTime<Utc>) -> Self {
        let ago = |days: i64| (days > 0).then(|| now - TimeDelta::days(days));
        Self { idle_since: ago(config.person_days), read_before: ago(config.cv_days) }
    }
}

/// When an account goes that was told then.
pub fn goes_at(told_at: DateTime<Utc>) -> DateTime<Utc> {
    told_at + NOTICE
}

/// What goes within [`NOTICE`], as things stand.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn ahead(conn: &mut Connection, app: &App) -> QueryResult<GoingNext> {
    let ages = Ages::of(&app.config, app.clock.now());
    let soon = |since: DateTime<Utc>| since + NOTICE;
    LeaveNotice::ahead(conn, ages.idle_since.map(soon), ages.read_before.map(soon)).await
}

/// What a round has taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Accounts, with everything in them.
    pub accounts: usize,
    /// CVs, with their texts, profiles and searches.
    pub cvs: usize,
    /// Texts of CVs that stay.
    pub texts: usize,
}

/// Why a round ended early; what it had done by then stays done.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The database gave no connection.
    #[error(transparent)]
    NoConnection(#[from] PoolError),
    /// The database refused a statement.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// One round: tells accounts that nobody signs in to, deletes those whose time is up, and takes old texts away.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn sweep(app: &App) -> Result<Gone, Broken> {
    let now = app.clock.now();
    let ages = Ages::of(&app.config, now);
    let mut conn = app.db.conn().await?;
    // Without the setting nothing is idle, and what was said is taken back.
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

/// Deletes an account as its person would. False: somebody came back meanwhile.
async fn leave(conn: &mut Connection, user: &User, now: DateTime<Utc>) -> QueryResult<bool> {
    let leaving = conn.transaction(async |conn| -> QueryResult<bool> {
        // Whoever saves searches locks in this order too.
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

/// Deletes again what these marks name, as far as it is there.
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

/// False: it is not there.
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
