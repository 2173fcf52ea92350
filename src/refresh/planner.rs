//! Plan of a run: all wanted and missing requests, the most valuable first, within the limits.

use super::budget::Budget;
use super::countries::Countries;
use super::wanted;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::prices::Prices;
use crate::backfill::start::{self, Begun, Order, Starter};
use crate::coverage::plan::countries::{Chosen, Instead, with_narrower};
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{self, Cell, Planned};
use crate::coverage::reach::Reach;
use crate::db::Connection;
use crate::models::fetch::{Fetch, Purpose};
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::TimeDelta;
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// Plan of a run.
#[derive(Clone, Debug, Default)]
pub struct RunPreview {
    /// Live combinations.
    pub combinations: usize,
    /// Planned requests, the most valuable first.
    pub requests: Vec<Planned>,
    /// Fetches of the planned requests, put together into lists.
    pub lists: Vec<List>,
    /// Requests that come with a wider request, bought in this run or before.
    pub with_wider: Vec<Planned>,
    /// Number of requests without room within the limits.
    pub left_out: usize,
    /// Lists bought beside the plan to show the capabilities of a source.
    pub samples: Vec<Instead>,
    /// Expected credits, all sources together.
    pub expected: i64,
    /// Expected credits of each source, in the source's own unit.
    pub expected_by_source: Vec<(Source, i64)>,
}

/// Basis of a run's plan, loaded once.
pub(super) struct Planner<'a> {
    app: &'a App,
    /// Reaches of a run: gaps are closed that a sign-up would count as held.
    reaches: Vec<Reach>,
    /// Days until requests with few jobs are asked for again. 1 in runs by hand: everything is asked for.
    pub refresh_days: i64,
    prices: Prices,
    budget: Budget,
    /// Knowledge of countries, loaded once all wanted requests were looked at.
    countries: Option<Countries>,
    /// Countries' lists to buy instead of the towns' own.
    instead: Chosen,
}

impl<'a> Planner<'a> {
    pub(super) async fn load(conn: &mut Connection, app: &'a App, at_most: Option<TimeDelta>) -> QueryResult<Self> {
        let reaches = app.reaches().iter().map(|reach| Reach { at_most, ..reach.of_run() }).collect();
        let prices = Prices::load(conn).await?;
        let budget = budget(conn, app).await?;
        Ok(Self { app, reaches, refresh_days: 1, prices, budget, countries: None, instead: Chosen::default() })
    }

    /// Wanted cells, each with the time that jobs may be missing.
    async fn let_lack(&self, conn: &mut Connection, cells: Vec<Cell>) -> QueryResult<Vec<Cell>> {
        match &self.countries {
            Some(countries) if self.refresh_days > 1 => {
                wanted::let_lack(conn, cells, self.refresh_days, countries).await
            }
            _ => Ok(cells),
        }
    }

    pub(super) async fn preview(&mut self, conn: &mut Connection) -> QueryResult<RunPreview> {
        let cells = wanted::cells(conn, None).await?;
        let countries = Countries::load(conn, self.app, &cells, self.refresh_days, &mut self.prices).await?;
        self.countries = Some(countries);
        let cells = self.let_lack(conn, cells).await?;
        let planned = self.plan(&cells);
        self.prices.look_at(conn, &planned).await?;
        let samples = self.look_at_countries(&planned, &cells);
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

    /// Chooses countries to ask for instead of their towns. Returns lists to show whether countries may be asked for
    /// so.
    fn look_at_countries(&mut self, planned: &[Planned], cells: &[Cell]) -> Vec<Instead> {
        let Some(countries) = &self.countries else { return Vec::new() };
        let now = self.app.clock.now();
        let instead = with_narrower(countries.instead(planned, now), planned, cells);
        for one in &instead {
            self.prices.expect(one.country, one.credits);
        }
        self.instead = Chosen::new(instead);
        countries.samples(planned, now)
    }

    /// Requests within the budget. Where a wider request is too dear, the requests contained in it are offered singly.
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
            // Towns of a country too dear are asked singly, and so are people's own requests for the country.
            let (countries, wider): (HashSet<i64>, HashSet<i64>) =
                wider.into_iter().partition(|one| self.instead.leave_out(*one));
            countries.iter().for_each(|country| self.prices.expect_as_ever(*country));
            cells.retain(|cell| !wider.contains(&cell.request_id));
            left_out.extend(wider);
        }
    }

    /// Decisions for live combinations.
    fn plan(&self, cells: &[Cell]) -> Vec<Planned> {
        let planned = plan::plan(cells, &self.reaches, self.app.clock.now());
        self.instead.within(planned)
    }

    fn price(&self, planned: &Planned) -> i64 {
        let Some(config) = self.app.config.source(planned.source) else { return 0 };
        self.prices.of(Tariff::of(config), planned).0
    }

    /// Plans a batch once more, under the claims lock: some of the requests may have been bought since.
    pub(super) async fn start_batch(
        &mut self,
        conn: &mut Connection,
        id: i64,
        requests: &[i64],
    ) -> QueryResult<Vec<Begun>> {
        let claims = Claims::lock(conn).await?;
        let cells = wanted::cells(conn, Some(requests)).await?;
        let planned = self.plan(&self.let_lack(conn, cells).await?);
        let order = Order { purpose: Purpose::Refresh, refresh_id: Some(id), ..Order::sign_up() };
        let mut starter = Starter::new(self.app, &claims, &mut self.prices, order);
        starter.countries = self.instead.countries().collect();
        starter.start_for_everybody(conn, &planned).await
    }
}

/// Part of a plan within the budget.
struct Affordable {
    requests: Vec<Planned>,
    with_wider: Vec<Planned>,
    left_out: usize,
}

/// Requests to buy, by value, and requests that come with them. A wider request is worth as much as the most valuable
/// request contained in it.
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

/// Credits left of the day and of each plan, less the reserve for new searches and less fetches on their way.
async fn budget(conn: &mut Connection, app: &App) -> QueryResult<Budget> {
    let caps = app.caps();
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
    // Fetches begun by runs are going to cost, also where a run's task was interrupted and goes on.
    for (source, credits) in Fetch::open_of_runs(conn).await? {
        budget.set_aside(source, credits);
    }
    Ok(budget)
}
