//! Active Jobs DB as the sandbox plays it: `GET /active-ats`, a bare list, paid by the row.

use chrono::{DateTime, Duration, DurationRound, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::grammar::{Alternative, alternatives};
use super::ground::Ground;
use super::market::{Vacancy, vacancies};
use super::served::{Params, Served, row};
use super::text;
use super::words::SYSTEMS;
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};
use crate::place::{CountryCode, Place};

const APPLIED: &[&str] = &[
    "time_frame",
    "limit",
    "offset",
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
    "cursor",
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

/// How long a posting is in the index before a rolling time frame shows it (the provider's
/// documentation).
const INDEX_DELAY: TimeDelta = TimeDelta::minutes(45);

/// Answers a search. Every call costs one request, and every row one job.
pub(super) fn serve(params: &Params, now: DateTime<Utc>) -> Served {
    let refused =
        |why: String| Served { status: 400, body: json!({"detail": why}), requests: 1, jobs: 0, position: row(0) };
    answer(params, now).unwrap_or_else(refused)
}

fn answer(params: &Params, now: DateTime<Utc>) -> Result<Served, String> {
    params.check(APPLIED, KNOWN)?;
    let limit = params.number("limit", 1..=1_000, 10)?;
    let offset = params.number("offset", 0..=1_000_000, 0)?;
    let description = description(params)?;
    let found = search(params, now)?;
    let rows: Vec<Value> = found.iter().skip(offset).take(limit).map(|vacancy| job(vacancy, description)).collect();
    Ok(Served { status: 200, requests: 1, jobs: rows.len() as u64, position: row(offset), body: Value::Array(rows) })
}

/// How a vacancy is described: not at all unless asked for.
type Description = fn(&Vacancy) -> Option<(&'static str, String)>;

fn description(params: &Params) -> Result<Description, String> {
    match params.get("description_format") {
        None => Ok(|_| None),
        Some("text") => Ok(|vacancy| Some(("description_text", text::plain(vacancy)))),
        Some("html") => Ok(|vacancy| Some(("description_html", text::html(vacancy)))),
        Some(_) => Err("description_format must be text or html".to_owned()),
    }
}

/// What is found, newest first.
fn search(params: &Params, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let (since, until) = time_frame(params, now)?;
    let filters = Filters::read(params)?;
    let bound = |name| params.get(name).map(|text| time(name, text)).transpose();
    let (posted_from, posted_to) = (bound("date_posted_gte")?, bound("date_posted_lt")?);
    let (created_from, created_to) = (bound("date_created_gte")?, bound("date_created_lt")?);
    let lies = |at: DateTime<Utc>, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>| {
        from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to)
    };
    let mut found = market(params, now)?;
    found.retain(|vacancy| {
        vacancy.is_at_active_jobs()
            && lies(created_at(vacancy), Some(since), Some(until))
            && lies(created_at(vacancy), created_from, created_to)
            && lies(vacancy.posted_at, posted_from, posted_to)
            && filters.admit(vacancy)
    });
    Ok(found)
}

/// All vacancies whose title answers one of the alternatives, in all places that are named.
fn market(params: &Params, now: DateTime<Utc>) -> Result<Vec<Vacancy>, String> {
    let titles = alternatives(params.get("title").unwrap_or_default());
    if titles.is_empty() {
        return Err("The sandbox needs a title".to_owned());
    }
    let mut found = Vec::new();
    for ground in grounds(params) {
        for title in &titles {
            let vacancies = vacancies(&super::grammar::words(&title.all.join(" ")), &ground, now);
            found.extend(vacancies.into_iter().filter(|vacancy| title.admits(&vacancy.title)));
        }
    }
    found.sort_by_key(|vacancy| (std::cmp::Reverse(vacancy.posted_at), vacancy.seed));
    found.dedup_by_key(|vacancy| vacancy.seed);
    Ok(found)
}

/// The places that `location` names, each once; everywhere if it names none.
fn grounds(params: &Params) -> Vec<Ground> {
    let Some(location) = params.get("location") else {
        return vec![Ground::of(&Place::Anywhere)];
    };
    let mut grounds: Vec<Ground> = alternatives(location).iter().filter_map(ground).collect();
    grounds.sort_by(|a, b| a.key.cmp(&b.key));
    grounds.dedup_by(|a, b| a.key == b.key);
    grounds
}

/// The provider knows full names only: abbreviations such as `US` or `NYC` find nothing.
fn ground(location: &Alternative) -> Option<Ground> {
    let name = location.all.join(", ");
    let is_abbreviation = |part: &str| part.len() <= 3 && part.chars().all(|c| c.is_ascii_uppercase());
    if name.split(", ").any(is_abbreviation) {
        return None;
    }
    let home: CountryCode = "us".parse().ok()?;
    let kingdom = ["England", "Scotland", "Wales", "Northern Ireland"].contains(&name.as_str());
    let place = if kingdom { Place::Country("gb".parse().ok()?) } else { Place::parse(&name, home).ok()? };
    Some(Ground::of(&place))
}

/// From and until when postings were indexed. 24h ends a whole hour before the current hour; the
/// longer frames roll.
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

/// When the provider found the posting: some minutes after it was posted.
fn created_at(vacancy: &Vacancy) -> DateTime<Utc> {
    let minutes = 5 + i64::try_from(vacancy.seed.below("indexed", 35)).unwrap_or_default();
    vacancy.posted_at + Duration::minutes(minutes)
}

/// What the provider reads off a posting. One in seven says nothing of the kind.
struct Read {
    work_arrangement: Option<WorkArrangement>,
    employment_type: Option<EmploymentType>,
    seniority: Option<Seniority>,
    industries: Option<[Industry; 2]>,
}

impl Read {
    fn off(vacancy: &Vacancy) -> Read {
        let is_stated = |what| vacancy.seed.chance(what, 0.86);
        Read {
            work_arrangement: is_stated("states arrangement").then_some(vacancy.work_arrangement),
            employment_type: is_stated("states employment").then_some(vacancy.employment_type),
            seniority: is_stated("states level").then_some(vacancy.seniority),
            industries: is_stated("states industry").then_some(vacancy.industries),
        }
    }
}

/// The AI filters of a call; an empty list filters nothing.
struct Filters {
    work_arrangements: Vec<String>,
    employment_types: Vec<String>,
    levels: Vec<String>,
    taxonomies: Vec<String>,
}

impl Filters {
    fn read(params: &Params) -> Result<Filters, String> {
        let arrangements: Vec<&str> = WorkArrangement::ALL.iter().map(|value| value.as_str()).collect();
        let employment =
            ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"];
        let industries: Vec<&str> = Industry::ALL.iter().map(|value| value.as_str()).collect();
        Ok(Filters {
            work_arrangements: list(params, "ai_work_arrangement", &arrangements)?,
            employment_types: list(params, "ai_employment_type", &employment)?,
            levels: list(params, "ai_experience_level", &["0-2", "2-5", "5-10", "10+"])?,
            taxonomies: list(params, "ai_taxonomies_a", &industries)?,
        })
    }

    /// A posting that does not state what is filtered by is left out, as at the provider.
    fn admit(&self, vacancy: &Vacancy) -> bool {
        let read = Read::off(vacancy);
        let admits = |wanted: &[String], stated: &[&str]| {
            wanted.is_empty() || stated.iter().any(|value| wanted.iter().any(|wish| wish == value))
        };
        let industries = read.industries.map_or_else(Vec::new, |both| both.map(Industry::as_str).to_vec());
        admits(&self.work_arrangements, read.work_arrangement.map(WorkArrangement::as_str).as_slice())
            && admits(&self.employment_types, read.employment_type.map(EmploymentType::as_str).as_slice())
            && admits(&self.levels, read.seniority.map(Seniority::experience_level).as_slice())
            && admits(&self.taxonomies, &industries)
    }
}

/// A comma list of allowed values. Those with `&` in them have to be in double quotes.
fn list(params: &Params, name: &str, allowed: &[&str]) -> Result<Vec<String>, String> {
    let Some(text) = params.get(name) else {
        return Ok(Vec::new());
    };
    let values = text.split(',').map(|value| {
        let bare = value.trim_matches('"');
        let is_quoted = bare.len() + 2 == value.len();
        let is_right = allowed.contains(&bare) && (is_quoted || !bare.contains('&'));
        is_right.then(|| bare.to_owned()).ok_or_else(|| format!("Invalid value in {name}: {value}"))
    });
    values.collect()
}

/// One posting under the current field names.
fn job(vacancy: &Vacancy, description: Description) -> Value {
    let seed = vacancy.seed;
    let read = Read::off(vacancy);
    let (spot, country) = (&vacancy.spot, vacancy.spot.country);
    let domain = format!("{}.example", slug(&vacancy.company));
    let id = 100_000_000_000 + seed.number("active jobs id") % 900_000_000_000;
    let is_paid = seed.chance("paid", 0.3);
    let (low, high) = vacancy.pay;
    let mut job = json!({
        "id": id,
        "date_posted": vacancy.posted_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "date_created": created_at(vacancy).format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
        "title": vacancy.title,
        "organization": vacancy.company,
        "organization_url": format!("https://{domain}"),
        "date_valid_through": null,
        "locations": [{
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": spot.city,
                "addressRegion": spot.region,
                "addressCountry": country.as_str().to_uppercase(),
            },
        }],
        "location_type": (vacancy.work_arrangement == WorkArrangement::RemoteSolely).then_some("TELECOMMUTE"),
        "salary": null,
        "employment_type": null,
        "url": format!("https://careers.{domain}/jobs/{id}"),
        "source_type": "ats",
        "source": seed.pick("system", SYSTEMS),
        "source_domain": format!("careers.{domain}"),
        "organization_logo": null,
        "cities_derived": spot.city.as_ref().map(|city| [city]),
        "regions_derived": spot.region.as_ref().map(|region| [region]),
        "countries_derived": [country.english_name()],
        "locations_derived": [spot.full_name()],
        "domain_derived": domain,
        "ai_salary_currency": is_paid.then_some(vacancy.currency),
        "ai_salary_min_value": is_paid.then_some(low * 1_000),
        "ai_salary_max_value": is_paid.then_some(high * 1_000),
        "ai_salary_unit_text": is_paid.then_some("YEAR"),
        "ai_taxonomies_a": read.industries,
        "ai_employment_type": read.employment_type.map(|value| [value]),
        "ai_experience_level": read.seniority.map(Seniority::experience_level),
        "ai_work_arrangement": read.work_arrangement,
        "ai_job_language": if vacancy.german { "German" } else { "English" },
    });
    if let Some((name, text)) = description(vacancy) {
        job[name] = Value::String(text);
    }
    job
}

fn slug(company: &str) -> String {
    company.to_lowercase().replace(' ', "-")
}
