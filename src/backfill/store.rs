//! Step 5: reads a paid answer, stores its jobs, advances the coverage. Can be done again at will.

use super::audit;
use super::days;
use super::given::{Given, near, note_compared};
use super::held::Held;
use super::trial;
use crate::app::App;
use crate::coverage::reach::fell_short;
use crate::db::Connection;
use crate::models::answer::KeptAnswer;
use crate::models::attempt::Attempt;
use crate::models::attempt::outcome::Outcome;
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState, Progress, Read};
use crate::models::job::{self, Stored, StoredPage};
use crate::models::saving;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue::{Claim, TaskError};
use crate::quota::ledger::{self, End};
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::sources::{self, Page, Position, Reading, Source};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Stores the fetch's waiting answer, and decides the next step.
///
/// # Errors
///
/// [`TaskError`] says whether to try again: a lost lease, or the database. An answer that cannot be read is no error.
pub async fn next_answer(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let topics = conn.transaction(async |conn| store(conn, app, claim).await).await?;
    app.news.note(|changes| changes.topics.extend(topics));
    Ok(())
}

/// Stores the next kept answer. Returns the changed topics.
async fn store(conn: &mut Connection, app: &App, claim: &Claim) -> Result<Vec<i64>, TaskError> {
    let held = Held::lock(conn, claim, app.config.lease).await?;
    let Some(held) = held else { return Err(TaskError::LeaseLost) };
    let storing = Storing { app, claim, held };
    match KeptAnswer::next(conn, storing.held.fetch.id).await? {
        Some((kept, has_pending)) => storing.read(conn, &kept, has_pending).await,
        None => storing.nothing_kept(conn).await.map(|()| Vec::new()),
    }
}

/// Reads an answer: the page, if usable, with the outcome; else the cause.
pub(super) fn read(source: Source, kept: &KeptAnswer) -> (Outcome, Result<Page, String>) {
    match sources::parse(source, &kept.body, kept.received_at) {
        Ok(page) if page.reading() == Reading::Unreadable => {
            let why = format!("none of its {} postings: {}", page.rows, page.left_out().unwrap_or_default());
            (Outcome::of(&page), Err(why))
        }
        Ok(page) => (Outcome::of(&page), Ok(page)),
        Err(error) => (Outcome::no_page(), Err(error.to_string())),
    }
}

/// Storing one answer of a fetch.
struct Storing<'a> {
    app: &'a App,
    claim: &'a Claim,
    held: Held,
}

