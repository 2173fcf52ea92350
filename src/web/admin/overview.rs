//! `/admin`: how everything stands, and what needs an admin.

use super::words;
use super::{MOST_COUNTED, capped, month_start, next_run};
use crate::app::App;
use crate::db::Connection;
use crate::models::attempt;
use crate::models::fetch::failure::Failure;
use crate::models::fetch::line::{FetchCriteria, FetchLine};
use crate::models::source_state::{Health, SourceState};
use crate::models::tracking::StateCount;
use crate::models::user::User;
use crate::quota::meter::Meter;
use crate::quota::report::Figures;
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
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

/// Counts of what waits for an admin.
struct Troubles {
    /// Requests whose last fetch failed lately.
    failed: i64,
    /// Paid pages without an answer.
    unknown: i64,
    /// People who cannot sign in yet.
    no_password: i64,
}

/// A sentence about what waits for an admin, with a link to the place where it is dealt with.
struct Need {
    what: String,
    link: &'static str,
}

pub async fn index(app: Data<App>, admin: Admin) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let running = FetchCriteria { state: Some("running"), ..FetchCriteria::default() };
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
        let unknown = attempt::count_unknown(conn).await?;
        Ok(Self { failed, unknown, no_password })
    }
}

impl Overview {
    fn is_under_way(&self) -> bool {
        !self.running.is_empty()
    }

    /// Everything that waits for somebody's decision, the most urgent first.
    fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        if self.chrome.stopped.is_some() {
            needs.push(Need { what: "All spending is stopped".to_owned(), link: "#switches" });
        }
        for state in self.sources.iter().filter(|state| self.is_enabled(state) && state.stopped_why.is_some()) {
            needs.push(Need { what: format!("{} is stopped", words::source(&state.source)), link: "#sources" });
        }
        for meter in self.meters.iter().filter(|meter| is_little_left(meter)) {
            let left = text::number(meter.left());
            let what = format!("{} has {left} {} left", words::source(&meter.source), meter.unit);
            needs.push(Need { what, link: "/admin/quota" });
        }
        let counted = [
            (
                self.troubles.failed,
                "request whose last fetch failed",
                "requests whose last fetch failed",
                "/admin/fetches#failed",
            ),
            (self.troubles.unknown, "paid page without an answer", "paid pages without an answer", "/admin/quota"),
            (
                self.troubles.no_password,
                "person who cannot sign in yet",
                "people who cannot sign in yet",
                "/admin/users",
            ),
        ];
        for (count, one, many, link) in counted.into_iter().filter(|(count, ..)| *count > 0) {
            needs.push(Need { what: text::count(count, one, many), link });
        }
        needs
    }

    fn counted(&self, one: &StateCount) -> String {
        capped(one.combinations)
    }

    fn is_enabled(&self, state: &SourceState) -> bool {
        self.enabled.iter().any(|source| source.as_str() == state.source)
    }

    /// In one word.
    fn standing(&self, state: &SourceState) -> (&'static str, &'static str) {
        if !self.is_enabled(state) {
            ("cancelled", "no key")
        } else if state.stopped_why.is_some() {
            ("failed", "stopped")
        } else if self.spent_until(state).is_some() {
            ("waiting", "quota spent")
        } else if state.last_failure_at > state.last_success_at {
            ("partly", "last call failed")
        } else if state.last_success_at.is_some() {
            ("done", "fine")
        } else {
            ("waiting", "not asked yet")
        }
    }

    fn health_of(&self, state: &SourceState) -> Option<&Health> {
        self.health.iter().find(|health| health.source == state.source)
    }

    /// When a stopped or waiting source goes on; None: it does not wait.
    fn paused_until(&self, state: &SourceState) -> Option<String> {
        match state.stopped_code.as_deref() {
            Some("misconfigured") => {
                return Some("somebody mends the settings and restarts, or an admin lets it go on".to_owned());
            }
            Some("drift") => return Some("an admin has set the meter right".to_owned()),
            Some(_) => return Some("an admin lets it go on".to_owned()),
            None => {}
        }
        let at = self.spent_until(state).or(self.health_of(state)?.waits_until)?;
        Some(format!("{}, {}", text::ago(&at, &self.now), text::exact(&at)))
    }

    /// When a source's quota is new, if nothing can be bought before: by our meters, else by what the provider told
    /// the fetches that wait for it.
    fn spent_until(&self, state: &SourceState) -> Option<DateTime<Utc>> {
        let its: Vec<_> = self.meters.iter().filter(|meter| meter.source == state.source).collect();
        let resets_at = its.iter().map(|meter| meter.resets_at).max();
        let by_meter = resets_at.filter(|_| its.iter().any(|meter| meter.left() == 0));
        by_meter.or(self.health_of(state)?.quota_until)
    }

    fn expected_end(&self, fetch: &FetchLine) -> Option<Moment> {
        fetch.expected_end(self.now).map(|at| self.moment(&at))
    }

    fn percent_used(&self, meter: &Meter) -> i64 {
        (meter.plan() - meter.left()) * 100 / meter.plan().max(1)
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}

fn is_little_left(meter: &Meter) -> bool {
    meter.left() * 100 < meter.plan() * LITTLE_PERCENT
}
