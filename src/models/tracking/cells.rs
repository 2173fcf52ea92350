//! Many combinations at their sources, with their coverage.

use crate::coverage::plan::Cell;
use crate::coverage::window::{Ranges, Spans};
use crate::db::Connection;
use crate::models::request::containers;
use crate::sources::Source;
use chrono::TimeDelta;
use diesel::QueryResult;
use diesel::sql_types::{Array, Int4, Int8, Text, Tstzmultirange};
use diesel_async::RunQueryDsl;

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Tstzmultirange)]
    held: Ranges,
}

/// The requests of these combinations, with what is held of them and of wider ones: for looking back, and for no plan.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn covered_cells(conn: &mut Connection, combinations: &[i32]) -> QueryResult<Vec<Cell>> {
    let rows: Vec<Row> = diesel::sql_query(
        "SELECT link.combination_id, request.id AS request_id, request.source, request.held
           FROM unnest($1::int[]) AS wanted (id)
          CROSS JOIN LATERAL (SELECT * FROM combination_requests one WHERE one.combination_id = wanted.id OFFSET 0) link
          CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.id = link.request_id OFFSET 0) request
          ORDER BY link.combination_id, request.source DESC, request.id",
    )
    .bind::<Array<Int4>, _>(combinations)
    .load(conn)
    .await?;
    containers::attach(conn, rows.iter().map(Row::cell).collect()).await
}

impl Row {
    fn cell(&self) -> Cell {
        Cell {
            combination_id: self.combination_id,
            source: self.source,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            containers: Vec::new(),
            is_being_bought: false,
            is_put_off: false,
            takes_created_since: None,
            fell_short: false,
            may_lack: TimeDelta::zero(),
        }
    }
}
