//! Corrections of a CV: titles, places and pairs of both dropped by a person. Not searched for, also when the same CV
//! comes again. Kept as digests over the CV's text, so nobody can read anything from them.

use crate::combination::{Combination, Title};
use crate::cv::profile::{Found, Profile};
use crate::db::Connection;
use crate::models::correction::Correction;
use crate::models::cv::Cv;
use crate::place::{self, CountryCode};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// A title, place or pair to drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A title at every place, by the title's folded form.
    Title(String),
    /// A place with every title, by the place's key.
    Place(String),
    /// A title at a single place.
    Pair(String, String),
}

impl Dropped {
    /// Title found in the CV. None: not readable as a title.
    pub fn title(text: &str) -> Option<Self> {
        Title::parse(text).ok().map(|title| Self::Title(title.key().to_owned()))
    }

    /// Places of a line found in the CV.
    pub fn places(text: &str, home: CountryCode) -> Vec<Self> {
        let meant = place::read(text, home).unwrap_or_default();
        meant.into_iter().map(|one| Self::Place(one.place.key())).collect()
    }

    /// Title and place of a search, with any filters.
    pub fn pair(combination: &Combination) -> Self {
        Self::Pair(combination.title_key().to_owned(), combination.place().key())
    }

    /// Corrections that would remove this search.
    pub fn all_of(combination: &Combination) -> [Self; 3] {
        let (title, place) = (combination.title_key().to_owned(), combination.place().key());
        [Self::Title(title), Self::Place(place), Self::pair(combination)]
    }

    /// True when the correction drops this search.
    pub fn takes(&self, combination: &Combination) -> bool {
        match self {
            Self::Title(title) => combination.title_key() == title,
            Self::Place(place) => combination.place().key() == *place,
            Self::Pair(..) => Self::pair(combination) == *self,
        }
    }

    fn digest(&self, text_key: &str) -> String {
        let (title, place) = match self {
            Self::Title(title) => (title.as_str(), ""),
            Self::Place(place) => ("", place.as_str()),
            Self::Pair(title, place) => (title.as_str(), place.as_str()),
        };
        let mut hash = Sha256::new();
        for part in [text_key, title, place] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A person's corrections of one CV.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    text_key: String,
    digests: HashSet<String>,
}

impl Corrections {
    /// Corrections by the CV's person, of the CV's text.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_cv(conn: &mut Connection, cv: &Cv) -> QueryResult<Self> {
        let digests = Correction::of_user(conn, cv.user_id).await?;
        Ok(Self { text_key: cv.text_key.clone(), digests: digests.into_iter().collect() })
    }

    /// Whether exactly this title, place or pair was dropped.
    pub fn has(&self, dropped: &Dropped) -> bool {
        self.digests.contains(&dropped.digest(&self.text_key))
    }

    /// Whether a title of the profile was dropped.
    pub fn has_title(&self, found: &Found) -> bool {
        Dropped::title(&found.text).is_some_and(|dropped| self.has(&dropped))
    }

    /// Whether all places of a line of the profile were dropped.
    pub fn has_place(&self, found: &Found, home: CountryCode) -> bool {
        let places = Dropped::places(&found.text, home);
        !places.is_empty() && places.iter().all(|one| self.has(one))
    }

    /// Whether a search was dropped, by the pair, the title or the place.
    pub fn take(&self, combination: &Combination) -> bool {
        Dropped::all_of(combination).iter().any(|one| self.has(one))
    }

    /// The profile without dropped titles and places.
    pub fn rest(&self, profile: &Profile, home: CountryCode) -> Profile {
        let mut rest = profile.clone();
        rest.titles.retain(|found| !self.has_title(found));
        rest.places.retain(|found| !self.has_place(found, home));
        rest
    }
}

/// Remembers a person's corrections of a CV.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn remember(conn: &mut Connection, cv: &Cv, dropped: &[Dropped], now: DateTime<Utc>) -> QueryResult<()> {
    Correction::add(conn, cv.user_id, &digests(cv, dropped), now).await
}

/// Takes corrections back: dropped titles, places and pairs are proposed again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn forget(conn: &mut Connection, cv: &Cv, dropped: &[Dropped]) -> QueryResult<()> {
    Correction::remove(conn, cv.user_id, &digests(cv, dropped)).await
}

fn digests(cv: &Cv, dropped: &[Dropped]) -> Vec<String> {
    dropped.iter().map(|one| one.digest(&cv.text_key)).collect()
}

/// Whole titles and whole places left out of a list, compared with the list before. A pair alone cannot be left out of
/// a list.
pub fn left_out(before: &[Combination], after: &[Combination]) -> Vec<Dropped> {
    let mut dropped: Vec<Dropped> = Vec::new();
    for one in before {
        let (title, place) = (one.title_key().to_owned(), one.place().key());
        for dropped_here in [Dropped::Title(title), Dropped::Place(place)] {
            let is_left_out = after.iter().all(|other| !dropped_here.takes(other));
            if is_left_out && !dropped.contains(&dropped_here) {
                dropped.push(dropped_here);
            }
        }
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::Filters;

    fn combinations(pairs: &[(&str, &str)]) -> Vec<Combination> {
        let parse = |&(title, place): &(&str, &str)| {
            Combination::parse(title, place, Filters::default(), CountryCode::GERMANY).unwrap()
        };
        pairs.iter().map(parse).collect()
    }

    #[test]
    fn what_is_left_out_of_a_list_is_a_title_or_a_place() {
        let before = combinations(&[("Nurse", "Berlin"), ("Nurse", "Male"), ("Cook", "Berlin"), ("Cook", "Male")]);
        let title = || Dropped::title("Cook").unwrap();
        let place = || Dropped::places("Male", CountryCode::GERMANY).remove(0);
        let berlin = || Dropped::places("Berlin", CountryCode::GERMANY).remove(0);
        for (after, expected) in [
            (vec![("Nurse", "Berlin"), ("Nurse", "Male"), ("Cook", "Berlin"), ("Cook", "Male")], vec![]),
            (vec![("Nurse", "Berlin"), ("Cook", "Berlin"), ("Cook", "Ulm")], vec![place()]),
            (vec![("Nurse", "Berlin"), ("nurse (m/w/d)", "Malé, Maldives"), ("Baker", "Berlin")], vec![title()]),
            (vec![("Nurse", "Ulm")], vec![berlin(), place(), title()]),
        ] {
            let dropped = left_out(&before, &combinations(&after));
            assert!(expected.iter().all(|one| dropped.contains(one)), "{after:?}: {dropped:?}");
            assert_eq!(dropped.len(), expected.len(), "{after:?}: {dropped:?}");
        }
    }

    #[test]
    fn a_digest_holds_for_one_text_alone_and_says_what_was_dropped() {
        let pair = combinations(&[("Nurse", "Berlin")]).remove(0);
        let all = Dropped::all_of(&pair);
        let of_texts: HashSet<String> =
            all.iter().flat_map(|one| ["one", "two"].map(|text| one.digest(text))).collect();
        assert_eq!(of_texts.len(), 6);
        for one in &all {
            let digests = HashSet::from([one.digest("one")]);
            let corrections = Corrections { text_key: "one".to_owned(), digests };
            assert!(corrections.take(&pair) && corrections.has(one), "{one:?}");
            let other = Corrections { text_key: "two".to_owned(), ..corrections };
            assert!(!other.take(&pair), "{one:?} of another text");
        }
    }
}
