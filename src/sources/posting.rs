//! A posting as read from either source, and helpers shared by both readers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::item::{Item, kept};
use crate::filters::{self, EmploymentType, Seniority, StatedArrangement};
use crate::place::CountryCode;
use crate::typed::without_accents;

/// Longest texts kept, in characters. A description of this length is about fifteen printed pages.
pub(super) mod longest {
    /// Characters of a key.
    pub(crate) const ID: usize = 512;
    /// Characters of a title.
    pub(crate) const TITLE: usize = 300;
    /// Characters of a name, an address or a sentence.
    pub(crate) const NAME: usize = 200;
    /// Characters of a date, or of a word of a closed list.
    pub(crate) const WORD: usize = 60;
    /// Characters of a description.
    pub(crate) const DESCRIPTION: usize = 50_000;
}

/// One job as a source states it. None or empty: not stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posting {
    /// The source's own id, unique within it.
    pub source_id: String,
    /// Title as people read it: without entities and tags, like the other texts of one line.
    pub title: String,
    /// Employer.
    pub company: Option<String>,
    /// Place as people read it.
    pub location: Option<String>,
    /// City as the source names it.
    pub city: Option<String>,
    /// Region as the source names it.
    pub region: Option<String>,
    /// Country of the place.
    pub country: Option<CountryCode>,
    /// Place of work: on site, hybrid, remote.
    pub work_arrangement: Option<StatedArrangement>,
    /// Employment types, each once.
    pub employment_types: Vec<EmploymentType>,
    /// Seniority by the experience asked for.
    pub seniority: Option<Seniority>,
    /// Industries in the provider's taxonomy, the main one first.
    pub industries: Vec<String>,
    /// Apply link: http or https, without user name and password, at most 2,048 bytes.
    pub apply_url: Option<String>,
    /// Every apply link, as it came: copies of one job are told by their links' targets.
    pub links: Vec<String>,
    /// Job board, or the system that the employer publishes with.
    pub publisher: Option<String>,
    /// Description as it came.
    pub description: Option<String>,
    /// True where the field's name says HTML. HTML also shows in the text itself.
    pub description_is_html: bool,
    /// Latest moment that the stated date allows, and never later than the answer's arrival.
    pub posted_at: Option<DateTime<Utc>>,
    /// Earliest moment that the stated date allows. None: nothing stated, or "30+ days ago".
    pub posted_from: Option<DateTime<Utc>>,
    /// End of the posting as stated: the moment itself, or the day's beginning.
    pub valid_through: Option<DateTime<Utc>>,
    /// Salary as people read it.
    pub salary: Option<String>,
    /// Language as the source names it.
    pub language: Option<String>,
    /// Fields that the source can filter by, under their current names, so that a narrower wish can be answered later
    /// from stored jobs. No description, no person's name or address.
    pub fields: Value,
}

/// Fields to keep: the current name, then earlier names.
pub(super) type KeptFields = &'static [&'static [&'static str]];

/// Keeps the fields that a source can filter by, under their current names.
pub(super) fn keep(item: &Item<'_>, names: KeptFields) -> Value {
    let fields = names.iter().filter_map(|names| {
        let value = kept(item.value(names)?)?;
        Some(((*names.first()?).to_owned(), value))
    });
    Value::Object(fields.collect::<Map<_, _>>())
}

/// Employment types from machine values and display texts of either source and many languages, such
/// as `FULL_TIME`, `FULLTIME`, `Full–time and Part–time` or `Teilzeit`.
pub(super) fn employment_types(texts: &[String]) -> Vec<EmploymentType> {
    let between = [" and ", " und ", " or ", " oder ", " & ", " et ", " ou ", " y ", " o "];
    let apart = |text: &String| between.iter().fold(text.to_lowercase(), |text, words| text.replace(words, ","));
    let mut types: Vec<EmploymentType> = texts
        .iter()
        .map(apart)
        .flat_map(|text| text.split([',', '/', '|', ';', '(', ')', '、']).map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|part| filters::optional(&part).ok().flatten())
        .collect();
    types.sort_unstable();
    types.dedup();
    types
}

/// Seniority by the experience asked for: `5-10`, `5–10 years`, `Senior`.
pub(super) fn seniority(text: &str) -> Option<Seniority> {
    filters::optional(text).ok().flatten()
}

/// Work arrangement as a posting names it in a word. "Remote" alone says no more than remote.
pub(super) fn arrangement(text: &str) -> Option<StatedArrangement> {
    let letters: String = without_accents(text).chars().filter(|c| c.is_alphanumeric()).collect();
    match letters.as_str() {
        "onsite" | "inoffice" | "office" | "inperson" | "vorort" | "presencial" => Some(StatedArrangement::OnSite),
        "remote" | "homeoffice" | "telecommute" | "workfromhome" => Some(StatedArrangement::Remote),
        "remoteok" | "remotepossible" => Some(StatedArrangement::RemoteOk),
        "remotesolely" | "fullyremote" | "remoteonly" | "100remote" | "fullremote" => {
            Some(StatedArrangement::RemoteSolely)
        }
        letters => letters.starts_with("hybrid").then_some(StatedArrangement::Hybrid),
    }
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
        assert_eq!(types(&["Vollzeit oder Teilzeit"]), [EmploymentType::FullTime, EmploymentType::PartTime]);
        assert_eq!(types(&["Full time (permanent)", "Jornada completa", "全职"]), [EmploymentType::FullTime]);
        assert_eq!(types(&["Minijob", "Werkstudent", "Stage"]), [EmploymentType::PartTime, EmploymentType::Intern]);
        assert_eq!(types(&["VOLUNTEER", "PER_DIEM", "Festanstellung", ""]), []);
    }

    #[test]
    fn an_arrangement_states_no_more_than_its_word() {
        for (text, stated) in [
            ("On-Site", Some(StatedArrangement::OnSite)),
            ("in_office", Some(StatedArrangement::OnSite)),
            ("REMOTE", Some(StatedArrangement::Remote)),
            ("Remote_OK", Some(StatedArrangement::RemoteOk)),
            ("fully remote", Some(StatedArrangement::RemoteSolely)),
            ("hybrid_remote", Some(StatedArrangement::Hybrid)),
            ("flexible", None),
        ] {
            assert_eq!(arrangement(text), stated, "{text}");
        }
    }
}
