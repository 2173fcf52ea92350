//! `/admin/fetches.csv`: all fetches, as chosen.

use super::criteria;
use crate::app::App;
use crate::models::fetch::line::FetchLine;
use crate::web::AppResult;
use crate::web::admin::PORTION;
use crate::web::admin::csv::{self, Portion};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, SecondsFormat, Utc};

const HEADER: [&str; 15] = [
    "id",
    "source",
    "title_keyword",
    "location",
    "purpose",
    "span",
    "state",
    "is_cut",
    "pages",
    "jobs",
    "new_jobs",
    "credits",
    "created_at",
    "ended_at",
    "error",
];

/// Fetches as a file.
pub(crate) async fn index(app: Data<App>, _: Viewer, request: HttpRequest) -> AppResult {
    let mut criteria = criteria(request.query_string(), &app.config);
    // Words are looked up once, and not for each portion.
    criteria.words = criteria.words.narrowed(&mut *app.db.conn().await?).await?;
    csv::download("fetches", &HEADER, None, move |before: Option<i64>| {
        let (app, mut criteria) = (app.clone(), criteria.clone());
        async move {
            criteria.before = before;
            let mut conn = app.db.conn().await?;
            let fetches = FetchLine::page(&mut conn, &criteria, PORTION as i64).await?;
            let last = fetches.last().filter(|_| fetches.len() == PORTION);
            Ok(Portion { next: last.map(|fetch| Some(fetch.id)), rows: fetches.iter().map(cells).collect() })
        }
    })
}

fn cells(fetch: &FetchLine) -> Vec<String> {
    let date = |date: DateTime<Utc>| date.to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![
        fetch.id.to_string(),
        fetch.source.to_string(),
        fetch.title_keyword.clone().unwrap_or_default(),
        fetch.location.clone().unwrap_or_default(),
        fetch.purpose.to_string(),
        fetch.span.to_string(),
        fetch.state.to_string(),
        fetch.is_cut.to_string(),
        fetch.pages.to_string(),
        fetch.jobs.to_string(),
        fetch.new_jobs.to_string(),
        fetch.credits.to_string(),
        date(fetch.created_at),
        fetch.ended_at.map(date).unwrap_or_default(),
        fetch.error.clone().unwrap_or_default(),
    ]
}
