//! Queues a run, plans it, and starts its fetches.

use super::budget::Budget;
use super::countries::Countries;
use super::{OneRun, wanted};
use crate::app::App;
use crate::backfill::audit;
use crate::backfill::claims::Claims;
use crate::backfill::prices::Prices;
use crate::backfill::start::{self, Begun, Order, Starter};
use crate::coverage::plan::lists::List;
use crate::coverage::plan::countries::{self, Instead};
use crate::coverage::plan::{self, Cell, Planned};
use crate::coverage::reach::Reach;
use crate::db::Connection;
use crate::models::fetch::{Fetch, Purpose};
use crate::models::refresh::Refresh;
use crate::queue::{Kind, Lane, NewTask};
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::{HashMap, HashSet};

/// Requests planned in a transaction: few enough that sign-ups never wait.
const BATCH: usize = 200;

/// Tries of a run's own task; started fetches are not started again.
const MAX_ATTEMPTS: i32 = 10;

/// Task of a run by hand: one at a time.
const BY_HAND: &str = "by hand";

/// What a run has set going.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Number of the run.
    pub id: i64,
    /// Live combinations.
    pub combinations: usize,
    /// Planned requests.
    pub requests: usize,
    /// Requests that its fetches buy.
    pub bought: i32,
    /// Numbers of its fetches.
    pub fetch_ids: Vec<i64>,
    /// Numbers of the tasks behind them.
    pub task_ids: Vec<i64>,
    /// Expected credits.
    pub expected: i64,
}

/// Plan of a run.
#[derive(Clone, Debug, Default)]
pub struct RunPreview {
    /// Live combinations.
    pub combinations: usize,
    /// Planned requests, the most valuable first.
    pub requests: Vec<Planned>,
    /// The same in lists: what would be fetched.
    pub lists: Vec<List>,
    /// Requests that are bought with a wider one, of this run or before it.
    pub with_wider: Vec<Planned>,
    /// Requests that the limits leave no room for.
    pub left_out: usize,
    /// Lists that show what a source can do, beside what is bought.
    pub samples: Vec<Instead>,
    /// Credits that are expected, all sources together.
    pub expected: i64,
    /// Expected credits of each source, in its own unit.
    pub expected_by_source: Vec<(Source, i64)>,
}

/// Queues the daily run of a local date; false: that date has its run already. The row and the task come together or
/// not at all.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn queue(conn: &mut Connection, date: NaiveDate, due_at: DateTime<Utc>) -> QueryResult<bool> {
    conn.transaction(async |conn| {
        let Some(id) = Refresh::insert_daily(conn, date, due_at).await? else { return Ok(false) };
        // Queued only when due.
        task(id, date.to_string(), due_at).enqueue(conn, due_at).await?;
        Ok(true)
    })
    .await
}

/// Queues a run by hand, with the caller's transaction; None: one is queued already.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn queue_now(conn: &mut Connection, app: &App) -> QueryResult<Option<i64>> {
    let now = app.clock.now();
    let id = Refresh::insert_by_hand(conn, app.today(), now).await?;
    let task_id = task(id, BY_HAND.to_owned(), now).enqueue(conn, now).await?;
    Ok(task_id.map(|_| id))
}

fn task(id: i64, unique_key: String, due_at: DateTime<Utc>) -> NewTask {
    NewTask {
        kind: Kind::Refresh,
        lane: Lane::Runs,
        source: None,
        unique_key,
        fetch_id: None,
        payload: serde_json::json!({ "refresh_id": id }),
        rank: 0,
        priority: 0,
        max_attempts: MAX_ATTEMPTS,
        due_at,
    }
}

/// Plans a run by hand: the most valuable requests first, within the limits. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_all(app: &App, at_most: Option<TimeDelta>) -> anyhow::Result<RunPreview> {
    let mut conn = app.db.conn().await?;
    Ok(Planner::load(&mut conn, app, at_most).await?.preview(&mut conn).await?)
}

