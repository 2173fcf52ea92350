//! Task `housekeeping`: sweeps out expired sessions, links, failed sign-ins, finished tasks and old answers, and looks
//! again at fetches that wait for a quota and at combinations whose jobs have grown old. Accounts that nobody signs in to
//! and texts of CVs go by their own terms.

use crate::app::App;
use crate::backfill::waiting;
use crate::people::retention::{self, Broken};
use crate::queue::{Claim, TaskError};
use crate::schema::answers;
use crate::status;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;

/// Statements that sweep, each with the App's time as `$1`. Finished tasks stay for 14 days, for looking at; sessions a
/// day longer than they last, for whose they were when a form still comes.
/// What was deleted is remembered longer than any backup should be kept.
const SWEEP: [&str; 5] = [
    "DELETE FROM sessions WHERE expires_at < $1::timestamptz - interval '1 day'",
    "DELETE FROM password_links WHERE expires_at < $1",
    "DELETE FROM sign_in_failures WHERE forget_at < $1",
    "DELETE FROM deletions WHERE at < $1::timestamptz - interval '400 days'",
    "DELETE FROM tasks WHERE state IN ('done', 'failed') AND finished_at < now() - interval '14 days' AND $1 IS NOT NULL",
];

pub(super) async fn run(app: &App, _claim: &Claim) -> Result<(), TaskError> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    for statement in SWEEP {
        diesel::sql_query(statement).bind::<Timestamptz, _>(now).execute(&mut conn).await?;
    }
    if app.config.answer_days > 0 {
        // Answers that were not read yet were paid for and stay.
        let is_old = answers::stored_at.lt(now - TimeDelta::days(app.config.answer_days));
        diesel::delete(answers::table.filter(is_old)).execute(&mut conn).await?;
    }
    waiting::look_again(&mut conn, app).await?;
    status::judge_outdated(&mut conn, app).await?;
    drop(conn);
    match retention::sweep(app).await {
        Ok(_) => Ok(()),
        Err(Broken::NoConnection(error)) => Err(error.into()),
        Err(Broken::Database(error)) => Err(error.into()),
    }
}
