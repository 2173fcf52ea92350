//! Starting missing fetches: claims are made at once, so of many simultaneous sign-ups one buys.

pub mod lists;
mod order;
mod preview;
mod terms;

pub use self::order::Order;
pub use self::preview::{Preview, plan_for, plan_within, preview, price};

use self::terms::{Terms, terms_of};
use super::claims::Claims;
use super::demand::{FreshCombinations, Waiting};
use super::limits::{Limit, Limits};
use super::prices::Prices;
use super::savings;
use super::task;
use crate::app::App;
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{self, Planned};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState, Use};
use crate::models::combination::Tracked;
use crate::models::demand::Demand;
use crate::models::fetch::Cause;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::{Fetch, NewFetch, Purpose};
use crate::models::saving;
use crate::models::search::Search;
use crate::models::user::User;
use crate::queue::Compartment;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// Oldest list of a broken-off fetch to go on with; with an older list the fetch begins anew.
const REVIVABLE: TimeDelta = TimeDelta::hours(36);

/// A started backfill.
#[derive(Clone, Debug, Default)]
pub struct Started {
    /// Plan of the backfill.
    pub preview: Preview,
    /// Started fetches.
    pub fetches: Vec<Fetch>,
    /// Tasks that buy the fetches' pages.
    pub task_ids: Vec<i64>,
}

impl Extend<Begun> for Started {
    fn extend<T: IntoIterator<Item = Begun>>(&mut self, begun: T) {
        for one in begun {
            self.fetches.push(one.fetch);
            self.task_ids.extend(one.task_id);
        }
    }
}

/// Starts missing fetches of a person's active searches. The caller opens the transaction and has saved the searches.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn for_person(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    user_id: i32,
    order: Order,
) -> QueryResult<Started> {
    let subject = User::subject_of(conn, user_id).await?;
    let combinations = Search::active_combinations(conn, user_id).await?;
    Demand::record(conn, subject, &combinations, (app.clock.now(), app.today())).await?;
    let undecided = Demand::undecided(conn, subject, &combinations).await?;
    let standings = Tracked::standings(conn, &combinations).await?;
    let planned = plan_for(conn, app, &standings).await?;
    let mut prices = Prices::load(conn).await?;
    prices.look_at(conn, &planned).await?;
    let preview = price(app, &prices, planned);

    let mut started = Started { preview, ..Started::default() };
    let limits = Limits::load(conn, app, subject).await?;
    let mut planned = started.preview.planned.clone();
    // In the order of requests: the first get the day's allowance of combinations.
    planned.sort_by_key(|one| one.request_id);
    let waiting = Waiting::of_requests(conn, &to_buy(&planned)).await?;
    let mut fresh = FreshCombinations::load(conn, app, subject).await?;
    let terms = terms_of(&planned, &waiting, subject, &mut fresh);
    let mut lists = lists::of(conn, app, &mut prices, &planned, |one| terms.get(&one.request_id).copied()).await?;
    started.preview.lists.clone_from(&lists);
    lists.truncate(order.limit.unwrap_or(usize::MAX));
    let mut starter = Starter { waiting, ..Starter::new(app, claims, &mut prices, order) };
    for list in &lists {
        let own = list.cells.first().and_then(|one| terms.get(&one.request_id)).copied().unwrap_or_default();
        started.extend(starter.start(conn, list, own, Some(&limits)).await?);
    }
    Fetch::let_wait(conn, &plan::waiting(&planned)).await?;
    if order.not_before.is_none() {
        let joined = |one: &&Planned| one.why.is_coming();
        let joined: Vec<i64> = planned.iter().filter(joined).map(|one| one.request_id).collect();
        Fetch::hurry(conn, &joined, subject, app.clock.now()).await?;
    }
    Demand::mark_bought(conn, subject, &combinations, app.clock.now()).await?;
    planned.retain(|one| undecided.contains(&one.combination_id));
    let own = savings::record(conn, app, subject, &planned, &prices).await?;
    Demand::mark_contained_bought(conn, subject, &own, app.clock.now()).await?;
    // Jobs that came while the person had paused the search count from now on.
    let is_here = |one: &&Planned| one.why.is_held();
    let here: Vec<i64> = started.preview.planned.iter().filter(is_here).map(|one| one.request_id).collect();
    saving::count_pending(conn, &here, app.clock.now(), app.today()).await?;
    // Last, together with the combinations of retired searches.
    Tracked::recount(conn, &[combinations.clone(), claims.take_left()].concat()).await?;
    Tracked::judge(conn, &combinations, &app.reaches(), app.clock.now()).await?;
    Ok(started)
}

