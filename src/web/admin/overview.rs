//! `/admin`: the state of everything at one glance, open troubles first, and the switches.

mod figures;

use self::figures::Figures;
use super::next_run;
use super::words;
use crate::app::App;
use crate::models::combination::State;
use crate::models::fetch::FetchState;
use crate::models::fetch::line::{FetchCriteria, FetchLine};
use crate::models::leave_notice::GoingNext;
use crate::models::notice::Notice;
use crate::models::source_state::{Health, SourceState, StopCode};
use crate::models::tracking::StateCount;
use crate::models::user::User;
use crate::needs::limits::DAY;
use crate::needs::limits::PERSON;
use crate::needs::{self, Facts, Need};
use crate::people::retention;
use crate::quota::meter::Meter;
use crate::quota::report;
use crate::sources::Source;
use crate::text::{self, Html};
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

/// Running fetches on the page; there are seldom more.
const MOST_RUNNING: i64 = 20;

/// Limits that came to a step lately, on the page.
const MOST_NOTICES: usize = 12;

#[derive(Template)]
#[template(path = "admin/index.html")]
struct Overview {
    chrome: Chrome,
    states: Vec<StateCount>,
    running: Vec<FetchLine>,
    meters: Vec<Meter>,
    figures: Figures,
    people: i64,
    /// The next accounts and texts of CVs to be deleted.
    ahead: GoingNext,
    /// Needs, urgent ones and those for information.
    needs: Vec<Need>,
    /// Times when limits came to a step, and when they were below it again.
    notices: Vec<Notice>,
    sources: Vec<SourceState>,
    health: Vec<Health>,
    enabled: Vec<Source>,
    next_run: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// The page of the overview.
pub(crate) async fn index(app: Data<App>, viewer: Viewer) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let running = FetchCriteria { state: Some(FetchState::Running), ..FetchCriteria::default() };
    let (people, _) = User::count(&mut conn).await?;
    needs::note(&mut conn, &app).await?;
    let facts = Facts::load(&mut conn, &app).await?;
    let overview = Overview {
        states: StateCount::all(&mut conn).await?,
        running: FetchLine::page(&mut conn, &running, MOST_RUNNING).await?,
        figures: Figures::load(&mut conn, &app, facts.meters.clone()).await?,
        people,
        ahead: retention::ahead(&mut conn, &app).await?,
        needs: needs::judge(&facts),
        meters: facts.meters,
        notices: facts.notices.into_iter().take(MOST_NOTICES).collect(),
        sources: facts.sources,
        health: facts.health,
        enabled: facts.enabled,
        next_run: next_run(&app.config, &app.clock),
        chrome: viewer.chrome,
        now,
    };
    page::page(&overview.chrome, &overview)
}

impl Overview {
    fn is_under_way(&self) -> bool {
        !self.running.is_empty()
    }

    fn urgent(&self) -> Vec<&Need> {
        self.needs.iter().filter(|need| need.is_urgent).collect()
    }

    fn good_to_know(&self) -> Vec<&Need> {
        self.needs.iter().filter(|need| !need.is_urgent).collect()
    }

    /// The limit's name: "Today's limit for everybody", or "JSearch: requests".
    fn limit_name(&self, notice: &Notice) -> String {
        let of = |meter: &&Meter| notice.limit_name == format!("{} {}", meter.source, meter.unit);
        match (notice.limit_name.as_str(), self.meters.iter().find(of)) {
            (DAY, _) => say!("admin-overview-limit-day"),
            (PERSON, _) => say!("admin-overview-limit-person"),
            (_, Some(meter)) => {
                let (source, unit) = (words::source(&meter.source), words::unit(&meter.unit));
                say!("admin-overview-limit-plan", source = source, unit = unit)
            }
            (name, None) => name.to_owned(),
        }
    }

    /// "12 wanted, 3 bought, 9 avoided, 0 pending: 75 % and about 900 credits saved."
    fn receipt(&self) -> Html {
        let report::Figures { wanted, bought, pending, saved_credits, .. } = self.figures.report.total;
        say_html!(
            "admin-overview-receipt-html",
            wanted = wanted,
            bought = bought,
            avoided = self.figures.report.total.avoided(),
            pending = pending,
            percent = self.figures.report.total.saved_percent(),
            credits = saved_credits,
            url = "/admin/savings",
        )
    }

    /// "Next daily run in 3 hours."
    fn next_run(&self) -> Html {
        say_html!("admin-overview-next-run-html", next = text::moment(&self.next_run, &self.now))
    }

    /// "Credits saved this month, by 12 wishes that needed no purchase"
    fn saved(&self) -> (i64, String) {
        let (credits, avoided) = self.figures.month();
        (credits, say!("admin-overview-saved", avoided = avoided))
    }

    /// Of all combinations.
    fn loaded(&self) -> (i64, i64) {
        let loaded = self.states.iter().filter(|one| one.state == State::Loaded).map(|one| one.combinations).sum();
        (loaded, self.states.iter().map(|one| one.combinations).sum())
    }

    /// "2 accounts were told that they will be deleted, the first in 12 days. 1 more is told within 30 days."
    fn leaving(&self) -> Vec<String> {
        let GoingNext { told, first_told_at, soon, last_admin, texts } = self.ahead;
        let first = text::ago(&retention::goes_at(first_told_at.unwrap_or(self.now)), &self.now);
        let parts = [
            (told > 0, say!("admin-overview-told", count = told, first = first)),
            (soon > 0, say!("admin-overview-told-soon", count = soon, days = retention::NOTICE.num_days())),
            (last_admin, say!("admin-overview-last-admin")),
            (texts > 0, say!("admin-overview-texts", count = texts, days = retention::NOTICE.num_days())),
        ];
        parts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, part)| part).collect()
    }

    fn counted(&self, one: &StateCount) -> String {
        text::number(one.combinations)
    }

    fn is_enabled(&self, state: &SourceState) -> bool {
        self.enabled.contains(&state.source)
    }

    /// A source's state: the class of the colour, and a word.
    fn standing(&self, state: &SourceState) -> (&'static str, String) {
        if !self.is_enabled(state) {
            ("cancelled", say!("admin-overview-no-key"))
        } else if state.stopped_why.is_some() {
            ("failed", say!("admin-overview-stopped"))
        } else if state.out_since.is_some() {
            ("waiting", say!("admin-overview-out"))
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

    /// The source's answers could not be read.
    fn is_unreadable(&self, state: &SourceState) -> bool {
        state.stopped_code == Some(StopCode::Unreadable)
    }

    /// An outage: its beginning, the number of new tries, and the time of the next.
    fn outage(&self, state: &SourceState) -> Option<String> {
        outage(state, self.health_of(state)?, self.now)
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
            Some(StopCode::Paused | StopCode::Unreadable | StopCode::Outage | StopCode::AskedToWait) => {
                return Some(say!("admin-overview-until-admin"));
            }
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
}

/// "Out, first seen 3 minutes ago, tried again twice; next try in 2 minutes"; None: the source is not out, or is stopped.
pub(super) fn outage(state: &SourceState, health: &Health, now: DateTime<Utc>) -> Option<String> {
    let since = state.out_since.filter(|_| state.stopped_code.is_none())?;
    let (since, next) = (text::moment(&since, &now), text::moment(&health.next_try(now), &now));
    Some(say!("admin-overview-out-since", since = since, tries = state.out_tries, next = next))
}
