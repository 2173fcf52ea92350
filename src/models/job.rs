//! Postings that a person can apply for, and which request brought them.

use crate::db::Connection;
use crate::sources::{Posting, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Cleans a posting's description: a small set of tags, no attributes, no images, no links. Plain text becomes paragraphs.
pub fn clean_description(text: &str, is_html: bool) -> String {
    if is_html {
        return cleaner().clean(text).to_string();
    }
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs
        .map(|paragraph| {
            format!("<p>{}</p>", ammonia::clean_text(paragraph).replace("&#10;", "<br>").replace('\n', "<br>"))
        })
        .collect()
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .add_tags(["p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "h3", "h4", "div"])
        .add_clean_content_tags(["script", "style"])
        .strip_comments(true);
    builder
}

/// How many of a page's postings were stored, and what was new about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Links from the request that were not there before.
    pub linked: i32,
    /// Jobs that nobody had seen before.
    pub new: i32,
}

#[derive(QueryableByName)]
struct StoredRow {
    #[diesel(sql_type = Int4)]
    linked: i32,
    #[diesel(sql_type = Int4)]
    fresh: i32,
}

/// Stores a page's postings and links them to the request that brought them, in one statement.
/// A job that is known is confirmed, and takes what has changed.
pub async fn store(
    conn: &mut Connection,
    source: Source,
    request_id: i64,
    postings: &[Posting],
    now: DateTime<Utc>,
) -> QueryResult<Stored> {
    let columns = Columns::of(postings);
    let row: StoredRow = diesel::sql_query(STORE)
        .bind::<Text, _>(source.as_str())
        .bind::<Int8, _>(request_id)
        .bind::<Timestamptz, _>(now)
        .bind::<Array<Text>, _>(columns.source_ids)
        .bind::<Array<Text>, _>(columns.titles)
        .bind::<Array<Text>, _>(columns.companies)
        .bind::<Array<Text>, _>(columns.locations)
        .bind::<Array<Nullable<Text>>, _>(columns.countries)
        .bind::<Array<Nullable<Text>>, _>(columns.work_arrangements)
        .bind::<Array<Text>, _>(columns.employment_types)
        .bind::<Array<Nullable<Text>>, _>(columns.seniorities)
        .bind::<Array<Text>, _>(columns.industries)
        .bind::<Array<Nullable<Text>>, _>(columns.apply_urls)
        .bind::<Array<Nullable<Text>>, _>(columns.publishers)
        .bind::<Array<Nullable<Text>>, _>(columns.salaries)
        .bind::<Array<Nullable<Text>>, _>(columns.languages)
        .bind::<Array<Text>, _>(columns.descriptions)
        .bind::<Array<Jsonb>, _>(columns.fields)
        .bind::<Array<Nullable<Timestamptz>>, _>(columns.posted_at)
        .bind::<Array<Text>, _>(columns.words)
        .get_result(conn)
        .await?;
    Ok(Stored { linked: row.linked, new: row.fresh })
}

/// Lists travel as arrays of one length; lists within lists as text, joined by a unit separator.
const STORE: &str = "
WITH page AS (
    SELECT DISTINCT ON (source_id) *, least(coalesce(posted_at, $3), $3) AS listed_at
      FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                  $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::jsonb[],
                  $19::timestamptz[], $20::text[])
        AS one (source_id, title, company, location, country, work_arrangement, employment_types, seniority,
                industries, apply_url, publisher, salary, language, description, fields, posted_at, words)
     ORDER BY source_id
), stored AS (
    INSERT INTO jobs (source, source_id, title, company, location, country, work_arrangement, employment_types,
                      seniority, industries, apply_url, publisher, salary, language, description, fields,
                      posted_at, first_seen_at, last_confirmed_at, listed_at, words)
    SELECT $1, source_id, title, company, location, country, work_arrangement,
           coalesce(string_to_array(nullif(employment_types, ''), E'\\x1f'), '{}'), seniority,
           coalesce(string_to_array(nullif(industries, ''), E'\\x1f'), '{}'), apply_url, publisher, salary, language,
           description, fields, posted_at, $3, $3, listed_at, to_tsvector('simple', words)
      FROM page
    ON CONFLICT (source, source_id) DO UPDATE SET
           title = excluded.title, company = excluded.company, location = excluded.location,
           country = excluded.country, work_arrangement = coalesce(excluded.work_arrangement, jobs.work_arrangement),
           employment_types = excluded.employment_types, seniority = coalesce(excluded.seniority, jobs.seniority),
           industries = excluded.industries, apply_url = excluded.apply_url, publisher = excluded.publisher,
           salary = coalesce(excluded.salary, jobs.salary), language = excluded.language,
           description = excluded.description, fields = excluded.fields, words = excluded.words,
           last_confirmed_at = excluded.last_confirmed_at
    RETURNING id, listed_at, xmax = 0 AS is_new
), linked AS (
    INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
    SELECT $2, id, listed_at, $3 FROM stored
    ON CONFLICT DO NOTHING
    RETURNING job_id
)
SELECT (SELECT count(*)::int4 FROM linked) AS linked, (SELECT count(*)::int4 FROM stored WHERE is_new) AS fresh";

/// Joins the parts of a list within a list.
const SEPARATOR: &str = "\u{1f}";

/// A page's postings, column by column.
#[derive(Default)]
struct Columns {
    source_ids: Vec<String>,
    titles: Vec<String>,
    companies: Vec<String>,
    locations: Vec<String>,
    countries: Vec<Option<String>>,
    work_arrangements: Vec<Option<&'static str>>,
    employment_types: Vec<String>,
    seniorities: Vec<Option<&'static str>>,
    industries: Vec<String>,
    apply_urls: Vec<Option<String>>,
    publishers: Vec<Option<String>>,
    salaries: Vec<Option<String>>,
    languages: Vec<Option<String>>,
    descriptions: Vec<String>,
    fields: Vec<serde_json::Value>,
    posted_at: Vec<Option<DateTime<Utc>>>,
    words: Vec<String>,
}

impl Columns {
    fn of(postings: &[Posting]) -> Self {
        let mut columns = Self::default();
        for posting in postings {
            columns.push(posting);
        }
        columns
    }

    fn push(&mut self, posting: &Posting) {
        let types: Vec<_> = posting.employment_types.iter().map(|one| one.as_str()).collect();
        let description = posting.description.as_deref().unwrap_or_default();
        self.source_ids.push(posting.source_id.clone());
        self.titles.push(posting.title.clone());
        self.companies.push(posting.company.clone().unwrap_or_default());
        self.locations.push(posting.location.clone().unwrap_or_default());
        self.countries.push(posting.country.map(|country| country.as_str().to_owned()));
        self.work_arrangements.push(posting.work_arrangement.map(|one| one.as_str()));
        self.employment_types.push(types.join(SEPARATOR));
        self.seniorities.push(posting.seniority.map(|one| one.as_str()));
        self.industries.push(posting.industries.join(SEPARATOR));
        self.apply_urls.push(posting.apply_url.clone());
        self.publishers.push(posting.publisher.clone());
        self.salaries.push(posting.salary.clone());
        self.languages.push(posting.language.clone());
        self.descriptions.push(clean_description(description, posting.description_is_html));
        self.fields.push(posting.fields.clone());
        self.posted_at.push(posting.posted_at);
        self.words.push(search_words(posting, description));
    }
}

/// What text search looks at: folded the same way as what is typed into it. The description is cut: its
/// beginning says what the job is, its end is about the company.
fn search_words(posting: &Posting, description: &str) -> String {
    let start: String = description.chars().take(4_000).collect();
    let company = posting.company.as_deref().unwrap_or_default();
    let location = posting.location.as_deref().unwrap_or_default();
    fold(&format!("{} {company} {location} {start}", posting.title))
}

/// Lower case without accents, so that "Munchen" finds "München" in any language without an extension.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
