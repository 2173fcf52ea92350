//! Combinations that people share. Combinations of fewer than three people are only counted.

use super::combination::Named;
use crate::db::Connection;
use crate::schema::backfill_tracking;
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// Fewest people for a combination to be shown: fewer would say too much about each.
pub const FEWEST_PEOPLE: i32 = 3;

/// Number of combinations behind the sums of titles and places: the most shared.
pub const MOST_SUMMED: i64 = 1_000;

/// A combination that enough people want.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = backfill_tracking)]
pub struct Shared {
    /// Number of the combination.
    pub id: i32,
    /// Title, place and filters.
    #[diesel(embed)]
    pub combination: Named,
    /// People with an active search for the combination, [`FEWEST_PEOPLE`] or more.
    pub users: i32,
    /// Distinct jobs on the combination's list, at most [`MAX_COUNT`](crate::models::listing::MAX_COUNT) + 1.
    pub jobs_found: i32,
    /// Credits of all sources together: for orientation.
    pub credits: i64,
}

/// Beginning of a page: after a combination of so many people and this id.
pub type Cursor = (i32, i32);

/// Cursor before the first combination.
pub const FIRST: Cursor = (i32::MAX, i32::MAX);

impl Shared {
    /// Shared combinations, the most shared first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, (users, id): Cursor, limit: usize) -> QueryResult<Vec<Self>> {
        use backfill_tracking as tracking;
        tracking::table
            .filter(tracking::users.ge(FEWEST_PEOPLE).and(tracking::users.le(users)))
            .filter(tracking::users.lt(users).or(tracking::id.lt(id)))
            .order((tracking::users.desc(), tracking::id.desc()))
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Position of this row, for the next page.
    pub fn cursor(&self) -> Cursor {
        (self.users, self.id)
    }
}

/// Numbers of combinations by how many people want them.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Spread {
    /// Combinations that no active search wants.
    #[diesel(sql_type = Int8)]
    pub by_nobody: i64,
    /// Combinations of a single person.
    #[diesel(sql_type = Int8)]
    pub by_one: i64,
    /// Combinations of two people.
    #[diesel(sql_type = Int8)]
    pub by_two: i64,
    /// Combinations of [`FEWEST_PEOPLE`] people or more.
    #[diesel(sql_type = Int8)]
    pub by_more: i64,
}

impl Spread {
    /// Spread by the counts kept beside the combinations; counts by people end at [`FEWEST_PEOPLE`].
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT coalesce(sum(combinations) FILTER (WHERE people = 0), 0)::int8 AS by_nobody,
                    coalesce(sum(combinations) FILTER (WHERE people = 1), 0)::int8 AS by_one,
                    coalesce(sum(combinations) FILTER (WHERE people = 2), 0)::int8 AS by_two,
                    coalesce(sum(combinations) FILTER (WHERE people > 2), 0)::int8 AS by_more
               FROM combination_counts",
        )
        .get_result(conn)
        .await
    }
}

/// Property by which combinations are grouped.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A group for each title, whatever the place.
    Title,
    /// A group for each place, whatever the title.
    Place,
}

/// Combinations of a title or place that enough people want, among the most shared. Rarer combinations stay out of
/// every sum, since a difference would show them.
#[derive(Clone, Debug, QueryableByName)]
pub struct Group {
    /// Title or place, in one of its spellings.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Combinations in the group.
    #[diesel(sql_type = Int8)]
    pub combinations: i64,
    /// Distinct people who ever wanted a combination of the group.
    #[diesel(sql_type = Int8)]
    pub people: i64,
    /// Demands: each a person and a combination.
    #[diesel(sql_type = Int8)]
    pub wanted: i64,
    /// Demands for which a purchase was made.
    #[diesel(sql_type = Int8)]
    pub bought: i64,
    /// Demands without jobs and without a purchase so far.
    #[diesel(sql_type = Int8)]
    pub pending: i64,
    /// Jobs that the group's requests were first to bring, all sources together.
    #[diesel(sql_type = Int8)]
    pub new_jobs: i64,
    /// Credits that the group's requests cost, all sources together: for orientation.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
}

impl Group {
    /// Groups, most wanted first. A request that two combinations share counts once. Each combination's demands are
    /// looked up by themselves (OFFSET 0), since a join of a thousand would read all demands.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, by: By, limit: i64) -> QueryResult<Vec<Self>> {
        let (key, name) = match by {
            By::Title => ("title_key", "title_keyword"),
            By::Place => ("place_key", "location"),
        };
        diesel::sql_query(format!(
            "WITH top AS MATERIALIZED (
                 SELECT id, {key} AS key, {name} AS name FROM backfill_tracking WHERE users >= $2
                  ORDER BY users DESC, id DESC LIMIT $1),
             wants AS (
                 SELECT top.key, min(top.name) AS name, count(DISTINCT top.id) AS combinations,
                        count(DISTINCT demands.subject) AS people, count(*) AS wanted, count(demands.bought_at) AS bought,
                        count(*) FILTER (WHERE demands.is_pending) AS pending
                   FROM top CROSS JOIN LATERAL (
                        SELECT * FROM standing_demands one WHERE one.combination_id = top.id OFFSET 0) demands
                  GROUP BY top.key
                  ORDER BY count(*) DESC, top.key LIMIT $3),
             asked AS (
                 SELECT DISTINCT top.key, link.request_id
                   FROM wants JOIN top USING (key) JOIN combination_requests link ON link.combination_id = top.id)
             SELECT wants.name, wants.combinations, wants.people, wants.wanted, wants.bought, wants.pending,
                    coalesce(sum(cell.new_jobs), 0)::int8 AS new_jobs, coalesce(sum(cell.credits), 0)::int8 AS credits
               FROM wants LEFT JOIN asked USING (key) LEFT JOIN fetch_cells cell ON cell.request_id = asked.request_id AND cell.is_own
              GROUP BY wants.key, wants.name, wants.combinations, wants.people, wants.wanted, wants.bought, wants.pending
              ORDER BY wants.wanted DESC, wants.name"
        ))
        .bind::<Int8, _>(MOST_SUMMED)
        .bind::<Int4, _>(FEWEST_PEOPLE)
        .bind::<Int8, _>(limit)
        .load(conn)
        .await
    }
}
