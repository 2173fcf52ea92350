//! What was paid for, as it came: a row of `answers`, kept before anything reads it.

use crate::db::Connection;
use crate::schema::{answers, attempts};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An answer that waits to be read.
#[derive(Clone, Debug, Queryable)]
pub struct KeptAnswer {
    pub attempt_id: i64,
    pub page: i32,
    pub body: Vec<u8>,
    /// By the App's clock.
    pub received_at: DateTime<Utc>,
    /// Rows that were asked for at most.
    pub row_limit: i32,
}

/// An answer to be kept.
#[derive(Insertable)]
#[diesel(table_name = answers)]
pub struct NewAnswer<'a> {
    pub attempt_id: i64,
    pub fetch_id: i64,
    pub page: i32,
    pub body: &'a [u8],
    pub received_at: DateTime<Utc>,
}

impl NewAnswer<'_> {
    /// Keeps the answer.
    pub async fn insert(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::insert_into(answers::table).values(self).execute(conn).await?;
        Ok(())
    }
}

impl KeptAnswer {
    /// The first answer of a fetch that has not been read yet.
    pub async fn next(conn: &mut Connection, fetch_id: i64) -> QueryResult<Option<Self>> {
        answers::table
            .inner_join(attempts::table.on(attempts::id.eq(answers::attempt_id)))
            .filter(answers::fetch_id.eq(fetch_id).and(answers::stored_at.is_null()))
            .order(answers::page)
            .select((answers::attempt_id, answers::page, answers::body, answers::received_at, attempts::row_limit))
            .first(conn)
            .await
            .optional()
    }

    /// True when an answer of this fetch waits to be read.
    pub async fn is_waiting(conn: &mut Connection, fetch_id: i64) -> QueryResult<bool> {
        let waiting = answers::table.filter(answers::fetch_id.eq(fetch_id).and(answers::stored_at.is_null()));
        diesel::select(diesel::dsl::exists(waiting)).get_result(conn).await
    }

    /// True when a page was answered before, read or not.
    pub async fn exists(conn: &mut Connection, fetch_id: i64, page: i32) -> QueryResult<bool> {
        let of_page = answers::table.filter(answers::fetch_id.eq(fetch_id).and(answers::page.eq(page)));
        diesel::select(diesel::dsl::exists(of_page)).get_result(conn).await
    }

    /// Notes that the jobs of an answer are stored.
    pub async fn mark_stored(conn: &mut Connection, attempt_id: i64, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(answers::table.find(attempt_id)).set(answers::stored_at.eq(now)).execute(conn).await?;
        Ok(())
    }

    /// Deletes answers that were read before this time.
    pub async fn sweep(conn: &mut Connection, before: DateTime<Utc>) -> QueryResult<usize> {
        diesel::delete(answers::table.filter(answers::stored_at.lt(before))).execute(conn).await
    }
}
