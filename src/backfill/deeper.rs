//! Going on where a page limit ended a fetch. Nothing is bought deeper by itself: only when somebody asks for it.

use super::reach::{Later, Reach};
use super::start::{self, Order};
use crate::app::App;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::fetch::deeper::Ended;
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::sources::{Position, Source};
use diesel::QueryResult;
use std::collections::HashSet;

/// A fetch that can go on, and what that takes.
#[derive(Clone, Debug)]
pub struct Deeper {
    pub ended: Ended,
    pub pages: i32,
    /// Credits that these pages cost at most.
    pub most: i64,
}

/// Why nothing was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NothingLeft,
    NobodyWantsIt,
}

impl Deeper {
    /// What can be bought deeper of these requests: for each the cut window that reaches back furthest.
    pub async fn of_requests(conn: &mut Connection, app: &App, request_ids: &[i64]) -> QueryResult<Vec<Self>> {
        let mut seen = HashSet::new();
        let mut all = Self::all(conn, app, request_ids).await?;
        all.retain(|one| seen.insert(one.ended.fetch.request_id));
        Ok(all)
    }

    /// The same of one fetch; None: it was not cut, the source cannot be asked for the rest any more, or the rest is
    /// being bought.
    pub async fn of_fetch(conn: &mut Connection, app: &App, fetch: &Fetch) -> QueryResult<Option<Self>> {
        let all = Self::all(conn, app, &[fetch.request_id]).await?;
        Ok(all.into_iter().find(|one| one.ended.fetch.id == fetch.id))
    }

    async fn all(conn: &mut Connection, app: &App, request_ids: &[i64]) -> QueryResult<Vec<Self>> {
        let ended = Ended::of_requests(conn, request_ids).await?;
        Ok(ended.into_iter().filter_map(|ended| Self::price(app, ended)).collect())
    }

    fn price(app: &App, ended: Ended) -> Option<Self> {
        let config = app.config.source(ended.source)?;
        let reach = start::reaches(&app.config).into_iter().find(|reach| reach.source == ended.source)?;
        let reach = Reach { takes_created_since: ended.takes_date, ..reach };
        let (window, now) = (ended.fetch.window(), app.clock.now());
        let is_in_reach = reach.wanted(now).from < window.to;
        let is_askable = reach.later(ended.fetch.span()?, window, now) != Later::MovedOn;
        let most = Tariff::of(config).most_for_pages(config.max_pages);
        (is_in_reach && is_askable).then_some(Self { ended, pages: config.max_pages, most })
    }

    /// Pages before the first that is bought now. Where rows are counted some may have been smaller than usual.
    fn pages_before(&self) -> i32 {
        match self.ended.fetch.position() {
            Some(Position::Offset(rows)) => i32::try_from(rows.div_ceil(ACTIVE_JOBS_PAGE)).unwrap_or(i32::MAX),
            _ => self.ended.fetch.next_page - 1,
        }
    }

    /// The window that was cut, by its days.
    pub fn days(&self) -> String {
        let window = self.ended.fetch.window();
        let [from, to] = [window.from, window.to].map(|at| at.format("%-d %b").to_string());
        if from == to { from } else { format!("{from} to {to}") }
    }

    pub fn source(&self) -> Source {
        self.ended.source
    }
}

/// Goes on from a fetch, in the quiet hours where these are set. The caller opens the transaction.
pub async fn start(conn: &mut Connection, app: &App, fetch: &Fetch) -> QueryResult<Result<Fetch, Refusal>> {
    start::lock_claims(conn).await?;
    let wanters = Fetch::wanters(conn, fetch.request_id).await?;
    let Some(priority) = wanters.iter().map(|one| one.priority).max() else { return Ok(Err(Refusal::NobodyWantsIt)) };
    let Some(deeper) = Deeper::of_fetch(conn, app, fetch).await? else { return Ok(Err(Refusal::NothingLeft)) };
    let now = app.clock.now();
    let begun = deeper.ended.go_on(conn, deeper.pages_before() + deeper.pages, deeper.most, now).await?;
    let Some(begun) = begun else { return Ok(Err(Refusal::NothingLeft)) };
    let due_at = Order::unattended(app).not_before.unwrap_or(now);
    start::task(&begun, priority, due_at).enqueue(conn).await?;
    Tracked::judge_sharers(conn, begun.request_id, &start::reaches(&app.config), now).await?;
    Ok(Ok(begun))
}
