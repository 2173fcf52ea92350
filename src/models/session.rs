//! Sessions: a random token in the person's cookie, its hash here.

mod visit;

pub use self::visit::Visit;

use crate::db::Connection;
use crate::models::leave_notice::LeaveNotice;
use crate::models::user::User;
use crate::schema::{sessions, users};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::Rng;
use sha2::{Digest, Sha256};

/// Idle time after which a session is over. People look in once a day, so it is longer than a bank's.
pub const IDLE: TimeDelta = TimeDelta::hours(48);

/// Time after which a session ends, used or not.
pub const ABSOLUTE: TimeDelta = TimeDelta::days(14);

/// Time after a password was given for which acts on money and people ask for none.
pub const FRESH: TimeDelta = TimeDelta::minutes(15);

/// Shortest time between two writes of "last seen", so that reading a page is no write.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// Life of a form that came after the end of its session.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Token of 256 random bits, safe in a cookie and in an address.
pub fn new_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Hash of a token, which is kept instead of the token.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A form that came after the end of its session.
#[derive(Clone, Debug, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = sessions)]
#[diesel(treat_none_as_null = true)]
struct Kept {
    kept_path: Option<String>,
    kept_form: Option<String>,
    kept_at: Option<DateTime<Utc>>,
}

/// A signed-in browser.
pub struct Session;

impl Session {
    /// Starts a session; returns the token for the cookie.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn create(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<String> {
        let token = new_token();
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(token_hash(&token)),
                sessions::user_id.eq(user_id),
                sessions::created_at.eq(now),
                sessions::last_seen_at.eq(now),
                sessions::expires_at.eq(now + ABSOLUTE),
                sessions::proved_at.eq(now),
            ))
            .execute(conn)
            .await?;
        User::seen(conn, user_id, now).await?;
        LeaveNotice::came_back(conn, user_id, now).await?;
        Ok(token)
    }

    /// Starts a session in place of the browser's earlier session: no token is valid before and after signing in. A
    /// kept form comes along for the same person; another person's form goes with the old session.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn renew(
        conn: &mut Connection,
        old: Option<&str>,
        user_id: i32,
        now: DateTime<Utc>,
    ) -> QueryResult<String> {
        let Some(old) = old else { return Self::create(conn, user_id, now).await };
        let own = sessions::table.find(token_hash(old)).filter(sessions::user_id.eq(user_id));
        let kept: Option<Kept> = own.select(Kept::as_select()).first(conn).await.optional()?;
        Self::end(conn, old).await?;
        let token = Self::create(conn, user_id, now).await?;
        if let Some(kept) = kept {
            diesel::update(sessions::table.find(token_hash(&token))).set(kept).execute(conn).await?;
        }
        Ok(token)
    }

    /// True while the session's person is known, even after its end.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_known(conn: &mut Connection, token: &str) -> QueryResult<bool> {
        diesel::select(diesel::dsl::exists(sessions::table.find(token_hash(token)))).get_result(conn).await
    }

    /// Keeps a form that came when the session was over.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn keep(
        conn: &mut Connection,
        token: &str,
        path: &str,
        form: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let kept = Kept { kept_path: Some(path.to_owned()), kept_form: Some(form.to_owned()), kept_at: Some(now) };
        diesel::update(sessions::table.find(token_hash(token))).set(kept).execute(conn).await?;
        Ok(())
    }

    /// Kept form for this path, if any.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn kept(
        conn: &mut Connection,
        token: &str,
        path: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<String>> {
        let form: Option<Option<String>> = sessions::table
            .find(token_hash(token))
            .filter(sessions::kept_path.eq(path).and(sessions::kept_at.gt(now - KEPT)))
            .select(sessions::kept_form)
            .first(conn)
            .await
            .optional()?;
        Ok(form.flatten())
    }

    /// Forgets the kept form, which was sent again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_kept(conn: &mut Connection, token: &str) -> QueryResult<()> {
        let nothing = Kept { kept_path: None, kept_form: None, kept_at: None };
        let kept = sessions::table.find(token_hash(token)).filter(sessions::kept_at.is_not_null());
        diesel::update(kept).set(nothing).execute(conn).await?;
        Ok(())
    }

    /// True while a session goes on. Unlike a [`Visit`], asking does not count as a sign of life.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_open(conn: &mut Connection, token: &str, now: DateTime<Utc>) -> QueryResult<bool> {
        let open = sessions::table
            .inner_join(users::table.on(users::id.eq(sessions::user_id)))
            .filter(sessions::token_hash.eq(token_hash(token)))
            .filter(sessions::expires_at.gt(now).and(sessions::last_seen_at.gt(now - IDLE)))
            .filter(users::disabled_at.is_null());
        diesel::select(diesel::dsl::exists(open)).get_result(conn).await
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(conn: &mut Connection, token: &str) -> QueryResult<()> {
        diesel::delete(sessions::table.find(token_hash(token))).execute(conn).await?;
        Ok(())
    }

    /// Ends all sessions of a person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_all(conn: &mut Connection, user_id: i32) -> QueryResult<()> {
        diesel::delete(sessions::table.filter(sessions::user_id.eq(user_id))).execute(conn).await?;
        Ok(())
    }

    /// Number of a person's open sessions.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<i64> {
        sessions::table
            .filter(sessions::user_id.eq(user_id))
            .filter(sessions::expires_at.gt(now).and(sessions::last_seen_at.gt(now - IDLE)))
            .count()
            .get_result(conn)
            .await
    }

    /// Ends a person's sessions, except the session of this token.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_others(conn: &mut Connection, user_id: i32, token: &str) -> QueryResult<()> {
        let others = sessions::user_id.eq(user_id).and(sessions::token_hash.ne(token_hash(token)));
        diesel::delete(sessions::table.filter(others)).execute(conn).await?;
        Ok(())
    }
}
