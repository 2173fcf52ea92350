//! The overview's figures: each count stops where nobody needs to know more.

use crate::models::combination::State;
use crate::db::Connection;
use crate::models::fetch::failure::FAILED;
use crate::web::admin::{MOST_COUNTED, capped};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Older failures are history.
const RECENT: TimeDelta = TimeDelta::days(30);

/// How many combinations are in one state.
#[derive(QueryableByName)]
pub struct StateCount {
    #[diesel(sql_type = Text)]
    pub state: State,
    #[diesel(sql_type = Int8)]
    pub combinations: i64,
}

impl StateCount {
    /// All five states, in the order in which a combination goes through them. Walks the index by state.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT one.state, (SELECT count(*) FROM (
                    SELECT 1 FROM backfill_tracking tracked WHERE tracked.state = one.state
                     ORDER BY backfilled_date DESC NULLS LAST, id DESC LIMIT $1) few) AS combinations
               FROM unnest(ARRAY['waiting', 'loading', 'loaded', 'partly', 'failed']) AS one (state)",
        )
        .bind::<Int8, _>(MOST_COUNTED + 1)
        .load(conn)
        .await
    }

    pub fn shown(&self) -> String {
        capped(self.combinations)
    }
}

/// This month's demands, and what went wrong lately.
#[derive(QueryableByName)]
pub struct Figures {
    /// Demands: one person × one combination.
    #[diesel(sql_type = Int8)]
    pub wanted: i64,
    #[diesel(sql_type = Int8)]
    pub bought: i64,
    /// Credits, all sources together: for orientation.
    #[diesel(sql_type = Int8)]
    pub saved_credits: i64,
    /// Requests whose newest fetch failed, and that somebody wants.
    #[diesel(sql_type = Int8)]
    pub failed: i64,
    /// Pages that were sent for and never answered, not resolved yet.
    #[diesel(sql_type = Int8)]
    pub unknown: i64,
    #[diesel(sql_type = Int8)]
    pub people: i64,
    #[diesel(sql_type = Int8)]
    pub no_password: i64,
}

impl Figures {
    pub async fn load(conn: &mut Connection, month: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<Self> {
        diesel::sql_query(format!(
            "SELECT wanted, bought, people, no_password,
                    (SELECT coalesce(sum(credits), 0)::int8 FROM savings WHERE at >= $1) AS saved_credits,
                    (SELECT count(*) FROM {FAILED} AND failed.ended_at >= $2) AS failed,
                    (SELECT count(*) FROM attempts WHERE was_unknown AND state = 'unknown') AS unknown
               FROM (SELECT count(*) AS wanted, count(bought_at) AS bought FROM demands WHERE since >= $1) month,
                    (SELECT count(*) AS people,
                            count(*) FILTER (WHERE password_hash IS NULL AND disabled_at IS NULL) AS no_password
                       FROM users) everybody"
        ))
        .bind::<Timestamptz, _>(month)
        .bind::<Timestamptz, _>(now - RECENT)
        .get_result(conn)
        .await
    }

    pub fn avoided(&self) -> i64 {
        self.wanted - self.bought
    }

    pub fn saved_percent(&self) -> i64 {
        (self.avoided() * 100 + self.wanted / 2) / self.wanted.max(1)
    }
}
