//! Whether a source would have returned a job for a request: the source's own terms, strict where [`crate::fits`] is
//! lenient. Pure.
//!
//! Active Jobs DB very probably looks for titles with PostgreSQL's text search, as its operators show; the
//! configuration is not known. So PostgreSQL itself takes titles apart (`models::lexemes`), and the words are compared
//! here: wanted words have to follow each other in the job's title, at the same distances. A filter asks for stated
//! facts: a job that states nothing is never returned.

mod terms;
#[cfg(test)]
mod tests;

pub use self::terms::{Places, Ranked, Searched, Terms, Words, around, marks_within};

use crate::closed_list;
use crate::filters::{Filters, WorkArrangement};
use crate::fits::Stated;
use crate::place::Place;
use crate::sources::{Request, Source};

closed_list! {
    "a configuration of text search";
    /// How a source takes words apart.
    pub enum Configuration {
        /// Words without endings ("engineering" is "engineer"); stop words such as "of" and "it" left out.
        English = "english",
        /// Words unchanged.
        Simple = "simple",
    }
}

/// Knowledge of how a source answers, beyond the question's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// How the source takes words apart; None: not known, either may be right.
    pub configuration: Option<Configuration>,
    /// A filter also finds postings without a statement on the filtered fact.
    pub finds_unknown: bool,
}

/// A word with its positions in a text, from 1. Words left out leave a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// The word as text search keeps it.
    pub word: String,
    /// Positions in ascending order.
    pub positions: Vec<i32>,
}

/// A text as words at positions, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexemes(Vec<(i32, String)>);

impl Lexemes {
    /// Words of one text.
    pub fn of(words: impl IntoIterator<Item = Lexeme>) -> Self {
        let at_places = |one: Lexeme| {
            let Lexeme { word, positions } = one;
            positions.into_iter().map(move |position| (position, word.clone()))
        };
        let mut placed: Vec<_> = words.into_iter().flat_map(at_places).collect();
        placed.sort_unstable();
        Self(placed)
    }

    /// Every run of the words, with the positions of the run's first and last word.
    fn runs(&self) -> impl Iterator<Item = Run> {
        let from = |first: usize| (first..self.0.len()).map(move |last| (first, last));
        (0..self.0.len()).flat_map(from).map(|(first, last)| {
            let words = self.0.get(first..=last).unwrap_or_default();
            let place = |nth: usize| self.0.get(nth).map_or(0, |(position, _)| *position);
            Run { first: place(first), last: place(last), relative: relative(words) }
        })
    }

    /// The words with their distances, whatever the position of the first.
    fn relative(&self) -> String {
        relative(&self.0)
    }

    /// True with a word at a position from `first` to `last`.
    fn has_any_between(&self, first: i32, last: i32) -> bool {
        self.0.iter().any(|(position, _)| (first..=last).contains(position))
    }

    /// True when these words stand in a text, in the same order and equally far apart. No word at all (English leaves
    /// out "it") stands nowhere.
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

/// Some consecutive words of a text.
struct Run {
    first: i32,
    last: i32,
    relative: String,
}

fn relative(words: &[(i32, String)]) -> String {
    let first = words.first().map_or(0, |(position, _)| *position);
    let placed = words.iter().map(|(position, word)| format!("{} {word}", position - first));
    placed.collect::<Vec<_>>().join("\n")
}

/// Whether the request's source would have returned a job, by the words of the title and the job's stated facts. None:
/// cannot be told, since JSearch ranks its results and takes near matches, too.
pub fn answers(request: &Request, wanted: &Words, job: &Stated, title: &Words, known: Known) -> Option<bool> {
    match request.source() {
        Source::JSearch => None,
        Source::ActiveJobs => {
            let (place, filters) = asked(request);
            let is_met = match known.finds_unknown {
                true => job.contradicts_none_of(&filters),
                false => job.states_all_of(&filters),
            };
            Some(is_met && wanted.stand_in(title, known) && lies_in(&job.places().always, &place))
        }
    }
}

/// Whether a place of a job is the asked place, or lies in the asked region, country or area. A district is seen by whoever
/// wants its city, and is another town to a source.
fn lies_in(keys: &[String], place: &Place) -> bool {
    let is_of_district = |key: &String| {
        Place::from_key(key).and_then(|one| one.city_around()).is_some_and(|city| Place::City(city) == *place)
    };
    keys.contains(&place.key()) && !keys.iter().any(is_of_district)
}

/// Place and filters in a question to Active Jobs DB: remote work in a country is the country, with a filter.
fn asked(request: &Request) -> (Place, Filters) {
    let filters = *request.filters();
    let place = match request.place() {
        Place::Remote { country: Some(country) } => Place::Country(*country),
        Place::Remote { country: None } => Place::Anywhere,
        Place::RemoteIn(area) => Place::Area(area),
        other => return (other.clone(), filters),
    };
    let work_arrangement = filters.work_arrangement.or(Some(WorkArrangement::RemoteOk));
    (place, Filters { work_arrangement, ..filters })
}