impl Storing<'_> {
    /// Reads a kept answer and stores its page. `has_pending`: savings wait for a page. Returns the changed topics.
    async fn read(&self, conn: &mut Connection, kept: &KeptAnswer, has_pending: bool) -> Result<Vec<i64>, TaskError> {
        let Held { fetch, source, .. } = &self.held;
        let (outcome, page) = read(*source, kept);
        // The source before its attempt, as everywhere; and only for a note, since buying waits for the source's row.
        if page.is_err() || outcome.left_out != kept.left_out || kept.was_unknown {
            SourceState::lock(conn, *source).await?;
        }
        let page = match page {
            Ok(page) => page,
            Err(why) => {
                let shown = format!("{why}; it begins with: {}", sources::beginning(&kept.body));
                let attempt = (kept.attempt_id, fetch.id, *source);
                Attempt::note_reading(conn, attempt, &outcome, kept.left_out, Some(&shown)).await?;
                return self.unreadable(conn, kept, &why).await.map(|()| Vec::new());
            }
        };
        let now = self.app.clock.now();
        Attempt::count_left_out(conn, fetch.id, *source, outcome.left_out - kept.left_out).await?;
        let given = Given::of(conn, &self.held, &page.postings).await?;
        // Savings before combinations, as in saving searches. For a list, savings of requests with jobs on the page;
        // the others at the list's end, when they are known to have none.
        if has_pending {
            saving::count_pending(conn, &given.brought_for(), now, self.app.today()).await?;
        }
        if kept.was_unknown {
            settle(conn, self.app, (*source, fetch.id), kept.attempt_id, page.rows).await?;
        }
        let stored = store_page(conn, &self.held, &given, &page, kept).await?;
        note_compared(conn, &self.held, &page.postings, &stored, now).await?;
        // All combinations of a list at once, before some get their share.
        let locked = match stored.linked.is_empty() && fetch.cells == 1 {
            true => None,
            false => Some(Tracked::add_jobs(conn, fetch.id, &stored).await?),
        };
        share(conn, fetch, &given, &stored).await?;
        let next = after(self.app, fetch, &page, kept);
        let read = Read { attempt_id: kept.attempt_id, outcome: &outcome, claim: Some(self.claim) };
        let is_over = advance(conn, fetch, &page, (stored.counts(), next), read, now).await?;
        // No standing has changed where the fetch goes on.
        if is_over || !fetch.is_live() {
            match locked {
                Some(sharers) => {
                    Tracked::judge_locked_sharers(conn, fetch.id, &sharers, &self.app.reaches(), now).await?;
                }
                None => self.judge(conn).await?,
            }
            // At a list's end its savings are measured, and some of its requests checked.
            let is_due = || audit::is_due(self.app, &self.held.requests);
            if fetch.cells > 1 && (is_due() || saving::has_unmeasured(conn, fetch.id).await?) {
                Fetch::plan_again(conn, fetch.id, now).await?;
            }
        }
        Ok(stored.topics)
    }

    /// Ends a fetch after a dropped answer (its page has one already): a live fetch must not stay without a task.
    async fn nothing_kept(&self, conn: &mut Connection) -> Result<(), TaskError> {
        if self.held.fetch.is_live() {
            let why = "an answer came for a page that was read before";
            Fetch::end(
                conn,
                self.held.fetch.id,
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

    /// Fails the fetch. The answer stays kept, unread: a later version may read it without another payment. Three
    /// unreadable answers in a row stop the source.
    async fn unreadable(&self, conn: &mut Connection, kept: &KeptAnswer, why: &str) -> Result<(), TaskError> {
        let now = self.app.clock.now();
        let source = self.held.source;
        let why = format!("{}: page {} came but could not be read: {why}", source.label(), kept.page);
        Fetch::end(conn, self.held.fetch.id, FetchState::Failed, Cause { code: ErrorCode::Unreadable, why: &why }, now)
            .await?;
        SourceState::failed(conn, source, &why, now).await?;
        if Attempt::is_source_unreadable(conn, source).await? {
            let why = format!(
                "three answers in a row could not be read; the last begins with: {}",
                sources::beginning(&kept.body)
            );
            SourceState::stop(conn, source, StopCode::Unreadable, &why, now).await?;
        }
        self.claim.fail(conn, &why).await?;
        self.judge(conn).await
    }

    async fn judge(&self, conn: &mut Connection) -> Result<(), TaskError> {
        Ok(Tracked::judge_sharers(conn, self.held.fetch.id, &self.app.reaches(), self.app.clock.now()).await?)
    }
}

/// Stores a page's jobs as of the answer's arrival, each for the requests it was given to.
pub(super) async fn store_page(
    conn: &mut Connection,
    held: &Held,
    given: &Given,
    page: &Page,
    kept: &KeptAnswer,
) -> QueryResult<StoredPage> {
    let near = near(held, &page.postings);
    job::store_list(conn, held.source, given.each(), &page.postings, near, kept.received_at).await
}

/// Shares out the price and the jobs of a list's page.
pub(super) async fn share(conn: &mut Connection, fetch: &Fetch, given: &Given, stored: &StoredPage) -> QueryResult<()> {
    if fetch.cells == 1 {
        return Ok(());
    }
    fetch.share(conn, &given.shares(stored), given.orphans()).await
}

/// Settles the price of an answer counted late, unless the provider's figures have told the price since.
pub(super) async fn settle(
    conn: &mut Connection,
    app: &App,
    (source, fetch_id): (Source, i64),
    attempt_id: i64,
    rows: u32,
) -> QueryResult<()> {
    let Some(config) = app.config.source(source) else { return Ok(()) };
    for hold in ledger::lock_open_holds(conn, attempt_id).await? {
        let price = Tariff::of(config).price(hold.unit, rows);
        ledger::end(conn, attempt_id, &[(&hold, End::Settled(price))], None, app.clock.now()).await?;
        if hold.is_credits {
            Fetch::add_credits(conn, fetch_id, price).await?;
        }
    }
    Ok(())
}

/// Position of the next page; None: this was the last.
pub(super) fn after(app: &App, fetch: &Fetch, page: &Page, kept: &KeptAnswer) -> Option<Position> {
    let dialect = app.config.source(page.source).map(|config| config.settings.dialect(page.source));
    let is_by_cursor = dialect.is_some_and(|dialect| sources::is_by_cursor(fetch.span(), dialect));
    fetch.position()?.after(page, kept.row_limit.unsigned_abs(), is_by_cursor)
}

/// Counts a page at its fetch, and the task goes on; true: the fetch is over and its window covered. A mostly unreadable
/// page is the last: the provider has changed something, and further pages may be worthless.
pub(super) async fn advance(
    conn: &mut Connection,
    fetch: &Fetch,
    page: &Page,
    (stored, next): (Stored, Option<Position>),
    read: Read<'_>,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let is_mostly_left_out = page.refused.len() > page.postings.len();
    let is_over = next.as_ref().is_none_or(|next| is_mostly_left_out || is_at_limit(next, fetch, page));
    let posted = page.postings.iter().filter_map(|posting| posting.posted_at);
    let oldest_posted_at = posted.chain(fetch.oldest_posted_at).min();
    let jobs = i32::try_from(page.postings.len()).unwrap_or(i32::MAX);
    let is_short = fell_short(fetch.span(), fetch.window(), oldest_posted_at, fetch.jobs.saturating_add(jobs));
    let is_cut = is_over && next.is_some();
    let reaches_back = is_over && days::reach_back(conn, fetch, (page.source, oldest_posted_at), now).await?;
    let is_trial = is_over && fetch.cells > 1 && trial::ends(conn, fetch, page.source, now).await?;
    let progress = Progress {
        jobs,
        new_jobs: stored.new,
        position: next.unwrap_or(Position::Start),
        is_over,
        is_cut,
        oldest_posted_at,
        fell_short: is_over && !is_cut && is_short && !reaches_back,
        is_trial,
    };
    fetch.advance(conn, &progress, read, now).await?;
    Ok(is_over)
}

/// True at the page limit. Pages may be small when few credits were left, so where rows are counted rows decide.
fn is_at_limit(next: &Position, fetch: &Fetch, page: &Page) -> bool {
    match next {
        Position::Cursor(_) if page.source == Source::ActiveJobs => {
            let before = (fetch.next_page - 1 - fetch.pages).unsigned_abs() * ACTIVE_JOBS_PAGE;
            let read = (fetch.jobs + fetch.left_out).unsigned_abs() + page.rows;
            before + read >= fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE
        }
        Position::Offset(rows) => *rows >= fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE,
        Position::Start | Position::Cursor(_) => fetch.next_page >= fetch.max_pages,
    }
}
