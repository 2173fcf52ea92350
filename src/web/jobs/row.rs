//! A row of the list: one job, with all its copies.

use super::tags::Stated;
use crate::models::job::Together;
use crate::models::listing::{Listed, SearchAtSource};
use crate::telling::why;
use chrono::{DateTime, Utc};

/// A job with its copies and tags.
pub(super) struct JobRow {
    pub(super) job: Listed,
    /// What its copies state together.
    pub(super) together: Together,
    pub(super) tags: Vec<String>,
    pub(super) left_open: Vec<String>,
    pub(super) is_new: bool,
    /// Which search it fits, or was brought for.
    pub(super) why: Option<String>,
    /// The row in place of a hidden job.
    pub(super) next_id: i64,
}

impl JobRow {
    /// "JSearch (Indeed), Active Jobs DB (Personio)"
    pub(super) fn listed_by(&self) -> String {
        let by = self.together.listed_by.iter().map(|one| match &one.publisher {
            Some(publisher) => format!("{} ({publisher})", one.source.label()),
            None => one.source.label().to_owned(),
        });
        by.collect::<Vec<_>>().join(", ")
    }
}

/// The rows of a page, in their order.
pub(super) fn rows(jobs: &[Listed], searches: &[SearchAtSource], new_since: DateTime<Utc>) -> Vec<JobRow> {
    let row = |(index, job): (usize, &Listed)| {
        let together = job.together();
        let stated = Stated::from(&together);
        let seen_by = searches.iter().filter(|search| job.combination_ids.contains(&search.combination_id));
        let next = jobs.get(index + 1).or_else(|| jobs.get(index.checked_sub(1)?));
        JobRow {
            tags: stated.tags(),
            left_open: stated.left_open(seen_by),
            is_new: together.first_seen_at >= new_since && together.posted_at.is_some(),
            why: why::sentence(job, searches),
            next_id: next.map_or(job.id, |next| next.id),
            job: job.clone(),
            together,
        }
    };
    let mut rows: Vec<_> = jobs.iter().enumerate().map(row).collect();
    // Where every job is new, the mark says nothing.
    if rows.iter().all(|row| row.is_new) {
        rows.iter_mut().for_each(|row| row.is_new = false);
    }
    rows
}
