//! `/admin/tracking`: every combination ever asked for.

pub(crate) mod acts;
mod coverage;
mod days;
mod file;
pub(crate) mod matrix;
mod query;
mod show;

pub(crate) use self::file::index as csv;
pub(super) use self::query::meaning;
pub(crate) use self::show::show;

use self::query::TrackingQuery;
use super::acts::Many;
use super::{MOST_COUNTED, PAGE_SIZE, capped, words};
use crate::app::App;
use crate::config::Config;
use crate::models::act::Things;
use crate::models::combination::Tracked;
use crate::models::tracking::{self, Criteria, Cursor, Part, Sort};
use crate::status::Overview;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::jobs;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "admin/tracking/index.html")]
struct TrackingIndex {
    chrome: Chrome,
    query: TrackingQuery,
    rows: Vec<Tracked>,
    /// The state of each of the rows.
    overview: Overview,
    /// When the daily run last brought jobs for each of the rows.
    refreshed: HashMap<i32, DateTime<Utc>>,
    /// Count of rows, up to its bound.
    total: i64,
    previous: Option<Part>,
    next: Option<Part>,
    many: Many,
    now: DateTime<Utc>,
}

/// The combinations that a query string of the list stands for.
pub(super) fn criteria(query: &str, config: &Config) -> Criteria {
    TrackingQuery::parse(query, config).criteria
}

/// The page of combinations.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let query = TrackingQuery::parse(request.query_string(), &app.config);
    let mut conn = app.db.conn().await?;
    let criteria = query.criteria.narrowed(&mut conn).await?;
    let mut rows = criteria.page(&mut conn, query.part, PAGE_SIZE as i64 + 1).await?;
    let (previous, next) = cut(&mut rows, query.part, query.criteria.sort);
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let refreshed = tracking::last_refreshes(&mut conn, &ids).await?;
    let total = criteria.count(&mut conn, MOST_COUNTED).await?;
    let overview = Overview::load(&mut conn, &app, &ids).await?;
    let (now, chrome) = (app.clock.now(), viewer.chrome);
    let many = Many::of(Things::Combinations, request.query_string(), Some(total));
    let index = TrackingIndex { chrome, query, rows, overview, refreshed, total, previous, next, many, now };
    page::page(&index.chrome, &index)
}

/// Takes off the extra row, a sign of a further page. Gives the beginnings of the pages before and after.
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
        match self.total {
            1 => say!("admin-tracking-one", total = capped(1)),
            total => say!("admin-tracking-many", total = capped(total)),
        }
    }
}
