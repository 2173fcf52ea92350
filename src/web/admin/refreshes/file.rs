//! `/admin/refreshes.csv`: every run.

use crate::app::App;
use crate::models::refresh::Refresh;
use crate::web::AppResult;
use crate::web::admin::PORTION;
use crate::web::admin::csv::{self, Portion};
use crate::web::session::Viewer;
use actix_web::web::Data;
use chrono::SecondsFormat;

const HEADER: [&str; 13] = [
    "id",
    "date",
    "is_daily",
    "started_at",
    "seconds",
    "combinations",
    "requests",
    "left_out",
    "pages",
    "jobs",
    "new_jobs",
    "credits",
    "failed",
];

/// Runs as a file.
pub(crate) async fn index(app: Data<App>, _: Viewer) -> AppResult {
    csv::download("refreshes", &HEADER, i64::MAX, move |before| {
        let app = app.clone();
        async move {
            let runs = Refresh::page(&mut *app.db.conn().await?, before, PORTION as i64).await?;
            let next = runs.last().filter(|_| runs.len() == PORTION).map(|run| run.id);
            Ok(Portion { rows: runs.iter().map(cells).collect(), next })
        }
    })
}

fn cells(run: &Refresh) -> Vec<String> {
    vec![
        run.id.to_string(),
        run.local_date.to_string(),
        run.is_daily.to_string(),
        run.started_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        run.took().map(|took| took.num_seconds().to_string()).unwrap_or_default(),
        run.combinations.to_string(),
        run.requests.to_string(),
        run.left_out.to_string(),
        run.pages.to_string(),
        run.jobs.to_string(),
        run.new_jobs.to_string(),
        run.credits.to_string(),
        run.failed.to_string(),
    ]
}
