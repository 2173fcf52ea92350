//! Active Jobs DB in the sandbox: `GET /active-ats`, a bare list, paid by the row.

use chrono::{DateTime, Duration, DurationRound, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::grammar::{Alternative, FOR_BOTH, alternatives, words};
use super::ground::{Ground, Spot};
use super::manners::Manners;
use super::market::{Vacancy, vacancies_by_words};
use super::served::{Params, REFUSED, Served, from_row};
use super::text;
use crate::place::{CountryCode, Place};

mod filters;
mod row;

use filters::Filters;
use row::{Description, created_at, id, job};

const APPLIED: &[&str] = &[
    "time_frame",
    "limit",
    "offset",
    "cursor",
    "title",
    "location",
    "description_format",
    "date_posted_gte",
    "date_posted_lt",
    "date_created_gte",
    "date_created_lt",
    "ai_work_arrangement",
    "ai_employment_type",
    "ai_experience_level",
    "ai_taxonomies_a",
];
const KNOWN: &[&str] = &[
    "order",
    "title_advanced",
    "description",
    "description_advanced",
    "location_advanced",
    "has_no_location",
    "organization",
    "exclude_organization",
    "organization_advanced",
    "organization_slug",
    "exclude_organization_slug",
    "organization_agency",
    "organization_industry",
    "exclude_organization_industry",
    "organization_size",
    "organization_headcount_gte",
    "organization_headcount_lt",
    "organization_funding_gte",
    "organization_funding_lt",
    "domain",
    "exclude_domain",
    "source",
    "exclude_source",
    "ai_taxonomies_a_primary",
    "exclude_ai_taxonomies_a",
    "has_salary",
    "ai_visa_sponsorship",
    "ai_language",
    "ai_education",
    "include_basic_organization_details",
    "include_beta",
    "exclude_recruiter_fields",
];

/// Time from a posting's indexing until a rolling time frame shows it (the provider's documentation).
const INDEX_DELAY: TimeDelta = TimeDelta::minutes(45);

/// Answers a search. Every call costs a request, and every row a job.
pub(super) fn serve(params: &Params, manners: Manners, now: DateTime<Utc>) -> Served {
    let refused = |why: String| Served {
        status: 400,
        body: json!({"detail": why}),
        requests: 1,
        jobs: 0,
        position: REFUSED.to_owned(),
    };
    answer(params, manners, now).unwrap_or_else(refused)
}

fn answer(params: &Params, manners: Manners, now: DateTime<Utc>) -> Result<Served, String> {
    params.check(APPLIED, KNOWN)?;
    let limit = params.number("limit", 1..=1_000, 10)?;
    let offset = params.number("offset", 0..=1_000_000, 0)?;
    let description = description(params)?;
    let mut found = search(params, manners, now)?;
    let mut position = from_row(offset);
    if params.get("cursor").is_some() {
        let cursor = cursor(params)?;
        found.retain(|vacancy| id(vacancy) > cursor);
        found.sort_by_key(id);
        position = format!("after {cursor}");
    }
    let rows = found.iter().skip(offset).take(limit);
    let rows: Vec<Value> = rows.map(|vacancy| job(vacancy, second_town(vacancy, manners), description)).collect();
    Ok(Served { status: 200, requests: 1, jobs: rows.len() as u64, position, body: Value::Array(rows) })
}

/// Last id that the caller has. Refused beside an offset, since the order differs.
fn cursor(params: &Params) -> Result<u64, String> {
    if params.get("offset").is_some() {
        return Err("cursor and offset cannot be combined".to_owned());
    }
    let text = params.get("cursor").unwrap_or_default();
    text.parse().map_err(|_| "cursor must be a whole number".to_owned())
}

/// Number of postings that a search finds, for one request and no row.
pub(super) fn count(params: &Params, manners: Manners, now: DateTime<Utc>) -> Served {
    let shapes = ["limit", "offset", "cursor", "order", "description_format"];
    let shaped = shapes.into_iter().find(|name| params.get(name).is_some());
    let counted = match shaped {
        Some(name) => Err(format!("{name} shapes a row payload")),
        None => params.check(APPLIED, KNOWN).and_then(|()| search(params, manners, now)).map(|found| found.len()),
    };
    let (status, body, position) = match counted {
        Ok(count) => (200, json!({"count": count}), "count"),
        Err(why) => (400, json!({"detail": why}), REFUSED),
    };
    Served { status, body, requests: 1, jobs: 0, position: position.to_owned() }
}

fn description(params: &Params) -> Result<Description, String> {
    match params.get("description_format") {
        None => Ok(|_| None),
        Some("text") => Ok(|vacancy| Some(("description_text", text::plain(vacancy)))),
        Some("html") => Ok(|vacancy| Some(("description_html", text::html(vacancy)))),
        Some(_) => Err("description_format must be text or html".to_owned()),
    }
}

/// Matching vacancies, newest first.
fn search(params: &Params, manners: Manners, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let (since, until) = time_frame(params, now)?;
    let filters = Filters::read(params, manners.finds_unknown)?;
    let bound = |name| params.get(name).map(|text| time(name, text)).transpose();
    let (posted_from, posted_to) = (bound("date_posted_gte")?, bound("date_posted_lt")?);
    let (created_from, created_to) = (bound("date_created_gte")?, bound("date_created_lt")?);
    let lies = |at: DateTime<Utc>, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>| {
        from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to)
    };
    let mut found = market(params, manners, now)?;
    found.retain(|vacancy| {
        vacancy.is_at_active_jobs()
            && lies(created_at(vacancy), Some(since), Some(until))
            && lies(created_at(vacancy), created_from, created_to)
            && lies(vacancy.posted_at, posted_from, posted_to)
            && filters.admit(vacancy)
    });
    Ok(found)
}

