//! Requests that waited for a purchase, judged at its end: held with the purchase, or bought singly.

use super::audit;
use super::claims::Claims;
use super::prices::Prices;
use super::savings;
use super::start::{self, Order, Starter};
use crate::app::App;
use crate::coverage::reach::Reach;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::{ErrorCode, Fetch, FetchState, Purpose};
use crate::models::request::RequestRow;
use crate::models::saving;
use diesel::QueryResult;

/// Judges once, at a fetch's end, the requests that waited for it. A request held whole by the fetch needs no purchase,
/// and its savings count. Other requests, after a fetch cut short or without success, are bought as the fetch was to
/// be. So are a list's titles without postings, where the source was not known to take lists. The caller opens the
/// transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_again(conn: &mut Connection, app: &App, fetch_id: i64) -> QueryResult<()> {
    let claims = Claims::lock(conn).await?;
    let fetch = Fetch::find(conn, fetch_id).await?;
    let inside = Fetch::let_go(conn, fetch_id).await?;
    let mut waited = inside.clone();
    let is_ranked = RequestRow::find(conn, fetch.request_id).await?.source.ranks();
    // People may have come to want a country while it was bought for towns alone: a month is wanted then.
    if is_open(&fetch) || is_ranked {
        waited.extend(Fetch::own_cells(conn, fetch_id).await?);
    }
    let mut prices = Prices::load(conn).await?;
    let combinations = RequestRow::live_combinations(conn, &waited).await?;
    let held = match combinations.is_empty() {
        true => Vec::new(),
        false => {
            let mut starter = Starter::new(app, &claims, &mut prices, order(app, &fetch));
            starter.is_singly = was_refused(&fetch);
            judge(conn, starter, &fetch, (&waited, &combinations)).await?
        }
    };
    let contained: Vec<i64> = held.iter().copied().filter(|one| inside.contains(one)).collect();
    match is_ranked {
        true => audit::ranked::check_narrower(conn, app, &fetch, &contained).await?,
        false => audit::start(conn, app, &fetch, &contained, &prices).await?,
    }
    saving::count_pending(conn, &held, app.clock.now(), app.today()).await?;
    if combinations.is_empty() {
        return Ok(());
    }
    Tracked::recount(conn, &combinations).await?;
    Tracked::judge(conn, &combinations, &app.reaches(), app.clock.now()).await
}

/// Buys the missing requests among `waited`, and returns the held ones.
async fn judge(
    conn: &mut Connection,
    mut starter: Starter<'_>,
    fetch: &Fetch,
    (waited, combinations): (&[i64], &[i32]),
) -> QueryResult<Vec<i64>> {
    let app = starter.app;
    let standings = Tracked::standings(conn, combinations).await?;
    let mut planned = start::plan_within(conn, app, &standings, &reaches(app, fetch)).await?;
    planned.retain(|one| waited.contains(&one.request_id));
    planned.sort_by_key(|one| one.request_id);
    starter.start_for_everybody(conn, &planned).await?;
    let held: Vec<i64> = planned.iter().filter(|one| one.why.is_held()).map(|one| one.request_id).collect();
    savings::measure(conn, app, &held).await?;
    Ok(held)
}

/// Reaches of a new purchase: whatever a run's fetch did not bring is asked for as the run would ask.
fn reaches(app: &App, fetch: &Fetch) -> Vec<Reach> {
    let is_whole = fetch.state == FetchState::Done && !fetch.is_cut;
    let is_of_run = fetch.purpose == Purpose::Refresh && !is_whole;
    app.reaches().iter().map(|reach| if is_of_run { reach.of_run() } else { *reach }).collect()
}

/// True for a list with requests that may have to be bought singly: ended, or refused for being a list. A list that
/// broke off is the next run's.
fn is_open(fetch: &Fetch) -> bool {
    fetch.cells > 1 && (fetch.state == FetchState::Done || was_refused(fetch))
}

fn was_refused(fetch: &Fetch) -> bool {
    fetch.state == FetchState::Failed && fetch.error_code == Some(ErrorCode::Refused)
}

/// Order of the new purchases, like the fetch's own.
fn order(app: &App, fetch: &Fetch) -> Order {
    let order = match fetch.purpose {
        Purpose::Refresh | Purpose::Audit => {
            Order { purpose: Purpose::Refresh, refresh_id: fetch.refresh_id, ..Order::sign_up() }
        }
        Purpose::ByHand => Order::unattended(app),
        Purpose::SignUp => Order::sign_up(),
    };
    Order { is_one_pass: fetch.is_one_pass, ..order }
}
