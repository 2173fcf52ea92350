//! Reading a JSearch posting. Field names are the provider's, of 2023 to now.

use chrono::{DateTime, Utc};

use super::dates;
use super::item::{Item, one_line, safe_link};
use super::page::Refusal;
use super::posting::{KeptFields, Posting, country, employment_types, keep, longest, looks_like_html, salary};
use crate::filters::{Seniority, WorkArrangement};

/// What JSearch filters by, and what a later filter of ours may want to know.
const KEPT: KeptFields = &[
    &["job_publisher"],
    &["job_apply_is_direct"],
    &["job_employment_types", "job_employment_type"],
    &["job_is_remote"],
    &["work_arrangement"],
    &["job_location"],
    &["job_city"],
    &["job_state"],
    &["job_country"],
    &["job_latitude"],
    &["job_longitude"],
    &["job_posted_at_datetime_utc"],
    &["job_benefits"],
    &["job_required_experience"],
    &["job_required_education"],
    &["job_required_skills"],
    &["job_experience_in_place_of_education"],
    &["required_experience_years"],
    &["seniority_level"],
    &["education_required"],
    &["job_min_salary"],
    &["job_max_salary"],
    &["job_salary_currency"],
    &["job_salary_period"],
    &["job_salary_string"],
    &["job_posting_language"],
    &["job_onet_soc"],
    &["job_onet_job_zone"],
    &["job_naics_code"],
    &["employer_company_type"],
];

pub(super) fn posting(item: &Item<'_>, received_at: DateTime<Utc>) -> Result<Posting, Refusal> {
    let description = item.text(&["job_description"], longest::DESCRIPTION);
    Ok(Posting {
        source_id: item.line(&["job_id"], longest::ID).ok_or(Refusal::Without("job_id"))?,
        title: item.line(&["job_title"], longest::TITLE).ok_or(Refusal::Without("job_title"))?,
        company: item.line(&["employer_name"], longest::NAME),
        location: location(item),
        city: item.line(&["job_city"], longest::NAME),
        region: item.line(&["job_state"], longest::NAME),
        country: item.line(&["job_country"], longest::NAME).and_then(|name| country(&name)),
        work_arrangement: work_arrangement(item),
        employment_types: employment_types(
            &item.lines(&["job_employment_types", "job_employment_type"], longest::NAME),
        ),
        seniority: item.line(&["seniority_level"], longest::WORD).and_then(|level| level.parse::<Seniority>().ok()),
        industries: Vec::new(),
        apply_url: item.link(&["job_apply_link"]).or_else(|| first_option(item)),
        publisher: item.line(&["job_publisher"], longest::NAME),
        description_is_html: description.as_deref().is_some_and(looks_like_html),
        description,
        posted_at: posted_at(item, received_at).map(|time| time.min(received_at)),
        salary: pay(item),
        language: item.line(&["job_posting_language"], longest::WORD),
        fields: keep(item, KEPT),
    })
}

