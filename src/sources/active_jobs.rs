//! Reads an Active Jobs DB posting. Every field is looked for under its current name and under its name before
//! mid-2026.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::dates;
use super::item::{Item, as_line};
use super::links::{self, Employer, Offered};
use super::pay;
use super::places;
use super::posting::{KeptFields, Posting, arrangement, employment_types, keep, longest, seniority};
use super::refusal::Refusal;
use crate::filters::StatedArrangement;
use crate::place::CountryCode;

/// Fields that Active Jobs DB filters by, or that a later filter of ours may need. Fields on hiring managers and
/// recruiters are personal data and stay out.
const KEPT: KeptFields = &[
    &["date_posted"],
    &["date_created"],
    &["date_valid_through", "date_validthrough"],
    &["organization"],
    &["source_type"],
    &["source"],
    &["source_domain"],
    &["source_slug"],
    &["domain_derived"],
    &["employment_type"],
    &["location_type"],
    &["location_requirements", "location_requirements_raw"],
    &["cities_derived"],
    &["counties_derived"],
    &["regions_derived"],
    &["countries_derived"],
    &["locations_derived"],
    &["timezones_derived"],
    &["lats_derived"],
    &["lngs_derived"],
    &["remote_derived"],
    &["ai_salary_currency"],
    &["ai_salary_value"],
    &["ai_salary_min_value", "ai_salary_minvalue"],
    &["ai_salary_max_value", "ai_salary_maxvalue"],
    &["ai_salary_unit_text", "ai_salary_unittext"],
    &["ai_benefits"],
    &["ai_key_skills"],
    &["ai_keywords"],
    &["ai_taxonomies_a"],
    &["ai_employment_type"],
    &["ai_education"],
    &["ai_experience_level"],
    &["ai_work_arrangement"],
    &["ai_work_arrangement_office_days"],
    &["ai_remote_location"],
    &["ai_remote_location_derived"],
    &["ai_job_language"],
    &["ai_working_hours"],
    &["ai_visa_sponsorship"],
    &["org_linkedin_slug", "linkedin_org_slug"],
    &["org_linkedin_headcount", "linkedin_org_employees"],
    &["org_linkedin_size", "linkedin_org_size"],
    &["org_linkedin_industry", "linkedin_org_industry"],
    &["org_linkedin_type", "linkedin_org_type"],
    &["org_linkedin_recruitment_agency_derived", "linkedin_org_recruitment_agency_derived"],
    &["org_crunchbase_categories"],
    &["org_crunchbase_total_investment"],
    &["classification_isco"],
    &["classification_onet"],
    &["classification_soc"],
    &["seniority"],
    &["direct_apply", "directapply"],
    &["ats_duplicate"],
];

/// Reads a row received at `received_at`.
pub(super) fn posting(item: &Item<'_>, received_at: DateTime<Utc>) -> Result<Posting, Refusal> {
    let text = item.text(&["description_text"], longest::DESCRIPTION);
    let html = item.text(&["description_html"], longest::DESCRIPTION);
    let dated = item.value(&["date_posted"]).and_then(|value| dates::posted(value, received_at));
    let all = places::of_active_jobs(item);
    let ends = item.value(&["date_valid_through", "date_validthrough"]);
    Ok(Posting {
        source_id: item.id(&["id"], longest::ID).ok_or(Refusal::Without("id"))?,
        title: item.line(&["title"], longest::TITLE).ok_or(Refusal::Without("title"))?,
        company: item.line(&["organization"], longest::NAME),
        location: (!all.is_empty()).then(|| all.join(places::BETWEEN)),
        city: derived(item, "cities_derived")
            .or_else(|| address(item, "addressLocality"))
            .filter(|city| places::is_one(city)),
        region: derived(item, "regions_derived").or_else(|| address(item, "addressRegion")),
        country: derived(item, "countries_derived")
            .and_then(|name| places::country_named(&name))
            .or_else(|| address_country(item))
            .or_else(|| all.first().and_then(|place| places::country_of(place))),
        work_arrangement: work_arrangement(item),
        employment_types: employment_types(&item.lines(&["ai_employment_type", "employment_type"], longest::NAME)),
        seniority: item.first_line(&["ai_experience_level"], longest::WORD).and_then(|level| seniority(&level)),
        industries: item.lines(&["ai_taxonomies_a"], longest::NAME),
        apply_url: apply_url(item),
        links: LINKS
            .map(|name| item.raw(&[name]))
            .into_iter()
            .filter(|link| !link.is_empty())
            .map(str::to_owned)
            .collect(),
        publisher: item.line(&["source"], longest::NAME),
        description_is_html: text.is_none() && html.is_some(),
        description: text.or(html),
        posted_at: dated.map(|dated| dated.at),
        posted_from: dated.and_then(|dated| dated.from),
        valid_through: ends.and_then(|value| dates::valid_through(value, received_at)),
        salary: pay(item),
        language: item.line(&["ai_job_language"], longest::WORD),
        fields: keep(item, KEPT),
    })
}

