//! Failures on order, and the orders themselves.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::manners::Manners;
use crate::sources::{Source, Unit};

/// An order to the sandbox, as `POST /control` takes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Control {
    /// Makes coming calls fail.
    Fail(Fault),
    /// Sets the credits left of the plan until its next period.
    SetRemaining {
        /// Source with the plan.
        source: Source,
        /// Meter of the plan.
        unit: Unit,
        /// Credits left.
        left: u64,
    },
    /// Moves the sandbox's clock, in seconds from the given clock.
    SetClockOffset {
        /// Seconds; negative moves back.
        seconds: i64,
    },
    /// Changes the manners of Active Jobs DB.
    Behave(Manners),
    /// Forgets all faults and the clock's offset. Charges stay.
    Clear,
}

/// Failure of the next matching calls.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// Way of failing.
    pub how: How,
    /// Number of calls; by default one.
    #[serde(default = "once")]
    pub times: u32,
    /// Calls to this source only.
    #[serde(default)]
    pub source: Option<Source>,
    /// Calls with this text in their decoded query only.
    #[serde(default)]
    pub matching: Option<String>,
    /// For `rate_limited`: the Retry-After header, which the real gateway leaves out.
    #[serde(default)]
    pub retry_after_seconds: Option<u64>,
    /// Wait before the answer, of any kind.
    #[serde(default)]
    pub delay_ms: u64,
    /// Whether the call is charged; by default, as `How::is_charged` says.
    #[serde(default)]
    pub charged: Option<bool>,
}

fn once() -> u32 {
    1
}

/// Ways of failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// 401, an invalid key.
    WrongKey,
    /// 403, a key without a subscription.
    NotSubscribed,
    /// 404, a retired route.
    NotFound,
    /// 429, too many calls at once.
    RateLimited,
    /// 429, the month's quota is used up.
    QuotaSpent,
    /// 400 by the provider.
    Refused,
    /// 500 with JSON.
    ServerError,
    /// 504 with HTML.
    GatewayTimeout,
    /// 200 with HTML.
    Html,
    /// Half of the right answer, then the connection closes.
    HalfBody,
    /// The connection closes before the answer.
    Drop,
    /// The right answer: for a delay alone.
    Slow,
    /// 200 with an envelope that says ERROR.
    StatusError,
    /// The right answer, except for an unreadable first posting.
    MalformedPosting,
    /// Answer for the first title of a list alone.
    FirstTitle,
}

impl How {
    /// True where a failed call is charged: as at the real providers where known, else the worse.
    fn is_charged(self) -> bool {
        match self {
            Self::WrongKey | Self::NotSubscribed | Self::NotFound | Self::RateLimited | Self::QuotaSpent => false,
            Self::ServerError | Self::GatewayTimeout | Self::Html => false,
            Self::Refused
            | Self::HalfBody
            | Self::Drop
            | Self::Slow
            | Self::StatusError
            | Self::MalformedPosting
            | Self::FirstTitle => true,
        }
    }
}

impl Fault {
    /// Fault of the next call to any source.
    pub fn once(how: How) -> Self {
        Self { how, times: 1, source: None, matching: None, retry_after_seconds: None, delay_ms: 0, charged: None }
    }

    /// Applies to so many calls.
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Applies to calls of one source only.
    pub fn at(self, source: Source) -> Self {
        Self { source: Some(source), ..self }
    }

    /// Applies to calls with a text in their decoded query, in any case.
    pub fn matching(self, text: &str) -> Self {
        Self { matching: Some(text.to_owned()), ..self }
    }

    /// Delays the answer.
    pub fn after(self, delay: Duration) -> Self {
        let delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        Self { delay_ms, ..self }
    }

    /// Overrides whether the call is charged.
    pub fn charged(self, charged: bool) -> Self {
        Self { charged: Some(charged), ..self }
    }

    pub(super) fn is_charged(&self) -> bool {
        self.charged.unwrap_or(self.how.is_charged())
    }

    pub(super) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    fn concerns(&self, source: Source, query: &str) -> bool {
        let matches = |text: &String| query.to_lowercase().contains(&text.to_lowercase());
        self.source.is_none_or(|only| only == source) && self.matching.as_ref().is_none_or(matches)
    }
}

/// Takes the first fault for a call, once.
pub(super) fn take(faults: &mut Vec<Fault>, source: Source, query: &str) -> Option<Fault> {
    let at = faults.iter().position(|fault| fault.concerns(source, query))?;
    let fault = faults[at].clone();
    faults[at].times = fault.times.saturating_sub(1);
    faults.retain(|fault| fault.times > 0);
    Some(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_from_json() {
        let order = r#"{"do":"fail","how":"rate_limited","times":2,"source":"jsearch","matching":"Munich"}"#;
        let Ok(Control::Fail(fault)) = serde_json::from_str(order) else {
            panic!("not read");
        };
        let mut faults = vec![fault];
        assert!(take(&mut faults, Source::ActiveJobs, "nurse in munich").is_none());
        assert!(take(&mut faults, Source::JSearch, "nurse in berlin").is_none());
        assert!(take(&mut faults, Source::JSearch, "nurse in munich").is_some());
        assert!(take(&mut faults, Source::JSearch, "nurse in munich").is_some());
        assert!(take(&mut faults, Source::JSearch, "nurse in munich").is_none());
    }
}
