//! Coverage of a combination's requests, with how many other combinations share each request.

use super::LAST_FETCH;
use crate::coverage::plan::Cell;
use crate::coverage::window::{Ranges, Spans};
use crate::db::Connection;
use crate::sources::Source;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Text, Tstzmultirange};
use diesel_async::RunQueryDsl;

/// A combination's request at a source, with its coverage.
#[derive(Clone, Debug, QueryableByName)]
pub struct Holding {
    /// Number of the request.
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    /// Source of the request.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Covered windows.
    #[diesel(sql_type = Tstzmultirange)]
    pub held: Ranges,
    /// Covered windows that a page limit ended early.
    #[diesel(sql_type = Tstzmultirange)]
    pub cut: Ranges,
    /// Other combinations of the same request.
    #[diesel(sql_type = Int8)]
    pub sharers: i64,
    /// True while a fetch of the request is live.
    #[diesel(sql_type = Bool)]
    pub is_being_bought: bool,
    /// True while the live fetch is deferred.
    #[diesel(sql_type = Bool)]
    pub is_put_off: bool,
    /// Whether the source takes a date; None: never tried.
    #[diesel(sql_type = Nullable<Bool>)]
    pub takes_created_since: Option<bool>,
    /// True when the last fetch may not reach back to the coverage before.
    #[diesel(sql_type = Bool)]
    pub fell_short: bool,
}

impl Holding {
    /// All requests of a combination.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_combination(conn: &mut Connection, id: i32) -> QueryResult<Vec<Self>> {
        diesel::sql_query(format!(
            "SELECT request.id AS request_id, request.source, request.held, request.cut,
                    (SELECT count(*) FROM combination_requests other
                      WHERE other.request_id = request.id AND other.combination_id <> $1) AS sharers,
                    dates.takes_created_since, {LAST_FETCH}
               FROM combination_requests link JOIN requests request ON request.id = link.request_id
               JOIN known_dates dates ON dates.source = request.source
              WHERE link.combination_id = $1 ORDER BY request.source DESC",
        ))
        .bind::<Int4, _>(id)
        .load(conn)
        .await
    }

    /// Cell of the request, for the plan.
    pub fn cell(&self, combination_id: i32) -> Cell {
        Cell {
            combination_id,
            source: self.source,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            containers: Vec::new(),
            is_being_bought: self.is_being_bought,
            is_put_off: self.is_put_off,
            takes_created_since: self.takes_created_since,
            fell_short: self.fell_short,
            may_lack: TimeDelta::zero(),
        }
    }
}
