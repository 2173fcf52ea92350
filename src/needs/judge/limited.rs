//! Limits and the fetches behind them. Pure.

use crate::models::fetch::ErrorCode;
use crate::models::source_state::Health;
use crate::models::trouble::PutOff;
use crate::needs::limits::{DAY, Limit, PERSON, URGENT};
use crate::needs::{Cause, Facts, Need};
use crate::quota::meter::Meter;
use crate::sources::Unit;
use crate::text;
use chrono::{DateTime, TimeDelta, Utc};

/// Shortest pause or outage from which a source keeps people waiting.
const LONG_WAIT: TimeDelta = TimeDelta::minutes(10);

pub(super) fn all(facts: &Facts) -> Vec<Need> {
    let limits = facts.limits.iter().filter_map(|limit| at_step(facts, limit));
    let put_off = facts.put_off.iter().map(|one| put_off(facts, one));
    let waits = facts.health.iter().filter(|one| facts.enabled.contains(&one.source));
    limits.chain(put_off).chain(waits.filter_map(|one| source_waits(facts, one))).collect()
}

/// Outage, or a wait that a source asked for.
fn source_waits(facts: &Facts, one: &Health) -> Option<Need> {
    let state = facts.sources.iter().find(|state| state.source == one.source);
    let need = Need {
        cause: Cause::SourceWaits,
        which: one.source.to_string(),
        is_urgent: true,
        since: state.and_then(|state| state.last_failure_at),
        count: 1,
        what: String::new(),
        what_to_do: String::new(),
        link: "/admin#sources",
    };
    let source = one.source.label();
    if state.is_some_and(|state| state.stopped_code.is_some()) {
        return None;
    }
    if let Some(since) = state.and_then(|state| state.out_since) {
        return Some(Need {
            cause: Cause::SourceOut,
            is_urgent: facts.now - since >= LONG_WAIT,
            since: Some(since),
            count: one.waiting,
            what: say!(
                "needs-source-out",
                source = source,
                since = clock(facts, since),
                next = clock(facts, one.next_try(facts.now)),
                count = one.waiting,
            ),
            what_to_do: say!(
                "needs-source-out-do",
                why = state.and_then(|state| state.last_failure.clone()).unwrap_or_default(),
            ),
            ..need
        });
    }
    let until = one.waits_until?;
    Some(Need {
        is_urgent: until - facts.now > LONG_WAIT,
        what: say!("needs-source-waits", source = source, until = local(facts, until)),
        what_to_do: say!("needs-source-waits-do"),
        ..need
    })
}

fn at_step(facts: &Facts, limit: &Limit) -> Option<Need> {
    let step = limit.step()?;
    let (cause, what, what_to_do, link) = match limit.name.as_str() {
        DAY => (
            Cause::DayLimit,
            say!("needs-day", used = limit.used, limit = limit.limit, percent = limit.percent()),
            say!("needs-day-do", until = local(facts, limit.resets_at)),
            "/admin/quota",
        ),
        PERSON => (Cause::PersonLimit, people(facts, step, limit.limit), say!("needs-person-do"), "/admin/users"),
        name => {
            let meter = facts.meters.iter().find(|meter| Limit::of_meter(meter).name == name)?;
            let what_to_do = say!("needs-plan-do", until = local(facts, limit.resets_at));
            (Cause::Plan, plan(meter, limit), what_to_do, "/admin/quota")
        }
    };
    let is_it = |name: &str, from| name == limit.name && from == limit.from;
    let notice = facts.notices.iter().find(|one| is_it(&one.limit_name, one.period_from) && one.step == step);
    let since = notice.map(|notice| notice.at);
    let (which, is_urgent) = (limit.name.clone(), step >= URGENT);
    Some(Need { cause, which, is_urgent, since, count: limit.used, what, what_to_do, link })
}

/// Number of people at the highest step of any person.
fn people(facts: &Facts, step: i16, limit: i64) -> String {
    let troubles = &facts.troubles;
    match step {
        100 => say!("needs-person-all", people = troubles.people_at_100, limit = limit),
        90 => say!("needs-person", people = troubles.people_at_90, percent = step, limit = limit),
        75 => say!("needs-person", people = troubles.people_at_75, percent = step, limit = limit),
        _ => say!("needs-person", people = troubles.people_at_50, percent = step, limit = limit),
    }
}

fn plan(meter: &Meter, limit: &Limit) -> String {
    let (source, left) = (meter.source.label(), meter.left());
    let (used, all, percent) = (limit.used, limit.limit, limit.percent());
    match meter.unit {
        Unit::Jobs => {
            say!("needs-plan-jobs", source = source, left = left, used = used, limit = all, percent = percent)
        }
        Unit::Requests => {
            say!("needs-plan-requests", source = source, left = left, used = used, limit = all, percent = percent)
        }
    }
}

fn put_off(facts: &Facts, one: &PutOff) -> Need {
    // What an admin typed stays on the page: what is the matter goes out by mail and webhook, too.
    let (why, what_to_do) = match one.code {
        ErrorCode::SourceStopped => {
            (say!("needs-put-off-source-stopped"), say!("needs-put-off-source-do", why = one.why.as_str()))
        }
        ErrorCode::SpendingStopped => (one.why.clone(), say!("needs-put-off-switch-do")),
        _ => (one.why.clone(), say!("needs-put-off-do", until = local(facts, one.until))),
    };
    Need {
        cause: Cause::PutOff,
        which: one.code.to_string(),
        is_urgent: true,
        since: Some(one.since),
        count: one.fetches,
        what: say!(
            "needs-put-off",
            fetches = one.fetches,
            combinations = one.combinations,
            people = one.people,
            why = why,
        ),
        what_to_do,
        link: "/admin/fetches?state=put_off",
    }
}

/// Time like "10:02", and of another day "24 Nov, 10:02"
fn clock(facts: &Facts, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&facts.timezone);
    let time = at.format("%H:%M").to_string();
    match at.date_naive() == facts.today {
        true => time,
        false => say!("needs-clock", date = text::short_day(at.date_naive()), time = time),
    }
}

/// Local time like "3 December, 00:00"
fn local(facts: &Facts, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&facts.timezone);
    let time = at.format("%H:%M").to_string();
    match at.date_naive() == facts.today {
        true => say!("needs-today-at", time = time),
        false => say!("needs-at", date = text::short_day(at.date_naive()), time = time),
    }
}
