//! The AI filters of Active Jobs DB.

use super::super::market::Vacancy;
use super::super::served::Params;
use super::row::Read;
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};

/// AI filters of a call; an empty list filters nothing.
pub(super) struct Filters {
    work_arrangements: Vec<String>,
    employment_types: Vec<String>,
    levels: Vec<String>,
    taxonomies: Vec<String>,
    finds_unknown: bool,
}

impl Filters {
    pub(super) fn read(params: &Params, finds_unknown: bool) -> Result<Self, String> {
        let arrangements: Vec<&str> = WorkArrangement::ALL.iter().map(|value| value.as_str()).collect();
        let employment =
            ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"];
        let industries: Vec<&str> = Industry::ALL.iter().map(|value| value.as_str()).collect();
        Ok(Self {
            work_arrangements: list(params, "ai_work_arrangement", &arrangements)?,
            employment_types: list(params, "ai_employment_type", &employment)?,
            levels: list(params, "ai_experience_level", &["0-2", "2-5", "5-10", "10+"])?,
            taxonomies: list(params, "ai_taxonomies_a", &industries)?,
            finds_unknown,
        })
    }

    /// True for a posting that passes. A posting without a statement on a filter is left out, as at the provider,
    /// unless the manners say otherwise.
    pub(super) fn admit(&self, vacancy: &Vacancy) -> bool {
        let read = Read::off(vacancy);
        let admits = |wanted: &[String], stated: &[&str]| {
            wanted.is_empty()
                || self.finds_unknown && stated.is_empty()
                || stated.iter().any(|value| wanted.iter().any(|wish| wish == value))
        };
        let industries = read.industries.map_or_else(Vec::new, |both| both.map(Industry::as_str).to_vec());
        admits(&self.work_arrangements, read.work_arrangement.map(WorkArrangement::as_str).as_slice())
            && admits(&self.employment_types, read.employment_type.map(EmploymentType::as_str).as_slice())
            && admits(&self.levels, read.seniority.map(Seniority::experience_level).as_slice())
            && admits(&self.taxonomies, &industries)
    }
}

/// Comma list of allowed values. Values with `&` have to be in double quotes.
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
