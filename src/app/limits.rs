//! Limits that hold, as a process last looked them up.

use crate::config::{Cap, CapSettings, Caps};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};
use tokio::sync::Notify;

/// Age at which limits are looked up again before they decide anything. A process at work looks more often.
const FRESH: TimeDelta = TimeDelta::seconds(30);

/// The limits in force in this process.
pub struct InForce {
    seen: RwLock<Seen>,
    changed: Notify,
}

#[derive(Clone, Copy)]
struct Seen {
    caps: Caps,
    at: DateTime<Utc>,
}

impl InForce {
    /// Those of the environment, until the database is asked.
    pub(super) fn new(settings: &CapSettings, now: DateTime<Utc>) -> Self {
        let caps = settings.with(&BTreeMap::new());
        Self { seen: RwLock::new(Seen { caps, at: now }), changed: Notify::new() }
    }

    /// The limits.
    pub fn caps(&self) -> Caps {
        self.seen().caps
    }

    /// False when they have to be looked up again. A clock that was set back says nothing of their age.
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        (now - self.seen().at).abs() < FRESH
    }

    /// Takes what the page has set, as just looked up. True when another limit holds now.
    pub fn take(&self, settings: &CapSettings, changed: &BTreeMap<Cap, i64>, now: DateTime<Utc>) -> bool {
        let new = Seen { caps: settings.with(changed), at: now };
        let old = std::mem::replace(&mut *self.seen.write().unwrap_or_else(PoisonError::into_inner), new);
        old.caps != new.caps
    }

    /// Says that somebody has changed a limit.
    pub fn ring(&self) {
        self.changed.notify_one();
    }

    /// Waits until somebody has changed a limit.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    fn seen(&self) -> Seen {
        *self.seen.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_looked_up_again_after_half_a_minute_and_when_the_clock_was_set_back() {
        let now: DateTime<Utc> = "2026-11-23T09:15:00Z".parse().unwrap();
        let settings = CapSettings::default();
        let limits = InForce::new(&settings, now);
        let fresh = [-40, -29, 0, 29, 30].map(|seconds| limits.is_fresh(now + TimeDelta::seconds(seconds)));
        assert_eq!(fresh, [false, true, true, true, false]);
        assert!(limits.take(&settings, &BTreeMap::from([(Cap::DailyCredits, 7)]), now));
        assert!(!limits.take(&settings, &BTreeMap::from([(Cap::DailyCredits, 7)]), now));
        assert_eq!(limits.caps().installation_credits, 7);
    }
}
