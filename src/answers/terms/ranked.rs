//! A question to JSearch.

use super::{around, number};
use crate::fits::asked;
use crate::place::Place;
use crate::sources::Request;

/// A title in a place, asked of a ranking source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    title: String,
    place: Place,
}

impl Ranked {
    pub(super) fn of(request: &Request) -> Self {
        Self { title: request.title().to_owned(), place: request.place().clone() }
    }

    /// Mark of the title in the place. Titles of the same words share a mark: knowledge of one counts for all.
    pub(super) fn mark(&self) -> i64 {
        match asked::only_key(&self.title) {
            Some(words) => mark(&words, &self.place),
            None => number(&format!("ranked as typed\n{}\n{}", self.title, self.place.key())),
        }
    }

    /// Mark of this title in the country around.
    pub(super) fn mark_in_country(&self) -> Option<i64> {
        let place = around(&self.place)?;
        Some(Self { title: self.title.clone(), place }.mark())
    }

    /// Marks of every title contained in this title's words, in the same town or country and in the country around.
    pub(super) fn marks_of_titles(&self) -> Vec<i64> {
        let country = around(&self.place);
        let is_compared = country.is_some() || matches!(self.place, Place::Country(_));
        if !is_compared || asked::only_key(&self.title).is_none() {
            return Vec::new();
        }
        let places = country.iter().chain([&self.place]);
        let mut marks: Vec<i64> = places.flat_map(|place| marks_within(&self.title, place)).collect();
        marks.retain(|mark| Some(*mark) != self.mark_in_country());
        marks.sort_unstable();
        marks
    }
}

/// Marks of all possible titles whose words stand in a title, in a place.
pub fn marks_within(title: &str, place: &Place) -> Vec<i64> {
    asked::runs(title).iter().map(|words| mark(words, place)).collect()
}

fn mark(words: &str, place: &Place) -> i64 {
    number(&format!("ranked\n{words}\n{}", place.key()))
}
