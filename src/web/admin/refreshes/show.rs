//! One run: what it brought, and what failed in it.

use super::{left_out_words, took};
use crate::app::App;
use crate::models::job::source_label;
use crate::models::refresh::{Failure, Refresh};
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "admin/refreshes/show.html")]
struct RefreshShow {
    chrome: Chrome,
    run: Refresh,
    failures: Vec<Failure>,
    /// Sources with a key that nothing was asked of.
    unasked: Vec<Source>,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let run = Refresh::find(&mut conn, *id).await?;
    let failures = Failure::of_run(&mut conn, *id).await?;
    let asked = run.sources(&mut conn).await?;
    drop(conn);
    let unasked = app.enabled().into_iter().filter(|one| !asked.iter().any(|name| name == one.as_str()));
    let unasked = unasked.collect();
    let show = RefreshShow { chrome: admin.chrome, run, failures, unasked, now: app.clock.now() };
    page::page(&show.chrome, &show)
}

impl RefreshShow {
    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }

    fn left_out(&self) -> String {
        left_out_words(&self.unasked)
    }

    fn took(&self) -> Option<String> {
        self.run.took().map(took)
    }

    fn source(&self, failure: &Failure) -> String {
        source_label(&failure.source).to_owned()
    }
}
