//! One combination: what is held, what was bought for it, and what can be done.

use super::acts::target;
use super::coverage::{Holding, Strip};
use super::days::JobDays;
use crate::app::App;
use crate::backfill::again::{self, Offer};
use crate::backfill::averages::Averages;
use crate::backfill::deeper::Deeper;
use crate::backfill::start::Preview;
use crate::coverage::plan::Cell;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::line::FetchLine;
use crate::schema::{audit, backfill_tracking};
use crate::web::AppResult;
use crate::web::admin::next_run;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Fetches that are shown, the newest first.
const MOST_FETCHES: i64 = 60;

#[derive(Template)]
#[template(path = "admin/tracking/show.html")]
struct TrackingShow {
    chrome: Chrome,
    combination: Tracked,
    /// The last entry of the audit about it, which the forms send back.
    seen: i64,
    strips: Vec<Strip>,
    days: JobDays,
    fetches: Vec<FetchLine>,
    offer: Offer,
    /// What a page limit has cut and can be bought.
    deeper: Vec<Deeper>,
    next_refresh: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i32>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let (combination, seen) = find(&mut conn, *id).await?;
    let holdings = Holding::of_combination(&mut conn, *id).await?;
    let requests: Vec<i64> = holdings.iter().map(|holding| holding.request_id).collect();
    let fetches = FetchLine::of_requests(&mut conn, &requests, MOST_FETCHES).await?;
    let days = JobDays::load(&mut conn, &requests, app.today(), app.config.timezone).await?;
    let averages = Averages::load(&mut conn).await?;
    let deeper =
        if combination.is_open() { Deeper::of_requests(&mut conn, &app, &requests).await? } else { Vec::new() };
    let reaches = &app.reaches;
    let show = TrackingShow {
        chrome: admin.chrome,
        seen,
        strips: holdings.iter().filter_map(|holding| Strip::of(holding, reaches, now)).collect(),
        days,
        offer: again::offer(&app, &averages, &cells(&combination, &holdings)),
        deeper,
        next_refresh: combination.next_refresh(next_run(&app.config, &app.clock)),
        combination,
        fetches,
        now,
    };
    page::page(&show.chrome, &show)
}

async fn find(conn: &mut Connection, id: i32) -> QueryResult<(Tracked, i64)> {
    let last_act = audit::table.filter(audit::target.eq(target(id))).select(diesel::dsl::max(audit::id));
    let (combination, seen): (Tracked, Option<i64>) =
        backfill_tracking::table.find(id).select((Tracked::as_select(), last_act.single_value())).first(conn).await?;
    Ok((combination, seen.unwrap_or(0)))
}

/// What the plan is to be made for; nothing while it is paused.
fn cells(combination: &Tracked, holdings: &[Holding]) -> Vec<Cell> {
    let open = holdings.iter().filter(|_| combination.is_open());
    open.filter_map(|holding| holding.cell(combination.id)).collect()
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

    /// The newest fetch of some source failed.
    fn has_failed(&self) -> bool {
        let mut sources = std::collections::HashSet::new();
        self.fetches.iter().any(|fetch| sources.insert(&fetch.source) && fetch.state == "failed")
    }

    /// Combinations that would lose nothing by forgetting, because others hold it too.
    fn is_all_shared(&self) -> bool {
        !self.strips.is_empty() && self.strips.iter().all(|strip| strip.sharers > 0)
    }

    /// When the daily run last brought something.
    fn last_refresh(&self) -> Option<Moment> {
        let brought = self.fetches.iter().find(|fetch| fetch.purpose == "refresh" && fetch.state == "done");
        brought.and_then(|fetch| fetch.ended_at).map(|at| self.moment(&at))
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
