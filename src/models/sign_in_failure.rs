//! Slows down guessing: failed sign-ins by account and by network address, counted over all processes.

use crate::db::Connection;
use crate::email::Email;
use crate::schema::sign_in_failures;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::case_when;
use diesel::prelude::*;
use diesel::sql_types::Integer;
use diesel_async::{AsyncConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// Failures before an account has to wait.
const FREE_OF_ACCOUNT: i32 = 5;

/// Failures before an address has to wait: a whole school may sign in from one.
const FREE_OF_ADDRESS: i32 = 30;

/// The first wait; each further failure doubles it.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(15);

/// The longest wait. A wait and no lock: whoever owns the account gets in, by a one-time link at once.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Failures are forgotten after this long without another.
const FORGET_AFTER: TimeDelta = TimeDelta::hours(24);

/// One try at a password, or at a name.
pub struct Try {
    account: Option<Counter>,
    address: Option<Counter>,
}

impl Try {
    /// At an account, existing or not, by the name that was typed.
    pub fn at_account(email: &str, address: Option<IpAddr>) -> Self {
        Self { account: Some(Counter::of_account(email)), address: address.map(Counter::of_address) }
    }

    /// At finding out which accounts there are.
    pub fn at_names(address: Option<IpAddr>) -> Self {
        Self { account: None, address: address.map(Counter::of_address) }
    }

    /// Begins the try. Some: too early, with the time to wait. An account's try counts as failed from its beginning, so
    /// that many at once gain nothing.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<TimeDelta>> {
        for counter in self.address.iter().chain(&self.account) {
            if let Some(wait) = counter.wait(conn, now).await? {
                return Ok(Some(wait));
            }
        }
        match &self.account {
            Some(account) if !account.add(conn, now).await? => account.wait(conn, now).await,
            _ => Ok(None),
        }
    }

    /// Counts a failure of the address only now: many people may sign in from one at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn fail(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        if let Some(address) = &self.address {
            address.add(conn, now).await?;
        }
        Ok(())
    }

    /// It was right: the account's failures are forgotten.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn succeed(&self, conn: &mut Connection) -> QueryResult<()> {
        if let Some(account) = &self.account {
            diesel::delete(sign_in_failures::table.find(&account.key)).execute(conn).await?;
        }
        Ok(())
    }

    /// Forgets an account's failures, for a person let in another way or deleted.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget(conn: &mut Connection, email: &str) -> QueryResult<()> {
        Self::at_account(email, None).succeed(conn).await
    }
}

struct Counter {
    /// A hash: neither e-mail nor network addresses stand in the table.
    key: Vec<u8>,
    free: i32,
}

impl Counter {
    fn of_account(email: &str) -> Self {
        // All spellings of an address are one account.
        let name = Email::parse(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.as_str().to_owned());
        Self { key: Sha256::digest(format!("account:{name}")).to_vec(), free: FREE_OF_ACCOUNT }
    }

    fn of_address(address: IpAddr) -> Self {
        let name = network(address);
        Self { key: Sha256::digest(format!("address:{name}")).to_vec(), free: FREE_OF_ADDRESS }
    }

    /// How long the next try has to wait; None: it may be made.
    async fn wait(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<TimeDelta>> {
        let next_allowed_at: Option<DateTime<Utc>> = sign_in_failures::table
            .find(&self.key)
            .filter(sign_in_failures::next_allowed_at.gt(now))
            .select(sign_in_failures::next_allowed_at)
            .first(conn)
            .await
            .optional()?;
        Ok(next_allowed_at.map(|at| at - now))
    }

    /// Counts a failure. False: another failure made this try wait, and nothing was counted.
    async fn add(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
        conn.transaction(async |conn| {
            let Some(failures) = self.count(conn, now).await? else { return Ok(false) };
            let next_allowed_at = now + wait_after(failures - self.free);
            diesel::update(sign_in_failures::table.find(&self.key))
                .set(sign_in_failures::next_allowed_at.eq(next_allowed_at))
                .execute(conn)
                .await?;
            Ok(true)
        })
        .await
    }

    /// Failures including this one; None: the try has to wait.
    async fn count(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<i32>> {
        use diesel::query_dsl::methods::FilterDsl;
        use sign_in_failures::dsl;
        let forget_at = now + FORGET_AFTER;
        diesel::insert_into(dsl::sign_in_failures)
            .values((
                dsl::key.eq(&self.key),
                dsl::failures.eq(1),
                dsl::next_allowed_at.eq(now),
                dsl::forget_at.eq(forget_at),
            ))
            .on_conflict(dsl::key)
            .do_update()
            .set((
                dsl::failures
                    .eq(case_when(dsl::forget_at.le(now), 1.into_sql::<Integer>()).otherwise(dsl::failures + 1)),
                dsl::forget_at.eq(forget_at),
            ))
            .filter(dsl::next_allowed_at.le(now))
            .returning(dsl::failures)
            .get_result(conn)
            .await
            .optional()
    }
}

/// The wait after so many failures more than are free.
fn wait_after(excess: i32) -> TimeDelta {
    match u32::try_from(excess - 1) {
        Ok(doublings) => FIRST_WAIT.checked_mul(1 << doublings.min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
        Err(_) => TimeDelta::zero(),
    }
}

/// Network of a subscriber: an IPv4 address, or a /64 of IPv6.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits = [-4, 0, 1, 2, 3, 6, 7, 1_000].map(|excess| wait_after(excess).num_seconds());
        assert_eq!(waits, [0, 0, 15, 30, 60, 480, 900, 900]);
    }

    #[test]
    fn neighbours_in_one_network_are_counted_together() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }

    #[test]
    fn one_account_is_one_counter_however_it_is_typed() {
        let key = |email| Counter::of_account(email).key;
        assert!(key(" Ada@Example.com ") == key("ada@example.com"));
        assert!(key("ada@example.com") != key("bob@example.com"));
    }
}