/// Requests that a plan buys.
fn to_buy(planned: &[Planned]) -> Vec<i64> {
    planned.iter().filter(|one| one.why.ask().is_some()).map(|one| one.request_id).collect()
}

/// Starts the fetches of one order.
pub struct Starter<'a> {
    /// Configuration, clock and reaches.
    pub app: &'a App,
    /// Proof that no other transaction claims.
    pub claims: &'a Claims,
    /// Likely costs of fetches.
    pub prices: &'a mut Prices,
    /// Way of making the backfill.
    pub order: Order,
    /// Each request by itself, even where the source takes lists.
    pub is_singly: bool,
    /// Requests for countries, bought instead of their towns.
    pub countries: HashSet<i64>,
    /// Demands that waited for the requests to buy.
    waiting: Waiting,
}

/// A begun fetch and its task, possibly another worker's already.
pub struct Begun {
    /// Fetch started, or going on.
    pub fetch: Fetch,
    /// Task of the fetch; None: another worker's already.
    pub task_id: Option<i64>,
}

impl<'a> Starter<'a> {
    /// Starter for nobody in particular.
    pub fn new(app: &'a App, claims: &'a Claims, prices: &'a mut Prices, order: Order) -> Self {
        Self { app, claims, prices, order, is_singly: false, countries: HashSet::new(), waiting: Waiting::default() }
    }

    /// Starts a list and its tasks: a broken-off fetch goes on, the rest is a new fetch. Requests with a live fetch are
    /// left out. The first of the waiting demands pays; the others lean on the fetch. `limits` may defer the fetch.
    async fn start(
        &mut self,
        conn: &mut Connection,
        list: &List,
        terms: Terms,
        limits: Option<&Limits>,
    ) -> QueryResult<Vec<Begun>> {
        let now = self.app.clock.now();
        let mut begun = Vec::new();
        let mut left = list.requests();
        Fetch::make_room(conn, &left, now).await?;
        if left.len() > 1 {
            // Requests that broke off together go on together, even when planned apart.
            left = Fetch::without_live(conn, &left).await?;
        }
        while let Some(new) = self.new_fetch(list, &left, terms.payer) {
            let fetch = match Fetch::revive(conn, &new, now - REVIVABLE).await? {
                Some(fetch) => Some(fetch),
                None => new.insert(conn, now).await?,
            };
            let Some(fetch) = fetch else { break };
            let bought = Fetch::own_cells(conn, fetch.id).await?;
            left.retain(|request| !bought.contains(request));
            begun.push(self.queue(conn, fetch, (new.source, &bought), terms.not_before, limits).await?);
        }
        Ok(begun)
    }

