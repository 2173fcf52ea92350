//! Counts of troubles that may keep people from getting jobs, each with its beginning. Every count is over open things,
//! so that none grows with history.

use crate::db::Connection;
use crate::models::fetch::ErrorCode;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Question for a count: the moment, the local day, and a person's limit for the day.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Now, by the App's clock.
    pub now: DateTime<Utc>,
    /// The local date.
    pub today: NaiveDate,
    /// Limit of a person's credits for a day, where the person has none of their own.
    pub person_credits: i64,
}

/// Open troubles of all kinds.
#[derive(Clone, Debug, Default, QueryableByName)]
pub struct Troubles {
    /// CVs that have waited to be read for more than ten minutes.
    #[diesel(sql_type = Int8)]
    pub cvs_waiting: i64,
    /// Upload of the first waiting CV.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub cvs_waiting_since: Option<DateTime<Utc>>,
    /// CVs without searches that no task reads any more.
    #[diesel(sql_type = Int8)]
    pub cvs_failed: i64,
    /// Upload of the first failed CV.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub cvs_failed_since: Option<DateTime<Utc>>,
    /// Unread answers of ended fetches, which are kept.
    #[diesel(sql_type = Int8)]
    pub unread: i64,
    /// Arrival of the first unread answer.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub unread_since: Option<DateTime<Utc>>,
    /// Paid pages without an answer.
    #[diesel(sql_type = Int8)]
    pub unknown: i64,
    /// Reservation of the first such page, by the database's clock.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub unknown_since: Option<DateTime<Utc>>,
    /// True when some of these pages are older than a day.
    #[diesel(sql_type = Bool)]
    pub is_unknown_old: bool,
    /// Accounts and network addresses that have to wait after failed sign-ins.
    #[diesel(sql_type = Int8)]
    pub locked: i64,
    /// Earliest of the last failures of these accounts and addresses.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub locked_since: Option<DateTime<Utc>>,
    /// People without a password.
    #[diesel(sql_type = Int8)]
    pub no_password: i64,
    /// Time at which the first of these people was added.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub no_password_since: Option<DateTime<Utc>>,
    /// Tasks due for more than ten minutes, while no worker did anything.
    #[diesel(sql_type = Int8)]
    pub idle: i64,
    /// Due time of the first of these tasks.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub idle_since: Option<DateTime<Utc>>,
    /// True when there were daily runs before, and none today.
    #[diesel(sql_type = Bool)]
    pub is_run_missing: bool,
    /// Beginning of today's run, while it still starts fetches.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub run_begun_at: Option<DateTime<Utc>>,
    /// Credits held or spent today by everybody.
    #[diesel(sql_type = Int8)]
    pub used_today: i64,
    /// Use of the person who is nearest to their limit today.
    #[diesel(sql_type = Int8)]
    pub most_today: i64,
    /// That person's limit.
    #[diesel(sql_type = Int8)]
    pub most_limit: i64,
    /// People at half of their day's limit or more.
    #[diesel(sql_type = Int8)]
    pub people_at_50: i64,
    /// People at three quarters of their day's limit or more.
    #[diesel(sql_type = Int8)]
    pub people_at_75: i64,
    /// People at nine tenths of their day's limit or more.
    #[diesel(sql_type = Int8)]
    pub people_at_90: i64,
    /// People at their day's limit.
    #[diesel(sql_type = Int8)]
    pub people_at_100: i64,
}

