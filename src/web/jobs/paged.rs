//! A page of the list between the pages beside it.

use super::view::{JobView, Order, Position};
use crate::db::Connection;
use crate::models::listing::ranking::{Aims, Judged, Spot, rank};
use crate::models::listing::{Count, Cursor, Listed, Listing, PAGE_SIZE, Page, WINDOW};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// A page of jobs, with the positions of the pages beside it.
pub(super) struct Paged {
    pub jobs: Vec<Judged>,
    /// Position of the page before, as text in addresses.
    pub newer: Option<String>,
    /// Position of the page behind, as text in addresses.
    pub older: Option<String>,
    /// Number of closed jobs left out of the whole list.
    pub closed: Count,
    /// New jobs of the whole list; None: not looked for.
    pub new: Option<Count>,
    /// Number of jobs put in order by how well they fit; None: the list is by the newest.
    pub ranked: Option<usize>,
    /// Position in the list by the newest behind the jobs that were looked at for the best; None: all were.
    pub rest: Option<String>,
}

impl Paged {
    /// Loads a page in an order. A position of the other order is the beginning.
    pub(super) async fn load(
        conn: &mut Connection,
        listing: &Listing<'_>,
        view: &JobView,
        order: Order,
        aims: &Aims,
        now: DateTime<Utc>,
    ) -> QueryResult<Self> {
        if order == Order::Best {
            let page = listing.window(conn, WINDOW).await?;
            let (closed, new, rest) = (page.closed, page.new, page.stopped.map(|stopped| stopped.to_string()));
            let best = Self::best(aims.judge(page.jobs, now), view.position);
            return Ok(Self { closed, new, rest, ..best });
        }
        let cursor = match view.position {
            Position::At(cursor) => cursor,
            Position::Numbered(number) => listing.beginning_of(conn, number).await?,
            Position::Beginning | Position::From(_) => Cursor::newest(),
        };
        let page = listing.page(conn, &cursor).await?;
        Ok(Self::newest(page, &cursor, |jobs| aims.judge(jobs, now)))
    }

    /// A surplus job proves that more follow in the direction of the cursor.
    fn newest(
        Page { mut jobs, stopped, closed, new }: Page,
        cursor: &Cursor,
        judge: impl FnOnce(Vec<Listed>) -> Vec<Judged>,
    ) -> Self {
        let has_more = jobs.len() > PAGE_SIZE;
        if has_more && cursor.is_back {
            jobs.remove(0);
        }
        jobs.truncate(PAGE_SIZE);
        let (has_newer, has_older) =
            if cursor.is_back { (has_more, true) } else { (*cursor != Cursor::newest(), has_more) };
        let newer = jobs.first().filter(|_| has_newer).map(|job| Cursor::newer_than(job.cursor()));
        let older = jobs.last().filter(|_| has_older).map(|job| Cursor::older_than(job.cursor()));
        let (newer, older) = match stopped {
            Some(stopped) if cursor.is_back => (Some(stopped), older),
            Some(stopped) => (newer, Some(stopped)),
            None => (newer, older),
        };
        let [newer, older] = [newer, older].map(|cursor| cursor.map(|cursor| cursor.to_string()));
        Self { jobs: judge(jobs), newer, older, closed, new, ranked: None, rest: None }
    }

    fn best(mut jobs: Vec<Judged>, position: Position) -> Self {
        rank(&mut jobs);
        let ranked = Some(jobs.len());
        let start = start(&jobs, position);
        let end = jobs.len().min(start + PAGE_SIZE);
        let spot = |job: Option<&Judged>| job.map(Judged::spot);
        let newer = spot(jobs.get(start)).filter(|_| start > 0).map(Spot::back);
        let older = spot(end.checked_sub(1).and_then(|last| jobs.get(last))).filter(|_| end < jobs.len());
        let [newer, older] = [newer, older].map(|spot| spot.map(|spot| spot.to_string()));
        Self {
            jobs: jobs.drain(start..end).collect(),
            newer,
            older,
            closed: Count::default(),
            new: None,
            ranked,
            rest: None,
        }
    }

    /// Number of jobs on the list, as far as the page knows.
    pub(super) fn count(&self) -> Count {
        let count = |jobs: usize, is_more| Count::found(i64::try_from(jobs).unwrap_or(i64::MAX), is_more);
        match (self.ranked, self.newer.is_some(), self.older.is_some()) {
            (Some(ranked), ..) => count(ranked, ranked >= WINDOW || self.rest.is_some()),
            (None, false, false) => count(self.jobs.len(), false),
            (None, true, _) => count(PAGE_SIZE, true),
            (None, false, true) => count(self.jobs.len(), true),
        }
    }
}

/// Start of a page among all ranked jobs.
fn start(jobs: &[Judged], position: Position) -> usize {
    match position {
        Position::From(spot) if spot.is_back => {
            jobs.iter().filter(|job| spot.leads_to(job)).count().saturating_sub(PAGE_SIZE)
        }
        Position::From(spot) => jobs.iter().position(|job| spot.leads_to(job)).unwrap_or(jobs.len()),
        Position::Numbered(number) => (PAGE_SIZE.saturating_mul(number - 1)).min(jobs.len()),
        Position::Beginning | Position::At(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_look_for_the_best_did_not_reach_is_counted_as_more() {
        let best = |rest: Option<&str>| Paged {
            rest: rest.map(str::to_owned),
            ranked: Some(37),
            ..Paged::best(Vec::new(), Position::Beginning)
        };
        assert_eq!((best(None).count().least(), best(None).count().is_more()), (37, false));
        assert_eq!((best(Some("o1.1")).count().least(), best(Some("o1.1")).count().is_more()), (30, true));
    }
}
