//! What waited for a wider purchase, once that has ended: held with it, or bought by itself.

use super::averages::Averages;
use super::claims::Claims;
use super::start::{self, Order, Starter};
use crate::app::App;
use crate::coverage::plan::Planned;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::{Fetch, Purpose};
use crate::models::request::RequestRow;
use crate::models::saving;
use diesel::QueryResult;

/// Judges once, at the end, what waited for this request's fetch. What the fetch holds whole of it needs no purchase, and
/// its savings count. What it does not, since it was cut short or ended without success, is bought as the wider one was
/// to be. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_again(conn: &mut Connection, app: &App, wider_id: i64) -> QueryResult<()> {
    let claims = Claims::lock(conn).await?;
    let waited = RequestRow::let_go(conn, wider_id).await?;
    let combinations = RequestRow::live_combinations(conn, &waited).await?;
    if combinations.is_empty() {
        return Ok(());
    }
    let standings = Tracked::standings(conn, &combinations).await?;
    let mut planned = start::plan_for(conn, app, &standings).await?;
    planned.retain(|one| waited.contains(&one.request_id));
    planned.sort_by_key(|one| one.request_id);
    let averages = Averages::load(conn).await?;
    let last = Fetch::last_of(conn, wider_id).await?;
    let starter = Starter { app, claims: &claims, averages: &averages, order: order(app, last) };
    starter.start_for_everybody(conn, &planned).await?;
    let held: Vec<i64> = planned.iter().filter(|one| one.why.is_held()).map(|one: &Planned| one.request_id).collect();
    saving::count_pending(conn, &held, app.clock.now(), app.today()).await?;
    Tracked::recount(conn, &combinations).await?;
    Tracked::judge(conn, &combinations, &app.reaches, app.clock.now()).await
}

/// As the wider fetch was made.
fn order(app: &App, last: Option<Fetch>) -> Order {
    match last {
        Some(Fetch { purpose: Purpose::Refresh, refresh_id, .. }) => {
            Order { purpose: Purpose::Refresh, refresh_id, ..Order::sign_up() }
        }
        Some(Fetch { purpose: Purpose::ByHand, .. }) => Order::unattended(app),
        Some(_) | None => Order::sign_up(),
    }
}
