//! Meaning of an answer from the provider or its gateway. Pure.

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use super::error::ErrorKind;
use super::quota::{QuotaHeaders, Resets, Unit};
use super::{Dialect, Source, envelope, json};
use crate::http;

/// Whole body, or the reason for its absence.
pub(super) type Body = Result<Vec<u8>, &'static str>;

/// An answer as received.
pub(super) struct Reply {
    /// Time of arrival by the world's clock, which dates in headers go by.
    pub received_at: DateTime<Utc>,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Body,
}

/// The paid body, whatever its content: kept before any judgement. Without success, the meaning of the answer. Statuses
/// and texts are from RapidAPI's gateway and the two vendors.
pub(super) fn judge(
    source: Source,
    dialect: Dialect,
    key_setting: &'static str,
    reply: Reply,
) -> Result<Vec<u8>, ErrorKind> {
    let status = reply.status.as_u16();
    if reply.status.is_success() {
        return reply.body.map_err(|why| ErrorKind::NoAnswer { why });
    }
    let said = reply.body.ok().and_then(|body| words_of(&body));
    let is_spent = match dialect {
        Dialect::Gateway => matches!(status, 429 | 403) && is_quota_spent(said.as_deref(), &reply.headers),
        Dialect::Direct => matches!(status, 402 | 403 | 429) && is_plan_spent(said.as_deref(), &reply.headers),
    };
    if is_spent {
        return Err(quota_spent(said.as_deref(), &reply.headers));
    }
    let why = said.unwrap_or_else(|| "it gave no reason".to_owned());
    let retry_after = http::retry_after(&reply.headers, reply.received_at);
    Err(match status {
        429 => ErrorKind::RateLimited { retry_after },
        401..=403 => ErrorKind::Misconfigured { setting: key_setting, why },
        404 | 405 | 410 => ErrorKind::Misconfigured { setting: source.path_setting(), why },
        300..=399 => ErrorKind::Misconfigured {
            setting: source.base_url_setting(),
            why: "the address redirects elsewhere".to_owned(),
        },
        408 | 500..=599 => ErrorKind::Broken { status, why, retry_after },
        _ => ErrorKind::Refused { why },
    })
}

/// Explanation by the provider, from JSON if there is any.
fn words_of(body: &[u8]) -> Option<String> {
    let Value::Object(fields) = json::read(body)? else { return None };
    envelope::words_of(&json::with_plain_names(fields))
}

/// True for a spent quota. The gateway's text decides. A meter at zero counts only without a text, since plans with
/// overages go on below zero.
fn is_quota_spent(said: Option<&str>, headers: &HeaderMap) -> bool {
    match said {
        Some(words) => words.to_lowercase().contains("quota"),
        None => QuotaHeaders::read(headers).spent().is_some(),
    }
}

/// True for a spent plan at the direct host, which has its own words and status (seen: 403). A meter at zero counts
/// too, except beside words of haste.
fn is_plan_spent(said: Option<&str>, headers: &HeaderMap) -> bool {
    let words = said.unwrap_or_default().to_lowercase();
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let is_haste = has(&["per second", "per minute", "rate limit", "too many"]);
    let is_named =
        has(&["quota", "credits", "monthly limit", "plan limit", "usage limit", "limit reached", "exhausted"]);
    !is_haste && (is_named || QuotaHeaders::read(headers).spent().is_some())
}

