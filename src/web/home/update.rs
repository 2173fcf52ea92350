//! "Updated this morning, 12 new": when the sources were last asked for what a person wants, and what came.

use crate::app::App;
use crate::db::Connection;
use crate::models::listing::{Criteria, Links, Listing, MAX_COUNT, SearchAtSource};
use crate::models::refresh::LastUpdate;
use crate::web::text;
use chrono::{DateTime, Days, Timelike, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;

/// What a person's page says about the last daily run.
pub struct Update {
    /// "Updated this morning"
    pub when: String,
    /// "12 new", as the list of new jobs has them; None: it was too long ago for anything to be new.
    pub new: Option<String>,
}

impl Update {
    /// None: no run has asked anything for this person yet.
    pub async fn load(
        conn: &mut Connection,
        app: &App,
        user_id: i32,
        combinations: &[i32],
    ) -> QueryResult<Option<Self>> {
        let Some(last) = LastUpdate::of(conn, combinations).await? else { return Ok(None) };
        let now = app.clock.now();
        let new = if last.is_recent(now) { Some(count(conn, user_id, last.since, now).await?) } else { None };
        Ok(Some(Self { when: when(last.ended_at, now, app.config.timezone), new: new.map(told) }))
    }
}

/// As the list of new jobs counts them.
async fn count(conn: &mut Connection, user_id: i32, since: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<i64> {
    let searches = SearchAtSource::of_user(conn, user_id).await?;
    let criteria = Criteria::new_jobs(since, now);
    Listing { user_id, links: Links::of(&searches, None), criteria: &criteria }.count(conn).await
}

fn told(new: i64) -> String {
    match new {
        0 => "nothing new".to_owned(),
        1..=MAX_COUNT => format!("{} new", text::number(new)),
        _ => format!("more than {} new", text::number(MAX_COUNT)),
    }
}

/// In the words of somebody who looks at the clock on the wall.
fn when(ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>, timezone: Tz) -> String {
    let Some(ended_at) = ended_at else { return "Being updated now".to_owned() };
    let (ended, now) = (ended_at.with_timezone(&timezone), now.with_timezone(&timezone));
    let (is_morning, time) = (ended.hour() < 12, ended.format("%H:%M"));
    if ended.date_naive() == now.date_naive() {
        if is_morning { "Updated this morning".to_owned() } else { format!("Updated today at {time}") }
    } else if ended.date_naive() + Days::new(1) == now.date_naive() {
        if is_morning { "Updated yesterday morning".to_owned() } else { format!("Updated yesterday at {time}") }
    } else {
        format!("Last updated on {}", ended.format("%-d %B"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Berlin;

    #[test]
    fn it_is_true_at_any_time_of_the_day() {
        let now: DateTime<Utc> = "2026-11-23T20:15:00Z".parse().unwrap();
        let when = |ended: &str| when(Some(ended.parse().unwrap()), now, Berlin);
        assert_eq!(when("2026-11-23T05:02:00Z"), "Updated this morning");
        assert_eq!(when("2026-11-23T14:30:00Z"), "Updated today at 15:30");
        assert_eq!(when("2026-11-22T05:02:00Z"), "Updated yesterday morning");
        assert_eq!(when("2026-11-22T22:59:00Z"), "Updated yesterday at 23:59");
        assert_eq!(when("2026-11-20T05:02:00Z"), "Last updated on 20 November");
    }

    #[test]
    fn while_a_run_is_under_way_it_says_so() {
        assert_eq!(when(None, DateTime::UNIX_EPOCH, Berlin), "Being updated now");
    }

    #[test]
    fn a_count_that_stopped_says_so() {
        assert_eq!([0, 12, MAX_COUNT + 1].map(told), ["nothing new", "12 new", "more than 1,000 new"]);
    }
}
