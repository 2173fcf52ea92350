//! `/admin/tracking`: every combination that was ever asked for.

pub mod acts;
mod coverage;
mod days;
mod file;
mod show;
mod view;

pub use self::file::index as csv;
pub use self::show::show;

use self::view::View;
use super::{MOST_COUNTED, PAGE_SIZE, capped, next_run};
use crate::app::App;
use crate::models::combination::{State, Tracked};
use crate::models::tracking::{self, Cursor, Part, Sort};
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The states of a combination, for the filter.
const STATES: [State; 5] = [State::Waiting, State::Loading, State::Loaded, State::Partly, State::Failed];

#[derive(Template)]
#[template(path = "admin/tracking/index.html")]
struct TrackingIndex {
    chrome: Chrome,
    view: View,
    rows: Vec<Tracked>,
    /// When the daily run last brought something for each of the rows.
    refreshed: HashMap<i32, DateTime<Utc>>,
    next_run: DateTime<Utc>,
    /// Stops at its bound.
    total: i64,
    previous: Option<Part>,
    next: Option<Part>,
    now: DateTime<Utc>,
}

pub async fn index(app: Data<App>, admin: Admin, request: HttpRequest) -> AppResult {
    let view = View::parse(request.query_string(), &app.config);
    let mut conn = app.db.conn().await?;
    let mut rows = view.criteria.page(&mut conn, view.part, PAGE_SIZE as i64 + 1).await?;
    let (previous, next) = cut(&mut rows, view.part, view.criteria.sort);
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let refreshed = tracking::last_refreshes(&mut conn, &ids).await?;
    let total = view.criteria.count(&mut conn, MOST_COUNTED).await?;
    let (next_run, now) = (next_run(&app.config, &app.clock), app.clock.now());
    let index = TrackingIndex { chrome: admin.chrome, view, rows, refreshed, next_run, total, previous, next, now };
    page::page(&index.chrome, &index)
}

/// Takes off the row too many, which only tells that there is more, and says where the pages beside this one begin.
fn cut(rows: &mut Vec<Tracked>, part: Part, sort: Sort) -> (Option<Part>, Option<Part>) {
    let has_more = rows.len() > PAGE_SIZE;
    if has_more && part.is_backward() {
        rows.remove(0);
    }
    rows.truncate(PAGE_SIZE);
    let has_previous = if part.is_backward() { has_more } else { part != Part::First };
    let has_next = part.is_backward() || has_more;
    let before = rows.first().filter(|_| has_previous).map(|row| Part::Before(Cursor::of(row, sort)));
    let after = rows.last().filter(|_| has_next).map(|row| Part::After(Cursor::of(row, sort)));
    (before, after)
}

impl TrackingIndex {
    fn heading(&self) -> String {
        let noun = if self.total == 1 { "combination" } else { "combinations" };
        format!("{} {noun}", capped(self.total))
    }

    /// The columns that the list can be ordered by.
    fn sorts(&self) -> [(Sort, &'static str); 4] {
        Sort::ALL.map(|sort| match sort {
            Sort::Date => (sort, "Backfilled"),
            Sort::Jobs => (sort, "Jobs"),
            Sort::People => (sort, "People"),
            Sort::Credits => (sort, "Credits"),
        })
    }

    fn filters(&self, row: &Tracked) -> Vec<String> {
        text::filters([
            row.ai_work_arrangement.as_deref(),
            row.ai_employment_type.as_deref(),
            row.ai_seniority.as_deref(),
            row.ai_industry.as_deref(),
        ])
    }

    fn refreshed(&self, row: &Tracked) -> Option<Moment> {
        self.refreshed.get(&row.id).map(|at| self.moment(at))
    }

    fn next_refresh(&self, row: &Tracked) -> Option<Moment> {
        row.next_refresh(self.next_run).map(|at| self.moment(&at))
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
