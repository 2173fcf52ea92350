//! Going on with a fetch beyond its page limit. Pages beyond the limit are bought on request only.

use super::claims::Claims;
use super::start::Order;
use super::task;
use crate::app::App;
use crate::coverage::reach::{Later, Reach};
use crate::coverage::window::{Spans, Window};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::deeper::Candidate;
use crate::models::fetch::{ErrorCode, Fetch, FetchState};
use crate::queue::Compartment;
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::sources::{Position, Source};
use chrono::TimeDelta;
use diesel::QueryResult;
use std::collections::HashSet;

/// Longest reach of any source.
const REACH: TimeDelta = TimeDelta::days(30);

/// A fetch able to go on, with the price.
#[derive(Clone, Debug)]
pub struct Deeper {
    /// The fetch cut short, or broken off on its way down.
    pub fetch: Fetch,
    /// A request that the fetch buys.
    request_id: i64,
    /// Source of the fetch.
    pub source: Source,
    /// Most further pages.
    pub pages: i32,
    /// Highest cost of these pages, in credits.
    pub most: i64,
}

/// Reasons for starting nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Every page behind the limit is bought already, or the source cannot be asked for the rest any more.
    NothingLeft,
    /// No live search wants the request.
    NobodyWantsIt,
}

impl Deeper {
    /// Pages to be had beyond a limit, for each of these requests: from the cut window that reaches back furthest.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_requests(conn: &mut Connection, app: &App, request_ids: &[i64]) -> QueryResult<Vec<Self>> {
        Ok(first_of_each(Self::all(conn, app, request_ids).await?))
    }

    /// Pages to be had beyond the limits of some fetches. Those of one request wait for each other's end.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_fetches(conn: &mut Connection, app: &App, fetches: &[Fetch]) -> QueryResult<Vec<Self>> {
        let requests: Vec<i64> = fetches.iter().map(|fetch| fetch.request_id).collect();
        let mut all = Self::all(conn, app, &requests).await?;
        all.retain(|one| fetches.iter().any(|fetch| fetch.id == one.fetch.id));
        let mut seen = HashSet::new();
        all.retain(|one| seen.insert(one.fetch.id));
        Ok(all)
    }

    /// Pages to be had beyond a fetch's limit. None: not cut, the rest can no longer be asked for, or the rest is bought
    /// or on its way.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_fetch(conn: &mut Connection, app: &App, fetch: &Fetch) -> QueryResult<Option<Self>> {
        let all = Self::all(conn, app, &[fetch.request_id]).await?;
        Ok(all.into_iter().find(|one| one.fetch.id == fetch.id))
    }

    async fn all(conn: &mut Connection, app: &App, request_ids: &[i64]) -> QueryResult<Vec<Self>> {
        let all = Candidate::of_requests(conn, request_ids, app.clock.now() - REACH).await?;
        let open = all.iter().filter(|one| is_open(one, &all));
        Ok(open.filter_map(|one| Self::price(app, one)).collect())
    }

    fn price(app: &App, candidate: &Candidate) -> Option<Self> {
        let Candidate { fetch, request_id, source, takes_date, .. } = candidate;
        let config = app.config.source(*source)?;
        let reach = app.reach(*source)?;
        let reach = Reach { takes_created_since: *takes_date, ..reach };
        let now = app.clock.now();
        let is_in_reach = reach.wanted(now).from < fetch.window_to;
        let is_askable = reach.later(fetch.span(), fetch.window(), fetch.created_before, now) != Later::MovedOn;
        if !is_in_reach || !is_askable {
            return None;
        }
        let left = fetch.max_pages - pages_before(fetch);
        let pages = if has_broken_off(fetch) { left } else { app.caps().pages(*source) * fetch.cells };
        let most = Tariff::of(config).most_for_pages(pages);
        Some(Self { fetch: fetch.clone(), request_id: *request_id, source: *source, pages, most })
    }
}

