//! One fetch with its pages and attempts.

use crate::app::App;
use crate::backfill::deeper::Deeper;
use crate::models::attempt::AttemptState;
use crate::models::attempt::line::AttemptLine;
use crate::models::fetch::line::FetchLine;
use crate::models::fetch::{CellLine, Fetch};
use crate::text;
use crate::web::AppResult;
use crate::web::admin::words;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Attempts on the page; a fetch has a few at most for each of its pages.
const MOST_ATTEMPTS: i64 = 500;

#[derive(Template)]
#[template(path = "admin/fetches/show.html")]
struct FetchShow {
    chrome: Chrome,
    fetch: FetchLine,
    detail: Fetch,
    /// Cells of the fetch: requests of its list, and those that wait for its end; empty where one request says it all.
    cells: Vec<CellLine>,
    attempts: Vec<AttemptLine>,
    /// The deeper fetch that could go on where a page limit ended this fetch.
    deeper: Option<Deeper>,
    now: DateTime<Utc>,
}

/// The page of a fetch.
pub(crate) async fn show(app: Data<App>, viewer: Viewer, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let detail = Fetch::find(&mut conn, *id).await?;
    let fetch = FetchLine::find(&mut conn, *id).await?;
    let cells = CellLine::of_fetch(&mut conn, *id).await?;
    let cells = if cells.len() > 1 { cells } else { Vec::new() };
    let attempts = AttemptLine::of_fetch(&mut conn, *id, MOST_ATTEMPTS).await?;
    let deeper = Deeper::of_fetch(&mut conn, &app, &detail).await?;
    let show = FetchShow { chrome: viewer.chrome, fetch, detail, cells, attempts, deeper, now: app.clock.now() };
    page::page(&show.chrome, &show)
}

impl FetchShow {
    /// The number of an attempt among those of its page.
    fn number_of(&self, index: &usize) -> usize {
        let page = self.attempts[*index].page;
        self.attempts[..=*index].iter().filter(|attempt| attempt.page == page).count()
    }

    /// "JSearch, asked for the last 7 days"
    fn asked(&self) -> String {
        let (source, span) = (words::source(&self.fetch.source), words::span(&self.fetch.span));
        say!("admin-fetches-asked", source = source, span = span)
    }

    /// The fetch's window, exactly.
    fn window(&self) -> String {
        let [from, to] = [self.detail.window_from, self.detail.window_to].map(|at| text::exact(&at));
        say!("admin-fetches-window-from-to", from = from, to = to)
    }

    /// Seconds from sending to the end.
    fn took(&self, attempt: &AttemptLine) -> Option<String> {
        let took = attempt.took()?;
        let seconds = format!("{}.{}", took.num_seconds(), took.num_milliseconds().rem_euclid(1_000) / 100);
        Some(say!("admin-fetches-seconds", seconds = seconds))
    }

    /// CSS class for an attempt's state.
    fn look(&self, attempt: &AttemptLine) -> &'static str {
        match attempt.state {
            AttemptState::Settled => "done",
            AttemptState::Reserved => "queued",
            AttemptState::Sending => "running",
            AttemptState::Voided | AttemptState::Freed => "cancelled",
            AttemptState::Unknown | AttemptState::Late => "partly",
            AttemptState::Refused | AttemptState::Lost => "failed",
        }
    }
}
