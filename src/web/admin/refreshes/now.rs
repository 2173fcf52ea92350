//! A run by hand: what it would ask and cost, and then, with a reason, the run.

use super::left_out_words;
use crate::app::App;
use crate::refresh::{self, Preview, one};
use crate::sources::{Source, span_words};
use crate::web::AppResult;
use crate::web::admin::entry;
use crate::web::admin::reason::Because;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text;
use actix_web::web::{Data, Form};
use askama::Template;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::BTreeMap;

/// Said instead of a second run.
const UNDER_WAY: &str = "A run is under way. Another one would ask the same things: wait until it is through.";

#[derive(Template)]
#[template(path = "admin/refreshes/now.html")]
struct RefreshNew {
    chrome: Chrome,
    preview: Preview,
    rows: Vec<Row>,
    is_under_way: bool,
    enabled: Vec<Source>,
}

/// What one source is asked for with one of its windows.
struct Row {
    source: Source,
    span: &'static str,
    requests: i64,
}

pub async fn new(app: Data<App>, admin: Admin) -> AppResult {
    let preview = refresh::plan_all(&app, None).await?;
    let is_under_way = one::is_under_way(&mut *app.db.conn().await?).await?;
    let enabled = app.enabled();
    let new = RefreshNew { chrome: admin.chrome, rows: rows(&preview), preview, is_under_way, enabled };
    page::page(&new.chrome, &new)
}

fn rows(preview: &Preview) -> Vec<Row> {
    let mut counts: BTreeMap<(Source, &str), i64> = BTreeMap::new();
    for one in &preview.requests {
        let span = one.why.ask().map_or("", |ask| ask.span.name(one.source));
        *counts.entry((one.source, span)).or_default() += 1;
    }
    counts.into_iter().map(|((source, span), requests)| Row { source, span: span_words(span), requests }).collect()
}

/// Queues the run, unless one is under way.
pub async fn create(app: Data<App>, admin: Admin, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let planned = refresh::plan_all(&app, None).await?;
    let mut conn = app.db.conn().await?;
    let queueing = conn.transaction(async |conn| -> QueryResult<bool> {
        if one::is_under_way(conn).await? {
            return Ok(false);
        }
        let Some(id) = refresh::queue_now(conn, &app).await? else { return Ok(false) };
        let mut entry = entry(&admin.user, "run now", format!("run {id}"), &reason);
        entry.details = serde_json::json!({
            "requests": planned.requests.len(),
            "expected_credits": planned.expected,
        });
        entry.record(conn, app.clock.now()).await?;
        Ok(true)
    });
    let flash = if queueing.await? { "The run begins." } else { UNDER_WAY };
    Ok(page::redirect("/admin/refreshes", flash))
}

impl RefreshNew {
    fn requests(&self) -> i64 {
        self.preview.requests.len() as i64
    }

    fn combinations(&self) -> i64 {
        self.preview.combinations as i64
    }

    /// "2 requests: of least value; the limits have no room for them"
    fn left_out(&self) -> String {
        let unasked: Vec<_> = self.enabled.iter().copied().filter(|source| !self.is_asked(*source)).collect();
        let requests = text::count(self.preview.left_out as i64, "request", "requests");
        format!("{requests}: {}", left_out_words(&unasked))
    }

    fn is_asked(&self, source: Source) -> bool {
        self.preview.requests.iter().any(|one| one.source == source)
    }

    /// "about 252 credits: 12 at JSearch, 240 at Active Jobs DB"
    fn price(&self) -> String {
        let credits = |(source, credits): &(Source, i64)| format!("{} at {}", text::number(*credits), source.label());
        let by_source: Vec<_> = self.preview.expected_by_source.iter().map(credits).collect();
        format!("about {}: {}", text::count(self.preview.expected, "credit", "credits"), by_source.join(", "))
    }
}
