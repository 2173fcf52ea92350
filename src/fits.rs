//! Whether a job fits a combination, by our own words: one answer for every source and every purchase. Pure.
//!
//! Lenient towards what a posting does not state: an unknown value contradicts no filter. The title has to stand in the
//! job's own as a run of words (`title`), one of its places has to lie inside the wanted one (`place`). Both are asked
//! by keys, so that the database finds what fits by an index.

mod place;
pub mod score;
#[cfg(test)]
mod tests;
mod title;

use crate::filters::{Filters, Seniority, StatedArrangement, WorkArrangement};
use crate::place::Place;
use std::collections::BTreeSet;

pub use self::place::{Keys, Nearness, Surroundings};
pub use self::title::{ALIKE, Closeness, Compared, languages, only_key, runs};

/// What a combination wants, prepared for many jobs.
#[derive(Clone, Debug)]
pub struct Wanted {
    titles: Vec<String>,
    places: Vec<String>,
    filters: Filters,
}

/// What a job states, prepared for many combinations.
#[derive(Clone, Debug)]
pub struct Stated {
    runs: BTreeSet<String>,
    places: Keys,
    arrangement: Option<StatedArrangement>,
    employment_types: Vec<String>,
    seniority: Option<Seniority>,
    industries: Vec<String>,
}

impl Wanted {
    /// A title, a place and filters.
    pub fn new(title: &str, place: &Place, filters: Filters) -> Self {
        Self { titles: title::wanted(title), places: place::of_wanted(place), filters }
    }

    /// Every title and place under whose keys jobs for it are kept.
    pub fn topics(&self) -> impl Iterator<Item = (&str, &str)> {
        let with_places = |title| self.places.iter().map(move |place: &String| (title, place.as_str()));
        self.titles.iter().flat_map(move |title| with_places(title.as_str()))
    }
}

impl Stated {
    /// A job with this title at these places; nothing else is stated.
    pub fn new(title: &str, places: &[Place]) -> Self {
        let (employment_types, industries) = (Vec::new(), Vec::new());
        let (runs, places) = (runs(title), Keys::of(places));
        Self { runs, places, arrangement: None, employment_types, seniority: None, industries }
    }

    /// A job by the keys of its places, as they were read before; nothing else is stated, and its title is judged elsewhere.
    pub fn at(places: Vec<String>) -> Self {
        Self { places: Keys { always: places, if_remote: Vec::new() }, ..Self::new("", &[]) }
    }

    /// With what the job states for filters. A name that stands on no list is taken as unstated.
    pub fn with_filters(
        mut self,
        arrangement: Option<&str>,
        employment_types: &[String],
        seniority: Option<&str>,
        industries: &[String],
    ) -> Self {
        self.arrangement = arrangement.and_then(|name| name.parse().ok());
        self.seniority = seniority.and_then(|name| name.parse().ok());
        self.employment_types = employment_types.to_vec();
        self.industries = industries.to_vec();
        self
    }

    /// Every title that the job's own holds, as keys.
    pub fn runs(&self) -> impl Iterator<Item = &str> {
        self.runs.iter().map(String::as_str)
    }

    /// Keys of the job's places.
    pub fn places(&self) -> &Keys {
        &self.places
    }

    /// True when nothing that the job states is against a filter; what is unstated is against none.
    pub fn contradicts_none_of(&self, filters: &Filters) -> bool {
        let is_listed = |wanted: Option<&str>, stated: &[String]| {
            wanted.is_none_or(|wanted| stated.is_empty() || stated.iter().any(|one| one == wanted))
        };
        let [_, employment_type, _, industry] = filters.names();
        filters.work_arrangement.zip(self.arrangement).is_none_or(|(wanted, stated)| wanted.is_met_by(stated))
            && filters.seniority.zip(self.seniority).is_none_or(|(wanted, stated)| wanted.is_met_by(stated))
            && is_listed(employment_type, &self.employment_types)
            && is_listed(industry, &self.industries)
    }

    /// For each filter, in the order of their names, whether the job states nothing on it.
    pub fn unstated(&self) -> [bool; 4] {
        [
            self.arrangement.is_none(),
            self.employment_types.is_empty(),
            self.seniority.is_none(),
            self.industries.is_empty(),
        ]
    }

    /// True when the job states a match for every filter that is set, as sources judge: what is unstated matches none.
    pub fn states_all_of(&self, filters: &Filters) -> bool {
        let [_, employment_type, _, industry] = filters.names();
        let is_listed = |wanted: Option<&str>, stated: &[String]| {
            wanted.is_none_or(|wanted| stated.iter().any(|one| one == wanted))
        };
        filters.work_arrangement.is_none_or(|wanted| self.arrangement.is_some_and(|stated| wanted.is_met_by(stated)))
            && filters.seniority.is_none_or(|wanted| self.seniority.is_some_and(|stated| wanted.is_met_by(stated)))
            && is_listed(employment_type, &self.employment_types)
            && is_listed(industry, &self.industries)
    }
}

/// True when the job's title, one of its places and everything that it states fit what is wanted. Lists ask the database
/// by the same keys, and judge filters there; tests hold both to this rule.
pub fn fits(wanted: &Wanted, job: &Stated) -> bool {
    let is_in = |place| job.places.always.contains(place) || is_remote(job) && job.places.if_remote.contains(place);
    wanted.titles.iter().any(|title| job.runs.contains(title))
        && wanted.places.iter().any(is_in)
        && job.contradicts_none_of(&wanted.filters)
}

/// True when a job that a source brought for a title names another language than the title does, which the source takes
/// for the same: C++ for C#.
pub fn is_of_another_language(wanted: &str, job: &str) -> bool {
    let (wanted, named) = (languages(wanted), languages(job));
    !wanted.is_empty() && !named.is_empty() && !named.iter().any(|one| wanted.contains(one))
}

/// True where the work can be done from home, by the posting's word.
fn is_remote(job: &Stated) -> bool {
    job.arrangement.is_some_and(|stated| WorkArrangement::RemoteOk.is_met_by(stated))
}