/// For each request what reaches back furthest.
fn first_of_each(mut all: Vec<Deeper>) -> Vec<Deeper> {
    all.sort_by_key(|one| (one.fetch.window_from, one.fetch.id));
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(one.request_id));
    all
}

/// Goes on with a fetch, in the off-peak hours where set. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn start(
    conn: &mut Connection,
    app: &App,
    _claims: &Claims,
    fetch: &Fetch,
) -> QueryResult<Result<Fetch, Refusal>> {
    let wanters = Fetch::wanters(conn, fetch.id).await?;
    let Some(priority) = wanters.iter().map(|one| one.priority).max() else { return Ok(Err(Refusal::NobodyWantsIt)) };
    let Some(deeper) = Deeper::of_fetch(conn, app, fetch).await? else { return Ok(Err(Refusal::NothingLeft)) };
    let now = app.clock.now();
    let max_pages = pages_before(&deeper.fetch) + deeper.pages;
    let begun = match has_broken_off(&deeper.fetch) {
        true => Some(deeper.fetch.take_up(conn).await?),
        false => deeper.fetch.go_deeper(conn, max_pages, deeper.most, now).await?,
    };
    let Some(begun) = begun else { return Ok(Err(Refusal::NothingLeft)) };
    let order = Order::unattended(app);
    let compartment = Compartment { lane: order.lane(), source: Some(deeper.source) };
    task::of(&begun, compartment, priority, order.not_before.unwrap_or(now)).enqueue(conn, now).await?;
    Tracked::judge_sharers(conn, begun.id, &app.reaches(), now).await?;
    Ok(Ok(begun))
}

/// Whole pages before the next one. Where rows are counted some pages may have been smaller than usual.
fn pages_before(fetch: &Fetch) -> i32 {
    match fetch.position() {
        Some(Position::Offset(rows)) => i32::try_from(rows / ACTIVE_JOBS_PAGE).unwrap_or(i32::MAX),
        _ => fetch.next_page - 1,
    }
}

/// True for a fetch broken off on its way down. A page lost twice is not tried a third time.
fn has_broken_off(fetch: &Fetch) -> bool {
    let has_ended = matches!(fetch.state, FetchState::Failed | FetchState::Cancelled);
    fetch.continues.is_some() && has_ended && fetch.error_code != Some(ErrorCode::LostTwice)
}

/// True when pages behind a fetch's last page were never bought: a page limit ended the fetch, or it broke off on its
/// way down; its window is still cut; and no other fetch of the request is live, goes on from this fetch, or holds as
/// much of the same list. Pure.
fn is_open(one: &Candidate, all: &[Candidate]) -> bool {
    let fetch = &one.fetch;
    let is_cut = fetch.is_cut && fetch.state == FetchState::Done || has_broken_off(fetch);
    let cut = Spans::from_ranges(&one.cut);
    let missing: TimeDelta = cut.missing(fetch.window()).iter().map(Window::length).sum();
    let mut others = all.iter().filter(|other| other.request_id == one.request_id).map(|other| &other.fetch);
    let stands_in_its_way = |other: &Fetch| {
        other.is_live() || other.continues == Some(fetch.id) || is_same_list(other, fetch) && holds_more(other, fetch)
    };
    is_cut && missing * 2 < fetch.window().length() && !others.any(stands_in_its_way)
}

/// True when the other fetch shares most of the window.
fn is_same_list(other: &Fetch, fetch: &Fetch) -> bool {
    let common = fetch.window_to.min(other.window_to) - fetch.window_from.max(other.window_from);
    other.id != fetch.id && common * 2 > fetch.window().length()
}

/// True when the other fetch came as far in the list; of two equal fetches, the later goes on.
fn holds_more(other: &Fetch, fetch: &Fetch) -> bool {
    let is_whole = other.state == FetchState::Done && !other.is_cut;
    is_whole || (pages_before(other), other.id) > (pages_before(fetch), fetch.id)
}
