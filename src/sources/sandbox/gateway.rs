//! The gateway before both providers: keys, routes, rate limits, quotas and their headers, and failures on order. A
//! charge is on the account before the answer leaves.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::account::{Account, Charged, SourceAccount};
use super::fault::{self, Control, Fault, How};
use super::manners::Manners;
use super::meter::seconds_to_reset;
use super::reply::Reply;
use super::served::{Params, REFUSED, Served};
use super::{Options, active_jobs, direct, jsearch};
use crate::sources::{Dialect, Source, Unit};

/// A call as received.
pub(super) struct Call<'a> {
    pub source: Source,
    pub dialect: Dialect,
    /// Path below the prefix of the source.
    pub path: &'a str,
    pub key: Option<&'a str>,
    pub params: Params,
}

pub(super) struct Gateway {
    options: Options,
    state: Mutex<State>,
}

struct State {
    account: Account,
    faults: Vec<Fault>,
    clock_offset: TimeDelta,
    manners: Manners,
    /// Ids of sold Active Jobs DB rows, with their posting times.
    sold: BTreeMap<u64, DateTime<Utc>>,
    /// Second of the last call, and the number of calls in that second.
    busy: BTreeMap<Source, (i64, u32)>,
}

impl Gateway {
    pub(super) fn new(options: Options) -> anyhow::Result<Self> {
        let account = match &options.account_file {
            Some(path) => Account::open(options.plan, path)?,
            None => Account::new(options.plan),
        };
        let (sold, busy) = (BTreeMap::new(), BTreeMap::new());
        let (clock_offset, manners) = (TimeDelta::zero(), options.manners);
        let state = State { account, faults: Vec::new(), clock_offset, manners, sold, busy };
        Ok(Self { options, state: Mutex::new(state) })
    }

    /// Answers a call and charges for it.
    pub(super) fn call(&self, call: &Call<'_>) -> Reply {
        let mut state = self.state();
        let now = self.now(&state);
        state.account.called(call.source);
        let fault = fault::take(&mut state.faults, call.source, &call.params.canonical());
        let fault = fault.as_ref();
        let before = meters(&state.account, call.source, fault, now);
        let reply = match self.refusal(&mut state, call, fault, now) {
            Some(refusal) => refusal,
            None => sell(&mut state, call, fault, now),
        };
        let after = meters(&state.account, call.source, fault, now);
        let mut reply = match call.dialect {
            Dialect::Gateway => reply.and(quota_headers(after, now)),
            Dialect::Direct => direct::spoken(reply).and(direct::headers(before, &after, now)),
        };
        reply.delay = fault.map(Fault::delay).unwrap_or_default();
        reply
    }

    pub(super) fn control(&self, order: Control) {
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
            Control::Behave(manners) => state.manners = manners,
            Control::Clear => {
                state.faults.clear();
                state.clock_offset = TimeDelta::zero();
            }
        }
    }

    pub(super) fn account(&self, source: Source) -> SourceAccount {
        let state = self.state();
        state.account.of(source, self.now(&state))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self, state: &State) -> DateTime<Utc> {
        (self.options.now)() + state.clock_offset
    }

    /// Refusal of a call that never reaches the provider and is never charged.
    fn refusal(&self, state: &mut State, call: &Call<'_>, fault: Option<&Fault>, now: DateTime<Utc>) -> Option<Reply> {
        let how = fault.map(|fault| fault.how);
        if call.key != Some(self.options.api_key.as_str()) || how == Some(How::WrongKey) {
            return Some(Reply::wrong_key());
        }
        if how == Some(How::NotSubscribed) {
            return Some(Reply::not_subscribed());
        }
        let is_side = call.dialect == Dialect::Direct && direct::ROUTES.contains(&call.path);
        if call.path != call.source.default_path() && !is_side || how == Some(How::NotFound) {
            return Some(Reply::no_such_route(call.path));
        }
        if self.is_too_fast(state, call.source, now) || how == Some(How::RateLimited) {
            return Some(Reply::rate_limited(fault));
        }
        let mut meters = meters(&state.account, call.source, fault, now).into_iter();
        let (unit, ..) = meters.find(|(.., left)| *left == 0)?;
        Some(Reply::quota_spent(unit))
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

/// The provider's answer, on the account unless a fault spares it.
fn sell(state: &mut State, call: &Call<'_>, fault: Option<&Fault>, now: DateTime<Utc>) -> Reply {
    let how = fault.map(|fault| fault.how);
    let of_first = (how == Some(How::FirstTitle)).then(|| call.params.of_first_title());
    let params = of_first.as_ref().unwrap_or(&call.params);
    let mut answer = match (call.source, call.path) {
        (Source::JSearch, _) => jsearch::serve(params, state.manners, now),
        (Source::ActiveJobs, direct::COUNT) => active_jobs::count(params, state.manners, now),
        (Source::ActiveJobs, direct::EXPIRED) => direct::expired(&state.sold, params, now),
        (Source::ActiveJobs, _) => active_jobs::serve(params, state.manners, now),
    };
    direct::note(&mut state.sold, &answer);
    if how == Some(How::Refused) {
        answer.position = REFUSED.to_owned();
    }
    if matches!(how, Some(How::Refused | How::StatusError)) {
        answer.jobs = 0;
    }
    if fault.is_none_or(Fault::is_charged) && charge(&mut state.account, call, &answer, now).is_err() {
        return Reply::message(500, "The sandbox cannot write its account");
    }
    Reply::served(answer, how)
}

fn charge(account: &mut Account, call: &Call<'_>, answer: &Served, now: DateTime<Utc>) -> io::Result<()> {
    account.charge(&Charged {
        at: now,
        source: call.source,
        query: call.params.canonical(),
        position: answer.position.clone(),
        requests: answer.requests,
        jobs: answer.jobs,
    })
}

/// Unit, limit and rest of each meter; a fault may have spent a meter for this call.
fn meters(account: &Account, source: Source, fault: Option<&Fault>, now: DateTime<Utc>) -> Vec<(Unit, u64, u64)> {
    let is_spent = fault.is_some_and(|fault| fault.how == How::QuotaSpent);
    let rest = |unit, left| {
        if is_spent && unit == Unit::Requests { 0 } else { left }
    };
    let meters = account.meters(source, now).into_iter();
    meters.map(|(unit, limit, left)| (unit, limit, rest(unit, left))).collect()
}

/// The plan's meters, beside headers unrelated to the plan.
fn quota_headers(meters: Vec<(Unit, u64, u64)>, now: DateTime<Utc>) -> Vec<(String, String)> {
    let reset = seconds_to_reset(now).to_string();
    let family = |name: &str, limit: u64, left: u64| {
        [("limit", limit.to_string()), ("remaining", left.to_string()), ("reset", reset.clone())]
            .map(|(part, value)| (format!("x-ratelimit-{name}-{part}"), value))
    };
    let plan = meters.into_iter().flat_map(|(unit, limit, left)| family(unit.as_str(), limit, left));
    let mut headers: Vec<(String, String)> = plan.collect();
    headers.extend(family("rapid-free-plans-hard-limit", 500_000, 499_000));
    headers.push(("x-rapidapi-version".to_owned(), "1.2.8".to_owned()));
    headers
}
