//! One combination: coverage, purchases, and possible acts.

use super::acts::target;
use super::coverage::Strip;
use super::days::JobDays;
use crate::app::App;
use crate::backfill::again::{self, Offer};
use crate::backfill::deeper::Deeper;
use crate::backfill::prices::Prices;
use crate::backfill::start::Preview;
use crate::models::combination::Tracked;
use crate::models::fetch::FetchState;
use crate::models::fetch::Purpose;
use crate::models::fetch::line::FetchLine;
use crate::models::request::{Holding, containers};
use crate::models::tracking;
use crate::status::{Overview, Reason, reasons_of};
use crate::text;
use crate::web::AppResult;
use crate::web::admin::words;
use crate::web::filters;
use crate::web::jobs;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Fetches on the page, the newest first.
const MOST_FETCHES: i64 = 60;

#[derive(Template)]
#[template(path = "admin/tracking/show.html")]
struct TrackingShow {
    chrome: Chrome,
    combination: Tracked,
    /// The last entry of the audit about the combination, sent back by the forms.
    seen: i64,
    strips: Vec<Strip>,
    days: JobDays,
    fetches: Vec<FetchLine>,
    /// The plan for the combination at each source, if made now.
    plan: Vec<Reason>,
    offer: Offer,
    /// Deeper fetches that an admin could start.
    deeper: Vec<Deeper>,
    /// The combination's state.
    overview: Overview,
    now: DateTime<Utc>,
}

/// The page of a combination.
pub(crate) async fn show(app: Data<App>, viewer: Viewer, id: Path<i32>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let (combination, seen) = tracking::with_last_act(&mut conn, *id, &target(*id)).await?;
    let holdings = Holding::of_combination(&mut conn, *id).await?;
    let requests: Vec<i64> = holdings.iter().map(|holding| holding.request_id).collect();
    let fetches = FetchLine::of_requests(&mut conn, &requests, MOST_FETCHES).await?;
    let days = JobDays::load(&mut conn, &requests, app.today(), app.config.timezone).await?;
    let mut prices = Prices::load(&mut conn).await?;
    let deeper =
        if combination.is_open() { Deeper::of_requests(&mut conn, &app, &requests).await? } else { Vec::new() };
    let cells = containers::attach(&mut conn, holdings.iter().map(|holding| holding.cell(*id)).collect()).await?;
    let planned: &[_] = if combination.is_open() { &cells } else { &[] };
    let offer = again::offer(&mut conn, &app, &mut prices, planned).await?;
    let plan = reasons_of(&mut conn, &app, &prices, &combination, &cells).await?;
    let show = TrackingShow {
        chrome: viewer.chrome,
        seen,
        strips: holdings.iter().filter_map(|holding| Strip::of(holding, &cells, &app.reaches(), now)).collect(),
        days,
        offer,
        plan,
        deeper,
        overview: Overview::load(&mut conn, &app, &[*id]).await?,
        combination,
        fetches,
        now,
    };
    page::page(&show.chrome, &show)
}

impl TrackingShow {
    fn name(&self) -> String {
        say!("admin-tracking-name", title = self.combination.title_keyword, place = self.combination.location)
    }

    fn is_under_way(&self) -> bool {
        self.fetches.iter().any(|fetch| matches!(fetch.state, FetchState::Running | FetchState::Queued))
    }

    /// Whether the newest fetch of some source failed.
    fn has_failed(&self) -> bool {
        let mut sources = std::collections::HashSet::new();
        self.fetches.iter().any(|fetch| sources.insert(&fetch.source) && fetch.state == FetchState::Failed)
    }

    /// Whether other combinations share all of the requests, so that none would be forgotten.
    fn is_all_shared(&self) -> bool {
        !self.strips.is_empty() && self.strips.iter().all(|strip| strip.sharers > 0)
    }

    /// When the daily run last brought jobs.
    fn last_refresh(&self) -> Option<DateTime<Utc>> {
        let brought =
            self.fetches.iter().find(|fetch| fetch.purpose == Purpose::Refresh && fetch.state == FetchState::Done);
        brought.and_then(|fetch| fetch.ended_at)
    }

    /// "2 fetches, about 55 credits"
    fn price(&self, preview: &Preview) -> String {
        say!("admin-tracking-price", fetches = preview.fetches(), credits = preview.expected_credits())
    }

    fn load_button(&self) -> String {
        if self.has_failed() { say!("admin-tracking-retry") } else { say!("admin-tracking-load") }
    }

    fn forget_note(&self) -> String {
        if self.is_all_shared() {
            say!("admin-tracking-forget-shared")
        } else if self.offer.everything.fetches() > 0 {
            say!("admin-tracking-forget-price", price = self.price(&self.offer.everything))
        } else {
            say!("admin-tracking-forget-note")
        }
    }

    /// Target of the form of an act.
    fn act(&self, act: &str) -> String {
        format!("/admin/tracking/{}/{act}", self.combination.id)
    }
}
