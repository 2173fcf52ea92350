//! Takeover: a backfill buys fetches of other starters itself, instead of waiting for a worker.

use super::prices::Prices;
use super::start::{self, Preview};
use crate::app::App;
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{Planned, Why};
use crate::coverage::reach::Ask;
use crate::db::Connection;
use crate::models::fetch::Joined;
use diesel::QueryResult;
use std::collections::HashSet;

/// The plan with untouched fetches counted as new, since they are bought now.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn as_new(conn: &mut Connection, app: &App, preview: Preview, joined: &[Joined]) -> QueryResult<Preview> {
    let mut counted = HashSet::new();
    let mut lists = preview.lists;
    let planned = preview.planned.into_iter().map(|one| match ask_of(&one, joined) {
        Some(ask) if counted.insert(one.request_id) => Planned { why: Why::New(ask), ..one },
        Some(_) => Planned { why: Why::SameRequest, ..one },
        None => one,
    });
    let planned: Vec<Planned> = planned.collect();
    let mut prices = Prices::load(conn).await?;
    prices.look_at(conn, &planned).await?;
    let mut preview = start::price(app, &prices, planned);
    lists.extend(joined.iter().filter_map(|one| list_of(one, &preview.planned)));
    preview.lists = lists;
    Ok(preview)
}

/// Cells of a plan that an untouched fetch buys.
fn list_of(joined: &Joined, planned: &[Planned]) -> Option<List> {
    let is_its = |one: &&Planned| one.why.ask().is_some() && joined.cells.contains(&one.request_id);
    let cells: Vec<Planned> = planned.iter().filter(is_its).cloned().collect();
    let ask = cells.as_slice().first().filter(|_| joined.is_untouched)?.why.ask()?;
    Some(List { cells, ask })
}

fn ask_of(planned: &Planned, joined: &[Joined]) -> Option<Ask> {
    let one = joined.iter().find(|one| one.is_untouched && one.cells.contains(&planned.request_id))?;
    let is_waited_for = planned.why == Why::BeingBought;
    is_waited_for.then_some(Ask {
        span: one.fetch.span(),
        window: one.fetch.window(),
        created_since: one.fetch.created_since,
    })
}
