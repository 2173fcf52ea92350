//! A vacancy as a row of JSearch.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE;
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::super::market::Vacancy;
use super::super::text;
use super::super::words::publishers;
use crate::filters::{EmploymentType, WorkArrangement};

/// A posting in the current shape, with the gaps of real postings.
pub(super) fn job(vacancy: &Vacancy, now: DateTime<Utc>) -> Value {
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

/// Id of 24 characters, of which the last eight are always `AAAAAA==`, as at the provider.
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

pub(super) fn is_remote(vacancy: &Vacancy) -> bool {
    matches!(vacancy.work_arrangement, WorkArrangement::RemoteOk | WorkArrangement::RemoteSolely)
}
