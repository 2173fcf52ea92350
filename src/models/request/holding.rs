//! Coverage of a combination's requests, with how many other combinations share each.

use crate::coverage::window::Ranges;
use crate::db::Connection;
use crate::sources::Source;
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Text, Tstzmultirange};
use diesel_async::RunQueryDsl;

/// A combination's request at one source, with its coverage.
#[derive(Clone, Debug, QueryableByName)]
pub struct Holding {
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
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
}

impl Holding {
    /// All requests of one combination.
    pub async fn of_combination(conn: &mut Connection, id: i32) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT request.id AS request_id, request.source, request.held, request.cut,
                    (SELECT count(*) FROM combination_requests other
                      WHERE other.request_id = request.id AND other.combination_id <> $1) AS sharers
               FROM combination_requests link JOIN requests request ON request.id = link.request_id
              WHERE link.combination_id = $1 ORDER BY request.source DESC",
        )
        .bind::<Int4, _>(id)
        .load(conn)
        .await
    }
}
