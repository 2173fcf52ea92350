//! Savings by sharing: a row per demand × source without a purchase. A saving counts once there are jobs: a saving that
//! leans on a purchase without a page is pending.

use super::prices::{How, Prices};
use crate::app::App;
use crate::coverage::plan::{Planned, Why};
use crate::db::{Connection, Prepare as _};
use crate::models::demand::Unserved;
use crate::models::request::RequestRow;
use crate::models::saving::{self, Method, NewSaving, Reason};
use crate::quota::price::Tariff;
use crate::sources::Source;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// A demand × source without a purchase, as the database knows it.
#[derive(Debug, QueryableByName)]
struct Facts {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Bool)]
    is_own_purchase: bool,
    #[diesel(sql_type = Bool)]
    is_same_combination: bool,
    #[diesel(sql_type = Bool)]
    is_same_request: bool,
    /// The request's own fetch is alive and buys others in the same list.
    #[diesel(sql_type = Bool)]
    is_in_list: bool,
    /// The request's fetch is alive and has not brought a page.
    #[diesel(sql_type = Bool)]
    is_awaited: bool,
    /// The fetch of the request, or of the wider request around it, is alive.
    #[diesel(sql_type = Bool)]
    is_under_way: bool,
    #[diesel(sql_type = Nullable<Int8>)]
    real_credits: Option<i64>,
}

/// Writes down the cost that a person's demands avoid, where jobs are here or on their way. The person's own purchase
/// is no saving; nor is a deferred purchase, whose buyer is still open. Returns the combinations contained in a wider
/// purchase of the person's own.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn record(
    conn: &mut Connection,
    app: &App,
    subject: i64,
    unbought: &[Planned],
    prices: &Prices,
) -> QueryResult<Vec<i32>> {
    let facts = facts(conn, subject, unbought).await?;
    let contained = |one: &&Planned| matches!(one.why, Why::Contained(_));
    let contained: Vec<i64> = unbought.iter().filter(contained).map(|one| one.request_id).collect();
    let answered = answered(conn, app, &contained).await?;
    let mut savings: Vec<NewSaving> = Vec::new();
    let mut own = Vec::new();
    for (planned, facts) in unbought.iter().filter_map(|one| Some((one, matching(&facts, one)?))) {
        if facts.is_own_purchase && planned.why.wider().is_some() {
            own.push(planned.combination_id);
        }
        // A wider purchase left for later by a limit of the order is nothing to lean on.
        if planned.why.waits_for().is_some() && !facts.is_under_way {
            continue;
        }
        let Some(reason) = reason(planned.why, facts).filter(|_| !facts.is_own_purchase) else { continue };
        let measured = answered.get(&planned.request_id).map(|credits| (*credits, Method::Measured));
        let (credits, method) = measured.unwrap_or_else(|| worth(app, planned.source, facts.real_credits, prices));
        let saving = NewSaving {
            subject,
            combination_id: planned.combination_id,
            source: planned.source,
            reason,
            credits,
            method,
            at: app.clock.now(),
            day: app.today(),
            // A wider purchase may turn out not to hold the request; its end will tell.
            is_pending: planned.why.waits_for().is_some() || planned.why == Why::BeingBought && facts.is_awaited,
        };
        add(&mut savings, saving);
    }
    for saving in savings {
        saving.insert(conn).await?;
    }
    Ok(own)
}

/// Adds a saving. A source with several requests for a demand saves all of them together, and counts with the last.
fn add(savings: &mut Vec<NewSaving>, saving: NewSaving) {
    let is_same = |one: &&mut NewSaving| (one.combination_id, one.source) == (saving.combination_id, saving.source);
    match savings.iter_mut().find(is_same) {
        Some(one) => {
            one.credits += saving.credits;
            one.is_pending |= saving.is_pending;
        }
        None => savings.push(saving),
    }
}

/// Lets demands lean on a fetch just begun for another person.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn lean(
    conn: &mut Connection,
    app: &App,
    others: &[Unserved],
    has_page: bool,
    prices: &Prices,
) -> QueryResult<()> {
    for one in others {
        let (credits, method) = worth(app, one.source, None, prices);
        let saving = NewSaving {
            subject: one.subject,
            combination_id: one.combination_id,
            source: one.source,
            reason: Reason::BeingBought,
            credits,
            method,
            at: app.clock.now(),
            day: app.today(),
            is_pending: !has_page,
        };
        saving.insert(conn).await?;
    }
    Ok(())
}

/// Measures savings by ended purchases of wider terms, and lists: the cost of buying the held requests by themselves.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn measure(conn: &mut Connection, app: &App, held: &[i64]) -> QueryResult<()> {
    let open = saving::unmeasured(conn, held).await?;
    let answered = answered(conn, app, &open).await?;
    saving::measure(conn, &answered.into_iter().collect::<Vec<_>>()).await
}

