//! Whether a source would have returned a job for a request: the source's own terms, strict where [`crate::fits`] is
//! lenient. Pure.
//!
//! Active Jobs DB looks for titles very probably with PostgreSQL's text search, as its operators show; which configuration
//! is not known. So PostgreSQL itself takes titles apart (`models::lexemes`), and here its words are compared: the wanted
//! ones have to follow each other in the job's title, at the same distances. A filter asks for what is stated: a job that
//! states nothing is never returned.

#[cfg(test)]
mod tests;

use crate::closed_list;
use crate::filters::{Filters, WorkArrangement};
use crate::fits::Stated;
use crate::place::Place;
use crate::sources::{Request, Source};

closed_list! {
    "a configuration of text search";
    /// How a source takes words apart.
    pub enum Configuration {
        /// Words lose their endings ("engineering" is "engineer"), and words such as "of" and "it" are left out.
        English = "english",
        /// Words as they are.
        Simple = "simple",
    }
}

/// A word with the places at which it stands in a text, from 1. Words that are left out leave a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// As text search keeps it.
    pub word: String,
    /// In ascending order.
    pub positions: Vec<i32>,
}

/// A text as words at places, in the order of the places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexemes(Vec<(i32, String)>);

impl Lexemes {
    /// From the words of one text.
    pub fn of(words: impl IntoIterator<Item = Lexeme>) -> Self {
        let at_places = |one: Lexeme| {
            let Lexeme { word, positions } = one;
            positions.into_iter().map(move |position| (position, word.clone()))
        };
        let mut placed: Vec<_> = words.into_iter().flat_map(at_places).collect();
        placed.sort_unstable();
        Self(placed)
    }

    /// True when these words stand in a text, one after the other and as far apart as here. No word at all, as "it" is in
    /// English, stands nowhere.
    pub fn is_run_in(&self, text: &Self) -> bool {
        let Some((first, _)) = self.0.first() else { return false };
        let stands_at = |shift: i32| {
            let is_there = |(position, word): &(i32, String)| {
                text.0.binary_search_by(|one| (one.0, one.1.as_str()).cmp(&(position + shift, word.as_str()))).is_ok()
            };
            self.0.iter().all(is_there)
        };
        text.0.iter().any(|(position, _)| stands_at(position - first))
    }
}

/// Whether the request's source would have returned a job, by its title's words and what it states. None: that cannot be
/// told, since JSearch ranks what it finds, and takes what is near.
pub fn answers(request: &Request, wanted: &Lexemes, job: &Stated, title: &Lexemes) -> Option<bool> {
    match request.source() {
        Source::JSearch => None,
        Source::ActiveJobs => Some(
            wanted.is_run_in(title)
                && is_inside(request.place(), job)
                && job.states_all_of(&with_remote(request.place(), *request.filters())),
        ),
    }
}

/// Remote work in a country is asked for as the country, with a filter.
fn with_remote(place: &Place, filters: Filters) -> Filters {
    match place.is_remote() {
        true => Filters { work_arrangement: filters.work_arrangement.or(Some(WorkArrangement::RemoteOk)), ..filters },
        false => filters,
    }
}

fn is_inside(place: &Place, job: &Stated) -> bool {
    let asked = match place {
        Place::Remote { country: Some(country) } => Place::Country(*country),
        Place::Remote { country: None } => Place::Anywhere,
        Place::RemoteIn(area) => Place::Area(area),
        other => other.clone(),
    };
    job.places().always.contains(&asked.key())
}
