//! One fetch: its pages, and each try at buying them.

use crate::models::attempt::AttemptState;
use crate::sources::Unit;
use crate::app::App;
use crate::backfill::deeper::Deeper;
use crate::db::Connection;
use crate::models::fetch::Fetch;
use crate::models::fetch::line::FetchLine;
use crate::schema::attempts;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Tries that are shown; a fetch has at most a few for each page.
const MOST_ATTEMPTS: i64 = 500;

/// One try at buying one page.
#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct Attempt {
    page: i32,
    state: AttemptState,
    was_unknown: bool,
    hold: i64,
    credit_unit: Unit,
    row_limit: i32,
    credits: Option<i64>,
    error: Option<String>,
    reserved_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

impl Attempt {
    async fn of_fetch(conn: &mut Connection, fetch_id: i64) -> QueryResult<Vec<Self>> {
        attempts::table
            .filter(attempts::fetch_id.eq(fetch_id))
            .order(attempts::id)
            .limit(MOST_ATTEMPTS)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// What it cost, when that is known.
    fn paid(&self) -> String {
        self.credits.map(text::number).unwrap_or_default()
    }

    /// From sending to the end, in seconds.
    fn took(&self) -> Option<String> {
        let took = self.ended_at? - self.sent_at?;
        Some(format!("{}.{} s", took.num_seconds(), took.num_milliseconds().rem_euclid(1_000) / 100))
    }

    /// The word of the colour that fits its state.
    fn look(&self) -> &'static str {
        match self.state.as_str() {
            "settled" => "done",
            "reserved" => "queued",
            "sending" => "running",
            "voided" | "freed" => "cancelled",
            "unknown" | "late" => "partly",
            _ => "failed",
        }
    }
}

#[derive(Template)]
#[template(path = "admin/fetches/show.html")]
struct FetchShow {
    chrome: Chrome,
    fetch: FetchLine,
    detail: Fetch,
    attempts: Vec<Attempt>,
    /// What going on from it would take, where a page limit ended it.
    deeper: Option<Deeper>,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let detail = Fetch::find(&mut conn, *id).await?;
    let fetch = FetchLine::find(&mut conn, *id).await?;
    let attempts = Attempt::of_fetch(&mut conn, *id).await?;
    let deeper = Deeper::of_fetch(&mut conn, &app, &detail).await?;
    let show = FetchShow { chrome: admin.chrome, fetch, detail, attempts, deeper, now: app.clock.now() };
    page::page(&show.chrome, &show)
}

impl FetchShow {
    /// Which try of its page this one was.
    fn number_of(&self, index: &usize) -> usize {
        let page = self.attempts[*index].page;
        self.attempts[..=*index].iter().filter(|attempt| attempt.page == page).count()
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
