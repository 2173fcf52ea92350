//! Trust in the known capabilities of a source: how far, and for how long. Pure.

use super::{Capability, CapabilityState};
use chrono::{DateTime, TimeDelta, Utc};

/// Use that may be made of a capability now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Not at all.
    No,
    /// A single time, as a trial.
    Try,
    /// Freely.
    Yes,
}

/// Time after which a capability that was shown to be missing is tried again.
pub(super) const AGAIN: TimeDelta = TimeDelta::days(7);

/// Pause between two notes of a known capability that was shown again.
const SEEN_EVERY: TimeDelta = TimeDelta::hours(20);

/// Life of counts of postings that showed something.
const COUNT_AGAIN: TimeDelta = TimeDelta::days(7);

/// Life of counts of postings that showed nothing.
const COUNT_MORE: TimeDelta = TimeDelta::days(1);

/// Time after which a trial without a result has come to nothing.
const TRIAL_ENDS: TimeDelta = TimeDelta::days(2);

impl Capability {
    /// Use that may be made of the capability now.
    pub fn usable(known: Option<&Self>, now: DateTime<Utc>) -> Use {
        let Some(known) = known else { return Use::Try };
        let age = now - known.checked_at;
        match known.state {
            CapabilityState::On => Use::Yes,
            CapabilityState::OffByHand => Use::No,
            CapabilityState::Off if age < AGAIN => Use::No,
            CapabilityState::Trial if age < TRIAL_ENDS => Use::No,
            CapabilityState::Off | CapabilityState::Trial | CapabilityState::Unknown => Use::Try,
        }
    }

    /// True when it is time to count postings in search of the capability.
    pub fn is_to_be_counted(known: Option<&Self>, now: DateTime<Utc>) -> bool {
        let Some(known) = known else { return true };
        let good_for = match known.state {
            CapabilityState::OffByHand => return false,
            CapabilityState::On | CapabilityState::Off => COUNT_AGAIN,
            CapabilityState::Unknown | CapabilityState::Trial => COUNT_MORE,
        };
        known.counted_at.is_none_or(|counted_at| now - counted_at >= good_for)
    }

    /// True when the shown state adds nothing to the known state. A capability that is off stays off until forgotten,
    /// lest a check be outvoted an hour later. A shown capability is not taken back because less is seen of it now.
    pub(super) fn tells(&self, shown: CapabilityState, now: DateTime<Utc>) -> bool {
        match (self.state, shown) {
            (CapabilityState::Off | CapabilityState::OffByHand, _) => true,
            (CapabilityState::On, CapabilityState::Trial) => true,
            (before, shown) => before == shown && now - self.checked_at < SEEN_EVERY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::CapabilityName;
    use super::*;
    use crate::sources::Source;

    #[test]
    fn what_is_unknown_is_tried_once_and_what_was_shown_is_used_or_not() {
        let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let known = |state, days: i64| Capability {
            source: Source::ActiveJobs,
            name: CapabilityName::Lists,
            state,
            evidence: String::new(),
            checked_at: now - TimeDelta::days(days),
            counted_at: None,
        };
        assert_eq!(Capability::usable(None, now), Use::Try);
        for (state, days, usable) in [
            (CapabilityState::Trial, 0, Use::No),
            (CapabilityState::Trial, 3, Use::Try),
            (CapabilityState::Unknown, 0, Use::Try),
            (CapabilityState::On, 90, Use::Yes),
            (CapabilityState::Off, 6, Use::No),
            (CapabilityState::Off, 8, Use::Try),
            (CapabilityState::OffByHand, 90, Use::No),
        ] {
            assert_eq!(Capability::usable(Some(&known(state, days)), now), usable, "{state:?} {days}");
        }
    }

    #[test]
    fn what_is_off_or_told_today_is_not_noted_again() {
        use CapabilityState::{Off, OffByHand, On, Trial, Unknown};
        let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        for (is_told, before, hours, shown) in [
            (true, On, 3, On),
            (false, On, 21, On),
            (false, On, 3, Off),
            (true, On, 30, Trial),
            (true, Off, 30, On),
            (true, OffByHand, 900, On),
            (false, Trial, 3, On),
            (true, Trial, 3, Trial),
            (false, Unknown, 3, Trial),
        ] {
            let (source, name, evidence) = (Source::ActiveJobs, CapabilityName::Places, String::new());
            let checked_at = now - TimeDelta::hours(hours);
            let known = Capability { source, name, state: before, evidence, checked_at, counted_at: None };
            assert_eq!(known.tells(shown, now), is_told, "{before:?} {hours} {shown:?}");
        }
    }

    #[test]
    fn what_was_shown_is_counted_weekly_and_what_was_not_daily() {
        use CapabilityState::{Off, OffByHand, On, Trial, Unknown};
        let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        assert!(Capability::is_to_be_counted(None, now));
        for (is_due, state, days) in [
            (true, On, None),
            (false, On, Some(6)),
            (true, On, Some(7)),
            (false, Off, Some(6)),
            (false, Trial, Some(0)),
            (true, Trial, Some(1)),
            (true, Unknown, Some(1)),
            (false, OffByHand, None),
        ] {
            let (source, name, evidence) = (Source::ActiveJobs, CapabilityName::Places, String::new());
            let counted_at = days.map(|days| now - TimeDelta::days(days));
            let known = Capability { source, name, state, evidence, checked_at: now, counted_at };
            assert_eq!(Capability::is_to_be_counted(Some(&known), now), is_due, "{state:?} {days:?}");
        }
    }
}
