//! Is anybody not getting jobs, and why? One list of causes, for the overview, `jobfill doctor` and `/metrics`.

mod facts;
mod judge;
pub mod limits;

pub use self::facts::Facts;
pub use self::judge::judge;

use crate::app::App;
use crate::closed_list;
use crate::db::Connection;
use crate::models::notice::Notice;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

closed_list! {
    "a cause";
    /// Why somebody may not get jobs, the most urgent first.
    pub enum Cause {
        /// No source has a key.
        NoKey = "no_key",
        /// An admin has stopped all spending.
        SpendingStopped = "spending_stopped",
        /// A source is stopped: wrongly set up, or paused.
        SourceStopped = "source_stopped",
        /// A provider counts more than we do.
        Drift = "drift",
        /// No worker takes what is due.
        TasksIdle = "tasks_idle",
        /// This machine's clock differs by much from the database's.
        ClockOff = "clock_off",
        /// Today's run has not come, or does not end.
        RunOverdue = "run_overdue",
        /// Everybody's limit for the day.
        DayLimit = "day_limit",
        /// What one person may spend in a day.
        PersonLimit = "person_limit",
        /// A provider's plan, of one meter.
        Plan = "plan",
        /// Fetches that a limit, a quota or a switch has put off.
        PutOff = "put_off",
        /// A source answers with errors, or cannot be reached; it is tried again.
        SourceOut = "source_out",
        /// A source has asked for no call for some time.
        SourceWaits = "source_waits",
        /// CVs that are not read.
        CvWaits = "cv_waits",
        /// CVs left unread for good.
        CvFailed = "cv_failed",
        /// Answers that were paid for and could not be read.
        Unreadable = "unreadable",
        /// Rows of answers that could not be read, in the last 24 hours.
        RowsLeftOut = "rows_left_out",
        /// Requests whose last fetch failed.
        FailedFetches = "failed_fetches",
        /// Mails that were not taken in.
        MailsFailed = "mails_failed",
        /// Paid pages without an answer.
        UnknownPages = "unknown_pages",
        /// Sign-ins that have to wait after wrong passwords.
        SignInsLocked = "sign_ins_locked",
        /// People without a password.
        NoPassword = "no_password",
    }
}

/// Something that keeps people from getting jobs, or soon will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its name, for scripts.
    pub cause: Cause,
    /// Somebody has to do something; else it is good to know.
    pub is_urgent: bool,
    /// Beginning; None: unknown.
    pub since: Option<DateTime<Utc>>,
    /// How many: fetches, requests, pages, rows, tasks, CVs or people; of a limit, the credits that are used.
    pub count: i64,
    /// What it is, in a sentence without its full stop.
    pub what: String,
    /// What to do, in sentences.
    pub what_to_do: String,
    /// The page where it can be dealt with.
    pub link: &'static str,
}

/// Notes limits that came to a step, and those that are below again. Workers do it with every tick, so that a step is
/// told by the time at which it was reached; whoever looks does it too.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn note(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let limits = facts::limits(conn, app).await?;
    let reached: Vec<_> = limits.iter().flat_map(limits::Limit::reached).collect();
    Notice::note(conn, &reached, app.clock.now()).await
}

/// Everything that needs somebody or is good to know, the most urgent first.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn load(conn: &mut Connection, app: &App) -> QueryResult<Vec<Need>> {
    Ok(judge(&Facts::load(conn, app).await?))
}
