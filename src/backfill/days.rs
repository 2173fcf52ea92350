//! Whether a source's day reaches back 24 hours, or begins at midnight: learnt from the age of what comes for it.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::{Fetch, Todays};
use crate::sources::{Source, SpanName};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

/// A posting of "today" that is so old shows that the day reaches back 24 hours; or to a midnight that lies so far back that
/// less than an hour is missing.
const ALL_DAY: TimeDelta = TimeDelta::hours(23);

/// Among many postings none is as old as this: the day begins at a midnight.
const NO_DAY: TimeDelta = TimeDelta::hours(20);

/// So many postings of "today" would hardly all be of its newest five sixths by chance, nor of an evening's.
const MANY: i64 = 100;

/// How far back answers to "today" are looked at together.
const TOGETHER: TimeDelta = TimeDelta::days(3);

/// What was shown counts for so long: a source that begins its day at midnight from now on shows nothing.
const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// True when an answer to "today", with its oldest posting, comes from a day that reaches back 24 hours.
fn shows(oldest: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - oldest >= ALL_DAY
}

/// Looks at the newest answers to "today" together, and notes where they show that the day begins at a midnight.
pub(super) async fn look(conn: &mut Connection, source: Source, now: DateTime<Utc>) -> QueryResult<()> {
    let Todays { jobs, oldest } = Todays::since(conn, now - TOGETHER).await?;
    if jobs < MANY || oldest >= NO_DAY.num_seconds() {
        return Ok(());
    }
    let evidence = format!("of {jobs} postings of today none was older than {} hours", oldest / 3_600 + 1);
    Capability::note_shown(conn, (source, CapabilityName::RollingDays), CapabilityState::Off, &evidence, now).await
}

/// True when the fetch's source is known to reach back 24 hours with its day, so that a day with few postings is one, and
/// nothing is asked again for it. Notes what the fetch shows of that.
pub(super) async fn reach_back(
    conn: &mut Connection,
    fetch: &Fetch,
    (source, oldest): (Source, Option<DateTime<Utc>>),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    if fetch.span != SpanName::Today {
        return Ok(false);
    }
    let days = (source, CapabilityName::RollingDays);
    let known = Capability::find(conn, source, CapabilityName::RollingDays).await?;
    let is_off = known.as_ref().is_some_and(|known| known.state == CapabilityState::OffByHand);
    let seen = known.filter(|known| known.state == CapabilityState::On).map(|known| known.checked_at);
    let is_shown = oldest.is_some_and(|oldest| shows(oldest, now));
    if is_shown {
        let hours = oldest.map_or(0, |oldest| (now - oldest).num_hours());
        let evidence = format!("fetch {} asked for today, and the oldest of it was {hours} hours old", fetch.id);
        Capability::note_shown(conn, days, CapabilityState::On, &evidence, now).await?;
    }
    Ok(!is_off && (is_shown || seen.is_some_and(|seen| now - seen <= GOOD_FOR)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_posting_of_the_day_before_shows_it() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (is_shown, oldest, now) in [
            (true, "2026-11-22T06:20:00Z", "2026-11-23T05:20:00Z"),
            (true, "2026-11-22T15:40:00Z", "2026-11-23T15:30:00Z"),
            // Midnight in California may be as long ago.
            (false, "2026-11-22T08:05:00Z", "2026-11-23T05:20:00Z"),
            (false, "2026-11-23T05:00:00Z", "2026-11-23T06:00:00Z"),
        ] {
            assert_eq!(shows(at(oldest), at(now)), is_shown, "{oldest} {now}");
        }
    }
}
