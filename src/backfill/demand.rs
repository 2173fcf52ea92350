//! Demands: purchases allowed to a person in a day, and the name in which a purchase is made.

use crate::app::App;
use crate::db::Connection;
use crate::models::demand::{Demand, Unserved};
use crate::models::fetch::Fetch;
use crate::quota::period;
use crate::schema::{demands, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

/// Combinations of a person's day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Day {
    /// Combinations bought today for the first time, or deferred for want of room.
    pub begun: i64,
    /// The person's limit.
    pub most: i64,
}

impl Day {
    /// Loads a person's day.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, app: &App, subject: i64) -> QueryResult<Self> {
        let of_today = demands::bought_at.ge(period::this_local_day(app.clock.now(), app.config.timezone));
        let begun = demands::table.filter(demands::subject.eq(subject).and(of_today));
        let found: Option<(Option<i64>, Option<i64>)> = users::table
            .filter(users::subject.eq(subject))
            .select((begun.count().single_value(), users::own_combinations))
            .first(conn)
            .await
            .optional()?;
        let (begun, own) = found.unwrap_or_default();
        Ok(Self { begun: begun.unwrap_or(0), most: own.unwrap_or(app.caps().person_combinations) })
    }
}

/// New combinations that a person may have bought today; the rest wait until tomorrow.
pub(super) struct FreshCombinations {
    left: i64,
    seen: HashSet<i32>,
    tomorrow: DateTime<Utc>,
}

impl FreshCombinations {
    pub(super) async fn load(conn: &mut Connection, app: &App, subject: i64) -> QueryResult<Self> {
        let now = app.clock.now();
        let today = Day::load(conn, app, subject).await?;
        let left = today.most - today.begun;
        Ok(Self { left, seen: HashSet::new(), tomorrow: period::next_local_day(now, app.config.timezone) })
    }

    /// Earliest purchase of a combination; None: at once.
    pub(super) fn not_before(&mut self, combination_id: i32) -> Option<DateTime<Utc>> {
        if self.seen.insert(combination_id) {
            self.left -= 1;
        }
        (self.left < 0).then_some(self.tomorrow)
    }
}

/// Demands that waited for purchases, loaded before the purchases are made.
#[derive(Default)]
pub(super) struct Waiting(HashMap<i64, Vec<Unserved>>);

impl Waiting {
    /// Demands for some requests. A start of fetches loads the demands first and settles them afterwards.
    pub(super) async fn of_requests(conn: &mut Connection, requests: &[i64]) -> QueryResult<Self> {
        let mut by_request: HashMap<i64, Vec<Unserved>> = HashMap::new();
        for one in Unserved::of_requests(conn, requests).await? {
            by_request.entry(one.request_id).or_default().push(one);
        }
        Ok(Self(by_request))
    }

    /// The first demand without any jobs pays, whoever asks now; where no demand waits, `caller` pays.
    pub(super) fn payer(&self, request_id: i64, caller: Option<i64>) -> Option<i64> {
        self.0.get(&request_id).and_then(|all| all.as_slice().first()).map(|one| one.subject).or(caller)
    }

    /// Settles a request that the fetch has begun to buy: the payer's demand counts as bought. Returns the other
    /// demands that lean on the fetch, without a saving so far.
    pub(super) async fn settle(
        &mut self,
        conn: &mut Connection,
        fetch: &Fetch,
        request_id: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Unserved>> {
        // A run's fetch is started for the installation, and may still be the first to bring the request's jobs. Stored
        // pages were paid for.
        let payer = fetch.started_for.or_else(|| self.payer(request_id, None).filter(|_| fetch.pages == 0));
        if let Some(payer) = payer {
            Demand::pay(conn, payer, request_id, now).await?;
        }
        let waiting = self.0.remove(&request_id).unwrap_or_default();
        Ok(waiting.into_iter().filter(|one| Some(one.subject) != payer && !one.is_leaning).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Source;

    fn waiting(subjects: &[i64]) -> Waiting {
        let one = |&subject: &i64| Unserved {
            request_id: 1,
            subject,
            combination_id: 1,
            source: Source::JSearch,
            is_leaning: true,
        };
        Waiting(HashMap::from([(1, subjects.iter().map(one).collect())]))
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
            assert_eq!(waiting(subjects).payer(1, caller), payer, "{subjects:?} {caller:?}");
        }
    }
}
