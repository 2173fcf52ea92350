//! JSearch as the sandbox plays it: `GET /search-v2`, ten rows a page, an opaque cursor.

use base64::Engine;
use base64::prelude::{BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chance::Seed;
use super::grammar::words;
use super::ground::Ground;
use super::market::{Vacancy, vacancies};
use super::served::{Params, Served, row};
use super::text;
use super::words::publishers;
use crate::filters::{EmploymentType, WorkArrangement};
use crate::place::{CountryCode, Place};

const APPLIED: &[&str] = &["query", "cursor", "num_pages", "country", "date_posted", "work_from_home"];
const KNOWN: &[&str] =
    &["language", "employment_types", "job_requirements", "radius", "exclude_job_publishers", "fields"];

/// What the sandbox puts into its cursor: enough to go on where a page ended, at the state of the
/// market that the first page saw.
#[derive(Serialize, Deserialize)]
struct Cursor {
    query: u64,
    as_of: DateTime<Utc>,
    from: usize,
}

/// Answers a search. One page costs one request, an empty one, too.
pub(super) fn serve(params: &Params, now: DateTime<Utc>) -> Served {
    answer(params, now).unwrap_or_else(|why| Served {
        status: 400,
        body: json!({
            "status": "ERROR",
            "request_id": request_id(params),
            "error": {"message": why, "code": 400},
        }),
        requests: 1,
        jobs: 0,
        position: row(0),
    })
}

fn answer(params: &Params, now: DateTime<Utc>) -> Result<Served, String> {
    params.check(APPLIED, KNOWN)?;
    let cursor = cursor(params, now)?;
    let found = search(params, cursor.as_of)?;
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
        jobs: rows.len() as u64,
        position: row(cursor.from),
        body: json!({
            "status": "OK",
            "request_id": request_id(params),
            "parameters": {"query": params.get("query"), "country": params.get("country")},
            "data": {"jobs": rows, "cursor": next},
        }),
    })
}

/// Now and then a page is short, although it is not the last.
fn page_size(query: u64, at: usize) -> usize {
    if Seed::of(&[&query.to_string(), &at.to_string()]).chance("short", 0.15) { 9 } else { 10 }
}

/// Where the call goes on. A cursor belongs to its query.
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

/// What is found, in an order of relevance that does not change.
fn search(params: &Params, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let query = params.get("query").filter(|query| !query.trim().is_empty());
    let query = query.ok_or("query is required")?;
    let country: CountryCode = params.get("country").unwrap_or("us").parse().map_err(|_| "Invalid country")?;
    let span = span(params.get("date_posted").unwrap_or("all"))?;
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
    // Another country's edition knows nothing of the place.
    if place.country() != Some(country) {
        return Ok(Vec::new());
    }
    let title = words(title);
    let mut found = vacancies(&title, &Ground::of(&place), now);
    found.retain(|vacancy| {
        vacancy.is_at_jsearch()
            && now - vacancy.posted_at <= span
            && (!from_home || is_remote(vacancy))
            && is_relevant(vacancy, &title)
    });
    found.sort_by_key(|vacancy| (!vacancy.own, vacancy.seed));
    Ok(found)
}

fn span(date_posted: &str) -> Result<Duration, String> {
    match date_posted {
        "today" => Ok(Duration::hours(24)),
        "3days" => Ok(Duration::days(3)),
        "week" => Ok(Duration::days(7)),
        "month" | "all" => Ok(Duration::days(30)),
        _ => Err("date_posted must be one of all, today, 3days, week, month".to_owned()),
    }
}

fn is_remote(vacancy: &Vacancy) -> bool {
    matches!(vacancy.work_arrangement, WorkArrangement::RemoteOk | WorkArrangement::RemoteSolely)
}

/// A search for relevance finds what names the title, and half of what is like it.
fn is_relevant(vacancy: &Vacancy, title: &str) -> bool {
    let named = format!(" {} ", words(&vacancy.title)).contains(&format!(" {title} "));
    vacancy.own || named || vacancy.seed.chance("relevant", 0.5)
}

