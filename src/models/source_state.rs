//! State of a source, common to all workers: pace, health, and a stop.

use crate::closed_list;
mod calls;
mod health;

pub use self::calls::{Call, Crowd, Noted, ToldOfMeter, Turn};
pub use self::health::Health;

use crate::db::{Connection, Prepare as _};
use crate::models::fetch::{ErrorCode, Fetch};
use crate::schema::sources;
use crate::sources::Source;
use crate::sources::breaker::Breaker;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

closed_list! {
    "a cause of a stop";
    /// Cause for which a source is stopped.
    pub enum StopCode {
        /// Misconfigured: a key, a subscription or a path is wrong; a restart clears the stop.
        Misconfigured = "misconfigured",
        /// Drift: the provider counted more than we did; an admin's adjustment clears the stop.
        Drift = "drift",
        /// Unreadable: three answers in a row were unusable; an admin's resume clears the stop.
        Unreadable = "unreadable",
        /// Paused by an admin.
        Paused = "paused",
        /// Outage: too many of its tries were charged; an admin's resume begins anew.
        Outage = "outage",
        /// Asked to wait: the source asked for a pause longer than any that is granted; an admin's resume clears the
        /// stop.
        AskedToWait = "asked_to_wait",
    }
}

/// A source's row: health, and the stop that all workers obey.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = sources)]
pub struct SourceState {
    /// Source that the row is about.
    pub source: Source,
    /// Reason of a stop, in words; None: not stopped.
    pub stopped_why: Option<String>,
    /// Kind of a stop: decides who can lift it.
    pub stopped_code: Option<StopCode>,
    /// Time of a stop.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Time of the last answer that was kept.
    pub last_success_at: Option<DateTime<Utc>>,
    /// Time of the last failed call.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// The last failure, in words for admins.
    pub last_failure: Option<String>,
    /// Beginning of the outage; None: no outage.
    pub out_since: Option<DateTime<Utc>>,
    /// Number of the attempt above which attempts are tries in the outage.
    pub out_after: Option<i64>,
    /// Tries that failed in the outage.
    pub out_tries: i32,
    /// Answers lost in a row.
    pub lost_in_row: i32,
    /// Usual time of the source's answers, in milliseconds; None: never measured.
    pub usual_ms: Option<i32>,
    /// Unreadable rows of the source's answers, ever.
    pub left_out: i64,
}

impl SourceState {
    /// Day (UTC) up to which a source's list of closed postings was read; None: never.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn closed_read_to(conn: &mut Connection, source: Source) -> QueryResult<Option<NaiveDate>> {
        sources::table.find(source).select(sources::closed_read_to).first(conn).await
    }

    /// Notes that a day's list of closed postings was read. Where the day before was not read, the days begin anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_closed_read(conn: &mut Connection, source: Source, day: NaiveDate) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE sources SET closed_read_from = CASE WHEN closed_read_to >= $2 - 1 THEN closed_read_from ELSE $2 END,
                    closed_read_to = $2
              WHERE source = $1",
        )
        .bind::<Text, _>(source)
        .bind::<Date, _>(day)
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Loads a source's row, locked until the transaction ends.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such source; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection, source: Source) -> QueryResult<Self> {
        sources::table.find(source).select(Self::as_select()).for_no_key_update().first(conn).await
    }

    /// Loads all sources, JSearch first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        sources::table.order(sources::source.desc()).select(Self::as_select()).load(conn).await
    }

    /// Stops a source. A stopped source keeps its first cause, so that each cause is cleared by its own act.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn stop(
        conn: &mut Connection,
        source: Source,
        code: StopCode,
        why: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::update(sources::table.find(source))
            .filter(sources::stopped_code.is_null().or(sources::stopped_code.eq(code)))
            .set((sources::stopped_code.eq(code), sources::stopped_why.eq(why), sources::stopped_at.eq(now)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// True when the provider counted more than we did: only an adjustment lets the source go on.
    pub fn is_drifted(&self) -> bool {
        self.stopped_code == Some(StopCode::Drift)
    }

    /// State of the source's breaker.
    pub fn breaker(&self) -> Breaker {
        Breaker { out_after: self.out_after, tries: self.out_tries, lost_in_row: self.lost_in_row }
    }

    /// Usual time of the source's answers; None: never measured.
    pub fn usual(&self) -> Option<Duration> {
        self.usual_ms.map(|millis| Duration::from_millis(millis.unsigned_abs().into()))
    }

    /// Lets a source go on; the caller has seen the cause gone. Fetches deferred for the stop or for a wait are due at
    /// once. Unreadable answers so far count no more. An outage is tried at once, its tries counted anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn resume(conn: &mut Connection, source: Source, now: DateTime<Utc>) -> QueryResult<()> {
        // Fetches before their source: the locking order of purchases.
        Fetch::wake_put_off(conn, ErrorCode::SourceStopped, now).await?;
        Fetch::try_now(conn, source).await?;
        Self::clear(conn, Some(source), None).await?;
        diesel::sql_query(
            "UPDATE sources SET next_call_at = least(next_call_at, clock_timestamp()), out_tries = 0, lost_in_row = 0,
                    out_after = CASE WHEN out_after IS NOT NULL THEN newest.id END,
                    out_since = CASE WHEN out_since IS NOT NULL THEN $2 END,
                    looked_at_attempt_id = newest.id
               FROM (SELECT coalesce(max(id), 0) AS id FROM attempts) newest
              WHERE source = $1",
        )
        .bind::<Text, _>(source)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Lifts the stops for a wrong key: a restart may have brought the right key.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_misconfigurations(conn: &mut Connection) -> QueryResult<()> {
        Self::clear(conn, None, Some(StopCode::Misconfigured)).await
    }

    async fn clear(conn: &mut Connection, source: Option<Source>, code: Option<StopCode>) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE sources SET stopped_code = NULL, stopped_why = NULL, stopped_at = NULL
              WHERE ($1 IS NULL OR source = $1) AND ($2 IS NULL OR stopped_code = $2)",
        )
        .bind::<Nullable<Text>, _>(source)
        .bind::<Nullable<Text>, _>(code)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
