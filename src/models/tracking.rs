//! The list of all combinations, as admins go through it: a page at a time, however many there are.
//!
//! Each order walks an index of its own, forward or backward. A page begins beside a row of its neighbour, so that no
//! page costs more than the first. Combinations never loaded come last, in an order of their own. Words are found in any
//! part of a title or place, by an index on pieces of three characters (`found`).

mod cells;
mod cursor;
mod found;
mod sort;
mod states;

pub use self::cells::covered_cells;
pub use self::cursor::{Cursor, CursorError, Part};
pub use self::found::Found;
pub use self::sort::Sort;
pub use self::states::StateCount;

use super::combination::Tracked;
use crate::db::Connection;
use crate::models::act::{ActKind, Things};
use crate::models::combination::State;
use crate::schema::backfill_tracking;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// Choice and order of a list of combinations. An empty text leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// Part of a title or of a place.
    pub text: String,
    /// Part of a place.
    pub place: String,
    /// Our own names for places typed as `text`, where they differ: "Munich" for "München".
    pub text_means: String,
    /// Our own name for the typed `place`, where different.
    pub place_means: String,
    /// Combinations in this state only; None: all.
    pub state: Option<State>,
    /// Source that the combination has a request at; None: any.
    pub source: Option<Source>,
    /// Beginning of the window of the first loading, inclusive.
    pub since: Option<DateTime<Utc>>,
    /// End of the window, exclusive.
    pub until: Option<DateTime<Utc>>,
    /// Order of the list.
    pub sort: Sort,
    /// What the typed words were found to be in.
    pub found: Found,
}

const COLUMNS: &str = "id, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry,
    place_key, backfilled_date, jobs_found, state, users, credits, paused_at, created_at, priority";

