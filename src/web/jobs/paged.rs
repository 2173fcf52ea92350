//! A page of the list between the pages beside it.

use super::empty;
use crate::models::listing::{Cursor, Listed, PAGE_SIZE, Page};

/// A page of jobs, with the cursors of the pages beside it.
pub(super) struct Paged {
    pub jobs: Vec<Listed>,
    pub newer: Option<Cursor>,
    pub older: Option<Cursor>,
    /// Closed jobs that are left out.
    pub closed: i64,
}

impl Paged {
    /// A surplus job proves that there are more in the direction of the cursor.
    pub(super) fn of(Page { mut jobs, stopped, closed }: Page, cursor: &Cursor) -> Self {
        let has_more = jobs.len() > PAGE_SIZE;
        if has_more && cursor.is_back {
            jobs.remove(0);
        }
        jobs.truncate(PAGE_SIZE);
        let (has_newer, has_older) =
            if cursor.is_back { (has_more, true) } else { (*cursor != Cursor::newest(), has_more) };
        let newer = jobs.first().filter(|_| has_newer).map(|job| Cursor::newer_than(job.cursor()));
        let older = jobs.last().filter(|_| has_older).map(|job| Cursor::older_than(job.cursor()));
        match stopped {
            Some(stopped) if cursor.is_back => Self { newer: Some(stopped), older, jobs, closed },
            Some(stopped) => Self { newer, older: Some(stopped), jobs, closed },
            None => Self { newer, older, jobs, closed },
        }
    }

    /// "12 jobs", of a list that the page shows whole; else "50+ jobs": to count them all would cost more than to show them.
    pub(super) fn counted(&self) -> String {
        match self.newer.is_some() || self.older.is_some() {
            true => say!("jobs-count-many", count = if self.newer.is_some() { PAGE_SIZE } else { self.jobs.len() }),
            false => empty::jobs(i64::try_from(self.jobs.len()).unwrap_or(i64::MAX)),
        }
    }
}
