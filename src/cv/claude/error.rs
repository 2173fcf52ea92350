//! Causes of a failed reading, and the queue's next step.
//!
//! Meanings of a status come from the provider's documentation, "Errors"; by its advice status, type and error code
//! decide, never the message.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Deserialize;

use super::http::{Answer, TransportError};
use super::usage::Usage;
use crate::http;

/// A failed reading: whether a later try makes sense, and the tokens that were spent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Another try may succeed.
    #[error("{why}")]
    Retry {
        /// Cause for logs and admins, without a word of the CV.
        why: String,
        /// Shortest wait that the provider asked for; None: the usual backoff.
        after: Option<Duration>,
        /// Tokens spent all the same.
        usage: Usage,
    },
    /// The account's spending limit is reached; uses no attempt.
    #[error("{why}")]
    PausedUntil {
        /// Cause for logs and admins, without a word of the CV.
        why: String,
        /// Time at which the account's limit resets.
        until: DateTime<Utc>,
        /// Tokens spent all the same.
        usage: Usage,
    },
    /// No further try can succeed.
    #[error("{why}")]
    Fail {
        /// Cause for logs and admins, without a word of the CV.
        why: String,
        /// Tokens spent all the same.
        usage: Usage,
    },
}

impl ReadError {
    /// Tokens spent before the failure.
    pub fn usage(&self) -> Usage {
        match self {
            Self::Retry { usage, .. } | Self::PausedUntil { usage, .. } | Self::Fail { usage, .. } => *usage,
        }
    }
}

#[derive(Default, Deserialize)]
struct Body {
    #[serde(default)]
    error: Detail,
}

#[derive(Default, Deserialize)]
struct Detail {
    #[serde(default)]
    details: Option<Code>,
}

#[derive(Default, Deserialize)]
struct Code {
    #[serde(default)]
    error_code: Option<String>,
}

/// No whole answer came.
pub(super) fn of_transport(error: &TransportError, usage: Usage) -> ReadError {
    ReadError::Retry { why: format!("Claude cannot be reached: {error}"), after: None, usage }
}

/// A whole answer with status 200 without a message: another service sits at this address, or before it.
pub(super) fn no_message(usage: Usage) -> ReadError {
    ReadError::Retry { why: "Claude's answer was no message".to_owned(), after: None, usage }
}

/// An answer with any other status.
pub(super) fn of_status(answer: &Answer, now: DateTime<Utc>, usage: Usage) -> ReadError {
    let status = answer.status;
    let fail = |why: &str| ReadError::Fail { why: format!("{why} (status {status})"), usage };
    match status {
        429 if is_spend_limit(&answer.body) => ReadError::PausedUntil {
            why: "Claude: this month's spending limit is reached".to_owned(),
            until: next_month(now),
            usage,
        },
        408 | 409 | 429 | 500..=599 => ReadError::Retry {
            why: format!("Claude is busy or out of order (status {status})"),
            after: retry_after(answer, now),
            usage,
        },
        300..=399 => fail("Claude's address leads elsewhere; check ANTHROPIC_BASE_URL"),
        401 | 403 => fail("Claude refuses the key; check ANTHROPIC_API_KEY"),
        402 => fail("Claude's account cannot be billed"),
        404 => fail("Claude knows no such model; check ANTHROPIC_MODEL and ANTHROPIC_BASE_URL"),
        _ => fail("Claude refuses the request"),
    }
}

fn is_spend_limit(body: &[u8]) -> bool {
    let body: Body = serde_json::from_slice(body).unwrap_or_default();
    let code = body.error.details.and_then(|details| details.error_code);
    code.as_deref() == Some("enforced_spend_limit_reached")
}

/// The first of the next month, midnight UTC, when spending limits end.
fn next_month(now: DateTime<Utc>) -> DateTime<Utc> {
    let (year, month) = if now.month() == 12 { (now.year() + 1, 1) } else { (now.year(), now.month() + 1) };
    let first = NaiveDate::from_ymd_opt(year, month, 1).and_then(|date| date.and_hms_opt(0, 0, 0));
    first.map_or(now, |first| first.and_utc())
}

/// Time to wait: in milliseconds, a header of this provider alone, else as usual.
fn retry_after(answer: &Answer, now: DateTime<Utc>) -> Option<Duration> {
    let millis = answer.headers.get("retry-after-ms").and_then(|value| value.to_str().ok()?.trim().parse().ok());
    millis.map(Duration::from_millis).or_else(|| http::retry_after(&answer.headers, now))
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::*;

    fn of(status: u16, header: Option<(&'static str, &'static str)>, body: &str) -> ReadError {
        let headers = header.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let answer = Answer { status, headers: HeaderMap::from_iter(headers), body: body.as_bytes().to_vec() };
        of_status(&answer, "2026-12-23T10:00:00Z".parse().unwrap(), Usage::default())
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for status in [408, 409, 429, 500, 503, 504, 529] {
            assert!(matches!(of(status, None, "<html>"), ReadError::Retry { after: None, .. }), "{status}");
        }
        let after = |name, value| match of(529, Some((name, value)), "{}") {
            ReadError::Retry { after, .. } => after,
            _ => None,
        };
        assert_eq!(after("retry-after", "7"), Some(Duration::from_secs(7)));
        assert_eq!(after("retry-after-ms", "1500"), Some(Duration::from_millis(1500)));
        assert_eq!(after("retry-after", "Wed, 23 Dec 2026 10:01:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(after("retry-after", "Wed, 23 Dec 2020 10:01:00 GMT"), Some(Duration::ZERO));
    }

    #[test]
    fn what_will_not_pass_fails_at_once() {
        for status in [301, 400, 401, 402, 403, 404, 413, 422] {
            assert!(matches!(of(status, Some(("retry-after", "1")), "{}"), ReadError::Fail { .. }), "{status}");
        }
    }

    #[test]
    fn a_spending_limit_ends_with_the_month() {
        let body = r#"{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"enforced_spend_limit_reached"}}}"#;
        let ReadError::PausedUntil { until, .. } = of(429, None, body) else { panic!("not paused") };
        assert_eq!(until, "2027-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