impl Criteria {
    /// A part of the list, in the list's order whichever way the index is read.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(&self, conn: &mut Connection, part: Part, limit: i64) -> QueryResult<Vec<Tracked>> {
        let narrowed = self.narrowed(conn).await?;
        let mut rows: Vec<Tracked> = narrowed.query(narrowed.page_sql(part), part.cursor(), limit).load(conn).await?;
        if part.is_backward() {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Number of matching combinations, up to `most` + 1.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count(&self, conn: &mut Connection, most: i64) -> QueryResult<i64> {
        let narrowed = self.narrowed(conn).await?;
        let sql = narrowed.count_sql();
        let Count { combinations } = narrowed.query(sql, None, most + 1).get_result(conn).await?;
        Ok(combinations)
    }

    /// Statement of a page, for `query`.
    pub fn page_sql(&self, part: Part) -> String {
        let order = self.sort.order(part.is_backward());
        let column = self.sort.column();
        let one = |beyond: &str| {
            let conditions = self.conditions();
            format!("(SELECT {COLUMNS} FROM backfill_tracking WHERE {conditions}{beyond} ORDER BY {order} LIMIT $6)")
        };
        let both = |first: &str, second: &str| {
            let (first, second) = (one(first), one(second));
            format!("SELECT * FROM ({first} UNION ALL {second}) both_parts ORDER BY {order} LIMIT $6")
        };
        // Rows compare as a whole, as an index can walk them; rows without a date follow the dated rows.
        match part {
            Part::First => one(""),
            Part::After(Cursor { value: None, .. }) => one(" AND backfilled_date IS NULL AND id < $5"),
            Part::Before(Cursor { value: None, .. }) => {
                both(" AND backfilled_date IS NULL AND id > $5", " AND backfilled_date IS NOT NULL")
            }
            Part::After(_) if self.sort == Sort::Date => {
                both(" AND (backfilled_date, id) < ($3, $5)", " AND backfilled_date IS NULL")
            }
            Part::Before(_) if self.sort == Sort::Date => one(" AND (backfilled_date, id) > ($3, $5)"),
            Part::After(_) => one(&format!(" AND ({column}, id) < ($4, $5)")),
            Part::Before(_) => one(&format!(" AND ({column}, id) > ($4, $5)")),
        }
    }

    /// Statement of the count, for `query`.
    pub fn count_sql(&self) -> String {
        format!(
            "SELECT count(*) AS combinations FROM (SELECT 1 FROM backfill_tracking WHERE {} ORDER BY {} LIMIT $6) few",
            self.conditions(),
            self.sort.order(false)
        )
    }

    /// Statement with all its parameters.
    pub fn query<'a>(&'a self, sql: String, cursor: Option<Cursor>, limit: i64) -> BoxedSqlQuery<'a, Pg, SqlQuery> {
        diesel::sql_query(sql)
            .into_boxed()
            .bind::<Nullable<Text>, _>(self.state)
            .bind::<Text, _>(found::bound(&self.text))
            .bind::<Nullable<Timestamptz>, _>(cursor.and_then(|cursor| cursor.date()))
            .bind::<Nullable<Int8>, _>(cursor.and_then(|cursor| cursor.value))
            .bind::<Nullable<Int4>, _>(cursor.map(|cursor| cursor.id))
            .bind::<BigInt, _>(limit)
            .bind::<Text, _>(found::bound(&self.place))
            .bind::<Nullable<Text>, _>(self.source)
            .bind::<Nullable<Timestamptz>, _>(self.since)
            .bind::<Nullable<Timestamptz>, _>(self.until)
            .bind::<Text, _>(found::bound_like(&self.text, &self.text_means))
            .bind::<Text, _>(found::bound_like(&self.place, &self.place_means))
            .bind::<Array<Int4>, _>(self.found.ids())
    }

    /// Requested conditions alone: the planner sees through nothing else. A scalar subquery is looked up row by row and
    /// never becomes a join over all links.
    fn conditions(&self) -> String {
        let conditions = [
            (self.state.is_some(), "state = $1"),
            (matches!(self.found, Found::Few(_)), "id = ANY($13)"),
            (!self.text.is_empty() && !self.is_found(&self.text), self.text_condition()),
            (!self.place.is_empty() && !self.is_found(&self.place), self.place_condition()),
            (
                self.source.is_some(),
                "(SELECT TRUE FROM combination_requests link
                   WHERE link.combination_id = backfill_tracking.id AND link.source = $8 LIMIT 1)",
            ),
            (self.since.is_some(), "backfilled_date >= $9"),
            (self.until.is_some(), "backfilled_date < $10"),
        ];
        let asked: Vec<_> = conditions.into_iter().filter(|(is_asked, _)| *is_asked).map(|(_, text)| text).collect();
        if asked.is_empty() { "TRUE".to_owned() } else { asked.join(" AND ") }
    }

    /// Words that the combinations by number hold anyway.
    fn is_found(&self, typed: &str) -> bool {
        matches!(self.found, Found::Few(_)) && !found::is_short(typed)
    }

    fn text_condition(&self) -> &'static str {
        match (found::is_short(&self.text), self.text_means.is_empty()) {
            (true, true) => "(lower(title_keyword) LIKE lower($2) OR lower(location) LIKE lower($2))",
            (true, false) => {
                "(lower(title_keyword) LIKE lower($2) OR lower(location) LIKE lower($2) OR lower(location) LIKE lower($11))"
            }
            (false, true) => {
                "(position(lower($2) IN lower(title_keyword)) > 0 OR position(lower($2) IN lower(location)) > 0)"
            }
            (false, false) => {
                "(position(lower($2) IN lower(title_keyword)) > 0 OR position(lower($2) IN lower(location)) > 0
                  OR position(lower($11) IN lower(location)) > 0)"
            }
        }
    }

    fn place_condition(&self) -> &'static str {
        match (found::is_short(&self.place), self.place_means.is_empty()) {
            (true, true) => "lower(location) LIKE lower($7)",
            (true, false) => "(lower(location) LIKE lower($7) OR lower(location) LIKE lower($12))",
            (false, true) => "position(lower($7) IN lower(location)) > 0",
            (false, false) => {
                "(position(lower($7) IN lower(location)) > 0 OR position(lower($12) IN lower(location)) > 0)"
            }
        }
    }
}

