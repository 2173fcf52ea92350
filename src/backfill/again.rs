//! Buying by an admin's hand: missing coverage of some combinations, or the whole month again.

use super::claims::Claims;
use super::prices::Prices;
use super::start::{self, Order, Preview, Started, Starter};
use crate::app::App;
use crate::coverage::plan::{self, Cell, Planned};
use crate::coverage::window::Spans;
use crate::db::Connection;
use crate::models::combination::{Standing, Tracked};
use crate::models::fetch::Purpose;
use crate::models::request::containers;
use crate::sources::Source;
use diesel::QueryResult;

/// Part wanted of the coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Missing coverage only.
    Missing,
    /// The whole month anew. Stored jobs stay.
    Everything,
}

/// Prices of both extents.
pub struct Offer {
    /// Missing coverage only.
    pub missing: Preview,
    /// The whole month.
    pub everything: Preview,
}

/// Prices both extents. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn offer(conn: &mut Connection, app: &App, prices: &mut Prices, cells: &[Cell]) -> QueryResult<Offer> {
    prices.look_at_requests(conn, &cells.iter().map(|cell| cell.request_id).collect::<Vec<_>>()).await?;
    let prices = &*prices;
    let priced = |extent| start::price(app, prices, plan_for(app, cells.to_vec(), extent));
    Ok(Offer { missing: priced(Extent::Missing), everything: priced(Extent::Everything) })
}

/// Starts missing coverage of some combinations, or the whole month again, at one source or at all. A request with a
/// live fetch is left alone. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn start(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    combinations: &[i32],
    extent: Extent,
    only: Option<Source>,
) -> QueryResult<Started> {
    let mut planned = plan(conn, app, combinations, extent).await?;
    planned.retain(|one| only.is_none_or(|only| one.source == only));
    begin(conn, app, claims, extent, planned).await
}

/// The plan for missing coverage of some combinations, or for the whole month again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan(conn: &mut Connection, app: &App, ids: &[i32], extent: Extent) -> QueryResult<Vec<Planned>> {
    let standings = Tracked::standings(conn, ids).await?;
    let cells = containers::attach(conn, standings.iter().filter_map(Standing::cell).collect()).await?;
    Ok(plan_for(app, cells, extent))
}

/// Starts what a plan buys, or the part of it that is handed over. The caller opens the transaction in which it was
/// planned.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn begin(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    extent: Extent,
    mut planned: Vec<Planned>,
) -> QueryResult<Started> {
    let mut prices = Prices::load(conn).await?;
    // In the order of requests, as in every claim.
    planned.sort_by_key(|one| one.request_id);
    prices.look_at(conn, &planned).await?;
    let mut started = Started { preview: start::price(app, &prices, planned), ..Started::default() };
    let mut starter = Starter::new(app, claims, &mut prices, order(app, extent));
    started.extend(starter.start_for_everybody(conn, &started.preview.planned).await?);
    for fetch in &started.fetches {
        Tracked::judge_sharers(conn, fetch.id, &app.reaches(), app.clock.now()).await?;
    }
    Ok(started)
}

/// People wait for missing coverage; stored jobs can be renewed in quiet hours.
fn order(app: &App, extent: Extent) -> Order {
    match extent {
        Extent::Missing => Order { purpose: Purpose::ByHand, ..Order::sign_up() },
        Extent::Everything => Order::unattended(app),
    }
}

fn plan_for(app: &App, mut cells: Vec<Cell>, extent: Extent) -> Vec<Planned> {
    if extent == Extent::Everything {
        cells.iter_mut().for_each(|cell| {
            cell.held = Spans::default();
            cell.containers.clear();
        });
    }
    plan::plan(&cells, &app.reaches(), app.clock.now())
}
