//! What saving a list would cost, in the words of the page.

use crate::app::App;
use crate::backfill::start::Preview;
use crate::coverage::plan::Counts;
use crate::place::Place;
use crate::quota::price::Tariff;
use crate::searches::Wish;
use crate::web::text;
use std::collections::HashSet;

/// A preview, ready to be shown.
pub struct Price {
    /// Distinct combinations on this list.
    pub of_list: usize,
    /// Over all active combinations of the person, this list saved.
    pub counts: Counts,
    /// "JSearch about 15 requests".
    pub by_source: Vec<String>,
    /// Credits, all sources together, for orientation.
    pub expected: i64,
    /// Credits that it can cost at most on one day.
    pub most: i64,
    /// Places whose meaning is not what was typed.
    pub places: Vec<Meaning>,
}

/// What a typed place is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub typed: String,
    pub meant: String,
    pub is_known: bool,
}

impl Price {
    pub fn of(app: &App, wishes: &[Wish], preview: &Preview) -> Self {
        let combinations: HashSet<_> = wishes.iter().map(|wish| &wish.combination).collect();
        let spent = preview.expected.iter().filter(|(_, credits)| *credits > 0);
        let by_source = spent.filter_map(|&(source, credits)| {
            let unit = Tariff::of(app.config.source(source)?).main_unit();
            Some(format!("{} about {} {unit}", source.label(), text::number(credits)))
        });
        Self {
            of_list: combinations.len(),
            counts: preview.counts,
            by_source: by_source.collect(),
            expected: preview.expected_credits(),
            most: preview.most,
            places: meanings(wishes),
        }
    }

    /// How big the list is.
    pub fn size(&self) -> String {
        text::count(self.of_list as i64, "combination", "combinations")
    }

    pub fn credits(&self) -> String {
        text::count(self.expected, "credit", "credits")
    }

    /// The person has other lists, which count too.
    pub fn has_others(&self) -> bool {
        self.counts.wanted > self.of_list
    }
}

fn meanings(wishes: &[Wish]) -> Vec<Meaning> {
    let mut found = Vec::new();
    for wish in wishes {
        let meaning = meaning(&wish.location, wish.combination.place());
        if meaning.typed != meaning.meant && !found.contains(&meaning) {
            found.push(meaning);
        }
    }
    found
}

fn meaning(typed: &str, place: &Place) -> Meaning {
    let meant = match place {
        Place::Unknown { country, .. } => country.english_name().to_owned(),
        known => known.english_name(),
    };
    Meaning { typed: typed.to_owned(), meant, is_known: place.is_known() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_say_what_they_are_taken_for() {
        let meant = |typed: &str| meaning(typed, &Place::parse(typed, "de".parse().unwrap()).unwrap());
        assert_eq!(meant("München").meant, "Munich");
        let unknown = meant("Hinterdupfingen");
        assert_eq!((unknown.meant.as_str(), unknown.is_known), ("Germany", false));
    }
}
