//! What waited for a purchase, once that has ended: held with it, or bought by itself.

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

/// Judges once, at the end of a fetch, what waited for it. What the fetch holds whole of it needs no purchase, and its
/// savings count. What it does not, since it was cut short or ended without success, is bought as the fetch was to be: so
/// is what a list brought nothing of while it was not known whether the source takes lists. The caller opens the
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
    // Whoever came to want a country while it was bought for its towns wants a month of it.
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
    Tracked::judge(conn, &combinations, &app.reaches, app.clock.now()).await
}

/// Buys what is missing of those that waited, and returns what is held of them.
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

/// What a run's fetch did not bring is asked for as the run would ask.
fn reaches(app: &App, fetch: &Fetch) -> Vec<Reach> {
    let is_whole = fetch.state == FetchState::Done && !fetch.is_cut;
    let is_of_run = fetch.purpose == Purpose::Refresh && !is_whole;
    app.reaches.iter().map(|reach| if is_of_run { reach.of_run() } else { *reach }).collect()
}

/// A list whose requests may have to be bought singly: it has ended, or was refused for being a list. One that broke off
/// is the next run's.
fn is_open(fetch: &Fetch) -> bool {
    fetch.cells > 1 && (fetch.state == FetchState::Done || was_refused(fetch))
}

fn was_refused(fetch: &Fetch) -> bool {
    fetch.state == FetchState::Failed && fetch.error_code == Some(ErrorCode::Refused)
}

/// As the fetch was made.
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
