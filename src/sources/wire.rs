//! Requests on the wire: the query of each source.

mod question;

pub use self::question::Question;

use chrono::{DateTime, Utc};

use super::position::Position;
use super::span::Span;
use super::{Dialect, Request, Source};
use crate::filters::{Seniority, WorkArrangement};
use crate::place::{CountryCode, Place};

/// Most rows of an Active Jobs DB answer (its documentation).
pub(super) const MAX_LIMIT: u32 = 1_000;

/// A page to be bought.
#[derive(Clone, Copy, Debug)]
pub struct PageAsk<'a> {
    /// Request of the page.
    pub request: &'a Request,
    /// Further titles, each enough by itself: a list of titles in the request's place, with its filters. Active Jobs DB
    /// only.
    pub or_titles: &'a [String],
    /// Span to look back.
    pub span: Span,
    /// Beginning of the page.
    pub position: &'a Position,
    /// Most rows to be charged for; Active Jobs DB only, a JSearch page has about ten.
    pub limit: u32,
    /// Lower bound: leaves out postings known to the provider before; Active Jobs DB only.
    pub created_since: Option<DateTime<Utc>>,
    /// Upper bound: leaves out postings that the provider learnt of later; Active Jobs DB only.
    pub created_before: Option<DateTime<Utc>>,
}

/// Pairs of the query string for this page.
pub(super) fn query(ask: &PageAsk<'_>, dialect: Dialect) -> Vec<(&'static str, String)> {
    match ask.request.source() {
        Source::JSearch => jsearch(ask),
        Source::ActiveJobs => active_jobs(ask, dialect),
    }
}

/// Query of JSearch. Only wishes that the `query` text cannot state have a separate parameter. The country is always
/// sent: it chooses the edition to search. Without a country, JSearch would search the United States for a place in
/// Germany, and find nothing there.
fn jsearch(ask: &PageAsk<'_>) -> Vec<(&'static str, String)> {
    let request = ask.request;
    let country = request.place().country();
    let mut pairs = vec![
        ("query", jsearch_text(request)),
        ("num_pages", "1".to_owned()),
        ("country", country.as_ref().map_or("us", CountryCode::as_str).to_owned()),
        ("date_posted", ask.span.name(Source::JSearch).to_string()),
    ];
    if request.place().is_remote() {
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

fn active_jobs(ask: &PageAsk<'_>, dialect: Dialect) -> Vec<(&'static str, String)> {
    let request = ask.request;
    let titles = std::iter::once(request.title()).chain(ask.or_titles.iter().map(String::as_str));
    let title = titles.map(quoted).collect::<Vec<_>>().join(" OR ");
    let mut pairs = vec![("time_frame", ask.span.name(Source::ActiveJobs).to_string()), ("title", title)];
    pairs.extend(active_jobs_location(request.place()).map(|location| ("location", location)));
    pairs.extend(active_jobs_filters(request));
    if let Span::Month { since } = ask.span {
        pairs.push(("date_posted_gte", timestamp(since)));
    }
    if let Some(since) = ask.created_since {
        pairs.push(("date_created_gte", timestamp(since)));
    }
    if let Some(before) = ask.created_before {
        pairs.push(("date_created_lt", timestamp(before)));
    }
    pairs.push(("description_format", "text".to_owned()));
    pairs.push(("limit", ask.limit.clamp(1, MAX_LIMIT).to_string()));
    pairs.push(match ask.position {
        // Pages run from the lowest id on.
        Position::Start if is_by_cursor(ask.span, dialect) => ("cursor", "0".to_owned()),
        Position::Start => ("offset", "0".to_owned()),
        Position::Offset(before) => ("offset", before.to_string()),
        Position::Cursor(cursor) => ("cursor", cursor.clone()),
    });
    pairs
}

/// True for paging by the id of the last row. Half a year is paged so, rows ascending by id, as the vendor advises for
/// its own host; on the gateway such paging is not known to work.
pub fn is_by_cursor(span: Span, dialect: Dialect) -> bool {
    dialect == Dialect::Direct && matches!(span, Span::Month { .. })
}

/// Place as full English names in quotes, as the provider derives names: city, region and country. An obvious region
/// may be missing there, so a city is asked for either way, except in countries with many cities of one name.
fn active_jobs_location(place: &Place) -> Option<String> {
    match place {
        Place::Remote { country: Some(country) } | Place::Country(country) => Some(active_jobs_country(*country)),
        Place::Area(area) | Place::RemoteIn(area) => {
            let members = area.members().filter_map(|member| active_jobs_location(&member));
            Some(members.collect::<Vec<_>>().join(" OR "))
        }
        Place::Unknown { typed, country } => Some(format!("{} {}", quoted(typed), quoted(country.english_name()))),
        Place::City(city) if !["us", "ca", "au"].contains(&city.country.as_str()) => {
            let short = format!("{}, {}", city.name(), city.country.english_name());
            Some(format!("{} OR {}", quoted(&city.full_name()), quoted(&short)))
        }
        place => place.full_name().map(|name| quoted(&name)),
    }
}

/// Country by its names. The provider files the United Kingdom under its four countries (a hint of its documentation).
fn active_jobs_country(country: CountryCode) -> String {
    match country.as_str() {
        "gb" => r#""United Kingdom" OR England OR Scotland OR Wales OR "Northern Ireland""#.to_owned(),
        _ => quoted(country.english_name()),
    }
}

/// The four AI filters, each with all its accepted values. Remote as a place is a work arrangement here, unless a
/// filter says more.
fn active_jobs_filters(request: &Request) -> Vec<(&'static str, String)> {
    let filters = request.filters();
    let remote = request.place().is_remote();
    let arrangement = filters.work_arrangement.or(remote.then_some(WorkArrangement::RemoteOk));
    let arrangement = arrangement.map(|filter| listed(filter.wanted(), WorkArrangement::as_str));
    let employment = filters.employment_type.map(|filter| filter.as_str().to_owned());
    let level = filters.seniority.map(|filter| listed(filter.wanted(), Seniority::experience_level));
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

/// Values separated by commas, for any of them.
fn listed<T: Copy>(values: &[T], name: fn(T) -> &'static str) -> String {
    values.iter().map(|value| name(*value)).collect::<Vec<_>>().join(",")
}

/// Industry on the wire: values with `&` go in quotes (the provider's documentation).
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
mod tests;
