//! Facts shown by numbers of postings. Pure.
//!
//! All numbers of a comparison are of the same time, so they add up: a difference between two numbers is a difference
//! between the two questions.

use super::facts::{self, A_FEW, ENOUGH, Fact};
use crate::models::capability::Compared;

/// Fewest postings that are no accident.
const SOME: i64 = 3;

/// Difference between two questions without a reason: one posting of 100, since some close in between.
fn noise(postings: i64) -> i64 {
    postings / 100
}

/// Whether lists are taken, by two titles with hardly a posting in common: their numbers apart and in one question.
/// Missing postings are compared with the smaller number: all of it may be missing.
pub(super) fn lists(one: i64, other: i64, either: i64) -> Option<Fact> {
    let (smaller, apart) = (one.min(other), one + other);
    let missing = apart - either;
    let found = format!("two titles have {one} and {other} postings, and {either} in one question");
    match () {
        // More than both: the source took the question for another.
        () if smaller < SOME || -missing > noise(apart) => None,
        () if either <= one.max(other) => Some(Fact::new(false, found)),
        () if smaller >= ENOUGH => Some(Fact::new(missing <= noise(smaller), found)),
        () if smaller >= A_FEW && missing * 10 > smaller => Some(Fact::new(false, found)),
        () => (missing <= 0).then(|| Fact::new(true, found)),
    }
}

/// Whether dates are taken: two halves of a time make the whole, and neither is all of it. Halves that do not add up
/// show nothing.
pub(super) fn dates(whole: i64, first: i64, second: i64) -> Option<Fact> {
    let found = format!("a time has {whole} postings, its halves {first} and {second}");
    let is_sum = (first + second - whole).abs() <= noise(whole) && first.min(second) > 0;
    (whole >= SOME && is_sum).then(|| Fact::new(true, found))
}

/// Whether several places are taken: numbers of two places apart and in one question; a posting may lie in both.
pub(super) fn several_places(one: i64, other: i64, either: i64) -> Option<Fact> {
    let found = format!("two towns have {one} and {other} postings, and {either} in one question");
    let most = one.max(other);
    (one.min(other) >= SOME).then(|| Fact::new(either > most && either <= one + other, found))
}

/// Whether exclusion works: a wide title without a narrower one lacks exactly the narrower one's postings.
pub(super) fn exclusion(wide: i64, narrow: i64, rest: i64) -> Option<Fact> {
    let found = format!("a title has {wide} postings, one within it {narrow}, and the rest {rest}");
    match () {
        () if narrow < SOME || narrow >= wide || narrow <= 2 * noise(wide) => None,
        () if (rest - (wide - narrow)).abs() <= noise(wide) => Some(Fact::new(true, found)),
        () => (rest >= wide - noise(wide)).then(|| Fact::new(false, found)),
    }
}

/// Numbers of a title, of another title, and of both in one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Adds {
    pub one: i64,
    pub other: i64,
    pub either: i64,
}

impl Adds {
    /// True when the other title adds no posting to the first. Equal numbers apart prove nothing.
    fn nothing(self) -> Option<bool> {
        let Self { one, other, either } = self;
        match () {
            () if other < SOME => None,
            () if either == one => Some(true),
            () => (either >= one + SOME).then_some(false),
        }
    }
}

/// Whether titles with other endings, and without stop words, are the same to the source.
pub(super) fn endings(endings: Adds, stop_words: Adds) -> Option<Fact> {
    let told = |adds: Adds| format!("{}, {} and in one question {}", adds.one, adds.other, adds.either);
    let found = format!(
        "titles with two endings have these numbers of postings: {}; with and without a stop word: {}",
        told(endings),
        told(stop_words)
    );
    let is_so = endings.nothing()?;
    // A configuration of text search does both, or neither.
    (stop_words.nothing()? == is_so).then(|| Fact::new(is_so, found))
}

/// Whether a filter finds unstated values, by numbers without a filter, with all its values together, and with each
/// singly. A posting without a stated value is found by each value, or by none.
pub(super) fn unknown_values(without: i64, together: i64, singly: i64) -> Option<Fact> {
    let found = format!(
        "{without} postings without a filter, {together} with all its values, {singly} as the sum of those with one value"
    );
    let few = SOME.max(2 * noise(without));
    match () {
        () if without - together >= few => Some(Fact::new(false, found)),
        () if (without - together).abs() <= noise(without) && singly - together >= few => Some(Fact::new(true, found)),
        () => None,
    }
}

/// Numbers of postings for a town and for its country, title by title.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InCountry(Compared);

impl InCountry {
    /// Adds a title's numbers. `either`: found by a question for both places. Fewer than for the country alone show
    /// nothing: the source took the question for another.
    pub(super) fn add(&mut self, town: i64, country: i64, either: i64) {
        if either >= country - noise(country) && either <= town + country {
            self.0.jobs += town;
            self.0.with_wider += (town - (either - country)).clamp(0, town);
        }
    }

