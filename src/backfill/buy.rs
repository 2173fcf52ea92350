//! Buying a page, in five steps that survive a crash between any two.
//!
//! 1. One transaction: check meters and allowances, reserve the highest possible cost, record the attempt.
//! 2. Mark the attempt sent, fenced by the task's claim: with step 1, unless the page has to wait for a slot.
//! 3. One HTTP request, with no transaction open.
//! 4. One transaction: keep the raw answer, settle to the real price.
//! 5. Read the answer, store its jobs, advance the coverage (`store`).
//!
//! A lost answer is unknown: it stays counted as spent, and its page is bought again at most once.

mod abandon;
mod afford;
mod date;
mod keep;
mod obstacle;
mod outage;
mod pace;
mod patience;
mod refuse;
mod reserve;
mod send;

pub use self::abandon::abandon;
pub use self::pace::{places, tasks_at_once};

use self::obstacle::{Halt, Obstacle};
use self::reserve::Reserved;
use self::send::Sent;
use super::held::Held;
use crate::app::App;
use crate::config::SourceConfig;
use crate::coverage::window::Window;
use crate::crash_point;
use crate::db::Connection;
use crate::models::attempt::AttemptState;
use crate::models::fetch::{ErrorCode, Fetch};
use crate::queue::{Claim, TaskError};
use crate::sources::{Position, Request, Source, Span};
use anyhow::anyhow;
use chrono::{DateTime, Utc};
use std::time::{Duration, Instant};

/// Buys the next page of a fetch and stores its postings.
///
/// # Errors
///
/// [`TaskError`] says whether to try again: a lost lease, a limit that defers the fetch, a failed call, or the
/// database.
pub async fn next_page(app: &App, claim: &Claim) -> Result<(), TaskError> {
    match reserve::reserve(app, claim).await? {
        Reserved::Nothing => return Ok(()),
        Reserved::AnswerIsHere => {}
        Reserved::Page(purchase, page) => {
            if page.state == AttemptState::Reserved {
                crash_point::reach(&app.config, "reserved");
            }
            if purchase.send(&page).await? == Sent::PutBack {
                return Ok(());
            }
        }
    }
    crash_point::reach(&app.config, "kept");
    super::store::next_answer(app, claim).await?;
    crash_point::reach(&app.config, "stored");
    Ok(())
}

/// Common ground of all steps: the fetch, its source, and the claim of the worker.
struct Purchase<'a> {
    app: &'a App,
    claim: &'a Claim,
    config: &'a SourceConfig,
    /// The fetch as found by step 1; later steps lock its row anew.
    fetch: Fetch,
    request: Request,
    /// Further titles of a list, and further forms of titles.
    or_titles: Vec<String>,
}

/// A page with its price reserved.
struct Page {
    attempt_id: i64,
    /// State of the attempt; `sending`: marked as sent already, since the page waits for no slot.
    state: AttemptState,
    /// Moment just before the booking.
    booked_at: Instant,
    /// Whether the source takes date bounds, by the knowledge of that moment.
    takes_date: Option<bool>,
    asked: Asked,
    /// Most rows asked for.
    rows: u32,
    /// Time until the source's rhythm lets the call go out.
    wait: Duration,
}

/// A fetch's question to its source.
struct Asked {
    span: Span,
    position: Position,
    window: Window,
    /// Lower bound on creation: the source leaves out jobs known before.
    created_since: Option<DateTime<Utc>>,
    /// Upper bound on creation: the source leaves out jobs learnt later.
    created_before: Option<DateTime<Utc>>,
}

impl Asked {
    /// The question in the fetch's row. An unreadable row is our fault: the fetch fails, nothing is lost.
    fn of(fetch: &Fetch) -> Result<Self, TaskError> {
        Ok(Self {
            span: fetch.span(),
            position: fetch.position().ok_or_else(|| unreadable(fetch, "position"))?,
            window: fetch.window(),
            created_since: fetch.created_since,
            created_before: fetch.created_before,
        })
    }

    /// True with a bound on creation.
    fn has_date(&self) -> bool {
        self.created_since.is_some() || self.created_before.is_some()
    }
}

impl<'a> Purchase<'a> {
    async fn begin(
        conn: &mut Connection,
        app: &'a App,
        claim: &'a Claim,
        held: Held,
        takes_date: Option<bool>,
    ) -> Result<Self, Halt> {
        let Held { fetch, source, keys, .. } = held;
        let parsed: Option<Vec<Request>> = keys.iter().map(|key| Request::from_key(source, key)).collect();
        let mut requests = parsed.ok_or_else(|| unreadable(&fetch, "request"))?.into_iter();
        let request = requests.next().ok_or_else(|| unreadable(&fetch, "request"))?;
        let titles =
            |request: Request| if fetch.in_forms { request.titles() } else { vec![request.title().to_owned()] };
        let own = titles(request.clone()).into_iter().skip(1);
        let or_titles = own.chain(requests.flat_map(titles)).collect();
        let Some(config) = app.config.source(request.source()) else {
            let why = named(request.source(), "no key is set");
            return Err(Obstacle::Fail { code: ErrorCode::NoKey, why }.into());
        };
        let mut purchase = Self { app, claim, config, fetch, request, or_titles };
        purchase.drop_refused_date(conn, takes_date).await?;
        Ok(purchase)
    }

    /// Message with the source's name: "JSearch: monthly quota spent".
    fn named(&self, why: &str) -> String {
        named(self.config.source, why)
    }
}

fn unreadable(fetch: &Fetch, what: &str) -> TaskError {
    TaskError::fail(anyhow!("fetch {}: its {what} is not readable", fetch.id))
}

fn named(source: Source, why: &str) -> String {
    format!("{}: {why}", source.label())
}
