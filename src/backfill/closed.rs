//! Closed postings: once a day Active Jobs DB's own host tells the day before's, for a call and no row.

use super::count::{Asker, Host, Told};
use crate::app::App;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Purpose;
use crate::models::job;
use crate::models::source_state::SourceState;
use crate::sources::{ExpiredSince, Source};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::time::Duration;

const SOURCE: Source = Source::ActiveJobs;
const FEED: (Source, CapabilityName) = (SOURCE, CapabilityName::ClosedFeed);

/// Time after midnight (UTC) by which the last day's list is complete: one o'clock, and a little.
const COMPLETE_AFTER: TimeDelta = TimeDelta::minutes(65);

/// Time after the day's end at which the list counts as told: a posting seen later stays open.
const TOLD_AT: TimeDelta = TimeDelta::hours(1);

const ASKER: Asker = Asker {
    purpose: Purpose::Audit,
    reason: "asks which postings were closed yesterday",
    leaves: 0,
    // Many thousands of numbers.
    patience: Duration::from_secs(60),
};

/// Reads the last complete list, unless read already, and closes its postings. A failure is tried again an hour later.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn read(app: &App) -> anyhow::Result<()> {
    let (Some(host), now) = (Host::of(app), app.clock.now()) else { return Ok(()) };
    let day = last_complete(now);
    if !is_to_be_read(app, day).await? {
        return Ok(());
    }
    let (state, evidence) = match host.closed(ExpiredSince::Yesterday, ASKER).await? {
        Told::So(ids) => {
            let closed = close(app, day, &ids).await?;
            tracing::info!(told = ids.len(), closed, %day, "closed postings were read");
            (CapabilityState::On, format!("it told that {} postings were closed on {day}", ids.len()))
        }
        Told::NoRoute => (CapabilityState::Off, "it refused to tell which postings are closed".to_owned()),
        Told::Nothing | Told::NotNow => return Ok(()),
    };
    Capability::note_shown(&mut *app.db.conn().await?, FEED, state, &evidence, now).await?;
    Ok(())
}

/// Last day with a complete list.
fn last_complete(now: DateTime<Utc>) -> NaiveDate {
    let today = (now - COMPLETE_AFTER).date_naive();
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

async fn is_to_be_read(app: &App, day: NaiveDate) -> anyhow::Result<bool> {
    let mut conn = app.db.conn().await?;
    let is_read = SourceState::closed_read_to(&mut conn, SOURCE).await?.is_some_and(|read| read >= day);
    Ok(!is_read && Capability::shown(&mut conn, FEED).await? != Some(false))
}

async fn close(app: &App, day: NaiveDate, ids: &[String]) -> anyhow::Result<i64> {
    let told_at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1) + TOLD_AT;
    let mut conn = app.db.conn().await?;
    let closed = job::close(&mut conn, SOURCE, ids, told_at).await?;
    // Last of all: a process that dies before reads the list again.
    SourceState::note_closed_read(&mut conn, SOURCE, day).await?;
    Ok(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_five_past_one_on() {
        for (now, day) in [
            ("2026-11-28T01:04:59Z", "2026-11-26"),
            ("2026-11-28T01:05:00Z", "2026-11-27"),
            ("2026-11-28T23:59:00Z", "2026-11-27"),
        ] {
            assert_eq!(last_complete(now.parse().unwrap()), day.parse().unwrap(), "{now}");
        }
    }
}
