//! What a request asks its source for, in a form in which two of them can be compared: which one asks for every job of
//! the other. By implication alone, whatever else is likely. Pure.

use super::{Lexemes, asked};
use crate::filters::Filters;
use crate::place::{Area, Place};
use crate::sources::{Request, Source};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A title's words in every configuration that the source may have: which one is not known, so that a rule has to hold
/// in all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// With stop words left out and endings cut.
    pub english: Lexemes,
    /// Each word as it is.
    pub simple: Lexemes,
}

/// A question to Active Jobs DB: words that follow each other in a title, places of which one is enough, filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    words: Words,
    place: Place,
    filters: Filters,
}

impl Terms {
    /// None at a source that ranks what it finds: there one list says nothing of another.
    pub fn of(request: &Request, words: Words) -> Option<Self> {
        let (place, filters) = match request.source() {
            Source::JSearch => return None,
            Source::ActiveJobs => asked(request),
        };
        Some(Self { words, place, filters })
    }

    /// True when the source returns every job of `narrower` for this question, too.
    pub fn contain(&self, narrower: &Self) -> bool {
        self.words.english.is_run_in(&narrower.words.english)
            && self.words.simple.is_run_in(&narrower.words.simple)
            && holds(&self.place, &narrower.place)
            && self.filters.include(&narrower.filters)
    }

    /// A number by which the database finds these terms. That two different ones share a number does not happen in
    /// practice: it is taken from 64 bits of a cryptographic hash.
    pub fn mark(&self) -> i64 {
        mark(&self.words.simple.relative(), &self.place, &self.filters)
    }

    /// The marks of all terms that contain these, their own among them: each run of the words, in each place around, with
    /// each set of filters that asks for no less.
    pub fn marks_of_wider(&self) -> Vec<i64> {
        let runs = self.words.simple.runs().filter(|run| self.words.english.has_any_between(run.first, run.last));
        let runs: BTreeSet<String> = runs.map(|run| run.relative).collect();
        let (places, filters) = (places_around(&self.place), self.filters.wider());
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
    let text = format!("{words}\n{}\n{:?}", place.key(), filters.names());
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    hash.first_chunk().copied().map(i64::from_be_bytes).unwrap_or_default()
}

/// True when a list of places holds all of another's. That a town lies in a country is not said by the question itself; nor
/// is it known what a source leaves out where no place is named.
fn holds(wider: &Place, narrower: &Place) -> bool {
    let listed = members(wider);
    members(narrower).iter().all(|one| listed.contains(one))
}

/// A place and every other that holds it.
fn places_around(place: &Place) -> Vec<Place> {
    let areas = Area::all().iter().map(Place::Area).filter(|area| area != place && holds(area, place));
    areas.chain([place.clone()]).collect()
}

/// What the source is asked for, one of them being enough.
fn members(place: &Place) -> Vec<Place> {
    match place {
        Place::Area(area) => area.members().collect(),
        place => vec![place.clone()],
    }
}

#[cfg(test)]
mod tests;