/// Starts gaps of all live combinations, the most valuable first, back to `at_most`.
///
/// # Errors
///
/// When the database cannot be asked. What was started before stays started.
pub async fn start(_one: &OneRun, app: &App, id: i64, at_most: Option<TimeDelta>) -> anyhow::Result<Run> {
    let mut conn = app.db.conn().await?;
    let is_daily = Refresh::begin(&mut conn, id, app.clock.now()).await?;
    let mut planner = Planner::load(&mut conn, app, at_most).await?;
    if is_daily {
        planner.refresh_days = app.config.refresh_days;
    }
    let planned = planner.preview(&mut conn).await?;
    let (combinations, requests) = (planned.combinations, planned.requests.len());
    let mut run = Run { id, combinations, requests, expected: planned.expected, ..Run::default() };
    for batch in batches(&planned.lists) {
        let batch = with_waiting(&batch, &planned.with_wider);
        let started = conn.transaction(async |conn| planner.start_batch(conn, id, &batch).await).await?;
        run.extend(started);
    }
    Fetch::let_wait(&mut conn, &plan::waiting(&planned.with_wider)).await?;
    conn.transaction(async |conn| -> QueryResult<()> {
        let claims = Claims::lock(conn).await?;
        audit::countries::sample(conn, app, &claims, &planned.samples).await
    })
    .await?;
    let count = |many: usize| i32::try_from(many).unwrap_or(i32::MAX);
    let counts = [count(run.combinations), run.bought, count(planned.left_out)];
    Refresh::started(&mut conn, id, counts, app.clock.now()).await?;
    Ok(run)
}

impl Extend<Begun> for Run {
    fn extend<T: IntoIterator<Item = Begun>>(&mut self, begun: T) {
        for one in begun {
            self.bought += one.fetch.cells;
            self.fetch_ids.push(one.fetch.id);
            self.task_ids.extend(one.task_id);
        }
    }
}

/// Basis of a run's plan, loaded once.
struct Planner<'a> {
    app: &'a App,
    /// Runs close gaps that a sign-up would count as held.
    reaches: Vec<Reach>,
    /// What brings little is asked for after so many days. By hand, everything is.
    refresh_days: i64,
    prices: Prices,
    budget: Budget,
    /// What is known of countries, once all that is wanted was looked at.
    countries: Option<Countries>,
    /// Countries' lists that are bought instead of their towns' own.
    instead: Vec<Instead>,
}

impl<'a> Planner<'a> {
    async fn load(conn: &mut Connection, app: &'a App, at_most: Option<TimeDelta>) -> QueryResult<Self> {
        let reaches = app.reaches.iter().map(|reach| Reach { at_most, ..reach.of_run() }).collect();
        let prices = Prices::load(conn).await?;
        let budget = budget(conn, app).await?;
        Ok(Self { app, reaches, refresh_days: 1, prices, budget, countries: None, instead: Vec::new() })
    }

    /// What is wanted, with how long it may be missing.
    async fn let_lack(&self, conn: &mut Connection, cells: Vec<Cell>) -> QueryResult<Vec<Cell>> {
        match &self.countries {
            Some(countries) if self.refresh_days > 1 => {
                wanted::let_lack(conn, cells, self.refresh_days, countries, self.app.clock.now()).await
            }
            _ => Ok(cells),
        }
    }

    async fn preview(&mut self, conn: &mut Connection) -> QueryResult<RunPreview> {
        let cells = wanted::cells(conn, None).await?;
        let countries = Countries::load(conn, self.app, &cells, &mut self.prices).await?;
        self.countries = Some(countries);
        let cells = self.let_lack(conn, cells).await?;
        let planned = self.plan(&cells);
        self.prices.look_at(conn, &planned).await?;
        let samples = self.look_at_countries(&planned);
        let Affordable { requests, with_wider, left_out } = self.affordable(cells);
        let priced = start::price(self.app, &self.prices, requests);
        Ok(RunPreview {
            lists: start::lists::of(conn, self.app, &mut self.prices, &priced.planned, |_| ()).await?,
            combinations: wanted::combinations(conn).await?,
            expected: priced.expected_credits(),
            expected_by_source: priced.expected,
            requests: priced.planned,
            with_wider,
            left_out,
            samples,
        })
    }

    /// Chooses the countries that are asked for instead of their towns, and returns those that would show whether they may be.
    fn look_at_countries(&mut self, planned: &[Planned]) -> Vec<Instead> {
        let Some(countries) = &self.countries else { return Vec::new() };
        let now = self.app.clock.now();
        self.instead = countries.instead(planned, now);
        for one in &self.instead {
            self.prices.expect(one.country, one.credits);
        }
        countries.samples(planned, now)
    }

    /// What fits into the budget. Where a wider request does not, what it contains is offered by itself.
    fn affordable(&mut self, mut cells: Vec<Cell>) -> Affordable {
        let mut left_out = HashSet::new();
        loop {
            let (requests, with_wider) = by_value(self.plan(&cells));
            let (requests, too_dear) = self.budget.clone().take(requests, |one| (one.source, self.price(one)));
            let contains = |one: &&Planned| with_wider.iter().any(|it| it.why.waits_for() == Some(one.request_id));
            let wider: HashSet<i64> = too_dear.iter().filter(contains).map(|one| one.request_id).collect();
            if wider.is_empty() {
                return Affordable { requests, with_wider, left_out: left_out.len() + too_dear.len() };
            }
            cells.retain(|cell| !wider.contains(&cell.request_id));
            self.instead.retain(|one| !wider.contains(&one.country));
            left_out.extend(wider);
        }
    }

