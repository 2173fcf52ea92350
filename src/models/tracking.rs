//! The list of all combinations, as admins go through it: a page at a time, however many there are.
//!
//! Each order walks an index of its own. A page begins beside the last row of the one before it, so that no page
//! costs more than the first; those never loaded come last, in an order of their own.

use super::combination::Tracked;
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::fmt;
use std::str::FromStr;

/// What a list is ordered by: the newest or the most first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Date,
    Jobs,
    People,
    Credits,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Date, Self::Jobs, Self::People, Self::Credits];

    /// As in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Jobs => "jobs",
            Self::People => "people",
            Self::Credits => "credits",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Date => "backfilled_date",
            Self::Jobs => "jobs_found",
            Self::People => "users",
            Self::Credits => "credits",
        }
    }

    /// Exactly as the index has it, or it would not be walked.
    fn order(self) -> &'static str {
        match self {
            Self::Date => "backfilled_date DESC NULLS LAST, id DESC",
            Self::Jobs => "jobs_found DESC, id DESC",
            Self::People => "users DESC, id DESC",
            Self::Credits => "credits DESC, id DESC",
        }
    }
}

/// The last row of the page before: what it is ordered by (a date in microseconds; None: never loaded), and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub value: Option<i64>,
    pub id: i32,
}

impl Cursor {
    pub fn after(row: &Tracked, sort: Sort) -> Self {
        let value = match sort {
            Sort::Date => row.backfilled_date.map(|date| date.timestamp_micros()),
            Sort::Jobs => Some(row.jobs_found.into()),
            Sort::People => Some(row.users.into()),
            Sort::Credits => Some(row.credits),
        };
        Self { value, id: row.id }
    }

    fn date(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_micros(self.value?)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Some(value) => write!(f, "{value}.{}", self.id),
            None => write!(f, "never.{}", self.id),
        }
    }
}

/// Not a cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (value, id) = text.split_once('.').ok_or(CursorError)?;
        let value = match value {
            "never" => None,
            // Within what PostgreSQL takes for a time, too.
            value => Some(value.parse().ok().filter(|value| (0..1 << 53).contains(value)).ok_or(CursorError)?),
        };
        Ok(Self { value, id: id.parse().map_err(|_| CursorError)? })
    }
}

/// Which combinations a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// The beginning of a title or of a place; empty: all.
    pub beginning: String,
    pub state: Option<&'static str>,
    pub sort: Sort,
}

const COLUMNS: &str = "id, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry,
    place_key, backfilled_date, jobs_found, state, users, credits, paused_at, created_at";

impl Criteria {
    /// One page: from the first row, or after the last row of the page before.
    pub async fn page(&self, conn: &mut Connection, after: Option<Cursor>, limit: i64) -> QueryResult<Vec<Tracked>> {
        diesel::sql_query(self.page_sql(after))
            .bind::<Nullable<Text>, _>(self.state)
            .bind::<Text, _>(self.pattern())
            .bind::<Nullable<Timestamptz>, _>(after.and_then(|cursor| cursor.date()))
            .bind::<Nullable<Int8>, _>(after.and_then(|cursor| cursor.value))
            .bind::<Nullable<Int4>, _>(after.map(|cursor| cursor.id))
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await
    }

    /// How many there are, up to one more than `most`.
    pub async fn count(&self, conn: &mut Connection, most: i64) -> QueryResult<i64> {
        let sql = format!(
            "SELECT count(*) AS combinations FROM (SELECT 1 FROM backfill_tracking WHERE {} ORDER BY {} LIMIT $3) few",
            self.conditions(),
            self.sort.order()
        );
        let Count { combinations } = diesel::sql_query(sql)
            .bind::<Nullable<Text>, _>(self.state)
            .bind::<Text, _>(self.pattern())
            .bind::<BigInt, _>(most + 1)
            .get_result(conn)
            .await?;
        Ok(combinations)
    }

    /// The statement of a page. Binds the state, the pattern, the cursor's date, number and id, and the limit.
    pub fn page_sql(&self, after: Option<Cursor>) -> String {
        let part = |beyond: &str| {
            let (conditions, order) = (self.conditions(), self.sort.order());
            format!("(SELECT {COLUMNS} FROM backfill_tracking WHERE {conditions}{beyond} ORDER BY {order} LIMIT $6)")
        };
        let column = self.sort.column();
        match after {
            None => part(""),
            Some(Cursor { value: None, .. }) => part(" AND backfilled_date IS NULL AND id < $5"),
            // Rows compare as a whole, which is what an index can walk; those without a date follow.
            Some(_) if self.sort == Sort::Date => {
                let (dated, never) =
                    (part(" AND (backfilled_date, id) < ($3, $5)"), part(" AND backfilled_date IS NULL"));
                format!("SELECT * FROM ({dated} UNION ALL {never}) both_parts ORDER BY {} LIMIT $6", self.sort.order())
            }
            Some(_) => part(&format!(" AND ({column}, id) < ($4, $5)")),
        }
    }

    fn conditions(&self) -> String {
        let state = self.state.map_or("TRUE", |_| "state = $1");
        let beginning = match self.beginning.as_str() {
            "" => "TRUE",
            _ => "(lower(title_keyword) LIKE lower($2) OR lower(location) LIKE lower($2))",
        };
        format!("{state} AND {beginning}")
    }

    fn pattern(&self) -> String {
        let literal = self.beginning.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        format!("{literal}%")
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Int8)]
    combinations: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_address() {
        for cursor in [Cursor { value: None, id: 7 }, Cursor { value: Some(1_763_888_100_000_000), id: i32::MAX }] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "1", "1.", ".1", "x.1", "1.x", "-1.1", "9223372036854775807.1", "never.", "1.2.3"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }

    #[test]
    fn what_is_typed_is_looked_for_as_it_stands() {
        let criteria = Criteria { beginning: "100%_\\".to_owned(), ..Criteria::default() };
        assert_eq!(criteria.pattern(), "100\\%\\_\\\\%");
    }
}
