//! One run with its figures and failures.

use super::{left_out_words, took};
use crate::app::App;
use crate::models::fetch::Purpose;
use crate::models::refresh::{Failure, Refresh};
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::admin::words;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "admin/refreshes/show.html")]
struct RefreshShow {
    chrome: Chrome,
    run: Refresh,
    failures: Vec<Failure>,
    /// Sources with a key, but without any request in this run.
    unasked: Vec<Source>,
    now: DateTime<Utc>,
}

/// The page of a run.
pub(crate) async fn show(app: Data<App>, viewer: Viewer, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let run = Refresh::find(&mut conn, *id).await?;
    let failures = Failure::of_run(&mut conn, *id).await?;
    let asked = run.sources(&mut conn).await?;
    drop(conn);
    let unasked = app.enabled().into_iter().filter(|one| !asked.contains(one));
    let unasked = unasked.collect();
    let show = RefreshShow { chrome: viewer.chrome, run, failures, unasked, now: app.clock.now() };
    page::page(&show.chrome, &show)
}

impl RefreshShow {
    fn title(&self) -> String {
        say!("admin-refreshes-run", date = self.run.local_date.to_string())
    }

    fn left_out(&self) -> String {
        left_out_words(&self.unasked)
    }

    fn took(&self) -> Option<String> {
        self.run.took().map(took)
    }
}
