//! A page's postings as the statements take them: lists travel as arrays of one length; lists within lists as text,
//! joined by a unit separator.

use super::description::clean_description;
use super::identities::of_posting;
use super::keys::{Places, ReadPlaces, SEPARATOR, runs};
use crate::same::Identity;
use crate::sources::{Posting, Source, pay_yearly};
use crate::words::{text_of, words};
use chrono::{DateTime, Utc};

/// A page's postings, column by column.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) source_ids: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) companies: Vec<String>,
    pub(super) locations: Vec<String>,
    pub(super) countries: Vec<Option<String>>,
    pub(super) work_arrangements: Vec<Option<&'static str>>,
    pub(super) employment_types: Vec<String>,
    pub(super) seniorities: Vec<Option<&'static str>>,
    pub(super) industries: Vec<String>,
    pub(super) apply_urls: Vec<Option<String>>,
    pub(super) publishers: Vec<Option<String>>,
    pub(super) salaries: Vec<Option<String>>,
    pub(super) pay_yearly: Vec<Option<i64>>,
    pub(super) languages: Vec<Option<String>>,
    pub(super) descriptions: Vec<String>,
    pub(super) fields: Vec<serde_json::Value>,
    pub(super) posted_at: Vec<Option<DateTime<Utc>>>,
    pub(super) posted_from: Vec<Option<DateTime<Utc>>>,
    pub(super) valid_through: Vec<Option<DateTime<Utc>>>,
    pub(super) words: Vec<String>,
    pub(super) place_words: Vec<String>,
    pub(super) title_runs: Vec<String>,
    pub(super) place_keys: Vec<String>,
    pub(super) remote_keys: Vec<String>,
    pub(super) posting_keys: Vec<String>,
    pub(super) word_keys: Vec<String>,
    /// By which the postings are compared: no column of the statement.
    pub(super) identities: Vec<Identity>,
}

impl Columns {
    /// Columns of a source's page that came at `now`.
    pub(super) fn of(source: Source, postings: &[Posting], now: DateTime<Utc>) -> Self {
        let (mut columns, mut read) = (Self::default(), ReadPlaces::default());
        for posting in postings {
            let places = read.places(posting.location.as_deref().unwrap_or_default(), posting.country);
            let identity = of_posting(source, posting, places, now.date_naive());
            columns.push(posting, places);
            let keys: Vec<&str> = identity.keys.iter().map(String::as_str).collect();
            columns.word_keys.push(identity.word_keys().join(SEPARATOR));
            columns.posting_keys.push(keys.join(SEPARATOR));
            columns.identities.push(identity);
        }
        columns
    }

    fn push(&mut self, posting: &Posting, places: &Places<'_>) {
        let types: Vec<_> = posting.employment_types.iter().map(|one| one.as_str()).collect();
        let description = posting.description.as_deref().unwrap_or_default();
        let description = clean_description(description, posting.description_is_html);
        self.source_ids.push(posting.source_id.clone());
        self.titles.push(posting.title.clone());
        self.companies.push(posting.company.clone().unwrap_or_default());
        self.locations.push(posting.location.clone().unwrap_or_default());
        self.countries.push(posting.country.map(|country| country.as_str().to_owned()));
        self.work_arrangements.push(posting.work_arrangement.map(crate::filters::StatedArrangement::as_str));
        self.employment_types.push(types.join(SEPARATOR));
        self.seniorities.push(posting.seniority.map(crate::filters::Seniority::as_str));
        self.industries.push(posting.industries.join(SEPARATOR));
        self.apply_urls.push(posting.apply_url.clone());
        self.publishers.push(posting.publisher.clone());
        self.salaries.push(posting.salary.clone());
        self.pay_yearly.push(posting.salary.as_deref().and_then(pay_yearly));
        self.languages.push(posting.language.clone());
        self.fields.push(posting.fields.clone());
        self.posted_at.push(posting.posted_at);
        self.posted_from.push(posting.posted_from);
        self.valid_through.push(posting.valid_through);
        self.words.push(search_words(posting, &description));
        let keys = places.keys();
        self.place_words.push(places.words());
        self.title_runs.push(runs(&posting.title));
        self.place_keys.push(keys.always.join(SEPARATOR));
        self.remote_keys.push(keys.if_remote.join(SEPARATOR));
        self.descriptions.push(description);
    }
}

/// Words for text search. Of the description only the beginning: it is about the job, the end about the company.
fn search_words(posting: &Posting, description: &str) -> String {
    let start: String = text_of(description).chars().take(4_000).collect();
    let company = posting.company.as_deref().unwrap_or_default();
    let location = posting.location.as_deref().unwrap_or_default();
    words(&format!("{} {company} {location} {start}", posting.title))
}
