//! Numbers of combinations by state.

use crate::db::Connection;
use crate::models::combination::State;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

/// Number of combinations in a state.
#[derive(Clone, Debug, QueryableByName)]
pub struct StateCount {
    /// Counted state.
    #[diesel(sql_type = Text)]
    pub state: State,
    /// Combinations in the state.
    #[diesel(sql_type = Int8)]
    pub combinations: i64,
}

impl StateCount {
    /// Counts of all five states in the order of a combination's life, by the counts that are kept beside the
    /// combinations.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT one.state, coalesce(sum(kept.combinations), 0)::int8 AS combinations
               FROM unnest(ARRAY['waiting', 'loading', 'loaded', 'partly', 'failed']) WITH ORDINALITY AS one (state, nth)
               LEFT JOIN combination_counts kept USING (state)
              GROUP BY one.state, one.nth ORDER BY one.nth",
        )
        .load(conn)
        .await
    }
}
