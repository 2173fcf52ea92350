//! How many CVs a person uploads in a day.

use super::Cv;
use crate::db::Connection;
use crate::schema::cv_uploads;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

impl Cv {
    /// Makes a person's uploads of a day wait for each other, until the transaction ends.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_uploads(conn: &mut Connection, user_id: i32, day: NaiveDate) -> QueryResult<()> {
        diesel::insert_into(cv_uploads::table)
            .values((cv_uploads::user_id.eq(user_id), cv_uploads::day.eq(day), cv_uploads::uploads.eq(0)))
            .on_conflict((cv_uploads::user_id, cv_uploads::day))
            .do_update()
            .set(cv_uploads::uploads.eq(cv_uploads::uploads))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Uploads of a person on a day, for refusing one before any work is done.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn uploads(conn: &mut Connection, user_id: i32, day: NaiveDate) -> QueryResult<i32> {
        let found = cv_uploads::table.find((user_id, day)).select(cv_uploads::uploads).first(conn).await.optional()?;
        Ok(found.unwrap_or(0))
    }

    /// Counts an upload today. False: over the day's limit.
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
