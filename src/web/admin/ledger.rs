//! `/admin/ledger`: every entry, by the day that is charged. A person's part is asked for by number, and the audit keeps
//! every look at it, as at the person's page.

mod query;

pub(super) use self::query::day;

use self::query::LedgerQuery;
use super::csv::{self, Portion};
use super::quota::meters;
use super::{PAGE_SIZE, PORTION, entry, words};
use crate::app::App;
use crate::db::Connection;
use crate::models::audit;
use crate::models::fetch::Purpose;
use crate::models::user::User;
use crate::quota::entry::{Entry, EntryPage, MOST_WALKED, Position};
use crate::text;
use crate::web::error::{AppError, AppResult};
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::{OptionalExtension as _, QueryResult};
use diesel_async::AsyncConnection;

#[derive(Template)]
#[template(path = "admin/ledger/index.html")]
struct LedgerIndex {
    chrome: Chrome,
    query: LedgerQuery,
    page: EntryPage,
    now: DateTime<Utc>,
}

/// The page of the ledger.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let mut conn = app.db.conn().await?;
    let mut query = LedgerQuery::parse(request.query_string());
    name_payer(&mut conn, &app, &viewer, &mut query).await?;
    let page = query.criteria.page(&mut conn, query.after, PAGE_SIZE).await?;
    let index = LedgerIndex { chrome: viewer.chrome, query, page, now: app.clock.now() };
    page::page(&index.chrome, &index)
}

/// All entries as chosen, as a file.
pub(crate) async fn csv(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let headers = ["at", "day", "source", "unit", "kind", "reserved", "spent", "unknown", "purpose", "fetch", "reason"];
    let mut query = LedgerQuery::parse(request.query_string());
    if !name_payer(&mut *app.db.conn().await?, &app, &viewer, &mut query).await? {
        return Err(AppError::NotFound);
    }
    csv::download("ledger", &headers, None, move |after: Option<Position>| {
        let (app, criteria) = (app.clone(), query.criteria.clone());
        async move {
            let page = criteria.page(&mut *app.db.conn().await?, after, PORTION).await?;
            Ok(Portion { rows: page.entries.iter().map(cells).collect(), next: page.next.map(Some) })
        }
    })
}

/// Finds the subject of the person whose part is asked for, and keeps the look in the audit. False: there is no such
/// person.
async fn name_payer(conn: &mut Connection, app: &App, viewer: &Viewer, query: &mut LedgerQuery) -> QueryResult<bool> {
    let Some(id) = query.person else { return Ok(true) };
    let Some(person) = User::find(conn, id).await.optional()? else {
        query.forget_person();
        return Ok(false);
    };
    let looked = say!("admin-users-looked");
    let (target, now) = (super::users::acts::target(&person), app.clock.now());
    let kept = conn.transaction(async |conn| entry(&viewer.user, audit::LOOK, target, &looked).record(conn, now).await);
    kept.await?;
    query.criteria.subject = Some(person.subject);
    Ok(true)
}

fn cells(entry: &Entry) -> Vec<String> {
    vec![
        entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        entry.day.to_string(),
        entry.source.to_string(),
        entry.unit.to_string(),
        entry.kind.to_string(),
        entry.reserved.to_string(),
        entry.spent.to_string(),
        entry.unknown.to_string(),
        entry.purpose.map_or("", Purpose::as_str).to_owned(),
        entry.fetch_id.map(|id| id.to_string()).unwrap_or_default(),
        entry.reason.clone().unwrap_or_default(),
    ]
}

impl LedgerIndex {
    /// Credits with their sign; empty for zero, so that a row shows its movements only.
    fn moved(&self, credits: &i64) -> String {
        match credits {
            0 => String::new(),
            1.. => format!("+{}", text::number(*credits)),
            _ => text::number(*credits),
        }
    }

    /// True for the first row of a day on the page.
    fn begins_day(&self, index: &usize) -> bool {
        *index == 0 || self.page.entries[index - 1].day != self.page.entries[*index].day
    }

    /// Where a page ended before it was full.
    fn walked(&self) -> Option<String> {
        let next = self.page.next.filter(|_| self.page.entries.len() < PAGE_SIZE)?;
        Some(say!("admin-ledger-walked", count = MOST_WALKED, day = text::date(next.day)))
    }
}
