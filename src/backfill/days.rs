//! Days of a source: whether a day reaches back 24 hours or begins at midnight, learnt from the age of postings.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::{Fetch, Todays};
use crate::models::request::RequestRow;
use crate::sources::{Source, SpanName};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Age of a posting of "today" that shows a day of 24 hours; or a day from a midnight so far back that less than an
/// hour is missing.
const ALL_DAY: TimeDelta = TimeDelta::hours(23);

/// Postings of "today", in the morning, that show a day from midnight when all are younger than `NO_DAY`: a day of 24
/// hours would have brought the day before, with most of the postings. At other hours the night is as empty.
const MANY: i64 = 30;
const NO_DAY: TimeDelta = TimeDelta::hours(12);

/// How far back answers to "today", asked for at the same hour, are looked at together.
const TOGETHER: TimeDelta = TimeDelta::days(3);

/// How long evidence counts. Should a source's day begin at midnight from now on, no posting would show so.
const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// True when the oldest posting of an answer to "today" shows a day that reaches back 24 hours.
fn shows(oldest: DateTime<Utc>, asked_at: DateTime<Utc>) -> bool {
    asked_at - oldest >= ALL_DAY
}

/// Looks at the newest answers to "today" together. Evidence for a day from midnight is noted; then time believed to be
/// covered by the answers of the last week is asked for again.
pub(super) async fn look(conn: &mut Connection, source: Source, timezone: Tz, now: DateTime<Utc>) -> QueryResult<()> {
    let days = (source, CapabilityName::RollingDays);
    if Capability::shown(conn, days).await? == Some(false) {
        return Ok(());
    }
    let answers = Todays::of_mornings(conn, now - TOGETHER, timezone).await?;
    let Some(Todays { jobs, oldest }) = answers.into_iter().find(|hour| begins_at_midnight(*hour)) else {
        return Ok(());
    };
    let evidence = format!("of {jobs} postings of today none was older than {} hours", oldest / 3_600 + 1);
    conn.transaction(async |conn| -> QueryResult<()> {
        Capability::note(conn, days, CapabilityState::Off, &evidence, now).await?;
        RequestRow::strike_todays(conn, now - GOOD_FOR).await?;
        Ok(())
    })
    .await
}

/// True when answers asked for at the same hour show a day that begins at a midnight.
fn begins_at_midnight(answers: Todays) -> bool {
    answers.jobs >= MANY && answers.oldest < NO_DAY.num_seconds()
}

/// True when the source's day is known to reach back 24 hours: then few postings are the whole day's, and no further
/// question is needed. Notes the fetch's evidence.
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
    let is_off = Capability::is_so(known.as_ref().map(|known| known.state)) == Some(false);
    let seen = known.filter(|known| known.state == CapabilityState::On).map(|known| known.checked_at);
    // By the time of asking: an answer may be read late.
    let is_shown = oldest.is_some_and(|oldest| shows(oldest, fetch.window_to));
    if is_shown {
        let hours = oldest.map_or(0, |oldest| (fetch.window_to - oldest).num_hours());
        let evidence = format!("fetch {} asked for today, and the oldest of it was {hours} hours old", fetch.id);
        Capability::note_shown(conn, days, CapabilityState::On, &evidence, now).await?;
    }
    Ok(!is_off && (is_shown || seen.is_some_and(|seen| now - seen <= GOOD_FOR)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_postings_none_of_which_is_old_show_a_midnight() {
        for (is_midnight, jobs, hours) in
            [(true, 30, 5), (false, 29, 5), (true, 900, 11), (false, 900, 12), (false, 900, 24), (false, 0, 0)]
        {
            assert_eq!(begins_at_midnight(Todays { jobs, oldest: hours * 3_600 }), is_midnight, "{jobs} {hours}");
        }
    }

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
