//! Slowing down of guessing, signing up, and asking for mails and feeds, by counters that all processes share.
//!
//! A device that has signed in to an account before has a counter of its own: other people's guesses never keep its
//! person out. Strangers are counted by account and network together, so that a guesser at a school slows nobody else
//! there; by account over all networks; and by network, with a high bound. Every limit is a wait, and none a lock.
//! Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.

mod counter;

use self::counter::{Counter, Rule};
use crate::db::Connection;
use crate::email::Email;
use crate::network::Network;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

/// Failures of a device, or of a network at an account, before it has to wait.
const FREE: Rule = Rule::Doubling { free: 5 };

/// Failures of all strangers together at an account before they have to wait.
const FREE_OF_STRANGERS: Rule = Rule::Doubling { free: 30 };

/// Failures of a network, at whatever accounts: a whole school may sign in from a single network.
const OF_NETWORK: Rule = Rule::Steady { burst: 100, every: TimeDelta::seconds(36) };

/// Time between two sign-ups from a network, after the free sign-ups.
const BETWEEN_SIGN_UPS: TimeDelta = TimeDelta::minutes(3);

/// Mails with a new password's link to one address: few are free, known address or not.
const RESETS: Rule = Rule::Steady { burst: 3, every: TimeDelta::hours(2) };

/// The same asked for by one network, for whatever addresses.
const RESETS_OF_NETWORK: Rule = Rule::Steady { burst: 20, every: TimeDelta::minutes(3) };

/// Mails that confirm one address: an account may be made and deleted again and again.
const CONFIRMATIONS: Rule = Rule::Steady { burst: 3, every: TimeDelta::hours(8) };

/// Invitations of one address: an account may be deleted and added again.
const INVITATIONS: Rule = Rule::Steady { burst: 1, every: TimeDelta::days(7) };

/// Readings of one feed: programs look every few minutes, from several devices.
const FEED: Rule = Rule::Steady { burst: 30, every: TimeDelta::minutes(1) };

/// A try at a password, or at making an account.
pub struct Try {
    /// Counters of tries. Each try counts from its beginning, so that many at once gain nothing; a right try is
    /// forgotten.
    tries: Vec<Counter>,
    /// Counter of failures alone: many people may sign in at once.
    failures: Option<Counter>,
}

impl Try {
    /// Try at a person's code, after the password was right. Its counters are its own: right passwords forget none of
    /// these tries.
    pub fn at_code(email: &str, network: Option<&Network>, device: Option<&[u8]>) -> Self {
        Self::at_account(&format!("code of {}", account_name(email)), network, device)
    }

    /// Try at an account, existing or not, by the typed name. `device`: the kept hash of the token of a device that has
    /// signed in to this account before.
    pub fn at_account(email: &str, network: Option<&Network>, device: Option<&[u8]>) -> Self {
        let name = account_name(email);
        if let Some(device) = device {
            let key = [format!("device:{name}:").as_bytes(), device].concat();
            return Self { tries: vec![Counter::new(&key, FREE)], failures: None };
        }
        let at = network.map(|network| format!("at:{network}:{name}"));
        let own = at.map(|at| Counter::new(at.as_bytes(), FREE));
        Self { tries: own.into_iter().chain([strangers(&name)]).collect(), failures: network.map(of_network) }
    }

    /// Try at signing up, of which `free` are free for a network; 0: no limit.
    pub fn at_sign_up(network: Option<&Network>, free: u32) -> Self {
        let sign_up = |network: &Network| {
            let rule = Rule::Steady { burst: free, every: BETWEEN_SIGN_UPS };
            (free > 0).then(|| Counter::new(format!("sign_up:{network}").as_bytes(), rule))
        };
        Self { tries: network.and_then(sign_up).into_iter().collect(), failures: network.map(of_network) }
    }

    /// At having a link mailed to an address, existing or not.
    pub fn at_reset(email: &Email, network: Option<&Network>) -> Self {
        let of_address = Counter::new(format!("reset:{}", email.as_str()).as_bytes(), RESETS);
        let of = |network: &Network| Counter::new(format!("resets:{network}").as_bytes(), RESETS_OF_NETWORK);
        Self { tries: network.map(of).into_iter().chain([of_address]).collect(), failures: None }
    }

    /// At having a mail sent that confirms an address.
    pub fn at_confirmation(email: &str) -> Self {
        Self { tries: vec![Counter::new(format!("confirm:{email}").as_bytes(), CONFIRMATIONS)], failures: None }
    }

    /// At sending an invitation to an address: what goes out counts, not what is asked for.
    pub fn at_invitation(email: &str) -> Self {
        Self { tries: vec![Counter::new(format!("invite:{email}").as_bytes(), INVITATIONS)], failures: None }
    }

    /// At reading a person's feed.
    pub fn at_feed(user_id: i32) -> Self {
        Self { tries: vec![Counter::new(format!("feed:{user_id}").as_bytes(), FEED)], failures: None }
    }

    /// Begins the try. Some: too early, with the time to wait; nothing was counted where a wait was known at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<TimeDelta>> {
        if let Some(wait) = self.wait(conn, now).await? {
            return Ok(Some(wait));
        }
        for counter in &self.tries {
            if !counter.add(conn, now).await? {
                return counter.wait(conn, now).await;
            }
        }
        Ok(None)
    }

    /// The wait before such a try, without counting one; None: it may begin.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wait(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<TimeDelta>> {
        for counter in self.failures.iter().chain(&self.tries) {
            if let Some(wait) = counter.wait(conn, now).await? {
                return Ok(Some(wait));
            }
        }
        Ok(None)
    }

    /// Counts a wrong try, in the counter of failures.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn fail(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        if let Some(failures) = &self.failures {
            failures.add(conn, now).await?;
        }
        Ok(())
    }

    /// Forgets the tries before a right try.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn succeed(&self, conn: &mut Connection) -> QueryResult<()> {
        for counter in &self.tries {
            counter.forget(conn).await?;
        }
        Ok(())
    }

    /// Forgets strangers' tries at an account, and this network's among them, for a person let in another way or
    /// deleted.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget(conn: &mut Connection, email: &str, network: Option<&Network>) -> QueryResult<()> {
        Self::at_account(email, network, None).succeed(conn).await
    }
}

fn strangers(name: &str) -> Counter {
    Counter::new(format!("account:{name}").as_bytes(), FREE_OF_STRANGERS)
}

fn of_network(network: &Network) -> Counter {
    Counter::new(format!("network:{network}").as_bytes(), OF_NETWORK)
}

/// Name of an account: the same for all spellings of an address.
fn account_name(email: &str) -> String {
    Email::parse(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_is_one_name_however_it_is_typed() {
        assert_eq!(account_name(" Ada@Example.com "), account_name("ada@example.com"));
        assert_ne!(account_name("ada@example.com"), account_name("bob@example.com"));
    }

    #[test]
    fn a_device_that_is_known_shares_no_counter_with_strangers() {
        let network = Network::of("192.0.2.1".parse().unwrap());
        let keys = |of: &Try| of.tries.iter().chain(&of.failures).map(|one| one.key().to_vec()).collect::<Vec<_>>();
        let known = keys(&Try::at_account("ada@example.com", Some(&network), Some(b"device")));
        let stranger = keys(&Try::at_account("ada@example.com", Some(&network), None));
        assert_eq!((known.len(), stranger.len()), (1, 3));
        assert!(!stranger.contains(&known[0]));
        let other = keys(&Try::at_account("bob@example.com", Some(&network), Some(b"device")));
        assert_ne!(known, other, "another account's guesses on the same device");
    }
}
