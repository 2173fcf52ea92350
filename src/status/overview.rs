//! Standings of combinations, for lists of them: from nobody's point of view.

use super::accounts;
use super::outdated;
use super::why::{self, Times};
use crate::app::App;
use crate::db::Connection;
use crate::models::combination::{Account, State, Tracked};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::HashMap;

/// Accounts of combinations, and the moments that sentences name.
#[derive(Clone, Debug)]
pub struct Overview {
    accounts: HashMap<i32, Account>,
    times: Times,
    /// True when a source is set up; else nothing can be judged.
    has_sources: bool,
}

impl Overview {
    /// Loads the accounts of these combinations in a single statement.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, app: &App, ids: &[i32]) -> QueryResult<Self> {
        let accounts = accounts(conn, app, ids).await?;
        Ok(Self { accounts, times: Times::of(app), has_sources: !app.reaches().is_empty() })
    }

    /// Loads accounts for a long list, where most combinations are loaded and unchanged since they were judged: these
    /// get none.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load_long(conn: &mut Connection, app: &App, list: &[Tracked]) -> QueryResult<Self> {
        let (loaded, others): (Vec<_>, Vec<_>) = list.iter().partition(|one| one.state == State::Loaded);
        let numbers = |some: Vec<&Tracked>| some.into_iter().map(|one| one.id).collect::<Vec<_>>();
        let before = outdated::before(app).unwrap_or(app.clock.now());
        let outdated = Tracked::held_before(conn, &numbers(loaded), before).await?;
        Self::load(conn, app, &[numbers(others), outdated].concat()).await
    }

    /// State in a single word. Without a source that is set up nothing can be judged: the last judgement stands.
    pub fn state(&self, combination: &Tracked) -> State {
        self.account(combination).map_or(combination.state, Account::state)
    }

    /// Reason for the state: a sentence without its full stop.
    pub fn why(&self, combination: &Tracked) -> String {
        match self.account(combination) {
            _ if !combination.is_open() => say!("status-paused"),
            Some(account) if rests(account, combination) => say!("status-unwanted"),
            Some(account) => why::neutral(account, &self.times),
            None if self.has_sources => why::everywhere(),
            None => say!("status-no-source"),
        }
    }

    /// End of the first wait; None: nothing waits, the end is unknown, or the combination is unwanted.
    pub fn waits_until(&self, combination: &Tracked) -> Option<DateTime<Utc>> {
        let account = self.account(combination).filter(|account| !rests(account, combination))?;
        account.waits_until(self.times.next_run)
    }

    /// Time at which a source is next asked for the combination; None: the combination rests, or waits for an act.
    pub fn next(&self, combination: &Tracked) -> Option<DateTime<Utc>> {
        let run = combination.next_refresh(self.times.next_run);
        match self.account(combination) {
            Some(account) if !rests(account, combination) => account.next(self.times.next_run, run),
            _ => run,
        }
    }

    fn account(&self, combination: &Tracked) -> Option<&Account> {
        self.accounts.get(&combination.id).filter(|account| !account.stands.is_empty())
    }
}

/// True when unwanted, with no fetch in flight: no run closes the gaps.
fn rests(account: &Account, combination: &Tracked) -> bool {
    combination.users == 0 && account.state() == State::Waiting && !account.is_coming()
}
