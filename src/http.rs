//! HTTP to the outside, with limits: no redirect, no hidden retry, one deadline, a bounded body, the system's
//! certificates. The caller judges the answer.

use crate::large;
use anyhow::Context;
use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{ClientBuilder, Response, redirect, retry};
use rustls::RootCertStore;
use std::time::Duration;
use url::{Host, Url};

/// Builder of a client. `connect`: time limit for a connection to stand, at most the deadline of the whole answer.
///
/// # Errors
///
/// Fails where no TLS can be set up.
pub(crate) fn builder(connect: Duration, deadline: Duration) -> anyhow::Result<ClientBuilder> {
    Ok(reqwest::Client::builder()
        .tls_backend_preconfigured(tls()?)
        .user_agent(concat!("jobfill/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .connect_timeout(connect.min(deadline))
        .timeout(deadline))
}

/// TLS settings. A machine without certificates can still speak to a loopback address.
fn tls() -> anyhow::Result<rustls::ClientConfig> {
    let provider = rustls::crypto::ring::default_provider();
    let config = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .context("TLS cannot be set up")?
        .with_root_certificates(system_roots())
        .with_no_client_auth();
    Ok(config)
}

/// Certificates trusted by this machine, without those too old or odd to be of use.
pub(crate) fn system_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

/// Reason why a body was not read to its end.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// Longer than was allowed.
    TooLong,
    /// The deadline passed, or the connection broke.
    Transport(reqwest::Error),
}

/// The whole body, decompressed, if it has no more than `most` bytes.
///
/// # Errors
///
/// A body that is too long, late, or cut off.
pub(crate) async fn body(response: &mut Response, most: usize) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(BodyError::Transport)? {
        if body.len() + chunk.len() > most {
            return Err(BodyError::TooLong);
        }
        large::extend(&mut body, &chunk);
    }
    Ok(body)
}

/// Longest distinguished wait: a hundred years, far beyond any granted wait.
const LONGEST_WAIT: Duration = Duration::from_secs(100 * 365 * 86_400);

/// Wait that an answer asks for, in seconds or until a date (RFC 9110, 10.2.3). A date is counted from the answer's own
/// date, else from `now`; a past date is no wait. A number with more digits than any clock is the longest wait. None:
/// no wait is stated, or an unreadable value.
pub(crate) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    // Weekdays are ignored, since a wrong weekday makes the date unreadable.
    let of_day = |text: &str| text.split_once(',').map_or_else(|| text.to_owned(), |(_, date)| date.trim().to_owned());
    let date = |text: &str| DateTime::parse_from_rfc2822(&of_day(text)).ok().map(|date| date.to_utc());
    let asked = text(RETRY_AFTER.as_str())?;
    if let Some(wait) = seconds(asked) {
        return Some(wait);
    }
    let sent = text("date").and_then(date).unwrap_or(now);
    Some((date(asked)? - sent).to_std().unwrap_or(Duration::ZERO).min(LONGEST_WAIT))
}

/// Seconds in digits, with fractions: some providers send waits such as `1.5`.
fn seconds(text: &str) -> Option<Duration> {
    let is_number =
        text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let seconds: f64 = text.parse().ok().filter(|_| is_number)?;
    Some(Duration::try_from_secs_f64(seconds).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)))
}

/// True for an address of this machine alone.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A path below the base, whether or not that ends in a slash.
pub(crate) fn below(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/{}", base.path().trim_end_matches('/'), path.trim_start_matches('/')));
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderName;

    fn waits(pairs: &[(&'static str, &str)]) -> Option<u64> {
        let pairs = pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a value")));
        let now = "2026-11-23T09:00:10Z".parse().expect("a time");
        retry_after(&pairs.collect(), now).map(|wait| wait.as_secs())
    }

    #[test]
    fn a_wait_is_seconds_or_a_date_beside_the_answers_own() {
        let dated = |value| waits(&[("date", "Mon, 23 Nov 2026 09:00:00 GMT"), ("retry-after", value)]);
        assert_eq!(dated("7"), Some(7));
        assert_eq!(dated(" 1.5 "), Some(1));
        assert_eq!(dated("Mon, 23 Nov 2026 09:00:30 GMT"), Some(30));
        assert_eq!(dated("Mon, 23 Nov 2026 08:59:00 GMT"), Some(0));
        assert_eq!(waits(&[("retry-after", "Mon, 23 Nov 2026 09:00:30 GMT")]), Some(20), "from our own clock");
    }

    #[test]
    fn a_wait_that_nobody_can_mean_breaks_nothing() {
        for huge in ["99999999999999999999", "18446744073709551615", &"9".repeat(400), "Mon, 23 Nov 9999 09:00:00 GMT"]
        {
            assert!(waits(&[("retry-after", huge)]) >= Some(99 * 365 * 86_400), "{huge}");
        }
        for odd in ["soon", "", "-5", "1e9", "inf", "NaN", "1.2.3", "0x10", "60 seconds"] {
            assert_eq!(waits(&[("retry-after", odd)]), None, "{odd}");
        }
        assert_eq!(waits(&[]), None);
    }

    #[test]
    fn a_path_goes_below_any_base() {
        let url = |base: &str, path| below(&base.parse().expect("an address"), path).to_string();
        assert_eq!(url("https://api.anthropic.com", "v1/messages"), "https://api.anthropic.com/v1/messages");
        assert_eq!(url("http://127.0.0.1:9/claude/", "/v1/messages"), "http://127.0.0.1:9/claude/v1/messages");
    }
}
