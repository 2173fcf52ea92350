//! "Updated this morning, 12 new": the last daily run over a person's combinations, and its new jobs.

use crate::models::listing::Count;
use crate::models::refresh::LastUpdate;
use crate::text::{self, Html};
use chrono::{DateTime, Days, Timelike, Utc};
use chrono_tz::Tz;

/// A sentence about the last daily run.
pub(super) struct Update {
    /// Time of the update: "Updated this morning"
    when: String,
    /// "12 new", as counted by the list of new jobs; None: the run is too long ago for any job to be new.
    new: Option<String>,
}

impl Update {
    /// What is said of the last update; `new`: jobs that came since, as far as was looked.
    pub(super) fn of(last: &LastUpdate, new: Count, now: DateTime<Utc>, timezone: Tz) -> Self {
        let new = last.is_recent(now).then(|| told(new));
        Self { when: when(last.ended_at, now, timezone), new }
    }

    /// Time of the update: "Updated this morning"
    pub(super) fn when(&self) -> &str {
        &self.when
    }

    /// The whole sentence: "Updated this morning, 12 new."
    pub(super) fn sentence(&self) -> Html {
        match &self.new {
            Some(new) => say_html!("home-update-html", when = self.when, new = new),
            None => Html::from(say!("home-update-long-ago", when = self.when)),
        }
    }
}

fn told(new: Count) -> String {
    match new.least() {
        0 => say!("home-new-none"),
        count if new.is_more() => say!("home-new-many", count = count),
        count => say!("home-new-some", count = count),
    }
}

/// In the words of a person with a clock on the wall.
fn when(ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>, timezone: Tz) -> String {
    let Some(ended_at) = ended_at else { return say!("home-update-now") };
    let (ended, now) = (ended_at.with_timezone(&timezone), now.with_timezone(&timezone));
    let (is_morning, time) = (ended.hour() < 12, ended.format("%H:%M").to_string());
    let (day, today) = (ended.date_naive(), now.date_naive());
    match is_morning {
        true if day == today => say!("home-update-this-morning"),
        true if day + Days::new(1) == today => say!("home-update-yesterday-morning"),
        false if day == today => say!("home-update-today", time = time),
        false if day + Days::new(1) == today => say!("home-update-yesterday", time = time),
        _ => say!("home-update-on", date = text::date(day)),
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
        assert_eq!([0, 12, 1_001].map(|new: i64| told(new.into())), ["nothing new", "12 new", "1,000 or more new"]);
    }
}
