//! Step 1: permission to buy a page, its payer, and a reservation of its highest cost. A page without a wait for a slot
//! is marked as sent with the reservation.

use super::obstacle::Halt;
use super::pace::Seen;
use super::{Page, Purchase};
use crate::app::App;
use crate::backfill::held::Held;
use crate::db::Connection;
use crate::models::attempt::NewAttempt;
use crate::models::fetch::{Asking, FetchState, Purpose};
use crate::models::source_state::{Crowd, Turn};
use crate::queue::{Claim, TaskError};
use crate::quota::ledger::{self, Booking, Payer};
use crate::quota::meter::Meter;
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::sources::Position;
use diesel_async::AsyncConnection;
use std::time::Instant;

/// Outcome of step 1.
pub(super) enum Reserved<'a> {
    /// The page's price is reserved.
    Page(Box<Purchase<'a>>, Page),
    /// An answer is here already: paid for before a crash, and only to be read.
    AnswerIsHere,
    /// No step to do now; fetch and task have been dealt with.
    Nothing,
}

/// Reserves the next page of a fetch, or handles an obstacle.
pub(super) async fn reserve<'a>(app: &'a App, claim: &'a Claim) -> Result<Reserved<'a>, TaskError> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| in_transaction(conn, app, claim).await).await
}

async fn in_transaction<'a>(conn: &mut Connection, app: &'a App, claim: &'a Claim) -> Result<Reserved<'a>, TaskError> {
    let Some(held) = Held::lock(conn, claim, app.config.lease).await? else { return Err(TaskError::LeaseLost) };
    let fetch = held.fetch.clone();
    if !fetch.is_live() {
        claim.finish(conn).await?;
        return Ok(Reserved::Nothing);
    }
    // Locked by one statement and counted by the next, which sees the work of others so far.
    let turn = Turn::lock(conn, held.source).await?;
    let crowd = Crowd::at(conn, held.source, &fetch).await?;
    if crowd.is_answered {
        return Ok(Reserved::AnswerIsHere);
    }
    match begin(conn, app, claim, held, (&turn, crowd)).await {
        Ok((purchase, page)) => Ok(Reserved::Page(Box::new(purchase), page)),
        Err(Halt::Obstacle(obstacle)) => {
            obstacle.give_way(conn, app, claim, &fetch).await?;
            Ok(Reserved::Nothing)
        }
        Err(Halt::Task(error)) => Err(error),
    }
}

async fn begin<'a>(
    conn: &mut Connection,
    app: &'a App,
    claim: &'a Claim,
    held: Held,
    (turn, crowd): (&Turn, Crowd),
) -> Result<(Purchase<'a>, Page), Halt> {
    let takes_date = turn.takes_dates;
    let purchase = Purchase::begin(conn, app, claim, held, takes_date).await?;
    let seen = purchase.check(turn, crowd)?;
    let page = purchase.reserve(conn, seen, takes_date).await?;
    Ok((purchase, page))
}

impl Purchase<'_> {
    async fn reserve(&self, conn: &mut Connection, seen: Seen, takes_date: Option<bool>) -> Result<Page, Halt> {
        let now = self.app.clock.now();
        let is_tried = takes_date.is_none() && self.tries_date(conn).await?;
        let asked = self.asked_now(if is_tried { Some(true) } else { takes_date })?;
        let meters = Meter::lock_current(conn, self.config, now).await?;
        let (payer, rows) = self.afford(conn, &meters, &seen).await?;
        let tariff = Tariff::of(self.config);
        let most = if seen.is_out { tariff.smallest_page() } else { self.room(&asked.position) };
        let rows = rows.min(most);
        let created_before = if self.fetch.next_page == 1 { asked.created_before } else { self.fetch.created_before };
        let booking = Booking {
            attempt: NewAttempt { is_probe: seen.is_out, ..self.attempt(&payer, tariff, rows) },
            source: self.config.source,
            per_second: self.config.per_second,
            tariff,
            rows,
            payer: &payer,
            sent_for: seen.slot_in.is_zero().then(|| self.config.longest_call()),
            begins: self.begins(Asking { window: asked.window, created_before }),
        };
        let booked_at = Instant::now();
        let booked = ledger::book(conn, &meters, booking, now).await?;
        Ok(Page { attempt_id: booked.id, state: booked.state, booked_at, takes_date, asked, rows, wait: seen.slot_in })
    }

    /// What the fetch asks for from here on, if that is to be written down: between two of its pages nothing changes.
    fn begins(&self, asking: Asking) -> Option<Asking> {
        let fetch = &self.fetch;
        let before = Asking { window: fetch.window(), created_before: fetch.created_before };
        let is_same = fetch.state == FetchState::Running && fetch.error_code.is_none() && before == asking;
        (!is_same).then_some(asking)
    }

    fn attempt(&self, payer: &Payer, tariff: Tariff, rows: u32) -> NewAttempt {
        NewAttempt {
            fetch_id: self.fetch.id,
            page: self.fetch.next_page,
            task_id: self.claim.id,
            is_probe: false,
            fence: self.claim.fence,
            subject: payer.subject,
            day: payer.day,
            hold: tariff.most(tariff.main_unit(), rows),
            credit_unit: tariff.main_unit(),
            row_limit: i32::try_from(rows).unwrap_or(i32::MAX),
        }
    }

    /// Rows of the next page, within the fetch's page limit. A person waiting for a first job gets the first page as
    /// soon as ever.
    fn room(&self, position: &Position) -> u32 {
        let fetch = &self.fetch;
        let is_waited_for = !matches!(fetch.purpose, Purpose::Refresh | Purpose::Audit) && fetch.pages == 0;
        let expected = if is_waited_for { 0 } else { fetch.expected_credits - fetch.credits };
        let rows = Tariff::of(self.config).rows_for(expected);
        let read = match position {
            Position::Offset(rows) => *rows,
            Position::Start => 0,
            // Pages of a list behind a cursor are counted, as usual ones.
            Position::Cursor(_) => return Tariff::of(self.config).page_size(),
        };
        rows.min((fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE).saturating_sub(read).max(1))
    }
}
