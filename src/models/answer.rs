//! Paid answers as they came: rows of `answers`, kept before any reading.

use crate::db::Connection;
use crate::models::fetch::{ErrorCode, FetchState};
use crate::schema::{answers, attempts, fetches};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

/// An answer that waits to be read.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = answers)]
pub struct KeptAnswer {
    /// Attempt behind the answer.
    pub attempt_id: i64,
    /// The page of the fetch, from 1 on.
    pub page: i32,
    /// The body as received, decompressed.
    pub body: Vec<u8>,
    /// Time of the answer, by the App's clock.
    pub received_at: DateTime<Utc>,
    /// Rows that the source was asked for at most.
    #[diesel(select_expression = attempts::row_limit)]
    pub row_limit: i32,
    /// Rows, as an earlier reading noted them; None: not read before.
    #[diesel(select_expression = attempts::answer_rows)]
    pub answer_rows: Option<i32>,
    /// Unreadable rows among `answer_rows`.
    #[diesel(select_expression = attempts::left_out)]
    pub left_out: i32,
    /// True for an answer that told no price.
    #[diesel(select_expression = attempts::was_unknown)]
    pub was_unknown: bool,
}

/// Answers, each beside its attempt.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_attempts() -> _ {
    answers::table.inner_join(attempts::table.on(attempts::id.eq(answers::attempt_id)))
}

/// An answer to be kept, with the end of its attempt's reservation ([`ledger::keep`](crate::quota::ledger::keep())).
#[derive(Clone, Copy, Debug)]
pub struct NewAnswer<'a> {
    /// Attempt behind the answer.
    pub attempt_id: i64,
    /// Fetch of the page.
    pub fetch_id: i64,
    /// Page of the fetch, from 1 on.
    pub page: i32,
    /// The body as received, decompressed.
    pub body: &'a [u8],
    /// Time of the answer, by the App's clock.
    pub received_at: DateTime<Utc>,
}

impl KeptAnswer {
    /// First unread answer of a fetch, and whether a saving waits for a page of the fetch.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn next(conn: &mut Connection, fetch_id: i64) -> QueryResult<Option<(Self, bool)>> {
        let has_pending = sql::<Bool>(
            "EXISTS (SELECT FROM fetch_cells cell JOIN combination_requests link USING (request_id)
                       JOIN savings USING (combination_id, source)
                      WHERE cell.fetch_id = answers.fetch_id AND cell.is_own AND savings.is_pending)",
        );
        with_attempts()
            .filter(answers::fetch_id.eq(fetch_id).and(answers::stored_at.is_null()))
            .order(answers::page)
            .select((Self::as_select(), has_pending))
            .first(conn)
            .await
            .optional()
    }

    /// First answers after an attempt that may be read again, each with its fetch: their jobs are stored, or their
    /// fetch failed as unreadable.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn readable_again(conn: &mut Connection, after: i64, limit: i64) -> QueryResult<Vec<(i64, i64)>> {
        let failed = fetches::state.eq(FetchState::Failed).and(fetches::error_code.eq(ErrorCode::Unreadable));
        answers::table
            .inner_join(fetches::table.on(fetches::id.eq(answers::fetch_id)))
            .filter(answers::attempt_id.gt(after))
            .filter(answers::stored_at.is_not_null().or(failed.assume_not_null()))
            .order(answers::attempt_id)
            .limit(limit)
            .select((answers::attempt_id, answers::fetch_id))
            .load(conn)
            .await
    }

    /// An answer, locked until the transaction ends, and whether its jobs are stored; None: swept out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock(conn: &mut Connection, attempt_id: i64) -> QueryResult<Option<(Self, bool)>> {
        with_attempts()
            .filter(answers::attempt_id.eq(attempt_id))
            .select((Self::as_select(), answers::stored_at.is_not_null()))
            .for_no_key_update()
            .first(conn)
            .await
            .optional()
    }
}
