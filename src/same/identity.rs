//! Facts compared of two postings, and the evidence that they are copies of one job.

use super::employer::employer_in;
use super::key::{is_employers, is_site, posting_key, series, site_key};
use super::title::Title;
use crate::typed::plain;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Most days between two postings of the same words that may be copies.
pub(super) const DAYS: i64 = 30;

/// Two numbers of one system are two openings when posted within so many days. Later, the words are posted again.
const OPEN_TOGETHER_DAYS: i64 = 7;

/// Words of a place for the way to work.
const WAYS: [(&str, &str); 4] =
    [("remote", "remote"), ("homeoffice", "remote"), ("onsite", "onsite"), ("prasenz", "onsite")];

/// A posting as stated by its source.
#[derive(Clone, Debug, Default)]
pub struct Advert<'a> {
    /// Job API of the posting.
    pub source: &'a str,
    /// The source's own id, unique within it.
    pub source_id: &'a str,
    /// All links of the posting.
    pub links: &'a [&'a str],
    /// The employer; empty: not stated.
    pub employer: &'a str,
    /// The title as people read it.
    pub title: &'a str,
    /// The places as people read them, with "; " between.
    pub location: &'a str,
    /// Names of the places beyond `location`, as a title may call them, between commas and semicolons: "München" for
    /// "Munich".
    pub place_names: &'a str,
    /// Keys of the understood places, the narrowest of each: a town, and not its country.
    pub places: &'a [String],
    /// The stated day, else the day of the first sight.
    pub posted_on: NaiveDate,
}

/// Facts of a posting for comparing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Identity {
    /// Job API and the id there: the name of the posting from here on.
    pub id: (String, String),
    /// Keys of the postings behind its links, and its numbers at the employer's own site.
    pub keys: BTreeSet<String>,
    /// Employer, folded. None: not stated, or a word in place of a name.
    pub employer: Option<String>,
    /// Title, folded, without spaces: "Full-Stack", "Full Stack" and "Fullstack" are one.
    pub title: String,
    /// Details in the title that tell two openings apart.
    pub details: BTreeSet<String>,
    /// Keys of the places, or their folded text.
    pub places: BTreeSet<String>,
    /// The day of posting.
    pub posted_on: NaiveDate,
}

/// Evidence that two postings are copies of one job, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Evidence {
    /// A single posting of a source, seen twice.
    SourceId,
    /// Links to the same posting of an applicant system.
    PostingKey,
    /// Equal employer, title and place, within thirty days.
    Words,
}

impl Identity {
    /// Folds the facts stated by a source.
    pub fn of(stated: &Advert<'_>) -> Self {
        let names = format!("{}; {}", stated.location, stated.place_names);
        let employer = employer_in(stated.employer, &names);
        let title = Title::read(stated.title, employer.as_deref(), stated.location, stated.place_names);
        Self {
            id: (stated.source.to_owned(), stated.source_id.to_owned()),
            keys: keys(stated.links, employer.as_deref()),
            employer,
            title: title.folded.replace(' ', ""),
            details: title.details.into_iter().chain(way(stated.location)).collect(),
            places: places(stated),
            posted_on: stated.posted_on,
        }
    }

    /// Keys by which a database finds candidates: two postings are copies only if they share a key, and any two
    /// postings of a group are connected by a chain of shared keys.
    pub fn lookups(&self) -> Vec<String> {
        let by_key = self.keys.iter().map(|key| format!("key:{key}"));
        by_key.chain(self.word_keys().into_iter().map(|key| format!("words:{key}"))).collect()
    }

    /// Look-up keys from words: for each place a key of employer, title and place.
    pub fn word_keys(&self) -> Vec<String> {
        self.employer.iter().flat_map(|employer| self.places.iter().map(|place| self.words(employer, place))).collect()
    }

    /// The employer and the title, where both are stated.
    pub(super) fn job(&self) -> Option<(&str, &str)> {
        self.employer.as_deref().filter(|_| !self.title.is_empty()).map(|employer| (employer, self.title.as_str()))
    }

    /// Keys that two postings have in common only if they are one.
    pub(super) fn joining_keys(&self) -> impl Iterator<Item = &String> {
        self.keys.iter().filter(|key| !is_site(key))
    }

    fn words(&self, employer: &str, place: &str) -> String {
        let text = [employer, &self.title, place].join("\u{1f}");
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Evidence that two postings are copies, whichever comes first.
///
/// By words, one posting has to be in all the places of the other, which may be in more: a town that either has alone
/// is another job's. Without an employer or a place a posting is a copy by a posting's key alone.
pub fn evidence(a: &Identity, b: &Identity) -> Option<Evidence> {
    if a.id == b.id {
        return Some(Evidence::SourceId);
    }
    if a.joining_keys().any(|key| b.keys.contains(key)) {
        return Some(Evidence::PostingKey);
    }
    let is_one_job = a.job().is_some_and(|job| b.job() == Some(job));
    let is_one_place = !a.places.is_empty()
        && !b.places.is_empty()
        && (a.places.is_subset(&b.places) || b.places.is_subset(&a.places));
    let is_in_time = days_between(a.posted_on, b.posted_on) <= DAYS;
    (is_one_job && is_one_place && is_in_time && !are_two_openings(a, b)).then_some(Evidence::Words)
}

/// True when two postings of the same words are two openings by their numbers: at an employer's system, on nearly the
/// same days, or in their titles. A board's numbers say nothing: the same job may stand on a board twice.
pub(super) fn are_two_openings(a: &Identity, b: &Identity) -> bool {
    let differ = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.is_disjoint(b) && a.iter().any(|one| b.iter().any(|other| series(one) == series(other) && is_employers(one)))
    };
    let is_together = days_between(a.posted_on, b.posted_on) < OPEN_TOGETHER_DAYS;
    differ(&a.details, &b.details) || is_together && differ(&a.keys, &b.keys)
}

pub(super) fn days_between(a: NaiveDate, b: NaiveDate) -> i64 {
    (a - b).num_days().abs()
}

fn keys(links: &[&str], employer: Option<&str>) -> BTreeSet<String> {
    let of_site = |link: &str| employer.and_then(|employer| site_key(link, employer));
    links.iter().filter_map(|link| posting_key(link).or_else(|| of_site(link))).collect()
}

/// The way to work that a place says beside a town, as a detail of the opening: "Berlin (Remote)".
fn way(location: &str) -> Option<String> {
    let words = plain(location);
    let says = |way: &&(&str, &str)| words.split(' ').any(|word| word == way.0);
    WAYS.iter().find(says).map(|(_, way)| format!("way:{way}"))
}

/// Keys of places; where none was understood, each place as written.
fn places(stated: &Advert<'_>) -> BTreeSet<String> {
    let written = || stated.location.split("; ").map(plain).filter(|place| !place.is_empty());
    match stated.places {
        [] => written().map(|place| format!("text:{place}")).collect(),
        known => known.iter().cloned().collect(),
    }
}
