//! The gateway before both providers: keys, routes, rate limits, quotas and their headers, and the
//! failures it was told to have. What it charges is on the account before anybody hears of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::account::{Account, Charged, SourceAccount, seconds_to_reset};
use super::fault::{self, Control, Fault, How};
use super::served::{Params, Served};
use super::{Options, active_jobs, jsearch};
use crate::sources::{Source, Unit};

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// In the middle of the body.
    Half,
    /// Before the first byte.
    Nothing,
}

/// What is sent back.
#[derive(Debug)]
pub(super) struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub is_html: bool,
    pub ending: Ending,
    pub delay: Duration,
}

impl Reply {
    fn json(status: u16, body: &Value) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: body.to_string(),
            is_html: false,
            ending: Ending::Whole,
            delay: Duration::ZERO,
        }
    }

    /// RapidAPI says everything in one field.
    fn message(status: u16, words: &str) -> Reply {
        Reply::json(status, &json!({"message": words}))
    }

    fn html(status: u16) -> Reply {
        let body = "<html><body><h1>We will be right back</h1></body></html>".to_owned();
        Reply { body, is_html: true, ..Reply::message(status, "") }
    }
}

pub(super) struct Gateway {
    options: Options,
    state: Mutex<State>,
}

struct State {
    account: Account,
    faults: Vec<Fault>,
    clock_offset: TimeDelta,
    /// The second of the last call, and the calls in it.
    busy: BTreeMap<Source, (i64, u32)>,
}

impl Gateway {
    pub fn new(options: Options) -> anyhow::Result<Gateway> {
        let account = match &options.account_file {
            Some(path) => Account::open(options.plan, path)?,
            None => Account::new(options.plan),
        };
        let state = State { account, faults: Vec::new(), clock_offset: TimeDelta::zero(), busy: BTreeMap::new() };
        Ok(Gateway { options, state: Mutex::new(state) })
    }

    /// Answers a call to a source at the path below its prefix, and charges for it.
    pub fn call(&self, source: Source, path: &str, key: Option<&str>, params: &Params) -> Reply {
        let mut state = self.state();
        let now = self.now(&state);
        state.account.called(source);
        let query = params.canonical();
        let fault = fault::take(&mut state.faults, source, &query);
        let delay = fault.as_ref().map_or(Duration::ZERO, Fault::delay);
        let mut reply = self
            .turned_away(&mut state, source, path, key, fault.as_ref(), now)
            .unwrap_or_else(|| served(&mut state.account, source, params, fault.as_ref(), now));
        reply.headers.extend(quota_headers(&state.account, source, now));
        Reply { delay, ..reply }
    }

    pub fn control(&self, order: Control) {
        let mut state = self.state();
        let now = self.now(&state);
        match order {
            Control::Fail(fault) => state.faults.push(fault),
            Control::SetRemaining { source, unit, left } => {
                state.account.set_left(source, unit, left, now);
            }
            Control::SetClockOffset { seconds } => {
                state.clock_offset = TimeDelta::try_seconds(seconds).unwrap_or_default();
            }
            Control::Clear => {
                state.faults.clear();
                state.clock_offset = TimeDelta::zero();
            }
        }
    }

    pub fn account(&self, source: Source) -> SourceAccount {
        let state = self.state();
        state.account.of(source, self.now(&state))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self, state: &State) -> DateTime<Utc> {
        (self.options.now)() + state.clock_offset
    }

    /// What never reaches the provider and is never charged.
    fn turned_away(
        &self,
        state: &mut State,
        source: Source,
        path: &str,
        key: Option<&str>,
        fault: Option<&Fault>,
        now: DateTime<Utc>,
    ) -> Option<Reply> {
        let spent = state.account.meters(source, now).into_iter().find(|(.., left)| *left == 0);
        let how = fault.map(|fault| fault.how);
        if key != Some(self.options.api_key.as_str()) || how == Some(How::WrongKey) {
            Some(wrong_key())
        } else if how == Some(How::NotSubscribed) {
            Some(Reply::message(403, "You are not subscribed to this API."))
        } else if path != source.default_path() || how == Some(How::NotFound) {
            Some(no_such_route(path))
        } else if how == Some(How::RateLimited) || self.is_too_fast(state, source, now) {
            Some(rate_limited(fault))
        } else if let Some((unit, ..)) = spent {
            Some(quota_spent(unit))
        } else if how == Some(How::QuotaSpent) {
            state.account.set_left(source, Unit::Requests, 0, now);
            Some(quota_spent(Unit::Requests))
        } else {
            None
        }
    }