/// One posting in the current shape, with the gaps that real ones have.
fn job(vacancy: &Vacancy, now: DateTime<Utc>) -> Value {
    let seed = vacancy.seed;
    let country = vacancy.spot.country;
    let is_located = !vacancy.german || seed.chance("located", 0.6);
    let located = |part: &Option<String>| part.as_deref().filter(|_| is_located).map(str::to_owned);
    let is_dated = seed.chance("dated", 0.9);
    let (low, high) = vacancy.pay;
    let is_paid = seed.chance("paid", 0.3);
    let id = id(vacancy);
    let publisher = *seed.pick("publisher", publishers(vacancy.german));
    let place = vacancy.spot.city.as_deref().unwrap_or(country.english_name());
    let link = format!("https://boards.example/view/{}", seed.number("link"));
    json!({
        "job_id": id,
        "job_title": vacancy.title,
        "employer_name": vacancy.company,
        "employer_logo": null,
        "employer_website": null,
        "job_publisher": publisher,
        "job_employment_type": employment_text(vacancy),
        "job_employment_types": [employment_value(vacancy.employment_type)],
        "job_apply_link": link,
        "job_apply_is_direct": false,
        "apply_options": [{"publisher": publisher, "apply_link": link, "is_direct": false}],
        "job_description": if seed.chance("html", 0.25) { text::html(vacancy) } else { text::plain(vacancy) },
        "job_is_remote": is_remote(vacancy),
        "work_arrangement": arrangement_value(vacancy.work_arrangement).filter(|_| seed.chance("arranged", 0.85)),
        "job_posted_at": ago(now - vacancy.posted_at),
        "job_posted_at_timestamp": is_dated.then(|| vacancy.posted_at.timestamp()),
        "job_posted_at_datetime_utc": is_dated.then(|| vacancy.posted_at.to_rfc3339_opts(SecondsFormat::Millis, true)),
        "job_location": if vacancy.german { format!("{place}     •  über {publisher}") } else { place.to_owned() },
        "job_city": located(&vacancy.spot.city),
        "job_state": located(&vacancy.spot.region),
        "job_country": is_located.then(|| country.as_str().to_uppercase()),
        "job_latitude": null,
        "job_longitude": null,
        "job_benefits": null,
        "job_google_link": null,
        "job_salary": null,
        "job_min_salary": is_paid.then_some(low * 1_000),
        "job_max_salary": is_paid.then_some(high * 1_000),
        "job_salary_period": is_paid.then_some("YEAR"),
        "job_salary_string": is_paid.then(|| format!("{} {low},000 - {high},000 a year", vacancy.currency)),
        "job_highlights": {},
    })
}

/// 24 characters, of which the last eight are always `AAAAAA==`, as at the provider.
fn id(vacancy: &Vacancy) -> String {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&vacancy.seed.number("jsearch id").to_be_bytes());
    bytes[8..12].copy_from_slice(&vacancy.seed.number("more of it").to_be_bytes()[..4]);
    BASE64_URL_SAFE.encode(bytes)
}

fn employment_text(vacancy: &Vacancy) -> &'static str {
    match (vacancy.employment_type, vacancy.german) {
        (EmploymentType::FullTime, false) => "Full\u{2013}time",
        (EmploymentType::FullTime, true) => "Vollzeit",
        (EmploymentType::PartTime, false) => "Part-time",
        (EmploymentType::PartTime, true) => "Teilzeit",
        (EmploymentType::Contractor | EmploymentType::Temporary, _) => "Contractor",
        (EmploymentType::Intern, _) => "Internship",
    }
}

fn employment_value(employment_type: EmploymentType) -> &'static str {
    match employment_type {
        EmploymentType::FullTime => "FULLTIME",
        EmploymentType::PartTime => "PARTTIME",
        EmploymentType::Contractor | EmploymentType::Temporary => "CONTRACTOR",
        EmploymentType::Intern => "INTERN",
    }
}

fn arrangement_value(arrangement: WorkArrangement) -> Option<&'static str> {
    Some(match arrangement {
        WorkArrangement::OnSite => "onsite",
        WorkArrangement::Hybrid => "hybrid",
        WorkArrangement::RemoteOk | WorkArrangement::RemoteSolely => "remote",
    })
}

fn ago(age: Duration) -> String {
    match (age.num_days(), age.num_hours()) {
        (0, hours) => format!("{} hours ago", hours.max(1)),
        (1, _) => "1 day ago".to_owned(),
        (days, _) => format!("{days} days ago"),
    }
}

fn request_id(params: &Params) -> String {
    format!("sandbox-{:016x}", Seed::of(&[&params.canonical()]).number("request id"))
}
