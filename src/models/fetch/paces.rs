//! Paces of requests: jobs a day by the newest purchases of daily runs.

use super::Fetch;
use crate::coverage::less_often::Pace;
use crate::db::{Connection, Prepare as _};
use crate::sources::Source;
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int8, Text};
use diesel_async::RunQueryDsl;

/// Purchases looked at.
const NEWEST: i64 = 1_000;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Float8)]
    a_day: f64,
    #[diesel(sql_type = Float8)]
    days: f64,
}

impl Fetch {
    /// Paces of requests by the newest finished purchases of runs, each in jobs a day.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn paces(conn: &mut Connection) -> QueryResult<Vec<Pace>> {
        let rows: Vec<Row> = diesel::sql_query(
            "SELECT (SELECT source FROM requests WHERE requests.id = cell.request_id) AS source, last.days,
                    ((CASE last.cells WHEN 1 THEN last.jobs ELSE cell.credits END) / last.days)::float8 AS a_day
               FROM (SELECT id, cells, jobs,
                            greatest(extract(epoch FROM window_to - window_from) / 86400, 0.1)::float8 AS days
                       FROM fetches WHERE state = 'done' AND purpose = 'refresh' AND continues IS NULL
                      ORDER BY id DESC LIMIT $1) last
              CROSS JOIN LATERAL (SELECT request_id, credits FROM fetch_cells
                                   WHERE fetch_id = last.id AND is_own OFFSET 0) cell",
        )
        .bind::<Int8, _>(NEWEST)
        .prepared()
        .load(conn)
        .await?;
        let pace = |Row { source, a_day, days }| Pace { source, a_day, days };
        Ok(rows.into_iter().map(pace).collect())
    }
}
