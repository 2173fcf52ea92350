//! JSearch in the sandbox: `GET /search-v2`, ten rows a page, an opaque cursor.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, DurationRound, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::chance::Seed;
use super::grammar::{Endings, words};
use super::ground::Ground;
use super::manners::Manners;
use super::market::{Vacancy, vacancies, vacancies_by_words};
use super::served::{Params, REFUSED, Served, from_row};
use crate::place::{CountryCode, Place};

mod row;

use row::{is_remote, job};

const APPLIED: &[&str] = &["query", "cursor", "num_pages", "country", "date_posted", "work_from_home"];
const KNOWN: &[&str] =
    &["language", "employment_types", "job_requirements", "radius", "exclude_job_publishers", "fields"];

/// Content of the sandbox's cursor: enough to go on at a page's end, with the market as the first page saw it.
#[derive(Serialize, Deserialize)]
struct Cursor {
    query: u64,
    as_of: DateTime<Utc>,
    from: usize,
}

/// Answers a search. A page costs a request, even an empty one.
pub(super) fn serve(params: &Params, manners: Manners, now: DateTime<Utc>) -> Served {
    answer(params, manners, now).unwrap_or_else(|why| Served {
        status: 400,
        body: json!({
            "status": "ERROR",
            "request_id": request_id(params),
            "error": {"message": why, "code": 400},
        }),
        requests: 1,
        jobs: 0,
        position: REFUSED.to_owned(),
    })
}

fn answer(params: &Params, manners: Manners, now: DateTime<Utc>) -> Result<Served, String> {
    params.check(APPLIED, KNOWN)?;
    let cursor = cursor(params, now)?;
    let found = search(params, manners, cursor.as_of)?;
    let (mut rows, mut pages, mut at) = (Vec::new(), 0, cursor.from);
    while pages < params.number("num_pages", 1..=20, 1)? && (pages == 0 || at < found.len()) {
        let page: Vec<&Vacancy> = found.iter().skip(at).take(page_size(cursor.query, at)).collect();
        at += page.len();
        rows.extend(page.into_iter().map(|vacancy| job(vacancy, now)));
        pages += 1;
    }
    let next = (at < found.len()).then(|| written(&Cursor { from: at, ..cursor }));
    Ok(Served {
        status: 200,
        requests: pages as u64,
        jobs: 0,
        position: from_row(cursor.from),
        body: json!({
            "status": "OK",
            "request_id": request_id(params),
            "parameters": {"query": params.get("query"), "country": params.get("country")},
            "data": {"jobs": rows, "cursor": next},
        }),
    })
}

/// Rows on a page. Now and then a page is short without being the last.
fn page_size(query: u64, at: usize) -> usize {
    if Seed::of(&[&query.to_string(), &at.to_string()]).chance("short", 0.15) { 9 } else { 10 }
}

/// Cursor of a call. A cursor belongs to its query.
fn cursor(params: &Params, now: DateTime<Utc>) -> Result<Cursor, String> {
    let query = Seed::of(&[&params.canonical()]).number("query");
    let Some(text) = params.get("cursor") else {
        return Ok(Cursor { query, as_of: now, from: 0 });
    };
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok();
    let cursor: Option<Cursor> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    cursor.filter(|cursor| cursor.query == query).ok_or_else(|| "Invalid cursor".to_owned())
}

fn written(cursor: &Cursor) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(cursor).expect("numbers and a time serialise"))
}

/// Matching vacancies, in a fixed order of relevance.
fn search(params: &Params, manners: Manners, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let query = params.get("query").filter(|query| !query.trim().is_empty());
    let query = query.ok_or("query is required")?;
    let country: CountryCode = params.get("country").unwrap_or("us").parse().map_err(|_| "Invalid country")?;
    let span = span(params.get("date_posted").unwrap_or("all"), manners, now)?;
    let from_home = match params.get("work_from_home").unwrap_or("false") {
        "true" => true,
        "false" => false,
        _ => return Err("work_from_home must be true or false".to_owned()),
    };
    let (title, place) = query.rsplit_once(" in ").map_or((query, None), |(title, place)| (title, Some(place)));
    let place = match place {
        Some(place) => Place::parse(place, country).map_err(|_| "Invalid query")?,
        None => Place::Country(country),
    };
    // Another country's edition does not know the place.
    if place.country() != Some(country) {
        return Ok(Vec::new());
    }
    let title = words(title);
    let mut found = in_place(&title, &place, manners, now);
    found.retain(Vacancy::is_at_jsearch);
    let copies: Vec<Vacancy> = found.iter().filter_map(|vacancy| copy(vacancy, manners)).collect();
    found.extend(copies.into_iter().filter(|copy| copy.posted_at <= now));
    found.retain(|vacancy| {
        now - vacancy.posted_at <= span && (!from_home || is_remote(vacancy)) && is_relevant(vacancy, &title, manners)
    });
    found.sort_by_key(|vacancy| (!vacancy.own, vacancy.seed));
    for vacancy in &mut found {
        vacancy.spot = manners.spot(vacancy.seed, vacancy.spot.clone());
    }
    Ok(found)
}

/// An aggregator's copy: from another site, under another number.
fn copy(vacancy: &Vacancy, manners: Manners) -> Option<Vacancy> {
    let seed = manners.copy(vacancy.seed)?;
    Some(Vacancy { seed, posted_at: vacancy.posted_at + Duration::days(1), ..vacancy.clone() })
}

/// Vacancies for a title in a place, of its own market; and, where countries hold their towns, of the country's large
/// towns.
fn in_place(title: &str, place: &Place, manners: Manners, now: DateTime<Utc>) -> Vec<Vacancy> {
    let vacancies = |ground: &Ground| match manners.titles_in_titles {
        true => vacancies_by_words(title, ground, Endings::Kept, now),
        false => vacancies(title, ground, now),
    };
    let mut found = vacancies(&Ground::of(place));
    if manners.places_in_places && matches!(place, Place::Country(_)) {
        let towns = Ground::large_towns_around(place);
        let of_towns = towns.iter().flat_map(vacancies);
        found.extend(of_towns.filter(|vacancy| !manners.is_lost_to_countries(vacancy.seed)));
    }
    found
}

fn span(date_posted: &str, manners: Manners, now: DateTime<Utc>) -> Result<Duration, String> {
    match date_posted {
        "today" if manners.days_begin_at_midnight => Ok(now - now.duration_trunc(Duration::days(1)).unwrap_or(now)),
        "today" => Ok(Duration::hours(24)),
        "3days" => Ok(Duration::days(3)),
        "week" => Ok(Duration::days(7)),
        "month" | "all" => Ok(Duration::days(30)),
        _ => Err("date_posted must be one of all, today, 3days, week, month".to_owned()),
    }
}

/// True for a relevant vacancy: a search by relevance finds vacancies of the title, and half of the similar titles.
fn is_relevant(vacancy: &Vacancy, title: &str, manners: Manners) -> bool {
    let own = words(&vacancy.title);
    let named = format!(" {own} ").contains(&format!(" {title} "));
    if manners.titles_in_titles {
        return named && (own.starts_with(title) || !manners.is_lost_to_titles(vacancy.seed));
    }
    vacancy.own || named || vacancy.seed.chance("relevant", 0.5)
}

fn request_id(params: &Params) -> String {
    format!("sandbox-{:016x}", Seed::of(&[&params.canonical()]).number("request id"))
}
