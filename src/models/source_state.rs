//! Common state of all workers about a source: pace, health, and a stop.

use crate::closed_list;
mod health;

pub use self::health::Health;

use crate::db::{Connection, Prepare as _};
use crate::models::fetch::{ErrorCode, Fetch};
use crate::schema::sources;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

closed_list! {
    "a cause of a stop";
    /// Why a source is stopped.
    pub enum StopCode {
        /// A key, a subscription or a path is wrong; a restart clears it.
        Misconfigured = "misconfigured",
        /// The provider counted more than we did; an admin's adjustment clears the stop.
        Drift = "drift",
        /// Three answers in a row were unusable; an admin's resume clears the stop.
        Unreadable = "unreadable",
        /// Paused by an admin.
        Paused = "paused",
    }
}

/// A source's row: health, and the stop that all workers obey.
#[derive(Clone, Debug, Queryable, Selectable)]
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
    /// Time of the last answer that was kept, by the database's clock as the next one.
    pub last_success_at: Option<DateTime<Utc>>,
    /// Time of the last failed call.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// The last failure, in words for admins.
    pub last_failure: Option<String>,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_created_since: Option<bool>,
    /// The wait last asked for by the source, in seconds, where longer than granted.
    pub asked_wait_seconds: Option<i64>,
    /// Unreadable rows of its answers, ever.
    pub left_out: i64,
}

/// The longest wait that a source is granted for the asking.
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

/// How long to wait before a call may be sent.
#[derive(Debug, QueryableByName)]
struct Slot {
    #[diesel(sql_type = Float8)]
    wait_seconds: f64,
}

impl SourceState {
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

    /// Takes the next place in the source's rhythm. The wait is from now, by the database's clock.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such source; otherwise, when the database cannot be asked.
    pub async fn take_slot(conn: &mut Connection, source: Source, per_second: u32) -> QueryResult<Duration> {
        let slot: Slot = diesel::sql_query(
            "UPDATE sources SET next_call_at = greatest(next_call_at, clock_timestamp()) + make_interval(secs => 1.0 / $2)
              WHERE source = $1
             RETURNING extract(epoch FROM greatest(next_call_at - make_interval(secs => 1.0 / $2) - clock_timestamp(),
                                                   interval '0'))::float8 AS wait_seconds",
        )
        .bind::<Text, _>(source)
        .bind::<Int4, _>(i32::try_from(per_second).unwrap_or(i32::MAX))
        .prepared()
        .get_result(conn)
        .await?;
        Ok(Duration::from_secs_f64(slot.wait_seconds.max(0.0)))
    }

    /// Backoff: no call to this source for the wait asked for, or an hour at most; a longer wait is told to admins.
    /// Returns the granted wait.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn back_off(conn: &mut Connection, source: Source, asked: Duration) -> QueryResult<Duration> {
        let wait = asked.min(LONGEST_WAIT);
        let too_long = i64::try_from(asked.as_secs()).unwrap_or(i64::MAX);
        diesel::sql_query(
            "UPDATE sources SET next_call_at = greatest(next_call_at, clock_timestamp() + make_interval(secs => $2)),
                    asked_wait_seconds = $3
              WHERE source = $1",
        )
        .bind::<Text, _>(source)
        .bind::<Float8, _>(wait.as_secs_f64())
        .bind::<Nullable<Int8>, _>((asked > LONGEST_WAIT).then_some(too_long))
        .prepared()
        .execute(conn)
        .await?;
        Ok(wait)
    }

    /// Notes whether the source takes a lower bound on creation.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_date(conn: &mut Connection, source: Source, takes: Option<bool>) -> QueryResult<()> {
        diesel::update(sources::table.find(source))
            .filter(sources::takes_created_since.is_distinct_from(takes))
            .set(sources::takes_created_since.eq(takes))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Whether the source takes a lower bound on creation; None: never tried.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such source; otherwise, when the database cannot be asked.
    pub async fn takes_date(conn: &mut Connection, source: Source) -> QueryResult<Option<bool>> {
        sources::table.find(source).select(sources::takes_created_since).first(conn).await
    }

    /// An answer came that can be used.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn succeeded(conn: &mut Connection, source: Source, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(sources::table.find(source))
            .set((sources::last_success_at.eq(now), sources::asked_wait_seconds.eq(None::<i64>)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Notes a failed call.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn failed(conn: &mut Connection, source: Source, why: &str, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(sources::table.find(source))
            .set((sources::last_failure_at.eq(now), sources::last_failure.eq(why)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Stops a source. A stopped one keeps its first cause, so that each cause is cleared by its own act.
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

    /// Lets a source go on; the caller has seen the cause gone. Fetches deferred for the stop or for a wait are due at
    /// once. Unreadable answers so far count no more.
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
            "UPDATE sources SET next_call_at = least(next_call_at, clock_timestamp()), asked_wait_seconds = NULL,
                    looked_at_attempt_id = coalesce((SELECT max(id) FROM attempts), 0)
              WHERE source = $1",
        )
        .bind::<Text, _>(source)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// A restart may have brought the right key: sources stopped for a wrong key are tried again.
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

    /// When the next call may be sent, by the database's clock.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such source; otherwise, when the database cannot be asked.
    pub async fn next_call_at(conn: &mut Connection, source: Source) -> QueryResult<DateTime<Utc>> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Timestamptz)]
            next_call_at: DateTime<Utc>,
        }
        let row: Row = diesel::sql_query("SELECT next_call_at FROM sources WHERE source = $1")
            .bind::<Text, _>(source)
            .prepared()
            .get_result(conn)
            .await?;
        Ok(row.next_call_at)
    }
}