/// Last success of the daily run for each of these combinations; the map leaves out combinations without a success.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn last_refreshes(conn: &mut Connection, ids: &[i32]) -> QueryResult<HashMap<i32, DateTime<Utc>>> {
    let rows: Vec<Refreshed> = diesel::sql_query(
        "SELECT link.combination_id, max(last.ended_at) AS refreshed_at
           FROM combination_requests link
           JOIN LATERAL (SELECT ended_at FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                          WHERE cell.request_id = link.request_id AND cell.is_own AND purpose = 'refresh' AND state = 'done'
                          ORDER BY cell.fetch_id DESC LIMIT 1) last ON TRUE
          WHERE link.combination_id = ANY($1) GROUP BY link.combination_id",
    )
    .bind::<Array<Int4>, _>(ids)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.combination_id, row.refreshed_at)).collect())
}

#[derive(QueryableByName)]
struct Refreshed {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Timestamptz)]
    refreshed_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Int8)]
    combinations: i64,
}

/// Combinations loaded last, then combinations never loaded; at most `limit`.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn newest(conn: &mut Connection, limit: i64) -> QueryResult<Vec<Tracked>> {
    backfill_tracking::table
        .order((backfill_tracking::backfilled_date.desc().nulls_last(), backfill_tracking::id.desc()))
        .limit(limit)
        .select(Tracked::as_select())
        .load(conn)
        .await
}

/// A combination, and the number of the last audit entry about `target`, or about the last act on many that changed the
/// combination; 0: no entry. A single statement, so that an act in between is told of rather than missed.
///
/// # Errors
///
/// `NotFound` when there is no such combination; otherwise, when the database cannot be asked.
pub async fn with_last_act(conn: &mut Connection, id: i32, target: &str) -> QueryResult<(Tracked, i64)> {
    let kinds: Vec<ActKind> = ActKind::of(Things::Combinations);
    let row: WithLastAct = diesel::sql_query(format!(
        "SELECT {COLUMNS},
                greatest((SELECT max(audit.id) FROM audit WHERE audit.target = $2),
                         (SELECT max(audit.id) FROM audit WHERE audit.target = 'act ' || (
                                 SELECT max(act_id) FROM act_items JOIN acts ON acts.id = act_id
                                  WHERE item = $1 AND act_items.state = 'done' AND acts.kind = ANY($3)))) AS seen
           FROM backfill_tracking WHERE backfill_tracking.id = $1"
    ))
    .bind::<Int4, _>(id)
    .bind::<Text, _>(target)
    .bind::<Array<Text>, _>(kinds)
    .get_result(conn)
    .await?;
    Ok((row.combination, row.seen.unwrap_or(0)))
}

#[derive(QueryableByName)]
struct WithLastAct {
    #[diesel(embed)]
    combination: Tracked,
    #[diesel(sql_type = Nullable<Int8>)]
    seen: Option<i64>,
}

/// Numbers of combinations by state.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn count_by_state(conn: &mut Connection) -> QueryResult<Vec<(State, i64)>> {
    backfill_tracking::table
        .group_by(backfill_tracking::state)
        .select((backfill_tracking::state, diesel::dsl::count_star()))
        .order(backfill_tracking::state)
        .load(conn)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_is_a_condition() {
        assert_eq!(Criteria::default().conditions(), "TRUE");
        let criteria = Criteria { state: Some(State::Failed), place: "Be".to_owned(), ..Criteria::default() };
        assert_eq!(criteria.conditions(), "state = $1 AND lower(location) LIKE lower($7)");
        let criteria = Criteria { place: "München".to_owned(), ..criteria };
        assert_eq!(criteria.conditions(), "state = $1 AND position(lower($7) IN lower(location)) > 0");
        let criteria = Criteria { found: Found::Few(vec![7]), text: "C#".to_owned(), ..criteria };
        let by_beginning = "(lower(title_keyword) LIKE lower($2) OR lower(location) LIKE lower($2))";
        assert_eq!(criteria.conditions(), format!("state = $1 AND id = ANY($13) AND {by_beginning}"));
    }
}
