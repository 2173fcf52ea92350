//! `/admin`: the state of everything, open troubles first, and the switches.

use super::words;
use super::{MOST_COUNTED, capped, month_start, next_run};
use crate::app::App;
use crate::db::Connection;
use crate::models::attempt::Attempt;
use crate::models::fetch::FetchState;
use crate::models::fetch::failure::Failure;
use crate::models::fetch::line::{FetchCriteria, FetchLine};
use crate::models::source_state::{Health, SourceState, StopCode};
use crate::models::tracking::StateCount;
use crate::models::user::User;
use crate::quota::meter::Meter;
use crate::quota::report::Figures;
use crate::sources::Source;
use crate::text::{self, Html};
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

/// Running fetches on the page; there are seldom more.
const MOST_RUNNING: i64 = 20;

/// A meter with less than this share left needs an admin, in percent.
const LITTLE_PERCENT: i64 = 10;

/// Failures older than this are history.
const RECENT: TimeDelta = TimeDelta::days(30);

#[derive(Template)]
#[template(path = "admin/index.html")]
struct Overview {
    chrome: Chrome,
    states: Vec<StateCount>,
    running: Vec<FetchLine>,
    meters: Vec<Meter>,
    /// Demands and savings of this month.
    figures: Figures,
    people: i64,
    troubles: Troubles,
    sources: Vec<SourceState>,
    health: Vec<Health>,
    enabled: Vec<Source>,
    next_run: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// Counts of open troubles.
struct Troubles {
    /// Requests whose last fetch failed lately.
    failed: i64,
    /// Paid pages without an answer.
    unknown: i64,
    /// People who cannot sign in yet.
    no_password: i64,
}

/// A trouble in a sentence, with a link to the remedy.
struct Need {
    what: String,
    link: &'static str,
}

/// The page.
pub(crate) async fn index(app: Data<App>, admin: Admin) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let running = FetchCriteria { state: Some(FetchState::Running), ..FetchCriteria::default() };
    let (people, no_password) = User::count(&mut conn).await?;
    let overview = Overview {
        states: StateCount::all(&mut conn, MOST_COUNTED).await?,
        running: FetchLine::page(&mut conn, &running, MOST_RUNNING).await?,
        meters: Meter::all_shown(&mut conn, &app.config.sources, now).await?,
        figures: Figures::since(&mut conn, month_start(&app.config, &app.clock)).await?,
        people,
        troubles: Troubles::load(&mut conn, no_password, now).await?,
        sources: SourceState::all(&mut conn).await?,
        health: Health::all(&mut conn, now).await?,
        enabled: app.enabled(),
        next_run: next_run(&app.config, &app.clock),
        chrome: admin.chrome,
        now,
    };
    page::page(&overview.chrome, &overview)
}

impl Troubles {
    async fn load(conn: &mut Connection, no_password: i64, now: DateTime<Utc>) -> QueryResult<Self> {
        let failed = Failure::count_since(conn, now - RECENT).await?;
        let unknown = Attempt::count_unknown(conn).await?;
        Ok(Self { failed, unknown, no_password })
    }

    fn needs(&self) -> Vec<Need> {
        let needs = [
            (self.failed, say!("admin-overview-need-failed", count = self.failed), "/admin/fetches#failed"),
            (self.unknown, say!("admin-overview-need-unknown", count = self.unknown), "/admin/quota"),
            (self.no_password, say!("admin-overview-need-password", count = self.no_password), "/admin/users"),
        ];
        let open = needs.into_iter().filter(|(count, ..)| *count > 0);
        open.map(|(_, what, link)| Need { what, link }).collect()
    }
}

impl Overview {
    fn is_under_way(&self) -> bool {
        !self.running.is_empty()
    }