    fn is_too_fast(&self, state: &mut State, source: Source, now: DateTime<Utc>) -> bool {
        let Some(limit) = self.options.calls_per_second else {
            return false;
        };
        let (second, calls) = state.busy.entry(source).or_default();
        if *second != now.timestamp() {
            (*second, *calls) = (now.timestamp(), 0);
        }
        *calls += 1;
        *calls > limit
    }
}

fn wrong_key() -> Reply {
    Reply::message(401, "Invalid API key. Go to https://docs.rapidapi.com/docs/keys for more info.")
}

fn no_such_route(path: &str) -> Reply {
    let reply = Reply::message(404, &format!("Endpoint '{path}' does not exist"));
    let header = ("x-rapidapi-proxy-response".to_owned(), "true".to_owned());
    Reply { headers: vec![header], ..reply }
}

/// The real gateway sends no Retry-After; a fault may.
fn rate_limited(fault: Option<&Fault>) -> Reply {
    let words = "You have exceeded the rate limit per second for your plan, BASIC, by the API provider";
    let wait = fault.and_then(|fault| fault.retry_after_seconds);
    let headers = wait.map(|seconds| ("retry-after".to_owned(), seconds.to_string()));
    Reply { headers: headers.into_iter().collect(), ..Reply::message(429, words) }
}

fn quota_spent(unit: Unit) -> Reply {
    let unit = match unit {
        Unit::Jobs => "Jobs",
        Unit::Requests => "Requests",
    };
    let words =
        format!("You have exceeded the MONTHLY quota for {unit} on your current plan, BASIC. Upgrade your plan.");
    Reply::message(429, &words)
}

/// The provider's answer, spoiled as told, and on the account.
fn served(account: &mut Account, source: Source, params: &Params, fault: Option<&Fault>, now: DateTime<Utc>) -> Reply {
    let mut answer = match source {
        Source::JSearch => jsearch::serve(params, now),
        Source::ActiveJobs => active_jobs::serve(params, now),
    };
    if let Some(How::Refused | How::StatusError) = fault.map(|fault| fault.how) {
        answer.jobs = 0;
    }
    if fault.is_none_or(Fault::is_charged) {
        let charged = Charged {
            at: now,
            source,
            query: params.canonical(),
            position: answer.position.clone(),
            requests: answer.requests,
            jobs: if source == Source::ActiveJobs { answer.jobs } else { 0 },
        };
        if account.charge(&charged).is_err() {
            return Reply::message(500, "The sandbox cannot write its account");
        }
    }
    match fault {
        Some(fault) => spoiled(fault.how, answer),
        None => Reply::json(answer.status, &answer.body),
    }
}

fn spoiled(how: How, mut answer: Served) -> Reply {
    if how == How::MalformedPosting {
        spoil_first_posting(&mut answer.body);
    }
    let right = Reply::json(answer.status, &answer.body);
    match how {
        How::Refused => Reply::json(400, &json!({"detail": "Unknown query parameter"})),
        How::ServerError => Reply::message(500, "Internal Server Error"),
        How::GatewayTimeout => Reply::html(504),
        How::Html => Reply::html(200),
        How::StatusError => Reply::json(200, &json!({"status": "ERROR", "error": {"message": "Something went wrong"}})),
        How::HalfBody => Reply { ending: Ending::Half, ..right },
        How::Drop => Reply { ending: Ending::Nothing, ..right },
        _ => right,
    }
}

/// Takes the title and the id from the first posting.
fn spoil_first_posting(body: &mut Value) {
    let jobs = match body {
        Value::Array(_) => Some(body),
        _ => body.pointer_mut("/data/jobs"),
    };
    if let Some(job) = jobs.and_then(|jobs| jobs.get_mut(0)).and_then(Value::as_object_mut) {
        for name in ["id", "job_id", "title", "job_title"] {
            job.remove(name);
        }
    }
}

/// The plan's meters, and beside them the family that says nothing about the plan.
fn quota_headers(account: &Account, source: Source, now: DateTime<Utc>) -> Vec<(String, String)> {
    let reset = seconds_to_reset(now).to_string();
    let family = |name: &str, limit: u64, left: u64| {
        [("limit", limit.to_string()), ("remaining", left.to_string()), ("reset", reset.clone())]
            .map(|(part, value)| (format!("x-ratelimit-{name}-{part}"), value))
    };
    let meters = account.meters(source, now);
    let mut headers: Vec<(String, String)> =
        meters.into_iter().flat_map(|(unit, limit, left)| family(unit.as_str(), limit, left)).collect();
    headers.extend(family("rapid-free-plans-hard-limit", 500_000, 499_000));
    headers.push(("x-rapidapi-version".to_owned(), "1.2.8".to_owned()));
    headers
}
