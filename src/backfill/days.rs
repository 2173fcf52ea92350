//! Whether a source's day reaches back 24 hours, or begins at midnight: learnt from the age of what comes for it.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Fetch;
use crate::sources::{Source, SpanName};
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use diesel::QueryResult;

/// So old a posting is of yesterday, wherever the source's midnight is …
const OF_YESTERDAY: TimeDelta = TimeDelta::hours(20);

/// … as long as the day by UTC is so young: midnight anywhere in the Americas, Europe and Africa is younger then.
const YOUNG_DAY: u32 = 16;

/// What was shown counts for so long: a source that begins its day at midnight from now on shows nothing.
const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// True when an answer to "today", with its oldest posting, can only come from a day that reaches back 24 hours.
fn shows(oldest: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now.hour() < YOUNG_DAY && now - oldest >= OF_YESTERDAY
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
    fn only_what_must_be_of_yesterday_shows_it() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (is_shown, oldest, now) in [
            (true, "2026-11-22T08:00:00Z", "2026-11-23T06:00:00Z"),
            (true, "2026-11-22T19:00:00Z", "2026-11-23T15:30:00Z"),
            (false, "2026-11-22T12:00:00Z", "2026-11-23T06:00:00Z"),
            (false, "2026-11-22T19:00:00Z", "2026-11-23T16:30:00Z"),
            (false, "2026-11-23T05:00:00Z", "2026-11-23T06:00:00Z"),
        ] {
            assert_eq!(shows(at(oldest), at(now)), is_shown, "{oldest} {now}");
        }
    }
}
