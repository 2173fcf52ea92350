//! Requests of live combinations, in the order of value.

use super::countries::Countries;
use crate::coverage::plan::Cell;
use crate::coverage::plan::lack::{may_lack, most_days};
use crate::coverage::window::{Ranges, Spans};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName};
use crate::models::request::{LastBought, RequestRow, containers};
use crate::sources::Source;
use chrono::TimeDelta;
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable, Text, Tstzmultirange};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// A request that an active search needs.
#[derive(diesel::QueryableByName)]
struct Wanted {
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Tstzmultirange)]
    held: Ranges,
    #[diesel(sql_type = Bool)]
    is_being_bought: bool,
    #[diesel(sql_type = Nullable<Bool>)]
    takes_created_since: Option<bool>,
    #[diesel(sql_type = Bool)]
    fell_short: bool,
}

impl Wanted {
    fn cell(&self) -> Cell {
        Cell {
            combination_id: self.combination_id,
            source: self.source,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            containers: Vec::new(),
            is_being_bought: self.is_being_bought,
            is_put_off: false,
            takes_created_since: self.takes_created_since,
            fell_short: self.fell_short,
            may_lack: TimeDelta::zero(),
        }
    }
}

/// Cells of active searches' requests, all or `only` some: most people first, then the highest priority, then the most
/// new jobs for a credit.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn cells(conn: &mut Connection, only: Option<&[i64]>) -> QueryResult<Vec<Cell>> {
    let wanted: Vec<Wanted> = diesel::sql_query(
        "SELECT request.id AS request_id, min(wanted.combination_id) AS combination_id, request.source, request.held,
                known.takes_created_since,
                coalesce(newest.fell_short, FALSE)
                OR EXISTS (SELECT FROM capabilities days WHERE days.source = request.source AND days.name = 'rolling_days'
                              AND days.state IN ('off', 'off_by_hand')) AS fell_short,
                EXISTS (SELECT FROM standing_fetches one
                         WHERE one.request_id = request.id AND one.is_live) AS is_being_bought
           FROM wanted_requests wanted
           JOIN requests request ON request.id = wanted.request_id
           JOIN known_dates known ON known.source = request.source
           LEFT JOIN LATERAL (SELECT fell_short FROM standing_fetches one WHERE one.request_id = request.id AND one.is_own
                               ORDER BY one.id DESC LIMIT 1) newest ON TRUE
          WHERE $1 IS NULL OR request.id = ANY($1)
          GROUP BY request.id, known.takes_created_since, newest.fell_short
          ORDER BY count(DISTINCT wanted.user_id) DESC, max(wanted.priority) DESC,
                   (SELECT coalesce(sum(new_jobs)::float8 / nullif(sum(credits), 0), 0)
                      FROM fetch_cells WHERE fetch_cells.request_id = request.id AND is_own) DESC, request.id",
    )
    .bind::<Nullable<Array<Int8>>, _>(only)
    .load(conn)
    .await?;
    containers::attach(conn, wanted.iter().map(Wanted::cell).collect()).await
}

/// Lets a request's newest jobs be missing for a while where few are expected, and so the jobs of requests contained in
/// it: each is asked for again after so many days at the latest. Not where a hole would remain: after an answer that
/// fell short, and at a source that may not take dates. Towns are due with their country, if the country is asked for.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn let_lack(
    conn: &mut Connection,
    cells: Vec<Cell>,
    refresh_days: i64,
    countries: &Countries,
) -> QueryResult<Vec<Cell>> {
    let ids: Vec<i64> = cells.iter().map(|cell| cell.request_id).collect();
    let last = RequestRow::last_bought(conn, &ids).await?;
    let last: HashMap<i64, LastBought> = last.into_iter().map(|one| (one.request_id, one)).collect();
    let rolls = Capability::shown(conn, (Source::JSearch, CapabilityName::RollingDays)).await?;
    let own = |cell: &Cell| {
        let is_later_whole = match cell.source {
            Source::JSearch => !cell.fell_short,
            Source::ActiveJobs => cell.takes_created_since == Some(true),
        };
        if let Some(lack) = countries.may_lack.get(&cell.request_id).filter(|_| is_later_whole) {
            return *lack;
        }
        let brought = last.get(&cell.request_id).filter(|_| is_later_whole).and_then(LastBought::brought_jobs);
        may_lack(brought, most_days(cell.source, refresh_days, rolls))
    };
    let lacking: HashMap<i64, TimeDelta> = cells.iter().map(|cell| (cell.request_id, own(cell))).collect();
    let of = |request_id: i64| lacking.get(&request_id).copied().unwrap_or_default();
    let cells = cells.into_iter().map(|cell| {
        let wider = cell.containers.iter().map(|wider| of(wider.request_id)).max().unwrap_or_default();
        Cell { may_lack: of(cell.request_id).max(wider), ..cell }
    });
    Ok(cells.collect())
}

/// Number of live combinations: with an active search, and not paused by an admin.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn combinations(conn: &mut Connection) -> QueryResult<usize> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = Int8)]
        count: i64,
    }
    let row: Row =
        diesel::sql_query("SELECT count(DISTINCT combination_id) AS count FROM live_searches").get_result(conn).await?;
    Ok(usize::try_from(row.count).unwrap_or_default())
}
