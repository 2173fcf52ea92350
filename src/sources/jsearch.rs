//! Reads a JSearch posting. Field names are the provider's, of 2023 to now.

use chrono::{DateTime, Utc};

use super::dates::{self, Dated};
use super::item::{Item, one_line};
use super::links::{self, Employer, Offered};
use super::pay;
use super::places;
use super::posting::{KeptFields, Posting, arrangement, employment_types, keep, longest, seniority};
use super::refusal::Refusal;
use crate::filters::StatedArrangement;
use serde_json::Value;

/// Fields that JSearch filters by, or that a later filter of ours may need.
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

/// Reads a row received at `received_at`.
pub(super) fn posting(item: &Item<'_>, received_at: DateTime<Utc>) -> Result<Posting, Refusal> {
    let dated = posted(item, received_at);
    Ok(Posting {
        source_id: item.id(&["job_id"], longest::ID).ok_or(Refusal::Without("job_id"))?,
        title: item.line(&["job_title"], longest::TITLE).ok_or(Refusal::Without("job_title"))?,
        company: item.line(&["employer_name"], longest::NAME),
        location: location(item),
        city: item.line(&["job_city"], longest::NAME),
        region: item.line(&["job_state"], longest::NAME),
        country: item.value(&["job_country"]).and_then(places::country),
        work_arrangement: work_arrangement(item),
        employment_types: employment_types(
            &item.lines(&["job_employment_types", "job_employment_type"], longest::NAME),
        ),
        seniority: item.line(&["seniority_level"], longest::WORD).and_then(|level| seniority(&level)),
        industries: Vec::new(),
        apply_url: apply_url(item),
        links: links(item),
        publisher: item.line(&["job_publisher"], longest::NAME),
        description_is_html: false,
        description: item.text(&["job_description"], longest::DESCRIPTION),
        posted_at: dated.map(|dated| dated.at),
        posted_from: dated.and_then(|dated| dated.from),
        valid_through: ["job_offer_expiration_timestamp", "job_offer_expiration_datetime_utc"]
            .iter()
            .find_map(|name| dates::valid_through(item.value(&[name])?, received_at)),
        salary: pay(item),
        language: item.line(&["job_posting_language"], longest::WORD),
        fields: keep(item, KEPT),
    })
}

/// Place by the display text, without the publisher appended in some markets (`Ingolstadt • über …`); else by the
/// parts.
fn location(item: &Item<'_>) -> Option<String> {
    let place = |text: &String| text.split('•').next().and_then(|place| one_line(place, longest::NAME));
    let shown: Vec<String> = item.lines(&["job_location"], longest::NAME).iter().filter_map(place).collect();
    let shown: Vec<String> = shown.into_iter().filter(|place| places::is_one(place)).collect();
    if !shown.is_empty() {
        return Some(shown.join(places::BETWEEN));
    }
    let part = |name: &&str| item.value(&[*name]).and_then(places::text_of).filter(|part| places::is_one(part));
    let parts: Vec<String> = ["job_city", "job_state", "job_country"].iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Work arrangement, at most "remote". The provider sends `job_is_remote: false` even without knowledge.
fn work_arrangement(item: &Item<'_>) -> Option<StatedArrangement> {
    let stated = item.first_line(&["work_arrangement"], longest::WORD).and_then(|stated| arrangement(&stated));
    let is_remote = || item.flag(&["job_is_remote"]) == Some(true);
    stated.or_else(|| is_remote().then_some(StatedArrangement::Remote))
}

/// Bound on a posting's links that are read: real postings have five or so.
const MOST_LINKS: usize = 20;

fn links(item: &Item<'_>) -> Vec<String> {
    let options = item.value(&["apply_options"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let others = options.iter().filter_map(|option| option.get("apply_link")?.as_str());
    let all = std::iter::once(item.raw(&["job_apply_link"])).chain(others).filter(|link| !link.is_empty());
    all.take(MOST_LINKS).map(str::to_owned).collect()
}

/// Apply link closest to the employer.
fn apply_url(item: &Item<'_>) -> Option<String> {
    let flag = |option: &Value, name: &str| option.get(name).and_then(Value::as_bool).unwrap_or_default();
    let text = |option: &'_ Value, name: &str| option.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let options = item.value(&["apply_options"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let options: Vec<_> = options
        .iter()
        .map(|option| (text(option, "apply_link"), text(option, "publisher"), flag(option, "is_direct")))
        .collect();
    let first = Offered {
        link: item.raw(&["job_apply_link"]),
        publisher: item.raw(&["job_publisher"]),
        is_direct: item.flag(&["job_apply_is_direct"]) == Some(true),
    };
    let others = options.iter().map(|(link, publisher, is_direct)| Offered { link, publisher, is_direct: *is_direct });
    let employer = Employer { name: item.raw(&["employer_name"]), website: item.raw(&["employer_website"]) };
    let own = links::best(std::iter::once(first).chain(others), &employer);
    // Without an apply link, the provider's own source shows the posting.
    own.or_else(|| {
        let found = Offered { link: item.raw(&["job_google_link"]), ..Offered::default() };
        links::best([found], &employer)
    })
}

/// Posting time, exact where the provider has it; in some markets there are only words such as `17 hours ago`.
fn posted(item: &Item<'_>, received_at: DateTime<Utc>) -> Option<Dated> {
    const FIELDS: [&str; 3] = ["job_posted_at_timestamp", "job_posted_at_datetime_utc", "job_posted_at"];
    FIELDS.iter().find_map(|name| dates::posted(item.value(&[name])?, received_at))
}

/// Pay by the provider's own sentence, else by numbers, else by a single text or number.
fn pay(item: &Item<'_>) -> Option<String> {
    let words = |name| item.line(&[name], longest::NAME).and_then(|text| pay::in_words(&text));
    let amount = |name| item.value(&[name]).and_then(pay::amount);
    let word = |name| item.line(&[name], longest::WORD).unwrap_or_default();
    let (low, high) = (amount("job_min_salary"), amount("job_max_salary"));
    let (currency, period) = (word("job_salary_currency"), word("job_salary_period"));
    let currency = if currency.is_empty() { currency_beside(item) } else { currency };
    let only = item.value(&["job_salary"]).filter(|value| pay::is_bare(value)).and_then(pay::amount);
    words("job_salary_string")
        .or_else(|| pay::salary(low, high, &currency, &period))
        .or_else(|| pay::salary(only, only, &currency, &period))
        .or_else(|| words("job_salary"))
}

/// Currency in the text of an amount: "50.000 €".
fn currency_beside(item: &Item<'_>) -> String {
    let amounts = ["job_min_salary", "job_max_salary"];
    amounts.iter().find_map(|name| pay::currency_of(item.value(&[name])?)).unwrap_or_default()
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
        assert_eq!(posting.work_arrangement, Some(StatedArrangement::Hybrid));
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
        assert_eq!(posting.work_arrangement, Some(StatedArrangement::Remote));
        assert_eq!(posting.employment_types, [EmploymentType::FullTime]);
        assert_eq!(posting.apply_url.as_deref(), Some("https://linkboard.example/v/88"));
        assert_eq!(posting.posted_at, Some(now() - chrono::Duration::hours(17)));
        assert_eq!(posting.posted_from, Some(now() - chrono::Duration::hours(18)));
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