/// First entry of a derived list: a text, or an object of city, region and country.
fn derived(item: &Item<'_>, name: &str) -> Option<String> {
    let value = item.value(&[name])?;
    let first = value.get(0).unwrap_or(value);
    if let Some(parts) = first.as_object() {
        let part = |name: &str| as_line(parts.get(name)?, longest::NAME);
        let parts: Vec<String> = ["city", "admin", "country"].iter().filter_map(|name| part(name)).collect();
        return (!parts.is_empty()).then(|| parts.join(", "));
    }
    as_line(first, longest::NAME)
}

/// Part of the first address as the employer wrote it.
fn address(item: &Item<'_>, part: &str) -> Option<String> {
    let places = item.value(&["locations", "locations_raw"])?.as_array()?;
    as_line(places.first()?.get("address")?.get(part)?, longest::NAME)
}

fn address_country(item: &Item<'_>) -> Option<CountryCode> {
    let places = item.value(&["locations", "locations_raw"])?.as_array()?;
    places::country(places.first()?.get("address")?.get("addressCountry")?)
}

/// Work arrangement by the provider's reading of the text, else by the employer's mark for remote work, which means no
/// more than remote. A missing mark states nothing.
fn work_arrangement(item: &Item<'_>) -> Option<StatedArrangement> {
    let stated = item.first_line(&["ai_work_arrangement"], longest::WORD).and_then(|stated| arrangement(&stated));
    let mark = || item.first_line(&["location_type"], longest::WORD).unwrap_or_default();
    let is_marked = || arrangement(&mark()) == Some(StatedArrangement::Remote);
    let is_remote = || is_marked() || item.flag(&["remote_derived"]) == Some(true);
    stated.or_else(|| is_remote().then_some(StatedArrangement::Remote))
}

/// Fields with apply links.
const LINKS: [&str; 2] = ["external_apply_url", "url"];

/// Apply link closest to the employer; among equals, the external link comes first.
fn apply_url(item: &Item<'_>) -> Option<String> {
    let offered = LINKS.map(|name| Offered { link: item.raw(&[name]), ..Offered::default() });
    let website = item.raw(&["organization_url", "domain_derived"]);
    links::best(offered, &Employer { name: item.raw(&["organization"]), website })
}

fn pay(item: &Item<'_>) -> Option<String> {
    let word = |names: &[&str]| item.line(names, longest::WORD).unwrap_or_default();
    let amount = |names: &[&str]| item.value(names).and_then(pay::amount);
    let value = amount(&["ai_salary_value"]);
    let read = pay::salary(
        amount(&["ai_salary_min_value", "ai_salary_minvalue"]).or(value),
        amount(&["ai_salary_max_value", "ai_salary_maxvalue"]).or(value),
        &word(&["ai_salary_currency"]),
        &word(&["ai_salary_unit_text", "ai_salary_unittext"]),
    );
    read.or_else(|| stated_pay(item.value(&["salary", "salary_raw"])?))
}

