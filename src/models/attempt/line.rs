//! Attempts on the page of their fetch.

use super::AttemptState;
use crate::db::Connection;
use crate::models::fetch::ErrorCode;
use crate::schema::attempts;
use crate::sources::Unit;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An attempt on the page of its fetch.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = attempts)]
pub struct AttemptLine {
    /// The page of the fetch, from 1 on.
    pub page: i32,
    /// State of the purchase, from `reserved` to an end.
    pub state: AttemptState,
    /// Sent without an answer at first, whatever became of the attempt later.
    pub was_unknown: bool,
    /// Credits reserved: the most that the page could cost.
    pub hold: i64,
    /// Unit of `hold` and `credits`, as the provider counts.
    pub credit_unit: Unit,
    /// Row limit that the source was asked for.
    pub row_limit: i32,
    /// Credits paid; None: not known, or nothing was sent.
    pub credits: Option<i64>,
    /// Rows of the answer; None: not read yet, or there is no list.
    pub answer_rows: Option<i32>,
    /// Rows that could not be read.
    pub left_out: i32,
    /// Kinds of rows left out, each with its number, in words; None: all rows were read.
    pub left_out_why: Option<String>,
    /// Cause of a failure, for grouping; None: no failure.
    pub error_code: Option<ErrorCode>,
    /// Cause of a failure, in words for admins.
    pub error: Option<String>,
    /// Time of the reservation. By the database's clock, as `sent_at` and `ended_at`.
    pub reserved_at: DateTime<Utc>,
    /// Time of sending; None: nothing has left yet.
    pub sent_at: Option<DateTime<Utc>>,
    /// Time of the answer or of giving up; None: still open.
    pub ended_at: Option<DateTime<Utc>>,
}

impl AttemptLine {
    /// A fetch's first `limit` attempts in their order.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_fetch(conn: &mut Connection, fetch_id: i64, limit: i64) -> QueryResult<Vec<Self>> {
        attempts::table
            .filter(attempts::fetch_id.eq(fetch_id))
            .order(attempts::id)
            .limit(limit)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Whether the answer was missing at first.
    pub fn is_lost(&self) -> bool {
        self.was_unknown && self.error_code != Some(ErrorCode::Unreadable)
    }

    /// Duration from sending to the end; None: not sent, or still under way.
    pub fn took(&self) -> Option<TimeDelta> {
        Some(self.ended_at? - self.sent_at?)
    }
}
