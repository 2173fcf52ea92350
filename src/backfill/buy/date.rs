//! Bounds on a source's list by the date at which the source learnt of a job. The first answer shows whether a source
//! takes bounds, and the result is kept.

use super::obstacle::{Halt, Obstacle};
use super::{Asked, Page, Purchase};
use crate::coverage::reach::{Later, Reach};
use crate::db::Connection;
use crate::models::attempt::Attempt;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::{ErrorCode, Fetch, Purpose};
use crate::sources::{Position, Source};
use diesel::QueryResult;

/// Most paid refusals of a page that the date explains.
const MOST_REFUSALS: i64 = 2;

impl Purchase<'_> {
    /// Drops the date of a fetch planned before the source refused dates: it asks without a date from the start.
    pub(super) async fn drop_refused_date(&mut self, conn: &mut Connection, takes: Option<bool>) -> QueryResult<()> {
        let fetch = &self.fetch;
        if fetch.created_since.is_some() && fetch.next_page == 1 && takes == Some(false) {
            self.ask_without(conn, fetch).await?;
            self.fetch = Fetch::lock(conn, fetch.id).await?;
        }
        Ok(())
    }

    /// True for the fetch to show whether the source takes dates, while unknown: the first of a run, since nobody waits
    /// for it. Bounding the window's end changes nothing in the postings, and the answer shows the capability.
    pub(super) async fn tries_date(&self, conn: &mut Connection) -> QueryResult<bool> {
        let fetch = &self.fetch;
        let may_try = self.config.source == Source::ActiveJobs && fetch.purpose == Purpose::Refresh;
        match fetch.refresh_id.filter(|_| may_try && fetch.next_page == 1) {
            Some(run) => Fetch::is_first_of_run(conn, run, self.config.source, fetch.id).await,
            None => Ok(false),
        }
    }

    /// Question for the next page. Before the first page the window moves up to now, since the fetch may have waited. A
    /// later page is asked of the list as it was, where the list has moved since; where the source cannot be asked so,
    /// the fetch cannot go on.
    pub(super) fn asked_now(&self, takes_created_since: Option<bool>) -> Result<Asked, Halt> {
        let asked = Asked::of(&self.fetch)?;
        let reach = self.app.reach(self.config.source);
        let Some(reach) = reach.map(|reach| Reach { takes_created_since, ..reach }) else { return Ok(asked) };
        let now = self.app.clock.now();
        if self.fetch.next_page == 1 {
            let window = match self.fetch.purpose {
                // The wider fetch's window, without later postings.
                Purpose::Audit => asked.window,
                _ => reach.covered_by(asked.span, asked.created_since, now),
            };
            return Ok(Asked { created_before: reach.bound(window), window, ..asked });
        }
        // A list by ids keeps its place, whatever comes on top.
        if self.config.source == Source::ActiveJobs && matches!(asked.position, Position::Cursor(_)) {
            return Ok(asked);
        }
        // A list begun with a date cannot go on without.
        if asked.created_since.is_some() && reach.takes_created_since == Some(false) {
            return Err(self.moved_on().into());
        }
        match reach.later(asked.span, asked.window, asked.created_before, now) {
            Later::AsBefore => Ok(Asked { created_before: None, ..asked }),
            Later::AsItWas { span, created_since, created_before } => {
                let created_since = created_since.or(asked.created_since);
                Ok(Asked { span, created_since, created_before: Some(created_before), ..asked })
            }
            Later::MovedOn => Err(self.moved_on().into()),
        }
    }

    fn moved_on(&self) -> Obstacle {
        let why = self.named("it waited so long to go on that the list has moved on");
        Obstacle::Fail { code: ErrorCode::MovedOn, why }
    }

    /// Judges a refused page of this fetch. True: refused for its date, by all signs. The result is noted, and the
    /// fetch asks without a date. The refused call is in the ledger like any other.
    pub(super) async fn was_refused(&self, conn: &mut Connection, fetch: &Fetch, page: &Page) -> QueryResult<bool> {
        let takes = self.takes_date(conn).await?;
        if fetch.created_since.is_some() && fetch.next_page > 1 {
            // The first page was answered with this date, so the date proves nothing.
            self.forget_date(conn).await?;
            return Ok(false);
        }
        let refusals = Attempt::refused(conn, fetch.id, fetch.next_page).await?;
        if page.asked.has_date() && refusals <= MOST_REFUSALS {
            self.note_date(conn, CapabilityState::Off).await?;
            if fetch.next_page == 1 {
                self.ask_without(conn, fetch).await?;
            }
            return Ok(true);
        }
        // Refused with a date before, and now without: the date was no reason; whether dates are taken is unknown
        // again.
        if takes == Some(false) && refusals > 1 {
            self.forget_date(conn).await?;
        }
        Ok(false)
    }

    /// Notes a date sent with this page as taken: an answer came.
    pub(super) async fn was_answered(&self, conn: &mut Connection, page: &Page) -> QueryResult<()> {
        if page.asked.has_date() && page.takes_date != Some(true) {
            self.note_date(conn, CapabilityState::On).await?;
        }
        Ok(())
    }

    async fn takes_date(&self, conn: &mut Connection) -> QueryResult<Option<bool>> {
        Capability::takes_dates(conn, self.config.source).await
    }

    async fn note_date(&self, conn: &mut Connection, state: CapabilityState) -> QueryResult<()> {
        let became = if state == CapabilityState::On { "answered" } else { "refused" };
        let evidence =
            format!("fetch {} asked for what was learnt of between two dates, and was {became}", self.fetch.id);
        let dates = (self.config.source, CapabilityName::Dates);
        Capability::note(conn, dates, state, &evidence, self.app.clock.now()).await
    }

    async fn forget_date(&self, conn: &mut Connection) -> QueryResult<()> {
        Capability::forget_learnt(conn, (self.config.source, CapabilityName::Dates)).await
    }

    async fn ask_without(&self, conn: &mut Connection, fetch: &Fetch) -> QueryResult<()> {
        let source = self.config.source;
        if let (Some(reach), Some(since)) = (self.app.reach(source), fetch.created_since) {
            Fetch::ask_instead(conn, fetch.id, source, reach.ask_undated(since, self.app.clock.now())).await?;
        }
        Ok(())
    }
}
