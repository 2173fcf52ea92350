//! Limits that admins have changed on their page.

use crate::config::Cap;
use crate::db::Connection;
use crate::schema::{caps, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A limit as last changed.
#[derive(Clone, Debug, Queryable)]
pub struct ChangedCap {
    /// The limit.
    pub cap: Cap,
    /// Its value since then.
    pub value: i64,
    /// Time of the change.
    pub changed_at: DateTime<Utc>,
    /// Address of the admin. None: the command line, or an account deleted since.
    pub email: Option<String>,
}

impl ChangedCap {
    /// All that were changed.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        caps::table
            .left_join(users::table.on(users::subject.nullable().eq(caps::subject)))
            .select((caps::name, caps::value, caps::changed_at, users::email.nullable()))
            .load(conn)
            .await
    }

    /// The values of all that were changed.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn values(conn: &mut Connection) -> QueryResult<Vec<(Cap, i64)>> {
        caps::table.select((caps::name, caps::value)).load(conn).await
    }

    /// Changes a limit. `subject`: the number of the admin; None: the command line.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set(
        conn: &mut Connection,
        cap: Cap,
        value: i64,
        subject: Option<i64>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let new = (caps::value.eq(value), caps::changed_at.eq(now), caps::subject.eq(subject));
        diesel::insert_into(caps::table)
            .values((caps::name.eq(cap), new))
            .on_conflict(caps::name)
            .do_update()
            .set(new)
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Takes a change back: the default holds.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn clear(conn: &mut Connection, cap: Cap) -> QueryResult<()> {
        diesel::delete(caps::table.find(cap)).execute(conn).await?;
        Ok(())
    }
}
