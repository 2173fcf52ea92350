//! Whether mail to a person's address reaches that person: a link that was mailed there has come back.

use super::session::{new_token, token_hash};
use crate::db::Connection;
use crate::models::user::User;
use crate::schema::{addresses, users};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Life of a link that confirms an address.
pub const LASTS: TimeDelta = TimeDelta::days(7);

/// The table of addresses. The address itself stands with its person.
pub struct Address;

impl Address {
    /// When a person's address was confirmed; None: it is not.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn confirmed_at(conn: &mut Connection, user_id: i32) -> QueryResult<Option<DateTime<Utc>>> {
        let found = addresses::table.find(user_id).select(addresses::confirmed_at).first(conn).await.optional()?;
        Ok(found.flatten())
    }

    /// Makes a link's token. The person's earlier link is void.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn ask(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<String> {
        let token = new_token();
        let asked = (addresses::token_hash.eq(token_hash(&token)), addresses::token_expires_at.eq(now + LASTS));
        diesel::insert_into(addresses::table)
            .values((addresses::user_id.eq(user_id), asked.clone()))
            .on_conflict(addresses::user_id)
            .do_update()
            .set(asked)
            .execute(conn)
            .await?;
        Ok(token)
    }

    /// Person of a link; None: used, run out, never made, or of a disabled person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn user(conn: &mut Connection, token: &str, now: DateTime<Utc>) -> QueryResult<Option<User>> {
        addresses::table
            .inner_join(users::table.on(users::id.eq(addresses::user_id)))
            .filter(addresses::token_hash.eq(token_hash(token)).and(addresses::token_expires_at.gt(now)))
            .filter(users::disabled_at.is_null())
            .select(User::as_select())
            .first(conn)
            .await
            .optional()
    }

    /// Uses a link up: the address of its person is confirmed. False: somebody else just did.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take(conn: &mut Connection, token: &str, now: DateTime<Utc>) -> QueryResult<bool> {
        let taken = diesel::update(addresses::table.filter(addresses::token_hash.eq(token_hash(token))))
            .set((
                addresses::confirmed_at.eq(now),
                addresses::token_hash.eq(None::<Vec<u8>>),
                addresses::token_expires_at.eq(None::<DateTime<Utc>>),
            ))
            .execute(conn)
            .await?;
        Ok(taken == 1)
    }

    /// Confirms an address by another link that was mailed there and nowhere else.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn confirm(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::insert_into(addresses::table)
            .values((addresses::user_id.eq(user_id), addresses::confirmed_at.eq(now)))
            .on_conflict(addresses::user_id)
            .do_update()
            .set(addresses::confirmed_at.eq(now))
            .execute(conn)
            .await?;
        Ok(())
    }
}
