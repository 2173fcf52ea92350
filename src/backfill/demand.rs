//! How much a person may have bought in a day, and in whose name a purchase is made.

use crate::app::App;
use crate::db::Connection;
use crate::models::demand::{Demand, Unserved};
use crate::models::fetch::Fetch;
use crate::quota::period;
use crate::schema::demands;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// How many new combinations a person may have bought today; the rest wait until tomorrow.
pub(super) struct FreshCombinations {
    left: i64,
    seen: HashSet<i32>,
    tomorrow: DateTime<Utc>,
}

impl FreshCombinations {
    pub(super) async fn load(conn: &mut Connection, app: &App, subject: i64) -> QueryResult<Self> {
        let now = app.clock.now();
        let midnight = period::local_moment(app.today(), chrono::NaiveTime::MIN, app.config.timezone);
        let today: i64 = demands::table
            .filter(demands::subject.eq(subject).and(demands::bought_at.ge(midnight)))
            .count()
            .get_result(conn)
            .await?;
        let left = app.config.caps.person_combinations - today;
        Ok(Self { left, seen: HashSet::new(), tomorrow: period::next_local_day(now, app.config.timezone) })
    }

    /// None: at once.
    pub(super) fn not_before(&mut self, combination_id: i32) -> Option<DateTime<Utc>> {
        if self.seen.insert(combination_id) {
            self.left -= 1;
        }
        (self.left < 0).then_some(self.tomorrow)
    }
}

/// Demands that waited for a purchase, before the purchase is made.
pub(super) struct Waiting(Vec<Unserved>);

impl Waiting {
    /// Demands for one request. A start of a fetch loads them first and settles them afterwards.
    pub(super) async fn of_request(conn: &mut Connection, request_id: i64) -> QueryResult<Self> {
        Unserved::of_request(conn, request_id).await.map(Self)
    }

    /// The first demand without any jobs pays, whoever asks now; where no demand waits, `caller` pays.
    pub(super) fn payer(&self, caller: Option<i64>) -> Option<i64> {
        self.0.as_slice().first().map(|one| one.subject).or(caller)
    }

    /// The fetch has begun: its payer's demand counts as bought. Returns the subjects leaning on the fetch without a
    /// notice.
    pub(super) async fn settle(
        self,
        conn: &mut Connection,
        fetch: &Fetch,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Unserved>> {
        // A run's fetch is started for the installation, and may still be the first to bring this. Stored pages were
        // paid for.
        let payer = fetch.started_for.or_else(|| self.payer(None).filter(|_| fetch.pages == 0));
        if let Some(payer) = payer {
            Demand::pay(conn, payer, fetch.request_id, now).await?;
        }
        Ok(self.0.into_iter().filter(|one| Some(one.subject) != payer && !one.is_leaning).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Source;

    fn waiting(subjects: &[i64]) -> Waiting {
        let one = |&subject: &i64| Unserved { subject, combination_id: 1, source: Source::JSearch, is_leaning: true };
        Waiting(subjects.iter().map(one).collect())
    }

    #[test]
    fn who_has_waited_longest_pays_whoever_comes_by() {
        let cases: [(&[i64], Option<i64>, Option<i64>); 5] = [
            (&[], None, None),
            (&[], Some(7), Some(7)),
            (&[7], Some(7), Some(7)),
            (&[3, 7], Some(7), Some(3)),
            (&[9, 3], None, Some(9)),
        ];
        for (subjects, caller, payer) in cases {
            assert_eq!(waiting(subjects).payer(caller), payer, "{subjects:?} {caller:?}");
        }
    }
}
