//! Credits for one local day: of the installation, and of each person.

use crate::db::Connection;
use crate::models::attempt::AttemptState;
use crate::schema::{allowances, attempts};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Date, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// Subject number of the whole installation.
pub const EVERYBODY: i64 = 0;

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = Int8)]
    used: i64,
}

/// Locks and returns the credits held or spent by a subject on a day; makes a missing row.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock_used(conn: &mut Connection, day: NaiveDate, subject: i64) -> QueryResult<i64> {
    diesel::insert_into(allowances::table)
        .values((allowances::day.eq(day), allowances::subject.eq(subject)))
        .on_conflict((allowances::day, allowances::subject))
        .do_update()
        .set(allowances::used.eq(allowances::used))
        .returning(allowances::used)
        .get_result(conn)
        .await
}

/// True while calls under way hold credits of a subject's day: they may cost less.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn has_open_holds(conn: &mut Connection, day: NaiveDate, subject: i64) -> QueryResult<bool> {
    let open = attempts::table
        .filter(attempts::state.eq_any([AttemptState::Reserved, AttemptState::Sending]).and(attempts::day.eq(day)));
    match subject {
        EVERYBODY => diesel::select(diesel::dsl::exists(open)).get_result(conn).await,
        subject => {
            diesel::select(diesel::dsl::exists(open.filter(attempts::subject.eq(subject)))).get_result(conn).await
        }
    }
}

/// Credits held or spent by a subject on a day, for showing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn used(conn: &mut Connection, day: NaiveDate, subject: i64) -> QueryResult<i64> {
    let found: Option<i64> =
        allowances::table.find((day, subject)).select(allowances::used).first(conn).await.optional()?;
    Ok(found.unwrap_or(0))
}

/// Credits held or spent on a day by all people together who signed up by themselves less than a day ago. Deleted
/// accounts count as new: deletion gives no credits back.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn used_by_new(conn: &mut Connection, day: NaiveDate, now: DateTime<Utc>) -> QueryResult<i64> {
    let used: Sum = diesel::sql_query(
        "SELECT coalesce(sum(used), 0)::int8 AS used FROM allowances LEFT JOIN users USING (subject)
          WHERE day = $1 AND subject <> 0 AND (users.id IS NULL OR users.new_until > $2)",
    )
    .bind::<Date, _>(day)
    .bind::<Timestamptz, _>(now)
    .get_result(conn)
    .await?;
    Ok(used.used)
}
