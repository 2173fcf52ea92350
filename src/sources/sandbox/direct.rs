//! Differences of Active Jobs DB's own host from the gateway: headers, errors, counts and expired jobs.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, DurationRound, NaiveDateTime, Utc};
use serde_json::{Value, json};

use super::meter::seconds_to_reset;
use super::reply::Reply;
use super::served::{Params, REFUSED, Served};
use crate::sources::Unit;

/// Route of the number of postings that a search finds.
pub(super) const COUNT: &str = "/active-ats-count";

/// Route of expired postings.
pub(super) const EXPIRED: &str = "/expired-ats";

/// Routes beside the search.
pub(super) const ROUTES: [&str; 2] = [COUNT, EXPIRED];

/// Unit, limit and rest of each meter.
type Meters = [(Unit, u64, u64)];

/// Headers with the price of this call, and with the credits left before the call, since the host's figures lag.
pub(super) fn headers(before: Vec<(Unit, u64, u64)>, after: &Meters, now: DateTime<Utc>) -> Vec<(String, String)> {
    let left_after = |unit| after.iter().find(|(of, ..)| *of == unit).map_or(0, |(.., left)| *left);
    let family = |(unit, limit, left): (Unit, u64, u64)| {
        let charged = left.saturating_sub(left_after(unit));
        [("limit", limit), ("remaining", left), ("this-request", charged)]
            .map(|(part, value)| (format!("x-api-{unit}-{part}"), value.to_string()))
    };
    let mut headers: Vec<(String, String)> = before.into_iter().flat_map(family).collect();
    let next = now + Duration::seconds(seconds_to_reset(now));
    headers.push(("x-api-next-billing-date".to_owned(), next.format("%Y-%m-%d").to_string()));
    headers
}

/// Reply in this host's words: `detail` instead of `message`, and 403 for a spent plan.
pub(super) fn spoken(reply: Reply) -> Reply {
    let message =
        serde_json::from_str(&reply.body).ok().and_then(|body: Value| Some(body.get("message")?.as_str()?.to_owned()));
    let Some(words) = message else { return reply };
    let status = if words.contains("quota") { 403 } else { reply.status };
    Reply { status, body: json!({"detail": words}).to_string(), ..reply }
}

/// Remembers the sold rows.
pub(super) fn note(sold: &mut BTreeMap<u64, DateTime<Utc>>, answer: &Served) {
    for row in answer.body.as_array().into_iter().flatten() {
        let posted = row.get("date_posted").and_then(Value::as_str);
        let posted = posted.and_then(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok());
        if let (Some(id), Some(posted)) = (row.get("id").and_then(Value::as_u64), posted) {
            sold.insert(id, posted.and_utc());
        }
    }
}

/// Sold rows that are gone by now. A posting stays for eight to forty-four days, by its id: as long as a search for a
/// week finds the posting, it is there.
pub(super) fn expired(sold: &BTreeMap<u64, DateTime<Utc>>, params: &Params, now: DateTime<Utc>) -> Served {
    let today = now.duration_trunc(Duration::days(1)).unwrap_or(now);
    let span = match params.get("time_frame") {
        Some("1h") => Some((now - Duration::hours(1), now)),
        Some("1d") => Some((today - Duration::days(1), today)),
        Some("6m") => Some((now - Duration::days(180), now)),
        _ => None,
    };
    let Some((from, to)) = span else {
        let body = json!({"detail": "time_frame must be one of 1h, 1d, 6m"});
        return Served { status: 400, body, requests: 1, jobs: 0, position: REFUSED.to_owned() };
    };
    let ended = |(id, posted): (&u64, &DateTime<Utc>)| {
        let end = *posted + Duration::days(8 + i64::try_from(id % 37).unwrap_or_default());
        (from..to).contains(&end).then_some(*id)
    };
    let ids: Vec<u64> = sold.iter().filter_map(ended).collect();
    Served { status: 200, body: json!(ids), requests: 1, jobs: 0, position: "expired".to_owned() }
}
