//! Starting missing fetches: claims are made at once, so that of many sign-ups at a time one buys.

use super::averages::Averages;
use super::claims::Claims;
use super::demand::{FreshCombinations, Waiting};
use super::limits::{Limit, Limits};
use super::savings;
use super::task;
use crate::app::App;
use crate::coverage::plan::{self, Counts, Planned};
use crate::db::Connection;
use crate::models::combination::{Standing, Tracked};
use crate::models::demand::Demand;
use crate::models::fetch::Cause;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::{Fetch, NewFetch, Purpose};
use crate::models::request::{RequestRow, containers};
use crate::models::saving;
use crate::models::search::Search;
use crate::models::user::User;
use crate::queue::{Compartment, Lane};
use crate::quota::period;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

/// A broken-off fetch goes on where it stopped while its list is no older than this; later it begins anew.
const REVIVABLE: TimeDelta = TimeDelta::hours(36);

/// How a backfill is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Occasion of the purchase.
    pub purpose: Purpose,
    /// Failures end a fetch; nothing is tried again.
    pub is_one_pass: bool,
    /// Most fetches to start; None: all.
    pub limit: Option<usize>,
    /// Earliest beginning, for fetches without a person waiting.
    pub not_before: Option<DateTime<Utc>>,
    /// Run that the fetches belong to.
    pub refresh_id: Option<i64>,
}

impl Order {
    /// A person's new searches, at once.
    pub fn sign_up() -> Self {
        Self { purpose: Purpose::SignUp, is_one_pass: false, limit: None, not_before: None, refresh_id: None }
    }

    /// Without a person waiting: in the off-peak hours, where these are set.
    pub fn unattended(app: &App) -> Self {
        let not_before =
            app.config.off_peak.map(|hours| period::next_within(app.clock.now(), hours, app.config.timezone));
        Self { purpose: Purpose::ByHand, not_before, ..Self::sign_up() }
    }

    /// Lane of the fetches, by their purpose.
    pub fn lane(&self) -> Lane {
        match self.purpose {
            Purpose::SignUp => Lane::People,
            Purpose::Refresh => Lane::Runs,
            Purpose::ByHand => Lane::ByHand,
        }
    }
}

/// Plan and price of a backfill, before it starts.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// How many combinations stand how.
    pub counts: Counts,
    /// Each combination at each source.
    pub planned: Vec<Planned>,
    /// Credits that are expected, per source.
    pub expected: Vec<(Source, i64)>,
    /// Jobs that are expected to come and are not here.
    pub expected_jobs: i64,
    /// Most credits that the plan can cost: pages × page size, within the day's caps.
    pub most: i64,
}

impl Preview {
    /// Credits that are expected, all sources together: for orientation.
    pub fn expected_credits(&self) -> i64 {
        self.expected.iter().map(|(_, credits)| credits).sum()
    }

    /// Number of fetches in the plan.
    pub fn fetches(&self) -> usize {
        self.planned.iter().filter(|one| one.why.ask().is_some()).count()
    }
}

/// A started backfill.
#[derive(Clone, Debug, Default)]
pub struct Started {
    /// Its plan.
    pub preview: Preview,
    /// Started fetches.
    pub fetches: Vec<Fetch>,
    /// Tasks that buy their pages.
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

/// Missing coverage of some combinations, with its price. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn preview(conn: &mut Connection, app: &App, combinations: &[i32]) -> QueryResult<Preview> {
    let standings = Tracked::standings(conn, combinations).await?;
    let averages = Averages::load(conn).await?;
    Ok(price(app, &averages, plan_for(conn, app, &standings).await?))
}

/// Decides for every combination at every source.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_for(conn: &mut Connection, app: &App, standings: &[Standing]) -> QueryResult<Vec<Planned>> {
    let cells = containers::attach(conn, standings.iter().filter_map(Standing::cell).collect()).await?;
    Ok(plan::plan(&cells, &app.reaches, app.clock.now()))
}

/// Puts prices to a plan.
pub fn price(app: &App, averages: &Averages, planned: Vec<Planned>) -> Preview {
    let mut preview = Preview { counts: plan::count(&planned), ..Preview::default() };
    for config in &app.config.sources {
        let tariff = Tariff::of(config);
        let asks = planned.iter().filter(|one| one.source == config.source).filter_map(|one| one.why.ask());
        let (mut expected, mut most) = (0, 0);
        for ask in asks {
            let span = ask.span.name(config.source);
            expected += averages.expected(tariff, span).0;
            preview.expected_jobs += averages.new_jobs(config.source, span);
            most += tariff.most_for_pages(config.max_pages);
        }
        preview.expected.push((config.source, expected));
        preview.most += most;
    }
    preview.most = preview.most.min(app.config.caps.person_credits).min(app.config.caps.installation_credits);
    preview.planned = planned;
    preview
}

