//! How a request is written on the wire of its source.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::page::Page;
use super::{Request, Source};
use crate::filters::WorkArrangement;
use crate::place::{CountryCode, Place};

/// The most rows that Active Jobs DB returns in one answer (its documentation).
pub const MAX_LIMIT: u32 = 1_000;

/// One page to be bought.
#[derive(Clone, Copy, Debug)]
pub struct PageAsk<'a> {
    pub request: &'a Request,
    pub span: Span,
    pub position: &'a Position,
    /// The most rows to be charged for; Active Jobs DB only, a JSearch page has about ten.
    pub limit: u32,
    /// Leaves out what the provider knew before then; Active Jobs DB only.
    pub created_since: Option<DateTime<Utc>>,
}

/// How far back a source is asked to look. A source is asked for the narrowest time frame it has
/// that contains the span: JSearch knows all four, Active Jobs DB has no frame of three days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Day,
    ThreeDays,
    Week,
    /// A month. Active Jobs DB reaches that far only by its frame of six months, bounded by
    /// `since`, the earliest posting time wanted; JSearch has a month of its own.
    Month {
        since: DateTime<Utc>,
    },
}

impl Span {
    /// The source's own name for it, which tables and messages use.
    pub fn name(self, source: Source) -> &'static str {
        match (source, self) {
            (Source::JSearch, Span::Day) => "today",
            (Source::JSearch, Span::ThreeDays) => "3days",
            (Source::JSearch, Span::Week) => "week",
            (Source::JSearch, Span::Month { .. }) => "month",
            (Source::ActiveJobs, Span::Day) => "24h",
            (Source::ActiveJobs, Span::ThreeDays | Span::Week) => "7d",
            (Source::ActiveJobs, Span::Month { .. }) => "6m",
        }
    }

    /// From its name; a month reaches back to `since`.
    pub fn from_name(name: &str, since: DateTime<Utc>) -> Option<Span> {
        match name {
            "today" | "24h" => Some(Span::Day),
            "3days" => Some(Span::ThreeDays),
            "week" | "7d" => Some(Span::Week),
            "month" | "6m" => Some(Span::Month { since }),
            _ => None,
        }
    }
}

/// Where in the results of a request a page begins. Stored with each page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Start,
    /// JSearch: what the page before named. Opaque.
    Cursor(String),
    /// Active Jobs DB: rows before this page.
    Offset(u32),
}

impl Position {
    /// Where the page after this one begins; none if this one was the last.
    ///
    /// A JSearch page may be short and still not the last, so only an absent cursor ends it, or an
    /// empty page, or a cursor that leads nowhere new. Active Jobs DB ends with a short page.
    pub fn after(&self, page: &Page, limit: u32) -> Option<Position> {
        if page.rows == 0 {
            return None;
        }
        if let Some(cursor) = &page.cursor {
            let next = Position::Cursor(cursor.clone());
            return (next != *self).then_some(next);
        }
        match self {
            Position::Cursor(_) => None,
            _ if page.source == Source::JSearch || page.rows < limit => None,
            Position::Start => Some(Position::Offset(page.rows)),
            Position::Offset(before) => Some(Position::Offset(before + page.rows)),
        }
    }
}

/// The query string's pairs for this page.
pub(super) fn query(ask: &PageAsk<'_>) -> Vec<(&'static str, String)> {
    match ask.request.source() {
        Source::JSearch => jsearch(ask),
        Source::ActiveJobs => active_jobs(ask),
    }
}

/// Only what cannot be said in the `query` text has a parameter of its own. The country is always
/// sent: it chooses the edition that is searched, and JSearch would take the United States for a
/// place in Germany, too, and find nothing there.
fn jsearch(ask: &PageAsk<'_>) -> Vec<(&'static str, String)> {
    let request = ask.request;
    let country = request.place().country();
    let mut pairs = vec![
        ("query", jsearch_text(request)),
        ("num_pages", "1".to_owned()),
        ("country", country.as_ref().map_or("us", CountryCode::as_str).to_owned()),
        ("date_posted", jsearch_date(ask.span).to_owned()),
    ];
    if matches!(request.place(), Place::Remote { .. }) {
        pairs.push(("work_from_home", "true".to_owned()));
    }
    if let Position::Cursor(cursor) = ask.position {
        pairs.push(("cursor", cursor.clone()));
    }
    pairs
}

fn jsearch_text(request: &Request) -> String {
    match request.place().full_name() {
        Some(place) => format!("{} in {place}", request.title()),
        None => request.title().to_owned(),
    }
}

fn jsearch_date(span: Span) -> &'static str {
    match span {
        Span::Day => "today",
        Span::ThreeDays => "3days",
        Span::Week => "week",
        Span::Month { .. } => "month",
    }
}