/// Pay as the employer stated it: a text, a number, or an amount in the form of schema.org, with a range or a single
/// number as its value.
fn stated_pay(stated: &Value) -> Option<String> {
    let stated = stated.as_array().and_then(|all| all.first()).unwrap_or(stated);
    if stated.is_string() {
        return as_line(stated, longest::NAME).and_then(|text| pay::in_words(&text));
    }
    let amount = stated.get("value").unwrap_or(stated);
    let number = |name: &str| amount.get(name).and_then(pay::amount);
    let one = pay::amount(amount).or_else(|| number("value"));
    let text = |name: &str| [stated, amount].iter().find_map(|of| of.get(name)?.as_str()).unwrap_or_default();
    pay::salary(number("minValue").or(one), number("maxValue").or(one), text("currency"), text("unitText"))
}

#[cfg(test)]
mod tests {
    use super::super::{Source, parse};
    use super::*;
    use crate::filters::{EmploymentType, Seniority};

    const NEW: &[u8] = include_bytes!("../../tests/fixtures/sources/active_jobs_v1.json");
    const OLD: &[u8] = include_bytes!("../../tests/fixtures/sources/active_jobs_legacy.json");

    fn postings(body: &[u8]) -> Vec<Posting> {
        let now = "2026-11-23T12:00:00Z".parse().expect("a time");
        parse(Source::ActiveJobs, body, now).expect("a page").postings
    }

    #[test]
    fn a_posting_of_the_current_dialect_is_read_whole() {
        let posting = postings(NEW).remove(0);
        assert_eq!(posting.source_id, "402118863754", "a number is an id, too");
        assert_eq!(posting.location.as_deref(), Some("Berlin, Berlin, Germany"));
        assert_eq!(posting.country.map(|country| country.as_str().to_owned()).as_deref(), Some("de"));
        assert_eq!(posting.work_arrangement, Some(StatedArrangement::Hybrid));
        assert_eq!(posting.seniority, Some(Seniority::Senior));
        assert_eq!(posting.industries, ["Data & Analytics", "Energy"]);
        assert_eq!(posting.publisher.as_deref(), Some("personio"));
        assert_eq!(posting.salary.as_deref(), Some("72,000–90,000 EUR a year"));
        assert_eq!(posting.language.as_deref(), Some("English"));
        assert_eq!(posting.fields["org_linkedin_headcount"], 340);
    }

    #[test]
    fn people_named_in_a_posting_are_not_kept() {
        let kept = serde_json::to_string(&postings(NEW)).expect("JSON");
        assert!(!kept.contains("Person") && !kept.contains("person@"), "{kept}");
    }

    #[test]
    fn what_the_provider_could_not_read_off_is_not_stated() {
        let posting = postings(NEW).remove(1);
        assert_eq!(posting.location.as_deref(), Some("Potsdam, Brandenburg, Germany"));
        assert_eq!(posting.work_arrangement, Some(StatedArrangement::Remote), "marked by the employer");
        assert_eq!(posting.employment_types, []);
        assert_eq!((posting.seniority, posting.posted_at), (None, None));
        assert_eq!(posting.apply_url, None, "a link with a password in it");
        assert!(posting.description_is_html);
    }

    #[test]
    fn the_old_names_are_read_and_kept_under_the_new_ones() {
        let posting = postings(OLD).remove(0);
        assert_eq!(posting.location.as_deref(), Some("Fremont, CA, US"));
        assert_eq!(posting.country.map(|country| country.as_str().to_owned()).as_deref(), Some("us"));
        assert_eq!(posting.work_arrangement, None, "not remote states nothing");
        assert_eq!(posting.employment_types, [EmploymentType::PartTime]);
        assert_eq!(posting.salary.as_deref(), Some("18.20–20.50 USD an hour"));
        assert_eq!(posting.fields["org_linkedin_headcount"], 48);
        assert_eq!(posting.fields["date_valid_through"], "2025-10-02T00:00:00");
    }
}