    pub(super) fn is_enough(self) -> bool {
        self.0.jobs >= ENOUGH
    }

    pub(super) fn shown(self) -> Option<Fact> {
        facts::in_countries(self.0).filter(|fact| !fact.is_open())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::capability::CapabilityState;

    fn says(fact: Option<Fact>) -> Option<bool> {
        fact.map(|fact| fact.state == CapabilityState::On)
    }

    #[test]
    fn a_list_has_what_its_titles_have_apart() {
        for (shown, one, other, either) in [
            (Some(true), 40, 20, 60),
            (Some(true), 400, 200, 598),
            (Some(false), 400, 200, 597),
            (Some(false), 10_000, 50, 10_001),
            (Some(false), 40, 20, 40),
            (Some(false), 40, 20, 0),
            (Some(false), 40, 20, 53),
            (None, 40, 20, 58),
            (None, 40, 2, 42),
            (None, 400, 200, 90_000),
            (None, 0, 0, 0),
        ] {
            assert_eq!(says(lists(one, other, either)), shown, "{one} {other} {either}");
        }
    }

    #[test]
    fn halves_make_a_whole_where_dates_are_taken() {
        for (shown, whole, first, second) in [
            (Some(true), 30, 10, 20),
            (Some(true), 300, 100, 198),
            (None, 30, 30, 30),
            (None, 30, 30, 0),
            (None, 30, 10, 19),
            (None, 2, 1, 1),
        ] {
            assert_eq!(says(dates(whole, first, second)), shown, "{whole} {first} {second}");
        }
    }

    #[test]
    fn two_places_have_more_than_either_and_at_most_both() {
        for (shown, one, other, either) in [
            (Some(true), 30, 20, 50),
            (Some(true), 30, 20, 41),
            (Some(false), 30, 20, 30),
            (Some(false), 30, 20, 0),
            (None, 30, 2, 30),
        ] {
            assert_eq!(says(several_places(one, other, either)), shown, "{one} {other} {either}");
        }
    }

    #[test]
    fn what_is_excluded_is_missing_exactly() {
        for (shown, wide, narrow, rest) in [
            (Some(true), 30, 10, 20),
            (Some(true), 300, 100, 202),
            (Some(false), 30, 10, 30),
            (None, 30, 10, 0),
            (None, 30, 2, 28),
            (None, 10_000, 90, 9_950),
            (None, 30, 30, 0),
        ] {
            assert_eq!(says(exclusion(wide, narrow, rest)), shown, "{wide} {narrow} {rest}");
        }
    }

    #[test]
    fn endings_are_cut_where_another_ending_adds_nothing_and_no_stop_word_counts() {
        let adds = |one, other, either| Adds { one, other, either };
        let (same, more, open) = (adds(30, 30, 30), adds(30, 10, 40), adds(30, 1, 31));
        for (shown, of_endings, of_stop_words) in [
            (Some(true), same, adds(80, 80, 80)),
            (Some(false), more, adds(5, 80, 80)),
            (None, same, adds(5, 80, 80)),
            (None, more, same),
            (None, open, same),
            (None, same, open),
        ] {
            assert_eq!(says(endings(of_endings, of_stop_words)), shown, "{of_endings:?} {of_stop_words:?}");
        }
    }

    #[test]
    fn what_states_nothing_is_found_by_every_value_or_by_none() {
        for (shown, without, together, singly) in [
            (Some(false), 100, 90, 90),
            (Some(true), 100, 100, 130),
            (None, 100, 100, 100),
            (None, 100, 98, 98),
            (None, 10_000, 9_900, 9_900),
            (None, 0, 0, 0),
        ] {
            assert_eq!(says(unknown_values(without, together, singly)), shown, "{without} {together} {singly}");
        }
    }

    #[test]
    fn a_town_lies_in_its_country_where_it_adds_nothing_to_it() {
        let shown = |all: &[(i64, i64, i64)]| {
            let mut compared = InCountry::default();
            all.iter().for_each(|(town, country, either)| compared.add(*town, *country, *either));
            says(compared.shown())
        };
        assert_eq!(shown(&[(200, 900, 902)]), Some(true));
        assert_eq!(shown(&[(100, 400, 400), (100, 900, 903)]), Some(false));
        assert_eq!(shown(&[(30, 400, 430)]), Some(false));
        assert_eq!(shown(&[(30, 400, 400)]), None, "too few");
        assert_eq!(shown(&[(0, 400, 400)]), None);
        assert_eq!(shown(&[(200, 900, 200)]), None, "the first place alone was looked for");
        assert_eq!(shown(&[(200, 900, 0)]), None);
    }
}
