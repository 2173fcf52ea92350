//! Step 4: an answer is kept unread, as received, and the reservation becomes the real price.

use super::patience::Patience;
use super::{Page, Purchase};
use crate::backfill::held::Sent;
use crate::db::Connection;
use crate::models::answer::NewAnswer;
use crate::models::attempt::{Attempt, AttemptState};
use crate::models::source_state::Call;
use crate::queue::{self, TaskError};
use crate::quota::ledger::{self, Close, End};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::snapshot;
use crate::sources::breaker::Event;
use crate::sources::{self, Answer};
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
        let rows = sources::charged_rows(&answer.body).ok();
        let (credits, meters) = self.settle(conn, &attempt, rows, answer).await?;
        // May settle attempts unknown before: allowances, which come before combinations.
        let told = snapshot::apply(conn, self.app, self.config, (attempt.id, meters), &answer.quota).await?;
        let call = Call {
            attempt_id: attempt.id,
            event: Event::Answered,
            why: None,
            took: Some(took),
            asked: None,
            places: if attempt.is_probe { self.places(&source) } else { 1 },
            paid: Some((attempt.fetch_id, credits)),
            told: &told,
        };
        // The source is there, with a place free; after an outage, with all places free.
        if source.note(conn, call, self.app.clock.now()).await?.has_woken {
            queue::wake(conn).await?;
        }
        // An unreadable answer says nothing about the question.
        if rows.is_some() { self.was_answered(conn, page).await } else { Ok(()) }
    }

    /// Keeps the answer, turns the reservation into the real price on every meter, and ends the attempt; returns the
    /// credits, and the meters after that. An answer without countable rows and without a stated price is unknown until
    /// the provider's figures tell: it may have been a free error.
    async fn settle(
        &self,
        conn: &mut Connection,
        attempt: &Attempt,
        rows: Option<u32>,
        answer: &Answer,
    ) -> QueryResult<(i64, Vec<Meter>)> {
        let tariff = Tariff::of(self.config);
        let (mut credits, mut is_unpriced, mut ends) = (0, false, Vec::new());
        let (is_kept, holds) = ledger::keep(conn, self.new_answer(attempt, answer)).await?;
        for hold in &holds {
            let price = answer.quota.charged(hold.unit).or(rows.map(|rows| tariff.price(hold.unit, rows)));
            is_unpriced |= price.is_none();
            match price {
                Some(price) => ends.push((hold, End::Settled(price))),
                None if hold.is_unknown => {}
                None => ends.push((hold, End::Unknown)),
            }
            credits = price.filter(|_| hold.is_credits).unwrap_or(credits);
        }
        // Another answer of the page was there first: the page was bought again.
        let state = if is_kept { AttemptState::Settled } else { AttemptState::Late };
        let close = Close { state, cause: None, is_unpriced };
        let meters = ledger::end(conn, attempt.id, &ends, Some(close), self.app.clock.now()).await?;
        Ok((credits, meters))
    }

    fn new_answer<'n>(&self, attempt: &Attempt, answer: &'n Answer) -> NewAnswer<'n> {
        NewAnswer {
            attempt_id: attempt.id,
            fetch_id: attempt.fetch_id,
            page: attempt.page,
            body: &answer.body,
            received_at: self.app.clock.now(),
        }
    }
}
