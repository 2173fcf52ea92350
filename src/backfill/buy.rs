//! Buying one page, in five steps that survive a crash between any two of them.
//!
//! 1. One transaction: check meters and allowances, reserve the most it can cost, record the attempt.
//! 2. Mark it sent, fenced by the task's claim.
//! 3. One HTTP request, with no transaction open.
//! 4. One transaction: keep the raw answer, settle to the real price.
//! 5. Read the answer, store its jobs, advance the coverage (`store`).
//!
//! An answer that never came is unknown: it stays counted as spent, and its page is bought again at most once.

mod abandon;
mod afford;
mod date;
mod refuse;
mod reserve;
mod settle;

pub use self::abandon::abandon;

use crate::app::App;
use crate::config::{SETTLING, SourceConfig};
use crate::coverage::window::Window;
use crate::crash_point;
use crate::models::fetch::Fetch;
use crate::models::request::RequestRow;
use crate::queue::{Claim, TaskError};
use crate::sources::{PageAsk, Position, Request, Source, Span};
use anyhow::anyhow;
use chrono::{DateTime, Utc};
use diesel::sql_types::{Float8, Int8};
use diesel_async::RunQueryDsl;
use std::time::{Duration, Instant};

/// How often a page may be bought whose answer was lost: once, and once again.
const MAX_LOST: i64 = 2;

/// A page that is to be asked for: what was reserved for it, and where it starts.
struct Page {
    attempt_id: i64,
    request: Request,
    span: Span,
    position: Position,
    rows: u32,
    /// The source is told to leave out what it knew before then.
    created_since: Option<DateTime<Utc>>,
    /// The source is told to leave out what it did not know before then.
    created_before: Option<DateTime<Utc>>,
    /// How long until the source's rhythm lets it go out.
    wait: Duration,
}

/// What comes after one step of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The fetch has another page; its task is back in the queue.
    Queued,
    /// The fetch is over, or waits for something; its task has been dealt with.
    Settled,
}

impl Page {
    /// The source is told a date by which it knew of jobs.
    fn has_date(&self) -> bool {
        self.created_since.is_some() || self.created_before.is_some()
    }
}

enum Reserved {
    Page(Page),
    /// An answer is already here: it was paid for before a crash, and only needs to be read.
    AnswerIsHere,
    /// Nothing to do now; fetch and task have been dealt with.
    Nothing,
}

/// Buys the next page of a fetch and stores what it brought.
pub async fn next_page(app: &App, claim: &Claim, fetch_id: i64) -> Result<Next, TaskError> {
    match reserve::reserve(app, claim, fetch_id).await? {
        Reserved::Nothing => return Ok(Next::Settled),
        Reserved::AnswerIsHere => {}
        Reserved::Page(page) => {
            crash_point::reach(&app.config, "reserved");
            send(app, claim, &page).await?;
        }
    }
    crash_point::reach(&app.config, "kept");
    let next = super::store::next_answer(app, claim, fetch_id).await?;
    crash_point::reach(&app.config, "stored");
    Ok(next)
}

/// Steps 2 to 4.
async fn send(app: &App, claim: &Claim, page: &Page) -> Result<(), TaskError> {
    let source = page.request.source();
    let (Some(client), Some(config)) = (app.client(source), app.config.source(source)) else {
        return Err(TaskError::fail(anyhow!("{} has no key any more", source.label())));
    };
    tokio::time::sleep(page.wait).await;
    let marked_at = Instant::now();
    mark_sent(app, claim, page, config).await?;
    crash_point::reach(&app.config, "sent");
    // A worker that slept since then may have been given up, and what it sends now would surprise everybody.
    if marked_at.elapsed() > SETTLING {
        return Err(TaskError::LeaseLost);
    }
    let ask = PageAsk {
        request: &page.request,
        span: page.span,
        position: &page.position,
        limit: page.rows,
        created_since: page.created_since,
        created_before: page.created_before,
    };
    let answer = client.send(&ask).await;
    crash_point::reach(&app.config, "answered");
    match answer {
        Ok(answer) => settle::keep(app, page, config, &answer).await,
        Err(error) => refuse::refuse(app, claim, page, config, error).await,
    }
}

/// Step 2: only while the claim is ours, and will be until the answer is settled.
async fn mark_sent(app: &App, claim: &Claim, page: &Page, config: &SourceConfig) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let marked = diesel::sql_query(
        "UPDATE attempts SET state = 'sending', sent_at = clock_timestamp()
           FROM tasks
          WHERE attempts.id = $1 AND attempts.state = 'reserved' AND tasks.id = $2 AND tasks.fence = $3
            AND tasks.state = 'running' AND tasks.lease_until > clock_timestamp() + make_interval(secs => $4)",
    )
    .bind::<Int8, _>(page.attempt_id)
    .bind::<Int8, _>(claim.id)
    .bind::<Int8, _>(claim.fence)
    .bind::<Float8, _>(config.longest_call().as_secs_f64())
    .execute(&mut conn)
    .await?;
    if marked == 1 { Ok(()) } else { Err(TaskError::LeaseLost) }
}

/// What a fetch asks its source for.
struct Asked {
    request: Request,
    span: Span,
    position: Position,
    window: Window,
    created_since: Option<DateTime<Utc>>,
    created_before: Option<DateTime<Utc>>,
}

/// A row that this version cannot read is a fault of ours: the fetch fails, nothing is lost.
fn asked(fetch: &Fetch, row: &RequestRow) -> Result<Asked, TaskError> {
    let unreadable = |what: &str| TaskError::fail(anyhow!("fetch {}: its {what} is not readable", fetch.id));
    Ok(Asked {
        request: row.parsed().ok_or_else(|| unreadable("request"))?,
        span: fetch.span().ok_or_else(|| unreadable("span"))?,
        position: fetch.position().ok_or_else(|| unreadable("position"))?,
        window: fetch.window(),
        created_since: fetch.created_since,
        created_before: fetch.created_before,
    })
}

/// For messages: "JSearch: monthly quota spent".
fn named(source: Source, why: &str) -> String {
    format!("{}: {why}", source.label())
}
