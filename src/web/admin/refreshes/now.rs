//! A run by hand: the price first, then the run with a reason.

use super::left_out_words;
use crate::app::App;
use crate::refresh::{self, RunPreview, one};
use crate::sources::Source;
use crate::sources::SpanName;
use crate::web::AppResult;
use crate::web::admin::reason::Because;
use crate::web::admin::{entry, words};
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::web::{Data, Form};
use askama::Template;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "admin/refreshes/now.html")]
struct RefreshNew {
    chrome: Chrome,
    preview: RunPreview,
    spans: Vec<SpanCount>,
    is_under_way: bool,
    enabled: Vec<Source>,
}

/// Number of requests to one source for one of its spans.
struct SpanCount {
    source: Source,
    /// The source's own name for the span.
    span: SpanName,
    requests: i64,
}

/// The page with the price.
pub(crate) async fn new(app: Data<App>, viewer: Viewer) -> AppResult {
    let preview = refresh::plan_all(&app, None).await?;
    let is_under_way = one::is_under_way(&mut *app.db.conn().await?).await?;
    let enabled = app.enabled();
    let new = RefreshNew { chrome: viewer.chrome, spans: spans(&preview), preview, is_under_way, enabled };
    page::page(&new.chrome, &new)
}

fn spans(preview: &RunPreview) -> Vec<SpanCount> {
    let mut counts: BTreeMap<(Source, SpanName), i64> = BTreeMap::new();
    for one in &preview.requests {
        let Some(ask) = one.why.ask() else { continue };
        *counts.entry((one.source, ask.span.name(one.source))).or_default() += 1;
    }
    counts.into_iter().map(|((source, span), requests)| SpanCount { source, span, requests }).collect()
}

/// Queues the run, unless a run is under way.
pub(crate) async fn create(app: Data<App>, admin: FreshAdmin, Form(because): Form<Because>) -> AppResult {
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
    let flash = if queueing.await? { say!("admin-refreshes-begins") } else { say!("admin-refreshes-under-way") };
    Ok(page::redirect("/admin/refreshes", &flash))
}

impl RefreshNew {
    /// "12 requests for 9 live combinations, about 252 credits: 12 at JSearch, 240 at Active Jobs DB."
    fn summary(&self) -> String {
        let (requests, combinations) = (self.preview.requests.len(), self.preview.combinations);
        say!("admin-refreshes-preview", requests = requests, combinations = combinations, price = self.price())
    }

    /// "2 requests: of least value; the limits have no room for them"
    fn left_out(&self) -> String {
        let unasked: Vec<_> = self.enabled.iter().copied().filter(|source| !self.is_asked(*source)).collect();
        say!("admin-refreshes-left-out", requests = self.preview.left_out, why = left_out_words(&unasked))
    }

    fn is_asked(&self, source: Source) -> bool {
        self.preview.requests.iter().any(|one| one.source == source)
    }

    /// "about 252 credits: 12 at JSearch, 240 at Active Jobs DB"
    fn price(&self) -> String {
        let at = |(source, credits): &(Source, i64)| {
            say!("admin-refreshes-price-at", credits = credits, source = source.label())
        };
        let by_source: Vec<_> = self.preview.expected_by_source.iter().map(at).collect();
        say!("admin-refreshes-price", credits = self.preview.expected, by_source = by_source.join(", "))
    }
}
