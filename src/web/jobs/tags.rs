//! Tags of a job: stated facts in a few words, and facts left open although a search filters by them.

use crate::models::job::Together;
use crate::models::listing::SearchAtSource;
use crate::web::labels;

/// A job's facts for filters of searches.
pub(super) struct Stated<'a> {
    pub work_arrangement: Option<&'a str>,
    pub employment_types: &'a [String],
    pub seniority: Option<&'a str>,
    pub industries: &'a [String],
}

impl<'a> From<&'a Together> for Stated<'a> {
    fn from(together: &'a Together) -> Self {
        Self {
            work_arrangement: together.work_arrangement.as_deref(),
            employment_types: &together.employment_types,
            seniority: together.seniority.as_deref(),
            industries: &together.industries,
        }
    }
}

impl Stated<'_> {
    /// Arrangement, employment types, seniority.
    pub(super) fn tags(&self) -> Vec<String> {
        let arrangement = self.work_arrangement.map(labels::filter);
        let types = self.employment_types.iter().map(|name| labels::filter(name));
        arrangement.into_iter().chain(types).chain(self.seniority.map(labels::filter)).collect()
    }

    /// Facts that a search filters by and the job does not state, for the search with the fewest of them.
    pub(super) fn left_open<'s>(&self, seen_by: impl Iterator<Item = &'s SearchAtSource>) -> Vec<String> {
        seen_by.map(|search| self.left_open_for(search)).min_by_key(Vec::len).unwrap_or_default()
    }

    fn left_open_for(&self, search: &SearchAtSource) -> Vec<String> {
        let asked = [
            (search.ai_work_arrangement.is_some() && self.work_arrangement.is_none(), say!("jobs-open-arrangement")),
            (search.ai_employment_type.is_some() && self.employment_types.is_empty(), say!("jobs-open-employment")),
            (search.ai_seniority.is_some() && self.seniority.is_none(), say!("jobs-open-seniority")),
            (search.ai_industry.is_some() && self.industries.is_empty(), say!("jobs-open-industry")),
        ];
        asked.into_iter().filter(|(is_open, _)| *is_open).map(|(_, words)| words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::{Seniority, WorkArrangement};

    fn search(arrangement: Option<WorkArrangement>, seniority: Option<Seniority>) -> SearchAtSource {
        SearchAtSource {
            search_id: 1,
            title_keyword: "Cook".to_owned(),
            location: "Berlin".to_owned(),
            combination_id: 1,
            ai_work_arrangement: arrangement,
            ai_employment_type: None,
            ai_seniority: seniority,
            ai_industry: None,
            languages: Vec::new(),
            source: None,
            request_id: None,
            topic_ids: Vec::new(),
        }
    }

    #[test]
    fn what_a_search_asks_for_and_a_job_does_not_state_is_marked() {
        let types = ["FULL_TIME".to_owned(), "INTERN".to_owned()];
        let job =
            Stated { work_arrangement: Some("Hybrid"), employment_types: &types, seniority: None, industries: &[] };
        assert_eq!(job.tags(), ["Hybrid", "Full-time", "Internship"]);
        let asks_both = search(Some(WorkArrangement::Hybrid), Some(Seniority::Senior));
        assert_eq!(job.left_open([&asks_both].into_iter()), ["seniority not stated"]);
        let asks_nothing = search(None, None);
        assert_eq!(job.left_open([&asks_both, &asks_nothing].into_iter()), [""; 0]);
        assert_eq!(job.left_open(std::iter::empty()), [""; 0]);
    }
}