/// Credits of buying these requests by themselves: jobs here that answer, no more than a purchase may bring.
async fn answered(conn: &mut Connection, app: &App, requests: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    let source = Source::ActiveJobs;
    let (Some(config), Some(reach)) = (app.config.source(source), app.reach(source)) else { return Ok(HashMap::new()) };
    if requests.is_empty() {
        return Ok(HashMap::new());
    }
    let since = reach.wanted(app.clock.now()).from;
    let answered = RequestRow::answered(conn, requests, since).await?;
    let most = Tariff::of(config).most_for_pages(app.caps().pages(source));
    Ok(requests.iter().map(|one| (*one, answered.get(one).copied().unwrap_or(0).min(most))).collect())
}

fn matching<'a>(facts: &'a [Facts], planned: &Planned) -> Option<&'a Facts> {
    facts.iter().find(|one| one.combination_id == planned.combination_id && one.request_id == planned.request_id)
}

/// Reason of a saving. None: neither here nor on its way.
fn reason(why: Why, facts: &Facts) -> Option<Reason> {
    match why {
        Why::BeingBought if facts.is_in_list => Some(Reason::InList),
        Why::BeingBought | Why::BeingBoughtWider(_) | Why::WithWider(_) => Some(Reason::BeingBought),
        Why::Contained(_) => Some(Reason::Contained),
        Why::AlreadyHere if facts.is_same_combination => Some(Reason::SameCombination),
        Why::AlreadyHere if facts.is_same_request => Some(Reason::SameRequest),
        Why::AlreadyHere => Some(Reason::Held),
        Why::SameRequest | Why::PartlyHeld(_) | Why::New(_) => None,
    }
}

/// Cost of the avoided purchase: its real cost, else the average of like fetches, else the first guess.
fn worth(app: &App, source: Source, real: Option<i64>, prices: &Prices) -> (i64, Method) {
    if let Some(credits) = real {
        return (credits, Method::Real);
    }
    let Some(config) = app.config.source(source) else { return (0, Method::Estimate) };
    let Some(reach) = app.reach(source) else { return (0, Method::Estimate) };
    let span = reach.widest(app.clock.now()).span.name(source);
    let (credits, how) = prices.average(Tariff::of(config), span);
    (credits, if how == How::Guess { Method::Estimate } else { Method::Average })
}

async fn facts(conn: &mut Connection, subject: i64, unbought: &[Planned]) -> QueryResult<Vec<Facts>> {
    let (combinations, requests): (Vec<i32>, Vec<i64>) =
        unbought.iter().map(|one| (one.combination_id, one.request_id)).unzip();
    let bought: Vec<i64> = unbought.iter().map(|one| one.why.wider().unwrap_or(one.request_id)).collect();
    diesel::sql_query(
        "SELECT one.combination_id, one.request_id,
                EXISTS (SELECT 1 FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                         WHERE cell.request_id = one.bought_id AND cell.is_own
                           AND fetches.started_for = $1) AS is_own_purchase,
                EXISTS (SELECT 1 FROM demands WHERE demands.combination_id = one.combination_id
                          AND demands.subject <> $1) AS is_same_combination,
                EXISTS (SELECT 1 FROM combination_requests link JOIN demands USING (combination_id)
                         WHERE link.request_id = one.request_id AND link.combination_id <> one.combination_id
                           AND demands.subject <> $1) AS is_same_request,
                EXISTS (SELECT 1 FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                         WHERE cell.request_id = one.request_id AND cell.is_live AND fetches.pages = 0) AS is_awaited,
                EXISTS (SELECT 1 FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                         WHERE cell.request_id = one.request_id AND cell.is_own AND cell.is_live
                           AND fetches.cells > 1) AS is_in_list,
                EXISTS (SELECT 1 FROM fetch_cells cell
                         WHERE cell.request_id = one.bought_id AND cell.is_own AND cell.is_live) AS is_under_way,
                (SELECT sum(cell.credits)::int8 FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                  WHERE cell.request_id = one.request_id AND cell.is_own
                    AND fetches.state = 'done' AND fetches.purpose NOT IN ('refresh', 'audit')) AS real_credits
           FROM unnest($2::int[], $3::bigint[], $4::bigint[]) AS one (combination_id, request_id, bought_id)",
    )
    .bind::<Int8, _>(subject)
    .bind::<Array<Int4>, _>(combinations)
    .bind::<Array<Int8>, _>(requests)
    .bind::<Array<Int8>, _>(bought)
    .prepared()
    .load(conn)
    .await
}