fn active_jobs(ask: &PageAsk<'_>) -> Vec<(&'static str, String)> {
    let request = ask.request;
    let mut pairs = vec![("time_frame", active_jobs_frame(ask.span).to_owned()), ("title", quoted(request.title()))];
    pairs.extend(active_jobs_location(request.place()).map(|location| ("location", location)));
    pairs.extend(active_jobs_filters(request));
    if let Span::Month { since } = ask.span {
        pairs.push(("date_posted_gte", timestamp(since)));
    }
    if let Some(since) = ask.created_since {
        pairs.push(("date_created_gte", timestamp(since)));
    }
    pairs.push(("description_format", "text".to_owned()));
    pairs.push(("limit", ask.limit.clamp(1, MAX_LIMIT).to_string()));
    pairs.push(match ask.position {
        Position::Start => ("offset", "0".to_owned()),
        Position::Offset(before) => ("offset", before.to_string()),
        Position::Cursor(cursor) => ("cursor", cursor.clone()),
    });
    pairs
}

fn active_jobs_frame(span: Span) -> &'static str {
    match span {
        Span::Day => "24h",
        Span::ThreeDays | Span::Week => "7d",
        Span::Month { .. } => "6m",
    }
}

/// Full English names in quotes, as the provider derives them: city, region and country. Where the
/// region goes without saying it may be missing there, so a city is asked for either way, except
/// in countries in which many cities share a name.
fn active_jobs_location(place: &Place) -> Option<String> {
    match place {
        Place::Remote { country: Some(country) } | Place::Country(country) => Some(active_jobs_country(*country)),
        Place::Unknown { typed, country } => Some(format!("{} {}", quoted(typed), quoted(country.english_name()))),
        Place::City(city) if !["us", "ca", "au"].contains(&city.country.as_str()) => {
            let short = format!("{}, {}", city.name, city.country.english_name());
            Some(format!("{} OR {}", quoted(&city.full_name()), quoted(&short)))
        }
        place => place.full_name().map(|name| quoted(&name)),
    }
}

/// The provider files the United Kingdom under its four countries (a hint of its documentation).
fn active_jobs_country(country: CountryCode) -> String {
    match country.as_str() {
        "gb" => r#""United Kingdom" OR England OR Scotland OR Wales OR "Northern Ireland""#.to_owned(),
        _ => quoted(country.english_name()),
    }
}