/// Vacancies with a title among the alternatives, in any of the named places.
fn market(params: &Params, manners: Manners, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let titles = alternatives(params.get("title").unwrap_or_default());
    if titles.is_empty() {
        return Err("The sandbox needs a title".to_owned());
    }
    let mut found = Vec::new();
    for place in places(params) {
        for title in &titles {
            let words = words(&title.all.join(" "));
            let words = words.trim_end_matches(FOR_BOTH);
            let admitted = in_place(words, &place, manners, now);
            found.extend(admitted.into_iter().filter(|vacancy| title.admits(&vacancy.title, manners.endings())));
        }
    }
    found.sort_by_key(|vacancy| (std::cmp::Reverse(vacancy.posted_at), vacancy.seed));
    found.dedup_by_key(|vacancy| vacancy.seed);
    let forms = |title: &Alternative| words(&title.all.join(" ")).trim_end_matches(FOR_BOTH).to_owned();
    if titles.iter().any(|title| forms(title) != forms(&titles[0])) {
        found.retain(|vacancy| !manners.is_lost_to_lists(vacancy.seed));
    }
    Ok(found)
}

/// Vacancies for a title in a place, of its own market and of others that lie in the place or reach it.
fn in_place(title: &str, place: &Place, manners: Manners, now: DateTime<Utc>) -> Vec<Vacancy> {
    let of = |ground: &Ground| vacancies_by_words(title, ground, manners.endings(), now);
    let own = Ground::of(place);
    let towns = || Ground::large_towns_around(place).into_iter();
    let mut found = match place {
        Place::City(_) | Place::Unknown { .. } | Place::Region(_) if manners.places_in_places => {
            towns().filter(|town| town.lies_in(place)).flat_map(|town| of(&town)).collect()
        }
        _ => of(&own),
    };
    if manners.places_in_places && matches!(place, Place::Country(_)) {
        let of_towns = towns().flat_map(|town| of(&town));
        found.extend(of_towns.filter(|vacancy| !manners.is_lost_to_countries(vacancy.seed)));
    }
    if let (Place::City(_), [spot], true) = (place, &own.spots[..], manners.in_two_towns > 0.0) {
        let others = towns().filter(|town| !town.lies_in(place)).flat_map(|town| of(&town));
        found.extend(others.filter(|vacancy| second_town(vacancy, manners).as_ref() == Some(spot)));
    }
    found
}

/// Second town of a vacancy.
fn second_town(vacancy: &Vacancy, manners: Manners) -> Option<Spot> {
    if !vacancy.seed.chance("in two towns", manners.in_two_towns) {
        return None;
    }
    let towns = Spot::large_towns(vacancy.spot.country);
    (!towns.is_empty()).then(|| vacancy.seed.pick("second town", &towns).clone()).filter(|town| *town != vacancy.spot)
}

/// Places in `location`, each once; everywhere without a name.
fn places(params: &Params) -> Vec<Place> {
    let Some(location) = params.get("location") else {
        return vec![Place::Anywhere];
    };
    let mut places: Vec<(String, Place)> =
        alternatives(location).iter().filter_map(place).map(|place| (Ground::of(&place).key, place)).collect();
    places.sort_by(|a, b| a.0.cmp(&b.0));
    places.dedup_by(|a, b| a.0 == b.0);
    places.into_iter().map(|(_, place)| place).collect()
}

/// Place by its full name: the provider finds no abbreviations such as `US` or `NYC`.
fn place(location: &Alternative) -> Option<Place> {
    let name = location.all.join(", ");
    let is_abbreviation = |part: &str| part.len() <= 3 && part.chars().all(|c| c.is_ascii_uppercase());
    if name.split(", ").any(is_abbreviation) {
        return None;
    }
    let home: CountryCode = "us".parse().ok()?;
    let kingdom = ["England", "Scotland", "Wales", "Northern Ireland"].contains(&name.as_str());
    if kingdom { Some(Place::Country("gb".parse().ok()?)) } else { Place::parse(&name, home).ok() }
}

/// Bounds on the indexing time of postings. 24h ends a whole hour before the current hour; the longer frames roll.
fn time_frame(params: &Params, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>), String> {
    let hour = now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now) - Duration::hours(1);
    let rolling = now - INDEX_DELAY;
    match params.get("time_frame") {
        Some("1h") => Ok((hour - Duration::hours(1), hour)),
        Some("24h") => Ok((hour - Duration::hours(24), hour)),
        Some("7d") => Ok((now - Duration::days(7), rolling)),
        Some("6m") => Ok((now - Duration::days(180), rolling)),
        Some(_) => Err("time_frame must be one of 1h, 24h, 7d, 6m".to_owned()),
        None => Err("time_frame is required".to_owned()),
    }
}

fn time(name: &str, text: &str) -> Result<DateTime<Utc>, String> {
    let text = text.trim_end_matches('Z');
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().or_else(day);
    time.map(|time| time.and_utc()).ok_or_else(|| format!("{name} must be a date"))
}
