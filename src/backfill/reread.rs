//! Reading kept answers again, after an update that reads more of each. Nothing is bought.
//!
//! Every answer counts as of its arrival, and so does a job left out until now. Nothing is counted twice, and reading
//! twice changes nothing.

use super::given::Given;
use super::held::Held;
use super::store;
use crate::app::App;
use crate::db::Connection;
use crate::models::answer::KeptAnswer;
use crate::models::attempt::Attempt;
use crate::models::attempt::outcome::Outcome;
use crate::models::combination::Tracked;
use crate::models::fetch::{ErrorCode, Fetch, FetchState, Read};
use crate::models::job::StoredPage;
use crate::models::saving;
use crate::models::source_state::SourceState;
use crate::sources::Page;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;

/// Answers looked up at a time.
const BATCH: i64 = 500;

/// Result of reading again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reread {
    /// Answers read.
    pub answers: i64,
    /// Among them, usable for the first time.
    pub newly_read: i64,
    /// Among them, still unusable.
    pub unreadable: i64,
    /// Jobs never stored before.
    pub new_jobs: i64,
    /// Rows still unreadable.
    pub left_out: i64,
    /// Failed fetches whose window is now held.
    pub fetches_mended: i64,
}

/// Reads every kept answer again, the oldest first, each in a transaction of its own. An answer that waits for a worker
/// is left to the worker.
///
/// # Errors
///
/// Fails when the database does; answers read so far stay read.
pub async fn all(app: &App) -> anyhow::Result<Reread> {
    let mut conn = app.db.conn().await?;
    let mut total = Reread::default();
    let mut after = 0;
    loop {
        let batch = KeptAnswer::readable_again(&mut conn, after, BATCH).await?;
        for (attempt_id, fetch_id) in &batch {
            let reading = conn.transaction(async |conn| one(conn, app, *attempt_id, *fetch_id, &mut total).await);
            reading.await?;
        }
        let Some((last, _)) = batch.last() else { break };
        after = *last;
    }
    app.news.note(|changes| changes.is_general = true);
    Ok(total)
}

async fn one(conn: &mut Connection, app: &App, attempt_id: i64, fetch_id: i64, total: &mut Reread) -> QueryResult<()> {
    let held = Held::of_fetch(conn, fetch_id).await?;
    let (fetch, source) = (&held.fetch, held.source);
    SourceState::lock(conn, source).await?;
    let Some((kept, is_stored)) = KeptAnswer::lock(conn, attempt_id).await? else { return Ok(()) };
    let has_failed = fetch.state == FetchState::Failed && fetch.error_code == Some(ErrorCode::Unreadable);
    if !is_stored && !has_failed {
        return Ok(());
    }
    let (outcome, page) = store::read(source, &kept);
    total.answers += 1;
    total.left_out += i64::from(outcome.left_out);
    let Ok(page) = page else {
        total.unreadable += 1;
        return Ok(());
    };
    let again = Again { app, held, kept, outcome, page };
    let (stored, given) = again.store(conn).await?;
    total.new_jobs += i64::from(stored.counts().new);
    if is_stored {
        again.find_more(conn, &stored).await?;
    } else {
        total.newly_read += 1;
        total.fetches_mended += i64::from(again.count(conn, &stored, &given).await?);
    }
    Ok(())
}

/// A usable answer.
struct Again<'a> {
    app: &'a App,
    held: Held,
    kept: KeptAnswer,
    outcome: Outcome,
    page: Page,
}

impl Again<'_> {
    /// Stores the jobs as of the answer's arrival.
    async fn store(&self, conn: &mut Connection) -> QueryResult<(StoredPage, Given)> {
        let (held, kept) = (&self.held, &self.kept);
        let given = Given::of(conn, held, &self.page.postings).await?;
        let stored = store::store_page(conn, held, &given, &self.page, kept).await?;
        Ok((stored, given))
    }

    /// Counts the gain over the last reading. Answers from before readings were noted have no count.
    async fn find_more(&self, conn: &mut Connection, stored: &StoredPage) -> QueryResult<()> {
        let attempt = (self.kept.attempt_id, self.held.fetch.id, self.held.source);
        Attempt::note_reading(conn, attempt, &self.outcome, self.kept.left_out, None).await?;
        Tracked::add_jobs(conn, self.held.fetch.id, stored).await?;
        let Some(rows) = self.kept.answer_rows else { return Ok(()) };
        let before = rows - self.kept.left_out;
        let now = i32::try_from(self.page.postings.len()).unwrap_or(i32::MAX);
        Fetch::found_more(conn, self.held.fetch.id, now - before, stored.counts().new).await
    }

    /// Counts a page that was never counted; true: the fetch now holds its window. With more pages to come, the fetch
    /// goes on after this page as soon as the request is wanted.
    async fn count(&self, conn: &mut Connection, stored: &StoredPage, given: &Given) -> QueryResult<bool> {
        let now = self.app.clock.now();
        let Held { fetch, source, requests, .. } = &self.held;
        Attempt::count_left_out(conn, fetch.id, *source, self.outcome.left_out - self.kept.left_out).await?;
        // Savings before combinations, as everywhere.
        saving::count_pending(conn, requests, now, self.app.today()).await?;
        Tracked::add_jobs(conn, fetch.id, stored).await?;
        store::settle(conn, self.app, (*source, fetch.id), self.kept.attempt_id, self.page.rows).await?;
        store::share(conn, fetch, given, stored).await?;
        let next = store::after(self.app, fetch, &self.page, &self.kept);
        let read = Read { attempt_id: self.kept.attempt_id, outcome: &self.outcome, claim: None };
        let is_over = store::advance(conn, fetch, &self.page, (stored.counts(), next), read, now).await?;
        Tracked::judge_sharers(conn, fetch.id, &self.app.reaches(), now).await?;
        Ok(is_over)
    }
}
