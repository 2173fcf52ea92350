//! Terms of requests, comparable: does one request ask for every job of another? By implication alone, whatever else is
//! likely. A source that ranks implies nothing: there a country is around its towns, and a title around longer titles
//! with the same words, for whatever was learnt of either. Pure.

mod ranked;

pub use self::ranked::{Ranked, marks_within};

use super::{Configuration, Known, Lexemes, asked};
use crate::filters::Filters;
use crate::place::{Area, Place};
use crate::sources::Request;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A title's words in every configuration that the source may have. The source's own is not known, so a containment has
/// to hold in all configurations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Without stop words, endings cut.
    pub english: Lexemes,
    /// Each word unchanged.
    pub simple: Lexemes,
}

impl Words {
    /// True when these words stand in a title as the source looks for words. While its configuration is unknown, either
    /// will do.
    pub fn stand_in(&self, title: &Self, known: Known) -> bool {
        let by_english = || self.english.is_run_in(&title.english);
        let by_simple = || self.simple.is_run_in(&title.simple);
        match known.configuration {
            Some(Configuration::English) => by_english(),
            Some(Configuration::Simple) => by_simple(),
            None => by_english() || by_simple(),
        }
    }
}

/// Knowledge of how a source answers for places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// Nothing beyond the question's own words: a job in any of the named places matches.
    AsAsked,
    /// Jobs of a town or a region come for its country, too.
    InCountries,
}

/// A question to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terms {
    /// Active Jobs DB looks for the words asked.
    Searched(Searched),
    /// JSearch ranks its results.
    Ranked(Ranked),
}

impl Terms {
    /// Terms of a request, with the words of its title.
    pub fn of(request: &Request, words: Words) -> Self {
        if request.source().ranks() {
            return Self::Ranked(Ranked::of(request));
        }
        let (place, filters) = asked(request);
        Self::Searched(Searched { words, place, filters })
    }

    /// True when the source returns every job of `narrower` for this question, too.
    pub fn contain(&self, narrower: &Self, places: Places) -> bool {
        match (self, narrower) {
            (Self::Searched(wider), Self::Searched(narrower)) => wider.contain(narrower, places),
            _ => false,
        }
    }

    /// Number of these terms in the database: 64 bits of a cryptographic hash. In practice two different terms never
    /// share a number.
    pub fn mark(&self) -> i64 {
        match self {
            Self::Searched(terms) => mark(&terms.words.simple.relative(), &terms.place, &terms.filters),
            Self::Ranked(terms) => terms.mark(),
        }
    }

    /// Marks of all terms around these, including their own: each run of the words, in each place around, with each set
    /// of filters that asks for no less. At JSearch: the mark of the title in the country around.
    pub fn marks_of_wider(&self) -> Vec<i64> {
        match self {
            Self::Searched(terms) => terms.marks_in(&places_around(&terms.place, Places::AsAsked)),
            Self::Ranked(terms) => terms.mark_in_country().into_iter().collect(),
        }
    }

    /// Marks of further terms around these, by knowledge learnt of a source. Active Jobs DB: a country holds its
    /// regions and towns. JSearch: a title holds longer titles with the same words.
    pub fn marks_of_wider_learnt(&self) -> Vec<i64> {
        match self {
            Self::Searched(terms) => terms.marks_in_countries(),
            Self::Ranked(terms) => terms.marks_of_titles(),
        }
    }
}

/// A question to Active Jobs DB: consecutive words of a title, alternative places, filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    words: Words,
    place: Place,
    filters: Filters,
}

impl Searched {
    fn contain(&self, narrower: &Self, places: Places) -> bool {
        self.words.english.is_run_in(&narrower.words.english)
            && self.words.simple.is_run_in(&narrower.words.simple)
            && holds(&self.place, &narrower.place, places)
            && self.filters.include(&narrower.filters)
    }

    fn marks_in_countries(&self) -> Vec<i64> {
        let as_asked = places_around(&self.place, Places::AsAsked);
        let mut further = places_around(&self.place, Places::InCountries);
        further.retain(|place| !as_asked.contains(place));
        self.marks_in(&further)
    }

    fn marks_in(&self, places: &[Place]) -> Vec<i64> {
        let runs = self.words.simple.runs().filter(|run| self.words.english.has_any_between(run.first, run.last));
        let runs: BTreeSet<String> = runs.map(|run| run.relative).collect();
        let filters = self.filters.wider();
        let of_run = |run: &String| {
            let in_place = |place| filters.iter().map(move |filters| mark(run, place, filters));
            places.iter().flat_map(in_place).collect::<Vec<_>>()
        };
        let mut marks: Vec<i64> = runs.iter().flat_map(of_run).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

fn mark(words: &str, place: &Place, filters: &Filters) -> i64 {
    number(&format!("{words}\n{}\n{:?}", place.key(), filters.names()))
}

fn number(text: &str) -> i64 {
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    hash.first_chunk().copied().map(i64::from_be_bytes).unwrap_or_default()
}

/// True when a list of places holds all places of another. The question itself does not say that a town lies in a
/// country: countries count where they were learnt of the source. How a source answers without a place is not known.
fn holds(wider: &Place, narrower: &Place, places: Places) -> bool {
    let listed = members(wider);
    let is_listed = |one: &Place| listed.contains(one);
    let is_around_listed = |one: &Place| around(one).is_some_and(|country| is_listed(&country));
    let is_held = |one: &Place| is_listed(one) || places == Places::InCountries && is_around_listed(one);
    members(narrower).iter().all(is_held)
}

/// Country around a town or region, as the source is asked for both: the country's name ends the name of either. A town
/// and its region have no such thing in common, since a town is asked for without its region, too.
pub fn around(place: &Place) -> Option<Place> {
    match place {
        Place::City(_) | Place::Region(_) | Place::Unknown { .. } => place.country().map(Place::Country),
        _ => None,
    }
}

/// A place and every place around.
fn places_around(place: &Place, places: Places) -> Vec<Place> {
    let mut countries: Vec<Place> = members(place).iter().filter_map(around).collect();
    countries.dedup();
    let others = Area::all().iter().map(Place::Area).chain(countries);
    let around = others.filter(|other| other != place && holds(other, place, places));
    around.chain([place.clone()]).collect()
}

/// Alternatives of a place in the question to the source: an area's members, else the place itself.
fn members(place: &Place) -> Vec<Place> {
    match place {
        Place::Area(area) => area.members().collect(),
        place => vec![place.clone()],
    }
}

#[cfg(test)]
mod tests;
