//! Credits left of a plan, as a provider's answer tells.

use std::time::Duration;

use super::dates;
use crate::closed_list;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};

closed_list! {
    "a unit";
    /// Units counted by providers.
    pub enum Unit {
        /// Rows returned (Active Jobs DB).
        Jobs = "jobs",
        /// Calls (Active Jobs DB) or pages (JSearch).
        Requests = "requests",
    }
}

/// A meter of the plan, as an answer tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Credits of the plan, per period.
    pub limit: u64,
    /// Credits left.
    pub remaining: u64,
    /// Beginning of the plan's next period.
    pub resets: Resets,
    /// True when `remaining` may lack the charges of the last seconds, this answer's included.
    pub lags: bool,
}

/// Beginning of a plan's next period, by the provider's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resets {
    /// Time from the answer on.
    In(Duration),
    /// Moment of the reset.
    At(DateTime<Utc>),
    /// Not told.
    Unsaid,
}

impl Resets {
    /// Moment of the reset, for an answer at `now`; None: not said.
    pub fn at(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::In(span) => Some(now + TimeDelta::from_std(span).ok()?),
            Self::At(at) => Some(at),
            Self::Unsaid => None,
        }
    }
}

/// Meters of the plan that an answer named. A missing one is unknown, never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaHeaders {
    /// Meter of rows.
    pub jobs: Option<Quota>,
    /// Meter of calls or pages.
    pub requests: Option<Quota>,
    /// Rows charged for this call, where told.
    pub jobs_charged: Option<u64>,
    /// Calls charged for this call.
    pub requests_charged: Option<u64>,
}

impl QuotaHeaders {
    /// Reads `x-ratelimit-{jobs,requests}-{limit,remaining,reset}`, the reset in seconds from now (RapidAPI's
    /// documentation), else `x-api-{jobs,requests}-{limit,remaining}` beside `x-api-next-billing-date` and
    /// `x-api-{jobs,requests}-this-request` (the direct host's). Other families, such as the free plans' hard limit,
    /// have another meaning and are left alone.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let quota = |unit| read_quota(headers, unit).or_else(|| read_direct(headers, unit));
        let charged = |unit: Unit| number(headers, &format!("x-api-{unit}-this-request"));
        Self {
            jobs: quota(Unit::Jobs),
            requests: quota(Unit::Requests),
            jobs_charged: charged(Unit::Jobs),
            requests_charged: charged(Unit::Requests),
        }
    }

    /// Charge of this call on a meter; None: not told.
    pub fn charged(&self, unit: Unit) -> Option<i64> {
        let charged = match unit {
            Unit::Jobs => self.jobs_charged,
            Unit::Requests => self.requests_charged,
        };
        i64::try_from(charged?).ok()
    }

    /// Meter of a unit; None: not told.
    pub fn get(&self, unit: Unit) -> Option<Quota> {
        match unit {
            Unit::Jobs => self.jobs,
            Unit::Requests => self.requests,
        }
    }

    /// A meter without credits, if any is told.
    pub fn spent(&self) -> Option<Unit> {
        [Unit::Requests, Unit::Jobs].into_iter().find(|unit| self.get(*unit).is_some_and(|quota| quota.remaining == 0))
    }
}

fn read_quota(headers: &HeaderMap, unit: Unit) -> Option<Quota> {
    let number = |part: &str| number(headers, &format!("x-ratelimit-{unit}-{part}"));
    Some(Quota {
        limit: number("limit")?,
        remaining: number("remaining")?,
        resets: Resets::In(Duration::from_secs(number("reset")?)),
        lags: false,
    })
}

fn read_direct(headers: &HeaderMap, unit: Unit) -> Option<Quota> {
    let number = |part: &str| number(headers, &format!("x-api-{unit}-{part}"));
    let date = headers.get("x-api-next-billing-date").and_then(|value| value.to_str().ok());
    let resets = date.and_then(dates::moment);
    Some(Quota {
        limit: number("limit")?,
        remaining: number("remaining")?,
        resets: resets.map_or(Resets::Unsaid, Resets::At),
        lags: true,
    })
}

/// Number in a header. With overages allowed a number may fall below zero: no credits.
fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    let number: i64 = headers.get(name)?.to_str().ok()?.trim().parse().ok()?;
    Some(number.max(0).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn both_meters_are_read_and_the_reset_is_a_span_of_seconds() {
        let read = QuotaHeaders::read(&headers(&[
            ("x-ratelimit-requests-limit", "25"),
            ("x-ratelimit-requests-remaining", "0"),
            ("x-ratelimit-requests-reset", "1460160"),
            ("x-ratelimit-jobs-limit", "250"),
            ("x-ratelimit-jobs-remaining", "112"),
            ("x-ratelimit-jobs-reset", "1460160"),
        ]));
        assert_eq!(read.requests.map(|quota| quota.remaining), Some(0));
        assert_eq!(
            read.jobs,
            Some(Quota { limit: 250, remaining: 112, resets: Resets::In(Duration::from_secs(1_460_160)), lags: false })
        );
        assert_eq!(read.spent(), Some(Unit::Requests));
    }

    #[test]
    fn a_meter_that_is_absent_is_unknown_and_the_hard_limit_is_not_the_plan() {
        let read = QuotaHeaders::read(&headers(&[
            ("x-ratelimit-rapid-free-plans-hard-limit-limit", "500000"),
            ("x-ratelimit-rapid-free-plans-hard-limit-remaining", "0"),
            ("x-ratelimit-rapid-free-plans-hard-limit-reset", "10"),
            ("x-ratelimit-requests-remaining", "5"),
        ]));
        assert_eq!(read, QuotaHeaders::default());
        assert_eq!(read.spent(), None);
    }

    #[test]
    fn the_direct_hosts_own_headers_are_read() {
        let read = QuotaHeaders::read(&headers(&[
            ("x-api-jobs-limit", "20000"),
            ("x-api-jobs-remaining", "19800"),
            ("x-api-jobs-this-request", "87"),
            ("x-api-requests-limit", "10000"),
            ("x-api-requests-remaining", "9990"),
            ("x-api-next-billing-date", "2026-12-14"),
        ]));
        let resets = Resets::At("2026-12-14T00:00:00Z".parse().expect("a time"));
        assert_eq!(read.jobs, Some(Quota { limit: 20_000, remaining: 19_800, resets, lags: true }));
        assert_eq!(read.requests.map(|quota| quota.remaining), Some(9_990));
        assert_eq!((read.charged(Unit::Jobs), read.charged(Unit::Requests)), (Some(87), None));
        let undated = QuotaHeaders::read(&headers(&[("x-api-jobs-limit", "5"), ("x-api-jobs-remaining", "0")]));
        assert_eq!((undated.jobs.map(|quota| quota.resets), undated.spent()), (Some(Resets::Unsaid), Some(Unit::Jobs)));
    }

    #[test]
    fn an_overdrawn_meter_has_nothing_left() {
        let read = QuotaHeaders::read(&headers(&[
            ("x-ratelimit-jobs-limit", "250"),
            ("x-ratelimit-jobs-remaining", "-3"),
            ("x-ratelimit-jobs-reset", "60"),
        ]));
        assert_eq!(read.spent(), Some(Unit::Jobs));
    }
}
