//! One combination: what is held, what was bought for it, and what can be done.

use super::coverage::{Holding, Strip};
use crate::app::App;
use crate::backfill::again::{self, Offer};
use crate::backfill::start::{self, Averages, Preview};
use crate::models::combination::Tracked;
use crate::models::fetch::line::FetchLine;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Fetches that are shown, the newest first.
const MOST_FETCHES: i64 = 60;

#[derive(Template)]
#[template(path = "admin/tracking/show.html")]
struct TrackingShow {
    chrome: Chrome,
    combination: Tracked,
    strips: Vec<Strip>,
    fetches: Vec<FetchLine>,
    offer: Offer,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i32>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let combination = Tracked::find(&mut conn, *id).await?;
    let holdings = Holding::of_combination(&mut conn, *id).await?;
    let requests: Vec<i64> = holdings.iter().map(|holding| holding.request_id).collect();
    let fetches = FetchLine::of_requests(&mut conn, &requests, MOST_FETCHES).await?;
    let standings = Tracked::standings(&mut conn, &[*id]).await?;
    let averages = Averages::load(&mut conn).await?;
    let reaches = start::reaches(&app.config);
    let show = TrackingShow {
        chrome: admin.chrome,
        combination,
        strips: holdings.iter().filter_map(|holding| Strip::of(holding, &reaches, now)).collect(),
        fetches,
        offer: again::offer(&app, &averages, &standings),
        now,
    };
    page::page(&show.chrome, &show)
}

impl TrackingShow {
    fn filters(&self) -> Vec<String> {
        let one = &self.combination;
        let filters = [&one.ai_work_arrangement, &one.ai_employment_type, &one.ai_seniority, &one.ai_industry];
        text::filters(filters.map(|filter| filter.as_deref()))
    }

    fn is_under_way(&self) -> bool {
        self.fetches.iter().any(|fetch| fetch.state == "running" || fetch.state == "queued")
    }

    /// Fetches whose place in the queue can still be changed.
    fn has_queued(&self) -> bool {
        self.fetches.iter().any(FetchLine::is_live)
    }

    /// Combinations that would lose nothing by forgetting, because others hold it too.
    fn is_all_shared(&self) -> bool {
        !self.strips.is_empty() && self.strips.iter().all(|strip| strip.sharers > 0)
    }

    /// "2 fetches, about 55 credits"
    fn price(&self, preview: &Preview) -> String {
        let fetches = text::count(preview.fetches() as i64, "fetch", "fetches");
        format!("{fetches}, about {}", text::count(preview.expected_credits(), "credit", "credits"))
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
