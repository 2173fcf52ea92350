//! One fetch: its pages, and each try at buying them.

use crate::app::App;
use crate::backfill::deeper::Deeper;
use crate::models::attempt::AttemptLine;
use crate::models::fetch::Fetch;
use crate::models::fetch::line::FetchLine;
use crate::web::AppResult;
use crate::web::admin::words;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Tries that are shown; a fetch has at most a few for each page.
const MOST_ATTEMPTS: i64 = 500;

#[derive(Template)]
#[template(path = "admin/fetches/show.html")]
struct FetchShow {
    chrome: Chrome,
    fetch: FetchLine,
    detail: Fetch,
    attempts: Vec<AttemptLine>,
    /// What going on from it would take, where a page limit ended it.
    deeper: Option<Deeper>,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let detail = Fetch::find(&mut conn, *id).await?;
    let fetch = FetchLine::find(&mut conn, *id).await?;
    let attempts = AttemptLine::of_fetch(&mut conn, *id, MOST_ATTEMPTS).await?;
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

    /// What an attempt cost, where that is known.
    fn paid(&self, attempt: &AttemptLine) -> String {
        attempt.credits.map(text::number).unwrap_or_default()
    }

    /// Seconds from sending to the end.
    fn took(&self, attempt: &AttemptLine) -> Option<String> {
        let took = attempt.took()?;
        Some(format!("{}.{} s", took.num_seconds(), took.num_milliseconds().rem_euclid(1_000) / 100))
    }

    /// The class that colours an attempt's state.
    fn look(&self, attempt: &AttemptLine) -> &'static str {
        match attempt.state.as_str() {
            "settled" => "done",
            "reserved" => "queued",
            "sending" => "running",
            "voided" | "freed" => "cancelled",
            "unknown" | "late" => "partly",
            _ => "failed",
        }
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
