//! Second factors: the key of a person's device, and codes for when the device is lost.

use crate::db::Connection;
use crate::one_time_code::{Key, recovery_code, recovery_digest};
use crate::schema::{recovery_codes, second_factors};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Time for which a new key waits to be confirmed, and is shown.
const CONFIRMED_WITHIN: TimeDelta = TimeDelta::minutes(15);

/// Recovery codes of a person.
const RECOVERY_CODES: usize = 10;

/// A person's second factor, asked for or about to be. A row of `second_factors`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = second_factors)]
pub struct SecondFactor {
    /// Its person.
    pub user_id: i32,
    key: Vec<u8>,
    /// When the key was made.
    pub begun_at: DateTime<Utc>,
    /// When a code showed that the device has the key; None: no code is asked for so far.
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl SecondFactor {
    /// A person's factor.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find(conn: &mut Connection, user_id: i32) -> QueryResult<Option<Self>> {
        second_factors::table.find(user_id).select(Self::as_select()).first(conn).await.optional()
    }

    /// True when a person is asked for a code.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_on(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
        let confirmed = second_factors::table.find(user_id).filter(second_factors::confirmed_at.is_not_null());
        diesel::select(exists(confirmed)).get_result(conn).await
    }

    /// Keeps a new key until a code confirms it. One that is asked for already stays.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(conn: &mut Connection, user_id: i32, key: &Key, now: DateTime<Utc>) -> QueryResult<()> {
        let new = (second_factors::key.eq(key.bytes()), second_factors::begun_at.eq(now));
        diesel::insert_into(second_factors::table)
            .values((second_factors::user_id.eq(user_id), new))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        let unconfirmed = second_factors::table.find(user_id).filter(second_factors::confirmed_at.is_null());
        diesel::update(unconfirmed).set(new).execute(conn).await?;
        Ok(())
    }

    /// The key; None: what is stored is none.
    pub fn key(&self) -> Option<Key> {
        Key::of(&self.key)
    }

    /// The key while it waits to be confirmed. A key that was left lying is begun anew, by whoever has the password.
    pub fn waiting_key(&self, now: DateTime<Utc>) -> Option<Key> {
        let is_waiting = self.confirmed_at.is_none() && now - self.begun_at < CONFIRMED_WITHIN;
        self.key().filter(|_| is_waiting)
    }

    /// Asks for codes from now on; `step` is that of the confirming code. False: another request was first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn confirm(conn: &mut Connection, user_id: i32, step: i64, now: DateTime<Utc>) -> QueryResult<bool> {
        let unconfirmed = second_factors::table.find(user_id).filter(second_factors::confirmed_at.is_null());
        let confirmed = (second_factors::confirmed_at.eq(now), second_factors::last_step.eq(step));
        Ok(diesel::update(unconfirmed).set(confirmed).execute(conn).await? == 1)
    }

    /// Takes the code of a step, once. False: this code or a later one was taken before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take(conn: &mut Connection, user_id: i32, step: i64) -> QueryResult<bool> {
        let earlier = second_factors::table.find(user_id).filter(second_factors::last_step.lt(step));
        Ok(diesel::update(earlier).set(second_factors::last_step.eq(step)).execute(conn).await? == 1)
    }

    /// Takes a recovery code, once. False: it is none of this person's, or was taken before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take_recovery(conn: &mut Connection, user_id: i32, typed: &str) -> QueryResult<bool> {
        let Some(digest) = recovery_digest(typed) else { return Ok(false) };
        Ok(diesel::delete(recovery_codes::table.find((user_id, digest))).execute(conn).await? == 1)
    }

    /// Makes new recovery codes in place of all earlier ones. They are shown this once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn renew_recovery(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<String>> {
        diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user_id))).execute(conn).await?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let row = |code: &String| {
            let digest = recovery_digest(code).unwrap_or_default();
            (recovery_codes::user_id.eq(user_id), recovery_codes::code_hash.eq(digest))
        };
        let rows: Vec<_> = codes.iter().map(row).collect();
        diesel::insert_into(recovery_codes::table).values(rows).execute(conn).await?;
        Ok(codes)
    }

    /// Number of recovery codes left.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count_recovery(conn: &mut Connection, user_id: i32) -> QueryResult<i64> {
        recovery_codes::table.filter(recovery_codes::user_id.eq(user_id)).count().get_result(conn).await
    }

    /// Ends a factor with its recovery codes. True: codes were asked for until now.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
        let ended: Option<Option<DateTime<Utc>>> = diesel::delete(second_factors::table.find(user_id))
            .returning(second_factors::confirmed_at)
            .get_result(conn)
            .await
            .optional()?;
        Ok(ended.flatten().is_some())
    }
}
