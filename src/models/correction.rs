//! Corrections: what people dropped of their CVs, as digests.

use crate::db::Connection;
use crate::schema::cv_corrections;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Digests of titles, places and pairs that a person does not want to be searched for.
pub struct Correction;

impl Correction {
    /// Digests of a person, from every CV.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<String>> {
        cv_corrections::table
            .filter(cv_corrections::user_id.eq(user_id))
            .select(cv_corrections::digest)
            .load(conn)
            .await
    }

    /// Keeps more digests.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn add(conn: &mut Connection, user_id: i32, digests: &[String], now: DateTime<Utc>) -> QueryResult<()> {
        let row = |digest: &String| {
            (cv_corrections::user_id.eq(user_id), cv_corrections::digest.eq(digest.clone()), cv_corrections::at.eq(now))
        };
        let rows: Vec<_> = digests.iter().map(row).collect();
        diesel::insert_into(cv_corrections::table).values(&rows).on_conflict_do_nothing().execute(conn).await?;
        Ok(())
    }

    /// Takes digests back.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn remove(conn: &mut Connection, user_id: i32, digests: &[String]) -> QueryResult<()> {
        let theirs = cv_corrections::user_id.eq(user_id).and(cv_corrections::digest.eq_any(digests));
        diesel::delete(cv_corrections::table.filter(theirs)).execute(conn).await?;
        Ok(())
    }
}
