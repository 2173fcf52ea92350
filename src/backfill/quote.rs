//! What combinations would cost, before anybody asks for them. Reads only.

use super::averages::Averages;
use super::plan::{self, Wish};
use super::start::{self, Preview};
use super::window::Spans;
use crate::app::App;
use crate::combination::Combination;
use crate::db::Connection;
use crate::models::request::{Coverage, RequestRow};
use crate::sources::{Request, Source};
use diesel::QueryResult;

/// Prices of some combinations, in their order: of each by itself, and of all together, which may share requests.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    pub each: Vec<Preview>,
    pub all: Preview,
}

/// Prices these combinations as things stand now.
pub async fn quote(conn: &mut Connection, app: &App, combinations: &[Combination]) -> QueryResult<Quotes> {
    let wanted: Vec<(Source, String)> = combinations.iter().flat_map(|one| requests_of(app, one)).collect();
    let known = RequestRow::coverage(conn, &wanted).await?;
    let averages = Averages::load(conn).await?;
    let wishes: Vec<Wish> = (0_i32..)
        .zip(combinations)
        .flat_map(|(number, one)| requests_of(app, one).into_iter().map(move |request| (number, request)))
        .map(|(number, request)| wish(number, &request, &wanted, &known))
        .collect();
    let price = |wishes: &[Wish]| {
        let planned = plan::plan(wishes, &start::reaches(&app.config), app.clock.now());
        start::price(app, &averages, planned)
    };
    let each = wishes.chunk_by(|one, next| one.combination_id == next.combination_id).map(price).collect();
    Ok(Quotes { each, all: price(&wishes) })
}

/// What each enabled source would be asked.
fn requests_of(app: &App, combination: &Combination) -> Vec<(Source, String)> {
    let sources = start::enabled(&app.config);
    sources.into_iter().map(|source| (source, Request::of(source, combination).key())).collect()
}

/// A wish as the plan sees it. Numbers stand for rows that may not exist yet: equal requests have equal ones.
fn wish(number: i32, request: &(Source, String), wanted: &[(Source, String)], known: &[Coverage]) -> Wish {
    let coverage = known.iter().find(|one| (one.source.as_str(), &one.key) == (request.0.as_str(), &request.1));
    let place = wanted.iter().position(|one| one == request).and_then(|place| i64::try_from(place).ok());
    Wish {
        combination_id: number,
        source: request.0,
        request_id: place.unwrap_or(i64::MAX),
        held: coverage.map(|one| Spans::from_ranges(&one.held)).unwrap_or_default(),
        is_being_bought: coverage.is_some_and(|one| one.is_being_bought),
        takes_created_since: coverage.and_then(|one| one.takes_created_since),
        fell_short: coverage.is_some_and(|one| one.fell_short),
    }
}
