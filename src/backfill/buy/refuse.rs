//! Step 4 without a page: the cost of the failure, and its effect on fetch and task.

use super::outage::asked;
use super::patience::Patience;
use super::send::Sent;
use super::{Page, Purchase};
use crate::backfill::trial;
use crate::db::Connection;
use crate::models::attempt::{Attempt, AttemptState};
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState};
use crate::models::source_state::{SourceState, StopCode, ToldOfMeter};
use crate::queue::{Snooze, TaskError, backoff};
use crate::quota::ledger::{self, Close, End, OpenHold};
use crate::quota::meter::Meter;
use crate::quota::snapshot;
use crate::sources::{Charge, ErrorKind, SourceError, Unit};
use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::Duration;

/// Effect of a failure on the task, written down with the failure.
type Ended = Result<Sent, TaskError>;

/// Wait before a spent quota without a known reset is looked at again.
const QUOTA_CHECK: TimeDelta = TimeDelta::days(1);

impl Purchase<'_> {
    /// Settles a purchase without a page, by the kind and cost of the failure, as patiently as an answer is kept: the
    /// source may have asked for a pause, or have said what it charged. In an outage the task waits for the end;
    /// otherwise the task ends in an error.
    pub(super) async fn refuse(&self, page: &Page, error: SourceError) -> Ended {
        let patience = Patience::begin(page.attempt_id);
        let mut reached = None;
        loop {
            if let Some(written) = patience.judge(self.refuse_once(page, &error, &mut reached)).await {
                written?;
                return reached.unwrap_or(Err(TaskError::LeaseLost));
            }
        }
    }

    /// Writes down a failure, in a single try. Where the attempt has ended already, what a try before has `reached`
    /// stands: its commit may have come through unheard. Where that try was undone and another worker took over, no
    /// harm is done either, since the end of a task is fenced by the claim.
    async fn refuse_once(
        &self,
        page: &Page,
        error: &SourceError,
        reached: &mut Option<Ended>,
    ) -> Result<(), TaskError> {
        let mut conn = self.app.db.conn().await?;
        let ended = conn.transaction(async |conn| {
            if let Some(ended) = self.refuse_in(conn, page, error).await? {
                *reached = Some(ended);
            }
            QueryResult::Ok(())
        });
        Ok(ended.await?)
    }

    /// Effect of a failure; None: the attempt has ended already.
    async fn refuse_in(&self, conn: &mut Connection, page: &Page, error: &SourceError) -> QueryResult<Option<Ended>> {
        let now = self.app.clock.now();
        // Task, fetch, source, attempt, as everywhere.
        let is_held = self.claim.is_held(conn).await?;
        let fetch = Fetch::lock(conn, self.fetch.id).await?;
        let state = SourceState::lock(conn, self.config.source).await?;
        let attempt = Attempt::lock(conn, page.attempt_id).await?;
        if attempt.state != AttemptState::Sending {
            return Ok(None);
        }
        let cause = Cause { code: error_code(&error.kind), why: &self.named(&error.to_string()) };
        let told = self.settle_failure(conn, &attempt, error).await?;
        let is_stopped = self.note_failure(conn, &state, (&attempt, &told), error).await?;
        if !is_held {
            return Ok(Some(Err(TaskError::LeaseLost)));
        }
        if !fetch.is_live() {
            return Ok(Some(Err(TaskError::fail(anyhow!("{}", cause.why)))));
        }
        let outcome = match is_stopped && !fetch.is_one_pass {
            // The next look finds the stop, and puts the fetch off for it.
            true => Err(TaskError::Snooze(Snooze::default())),
            false => self.follow_up(conn, &fetch, page, &error.kind, cause).await?,
        };
        Tracked::judge_sharers(conn, fetch.id, &self.app.reaches(), now).await?;
        Ok(Some(outcome))
    }

    /// Settles the cost of the failure, on every meter. Returns what its answer told of the meters.
    async fn settle_failure(
        &self,
        conn: &mut Connection,
        attempt: &Attempt,
        error: &SourceError,
    ) -> QueryResult<Vec<ToldOfMeter>> {
        let holds = ledger::lock_open_holds(conn, attempt.id).await?;
        let end = |hold: &OpenHold| match error.quota.charged(hold.unit) {
            Some(0) => End::Voided,
            Some(charged) => End::Settled(charged),
            None => cost_of(error.charge, hold),
        };
        let ends: Vec<_> = holds.iter().map(|hold| (hold, end(hold))).collect();
        let is_open = ends.iter().any(|(_, end)| matches!(end, End::Unknown));
        let state = match error.charge {
            Charge::None => AttemptState::Voided,
            Charge::Requests(_) => AttemptState::Refused,
            Charge::Unknown => AttemptState::Unknown,
        };
        let cause = Cause { code: error_code(&error.kind), why: &error.to_string() };
        let close = Close { state, cause: Some(cause), is_unpriced: false };
        let meters = ledger::end(conn, attempt.id, &ends, Some(close), self.app.clock.now()).await?;
        // Lost after the provider had told the charge.
        if state == AttemptState::Unknown && !is_open {
            Attempt::close_unknown(conn, attempt.id).await?;
        }
        snapshot::apply(conn, self.app, self.config, (attempt.id, meters), &error.quota).await
    }

    /// True when a first page for several titles is refused as such, not for its date: none was sent, or dates are
    /// known to be taken and lists are not. Where both are known the date is blamed first: without it the fetch goes on
    /// at once.
    async fn is_refused_as_list(&self, conn: &mut Connection, fetch: &Fetch, page: &Page) -> QueryResult<bool> {
        if self.or_titles.is_empty() || fetch.pages > 0 {
            return Ok(false);
        }
        if !page.asked.has_date() {
            return Ok(true);
        }
        let takes_date = Capability::takes_dates(conn, self.config.source).await? == Some(true);
        let lists = (self.config.source, CapabilityName::Lists);
        Ok(takes_date && !Capability::is(conn, lists, CapabilityState::On).await?)
    }

    /// Effect of the failure on fetch and task.
    async fn follow_up(
        &self,
        conn: &mut Connection,
        fetch: &Fetch,
        page: &Page,
        kind: &ErrorKind,
        cause: Cause<'_>,
    ) -> QueryResult<Ended> {
        let error = match kind {
            ErrorKind::Unreachable | ErrorKind::Broken { .. } if !fetch.is_one_pass => {
                return self.wait_out(conn, fetch, cause).await.map(Ok);
            }
            ErrorKind::QuotaSpent { .. } if fetch.is_optional() => {
                self.end(conn, fetch, FetchState::Cancelled, cause).await
            }
            ErrorKind::QuotaSpent { resets_in, .. } if !fetch.is_one_pass => {
                self.wait_for_quota(conn, fetch, *resets_in).await
            }
            ErrorKind::Misconfigured { .. } => {
                let now = self.app.clock.now();
                SourceState::stop(conn, self.config.source, StopCode::Misconfigured, &kind.to_string(), now).await?;
                self.end(conn, fetch, FetchState::Failed, cause).await
            }
            ErrorKind::Refused { .. } if self.is_refused_as_list(conn, fetch, page).await? => {
                let now = self.app.clock.now();
                if !page.asked.has_date() {
                    // Also refused without the date that was blamed before.
                    self.was_refused(conn, fetch, page).await?;
                }
                trial::was_refused(conn, fetch, self.config.source, now).await?;
                if fetch.cells == 1 {
                    Fetch::ask_in_one_form(conn, fetch.id).await?;
                    return Ok(Err(TaskError::Snooze(Snooze::default())));
                }
                self.end(conn, fetch, FetchState::Failed, cause).await
            }
            ErrorKind::Refused { .. } if self.was_refused(conn, fetch, page).await? => {
                Ok(TaskError::Snooze(Snooze::default()))
            }
            ErrorKind::Refused { .. } | ErrorKind::QuotaSpent { .. } => {
                self.end(conn, fetch, FetchState::Failed, cause).await
            }
            ErrorKind::RateLimited { .. } => self.try_again(conn, fetch, cause, asked(kind).unwrap_or_default()).await,
            ErrorKind::Unreachable | ErrorKind::NoAnswer { .. } | ErrorKind::Broken { .. } => {
                self.try_again(conn, fetch, cause, Duration::ZERO).await
            }
        };
        error.map(Err)
    }

    async fn end(
        &self,
        conn: &mut Connection,
        fetch: &Fetch,
        state: FetchState,
        cause: Cause<'_>,
    ) -> QueryResult<TaskError> {
        Fetch::end(conn, fetch.id, state, cause, self.app.clock.now()).await?;
        Ok(TaskError::fail(anyhow!("{}", cause.why)))
    }

    async fn wait_for_quota(
        &self,
        conn: &mut Connection,
        fetch: &Fetch,
        resets_in: Option<Duration>,
    ) -> QueryResult<TaskError> {
        let until = self.quota_reset(conn, resets_in).await?;
        let day = self.app.local_date(until).format("%-d %B");
        let why = self.named(&format!("monthly quota spent, resets on {day}"));
        Fetch::put_off(conn, fetch.id, until, Cause { code: ErrorCode::Quota, why: &why }).await?;
        Ok(TaskError::Snooze(Snooze { until: Some(until), ..Snooze::default() }))
    }

    /// Time of the reset by the provider's word, else by our period.
    async fn quota_reset(&self, conn: &mut Connection, resets_in: Option<Duration>) -> QueryResult<DateTime<Utc>> {
        let now = self.app.clock.now();
        if let Some(resets_in) = resets_in.and_then(|span| TimeDelta::from_std(span).ok()) {
            return Ok(now + resets_in);
        }
        let meters = Meter::lock_current(conn, self.config, now).await?;
        Ok(meters.iter().map(|meter| meter.resets_at).max().unwrap_or(now + QUOTA_CHECK))
    }

    /// Puts the task back into the queue, unless this was the last try. `wait`: on top of the usual backoff.
    async fn try_again(
        &self,
        conn: &mut Connection,
        fetch: &Fetch,
        cause: Cause<'_>,
        wait: Duration,
    ) -> QueryResult<TaskError> {
        if self.claim.attempt >= self.claim.max_attempts {
            return self.end(conn, fetch, FetchState::Failed, cause).await;
        }
        Fetch::wait(conn, fetch.id, cause).await?;
        Ok(TaskError::Retry { why: anyhow!("{}", cause.why), wait: Some(wait + backoff(self.claim.attempt)) })
    }
}

fn cost_of(charge: Charge, hold: &OpenHold) -> End {
    match charge {
        Charge::None => End::Voided,
        Charge::Requests(calls) if hold.unit == Unit::Requests => End::Settled(calls.into()),
        Charge::Requests(_) => End::Voided,
        Charge::Unknown => End::Unknown,
    }
}

/// The stable name of a failure, for grouping.
fn error_code(kind: &ErrorKind) -> ErrorCode {
    match kind {
        ErrorKind::RateLimited { .. } => ErrorCode::RateLimited,
        ErrorKind::QuotaSpent { .. } => ErrorCode::Quota,
        ErrorKind::Unreachable => ErrorCode::Unreachable,
        ErrorKind::NoAnswer { .. } => ErrorCode::NoAnswer,
        ErrorKind::Broken { .. } => ErrorCode::BrokenAnswer,
        ErrorKind::Misconfigured { .. } => ErrorCode::Misconfigured,
        ErrorKind::Refused { .. } => ErrorCode::Refused,
    }
}
