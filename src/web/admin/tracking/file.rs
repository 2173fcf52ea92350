//! `/admin/tracking.csv`: the whole list, as chosen, however long it is.

use super::query::TrackingQuery;
use crate::app::App;
use crate::models::combination::Tracked;
use crate::models::tracking::{self, Cursor, Part};
use crate::status::Overview;
use crate::web::AppResult;
use crate::web::admin::PORTION;
use crate::web::admin::csv::{self, Portion};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, SecondsFormat, Utc};

const HEADER: [&str; 17] = [
    "id",
    "title_keyword",
    "location",
    "ai_work_arrangement",
    "ai_employment_type",
    "ai_seniority",
    "ai_industry",
    "state",
    "waits_until",
    "why",
    "backfilled_date",
    "jobs_found",
    "users",
    "credits",
    "priority",
    "last_refresh",
    "next_refresh",
];

/// Combinations as a file.
pub(crate) async fn index(app: Data<App>, _: Viewer, request: HttpRequest) -> AppResult {
    let criteria = TrackingQuery::parse(request.query_string(), &app.config).criteria;
    // Words are looked up once, and not for each portion.
    let criteria = criteria.narrowed(&mut *app.db.conn().await?).await?;
    csv::download("tracking", &HEADER, Part::First, move |part: Part| {
        let (app, criteria) = (app.clone(), criteria.clone());
        async move {
            // A connection for each portion only: a slow download holds none.
            let mut conn = app.db.conn().await?;
            let rows = criteria.page(&mut conn, part, PORTION as i64).await?;
            let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
            let refreshed = tracking::last_refreshes(&mut conn, &ids).await?;
            let overview = Overview::load_long(&mut conn, &app, &rows).await?;
            let last = rows.last().filter(|_| rows.len() == PORTION);
            Ok(Portion {
                next: last.map(|row| Part::After(Cursor::of(row, criteria.sort))),
                rows: rows.iter().map(|row| cells(row, &overview, refreshed.get(&row.id))).collect(),
            })
        }
    })
}

fn cells(row: &Tracked, overview: &Overview, last_refresh: Option<&DateTime<Utc>>) -> Vec<String> {
    let [arrangement, employment, seniority, industry] = row.filters().names().map(Option::unwrap_or_default);
    let date = |date: &DateTime<Utc>| date.to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![
        row.id.to_string(),
        row.title_keyword.clone(),
        row.location.clone(),
        arrangement.to_owned(),
        employment.to_owned(),
        seniority.to_owned(),
        industry.to_owned(),
        overview.state(row).to_string(),
        overview.waits_until(row).as_ref().map(date).unwrap_or_default(),
        overview.why(row),
        row.backfilled_date.as_ref().map(date).unwrap_or_default(),
        row.jobs_found.to_string(),
        row.users.to_string(),
        row.credits.to_string(),
        row.priority.to_string(),
        last_refresh.map(date).unwrap_or_default(),
        overview.next(row).as_ref().map(date).unwrap_or_default(),
    ]
}
