//! How many combinations are in each state.

use crate::db::Connection;
use crate::models::combination::State;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

/// How many combinations are in one state.
#[derive(Clone, Debug, QueryableByName)]
pub struct StateCount {
    /// Counted state.
    #[diesel(sql_type = Text)]
    pub state: State,
    /// One more than the bound where there are more.
    #[diesel(sql_type = Int8)]
    pub combinations: i64,
}

impl StateCount {
    /// All five states in the order of a combination's life. Walks the index by state, and in each no further than one
    /// beyond `most`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection, most: i64) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT one.state, (SELECT count(*) FROM (
                    SELECT 1 FROM backfill_tracking tracked WHERE tracked.state = one.state
                     ORDER BY backfilled_date DESC NULLS LAST, id DESC LIMIT $1) few) AS combinations
               FROM unnest(ARRAY['waiting', 'loading', 'loaded', 'partly', 'failed']) AS one (state)",
        )
        .bind::<Int8, _>(most + 1)
        .load(conn)
        .await
    }
}
