//! Needs: causes for which people may not get jobs. A single list for the overview, `jobfill doctor` and `/metrics`.

pub mod alerts;
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
    /// Cause for which people may not get jobs, the most urgent first.
    pub enum Cause {
        /// No source has a key.
        NoKey = "no_key",
        /// An admin has stopped all spending.
        SpendingStopped = "spending_stopped",
        /// A source is stopped: wrongly set up, or paused.
        SourceStopped = "source_stopped",
        /// Drift: a provider counts more than we do.
        Drift = "drift",
        /// Idle tasks: no worker takes due tasks.
        TasksIdle = "tasks_idle",
        /// Clock off: this machine's clock differs by much from the database's.
        ClockOff = "clock_off",
        /// Run overdue: today's run has not come, or does not end.
        RunOverdue = "run_overdue",
        /// Limit of everybody for the day.
        DayLimit = "day_limit",
        /// Limit of a person for the day.
        PersonLimit = "person_limit",
        /// A provider's plan, of one meter.
        Plan = "plan",
        /// Fetches that a limit, a quota or a switch has put off.
        PutOff = "put_off",
        /// Source out: answers with errors, or cannot be reached; tried again.
        SourceOut = "source_out",
        /// A source has asked for no call for some time.
        SourceWaits = "source_waits",
        /// Unread CVs that still wait.
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
        /// Alerts that do not reach anybody.
        AlertsFailed = "alerts_failed",
        /// Paid pages without an answer.
        UnknownPages = "unknown_pages",
        /// Sign-ins that have to wait after wrong passwords.
        SignInsLocked = "sign_ins_locked",
        /// People without a password.
        NoPassword = "no_password",
        /// Nothing at the foot of the pages says who runs this.
        NoOperator = "no_operator",
    }
}

/// A need: keeps people from getting jobs, or soon will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Name of the cause, for scripts.
    pub cause: Cause,
    /// What it is about, where a cause can be there more than once: a source, a limit, a reason. Empty: there is one.
    pub which: String,
    /// True when somebody has to act; else it is good to know.
    pub is_urgent: bool,
    /// Beginning; None: unknown.
    pub since: Option<DateTime<Utc>>,
    /// Number of fetches, requests, pages, rows, tasks, CVs or people; of a limit, the credits that are used.
    pub count: i64,
    /// Description, in a sentence without its full stop.
    pub what: String,
    /// Remedy, in sentences.
    pub what_to_do: String,
    /// Page on which the need can be dealt with.
    pub link: &'static str,
}

/// Notes limits that came to a step, and limits that are below again. Workers note limits with every tick, so that a
/// step is told by the time at which it was reached; pages and commands that show needs do too.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn note(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let limits = facts::limits(conn, app).await?;
    let reached: Vec<_> = limits.iter().flat_map(limits::Limit::reached).collect();
    Notice::note(conn, &reached, app.clock.now()).await
}

/// Loads all needs, the most urgent first.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn load(conn: &mut Connection, app: &App) -> QueryResult<Vec<Need>> {
    Ok(judge(&Facts::load(conn, app).await?))
}
