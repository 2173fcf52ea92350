//! Prices of combinations, before people ask for them. Reads only.

use super::prices::Prices;
use super::start::{self, Preview};
use crate::app::App;
use crate::combination::Combination;
use crate::coverage::plan::{self, Cell};
use crate::coverage::window::Spans;
use crate::db::Connection;
use crate::models::request::{Coverage, RequestRow, containers, terms_of};
use crate::sources::{Request, Source};
use chrono::TimeDelta;
use diesel::QueryResult;

/// Prices of some combinations, each by itself and all together; requests may be shared.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// Each combination by itself, in the given order.
    pub each: Vec<Preview>,
    /// All combinations together.
    pub all: Preview,
}

/// Prices these combinations as things stand now.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn quote(conn: &mut Connection, app: &App, combinations: &[Combination]) -> QueryResult<Quotes> {
    let wanted: Vec<(Source, String)> = combinations.iter().flat_map(|one| requests_of(app, one)).collect();
    let known = RequestRow::coverage(conn, &wanted).await?;
    let prices = prices(conn, &wanted, &known).await?;
    let cells: Vec<Cell> = (0_i32..)
        .zip(combinations)
        .flat_map(|(number, one)| requests_of(app, one).into_iter().map(move |request| (number, request)))
        .map(|(number, request)| cell(number, &request, &wanted, &known))
        .collect();
    let terms = terms_of(conn, &numbered(&wanted)).await?;
    let cells = containers::attach_unmade(conn, cells, &terms).await?;
    let price = |cells: &[Cell]| {
        let planned = plan::plan(cells, &app.reaches(), app.clock.now());
        start::price(app, &prices, planned)
    };
    let each = cells.chunk_by(|one, next| one.combination_id == next.combination_id).map(price).collect();
    Ok(Quotes { each, all: price(&cells) })
}

/// Prices of requests, by the numbers in their cells.
async fn prices(conn: &mut Connection, wanted: &[(Source, String)], known: &[Coverage]) -> QueryResult<Prices> {
    let mut prices = Prices::load(conn).await?;
    let ids: Vec<i64> = known.iter().map(|one| one.id).collect();
    for last in RequestRow::last_bought(conn, &ids).await? {
        let own = known.iter().find(|one| one.id == last.request_id);
        let place =
            own.and_then(|own| wanted.iter().position(|(source, key)| (*source, key) == (own.source, &own.key)));
        if let Some(number) = place.and_then(|place| i64::try_from(place).ok()) {
            prices.known_as(number, last);
        }
    }
    Ok(prices)
}

/// Each different request, under the number in its cells.
fn numbered(wanted: &[(Source, String)]) -> Vec<(i64, Request)> {
    let first = |(place, one): &(usize, &(Source, String))| wanted.iter().position(|it| it == *one) == Some(*place);
    let distinct = wanted.iter().enumerate().filter(first);
    let parsed = |(place, (source, key)): (usize, &(Source, String))| {
        Some((i64::try_from(place).ok()?, Request::from_key(*source, key)?))
    };
    distinct.filter_map(parsed).collect()
}

/// Questions for the enabled sources.
fn requests_of(app: &App, combination: &Combination) -> Vec<(Source, String)> {
    let sources = app.enabled();
    let home = app.config.country;
    let requests = sources.into_iter().flat_map(|source| Request::all_of(source, combination, home));
    requests.map(|request| (request.source(), request.key())).collect()
}

/// A cell for the plan. Numbers stand for rows, made or not: equal requests have equal numbers.
fn cell(number: i32, request: &(Source, String), wanted: &[(Source, String)], known: &[Coverage]) -> Cell {
    let coverage = known.iter().find(|one| (one.source.as_str(), &one.key) == (request.0.as_str(), &request.1));
    let place = wanted.iter().position(|one| one == request).and_then(|place| i64::try_from(place).ok());
    Cell {
        combination_id: number,
        source: request.0,
        request_id: place.unwrap_or(i64::MAX),
        held: coverage.map(|one| Spans::from_ranges(&one.held)).unwrap_or_default(),
        containers: Vec::new(),
        is_being_bought: coverage.is_some_and(|one| one.is_being_bought),
        is_put_off: coverage.is_some_and(|one| one.is_put_off),
        takes_created_since: coverage.and_then(|one| one.takes_created_since),
        fell_short: coverage.is_some_and(|one| one.fell_short),
        may_lack: TimeDelta::zero(),
    }
}
