//! Whether a job fits a combination, by our own words: one answer for all sources and purchases. Pure.
//!
//! Lenient: an unstated value contradicts no filter. The wanted title has to stand in the job's title as a run of words
//! (`title`), and one of the job's places has to lie inside the wanted place (`place`). Both are asked by keys, so that
//! the database finds fitting jobs by an index.

mod akin;
pub mod asked;
mod place;
pub mod score;
#[cfg(test)]
mod tests;
mod title;
pub mod told;

use crate::filters::{Filters, Seniority, StatedArrangement, WorkArrangement};
use crate::place::Place;
use std::collections::BTreeSet;

pub use self::place::{Keys, Nearness, Surroundings};
pub use self::title::{ALIKE, Closeness, Compared, languages, runs};

/// A combination's wishes, prepared for many jobs.
#[derive(Clone, Debug)]
pub struct Wanted {
    titles: Vec<String>,
    places: Vec<String>,
    filters: Filters,
}

/// A job's statements, prepared for many combinations.
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
    /// Wishes by title, place and filters.
    pub fn new(title: &str, place: &Place, filters: Filters) -> Self {
        Self { titles: title::wanted(title), places: place::of_wanted(place), filters }
    }

    /// Topics: every title and place under whose keys fitting jobs are kept.
    pub fn topics(&self) -> impl Iterator<Item = (&str, &str)> {
        let with_places = |title| self.places.iter().map(move |place: &String| (title, place.as_str()));
        self.titles.iter().flat_map(move |title| with_places(title.as_str()))
    }
}

impl Stated {
    /// A job with this title at these places; all else is unstated.
    pub fn new(title: &str, places: &[Place]) -> Self {
        let (employment_types, industries) = (Vec::new(), Vec::new());
        let (runs, places) = (runs(title), Keys::of(places));
        Self { runs, places, arrangement: None, employment_types, seniority: None, industries }
    }

    /// A job by its places' keys, as read before. All else is unstated, and the title is judged elsewhere.
    pub fn at(places: Vec<String>) -> Self {
        Self { places: Keys { always: places, if_remote: Vec::new() }, ..Self::new("", &[]) }
    }

    /// Adds the job's statements on filters. A name on no list counts as unstated.
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

    /// Runs of words in the job's title, as keys: every title held in the job's title.
    pub fn runs(&self) -> impl Iterator<Item = &str> {
        self.runs.iter().map(String::as_str)
    }

    /// Keys of the job's places.
    pub fn places(&self) -> &Keys {
        &self.places
    }

    /// True when no statement of the job contradicts a filter. Unstated values contradict none.
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

    /// For each filter, in the order of the filters' names, whether the job leaves it unstated.
    pub fn unstated(&self) -> [bool; 4] {
        [
            self.arrangement.is_none(),
            self.employment_types.is_empty(),
            self.seniority.is_none(),
            self.industries.is_empty(),
        ]
    }

    /// True when the job states a match for every set filter, as sources judge: an unstated value is no match.
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

/// True when the job's title, one of its places and all its statements fit the wishes. Lists ask the database by the
/// same keys, and judge filters there; tests hold both to this rule.
pub fn fits(wanted: &Wanted, job: &Stated) -> bool {
    let is_in = |place| job.places.always.contains(place) || is_remote(job) && job.places.if_remote.contains(place);
    wanted.titles.iter().any(|title| job.runs.contains(title))
        && wanted.places.iter().any(is_in)
        && job.contradicts_none_of(&wanted.filters)
}

/// True when a brought job names another programming language than the wanted title. Sources take some for the same:
/// C++ for C#.
pub fn is_of_another_language(wanted: &str, job: &str) -> bool {
    let (wanted, named) = (languages(wanted), languages(job));
    !wanted.is_empty() && !named.is_empty() && !named.iter().any(|one| wanted.contains(one))
}

/// True where the posting says that the work can be done from home.
fn is_remote(job: &Stated) -> bool {
    job.arrangement.is_some_and(|stated| WorkArrangement::RemoteOk.is_met_by(stated))
}