    /// All open troubles, the most urgent first.
    fn needs(&self) -> Vec<Need> {
        let need = |what, link| Need { what, link };
        let stopped = self.chrome.stopped.iter().map(|_| need(say!("admin-overview-need-stopped"), "#switches"));
        let is_stopped = |state: &&SourceState| self.is_enabled(state) && state.stopped_why.is_some();
        let sources =
            self.sources.iter().filter(is_stopped).map(|state| {
                need(say!("admin-overview-need-source", source = words::source(&state.source)), "#sources")
            });
        let meters = self.meters.iter().filter(|meter| is_little_left(meter)).map(|meter| {
            let (source, unit) = (words::source(&meter.source), words::unit(&meter.unit));
            let what = say!("admin-overview-need-meter", source = source, left = meter.left(), unit = unit);
            need(what, "/admin/quota")
        });
        stopped.chain(sources).chain(meters).chain(self.troubles.needs()).collect()
    }

    /// "12 wanted, 3 bought, 9 avoided, 0 pending: 75 % and about 900 credits saved."
    fn receipt(&self) -> Html {
        let Figures { wanted, bought, pending, saved_credits, .. } = self.figures;
        say_html!(
            "admin-overview-receipt-html",
            wanted = wanted,
            bought = bought,
            avoided = self.figures.avoided(),
            pending = pending,
            percent = self.figures.saved_percent(),
            credits = saved_credits,
            url = "/admin/savings",
        )
    }

    /// "12 people. Next daily run in 3 hours."
    fn people_and_run(&self) -> Html {
        let next = text::moment(&self.next_run, &self.now);
        say_html!("admin-overview-people-html", people = self.people, next = next, url = "/admin/refreshes")
    }

    fn counted(&self, one: &StateCount) -> String {
        capped(one.combinations)
    }

    fn is_enabled(&self, state: &SourceState) -> bool {
        self.enabled.contains(&state.source)
    }

    /// How a source stands: the class of the colour, and a word.
    fn standing(&self, state: &SourceState) -> (&'static str, String) {
        if !self.is_enabled(state) {
            ("cancelled", say!("admin-overview-no-key"))
        } else if state.stopped_why.is_some() {
            ("failed", say!("admin-overview-stopped"))
        } else if self.spent_until(state).is_some() {
            ("waiting", say!("admin-overview-quota-spent"))
        } else if state.last_failure_at > state.last_success_at {
            ("partly", say!("admin-overview-call-failed"))
        } else if state.last_success_at.is_some() {
            ("done", say!("admin-overview-fine"))
        } else {
            ("waiting", say!("admin-overview-not-asked"))
        }
    }

    fn health_of(&self, state: &SourceState) -> Option<&Health> {
        self.health.iter().find(|health| health.source == state.source)
    }

    /// Deferred fetches of a source; None: there are none.
    fn put_off(&self, state: &SourceState) -> Option<i64> {
        self.health_of(state).map(|health| health.put_off).filter(|count| *count > 0)
    }

    /// When a stopped or waiting source goes on, in words; None: the source does not wait.
    fn paused_until(&self, state: &SourceState) -> Option<String> {
        match state.stopped_code {
            Some(StopCode::Misconfigured) => {
                return Some(say!("admin-overview-until-settings"));
            }
            Some(StopCode::Drift) => return Some(say!("admin-overview-until-meter")),
            Some(StopCode::Paused) => return Some(say!("admin-overview-until-admin")),
            None => {}
        }
        let at = self.spent_until(state).or(self.health_of(state)?.waits_until)?;
        Some(say!("admin-overview-until", ago = text::ago(&at, &self.now), exact = text::exact(&at)))
    }

    /// When a source's spent quota is new: by our meters, else by the provider's word to deferred fetches.
    fn spent_until(&self, state: &SourceState) -> Option<DateTime<Utc>> {
        let its: Vec<_> = self.meters.iter().filter(|meter| meter.source == state.source).collect();
        let resets_at = its.iter().map(|meter| meter.resets_at).max();
        let by_meter = resets_at.filter(|_| its.iter().any(|meter| meter.left() == 0));
        by_meter.or(self.health_of(state)?.quota_until)
    }

    fn percent_used(&self, meter: &Meter) -> i64 {
        (meter.plan() - meter.left()) * 100 / meter.plan().max(1)
    }
}

fn is_little_left(meter: &Meter) -> bool {
    meter.left() * 100 < meter.plan() * LITTLE_PERCENT
}
