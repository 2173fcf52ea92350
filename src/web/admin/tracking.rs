//! `/admin/tracking`: every combination that was ever asked for.

pub mod acts;
mod coverage;
mod file;
mod show;
mod view;

pub use self::file::index as csv;
pub use self::show::show;

use self::view::View;
use super::{MOST_COUNTED, PAGE_SIZE, capped};
use crate::app::App;
use crate::models::combination::{State, Tracked};
use crate::models::tracking::{Cursor, Sort};
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

/// The states of a combination, for the filter.
const STATES: [State; 5] = [State::Waiting, State::Loading, State::Loaded, State::Partly, State::Failed];

#[derive(Template)]
#[template(path = "admin/tracking/index.html")]
struct TrackingIndex {
    chrome: Chrome,
    view: View,
    rows: Vec<Tracked>,
    /// Stops at its bound.
    total: i64,
    next: Option<Cursor>,
    now: DateTime<Utc>,
}

pub async fn index(app: Data<App>, admin: Admin, request: HttpRequest) -> AppResult {
    let view = View::parse(request.query_string());
    let mut conn = app.db.conn().await?;
    let mut rows = view.criteria.page(&mut conn, view.after, PAGE_SIZE as i64 + 1).await?;
    let has_more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows.last().filter(|_| has_more).map(|row| Cursor::after(row, view.criteria.sort));
    let total = view.criteria.count(&mut conn, MOST_COUNTED).await?;
    let index = TrackingIndex { chrome: admin.chrome, view, rows, total, next, now: app.clock.now() };
    page::page(&index.chrome, &index)
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

    fn states(&self) -> [&'static str; 5] {
        STATES.map(State::as_str)
    }

    fn filters(&self, row: &Tracked) -> Vec<String> {
        text::filters([
            row.ai_work_arrangement.as_deref(),
            row.ai_employment_type.as_deref(),
            row.ai_seniority.as_deref(),
            row.ai_industry.as_deref(),
        ])
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