/// Starts what a person's active searches still need. The caller opens the transaction and has saved the searches.
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
    let averages = Averages::load(conn).await?;
    let preview = price(app, &averages, plan_for(conn, app, &standings).await?);

    let starter = Starter { app, claims, averages: &averages, order };
    let mut started = Started { preview, ..Started::default() };
    let mut fresh = FreshCombinations::load(conn, app, subject).await?;
    let limits = Limits::load(conn, app, subject).await?;
    let mut planned = started.preview.planned.clone();
    // In the order of requests, and those of highest priority get the day's allowance of combinations.
    planned.sort_by_key(|one| one.request_id);
    for one in planned.iter().filter(|one| one.why.ask().is_some()).take(order.limit.unwrap_or(usize::MAX)) {
        let unserved = Waiting::of_request(conn, one.request_id).await?;
        let is_own = unserved.payer(Some(subject)) == Some(subject);
        let not_before = if is_own { fresh.not_before(one.combination_id) } else { None };
        started.extend(starter.start(conn, one, Some(subject), unserved, (Some(&limits), not_before)).await?);
    }
    RequestRow::wait(conn, &plan::waiting(&planned)).await?;
    if order.not_before.is_none() {
        let joined = |one: &&Planned| one.why.is_coming();
        let joined: Vec<i64> = planned.iter().filter(joined).map(|one| one.request_id).collect();
        Fetch::hurry(conn, &joined, subject, app.clock.now()).await?;
    }
    Demand::mark_bought(conn, subject, &combinations, app.clock.now()).await?;
    planned.retain(|one| undecided.contains(&one.combination_id));
    let own = savings::record(conn, app, subject, &planned, &averages).await?;
    Demand::mark_contained_bought(conn, subject, &own, app.clock.now()).await?;
    // Jobs that came while the person had paused the search count from now on.
    let is_here = |one: &&Planned| one.why.is_held();
    let here: Vec<i64> = started.preview.planned.iter().filter(is_here).map(|one| one.request_id).collect();
    saving::count_pending(conn, &here, app.clock.now(), app.today()).await?;
    // Together with what was left, and last.
    Tracked::recount(conn, &[combinations.clone(), claims.take_left()].concat()).await?;
    Tracked::judge(conn, &combinations, &app.reaches, app.clock.now()).await?;
    Ok(started)
}

/// Starts the fetches of one order.
pub struct Starter<'a> {
    /// Configuration, clock and reaches.
    pub app: &'a App,
    /// Proof that no other transaction claims.
    pub claims: &'a Claims,
    /// What fetches are likely to cost.
    pub averages: &'a Averages,
    /// How it is to be made.
    pub order: Order,
}

/// A begun fetch and its task, which may be another worker's already.
pub struct Begun {
    /// What was started, or goes on.
    pub fetch: Fetch,
    /// Task of the fetch; None: another worker's already.
    pub task_id: Option<i64>,
}

impl Starter<'_> {
    /// Starts a planned fetch and its task. None: nothing to buy, or the request has a live fetch. The first of the
    /// waiting demands pays, else `caller`; the others lean on the fetch. `limits` may defer the fetch; `not_before`:
    /// by the payer's own limit.
    async fn start(
        &self,
        conn: &mut Connection,
        planned: &Planned,
        caller: Option<i64>,
        waiting: Waiting,
        (limits, not_before): (Option<&Limits>, Option<DateTime<Utc>>),
    ) -> QueryResult<Option<Begun>> {
        let now = self.app.clock.now();
        let Some(new) = self.new_fetch(planned, waiting.payer(caller)) else { return Ok(None) };
        Fetch::make_room(conn, planned.request_id, now).await?;
        let fetch = match Fetch::revive(conn, &new, now - REVIVABLE).await? {
            Some(fetch) => Some(fetch),
            None => new.insert(conn, now).await?,
        };
        let Some(fetch) = fetch else { return Ok(None) };
        let others = waiting.settle(conn, &fetch, now).await?;
        savings::lean(conn, self.app, &others, fetch.pages > 0, self.averages).await?;
        let wanters = Fetch::wanters(conn, fetch.request_id).await?;
        let priority = wanters.iter().map(|one| one.priority).max().unwrap_or(0);
        let own = not_before.map(|until| Limit {
            until,
            code: ErrorCode::PersonCombinations,
            why: "today's limit of new combinations for one person is reached".to_owned(),
        });
        // A purchase in the way of a limit is deferred from the beginning, lest a page call it loading.
        let is_new = fetch.pages == 0 && fetch.started_at.is_none() && !fetch.is_one_pass && !fetch.is_optional();
        let limit = own.or_else(|| limits.filter(|_| is_new)?.stops(planned.source, wanters.len() <= 1));
        let due_at = limit.as_ref().map(|limit| limit.until).or(self.order.not_before).unwrap_or(now);
        if let Some(Limit { until, code, why }) = limit {
            Fetch::put_off(conn, fetch.id, until, Cause { code, why: &why }).await?;
        }
        let compartment = Compartment { lane: self.order.lane(), source: Some(planned.source) };
        let task_id = task::of(&fetch, compartment, priority, due_at).enqueue(conn, now).await?;
        Ok(Some(Begun { fetch, task_id }))
    }

    /// Starts planned fetches without being asked by anybody.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn start_for_everybody(&self, conn: &mut Connection, planned: &[Planned]) -> QueryResult<Vec<Begun>> {
        let mut begun = Vec::new();
        for one in planned {
            let unserved = Waiting::of_request(conn, one.request_id).await?;
            begun.extend(self.start(conn, one, None, unserved, (None, None)).await?);
        }
        RequestRow::wait(conn, &plan::waiting(planned)).await?;
        Ok(begun)
    }

    /// A run's fetch is started for the installation: only the common day is charged.
    fn new_fetch(&self, planned: &Planned, payer: Option<i64>) -> Option<NewFetch> {
        let (ask, config) = (planned.why.ask()?, self.app.config.source(planned.source)?);
        Some(NewFetch {
            request_id: planned.request_id,
            source: planned.source,
            purpose: self.order.purpose,
            ask,
            max_pages: config.max_pages,
            expected_credits: self.averages.expected(Tariff::of(config), ask.span.name(config.source)).0,
            started_for: payer.filter(|_| self.order.purpose != Purpose::Refresh),
            is_one_pass: self.order.is_one_pass,
            refresh_id: self.order.refresh_id,
        })
    }
}
