//! Uploads of CVs: how many a person may make in a day, and only a single upload at a time.

use super::Cv;
use crate::db::Connection;
use crate::schema::cv_uploads;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer};
use diesel_async::RunQueryDsl;
use rand::RngExt;

/// Seconds after which an upload that nobody ended gives its turn back. Longer than any upload takes: 20 for a place,
/// 240 for the file, 50 for its text.
const LONGEST_TURN: i32 = 360;

/// Uploads of a person on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Uploads {
    /// CVs that were taken in, deleted ones included.
    pub taken_in: i32,
    /// Tries, empty ones included.
    pub tries: i32,
}

#[derive(QueryableByName)]
struct Ticket {
    #[diesel(sql_type = BigInt)]
    turn: i64,
}

impl Cv {
    /// Begins an upload, which counts as a try from now on. Returns the upload's ticket. None: another upload of this
    /// person is under way, in whatever process, or the day has had `most` tries.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin_upload(
        conn: &mut Connection,
        user_id: i32,
        day: NaiveDate,
        most: i32,
    ) -> QueryResult<Option<i64>> {
        let begin = "INSERT INTO cv_uploads (user_id, day, uploads, tries, turn, turn_until)
             VALUES ($1, $2, 0, 1, $3, now() + make_interval(secs => $4))
             ON CONFLICT (user_id, day) DO UPDATE
                SET tries = cv_uploads.tries + 1, turn = excluded.turn, turn_until = excluded.turn_until
              WHERE cv_uploads.tries < $5 AND (cv_uploads.turn IS NULL OR cv_uploads.turn_until < now())
             RETURNING turn";
        let begun: Option<Ticket> = diesel::sql_query(begin)
            .bind::<Integer, _>(user_id)
            .bind::<Date, _>(day)
            .bind::<BigInt, _>(rand::rng().random_range(1..i64::MAX))
            .bind::<Integer, _>(LONGEST_TURN)
            .bind::<Integer, _>(most)
            .get_result(conn)
            .await
            .optional()?;
        Ok(begun.map(|ticket| ticket.turn))
    }

    /// Ends an upload by its ticket. A try that was given back counts no more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_upload(
        conn: &mut Connection,
        (user_id, day, ticket): (i32, NaiveDate, i64),
        is_given_back: bool,
    ) -> QueryResult<()> {
        diesel::update(cv_uploads::table.find((user_id, day)).filter(cv_uploads::turn.eq(ticket)))
            .set((
                cv_uploads::turn.eq(None::<i64>),
                cv_uploads::turn_until.eq(None::<chrono::DateTime<chrono::Utc>>),
                cv_uploads::tries.eq(cv_uploads::tries - i32::from(is_given_back)),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Uploads of a person on a day.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn uploads(conn: &mut Connection, user_id: i32, day: NaiveDate) -> QueryResult<Uploads> {
        let of_day = cv_uploads::table.find((user_id, day)).select((cv_uploads::uploads, cv_uploads::tries));
        Ok(of_day.first(conn).await.optional()?.unwrap_or_default())
    }

    /// Counts a CV that is taken in today. False: over the day's limit.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count_upload(conn: &mut Connection, user_id: i32, day: NaiveDate, limit: i32) -> QueryResult<bool> {
        let uploads: i32 = diesel::insert_into(cv_uploads::table)
            .values((cv_uploads::user_id.eq(user_id), cv_uploads::day.eq(day), cv_uploads::uploads.eq(1)))
            .on_conflict((cv_uploads::user_id, cv_uploads::day))
            .do_update()
            .set(cv_uploads::uploads.eq(cv_uploads::uploads + 1))
            .returning(cv_uploads::uploads)
            .get_result(conn)
            .await?;
        Ok(uploads <= limit)
    }
}
