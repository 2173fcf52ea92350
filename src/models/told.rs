//! What a person was told, once on each way. A row names a posting; told is the whole group that it is in by now, so that
//! a copy that comes later is no news.

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::told;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

closed_list! {
    "a way of telling";
    /// How a person is told about new jobs.
    pub enum Way {
        /// The feed, as which job it is known there.
        Feed = "feed",
        /// Digests by mail.
        Mail = "mail",
    }
}

/// That a job was told.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Told {
    /// The job.
    #[diesel(sql_type = Int8)]
    pub job_id: i64,
    /// The posting as which it was told.
    #[diesel(sql_type = Int8)]
    pub told_as: i64,
    /// When.
    #[diesel(sql_type = Timestamptz)]
    pub told_at: DateTime<Utc>,
}

/// Of these jobs those that were told, by number.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn known(conn: &mut Connection, user_id: i32, way: Way, jobs: &[i64]) -> QueryResult<HashMap<i64, Told>> {
    let rows: Vec<Told> = diesel::sql_query(
        "SELECT shown.id AS job_id, min(known.job_id) AS told_as, min(known.told_at) AS told_at
           FROM (SELECT id, group_id FROM jobs WHERE id = ANY($3) OFFSET 0) shown
          CROSS JOIN LATERAL (SELECT id FROM jobs WHERE jobs.group_id = shown.group_id OFFSET 0) copy
          CROSS JOIN LATERAL (SELECT told.job_id, told.told_at FROM told
                               WHERE told.user_id = $1 AND told.way = $2 AND told.job_id = copy.id OFFSET 0) known
          GROUP BY shown.id",
    )
    .bind::<Int4, _>(user_id)
    .bind::<Text, _>(way)
    .bind::<Array<Int8>, _>(jobs)
    .prepared()
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.job_id, row)).collect())
}

/// Notes that a person is told about these jobs. `mail_id`: the mail that tells them.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn note(
    conn: &mut Connection,
    (user_id, way): (i32, Way),
    mail_id: Option<i64>,
    jobs: &[i64],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let row = |job_id: &i64| {
        let whom = (told::user_id.eq(user_id), told::way.eq(way));
        (whom, told::job_id.eq(*job_id), told::mail_id.eq(mail_id), told::told_at.eq(now))
    };
    let rows: Vec<_> = jobs.iter().map(row).collect();
    diesel::insert_into(told::table).values(rows).on_conflict_do_nothing().execute(conn).await?;
    Ok(())
}

/// A mail told nothing after all.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn take_back(conn: &mut Connection, mail_id: i64) -> QueryResult<()> {
    diesel::delete(told::table.filter(told::mail_id.eq(mail_id))).execute(conn).await?;
    Ok(())
}
