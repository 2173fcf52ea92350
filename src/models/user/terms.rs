//! What a person may have bought in a day: limits of the person's own, and the first day that new people share.

use super::User;
use crate::db::Connection;
use crate::schema::users;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A person's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Terms {
    /// End of the time for which the person counts as new. None: added by an admin, or no longer known.
    pub new_until: Option<DateTime<Utc>>,
    /// Credits of a day; None: the installation's.
    pub own_credits: Option<i64>,
    /// New combinations of a day; None: the installation's.
    pub own_combinations: Option<i64>,
}

impl Terms {
    /// Terms of the person behind a ledger's number; those of everybody for a number that leads to nobody.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of(conn: &mut Connection, subject: i64) -> QueryResult<Self> {
        let of_subject = users::table.filter(users::subject.eq(subject)).select(Self::as_select());
        Ok(of_subject.first(conn).await.optional()?.unwrap_or_default())
    }
}

impl User {
    /// Sets a person's own limits; None: the installation's.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_limits(
        conn: &mut Connection,
        id: i32,
        credits: Option<i64>,
        combinations: Option<i64>,
    ) -> QueryResult<()> {
        diesel::update(users::table.find(id))
            .set((users::own_credits.eq(credits), users::own_combinations.eq(combinations)))
            .execute(conn)
            .await?;
        Ok(())
    }
}
