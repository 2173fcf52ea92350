//! A source's bad minutes: evidence of a failed call about the source, and tasks that wait for the end.

use super::send::Sent;
use super::{Page, Purchase};
use crate::db::Connection;
use crate::models::attempt::Attempt;
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch};
use crate::models::source_state::{Call, Crowd, SourceState, StopCode, ToldOfMeter, Turn};
use crate::queue::{self, TaskError};
use crate::sources::breaker::{Event, LONGEST_PAUSE, MOST_CHARGED};
use crate::sources::{ErrorKind, SourceError};
use diesel::QueryResult;
use std::time::Duration;

/// Pause at a source that asked for less haste without a time.
const RATE_LIMIT_WAIT: Duration = Duration::from_millis(1_100);

/// Tasks called up when the next try is due: the second, in case the first is unwanted by then.
const TRIED_BY: i64 = 2;

impl Purchase<'_> {
    /// Notes a failed call at its source: pause, outage, or a stop. True: the source is stopped.
    pub(super) async fn note_failure(
        &self,
        conn: &mut Connection,
        state: &SourceState,
        (attempt, told): (&Attempt, &[ToldOfMeter]),
        error: &SourceError,
    ) -> QueryResult<bool> {
        let (now, why) = (self.app.clock.now(), self.named(&error.to_string()));
        let asked = asked(&error.kind);
        let event = event(&error.kind);
        let places = match event {
            Event::Answered if state.breaker().is_out() => self.places(state),
            Event::Answered => 1,
            Event::Down | Event::Lost => 0,
        };
        let attempt_id = attempt.id;
        let call = Call { attempt_id, event, why: Some(&why), took: None, asked, places, paid: None, told };
        let noted = state.note(conn, call, now).await?;
        if noted.has_woken {
            queue::wake(conn).await?;
        }
        if let (Event::Lost, Some(pause)) = (event, noted.pause) {
            queue::call_up(conn, self.config.source, TRIED_BY, pause).await?;
        }
        let stop = if let Some(asked) = asked.filter(|asked| *asked > LONGEST_PAUSE) {
            let why = say!("stop-asked-to-wait", wait = wait_in_words(asked));
            Some((StopCode::AskedToWait, why))
        } else if attempt.is_probe && SourceState::charged_tries(conn, self.config.source).await? >= MOST_CHARGED {
            Some((StopCode::Outage, say!("stop-outage", tries = MOST_CHARGED, why = error.kind.to_string())))
        } else {
            None
        };
        if let Some((code, why)) = &stop {
            SourceState::stop(conn, self.config.source, *code, why, now).await?;
        }
        Ok(stop.is_some())
    }

    /// Lets the fetch wait for the end of an outage, at no try's expense. Behind other fetches: should its page alone
    /// be the cause, the others show that.
    pub(super) async fn wait_out(&self, conn: &mut Connection, fetch: &Fetch, cause: Cause<'_>) -> QueryResult<Sent> {
        Fetch::wait(conn, fetch.id, cause).await?;
        let turn = Turn::lock(conn, self.config.source).await?;
        let has_others = queue::call_up(conn, self.config.source, TRIED_BY, turn.slot_in()).await?;
        let seen = self.seen(&turn, Crowd::at(conn, self.config.source, &self.fetch).await?);
        let at_most = if has_others { seen.later() } else { turn.slot_in() };
        self.claim.wait_for(conn, self.config.source, at_most).await?;
        Ok(Sent::PutBack)
    }

    /// Gives a page back when the source went out before the page's slot: no call is sent, and the price is given back.
    /// Without an outage the lease was lost.
    pub(super) async fn give_back(&self, conn: &mut Connection, page: &Page) -> Result<Sent, TaskError> {
        if !self.claim.is_held(conn).await? {
            return Err(TaskError::LeaseLost);
        }
        let fetch = Fetch::lock(conn, self.fetch.id).await?;
        let turn = Turn::lock(conn, self.config.source).await?;
        if turn.state.out_after.is_none_or(|after| page.attempt_id > after) {
            return Err(TaskError::LeaseLost);
        }
        let cause = Cause { code: ErrorCode::Unreachable, why: "the source was out before it was sent" };
        super::abandon::give_up_unsent(conn, self.app, page.attempt_id, cause).await?;
        Fetch::wait(conn, fetch.id, cause).await?;
        let at_most = self.seen(&turn, Crowd::at(conn, self.config.source, &self.fetch).await?).later();
        self.claim.wait_for(conn, self.config.source, at_most).await?;
        Tracked::judge_sharers(conn, fetch.id, &self.app.reaches(), self.app.clock.now()).await?;
        Ok(Sent::PutBack)
    }
}

/// Event at the source, by the kind of failure.
fn event(kind: &ErrorKind) -> Event {
    match kind {
        ErrorKind::Unreachable | ErrorKind::Broken { .. } => Event::Down,
        ErrorKind::NoAnswer { .. } => Event::Lost,
        ErrorKind::RateLimited { .. }
        | ErrorKind::QuotaSpent { .. }
        | ErrorKind::Misconfigured { .. }
        | ErrorKind::Refused { .. } => Event::Answered,
    }
}

/// Pause asked for by an answer.
pub(super) fn asked(kind: &ErrorKind) -> Option<Duration> {
    match kind {
        ErrorKind::RateLimited { retry_after } => Some(retry_after.unwrap_or(RATE_LIMIT_WAIT)),
        ErrorKind::Broken { retry_after, .. } => *retry_after,
        _ => None,
    }
}

/// "5 hours", "365 days".
fn wait_in_words(wait: Duration) -> String {
    match wait.as_secs().div_ceil(3_600) {
        hours @ ..48 => say!("stop-hours", count = hours),
        hours => say!("stop-days", count = hours / 24),
    }
}