impl Troubles {
    /// Counts all troubles in a single statement.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, asked: Asked) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT waiting.*, failed.*, unread.*, unknown.*, locked.*, invited.*, idle.*, today.*,
                    EXISTS (SELECT FROM refreshes WHERE is_daily AND local_date < $2)
                        AND NOT EXISTS (SELECT FROM refreshes WHERE is_daily AND local_date = $2) AS is_run_missing,
                    (SELECT started_at FROM refreshes WHERE is_daily AND local_date = $2 AND ended_at IS NULL)
                        AS run_begun_at
               FROM (SELECT count(*) AS cvs_waiting, min(uploaded_at) AS cvs_waiting_since
                       FROM cvs WHERE searches_made_at IS NULL AND uploaded_at < $1 - interval '10 minutes'
                        AND EXISTS (SELECT FROM tasks WHERE kind = 'read_cv' AND unique_key = cvs.profile_key
                                       AND state IN ('queued', 'running'))) waiting,
                    (SELECT count(*) AS cvs_failed, min(uploaded_at) AS cvs_failed_since
                       FROM cvs WHERE searches_made_at IS NULL
                        AND NOT EXISTS (SELECT FROM tasks WHERE kind = 'read_cv' AND unique_key = cvs.profile_key
                                           AND state IN ('queued', 'running'))) failed,
                    (SELECT count(*) AS unread, min(received_at) AS unread_since
                       FROM answers
                      WHERE stored_at IS NULL
                        AND (SELECT ended_at IS NOT NULL FROM fetches WHERE fetches.id = answers.fetch_id)) unread,
                    (SELECT count(*) AS unknown, min(reserved_at) AS unknown_since,
                            coalesce(min(reserved_at) < now() - interval '1 day', FALSE) AS is_unknown_old
                       FROM attempts WHERE was_unknown AND state = 'unknown') unknown,
                    (SELECT count(*) AS locked, min(forget_at) - interval '24 hours' AS locked_since
                       FROM sign_in_failures WHERE next_allowed_at > $1) locked,
                    (SELECT count(*) AS no_password, min(created_at) AS no_password_since
                       FROM users WHERE password_hash IS NULL AND disabled_at IS NULL) invited,
                    (SELECT count(*) AS idle, min(due_at) AS idle_since
                       FROM tasks WHERE state = 'queued' AND due_at < $1 - interval '10 minutes'
                        AND retry_at < now() - interval '10 minutes'
                        AND NOT EXISTS (SELECT FROM tasks WHERE state = 'running' AND lease_until > now())
                        AND NOT EXISTS (SELECT FROM tasks WHERE state IN ('done', 'failed')
                                           AND finished_at > now() - interval '10 minutes')) idle,
                    (SELECT coalesce(max(used) FILTER (WHERE subject = 0), 0) AS used_today,
                            coalesce((max(nearest) FILTER (WHERE subject <> 0))[2], 0) AS most_today,
                            coalesce((max(nearest) FILTER (WHERE subject <> 0))[3], $3) AS most_limit,
                            count(*) FILTER (WHERE subject <> 0 AND used * 100 >= most * 50) AS people_at_50,
                            count(*) FILTER (WHERE subject <> 0 AND used * 100 >= most * 75) AS people_at_75,
                            count(*) FILTER (WHERE subject <> 0 AND used * 100 >= most * 90) AS people_at_90,
                            count(*) FILTER (WHERE subject <> 0 AND used >= most) AS people_at_100
                       FROM (SELECT subject, used, most, ARRAY[used * 10000 / greatest(most, 1), used, most] AS nearest
                               FROM (SELECT subject, used,
                                            coalesce((SELECT own_credits FROM users
                                                       WHERE users.subject = allowances.subject), $3) AS most
                                       FROM allowances WHERE day = $2) one) each) today",
        )
        .bind::<Timestamptz, _>(asked.now)
        .bind::<Date, _>(asked.today)
        .bind::<Int8, _>(asked.person_credits)
        .get_result(conn)
        .await
    }
}

/// Fetches deferred for the same limit, quota or switch, and the people behind them.
#[derive(Clone, Debug, QueryableByName)]
pub struct PutOff {
    /// Cause of the deferral.
    #[diesel(sql_type = Text)]
    pub code: ErrorCode,
    /// Number of deferred fetches; counting stops at 10,000.
    #[diesel(sql_type = Int8)]
    pub fetches: i64,
    /// Wanted combinations of these fetches.
    #[diesel(sql_type = Int8)]
    pub combinations: i64,
    /// People who want these combinations.
    #[diesel(sql_type = Int8)]
    pub people: i64,
    /// Reason of one of the fetches, in a sentence.
    #[diesel(sql_type = Text)]
    pub why: String,
    /// Start of the first of these fetches.
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// Time at which the first of these fetches is looked at again.
    #[diesel(sql_type = Timestamptz)]
    pub until: DateTime<Utc>,
}

impl PutOff {
    /// Deferred fetches by cause, the cause with the most people first. Unwanted fetches are left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT waiting.error_code AS code, count(DISTINCT waiting.id) AS fetches,
                    count(DISTINCT wanted.combination_id) AS combinations, count(DISTINCT wanted.subject) AS people,
                    coalesce(max(waiting.error), '') AS why, min(waiting.created_at) AS since,
                    min(waiting.put_off_until) AS until
               FROM (SELECT * FROM fetches WHERE state = 'put_off' ORDER BY id LIMIT 10000) waiting
               JOIN wanted_fetches wanted ON wanted.fetch_id = waiting.id
              WHERE waiting.error_code IS NOT NULL
              GROUP BY waiting.error_code ORDER BY count(DISTINCT wanted.subject) DESC, waiting.error_code",
        )
        .load(conn)
        .await
    }
}
