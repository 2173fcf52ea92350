//! A reader's result: titles, places and filters, each with the words of the CV behind it.

mod checked;
mod evidence;
mod plain;
mod raw;

use crate::filters::Filters;
use serde::{Deserialize, Serialize};

pub use self::raw::{RawFilter, RawFound, RawProfile};
pub use super::filter::Filter;

/// Most titles of a profile, and most places.
pub const MAX_FOUND: usize = 5;

/// At most five titles and five places, strongest first, and at most one filter of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Job titles, strongest first.
    pub titles: Vec<Found>,
    /// Places, strongest first.
    pub places: Vec<Found>,
    /// Filters, one of each kind at most.
    pub filters: Vec<FoundFilter>,
    /// Skills in the CV's lists: looked for in postings, never searched for. Read here, whoever reads the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
}

/// A title or a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Text in the form for searching.
    pub text: String,
    /// Words of the CV as evidence.
    pub evidence: String,
}

/// A filter asked for by the CV, or a mere offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFilter {
    /// The value.
    pub filter: Filter,
    /// The words of the CV; empty when the filter is a guess from the whole.
    pub evidence: String,
    /// True when the evidence asks for the filter in so many words, so that the filter is applied; else it is offered.
    pub stated: bool,
}

impl Profile {
    /// Filters asked for by the CV in so many words.
    pub fn stated_filters(&self) -> Filters {
        let mut filters = Filters::default();
        for found in self.filters.iter().filter(|found| found.stated) {
            found.filter.apply(&mut filters);
        }
        filters
    }

    /// Adds a filter, unless its kind is there; a stated filter replaces an offered one.
    pub(in crate::cv) fn add_filter(&mut self, found: FoundFilter) {
        match self.filters.iter_mut().find(|other| other.filter.is_same_kind(&found.filter)) {
            Some(other) if found.stated && !other.stated => *other = found,
            Some(_) => {}
            None => self.filters.push(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::Seniority;

    #[test]
    fn a_profile_survives_json() {
        let found = |text: &str| Found { text: text.to_owned(), evidence: "seen".to_owned() };
        let mut profile = Profile { titles: vec![found("Nurse")], places: vec![found("Leeds")], ..Profile::default() };
        profile.add_filter(FoundFilter {
            filter: Filter::Seniority(Seniority::Lead),
            evidence: String::new(),
            stated: false,
        });
        let json = serde_json::to_value(&profile).unwrap();
        assert_eq!(json["filters"][0]["filter"], serde_json::json!({ "seniority": "Lead" }));
        assert_eq!(serde_json::from_value::<Profile>(json).unwrap(), profile);
    }

    #[test]
    fn a_stated_filter_takes_the_place_of_a_guess() {
        let filter =
            |seniority, stated| FoundFilter { filter: Filter::Seniority(seniority), evidence: String::new(), stated };
        let mut profile = Profile::default();
        profile.add_filter(filter(Seniority::Mid, false));
        profile.add_filter(filter(Seniority::Lead, true));
        profile.add_filter(filter(Seniority::Junior, true));
        assert_eq!(profile.stated_filters().seniority, Some(Seniority::Lead));
        assert_eq!(profile.filters.len(), 1);
    }
}
