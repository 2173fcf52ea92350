//! `/admin/audit`: acts of admins, with their reasons.

use super::csv::{self, Portion};
use super::{PAGE_SIZE, PORTION};
use crate::app::App;
use crate::models::audit::Entry;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};

#[derive(Template)]
#[template(path = "admin/audit/index.html")]
struct AuditIndex {
    chrome: Chrome,
    entries: Vec<Entry>,
    complaints: Vec<String>,
    before: Option<i64>,
    next: Option<i64>,
    now: DateTime<Utc>,
}

/// The page of the audit.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let mut fields = Fields::parse(request.query_string());
    let before = fields.choice("before", |text| text.parse().ok());
    let mut conn = app.db.conn().await?;
    let mut entries = Entry::page(&mut conn, before, PAGE_SIZE as i64 + 1).await?;
    let has_more = entries.len() > PAGE_SIZE;
    entries.truncate(PAGE_SIZE);
    let next = entries.last().filter(|_| has_more).map(|entry| entry.id);
    let (complaints, now) = (fields.complaints, app.clock.now());
    let index = AuditIndex { chrome: viewer.chrome, entries, complaints, before, next, now };
    page::page(&index.chrome, &index)
}

/// The whole audit as a file.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    let header = ["id", "at", "who", "action", "target", "reason", "details"];
    csv::download("audit", &header, None, move |before: Option<i64>| {
        let app = app.clone();
        async move {
            let mut conn = app.db.conn().await?;
            let entries = Entry::page(&mut conn, before, PORTION as i64).await?;
            let last = entries.last().filter(|_| entries.len() == PORTION);
            Ok(Portion { next: last.map(|entry| Some(entry.id)), rows: entries.iter().map(cells).collect() })
        }
    })
}

fn cells(entry: &Entry) -> Vec<String> {
    vec![
        entry.id.to_string(),
        entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        entry.who().to_owned(),
        entry.action.clone(),
        entry.target.clone(),
        entry.reason.clone(),
        entry.details.to_string(),
    ]
}

impl AuditIndex {
    /// The page of an act on many things: it says which.
    fn page_of(&self, entry: &Entry) -> Option<String> {
        let act: i64 = entry.target.strip_prefix("act ")?.parse().ok()?;
        Some(format!("/admin/acts/{act}"))
    }
}
