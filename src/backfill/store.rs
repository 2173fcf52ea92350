//! Step 5: reads an answer that was paid for, stores its jobs, advances the coverage. Can be done again at will.

use super::buy::Next;
use crate::app::App;
use crate::coverage::reach::fell_short;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::job::{self, Stored};
use crate::models::request::RequestRow;
use crate::queue::{Claim, TaskError};
use crate::quota::price::ACTIVE_JOBS_PAGE;
use crate::schema::{answers, attempts, fetches};
use crate::sources::{self, Page, Position, Source};
use anyhow::anyhow;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};

/// A page of which more than this share of postings cannot be read is kept, but nothing more is bought:
/// the provider has changed something.
const UNREADABLE_PERCENT: usize = 50;

#[derive(Queryable)]
struct Kept {
    attempt_id: i64,
    page: i32,
    body: Vec<u8>,
    received_at: DateTime<Utc>,
    row_limit: i32,
}

/// Stores the answer of a fetch that waits for it, and decides what comes next.
pub async fn next_answer(app: &App, claim: &Claim, fetch_id: i64) -> Result<Next, TaskError> {
    let mut conn = app.db.conn().await?;
    let next = conn.transaction(async |conn| store(conn, app, claim, fetch_id).await).await?;
    app.live.touch();
    Ok(next)
}

async fn store(conn: &mut Connection, app: &App, claim: &Claim, fetch_id: i64) -> Result<Next, TaskError> {
    if !claim.is_held(conn).await? {
        return Err(TaskError::LeaseLost);
    }
    let fetch = Fetch::lock(conn, fetch_id).await?;
    let row = RequestRow::find(conn, fetch.request_id).await?;
    let source =
        Source::from_name(&row.source).ok_or_else(|| TaskError::fail(anyhow!("unknown source {}", row.source)))?;
    let Some(kept) = kept(conn, fetch_id).await? else { return nothing_kept(conn, app, claim, &fetch).await };
    let page = match sources::parse(source, &kept.body, kept.received_at) {
        Ok(page) if is_readable(&page) => page,
        Ok(page) => {
            let why = format!("{} of {} postings could not be read", page.refused.len(), page.rows);
            return unreadable(conn, app, claim, &fetch, &kept, source, &why).await;
        }
        Err(error) => return unreadable(conn, app, claim, &fetch, &kept, source, &error.to_string()).await,
    };
    let stored = job::store(conn, source, fetch.request_id, &page.postings, kept.received_at).await?;
    mark_stored(conn, kept.attempt_id, app.clock.now()).await?;
    Tracked::add_page(conn, fetch.request_id, stored.linked, 0).await?;
    let next = fetch.position().and_then(|position| position.after(&page, kept.row_limit.unsigned_abs()));
    advance(conn, app, claim, &fetch, (&page, stored), next).await
}

async fn kept(conn: &mut Connection, fetch_id: i64) -> QueryResult<Option<Kept>> {
    answers::table
        .inner_join(attempts::table.on(attempts::id.eq(answers::attempt_id)))
        .filter(answers::fetch_id.eq(fetch_id).and(answers::stored_at.is_null()))
        .order(answers::page)
        .select((answers::attempt_id, answers::page, answers::body, answers::received_at, attempts::row_limit))
        .first(conn)
        .await
        .optional()
}

fn is_readable(page: &Page) -> bool {
    page.postings.is_empty() && page.rows < 10 || page.refused.len() * 100 <= page.rows as usize * UNREADABLE_PERCENT
}

async fn mark_stored(conn: &mut Connection, attempt_id: i64, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(answers::table.find(attempt_id)).set(answers::stored_at.eq(now)).execute(conn).await?;
    Ok(())
}

/// Counts the page, and either queues for the next one or ends the fetch and covers its window. One that was cancelled or
/// given up while the answer was on its way stays so, unless this was its last page; whoever takes it up goes on behind it.
async fn advance(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    fetch: &Fetch,
    (page, stored): (&Page, Stored),
    next: Option<Position>,
) -> Result<Next, TaskError> {
    let is_over = next.as_ref().is_none_or(|next| is_at_limit(next, fetch));
    let is_cut = is_over && next.is_some();
    let stays_ended = !is_over && !fetch.is_live();
    let position = serde_json::to_value(next.as_ref().unwrap_or(&Position::Start)).map_err(TaskError::fail)?;
    let now = app.clock.now();
    let jobs = i32::try_from(page.postings.len()).unwrap_or(i32::MAX);
    let posted = page.postings.iter().filter_map(|posting| posting.posted_at);
    let oldest = posted.chain(fetch.oldest_posted_at).min();
    let is_short = fetch.span().is_some_and(|span| fell_short(span, fetch.window(), oldest));
    diesel::update(fetch)
        .set((
            fetches::pages.eq(fetch.pages + 1),
            fetches::next_page.eq(fetch.next_page + 1),
            fetches::position.eq(position),
            fetches::jobs.eq(fetches::jobs + jobs),
            fetches::new_jobs.eq(fetches::new_jobs + stored.new),
            fetches::is_cut.eq(is_cut),
            fetches::oldest_posted_at.eq(oldest),
            fetches::fell_short.eq(is_over && !is_cut && is_short),
            fetches::state.eq(if is_over {
                "done"
            } else if stays_ended {
                &fetch.state
            } else {
                "running"
            }),
            fetches::put_off_until.eq(None::<DateTime<Utc>>),
            fetches::error_code.eq(fetch.error_code.as_ref().filter(|_| stays_ended)),
            fetches::error.eq(fetch.error.as_ref().filter(|_| stays_ended)),
            fetches::ended_at.eq(if is_over { Some(now) } else { fetch.ended_at }),
        ))
        .execute(conn)
        .await?;
    if is_over {
        RequestRow::cover(conn, fetch.request_id, fetch.window(), is_cut).await?;
        claim.finish(conn).await?;
    } else if stays_ended {
        claim.finish(conn).await?;
    } else {
        claim.next_step(conn).await?;
    }
    Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await?;
    Ok(if is_over || stays_ended { Next::Settled } else { Next::Queued })
}

/// Pages may be smaller than usual when little was left to buy them with, so where rows are counted rows decide.
fn is_at_limit(next: &Position, fetch: &Fetch) -> bool {
    match next {
        Position::Offset(rows) => *rows >= fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE,
        Position::Start | Position::Cursor(_) => fetch.next_page >= fetch.max_pages,
    }
}

/// An answer came that nobody keeps, since its page has one already. What is alive must not stay so without a task.
async fn nothing_kept(conn: &mut Connection, app: &App, claim: &Claim, fetch: &Fetch) -> Result<Next, TaskError> {
    if fetch.is_live() {
        let why = "an answer came for a page that was read before";
        Fetch::end(conn, fetch.id, "failed", ("read_before", why), app.clock.now()).await?;
        Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, app.clock.now()).await?;
    }
    claim.finish(conn).await?;
    Ok(Next::Settled)
}

/// The answer stays kept, unread: a later version may read it without paying again.
async fn unreadable(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    fetch: &Fetch,
    kept: &Kept,
    source: Source,
    why: &str,
) -> Result<Next, TaskError> {
    let now = app.clock.now();
    let why = format!("{}: page {} came but could not be read: {why}", source.label(), kept.page);
    Fetch::end(conn, fetch.id, "failed", ("unreadable", &why), now).await?;
    claim.fail(conn, &why).await?;
    Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await?;
    Ok(Next::Settled)
}