/// The four AI filters. Remote as a place is a work arrangement here, unless a filter says more.
fn active_jobs_filters(request: &Request) -> Vec<(&'static str, String)> {
    let filters = request.filters();
    let remote = matches!(request.place(), Place::Remote { .. });
    let arrangement = match filters.work_arrangement {
        Some(arrangement) => Some(arrangement.as_str().to_owned()),
        None if remote => {
            let [ok, solely] = [WorkArrangement::RemoteOk, WorkArrangement::RemoteSolely];
            Some(format!("{},{}", ok.as_str(), solely.as_str()))
        }
        None => None,
    };
    let employment = filters.employment_type.map(|filter| filter.as_str().to_owned());
    let level = filters.seniority.map(|filter| filter.experience_level().to_owned());
    let industry = filters.industry.map(|filter| taxonomy(filter.as_str()));
    [
        ("ai_work_arrangement", arrangement),
        ("ai_employment_type", employment),
        ("ai_experience_level", level),
        ("ai_taxonomies_a", industry),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// Values with `&` in them go in quotes (the provider's documentation).
fn taxonomy(industry: &str) -> String {
    if industry.contains('&') { quoted(industry) } else { industry.to_owned() }
}

/// A phrase: inside quotes `OR` and a leading `-` are ordinary words.
fn quoted(phrase: &str) -> String {
    format!("\"{}\"", phrase.replace(['"', '\\'], " ").trim())
}

/// UTC without a zone, as the provider writes its own dates.
fn timestamp(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::combination::Combination;
    use crate::filters::{EmploymentType, Filters, Industry, Seniority};

    fn ask(source: Source, title: &str, place: &str, filters: Filters, position: &Position) -> String {
        let germany = "de".parse().expect("a country");
        let combination = Combination::parse(title, place, filters, germany).expect("a combination");
        let page = PageAsk {
            request: &Request::of(source, &combination),
            span: Span::Week,
            position,
            limit: 100,
            created_since: None,
        };
        written(&page)
    }

    fn written(page: &PageAsk<'_>) -> String {
        let pairs: Vec<String> = query(page).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }

    fn first(source: Source, title: &str, place: &str) -> String {
        ask(source, title, place, Filters::default(), &Position::Start)
    }

    #[test]
    fn jsearch_is_asked_in_words_and_told_the_country() {
        assert_eq!(
            first(Source::JSearch, "Data Scientist", "München"),
            "query=data scientist in Munich, Bavaria, Germany&num_pages=1&country=de&date_posted=week"
        );
        assert_eq!(
            first(Source::JSearch, "Data Scientist", "Germany"),
            "query=data scientist in Germany&num_pages=1&country=de&date_posted=week"
        );
        assert_eq!(
            first(Source::JSearch, "Data Scientist", "anywhere"),
            "query=data scientist&num_pages=1&country=us&date_posted=week"
        );
        assert!(first(Source::JSearch, "Data Scientist", "Remote").contains("work_from_home=true"));
    }

    #[test]
    fn jsearch_goes_on_at_its_cursor() {
        let position = Position::Cursor("Zm9y+d2Fy/ZA==".to_owned());
        let asked = ask(Source::JSearch, "Nurse", "Leeds, UK", Filters::default(), &position);
        assert!(asked.ends_with("&cursor=Zm9y+d2Fy/ZA=="), "{asked}");
    }

    #[test]
    fn active_jobs_db_is_asked_for_phrases_and_full_names() {
        assert_eq!(
            first(Source::ActiveJobs, "Data Scientist", "Munich"),
            "time_frame=7d&title=\"data scientist\"\
             &location=\"Munich, Bavaria, Germany\" OR \"Munich, Germany\"\
             &description_format=text&limit=100&offset=0"
        );
        let texas = first(Source::ActiveJobs, "Nurse", "Paris, Texas");
        assert!(texas.contains(r#"location="Paris, Texas, United States"&"#), "{texas}");
        let kingdom = first(Source::ActiveJobs, "Nurse", "United Kingdom");
        assert!(kingdom.contains("OR England OR"), "{kingdom}");
        let unknown = first(Source::ActiveJobs, "Nurse", "Hintertupfing, Austria");
        assert!(unknown.contains(r#"location="Hintertupfing" "Austria"&"#), "{unknown}");
        assert!(!first(Source::ActiveJobs, "Nurse", "anywhere").contains("location"));
    }

    #[test]
    fn the_four_filters_are_written_as_the_provider_lists_them() {
        let filters = Filters {
            work_arrangement: Some(WorkArrangement::RemoteSolely),
            employment_type: Some(EmploymentType::FullTime),
            seniority: Some(Seniority::Senior),
            industry: "Data & Analytics".parse::<Industry>().ok(),
        };
        let asked = ask(Source::ActiveJobs, "Nurse", "Berlin", filters, &Position::Offset(300));
        assert!(
            asked.contains(
                "&ai_work_arrangement=Remote Solely&ai_employment_type=FULL_TIME\
                 &ai_experience_level=5-10&ai_taxonomies_a=\"Data & Analytics\"&"
            ),
            "{asked}"
        );
        assert!(asked.ends_with("&offset=300"), "{asked}");
    }

    #[test]
    fn remote_as_a_place_is_a_work_arrangement_at_active_jobs_db() {
        let asked = first(Source::ActiveJobs, "Nurse", "Remote");
        assert!(asked.contains("ai_work_arrangement=Remote OK,Remote Solely"), "{asked}");
    }

    #[test]
    fn grammar_in_a_title_stays_a_title() {
        let asked = first(Source::ActiveJobs, "Director -assistant OR \"secretary\"", "Berlin");
        assert!(asked.contains("title=\"director assistant or secretary\"&"), "{asked}");
        let asked = first(Source::JSearch, "-Director", "Berlin");
        assert!(asked.starts_with("query=director in Berlin, Berlin, Germany&"), "{asked}");
    }

    #[test]
    fn bounds_and_limit_are_the_providers() {
        let germany = "de".parse().expect("a country");
        let combination = Combination::parse("Nurse", "Berlin", Filters::default(), germany);
        let request = Request::of(Source::ActiveJobs, &combination.expect("a combination"));
        let asked = written(&PageAsk {
            request: &request,
            span: Span::Month { since: "2026-10-24T06:00:00Z".parse().expect("a time") },
            position: &Position::Start,
            limit: 5_000,
            created_since: Some("2026-11-20T06:00:00Z".parse().expect("a time")),
        });
        assert!(asked.starts_with("time_frame=6m&"), "{asked}");
        assert!(asked.contains("&date_posted_gte=2026-10-24T06:00:00&"), "{asked}");
        assert!(asked.contains("&date_created_gte=2026-11-20T06:00:00&"), "{asked}");
        assert!(asked.contains("&limit=1000&"), "{asked}");
    }

    fn page(source: Source, rows: u32, cursor: Option<&str>) -> Page {
        Page { source, rows, postings: Vec::new(), refused: Vec::new(), cursor: cursor.map(str::to_owned) }
    }

    #[test]
    fn jsearch_ends_without_a_cursor_and_not_with_a_short_page() {
        let at = |text: &str| Position::Cursor(text.to_owned());
        let short = page(Source::JSearch, 9, Some("b"));
        assert_eq!(Position::Start.after(&short, 10), Some(at("b")));
        assert_eq!(at("b").after(&short, 10), None, "the cursor leads nowhere new");
        assert_eq!(Position::Start.after(&page(Source::JSearch, 10, None), 10), None);
        assert_eq!(at("a").after(&page(Source::JSearch, 0, Some("b")), 10), None);
    }

    #[test]
    fn active_jobs_db_ends_with_a_short_page() {
        let full = page(Source::ActiveJobs, 100, None);
        assert_eq!(Position::Start.after(&full, 100), Some(Position::Offset(100)));
        assert_eq!(Position::Offset(100).after(&full, 100), Some(Position::Offset(200)));
        assert_eq!(Position::Offset(200).after(&page(Source::ActiveJobs, 99, None), 100), None);
    }
}
