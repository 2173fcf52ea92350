//! Values of closed lists in people's writing: names, words of the pages, and words of offices.

mod lists;

use self::lists::{ARRANGEMENTS, EMPLOYMENT_TYPES, INDUSTRIES, SENIORITIES};
use super::{EmploymentType, Industry, Seniority, WorkArrangement};
use crate::closed::NotListed;
use crate::typed::without_accents;
use std::str::FromStr;

/// A closed list with values in people's own words.
pub trait ReadByPeople: FromStr<Err = NotListed> + Copy + 'static {
    /// Every value with its name.
    fn names() -> Vec<(&'static str, Self)>;

    /// Other words for the values, as `key` writes them.
    fn other_words() -> &'static [(&'static str, Self)];
}

/// Words for "no filter".
const ANY: [&str; 22] = [
    "any",
    "anything",
    "anywhere",
    "all",
    "both",
    "none",
    "null",
    "na",
    "no",
    "alle",
    "alles",
    "beliebig",
    "egal",
    "keine",
    "beides",
    "nein",
    "false",
    "permanent",
    "regular",
    "unbefristet",
    "festanstellung",
    "flexibel",
];

/// Words without a meaning beside others: "Senior level", "full-time job", "2-5 years of experience".
const FILLERS: [&str; 27] = [
    "days",
    "day",
    "tage",
    "tag",
    "woche",
    "pro",
    "and",
    "und",
    "of",
    "or",
    "level",
    "year",
    "years",
    "yrs",
    "jahr",
    "jahre",
    "experience",
    "berufserfahrung",
    "erfahrung",
    "job",
    "jobs",
    "position",
    "stelle",
    "work",
    "working",
    "arbeit",
    "contracts",
];

/// Reads a form field or a cell of a file: case, hyphens and spaces make no difference. Blank, a dash and "any" mean no
/// filter.
///
/// # Errors
///
/// A value missing on the list, with a sentence that names the allowed values.
pub fn optional<T: ReadByPeople>(text: &str) -> Result<Option<T>, NotListed> {
    let key = key(text);
    let has_no_letter = !text.contains(|c: char| c.is_alphanumeric() || c == '?' || c == '+');
    if has_no_letter || ANY.contains(&key.as_str()) {
        return Ok(None);
    }
    // "Hybrid (2 Tage)" is tried again without its figures.
    let without_figures: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
    let found = valued(&key).or_else(|| valued(&without_figures).filter(|_| !without_figures.is_empty()));
    found.map_or_else(|| text.parse().map(Some), |value| Ok(Some(value)))
}

/// The value with this key among its name and words.
fn valued<T: ReadByPeople>(key: &str) -> Option<T> {
    let named = T::names().into_iter().find(|(name, _)| self::key(name) == key).map(|(_, value)| value);
    named.or_else(|| T::other_words().iter().find(|(words, _)| *words == key).map(|(_, value)| *value))
}

/// Key of a text: its words in small letters, without accents, fillers and separators: "Mid-Level" → "mid".
fn key(text: &str) -> String {
    let text = without_accents(text);
    let is_part = |c: char| c.is_alphanumeric() || c == '+';
    let words: Vec<&str> = text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let telling: String = words.iter().filter(|word| !FILLERS.contains(word)).copied().collect();
    if telling.is_empty() { words.concat() } else { telling }
}

impl ReadByPeople for WorkArrangement {
    fn names() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|value| (value.as_str(), *value)).collect()
    }

    fn other_words() -> &'static [(&'static str, Self)] {
        ARRANGEMENTS
    }
}

impl ReadByPeople for EmploymentType {
    fn names() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|value| (value.as_str(), *value)).collect()
    }

    fn other_words() -> &'static [(&'static str, Self)] {
        EMPLOYMENT_TYPES
    }
}

impl ReadByPeople for Seniority {
    fn names() -> Vec<(&'static str, Self)> {
        let levels = Self::ALL.iter().map(|value| (value.experience_level(), *value));
        Self::ALL.iter().map(|value| (value.as_str(), *value)).chain(levels).collect()
    }

    fn other_words() -> &'static [(&'static str, Self)] {
        SENIORITIES
    }
}

impl ReadByPeople for Industry {
    fn names() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|value| (value.as_str(), *value)).collect()
    }

    fn other_words() -> &'static [(&'static str, Self)] {
        INDUSTRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Readings of each text, by name; empty for no filter.
    fn read<T: ReadByPeople + std::fmt::Display>(texts: &[&str]) -> Vec<String> {
        let name = |text: &&str| optional::<T>(text).unwrap().map_or_else(String::new, |value| value.to_string());
        texts.iter().map(name).collect()
    }

    #[test]
    fn every_name_is_read_in_any_case_with_hyphens_underscores_or_spaces() {
        fn check<T: ReadByPeople + PartialEq + std::fmt::Debug>() {
            for (name, value) in T::names() {
                let bare = name.replace(" & ", " and ");
                for text in [name.to_owned(), name.to_uppercase(), name.to_lowercase(), bare.clone()] {
                    assert_eq!(optional(&text), Ok(Some(value)), "{text}");
                }
                if name.chars().any(char::is_alphabetic) {
                    for between in ["-", "_", " ", ""] {
                        let text = bare.replace(['-', '_', ' '], between);
                        let text = format!(" {text}\u{a0}");
                        let is_joined = between.is_empty() && name.contains('&');
                        assert!(is_joined || optional(&text) == Ok(Some(value)), "{text}");
                    }
                }
            }
        }
        check::<WorkArrangement>();
        check::<EmploymentType>();
        check::<Seniority>();
        check::<Industry>();
    }

    #[test]
    fn words_of_offices_are_read_for_what_they_say() {
        let arrangements =
            ["Remote", "onsite", "On site", "ON-SITE", "Vor Ort", "100 % remote", "Fully remote", "work from home"];
        assert_eq!(
            read::<WorkArrangement>(&arrangements),
            ["Remote OK", "On-site", "On-site", "On-site", "On-site", "Remote Solely", "Remote Solely", "Remote OK"]
        );
        let contracts =
            ["Full-time", "full time", "FULLTIME", "Vollzeit", "Teilzeit", "Freelance", "befristet", "Internship"];
        assert_eq!(
            read::<EmploymentType>(&contracts),
            ["FULL_TIME", "FULL_TIME", "FULL_TIME", "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"]
        );
        let levels = ["Entry", "entry level", "0–2 years", "Mid-level", "2-5", "5 - 10 years", "10+", "Sr.", "05. Okt"];
        assert_eq!(
            read::<Seniority>(&levels),
            ["Junior", "Junior", "Junior", "Mid", "Mid", "Senior", "Lead", "Senior", "Senior"]
        );
        assert_eq!(read::<Industry>(&["data und analytics", "HR"]), ["Data & Analytics", "Human Resources"]);
    }

    #[test]
    fn blank_a_dash_and_any_mean_no_filter() {
        assert_eq!(read::<Seniority>(&["", "  ", "-", "–", "Any", "any", "null", "N/A", "alle", "egal"]), [""; 10]);
    }

    #[test]
    fn what_is_on_no_list_is_refused_with_the_list() {
        for text in ["Boss", "?", "full-time, part-time", "Senior/Lead"] {
            assert!(optional::<Seniority>(text).is_err() && optional::<EmploymentType>(text).is_err(), "{text}");
        }
        let said = "Choose a seniority from this list: Junior, Mid, Senior, Lead.";
        assert_eq!(optional::<Seniority>("Boss").unwrap_err().to_string(), said);
    }
}
