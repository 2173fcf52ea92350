//! Containers: requests of wider terms, as the plan takes them. Found by marks, whoever bought them.

use crate::answers::{Places, Terms};
use crate::coverage::plan::{Cell, Container};
use crate::coverage::window::{Range, Ranges, Spans};
use crate::db::{Connection, Prepare as _};
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::sources::Source;
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Tstzmultirange, Tstzrange};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// SQL for the requests of a `mark`, each looked up by itself (OFFSET 0), lest a plan of many requests read them all.
const AROUND: &str = "
 CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.mark = one.mark OFFSET 0) wide
  LEFT JOIN LATERAL (SELECT tstzrange(window_from, window_to) AS live
                       FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                      WHERE cell.request_id = wide.id AND cell.is_own AND cell.is_live AND continues IS NULL
                        -- What is not known to be given is nothing to wait for.
                        AND (wide.source <> 'jsearch' OR gives_to_narrower(wide.source, wide.wider))) buying ON TRUE";

/// SQL, true when a wide request is for the same place, and gives what comes: at JSearch for a town, or for a country.
const SAME_PLACE: &str =
    "(wide.wider = '{}') = (one.wider = '{}') AND gives_to_narrower(wide.source, wide.wider) AS is_same_place";

/// SQL for the coverage that narrower requests have of a wide request.
const WHOLE: &str = "whole_for_narrower(wide.source, wide.held, wide.cut, wide.given, one.created_at)";

/// A request around another request.
#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Int8)]
    inner_id: i64,
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Tstzmultirange)]
    whole: Ranges,
    #[diesel(sql_type = Nullable<Tstzrange>)]
    live: Option<Range>,
    #[diesel(sql_type = Bool)]
    is_same_place: bool,
}

#[derive(diesel::QueryableByName)]
struct Numbered {
    #[diesel(sql_type = Int8)]
    id: i64,
}

/// Gives each cell the requests of wider terms that were ever asked for.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn attach(conn: &mut Connection, mut cells: Vec<Cell>) -> QueryResult<Vec<Cell>> {
    let ids: Vec<i64> = cells.iter().map(|cell| cell.request_id).collect();
    let rows: Vec<Row> = diesel::sql_query(format!(
        "SELECT one.inner_id, wide.id AS request_id, {WHOLE} AS whole, buying.live, {SAME_PLACE}
           FROM (SELECT id AS inner_id, created_at, wider, unnest(marks_around(source, held, wider, wider_learnt, (SELECT sources_with_learnt()))) AS mark FROM requests WHERE id = ANY($1)) one {AROUND}
          WHERE wide.id <> one.inner_id ORDER BY one.inner_id, wide.id"
    ))
    .bind::<Array<Int8>, _>(ids)
    .prepared()
    .load(conn)
    .await?;
    give(&mut cells, rows);
    Ok(cells)
}

/// Gives cells their containers, as [`attach`], for requests that may not have been made: each cell's number is its
/// own, and no row's.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn attach_unmade(
    conn: &mut Connection,
    mut cells: Vec<Cell>,
    terms: &[(i64, Terms)],
) -> QueryResult<Vec<Cell>> {
    let places = match Capability::is(conn, (Source::ActiveJobs, CapabilityName::Places), CapabilityState::On).await? {
        true => Places::InCountries,
        false => Places::AsAsked,
    };
    let holds_titles = Capability::is(conn, (Source::JSearch, CapabilityName::Titles), CapabilityState::On).await?;
    let is_new = |number: i64| !cells.iter().any(|cell| cell.request_id == number && !cell.held.is_empty());
    let of_one = |(number, terms): &(i64, Terms)| {
        let is_ranked = matches!(terms, Terms::Ranked(_));
        // A ranked request's first month is its own.
        if is_ranked && is_new(*number) {
            return Vec::new();
        }
        let own = terms.mark();
        let is_learnt = if is_ranked { holds_titles } else { places == Places::InCountries };
        let further = if is_learnt { terms.marks_of_wider_learnt() } else { Vec::new() };
        let wider = terms.marks_of_wider().into_iter().chain(further).filter(move |mark| *mark != own);
        wider.map(|mark| (*number, mark)).collect::<Vec<_>>()
    };
    let (numbers, marks): (Vec<i64>, Vec<i64>) = terms.iter().flat_map(of_one).unzip();
    let rows: Vec<Row> = diesel::sql_query(format!(
        "SELECT one.inner_id, -wide.id AS request_id, {WHOLE} AS whole, buying.live, FALSE AS is_same_place
           FROM (SELECT *, NULL::timestamptz AS created_at FROM unnest($1::bigint[], $2::bigint[]) AS made (inner_id, mark)) one {AROUND}
          ORDER BY one.inner_id, wide.id"
    ))
    .bind::<Array<Int8>, _>(numbers)
    .bind::<Array<Int8>, _>(marks)
    .prepared()
    .load(conn)
    .await?;
    give(&mut cells, rows);
    for cell in &mut cells {
        let Some((_, own)) = terms.iter().find(|(number, _)| *number == cell.request_id) else { continue };
        let around = terms.iter().filter(|(number, wider)| *number != cell.request_id && wider.contain(own, places));
        let unmade = |(number, _): &(i64, Terms)| Container {
            request_id: *number,
            whole: Spans::default(),
            live: None,
            is_same_place: false,
        };
        cell.containers.extend(around.map(unmade));
    }
    Ok(cells)
}

/// Requests, out of the given, that a fetch contains only by what is known of its places, and not by its terms.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn within_by_place(conn: &mut Connection, ids: &[i64], fetch_id: i64) -> QueryResult<Vec<i64>> {
    let found: Vec<Numbered> = diesel::sql_query(
        "SELECT id FROM requests narrow
          WHERE id = ANY($1)
            AND NOT EXISTS (SELECT FROM fetch_cells cell JOIN requests wide ON wide.id = cell.request_id
                             WHERE cell.fetch_id = $2 AND cell.is_own AND wide.mark = ANY(narrow.wider))
            AND EXISTS (SELECT FROM fetch_cells cell JOIN requests wide ON wide.id = cell.request_id
                         WHERE cell.fetch_id = $2 AND cell.is_own AND wide.mark = ANY(narrow.wider_learnt))",
    )
    .bind::<Array<Int8>, _>(ids)
    .bind::<Int8, _>(fetch_id)
    .prepared()
    .load(conn)
    .await?;
    Ok(found.into_iter().map(|one| one.id).collect())
}

fn give(cells: &mut [Cell], rows: Vec<Row>) {
    let mut by_inner: HashMap<i64, Vec<Container>> = HashMap::new();
    for row in rows {
        let live = row.live.and_then(|range| Spans::from_ranges(&vec![range]).windows().first().copied());
        let whole = Spans::from_ranges(&row.whole);
        let (request_id, is_same_place) = (row.request_id, row.is_same_place);
        by_inner.entry(row.inner_id).or_default().push(Container { request_id, whole, live, is_same_place });
    }
    for cell in cells {
        cell.containers = by_inner.get(&cell.request_id).cloned().unwrap_or_default();
    }
}