fn quota_spent(said: Option<&str>, headers: &HeaderMap) -> ErrorKind {
    let quota = QuotaHeaders::read(headers);
    let words = said.unwrap_or_default().to_lowercase();
    let named = [Unit::Requests, Unit::Jobs].into_iter().find(|unit| words.contains(&format!("for {unit}")));
    let what = named.or(quota.spent());
    let resets_in = what.and_then(|unit| quota.get(unit)).and_then(|quota| match quota.resets {
        Resets::In(span) => Some(span),
        Resets::At(_) | Resets::Unsaid => None,
    });
    ErrorKind::QuotaSpent { what, resets_in }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderName;

    use super::*;
    use std::time::Duration;

    fn reply(status: u16, headers: &[(&'static str, &str)], body: &str) -> Reply {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a header value")));
        Reply {
            received_at: DateTime::UNIX_EPOCH,
            status: StatusCode::from_u16(status).expect("a status"),
            headers: headers.collect(),
            body: Ok(body.as_bytes().to_vec()),
        }
    }

    fn why_not(source: Source, reply: Reply) -> ErrorKind {
        judge(source, Dialect::Gateway, "RAPIDAPI_KEY", reply).expect_err("no page")
    }

    #[test]
    fn a_429_is_about_the_quota_only_if_it_says_so() {
        let quota = "You have exceeded the MONTHLY quota for Jobs on your current plan, BASIC.";
        let headers = [
            ("x-ratelimit-jobs-limit", "250"),
            ("x-ratelimit-jobs-remaining", "0"),
            ("x-ratelimit-jobs-reset", "3600"),
        ];
        let body = format!(r#"{{"message":"{quota}"}}"#);
        let spent = ErrorKind::QuotaSpent { what: Some(Unit::Jobs), resets_in: Some(Duration::from_secs(3600)) };
        assert_eq!(why_not(Source::ActiveJobs, reply(429, &headers, &body)), spent);
        assert_eq!(why_not(Source::ActiveJobs, reply(429, &headers, "")), spent);
        let hurried = r#"{"message":"You have exceeded the rate limit per second for your plan"}"#;
        assert_eq!(
            why_not(Source::ActiveJobs, reply(429, &headers, hurried)),
            ErrorKind::RateLimited { retry_after: None }
        );
    }

    #[test]
    fn the_direct_host_tells_a_spent_plan_from_haste_and_from_a_wrong_key() {
        let judged = |status, headers: &[(&'static str, &str)], body: &str| {
            judge(Source::ActiveJobs, Dialect::Direct, "ACTIVE_JOBS_API_KEY", reply(status, headers, body))
                .expect_err("no page")
        };
        let left = |jobs| [("x-api-jobs-limit", "20000"), ("x-api-jobs-remaining", jobs)];
        let spent = |what| ErrorKind::QuotaSpent { what, resets_in: None };
        assert_eq!(judged(403, &left("0"), r#"{"detail":"Job credits exhausted"}"#), spent(Some(Unit::Jobs)));
        assert_eq!(judged(403, &left("0"), r#"{"detail":"Forbidden"}"#), spent(Some(Unit::Jobs)));
        assert_eq!(judged(402, &[], r#"{"detail":"Monthly quota for requests reached"}"#), spent(Some(Unit::Requests)));
        assert_eq!(
            judged(429, &left("0"), r#"{"detail":"Rate limit: 600 requests per minute"}"#),
            ErrorKind::RateLimited { retry_after: None }
        );
        for (status, body) in [(401, r#"{"detail":"Invalid API key"}"#), (403, r#"{"detail":"Not part of your plan"}"#)]
        {
            let kind = judged(status, &left("100"), body);
            assert!(matches!(kind, ErrorKind::Misconfigured { setting: "ACTIVE_JOBS_API_KEY", .. }), "{kind:?}");
        }
        let invalid = r#"{"detail":[{"loc":["query","limit"],"msg":"Input should be less than 1001"}]}"#;
        assert_eq!(judged(422, &[], invalid), ErrorKind::Refused { why: "Input should be less than 1001".to_owned() });
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let setting = |status, body| match why_not(Source::JSearch, reply(status, &[], body)) {
            ErrorKind::Misconfigured { setting, .. } => setting,
            other => panic!("{other:?}"),
        };
        assert_eq!(setting(401, r#"{"message":"Invalid API key."}"#), "RAPIDAPI_KEY");
        assert_eq!(setting(403, r#"{"message":"You are not subscribed to this API."}"#), "RAPIDAPI_KEY");
        assert_eq!(setting(404, r#"{"message":"Endpoint '/search' does not exist"}"#), "JSEARCH_PATH");
        assert_eq!(setting(302, ""), "JSEARCH_BASE_URL");
    }

    #[test]
    fn a_200_is_an_answer_whatever_it_holds() {
        for body in ["", "<html>busy</html>", "[]", r#"[{"id": 1}, {"id"#, r#"{"status":"ERROR"}"#, "\u{feff}[NaN]"] {
            for source in Source::ALL {
                let kept = judge(*source, Dialect::Gateway, "RAPIDAPI_KEY", reply(200, &[], body));
                assert_eq!(kept, Ok(body.as_bytes().to_vec()), "{body}");
            }
        }
    }

    #[test]
    fn the_reason_is_found_wherever_the_provider_put_it() {
        let reason = |body: &str| words_of(body.as_bytes());
        assert_eq!(reason(r#"{"detail":"Unknown query parameter"}"#).as_deref(), Some("Unknown query parameter"));
        assert_eq!(reason(r#"{"status":"ERROR","error":{"message":"bad cursor."}}"#).as_deref(), Some("bad cursor"));
        assert_eq!(reason("<html>"), None);
    }
}
