//! A limit in the way of buying, and every kind of limit, with its reason as a fetch keeps it for admins.

use crate::models::fetch::ErrorCode;
use crate::sources::Source;
use crate::text::{self, number};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Time until a switch is looked at again; turning it off wakes every deferred fetch anyway.
const SWITCH_CHECK: TimeDelta = TimeDelta::hours(1);

/// A limit in the way of buying, with its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Time of the next look.
    pub until: DateTime<Utc>,
    /// Code for grouping.
    pub code: ErrorCode,
    /// Reason, for admins.
    pub why: String,
}

/// An admin has stopped all spending.
pub(in crate::backfill) fn spending_stopped(now: DateTime<Utc>) -> Limit {
    let why = "an admin has stopped all spending".to_owned();
    Limit { until: now + SWITCH_CHECK, code: ErrorCode::SpendingStopped, why }
}

/// A paused source, or a provider with a higher count than ours.
pub(in crate::backfill) fn source_stopped(source: Source, why: &str, now: DateTime<Utc>) -> Limit {
    let why = format!("{}: {why}", source.label());
    Limit { until: now + SWITCH_CHECK, code: ErrorCode::SourceStopped, why }
}

/// A source's plan is used up.
pub(in crate::backfill) fn quota_spent(source: Source, until: DateTime<Utc>, resets_on: Option<NaiveDate>) -> Limit {
    let on = resets_on.map(|date| format!(", resets on {}", text::date(date))).unwrap_or_default();
    Limit { until, code: ErrorCode::Quota, why: format!("{}: monthly quota spent{on}", source.label()) }
}

/// The installation's day is used up.
pub(in crate::backfill) fn day_is_spent(most: i64, tomorrow: DateTime<Utc>) -> Limit {
    let why = format!("today's limit of {} credits for everybody is reached", number(most));
    Limit { until: tomorrow, code: ErrorCode::DailyCredits, why }
}

/// The credits of all new accounts together are used up.
pub(in crate::backfill) fn first_day_is_spent(most: i64, until: DateTime<Utc>) -> Limit {
    let why = format!("today's limit of {} credits for all new accounts together is reached", number(most));
    Limit { until, code: ErrorCode::FirstDay, why }
}

/// One person's day is used up.
pub(in crate::backfill) fn person_is_spent(most: i64, tomorrow: DateTime<Utc>) -> Limit {
    let why = format!("today's limit of {} credits for one person is reached", number(most));
    Limit { until: tomorrow, code: ErrorCode::PersonCredits, why }
}
