//! Who wants new jobs by mail, how often, and when the next look is.

use crate::closed_list;
use crate::db::Connection;
use crate::schema::digests;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "how often";
    /// How often a person wants new jobs by mail.
    pub enum Every {
        /// After each morning's run.
        Day = "day",
        /// After the run of each Monday.
        Week = "week",
    }
}

/// A person's wish. A row of `digests`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = digests)]
pub struct Digest {
    /// Who wants it.
    pub user_id: i32,
    /// How often.
    pub every: Every,
    /// Jobs that were here before are no news.
    pub since: DateTime<Utc>,
    /// The run after which the next one is made.
    pub due_at: DateTime<Utc>,
}

impl Digest {
    /// Switches it on, or changes how often; what was here before the first time is no news.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn switch_on(
        conn: &mut Connection,
        user_id: i32,
        every: Every,
        due_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let wish = (digests::every.eq(every), digests::due_at.eq(due_at), digests::look_at.eq(due_at));
        diesel::insert_into(digests::table)
            .values((digests::user_id.eq(user_id), digests::since.eq(now), wish))
            .on_conflict(digests::user_id)
            .do_update()
            .set(wish)
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Switches it off. False: it was off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn switch_off(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
        Ok(diesel::delete(digests::table.find(user_id)).execute(conn).await? == 1)
    }

    /// A person's wish; None: it is off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Option<Self>> {
        digests::table.find(user_id).select(Self::as_select()).first(conn).await.optional()
    }

    /// True while somebody's time has come.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_any_due(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
        diesel::select(diesel::dsl::exists(digests::table.filter(digests::look_at.le(now)))).get_result(conn).await
    }

    /// People whose time has come, those who wait longest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn due(conn: &mut Connection, now: DateTime<Utc>, limit: i64) -> QueryResult<Vec<i32>> {
        let due = digests::table.filter(digests::look_at.le(now)).order(digests::look_at).limit(limit);
        due.select(digests::user_id).load(conn).await
    }

    /// Locks a person's wish whose time has come; None: somebody else has it, or had it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_due(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<Option<Self>> {
        let due = digests::table.filter(digests::user_id.eq(user_id).and(digests::look_at.le(now)));
        due.select(Self::as_select()).for_no_key_update().skip_locked().first(conn).await.optional()
    }

    /// A person's is looked at again then.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn look_again(conn: &mut Connection, user_id: i32, at: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(digests::table.find(user_id)).set(digests::look_at.eq(at)).execute(conn).await?;
        Ok(())
    }

    /// This one is made, or there is nothing to tell: the next one is due then.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn next(&self, conn: &mut Connection, due_at: DateTime<Utc>) -> QueryResult<()> {
        let next = (digests::due_at.eq(due_at), digests::look_at.eq(due_at));
        diesel::update(digests::table.find(self.user_id)).set(next).execute(conn).await?;
        Ok(())
    }

    /// What was here before then was told.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn told_to(conn: &mut Connection, user_id: i32, at: DateTime<Utc>) -> QueryResult<()> {
        let behind = digests::table.filter(digests::user_id.eq(user_id).and(digests::since.lt(at)));
        diesel::update(behind).set(digests::since.eq(at)).execute(conn).await?;
        Ok(())
    }
}
