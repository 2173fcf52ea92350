//! A row of the list: one job, with all its copies.

use super::fit::{self, FitWords};
use super::tags::Stated;
use super::{note, pay};
use crate::app::App;
use crate::models::job::Together;
use crate::models::listing::ranking::Judged;
use crate::models::listing::{Listed, SearchAtSource};
use crate::telling::why;
use crate::tongue::Tongue;
use chrono::{DateTime, NaiveDate, Utc};

/// A job with its copies and tags.
pub(super) struct JobRow {
    pub(super) job: Listed,
    /// Facts that the copies state together.
    pub(super) together: Together,
    pub(super) tags: Vec<String>,
    pub(super) left_open: Vec<String>,
    pub(super) is_new: bool,
    /// The search that the job fits, or for which a source brought the job.
    pub(super) why: Option<String>,
    /// How well the job fits; None: the person has no search.
    pub(super) fit: Option<FitWords>,
    /// Day of the application; None: none was noted.
    pub(super) applied_on: Option<NaiveDate>,
    /// The row in place of a hidden job.
    pub(super) next_id: i64,
}

/// Facts for telling rows, beside the jobs.
pub(super) struct Told<'a> {
    pub(super) app: &'a App,
    pub(super) searches: &'a [SearchAtSource],
    /// Words of the CV.
    pub(super) own_words: &'a [String],
    pub(super) new_since: DateTime<Utc>,
}

impl JobRow {
    /// The job's pay, as far as stated.
    pub(super) fn salary(&self) -> Option<String> {
        self.together.salary.as_deref().map(pay::in_language)
    }

    /// Sources and publishers: "JSearch (Indeed), Active Jobs DB (Personio)"
    pub(super) fn listed_by(&self) -> String {
        let by = self.together.listed_by.iter().map(|one| match &one.publisher {
            Some(publisher) => format!("{} ({publisher})", one.source.label()),
            None => one.source.label().to_owned(),
        });
        by.collect::<Vec<_>>().join(", ")
    }

    /// The tag of the posting's language; None: no source states it.
    pub(super) fn lang(&self) -> Option<&'static str> {
        self.job.language.as_deref().and_then(Tongue::named).map(Tongue::tag)
    }
}

impl Told<'_> {
    /// The rows of a page, in their order.
    pub(super) fn rows(&self, jobs: &[Judged]) -> Vec<JobRow> {
        let next = |index: usize| jobs.get(index + 1).or_else(|| jobs.get(index.checked_sub(1)?));
        let mut rows: Vec<_> = jobs
            .iter()
            .enumerate()
            .map(|(index, judged)| self.row(judged, next(index).map_or(judged.job.id, |next| next.job.id)))
            .collect();
        // Where every job is new, the mark has no meaning.
        if rows.iter().all(|row| row.is_new) {
            rows.iter_mut().for_each(|row| row.is_new = false);
        }
        rows
    }

    fn row(&self, judged: &Judged, next_id: i64) -> JobRow {
        let Judged { job, together, .. } = judged;
        let stated = Stated::from(together);
        let seen_by = self.searches.iter().filter(|search| job.combination_ids.contains(&search.combination_id));
        JobRow {
            tags: stated.tags(),
            left_open: stated.left_open(seen_by),
            is_new: is_new(together, self.new_since),
            why: why::sentence(job, self.searches),
            fit: fit::words(judged, self.searches, self.own_words),
            applied_on: note::day(self.app, job.applied_at, job.applied_on),
            next_id,
            job: job.clone(),
            together: together.clone(),
        }
    }
}

/// New is a dated job of which no copy was here before.
pub(in crate::web) fn is_new(together: &Together, since: DateTime<Utc>) -> bool {
    together.first_seen_at >= since && together.posted_at.is_some()
}
