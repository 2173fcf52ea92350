//! A vacancy as a row of Active Jobs DB.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::super::ground::Spot;
use super::super::market::Vacancy;
use super::super::words::SYSTEMS;
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};

/// Description of a vacancy: none unless asked for.
pub(super) type Description = fn(&Vacancy) -> Option<(&'static str, String)>;

/// Time at which the provider found the posting: some minutes after its posting.
pub(super) fn created_at(vacancy: &Vacancy) -> DateTime<Utc> {
    let minutes = 5 + i64::try_from(vacancy.seed.below("indexed", 35)).unwrap_or_default();
    vacancy.posted_at + Duration::minutes(minutes)
}

/// Number of a posting at the provider.
pub(super) fn id(vacancy: &Vacancy) -> u64 {
    100_000_000_000 + vacancy.seed.number("active jobs id") % 900_000_000_000
}

/// The provider's reading of a posting. One in seven has none.
pub(super) struct Read {
    pub work_arrangement: Option<WorkArrangement>,
    pub employment_type: Option<EmploymentType>,
    pub seniority: Option<Seniority>,
    pub industries: Option<[Industry; 2]>,
}

impl Read {
    pub(super) fn off(vacancy: &Vacancy) -> Self {
        let is_stated = |what| vacancy.seed.chance(what, 0.86);
        Self {
            work_arrangement: is_stated("states arrangement").then_some(vacancy.work_arrangement),
            employment_type: is_stated("states employment").then_some(vacancy.employment_type),
            seniority: is_stated("states level").then_some(vacancy.seniority),
            industries: is_stated("states industry").then_some(vacancy.industries),
        }
    }
}

/// A posting under the current field names. `second`: another town of the vacancy.
pub(super) fn job(vacancy: &Vacancy, second: Option<Spot>, description: Description) -> Value {
    let seed = vacancy.seed;
    let read = Read::off(vacancy);
    let country = vacancy.spot.country;
    let spots: Vec<&Spot> = [&vacancy.spot].into_iter().chain(&second).collect();
    let domain = format!("{}.example", slug(&vacancy.company));
    let id = id(vacancy);
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
        "locations": spots.iter().map(|spot| location(spot)).collect::<Vec<_>>(),
        "location_type": (vacancy.work_arrangement == WorkArrangement::RemoteSolely).then_some("TELECOMMUTE"),
        "salary": null,
        "employment_type": null,
        "url": format!("https://careers.{domain}/jobs/{id}"),
        "source_type": "ats",
        "source": seed.pick("system", SYSTEMS),
        "source_domain": format!("careers.{domain}"),
        "organization_logo": null,
        "cities_derived": stated(&spots, |spot| spot.city.as_ref()),
        "regions_derived": stated(&spots, |spot| spot.region.as_ref()),
        "countries_derived": [country.english_name()],
        "locations_derived": spots.iter().map(|spot| spot.full_name()).collect::<Vec<_>>(),
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

fn location(spot: &Spot) -> Value {
    json!({
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": spot.city,
            "addressRegion": spot.region,
            "addressCountry": spot.country.as_str().to_uppercase(),
        },
    })
}

/// Stated values of the places, as a list; null: no value is stated.
fn stated<'a>(spots: &[&'a Spot], part: fn(&'a Spot) -> Option<&'a String>) -> Option<Vec<&'a String>> {
    let stated: Vec<&String> = spots.iter().filter_map(|spot| part(spot)).collect();
    (!stated.is_empty()).then_some(stated)
}

fn slug(company: &str) -> String {
    company.to_lowercase().replace(' ', "-")
}