/// The display text without the publisher that some markets append to it (`Ingolstadt • über …`);
/// without one, the parts.
fn location(item: &Item<'_>) -> Option<String> {
    let shown = item.line(&["job_location"], longest::NAME);
    let place = shown.as_deref().and_then(|text| text.split('•').next());
    if let Some(place) = place.and_then(|place| one_line(place, longest::NAME)) {
        return Some(place);
    }
    let parts: Vec<String> =
        ["job_city", "job_state", "job_country"].iter().filter_map(|name| item.line(&[name], longest::NAME)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `job_is_remote: false` is what the provider sends when it does not know.
fn work_arrangement(item: &Item<'_>) -> Option<WorkArrangement> {
    let stated = item.line(&["work_arrangement"], longest::WORD).unwrap_or_default();
    match stated.to_lowercase().as_str() {
        "onsite" | "on-site" => Some(WorkArrangement::OnSite),
        "hybrid" => Some(WorkArrangement::Hybrid),
        "remote" => Some(WorkArrangement::RemoteOk),
        _ => item.flag(&["job_is_remote"]).filter(|is_remote| *is_remote).map(|_| WorkArrangement::RemoteOk),
    }
}

fn first_option(item: &Item<'_>) -> Option<String> {
    let options = item.value(&["apply_options"])?.as_array()?;
    options.iter().filter_map(|option| option.get("apply_link")?.as_str()).find_map(safe_link)
}

/// Exact where the provider says so; in some markets only words such as `17 hours ago` are there.
fn posted_at(item: &Item<'_>, received_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let timestamp = item.value(&["job_posted_at_timestamp"]).and_then(serde_json::Value::as_i64);
    timestamp
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .or_else(|| dates::absolute(&item.line(&["job_posted_at_datetime_utc"], longest::WORD)?))
        .or_else(|| dates::relative(&item.line(&["job_posted_at"], longest::WORD)?, received_at))
}

fn pay(item: &Item<'_>) -> Option<String> {
    item.line(&["job_salary_string"], longest::NAME).or_else(|| {
        salary(
            item.number(&["job_min_salary"]),
            item.number(&["job_max_salary"]),
            &item.line(&["job_salary_currency"], longest::WORD).unwrap_or_default(),
            &item.line(&["job_salary_period"], longest::WORD).unwrap_or_default(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Source, parse};
    use super::*;
    use crate::filters::EmploymentType;

    const NEW: &[u8] = include_bytes!("../../tests/fixtures/sources/jsearch_v2.json");
    const OLD: &[u8] = include_bytes!("../../tests/fixtures/sources/jsearch_v1.json");

    fn now() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().expect("a time")
    }

    fn postings(body: &[u8]) -> Vec<Posting> {
        parse(Source::JSearch, body, now()).expect("a page").postings
    }

    #[test]
    fn a_posting_of_the_current_shape_is_read_whole() {
        let posting = postings(NEW).remove(0);
        assert_eq!(posting.source_id, "kV3xQm9TtR2aLb7YAAAAAA==");
        assert_eq!(posting.title, "Senior Data Scientist (m/w/d)");
        assert_eq!(posting.company.as_deref(), Some("Isarwerk Analytik GmbH"));
        assert_eq!(posting.location.as_deref(), Some("Munich, Germany"));
        assert_eq!(posting.country.map(|country| country.as_str().to_owned()).as_deref(), Some("de"));
        assert_eq!(posting.work_arrangement, Some(WorkArrangement::Hybrid));
        assert_eq!(posting.employment_types, [EmploymentType::FullTime, EmploymentType::PartTime]);
        assert_eq!(posting.apply_url.as_deref(), Some("https://isarwerk.example/jobs/17"));
        assert_eq!(posting.description.as_deref(), Some("What you do\n• Build models\n• Explain them"));
        assert!(!posting.description_is_html);
        assert_eq!(posting.posted_at, Some("2026-11-21T08:30:00Z".parse().expect("a time")));
        assert_eq!(posting.salary.as_deref(), Some("€70,000 - €85,000 a year"));
        assert_eq!(posting.fields["job_benefits"][0], "paid_time_off");
        assert_eq!(posting.fields.get("job_description"), None);
    }

    #[test]
    fn a_posting_with_hardly_anything_stated_is_read_for_what_it_is() {
        let posting = postings(NEW).remove(1);
        assert_eq!(posting.location.as_deref(), Some("Rosenheim"), "the publisher is cut off");
        assert_eq!((posting.city, posting.country), (None, None));
        assert_eq!(posting.work_arrangement, Some(WorkArrangement::RemoteOk));
        assert_eq!(posting.employment_types, [EmploymentType::FullTime]);
        assert_eq!(posting.apply_url.as_deref(), Some("https://linkboard.example/v/88"));
        assert!(posting.description_is_html);
        assert_eq!(posting.posted_at, Some(now() - chrono::Duration::hours(17)));
        assert_eq!(posting.salary, None);
    }

    #[test]
    fn a_posting_of_the_old_shape_is_read() {
        let posting = postings(OLD).remove(0);
        assert_eq!(posting.location.as_deref(), Some("Leeds, England, GB"));
        assert_eq!(posting.work_arrangement, None, "not remote states nothing");
        assert_eq!(posting.employment_types, [EmploymentType::Contractor]);
        assert_eq!(posting.salary.as_deref(), Some("16.50–19 GBP an hour"));
        assert_eq!(posting.language.as_deref(), Some("en"));
        assert_eq!(posting.fields["job_required_experience"]["required_experience_in_months"], 24);
    }
}
