//! A posting as both sources are read into it, and what their readers share.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::item::{Item, kept};
use crate::filters::{EmploymentType, Seniority, WorkArrangement};
use crate::place::CountryCode;

/// The longest texts that are kept, in characters. A description of this length is about fifteen
/// printed pages.
pub(super) mod longest {
    pub(crate) const ID: usize = 512;
    pub(crate) const TITLE: usize = 300;
    pub(crate) const NAME: usize = 200;
    pub(crate) const WORD: usize = 60;
    pub(crate) const DESCRIPTION: usize = 50_000;
}

/// One job as a source states it. What is None or empty was not stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posting {
    /// The source's own id, unique within it.
    pub source_id: String,
    pub title: String,
    pub company: Option<String>,
    /// The place as people read it.
    pub location: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<CountryCode>,
    pub work_arrangement: Option<WorkArrangement>,
    pub employment_types: Vec<EmploymentType>,
    pub seniority: Option<Seniority>,
    /// The provider's taxonomy, the main one first.
    pub industries: Vec<String>,
    /// http or https, without user name and password, at most 2,048 bytes.
    pub apply_url: Option<String>,
    /// The job board, or the system that the employer publishes with.
    pub publisher: Option<String>,
    pub description: Option<String>,
    pub description_is_html: bool,
    /// Never later than when the answer came.
    pub posted_at: Option<DateTime<Utc>>,
    /// As people read it.
    pub salary: Option<String>,
    pub language: Option<String>,
    /// Every field that the source can filter by, under its current name, so that a narrower wish
    /// can be answered later from what is already here. No description and nobody's name or address.
    pub fields: Value,
}

/// The fields to be kept: current name, then the names that it had before.
pub(super) type KeptFields = &'static [&'static [&'static str]];

pub(super) fn keep(item: &Item<'_>, names: KeptFields) -> Value {
    let fields = names.iter().filter_map(|names| {
        let value = kept(item.value(names)?)?;
        Some(((*names.first()?).to_owned(), value))
    });
    Value::Object(fields.collect::<Map<_, _>>())
}

/// A country by its code or by its English name.
pub(super) fn country(name: &str) -> Option<CountryCode> {
    let name = name.trim();
    let is_meant = |country: &CountryCode| country.english_name().eq_ignore_ascii_case(name);
    name.parse().ok().or_else(|| CountryCode::all().find(is_meant))
}

/// Employment types from machine values and display texts of either source and both languages, such
/// as `FULL_TIME`, `FULLTIME`, `Full–time and Part–time` or `Teilzeit`.
pub(super) fn employment_types(texts: &[String]) -> Vec<EmploymentType> {
    let mut types: Vec<EmploymentType> = texts
        .iter()
        .flat_map(|text| text.split([',', '/', '|', ';']))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .filter_map(employment_type)
        .collect();
    types.sort_unstable();
    types.dedup();
    types
}

fn employment_type(text: &str) -> Option<EmploymentType> {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    match letters.to_lowercase().as_str() {
        "fulltime" | "vollzeit" => Some(EmploymentType::FullTime),
        "parttime" | "teilzeit" => Some(EmploymentType::PartTime),
        "contractor" | "contract" | "freelance" => Some(EmploymentType::Contractor),
        "temporary" | "temp" | "befristet" => Some(EmploymentType::Temporary),
        "intern" | "internship" | "praktikum" => Some(EmploymentType::Intern),
        _ => None,
    }
}

/// `50,000–60,000 EUR a year`, as far as it is stated.
pub(super) fn salary(low: Option<f64>, high: Option<f64>, currency: &str, period: &str) -> Option<String> {
    let amount = match (low, high) {
        (Some(low), Some(high)) if low < high => format!("{}–{}", grouped(low), grouped(high)),
        (Some(one), _) | (None, Some(one)) => grouped(one),
        (None, None) => return None,
    };
    let period = match period.to_uppercase().as_str() {
        "HOUR" => "an hour",
        "DAY" => "a day",
        "WEEK" => "a week",
        "MONTH" => "a month",
        "YEAR" => "a year",
        _ => "",
    };
    let words = [amount.as_str(), currency.trim(), period];
    Some(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Thousands in groups of three; cents only where there are any.
fn grouped(amount: f64) -> String {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if cents == "00" { grouped } else { format!("{grouped}.{cents}") }
}

/// Whether a description needs cleaning as HTML rather than escaping as text.
pub(super) fn looks_like_html(text: &str) -> bool {
    const TAGS: &[&str] = &["</p>", "</li>", "</div>", "</b>", "</strong>", "<br", "</h", "</span>"];
    TAGS.iter().any(|tag| text.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn employment_types_are_found_in_machine_values_and_display_texts() {
        let types = |texts: &[&str]| employment_types(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(types(&["FULLTIME", "FULL_TIME"]), [EmploymentType::FullTime]);
        assert_eq!(
            types(&["Full\u{2013}time and Part\u{2013}time"]),
            [EmploymentType::FullTime, EmploymentType::PartTime]
        );
        assert_eq!(types(&["Teilzeit"]), [EmploymentType::PartTime]);
        assert_eq!(types(&["VOLUNTEER", "PER_DIEM", ""]), []);
    }

    #[test]
    fn a_country_is_known_by_code_and_by_english_name() {
        let code = |name| country(name).map(|country| country.as_str().to_owned());
        assert_eq!(code("DE").as_deref(), Some("de"));
        assert_eq!(code("United States").as_deref(), Some("us"));
        assert_eq!(code("Atlantis"), None);
    }

    #[test]
    fn a_salary_reads_as_people_write_it() {
        assert_eq!(salary(Some(50_000.0), Some(60_000.0), "EUR", "YEAR").as_deref(), Some("50,000–60,000 EUR a year"));
        assert_eq!(salary(Some(18.2), Some(18.2), "USD", "HOUR").as_deref(), Some("18.20 USD an hour"));
        assert_eq!(salary(None, Some(900.0), "", "").as_deref(), Some("900"));
        assert_eq!(salary(None, None, "EUR", "YEAR"), None);
    }
}
