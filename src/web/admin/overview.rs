//! `/admin`: how everything stands, and what needs an admin.

mod figures;
mod health;

use self::figures::{Figures, StateCount};
use self::health::Health;
use super::{month_start, next_run};
use crate::app::App;
use crate::models::fetch::line::{Criteria, FetchLine};
use crate::models::job::source_label;
use crate::models::source_state::SourceState;
use crate::quota::meter::Meter;
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

/// Running fetches that are shown; there are seldom more.
const MOST_RUNNING: i64 = 20;

/// A meter with less than this left needs somebody's attention, in percent.
const LITTLE_PERCENT: i64 = 10;

#[derive(Template)]
#[template(path = "admin/index.html")]
struct Overview {
    chrome: Chrome,
    states: Vec<StateCount>,
    running: Vec<FetchLine>,
    meters: Vec<Meter>,
    figures: Figures,
    sources: Vec<SourceState>,
    health: Vec<Health>,
    enabled: Vec<Source>,
    next_run: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// Something that an admin should look at, and where.
struct Need {
    what: String,
    link: &'static str,
}

pub async fn index(app: Data<App>, admin: Admin) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let running = Criteria { state: Some("running"), ..Criteria::default() };
    let overview = Overview {
        states: StateCount::all(&mut conn).await?,
        running: FetchLine::page(&mut conn, &running, MOST_RUNNING).await?,
        meters: Meter::all_shown(&mut conn, &app.config.sources, now).await?,
        figures: Figures::load(&mut conn, month_start(&app.config, &app.clock), now).await?,
        sources: SourceState::all(&mut conn).await?,
        health: Health::all(&mut conn, now).await?,
        enabled: app.enabled(),
        next_run: next_run(&app.config, &app.clock),
        chrome: admin.chrome,
        now,
    };
    page::page(&overview.chrome, &overview)
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
            needs.push(Need { what: format!("{} is stopped", source_label(&state.source)), link: "#sources" });
        }
        for meter in self.meters.iter().filter(|meter| is_little_left(meter)) {
            let left = text::number(meter.left());
            let what = format!("{} has {left} {} left", source_label(&meter.source), meter.unit);
            needs.push(Need { what, link: "/admin/quota" });
        }
        let counted = [
            (
                self.figures.failed,
                "request whose last fetch failed",
                "requests whose last fetch failed",
                "/admin/fetches#failed",
            ),
            (self.figures.unknown, "paid page without an answer", "paid pages without an answer", "/admin/quota"),
            (
                self.figures.no_password,
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

    fn label<'a>(&self, name: &'a str) -> &'a str {
        source_label(name)
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}

fn is_little_left(meter: &Meter) -> bool {
    meter.left() * 100 < meter.plan() * LITTLE_PERCENT
}
