//! Devices that have signed in: a random token in the device's cookie, its hash here, by account.

use crate::db::Connection;
use crate::models::session::{new_token, token_hash};
use crate::models::user::Email;
use crate::schema::{devices, users};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Time for which a device is known after its last sign-in.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(365);

/// A browser that is known at an account.
pub struct Device;

impl Device {
    /// True when the device with this token has signed in to the account before. An account that does not exist knows
    /// no device.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_known(conn: &mut Connection, token: &str, email: &str, now: DateTime<Utc>) -> QueryResult<bool> {
        let Ok(email) = Email::parse(email) else { return Ok(false) };
        let known = devices::table
            .inner_join(users::table.on(users::id.eq(devices::user_id)))
            .filter(devices::token_hash.eq(token_hash(token)).and(users::email.eq(email.as_str())))
            .filter(devices::signed_in_at.gt(now - KNOWN_FOR));
        diesel::select(exists(known)).get_result(conn).await
    }

    /// Remembers the device, and returns the token for its cookie. A token that no account knows is not taken over:
    /// somebody else may have put it there.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn remember(
        conn: &mut Connection,
        token: Option<&str>,
        user_id: i32,
        now: DateTime<Utc>,
    ) -> QueryResult<String> {
        let known = devices::table.filter(devices::token_hash.eq(token_hash(token.unwrap_or_default())));
        let token = match token {
            Some(token) if diesel::select(exists(known)).get_result(conn).await? => token.to_owned(),
            _ => new_token(),
        };
        diesel::insert_into(devices::table)
            .values((
                devices::token_hash.eq(token_hash(&token)),
                devices::user_id.eq(user_id),
                devices::signed_in_at.eq(now),
            ))
            .on_conflict((devices::token_hash, devices::user_id))
            .do_update()
            .set(devices::signed_in_at.eq(now))
            .execute(conn)
            .await?;
        Ok(token)
    }
}
