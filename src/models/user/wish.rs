//! Wishes of a person, with cost and savings: the only place where a combination has a name beside it.

use crate::db::Connection;
use crate::models::combination::Named;
use crate::models::combination::State;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A demand of a person.
#[derive(Clone, Debug, QueryableByName)]
pub struct UserWish {
    /// Number of the combination.
    #[diesel(sql_type = Int4)]
    pub combination_id: i32,
    /// Title, place and filters.
    #[diesel(embed)]
    pub combination: Named,
    /// State of the combination's coverage.
    #[diesel(sql_type = Text)]
    pub state: State,
    /// Time since which the person wants the combination.
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// Start of the first fetch on this person's behalf; None: already held, or brought by a fetch for others.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub bought_at: Option<DateTime<Utc>>,
    /// True while an active search wants the combination.
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
    /// Credits charged to this person for the combination's requests, all sources together. Two wishes that a source
    /// cannot tell apart both show the purchase.
    #[diesel(sql_type = Int8)]
    pub spent: i64,
    /// Credits saved by sharing.
    #[diesel(sql_type = Int8)]
    pub saved: i64,
}

impl UserWish {
    /// A person's demands, the newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of(conn: &mut Connection, user_id: i32, subject: i64, limit: i64) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT demand.combination_id, combination.title_keyword, combination.location,
                    combination.ai_work_arrangement, combination.ai_employment_type, combination.ai_seniority,
                    combination.ai_industry, combination.state, demand.since, demand.bought_at,
                    EXISTS (SELECT 1 FROM user_search_queries search
                             WHERE search.user_id = $2 AND search.combination_id = demand.combination_id
                               AND search.is_active) AS is_active,
                    (SELECT coalesce(round(sum(attempts.credits::numeric * cell.credits / fetches.credits)), 0)::int8
                       FROM combination_requests link JOIN fetch_cells cell USING (request_id)
                       JOIN fetches ON fetches.id = cell.fetch_id AND cell.is_own AND fetches.credits > 0
                       JOIN attempts ON attempts.fetch_id = fetches.id
                      WHERE link.combination_id = demand.combination_id AND attempts.subject = $1) AS spent,
                    (SELECT coalesce(sum(credits), 0)::int8 FROM savings
                      WHERE savings.subject = $1 AND savings.combination_id = demand.combination_id
                        AND NOT is_pending) AS saved
               FROM demands demand JOIN backfill_tracking combination ON combination.id = demand.combination_id
              WHERE demand.subject = $1 ORDER BY demand.since DESC, demand.combination_id DESC LIMIT $3",
        )
        .bind::<Int8, _>(subject)
        .bind::<Int4, _>(user_id)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await
    }
}
