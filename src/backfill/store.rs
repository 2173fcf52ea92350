//! Step 5: reads an answer that was paid for, stores its jobs, advances the coverage. Can be done again at will.

use crate::app::App;
use crate::coverage::reach::fell_short;
use crate::db::Connection;
use crate::models::answer::KeptAnswer;
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState, Progress};
use crate::models::job::{self, Stored};
use crate::models::request::RequestRow;
use crate::models::saving;
use crate::queue::{Claim, TaskError};
use crate::quota::price::ACTIVE_JOBS_PAGE;
use crate::sources::{self, Page, Position, Source};
use diesel_async::AsyncConnection;

/// A page of which more than this share of postings cannot be read is kept, but nothing more is bought:
/// the provider has changed something.
const UNREADABLE_PERCENT: usize = 50;

/// Stores the answer of a fetch that waits for it, and decides what comes next.
pub async fn next_answer(app: &App, claim: &Claim, fetch_id: i64) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| store(conn, app, claim, fetch_id).await).await?;
    app.live.touch();
    Ok(())
}

async fn store(conn: &mut Connection, app: &App, claim: &Claim, fetch_id: i64) -> Result<(), TaskError> {
    if !claim.is_held(conn).await? {
        return Err(TaskError::LeaseLost);
    }
    let fetch = Fetch::lock(conn, fetch_id).await?;
    let row = RequestRow::find(conn, fetch.request_id).await?;
    let reading = Reading { app, claim, fetch, source: row.source };
    match KeptAnswer::next(conn, fetch_id).await? {
        Some(kept) => reading.read(conn, &kept).await,
        None => reading.nothing_kept(conn).await,
    }
}

/// Reading one answer of a fetch.
struct Reading<'a> {
    app: &'a App,
    claim: &'a Claim,
    fetch: Fetch,
    source: Source,
}

impl Reading<'_> {
    async fn read(&self, conn: &mut Connection, kept: &KeptAnswer) -> Result<(), TaskError> {
        let page = match sources::parse(self.source, &kept.body, kept.received_at) {
            Ok(page) if is_readable(&page) => page,
            Ok(page) => {
                let why = format!("{} of {} postings could not be read", page.refused.len(), page.rows);
                return self.unreadable(conn, kept, &why).await;
            }
            Err(error) => return self.unreadable(conn, kept, &error.to_string()).await,
        };
        let request_id = self.fetch.request_id;
        let stored = job::store(conn, self.source, request_id, &page.postings, kept.received_at).await?;
        KeptAnswer::mark_stored(conn, kept.attempt_id, self.app.clock.now()).await?;
        Tracked::add_page(conn, request_id, stored.linked, 0).await?;
        saving::count_pending(conn, &[request_id], self.app.clock.now()).await?;
        let next = self.fetch.position().and_then(|position| position.after(&page, kept.row_limit.unsigned_abs()));
        self.advance(conn, &page, stored, next).await
    }

    /// Counts the page, and either queues for the next one or ends the fetch and covers its window.
    async fn advance(
        &self,
        conn: &mut Connection,
        page: &Page,
        stored: Stored,
        next: Option<Position>,
    ) -> Result<(), TaskError> {
        let (fetch, now) = (&self.fetch, self.app.clock.now());
        let is_over = next.as_ref().is_none_or(|next| is_at_limit(next, fetch));
        let posted = page.postings.iter().filter_map(|posting| posting.posted_at);
        let oldest_posted_at = posted.chain(fetch.oldest_posted_at).min();
        let is_short = fell_short(fetch.span(), fetch.window(), oldest_posted_at);
        let is_cut = is_over && next.is_some();
        let progress = Progress {
            jobs: i32::try_from(page.postings.len()).unwrap_or(i32::MAX),
            new_jobs: stored.new,
            position: next.unwrap_or(Position::Start),
            is_over,
            is_cut,
            oldest_posted_at,
            fell_short: is_over && !is_cut && is_short,
        };
        fetch.advance(conn, &progress, now).await?;
        if is_over {
            RequestRow::cover(conn, fetch.request_id, fetch.window(), is_cut).await?;
        }
        if is_over || !fetch.is_live() {
            self.claim.finish(conn).await?;
        } else {
            self.claim.next_step(conn).await?;
        }
        self.judge(conn).await
    }

    /// An answer came that was not kept, since its page has one already. A live fetch must not stay so without a task.
    async fn nothing_kept(&self, conn: &mut Connection) -> Result<(), TaskError> {
        if self.fetch.is_live() {
            let why = "an answer came for a page that was read before";
            Fetch::end(
                conn,
                self.fetch.id,
                FetchState::Failed,
                Cause { code: ErrorCode::ReadBefore, why },
                self.app.clock.now(),
            )
            .await?;
            self.judge(conn).await?;
        }
        self.claim.finish(conn).await?;
        Ok(())
    }

    /// The answer stays kept, unread: a later version may read it without paying again.
    async fn unreadable(&self, conn: &mut Connection, kept: &KeptAnswer, why: &str) -> Result<(), TaskError> {
        let why = format!("{}: page {} came but could not be read: {why}", self.source.label(), kept.page);
        Fetch::end(
            conn,
            self.fetch.id,
            FetchState::Failed,
            Cause { code: ErrorCode::Unreadable, why: &why },
            self.app.clock.now(),
        )
        .await?;
        self.claim.fail(conn, &why).await?;
        self.judge(conn).await
    }

    async fn judge(&self, conn: &mut Connection) -> Result<(), TaskError> {
        Ok(Tracked::judge_sharers(conn, self.fetch.request_id, &self.app.reaches, self.app.clock.now()).await?)
    }
}

fn is_readable(page: &Page) -> bool {
    page.postings.is_empty() && page.rows < 10 || page.refused.len() * 100 <= page.rows as usize * UNREADABLE_PERCENT
}

/// Pages may be smaller than usual when little was left to buy them with, so where rows are counted rows decide.
fn is_at_limit(next: &Position, fetch: &Fetch) -> bool {
    match next {
        Position::Offset(rows) => *rows >= fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE,
        Position::Start | Position::Cursor(_) => fetch.next_page >= fetch.max_pages,
    }
}
