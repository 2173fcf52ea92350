//! Sign-ins whose password was right, and whose code is still to come. They open nothing but the page that asks for it.

use super::session::{new_token, token_hash};
use crate::db::Connection;
use crate::models::user::User;
use crate::schema::{begun_sign_ins, users};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Time for the code; after that the password is asked for again.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);

/// The table of begun sign-ins.
pub struct BegunSignIn;

impl BegunSignIn {
    /// Begins a sign-in; returns the token for its cookie. Other browsers' go on beside it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn create(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<String> {
        let token = new_token();
        diesel::insert_into(begun_sign_ins::table)
            .values((
                begun_sign_ins::token_hash.eq(token_hash(&token)),
                begun_sign_ins::user_id.eq(user_id),
                begun_sign_ins::expires_at.eq(now + LASTS),
            ))
            .execute(conn)
            .await?;
        Ok(token)
    }

    /// Person of a begun sign-in; None: none, over, or of a disabled person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn user(conn: &mut Connection, token: &str, now: DateTime<Utc>) -> QueryResult<Option<User>> {
        begun_sign_ins::table
            .find(token_hash(token))
            .inner_join(users::table.on(users::id.eq(begun_sign_ins::user_id)))
            .filter(begun_sign_ins::expires_at.gt(now).and(users::disabled_at.is_null()))
            .select(User::as_select())
            .first(conn)
            .await
            .optional()
    }

    /// Ends all begun sign-ins of a person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_all(conn: &mut Connection, user_id: i32) -> QueryResult<()> {
        diesel::delete(begun_sign_ins::table.filter(begun_sign_ins::user_id.eq(user_id))).execute(conn).await?;
        Ok(())
    }
}
