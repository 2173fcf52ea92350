//! What a provider's answer says is left of the plan.

use std::time::Duration;

use crate::closed_list;
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};

closed_list! {
    "a unit";
    /// A thing that a provider counts.
    pub enum Unit {
        /// Rows returned (Active Jobs DB).
        Jobs = "jobs",
        /// Calls (Active Jobs DB) or pages (JSearch).
        Requests = "requests",
    }
}

/// One meter of the plan, as of the answer that carried it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub limit: u64,
    pub remaining: u64,
    /// Until the plan's next period begins, counted from the answer.
    pub resets_in: Duration,
}

/// The plan's meters that an answer named. A meter that it did not name is unknown, never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaHeaders {
    pub jobs: Option<Quota>,
    pub requests: Option<Quota>,
}

impl QuotaHeaders {
    /// Reads `x-ratelimit-{jobs,requests}-{limit,remaining,reset}`, the reset in seconds from now
    /// (RapidAPI's documentation). Other families, such as the free plans' hard limit, describe
    /// something else and are left alone.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        Self { jobs: read_quota(headers, Unit::Jobs), requests: read_quota(headers, Unit::Requests) }
    }

    pub fn get(&self, unit: Unit) -> Option<Quota> {
        match unit {
            Unit::Jobs => self.jobs,
            Unit::Requests => self.requests,
        }
    }

    /// The meter that has nothing left, if one says so.
    pub fn spent(&self) -> Option<Unit> {
        [Unit::Requests, Unit::Jobs].into_iter().find(|unit| self.get(*unit).is_some_and(|quota| quota.remaining == 0))
    }
}

fn read_quota(headers: &HeaderMap, unit: Unit) -> Option<Quota> {
    let number = |part: &str| -> Option<i64> {
        let value = headers.get(format!("x-ratelimit-{unit}-{part}"))?;
        value.to_str().ok()?.trim().parse().ok()
    };
    Some(Quota {
        limit: number("limit")?.max(0).unsigned_abs(),
        // With overages allowed the remaining number may fall below zero.
        remaining: number("remaining")?.max(0).unsigned_abs(),
        resets_in: Duration::from_secs(number("reset")?.max(0).unsigned_abs()),
    })
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
        assert_eq!(read.jobs, Some(Quota { limit: 250, remaining: 112, resets_in: Duration::from_secs(1_460_160) }));
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
    fn an_overdrawn_meter_has_nothing_left() {
        let read = QuotaHeaders::read(&headers(&[
            ("x-ratelimit-jobs-limit", "250"),
            ("x-ratelimit-jobs-remaining", "-3"),
            ("x-ratelimit-jobs-reset", "60"),
        ]));
        assert_eq!(read.spent(), Some(Unit::Jobs));
    }
}
