//! Failures of buying a page: cause, remedy and cost.

use std::time::Duration;

use super::quota::{QuotaHeaders, Unit};

/// A purchase that brought no page. Prints as a plain sentence for admins.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SourceError {
    /// Cause, and with it the remedy.
    pub kind: ErrorKind,
    /// Cost of the failed call.
    pub charge: Charge,
    /// Credits left by the failing answer, if stated.
    pub quota: QuotaHeaders,
}

/// Meaning of a failure for the fetch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorKind {
    /// Too many calls in a short time. Later calls succeed.
    #[error("too many calls at once{}", wait(*retry_after))]
    RateLimited {
        /// Wait that the source asked for; None: not told.
        retry_after: Option<Duration>,
    },
    /// The plan's period is used up. Nothing succeeds before the reset.
    #[error("quota{} spent{}", of(*what), reset(*resets_in))]
    QuotaSpent {
        /// Spent meter; None: not told.
        what: Option<Unit>,
        /// Time to the reset as told; None: not told.
        resets_in: Option<Duration>,
    },
    /// Name, connection or TLS failed: the request provably never left.
    #[error("could not be reached; nothing was sent")]
    Unreachable,
    /// Sent, without a whole answer: time-out, reset, or a cut or over-long body.
    #[error("gave no whole answer: {why}")]
    NoAnswer {
        /// Breakage, in our own words.
        why: &'static str,
    },
    /// A senseless answer: 5xx, HTML instead of JSON, a status other than OK.
    #[error("answered with an error ({status}): {why}")]
    Broken {
        /// HTTP status.
        status: u16,
        /// Answer, or its fault, in short.
        why: String,
        /// Wait that the source asked for; None: not told.
        retry_after: Option<Duration>,
    },
    /// A wrong setting: every call fails until it is changed.
    #[error("{setting} is wrong: {why}")]
    Misconfigured {
        /// Setting to blame.
        setting: &'static str,
        /// Answer in short, without the key.
        why: String,
    },
    /// The provider rejects this request; a repeat fails again.
    #[error("refused the request: {why}")]
    Refused {
        /// The provider's words, in short.
        why: String,
    },
}

/// Cost of a failed call, as far as the providers' documentation and careful reports tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// Free of charge.
    None,
    /// So many calls, and no rows.
    Requests(u32),
    /// Perhaps the price of the page. Counts as spent.
    Unknown,
}

impl SourceError {
    pub(super) fn new(kind: ErrorKind, quota: QuotaHeaders) -> Self {
        Self { charge: kind.charge(), kind, quota }
    }
}

impl ErrorKind {
    /// Charge of a failure. The gateway turns away wrong keys, retired routes and spent or hurried callers before the
    /// provider counts anything. Requests refused by the provider are counted: seen for Active Jobs DB, reported for
    /// JSearch. A call that broke after sending may have been charged.
    fn charge(&self) -> Charge {
        match self {
            Self::RateLimited { .. } | Self::QuotaSpent { .. } | Self::Unreachable | Self::Misconfigured { .. } => {
                Charge::None
            }
            Self::Refused { .. } => Charge::Requests(1),
            Self::NoAnswer { .. } | Self::Broken { .. } => Charge::Unknown,
        }
    }
}

fn of(what: Option<Unit>) -> String {
    what.map_or_else(String::new, |unit| format!(" of {unit}"))
}

fn wait(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(String::new, |wait| format!("; asks to wait {}", in_words(wait)))
}

fn reset(resets_in: Option<Duration>) -> String {
    resets_in.map_or_else(String::new, |rest| format!(", resets in {}", in_words(rest)))
}

/// A span of time in its largest unit, rounded up.
fn in_words(span: Duration) -> String {
    const UNITS: &[(u64, &str)] = &[(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let seconds = span.as_secs();
    let (size, name) = UNITS.iter().copied().find(|(size, _)| seconds >= *size).unwrap_or((1, "second"));
    let count = seconds.div_ceil(size);
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_a_plain_sentence() {
        let sentence = |kind: ErrorKind| SourceError::new(kind, QuotaHeaders::default()).to_string();
        let ten_days = Some(Duration::from_secs(9 * 86_400 + 5));
        assert_eq!(
            sentence(ErrorKind::QuotaSpent { what: Some(Unit::Requests), resets_in: ten_days }),
            "quota of requests spent, resets in 10 days"
        );
        assert_eq!(sentence(ErrorKind::QuotaSpent { what: None, resets_in: None }), "quota spent");
        assert_eq!(
            sentence(ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(1)) }),
            "too many calls at once; asks to wait 1 second"
        );
        assert_eq!(
            sentence(ErrorKind::Misconfigured { setting: "RAPIDAPI_KEY", why: "the key is not valid".into() }),
            "RAPIDAPI_KEY is wrong: the key is not valid"
        );
    }

    #[test]
    fn only_what_may_have_been_counted_is_charged() {
        assert_eq!(ErrorKind::Unreachable.charge(), Charge::None);
        assert_eq!(ErrorKind::NoAnswer { why: "timed out" }.charge(), Charge::Unknown);
        let refused = ErrorKind::Refused { why: "unknown parameter".into() };
        assert_eq!(refused.charge(), Charge::Requests(1));
    }
}
