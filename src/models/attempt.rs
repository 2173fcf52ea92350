//! Attempts, each a try at buying a page: rows of `attempts`. Times by the database's clock.

pub mod line;
pub mod outcome;

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::attempts;
use crate::sources::{Source, Unit};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int8, Text};
use diesel_async::RunQueryDsl;
use std::time::Duration;

closed_list! {
    "a state of an attempt";
    /// State of an attempt.
    pub enum AttemptState {
        /// Reserved: the most that the page can cost.
        Reserved = "reserved",
        /// The call is in flight.
        Sending = "sending",
        /// Answered, and the answer is kept.
        Settled = "settled",
        /// Answered with an error.
        Refused = "refused",
        /// Never sent, or free of charge.
        Voided = "voided",
        /// Sent, and no answer came: counted as spent until figures say otherwise.
        Unknown = "unknown",
        /// Was unknown, and was charged.
        Lost = "lost",
        /// Was unknown, and is proven free.
        Freed = "freed",
        /// Was unknown, and answered after its page had been bought again.
        Late = "late",
    }
}

/// States of an attempt whose reservation may still become a purchase.
const OPEN: [AttemptState; 2] = [AttemptState::Reserved, AttemptState::Sending];

/// An attempt, with the columns that the steps of a purchase need.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = attempts)]
pub struct Attempt {
    /// Number of the attempt, the same in ledger and log.
    pub id: i64,
    /// Fetch that the page belongs to.
    pub fetch_id: i64,
    /// Page of the fetch, from 1.
    pub page: i32,
    /// State of the purchase, from `reserved` to an end.
    pub state: AttemptState,
    /// Row limit that the source was asked for.
    pub row_limit: i32,
    /// Probe: a try during an outage of the source.
    pub is_probe: bool,
}

/// An attempt to be recorded, when its call is [booked](crate::quota::ledger::book()).
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Fetch that the page belongs to.
    pub fetch_id: i64,
    /// Page of the fetch, from 1.
    pub page: i32,
    /// Claimed task of the worker. Ended tasks are swept out, so the number may point nowhere later.
    pub task_id: i64,
    /// Fence of the claim: a worker without its task sends nothing.
    pub fence: i64,
    /// Probe: a try during an outage of the source.
    pub is_probe: bool,
    /// The number that stands for the payer; None: the whole installation.
    pub subject: Option<i64>,
    /// The local day whose allowance holds the reservation.
    pub day: NaiveDate,
    /// Credits that the page can cost at most.
    pub hold: i64,
    /// Unit of `hold`, as the provider counts.
    pub credit_unit: Unit,
    /// Row limit that the source is asked for.
    pub row_limit: i32,
}

impl Attempt {
    /// Loads an attempt, locked until the transaction ends.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such attempt; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        attempts::table.find(id).select(Self::as_select()).for_no_key_update().first(conn).await
    }

    /// Open attempts of a task, by number, locked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_open_of_task(conn: &mut Connection, task_id: i64) -> QueryResult<Vec<Self>> {
        attempts::table
            .filter(attempts::task_id.eq(task_id).and(attempts::state.eq_any(OPEN)))
            .order(attempts::id)
            .select(Self::as_select())
            .for_no_key_update()
            .load(conn)
            .await
    }

    /// Marks a reserved attempt as sent, if the worker that reserved it still holds its task, the lease runs for
    /// `longest_call` more, and `source` has had no outage since. False: the lease was lost or is about to be, or the
    /// source is out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_sent(
        conn: &mut Connection,
        id: i64,
        source: Source,
        longest_call: Duration,
    ) -> QueryResult<bool> {
        let marked = diesel::sql_query(
            "UPDATE attempts SET state = 'sending', sent_at = clock_timestamp()
               FROM tasks
              WHERE attempts.id = $1 AND attempts.state = 'reserved'
                AND tasks.id = attempts.task_id AND tasks.fence = attempts.fence
                AND tasks.state = 'running' AND tasks.lease_until > clock_timestamp() + make_interval(secs => $2)
                AND NOT EXISTS (SELECT FROM sources WHERE source = $3 AND out_after >= attempts.id)",
        )
        .bind::<Int8, _>(id)
        .bind::<Float8, _>(longest_call.as_secs_f64())
        .bind::<Text, _>(source)
        .prepared()
        .execute(conn)
        .await?;
        Ok(marked == 1)
    }

    /// Dates every attempt by the ledger's entry of its reservation. For a past in fast motion: the App's clock went
    /// through those days, the database's clock, by which attempts go, did not.
    ///
    /// # Errors
    ///
    /// Fails when the database cannot be reached.
    pub async fn date_by_ledger(conn: &mut Connection) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE attempts SET reserved_at = held.at, sent_at = sent_at - (reserved_at - held.at),
                    ended_at = ended_at - (reserved_at - held.at)
               FROM (SELECT attempt_id, min(at) AS at FROM ledger WHERE kind = 'reserved' GROUP BY attempt_id) held
              WHERE held.attempt_id = attempts.id",
        )
        .prepared()
        .execute(conn)
        .await
    }

    /// Ends an unknown attempt whose reservations have all ended: charged without an answer (`lost`), or proven free.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn close_unknown(conn: &mut Connection, id: i64) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE attempts SET state = CASE WHEN EXISTS (SELECT 1 FROM ledger WHERE attempt_id = $1 AND kind = 'settled')
                                              THEN 'lost' ELSE 'freed' END
              WHERE id = $1 AND state = 'unknown'",
        )
        .bind::<Int8, _>(id)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Number of times that a page was refused.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn refused(conn: &mut Connection, fetch_id: i64, page: i32) -> QueryResult<i64> {
        let of_page = attempts::fetch_id.eq(fetch_id).and(attempts::page.eq(page));
        attempts::table.filter(of_page.and(attempts::state.eq(AttemptState::Refused))).count().get_result(conn).await
    }
}
