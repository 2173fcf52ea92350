//! A posting as both sources are read into it, and what their readers share.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::item::{Item, kept};
use crate::filters::{self, EmploymentType, Seniority, StatedArrangement};
use crate::place::CountryCode;
use crate::typed::without_accents;

/// The longest texts that are kept, in characters. A description of this length is about fifteen
/// printed pages.
pub(super) mod longest {
    /// Of a key.
    pub(crate) const ID: usize = 512;
    /// Of a title.
    pub(crate) const TITLE: usize = 300;
    /// Of a name, an address or a sentence.
    pub(crate) const NAME: usize = 200;
    /// Of a word of a closed list, or a date.
    pub(crate) const WORD: usize = 60;
    /// Of a description.
    pub(crate) const DESCRIPTION: usize = 50_000;
}

/// One job as a source states it. What is None or empty was not stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posting {
    /// The source's own id, unique within it.
    pub source_id: String,
    /// As people read it, like the other texts of one line: without entities and tags.
    pub title: String,
    /// The employer.
    pub company: Option<String>,
    /// The place as people read it.
    pub location: Option<String>,
    /// As the source names it.
    pub city: Option<String>,
    /// As the source names it.
    pub region: Option<String>,
    /// Of the place.
    pub country: Option<CountryCode>,
    /// Where one works.
    pub work_arrangement: Option<StatedArrangement>,
    /// Each once.
    pub employment_types: Vec<EmploymentType>,
    /// By the experience that is asked for.
    pub seniority: Option<Seniority>,
    /// The provider's taxonomy, the main one first.
    pub industries: Vec<String>,
    /// http or https, without user name and password, at most 2,048 bytes.
    pub apply_url: Option<String>,
    /// Every link to apply by, as it came: what it leads to tells copies of one job.
    pub links: Vec<String>,
    /// The job board, or the system that the employer publishes with.
    pub publisher: Option<String>,
    /// As it came.
    pub description: Option<String>,
    /// Its field's name says so; what is HTML shows in the text, too.
    pub description_is_html: bool,
    /// The latest moment that the stated date allows, and never later than when the answer came.
    pub posted_at: Option<DateTime<Utc>>,
    /// The earliest such moment. None: nothing is stated, or "30+ days ago".
    pub posted_from: Option<DateTime<Utc>>,
    /// Until when it is open, as stated: the moment itself, or the day's beginning.
    pub valid_through: Option<DateTime<Utc>>,
    /// As people read it.
    pub salary: Option<String>,
    /// As the source names it.
    pub language: Option<String>,
    /// Every field that the source can filter by, under its current name, so that a narrower wish
    /// can be answered later from what is already here. No description and nobody's name or address.
    pub fields: Value,
}

/// The fields to be kept: current name, then the names that it had before.
pub(super) type KeptFields = &'static [&'static [&'static str]];

/// The fields that a source can filter by, under their current names.
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

/// The experience that a posting asks for: `5-10`, `5–10 years`, `Senior`.
pub(super) fn seniority(text: &str) -> Option<Seniority> {
    filters::optional(text).ok().flatten()
}

/// Where a posting says in a word that the work is done. One that says "remote" says no more than that.
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
