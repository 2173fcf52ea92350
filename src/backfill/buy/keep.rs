//! Step 4: an answer is kept unread, as received, and the reservation becomes the real price.

use super::patience::Patience;
use super::{Page, Purchase};
use crate::backfill::held::Sent;
use crate::db::Connection;
use crate::models::answer::NewAnswer;
use crate::models::attempt::{Attempt, AttemptState};
use crate::models::fetch::Fetch;
use crate::models::source_state::{Call, SourceState};
use crate::queue::{self, TaskError};
use crate::quota::ledger::{self, Close, End};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::snapshot;
use crate::sources::breaker::Event;
use crate::sources::{self, Answer, QuotaHeaders};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::Duration;

impl Purchase<'_> {
    /// Keeps a paid answer, with patience. Fenced by the attempt, not by the claim: a late answer is worth keeping too.
    pub(super) async fn keep(&self, page: &Page, answer: &Answer, took: Duration) -> Result<(), TaskError> {
        let patience = Patience::begin(page.attempt_id);
        loop {
            if let Some(outcome) = patience.judge(self.keep_once(page, answer, took)).await {
                return outcome;
            }
        }
    }

    async fn keep_once(&self, page: &Page, answer: &Answer, took: Duration) -> Result<(), TaskError> {
        let mut conn = self.app.db.conn().await?;
        Ok(conn.transaction(async |conn| self.keep_in(conn, page, answer, took).await).await?)
    }

    async fn keep_in(&self, conn: &mut Connection, page: &Page, answer: &Answer, took: Duration) -> QueryResult<()> {
        // Fetch, source, attempt, meters, as everywhere: two purchases never wait for each other in a circle.
        let locked = Sent::lock(conn, self.fetch.id, self.config.source, page.attempt_id).await?;
        let Sent { source, attempt } = locked;
        if !matches!(attempt.state, AttemptState::Sending | AttemptState::Unknown) {
            return Ok(());
        }
        let is_bought_again = !self.insert(conn, &attempt, answer).await?;
        let rows = sources::charged_rows(&answer.body).ok();
        let state = if is_bought_again { AttemptState::Late } else { AttemptState::Settled };
        let (credits, meters) = self.settle(conn, (attempt.id, state), rows, &answer.quota).await?;
        // May settle attempts unknown before: allowances, which come before combinations.
        snapshot::apply(conn, self.app, self.config, (attempt.id, meters), &answer.quota).await?;
        Fetch::add_credits(conn, attempt.fetch_id, credits).await?;
        self.note_answer(conn, &source, &attempt, took).await?;
        // An unreadable answer says nothing about the question.
        if rows.is_some() { self.was_answered(conn, page).await } else { Ok(()) }
    }

    /// Notes that the source is there, with a place free; after an outage, with all places free.
    async fn note_answer(
        &self,
        conn: &mut Connection,
        state: &SourceState,
        attempt: &Attempt,
        took: Duration,
    ) -> QueryResult<()> {
        let (attempt_id, took) = (attempt.id, Some(took));
        let places = if attempt.is_probe { self.places(state) } else { 1 };
        let call = Call { attempt_id, event: Event::Answered, why: None, took, asked: None, places };
        let noted = state.note(conn, call, self.app.clock.now()).await?;
        if noted.has_woken { queue::wake(conn).await } else { Ok(()) }
    }

    /// Inserts the answer. False: the page was answered before, read or not.
    async fn insert(&self, conn: &mut Connection, attempt: &Attempt, answer: &Answer) -> QueryResult<bool> {
        let kept = NewAnswer {
            attempt_id: attempt.id,
            fetch_id: attempt.fetch_id,
            page: attempt.page,
            body: &answer.body,
            received_at: self.app.clock.now(),
        };
        kept.insert(conn).await
    }

    /// Turns the reservation into the real price on every meter, and ends the attempt; returns the credits, and the
    /// meters after that. An answer without countable rows and without a stated price is unknown until the provider's
    /// figures tell: it may have been a free error.
    async fn settle(
        &self,
        conn: &mut Connection,
        (attempt_id, state): (i64, AttemptState),
        rows: Option<u32>,
        quota: &QuotaHeaders,
    ) -> QueryResult<(i64, Vec<Meter>)> {
        let tariff = Tariff::of(self.config);
        let (mut credits, mut is_unpriced, mut ends) = (0, false, Vec::new());
        let holds = ledger::lock_open_holds(conn, attempt_id).await?;
        for hold in &holds {
            let price = quota.charged(hold.unit).or(rows.map(|rows| tariff.price(hold.unit, rows)));
            is_unpriced |= price.is_none();
            match price {
                Some(price) => ends.push((hold, End::Settled(price))),
                None if hold.is_unknown => {}
                None => ends.push((hold, End::Unknown)),
            }
            credits = price.filter(|_| hold.is_credits).unwrap_or(credits);
        }
        let close = Close { state, cause: None, is_unpriced };
        let meters = ledger::end(conn, attempt_id, &ends, Some(close), self.app.clock.now()).await?;
        Ok((credits, meters))
    }
}
