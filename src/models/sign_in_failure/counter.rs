//! Counter of tries: how many are free, and how long the next try waits.

use crate::db::Connection;
use crate::schema::sign_in_failures;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::case_when;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Int4, Integer, Timestamptz};
use diesel_async::{AsyncConnection, RunQueryDsl};
use sha2::{Digest, Sha256};

/// First wait where waits double.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(15);

/// Longest wait where waits double. A wait and no lock: an account's owner gets in, by a one-time link at once.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Shortest time without another try after which a counter is forgotten.
const FORGET_AFTER: TimeDelta = TimeDelta::hours(24);

/// Rule for waits after so many tries.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// Doubling: beyond the free tries, each wait is twice as long as the last.
    Doubling { free: i32 },
    /// Steady: as many at once as the burst. Each try comes free again after `every`, so that people's daily tries
    /// never add up.
    Steady { burst: u32, every: TimeDelta },
}

/// A counter: a row of `sign_in_failures`.
pub(super) struct Counter {
    /// Hash of the name: neither e-mail nor network addresses stand in the table.
    key: Vec<u8>,
    rule: Rule,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Int4)]
    #[expect(dead_code, reason = "that there is a row is all that is asked")]
    failures: i32,
}

impl Counter {
    pub(super) fn new(name: &[u8], rule: Rule) -> Self {
        Self { key: Sha256::digest(name).to_vec(), rule }
    }

    #[cfg(test)]
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    /// Wait before the next try; None: no wait.
    pub(super) async fn wait(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<TimeDelta>> {
        let next_allowed_at: Option<DateTime<Utc>> = sign_in_failures::table
            .find(&self.key)
            .filter(sign_in_failures::next_allowed_at.gt(now))
            .select(sign_in_failures::next_allowed_at)
            .first(conn)
            .await
            .optional()?;
        Ok(next_allowed_at.map(|at| at - now))
    }

    /// Counts a try. False: another try made this try wait, and nothing was counted.
    pub(super) async fn add(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
        match self.rule {
            Rule::Doubling { free } => self.add_doubling(conn, free, now).await,
            Rule::Steady { burst, every } => self.add_steady(conn, burst, every, now).await,
        }
    }

    pub(super) async fn forget(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::delete(sign_in_failures::table.find(&self.key)).execute(conn).await?;
        Ok(())
    }

    async fn add_doubling(&self, conn: &mut Connection, free: i32, now: DateTime<Utc>) -> QueryResult<bool> {
        conn.transaction(async |conn| {
            let Some(failures) = self.count(conn, now).await? else { return Ok(false) };
            let next_allowed_at = now + wait_after(failures - free);
            diesel::update(sign_in_failures::table.find(&self.key))
                .set(sign_in_failures::next_allowed_at.eq(next_allowed_at))
                .execute(conn)
                .await?;
            Ok(true)
        })
        .await
    }

    /// Adds a try: each moves the next try by the same time, from no earlier than a whole burst ago. Source: the
    /// generic cell rate algorithm, ITU-T I.371.
    async fn add_steady(
        &self,
        conn: &mut Connection,
        burst: u32,
        every: TimeDelta,
        now: DateTime<Utc>,
    ) -> QueryResult<bool> {
        let earliest = now - every * i32::try_from(burst.saturating_sub(1)).unwrap_or(i32::MAX);
        let all_free_again = every * i32::try_from(burst).unwrap_or(i32::MAX);
        let add = "INSERT INTO sign_in_failures (key, failures, next_allowed_at, forget_at)
             VALUES ($1, 1, $3::timestamptz + make_interval(secs => $4), $5)
             ON CONFLICT (key) DO UPDATE
                SET failures = sign_in_failures.failures + 1, forget_at = excluded.forget_at,
                    next_allowed_at = greatest(sign_in_failures.next_allowed_at, $3) + make_interval(secs => $4)
              WHERE sign_in_failures.next_allowed_at <= $2
             RETURNING failures";
        let counted: Option<Counted> = diesel::sql_query(add)
            .bind::<Binary, _>(&self.key)
            .bind::<Timestamptz, _>(now)
            .bind::<Timestamptz, _>(earliest)
            .bind::<Integer, _>(i32::try_from(every.num_seconds()).unwrap_or(i32::MAX))
            .bind::<Timestamptz, _>(now + FORGET_AFTER.max(all_free_again))
            .get_result(conn)
            .await
            .optional()?;
        Ok(counted.is_some())
    }

    /// Counts this try among the tries so far; None: the try has to wait.
    async fn count(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<i32>> {
        use diesel::query_dsl::methods::FilterDsl;
        use sign_in_failures::dsl;
        let forget_at = now + FORGET_AFTER;
        diesel::insert_into(dsl::sign_in_failures)
            .values((
                dsl::key.eq(&self.key),
                dsl::failures.eq(1),
                dsl::next_allowed_at.eq(now),
                dsl::forget_at.eq(forget_at),
            ))
            .on_conflict(dsl::key)
            .do_update()
            .set((
                dsl::failures
                    .eq(case_when(dsl::forget_at.le(now), 1.into_sql::<Integer>()).otherwise(dsl::failures + 1)),
                dsl::forget_at.eq(forget_at),
            ))
            .filter(dsl::next_allowed_at.le(now))
            .returning(dsl::failures)
            .get_result(conn)
            .await
            .optional()
    }
}

/// Wait after so many tries beyond the free tries.
fn wait_after(excess: i32) -> TimeDelta {
    match u32::try_from(excess - 1) {
        Ok(doublings) => FIRST_WAIT.checked_mul(1 << doublings.min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
        Err(_) => TimeDelta::zero(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits = [-4, 0, 1, 2, 3, 6, 7, 1_000].map(|excess| wait_after(excess).num_seconds());
        assert_eq!(waits, [0, 0, 15, 30, 60, 480, 900, 900]);
    }
}
