//! `/admin/tracking.csv`: the whole list, as chosen, however long it is.

use super::view::View;
use crate::app::App;
use crate::models::combination::Tracked;
use crate::models::tracking::Cursor;
use crate::web::AppResult;
use crate::web::admin::PORTION;
use crate::web::admin::csv::{self, Portion};
use crate::web::session::Admin;
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, SecondsFormat, Utc};

const HEADER: [&str; 12] = [
    "id",
    "title_keyword",
    "location",
    "ai_work_arrangement",
    "ai_employment_type",
    "ai_seniority",
    "ai_industry",
    "state",
    "backfilled_date",
    "jobs_found",
    "users",
    "credits",
];

pub async fn index(app: Data<App>, _: Admin, request: HttpRequest) -> AppResult {
    let criteria = View::parse(request.query_string()).criteria;
    csv::download("tracking", &HEADER, None, move |after: Option<Cursor>| {
        let (app, criteria) = (app.clone(), criteria.clone());
        async move {
            // A connection for each portion only: somebody's slow line holds none of them.
            let mut conn = app.db.conn().await?;
            let rows = criteria.page(&mut conn, after, PORTION as i64).await?;
            let last = rows.last().filter(|_| rows.len() == PORTION);
            Ok(Portion {
                next: last.map(|row| Some(Cursor::after(row, criteria.sort))),
                rows: rows.iter().map(cells).collect(),
            })
        }
    })
}

fn cells(row: &Tracked) -> Vec<String> {
    let filter = |filter: &Option<String>| filter.clone().unwrap_or_default();
    let date = |date: DateTime<Utc>| date.to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![
        row.id.to_string(),
        row.title_keyword.clone(),
        row.location.clone(),
        filter(&row.ai_work_arrangement),
        filter(&row.ai_employment_type),
        filter(&row.ai_seniority),
        filter(&row.ai_industry),
        row.state.clone(),
        row.backfilled_date.map(date).unwrap_or_default(),
        row.jobs_found.to_string(),
        row.users.to_string(),
        row.credits.to_string(),
    ]
}
