//! One-time links that set a password: for invitations, forgotten passwords and imported people.

use super::session::{new_token, token_hash};
use crate::db::Connection;
use crate::models::user::User;
use crate::schema::{password_links, users};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Life of an unused link. A person passes it on by hand, so it is longer than a mailed link's minutes.
pub const LASTS: TimeDelta = TimeDelta::hours(24);

/// Life of a link that was mailed to somebody who has forgotten the password.
pub const RESET_WITHIN: TimeDelta = TimeDelta::minutes(60);

/// Life of a link that was mailed as an invitation.
pub const INVITED_FOR: TimeDelta = TimeDelta::days(7);

/// The table of links. A row holds the digest of its token; the token itself is on no disk.
pub struct PasswordLink;

impl PasswordLink {
    /// Makes a link and returns its token. A person's earlier links are void.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn create(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<String> {
        Self::void(conn, user_id).await?;
        Self::insert(conn, user_id, now + LASTS, false).await
    }

    /// Makes a link that is mailed to its person, and returns its token. Earlier links stay: whoever asks for a mail to
    /// somebody else's address takes nothing away.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mail(conn: &mut Connection, user_id: i32, expires_at: DateTime<Utc>) -> QueryResult<String> {
        Self::insert(conn, user_id, expires_at, true).await
    }

    async fn insert(
        conn: &mut Connection,
        user_id: i32,
        expires_at: DateTime<Utc>,
        is_mailed: bool,
    ) -> QueryResult<String> {
        let token = new_token();
        diesel::insert_into(password_links::table)
            .values((
                password_links::token_hash.eq(token_hash(&token)),
                password_links::user_id.eq(user_id),
                password_links::expires_at.eq(expires_at),
                password_links::is_mailed.eq(is_mailed),
            ))
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
        password_links::table
            .find(token_hash(token))
            .inner_join(users::table.on(users::id.eq(password_links::user_id)))
            .filter(password_links::expires_at.gt(now).and(users::disabled_at.is_null()))
            .select(User::as_select())
            .first(conn)
            .await
            .optional()
    }

    /// Uses the link up. Returns whether it was mailed; None: somebody else just used it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take(conn: &mut Connection, token: &str) -> QueryResult<Option<bool>> {
        let taking = diesel::delete(password_links::table.find(token_hash(token)));
        taking.returning(password_links::is_mailed).get_result(conn).await.optional()
    }

    /// Ends all links of a person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn void(conn: &mut Connection, user_id: i32) -> QueryResult<()> {
        diesel::delete(password_links::table.filter(password_links::user_id.eq(user_id))).execute(conn).await?;
        Ok(())
    }
}
