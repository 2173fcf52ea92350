//! Sums of a person's searches by how they stand, for receipts and confirmations. Pure.

use super::CombinationStatus;
use crate::models::combination::State;
use chrono::{DateTime, Utc};

/// Numbers of a person's searches; each search is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// All combinations.
    pub all: usize,
    /// Here, without a purchase of this person's own.
    pub here: usize,
    /// Here, and bought for this person.
    pub bought: usize,
    /// On the way, begun for this person.
    pub coming: usize,
    /// On the way, begun for another person.
    pub joined: usize,
    /// Deferred: no page comes before the end of the wait.
    pub waits: usize,
    /// End of the first wait; None: unknown.
    pub waits_until: Option<DateTime<Utc>>,
    /// Failed: some or all of the combination could not be loaded.
    pub failed: usize,
}

impl Sums {
    /// Counts combinations.
    pub fn of(combinations: &[CombinationStatus]) -> Self {
        let mut sums = Self { all: combinations.len(), ..Self::default() };
        for one in combinations {
            let is_waiting = one.state == State::Waiting && !one.is_coming;
            *match one.state {
                State::Loaded if one.is_bought => &mut sums.bought,
                State::Loaded => &mut sums.here,
                State::Partly | State::Failed => &mut sums.failed,
                State::Waiting if is_waiting => &mut sums.waits,
                State::Waiting | State::Loading if one.is_for_others => &mut sums.joined,
                State::Waiting | State::Loading => &mut sums.coming,
            } += 1;
            let until = one.waits_until.filter(|_| is_waiting);
            sums.waits_until = sums.waits_until.into_iter().chain(until).min();
        }
        sums
    }
}
