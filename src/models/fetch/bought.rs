//! Newest fetches of many requests, as their days are judged by them.

use super::FetchState;
use crate::coverage::day::{Buying, End};
use crate::coverage::window::Window;
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Int8)]
    id: i64,
    #[diesel(sql_type = Timestamptz)]
    window_from: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    window_to: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    state: FetchState,
    #[diesel(sql_type = Bool)]
    is_list: bool,
    #[diesel(sql_type = Bool)]
    is_empty: bool,
}

/// The newest fetches of each of these requests, at most `most` of each, that buy posting time after `since`; the
/// oldest first. Cancelled ones are left out.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of_requests(
    conn: &mut Connection,
    requests: &[i64],
    since: DateTime<Utc>,
    most: i64,
) -> QueryResult<HashMap<i64, Vec<Buying>>> {
    // Of a list, a request's share says whether anything came of it.
    let rows: Vec<Row> = diesel::sql_query(
        "SELECT wanted.id AS request_id, one.id, one.window_from, one.window_to, one.state, one.cells > 1 AS is_list,
                CASE WHEN one.cells > 1 THEN one.credits = 0 AND one.new_jobs = 0 ELSE one.jobs = 0 END AS is_empty
           FROM unnest($1::bigint[]) AS wanted (id)
          CROSS JOIN LATERAL (SELECT fetches.id, window_from, window_to, state, cells, jobs, cell.credits, cell.new_jobs
                                FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                               WHERE cell.request_id = wanted.id AND cell.is_own
                               ORDER BY cell.fetch_id DESC LIMIT $3) one
          WHERE one.window_to > $2 AND one.state <> 'cancelled' ORDER BY one.id",
    )
    .bind::<Array<Int8>, _>(requests)
    .bind::<Timestamptz, _>(since)
    .bind::<Int8, _>(most)
    .load(conn)
    .await?;
    let mut bought: HashMap<i64, Vec<Buying>> = HashMap::new();
    for row in rows {
        bought.entry(row.request_id).or_default().push(row.buying());
    }
    Ok(bought)
}

impl Row {
    fn buying(&self) -> Buying {
        Buying {
            fetch_id: self.id,
            window: Window::new(self.window_from, self.window_to),
            end: match self.state {
                FetchState::Done => End::Done,
                // Cancelled ones are not looked up.
                FetchState::Failed | FetchState::Cancelled => End::Failed,
                FetchState::Queued | FetchState::Running | FetchState::PutOff => End::Live,
            },
            is_list: self.is_list,
            is_empty: self.is_empty,
        }
    }
}
