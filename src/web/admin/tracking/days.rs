//! A combination's jobs by the day on which they were posted.

use crate::db::Connection;
use crate::models::job::days;
use crate::quota::period::local_moment;
use crate::text;
use crate::web::chart::{Column, Columns, Part};
use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use diesel::QueryResult;
use std::collections::BTreeMap;

/// Days of the chart, as far back as any source reaches.
const DAYS: u64 = 30;

/// Local days with their jobs, the oldest first, days without a job included.
pub(super) struct JobDays(Vec<(NaiveDate, i64)>);

impl JobDays {
    /// The jobs of some requests, up to and with `today`.
    pub(super) async fn load(
        conn: &mut Connection,
        request_ids: &[i64],
        today: NaiveDate,
        zone: Tz,
    ) -> QueryResult<Self> {
        let first = today - Days::new(DAYS - 1);
        let since = local_moment(first, NaiveTime::MIN, zone);
        Ok(Self::of(first, &days::per_day(conn, request_ids, since, zone).await?))
    }

    fn of(first: NaiveDate, jobs: &BTreeMap<NaiveDate, i64>) -> Self {
        let days = first.iter_days().take(DAYS as usize);
        Self(days.map(|day| (day, jobs.get(&day).copied().unwrap_or(0))).collect())
    }

    /// True without any job.
    pub(super) fn is_empty(&self) -> bool {
        self.total() == 0
    }

    /// Days with at least one job, the newest first: the figures behind the chart.
    pub(super) fn table(&self) -> Vec<(NaiveDate, String)> {
        let days = self.0.iter().rev().filter(|(_, jobs)| *jobs > 0);
        days.map(|(day, jobs)| (*day, text::number(*jobs))).collect()
    }

    /// A column for each day, empty ones included.
    pub(super) fn chart(&self) -> Columns {
        let part = |jobs| Part { look: "bar", name: say!("admin-tracking-part-jobs"), value: jobs };
        let column = |(day, jobs): &(NaiveDate, i64)| Column {
            label: text::short_day(*day),
            parts: vec![part(*jobs)],
            link: None,
        };
        Columns {
            title: say!("admin-tracking-jobs"),
            summary: say!("admin-tracking-jobs-summary", jobs = self.total(), days = DAYS),
            caption: say!("admin-tracking-jobs-caption"),
            columns: self.0.iter().map(column).collect(),
            pace: None,
        }
    }

    fn total(&self) -> i64 {
        self.0.iter().map(|(_, jobs)| jobs).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_job_have_their_place() {
        let first = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap();
        let days = JobDays::of(first, &[(first + Days::new(2), 7)].into());
        assert_eq!((days.0.len(), days.0[2].1, days.0[3].1), (30, 7, 0));
        assert_eq!(days.table(), [(first + Days::new(2), "7".to_owned())]);
        assert_eq!(days.chart().columns.len(), 30);
    }
}
