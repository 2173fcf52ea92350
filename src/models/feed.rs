//! The address of a person's feed: a secret of which the digest is kept.

use super::session::{new_token, token_hash};
use crate::db::Connection;
use crate::models::user::User;
use crate::schema::{feeds, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A feed that is on. A row of `feeds`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = feeds)]
pub struct Feed {
    /// Its person.
    pub user_id: i32,
    /// When this address was made.
    pub made_at: DateTime<Utc>,
}

impl Feed {
    /// Makes an address and returns its secret, which is shown this once. An earlier address leads nowhere from then on.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn create(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<String> {
        let secret = new_token();
        let made = (feeds::secret_hash.eq(token_hash(&secret)), feeds::made_at.eq(now));
        diesel::insert_into(feeds::table)
            .values((feeds::user_id.eq(user_id), made.clone()))
            .on_conflict(feeds::user_id)
            .do_update()
            .set(made)
            .execute(conn)
            .await?;
        Ok(secret)
    }

    /// The feed with this secret, and its person, who may sign in. None: no address has it any more, or ever had.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find(conn: &mut Connection, secret: &str) -> QueryResult<Option<(Self, User)>> {
        feeds::table
            .inner_join(users::table.on(users::id.eq(feeds::user_id)))
            .filter(feeds::secret_hash.eq(token_hash(secret)).and(users::disabled_at.is_null()))
            .select((Self::as_select(), User::as_select()))
            .first(conn)
            .await
            .optional()
    }

    /// A person's feed; None: it is off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Option<Self>> {
        feeds::table.find(user_id).select(Self::as_select()).first(conn).await.optional()
    }

    /// Switches a person's feed off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn delete(conn: &mut Connection, user_id: i32) -> QueryResult<()> {
        diesel::delete(feeds::table.find(user_id)).execute(conn).await?;
        Ok(())
    }
}