    /// Settles the payer of a begun fetch, and queues its task.
    async fn queue(
        &mut self,
        conn: &mut Connection,
        fetch: Fetch,
        (source, bought): (Source, &[i64]),
        not_before: Option<DateTime<Utc>>,
        limits: Option<&Limits>,
    ) -> QueryResult<Begun> {
        let now = self.app.clock.now();
        for request_id in bought {
            let others = self.waiting.settle(conn, &fetch, *request_id, now).await?;
            savings::lean(conn, self.app, &others, fetch.pages > 0, self.prices).await?;
        }
        if fetch.cells > 1 {
            self.note_trial(conn, &fetch).await?;
        }
        let wanters = Fetch::wanters(conn, fetch.id).await?;
        let priority = wanters.iter().map(|one| one.priority).max().unwrap_or(0);
        let own = not_before.map(|until| Limit {
            until,
            code: ErrorCode::PersonCombinations,
            why: "today's limit of new combinations for one person is reached".to_owned(),
        });
        // A purchase in the way of a limit is deferred from the beginning, lest a page call it loading.
        let is_new = fetch.pages == 0 && fetch.started_at.is_none() && !fetch.is_one_pass && !fetch.is_optional();
        let limit = own.or_else(|| limits.filter(|_| is_new)?.stops(source, wanters.len() <= 1));
        let due_at = limit.as_ref().map(|limit| limit.until).or(self.order.not_before).unwrap_or(now);
        if let Some(Limit { until, code, why }) = limit {
            Fetch::put_off(conn, fetch.id, until, Cause { code, why: &why }).await?;
        }
        let compartment = Compartment { lane: self.order.lane(), source: Some(source) };
        let task_id = task::of(&fetch, compartment, priority, due_at).enqueue(conn, now).await?;
        Ok(Begun { fetch, task_id })
    }

    /// Notes a trial: a list at a source not known to take lists shows whether the source does.
    async fn note_trial(&self, conn: &mut Connection, fetch: &Fetch) -> QueryResult<()> {
        let (now, source) = (self.app.clock.now(), lists::SOURCE);
        let known = Capability::find(conn, source, CapabilityName::Lists).await?;
        if Capability::usable(known.as_ref(), now) != Use::Try {
            return Ok(());
        }
        let evidence = format!("fetch {} asks for {} titles at once", fetch.id, fetch.cells);
        Capability::note(conn, (source, CapabilityName::Lists), CapabilityState::Trial, &evidence, now).await
    }

    /// Starts planned fetches for nobody in particular.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn start_for_everybody(&mut self, conn: &mut Connection, planned: &[Planned]) -> QueryResult<Vec<Begun>> {
        self.waiting = Waiting::of_requests(conn, &to_buy(planned)).await?;
        self.prices.look_at(conn, planned).await?;
        let is_run = self.order.purpose == Purpose::Refresh;
        let payer = |one: &Planned| self.waiting.payer(one.request_id, None).filter(|_| !is_run);
        let lists = match self.is_singly {
            true => plan::lists::lists(planned, &HashMap::new(), payer),
            false => lists::of(conn, self.app, self.prices, planned, payer).await?,
        };
        let mut begun = Vec::new();
        for list in &lists {
            let payer = list.cells.first().and_then(|one| self.waiting.payer(one.request_id, None));
            begun.extend(self.start(conn, list, Terms { payer, not_before: None }, None).await?);
        }
        Fetch::let_wait(conn, &plan::waiting(planned)).await?;
        Ok(begun)
    }

    /// Fetch to begin; None: no request left. A run's fetch is the installation's: only the common day is charged.
    fn new_fetch(&self, list: &List, left: &[i64], payer: Option<i64>) -> Option<NewFetch> {
        let source = list.source().filter(|_| !left.is_empty())?;
        let config = self.app.config.source(source)?;
        let cells = i32::try_from(left.len()).unwrap_or(i32::MAX);
        let begin = |request: &i64| {
            let cell = list.cells.iter().find(|one| one.request_id == *request);
            cell.and_then(|one| one.why.ask()).map_or(list.ask.window.from, |ask| ask.window.from)
        };
        let expected = list.cells.iter().filter(|one| left.contains(&one.request_id));
        let expected = expected.map(|one| self.prices.of(Tariff::of(config), one).0).sum();
        let is_for_towns = left.iter().any(|request| self.countries.contains(request));
        let caps = self.app.caps();
        let max_pages = if is_for_towns { caps.country_pages } else { caps.pages(source) };
        Some(NewFetch {
            since: left.iter().map(begin).collect(),
            cells: left.to_vec(),
            source,
            purpose: self.order.purpose,
            ask: list.ask,
            max_pages: max_pages.saturating_mul(cells),
            expected_credits: expected,
            started_for: payer.filter(|_| self.order.purpose != Purpose::Refresh),
            is_one_pass: self.order.is_one_pass,
            checks: None,
            refresh_id: self.order.refresh_id,
        })
    }
}