    /// Decides for live combinations.
    fn plan(&self, cells: &[Cell]) -> Vec<Planned> {
        let planned = plan::plan(cells, &self.reaches, self.app.clock.now());
        countries::with(planned, &self.instead)
    }

    fn price(&self, planned: &Planned) -> i64 {
        let Some(config) = self.app.config.source(planned.source) else { return 0 };
        self.prices.of(Tariff::of(config), planned).0
    }

    /// Plans a batch once more where nobody else claims: some of the requests may have been bought since.
    async fn start_batch(&mut self, conn: &mut Connection, id: i64, requests: &[i64]) -> QueryResult<Vec<Begun>> {
        let claims = Claims::lock(conn).await?;
        let cells = wanted::cells(conn, Some(requests)).await?;
        let planned = self.plan(&self.let_lack(conn, cells).await?);
        let order = Order { purpose: Purpose::Refresh, refresh_id: Some(id), ..Order::sign_up() };
        let mut starter = Starter::new(self.app, &claims, &mut self.prices, order);
        starter.countries = self.instead.iter().map(|one| one.country).collect();
        starter.start_for_everybody(conn, &planned).await
    }
}

/// Part of a plan that a budget has room for.
struct Affordable {
    requests: Vec<Planned>,
    with_wider: Vec<Planned>,
    left_out: usize,
}

/// What is to be bought, in the order of value, and what comes with it: a wider request is worth as much as the most
/// valuable that it contains.
fn by_value(planned: Vec<Planned>) -> (Vec<Planned>, Vec<Planned>) {
    let (mut bought, rest): (Vec<_>, Vec<_>) = planned.iter().cloned().partition(|one| one.why.ask().is_some());
    let with_wider: Vec<Planned> = rest.into_iter().filter(|one| one.why.waits_for().is_some()).collect();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for (place, one) in planned.iter().enumerate() {
        places.entry(one.why.waits_for().unwrap_or(one.request_id)).or_insert(place);
    }
    bought.sort_by_key(|one| places.get(&one.request_id).copied());
    (bought, with_wider)
}

/// Requests of as many lists as make up a batch, and so on.
fn batches(lists: &[List]) -> Vec<Vec<Planned>> {
    let mut batches: Vec<Vec<Planned>> = Vec::new();
    for list in lists {
        match batches.last_mut().filter(|batch| batch.len() + list.cells.len() <= BATCH) {
            Some(batch) => batch.extend(list.cells.iter().cloned()),
            None => batches.push(list.cells.clone()),
        }
    }
    batches
}

/// Requests of a batch, and those that come with one of them.
fn with_waiting(batch: &[Planned], with_wider: &[Planned]) -> Vec<i64> {
    let own: HashSet<i64> = batch.iter().map(|one| one.request_id).collect();
    let waits = |one: &&Planned| one.why.waits_for().is_some_and(|wider| own.contains(&wider));
    batch.iter().chain(with_wider.iter().filter(waits)).map(|one| one.request_id).collect()
}

/// Credits left of the day and of each plan, without the reserve for new searches and what is on its way.
async fn budget(conn: &mut Connection, app: &App) -> QueryResult<Budget> {
    let caps = &app.config.caps;
    let meters = Meter::all_current(conn, app.clock.now()).await?;
    let plans = app.config.sources.iter().map(|config| {
        let unit = Tariff::of(config).main_unit();
        let is_its = |meter: &&Meter| meter.source == config.source && meter.unit == unit;
        let (limit, left) = meters
            .iter()
            .find(is_its)
            .map_or((config.plan_credits, config.plan_credits), |meter| (meter.limit(), meter.left()));
        (config.source, left - caps.kept_for_sign_ups(limit))
    });
    let plans = plans.collect();
    let used = allowance::used(conn, app.today(), EVERYBODY).await?;
    let day = caps.installation_credits - caps.kept_for_sign_ups(caps.installation_credits) - used;
    let mut budget = Budget { day, plans };
    // What a run has begun is going to cost, also where its task was interrupted and goes on.
    for (source, credits) in Fetch::open_of_runs(conn).await? {
        budget.set_aside(source, credits);
    }
    Ok(budget)
}
