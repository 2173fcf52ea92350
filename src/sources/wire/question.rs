//! A question for a number of postings, as Active Jobs DB's own host takes it: without row-shaping parameters, which
//! the host refuses.

use super::{PageAsk, active_jobs, active_jobs_location, listed, quoted, timestamp};
use crate::filters::WorkArrangement;
use crate::place::Place;
use crate::sources::{Dialect, Source, Span};
use chrono::{DateTime, Utc};

/// Criteria by which postings are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pairs: Vec<(&'static str, String)>,
}

impl Question {
    /// Question for the number of postings behind a page.
    pub fn of(ask: &PageAsk<'_>) -> Self {
        let mut pairs = active_jobs(ask, Dialect::Direct);
        pairs.retain(|(name, _)| !["description_format", "limit", "offset", "cursor"].contains(name));
        Self { pairs }
    }

    /// Question for the number of postings that the source learnt of between two times of the last seven days, with one
    /// of some titles, in one of some places.
    pub fn new(titles: &[&str], places: &[&Place], (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Self {
        let title = titles.iter().map(|title| quoted(title)).collect::<Vec<_>>().join(" OR ");
        let location: Vec<String> = places.iter().filter_map(|place| active_jobs_location(place)).collect();
        let pairs = vec![
            ("time_frame", Span::Week.name(Source::ActiveJobs).to_string()),
            ("title", title),
            ("location", location.join(" OR ")),
            ("date_created_gte", timestamp(from)),
            ("date_created_lt", timestamp(to)),
        ];
        Self { pairs }
    }

    /// Excludes the postings of a title.
    pub fn without(mut self, title: &str) -> Self {
        for (_, value) in self.pairs.iter_mut().filter(|(name, _)| *name == "title") {
            *value = format!("{value} -{}", quoted(title));
        }
        self
    }

    /// Narrows the count to some work arrangements.
    pub fn arranged(mut self, values: &[WorkArrangement]) -> Self {
        self.pairs.push(("ai_work_arrangement", listed(values, WorkArrangement::as_str)));
        self
    }

    /// Pairs of the query string.
    pub(in crate::sources) fn pairs(&self) -> &[(&'static str, String)] {
        &self.pairs
    }
}
