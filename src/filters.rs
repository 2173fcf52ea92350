//! The closed lists that a search can be narrowed by. A missing value means no filter.
//!
//! The spellings are those of the Active Jobs DB documentation, the only source that can filter
//! by them; they are stored, shown and sent exactly so.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a search is narrowed by.
#[derive(Default, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Filters {
    pub work_arrangement: Option<WorkArrangement>,
    pub employment_type: Option<EmploymentType>,
    pub seniority: Option<Seniority>,
    pub industry: Option<Industry>,
}

impl Filters {
    /// True when nothing is filtered out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads a form field or a column of a file: blank means no filter.
///
/// # Errors
///
/// A value that is not on the list, with a sentence that names the allowed ones.
pub fn optional<T: FromStr<Err = FilterError>>(text: &str) -> Result<Option<T>, FilterError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some)
}

/// A value that is on no list. Its message names what is allowed and repeats nothing typed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Choose {what} from this list: {allowed}.")]
pub struct FilterError {
    what: &'static str,
    allowed: String,
}

impl FilterError {
    /// The names on the list, separated by commas.
    pub fn allowed(&self) -> &str {
        &self.allowed
    }

    fn new<T: fmt::Display>(what: &'static str, all: &[T]) -> Self {
        let names: Vec<String> = all.iter().map(T::to_string).collect();
        Self { what, allowed: names.join(", ") }
    }
}

/// Where the work is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WorkArrangement {
    OnSite,
    Hybrid,
    RemoteOk,
    RemoteSolely,
}

impl WorkArrangement {
    pub const ALL: &[Self] = &[Self::OnSite, Self::Hybrid, Self::RemoteOk, Self::RemoteSolely];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnSite => "On-site",
            Self::Hybrid => "Hybrid",
            Self::RemoteOk => "Remote OK",
            Self::RemoteSolely => "Remote Solely",
        }
    }
}

/// The kind of contract.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EmploymentType {
    FullTime,
    PartTime,
    Contractor,
    Temporary,
    Intern,
}

impl EmploymentType {
    pub const ALL: &[Self] = &[Self::FullTime, Self::PartTime, Self::Contractor, Self::Temporary, Self::Intern];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullTime => "FULL_TIME",
            Self::PartTime => "PART_TIME",
            Self::Contractor => "CONTRACTOR",
            Self::Temporary => "TEMPORARY",
            Self::Intern => "INTERN",
        }
    }
}

/// How much experience a job asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Seniority {
    Junior,
    Mid,
    Senior,
    Lead,
}

impl Seniority {
    pub const ALL: &[Self] = &[Self::Junior, Self::Mid, Self::Senior, Self::Lead];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Junior => "Junior",
            Self::Mid => "Mid",
            Self::Senior => "Senior",
            Self::Lead => "Lead",
        }
    }

    /// Years of experience, as Active Jobs DB spells them.
    pub const fn experience_level(self) -> &'static str {
        match self {
            Self::Junior => "0-2",
            Self::Mid => "2-5",
            Self::Senior => "5-10",
            Self::Lead => "10+",
        }
    }
}

/// A field of work, from the taxonomy that Active Jobs DB sorts its jobs by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Industry(&'static str);

impl Industry {
    /// The names that the provider's documentation lists; it keeps a few more to itself.
    pub const ALL: &[Self] = &[
        Self("Technology"),
        Self("Healthcare"),
        Self("Management & Leadership"),
        Self("Finance & Accounting"),
        Self("Human Resources"),
        Self("Sales"),
        Self("Marketing"),
        Self("Customer Service & Support"),
        Self("Education"),
        Self("Legal"),
        Self("Engineering"),
        Self("Science & Research"),
        Self("Trades"),
        Self("Construction"),
        Self("Manufacturing"),
        Self("Logistics"),
        Self("Creative & Media"),
        Self("Hospitality"),
        Self("Environmental & Sustainability"),
        Self("Retail"),
        Self("Data & Analytics"),
        Self("Software"),
        Self("Energy"),
        Self("Agriculture"),
        Self("Social Services"),
        Self("Administrative"),
        Self("Government & Public Sector"),
        Self("Art & Design"),
    ];

    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// Reading, printing and serialising, the same for every list.
macro_rules! closed_list {
    ($list:ty, $what:literal) => {
        impl fmt::Display for $list {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $list {
            type Err = FilterError;

            fn from_str(text: &str) -> Result<Self, FilterError> {
                let same = |value: &&Self| value.as_str().eq_ignore_ascii_case(text.trim());
                let found = Self::ALL.iter().find(same).copied();
                found.ok_or_else(|| FilterError::new($what, Self::ALL))
            }
        }

        impl Serialize for $list {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $list {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

closed_list!(WorkArrangement, "a work arrangement");
closed_list!(EmploymentType, "an employment type");
closed_list!(Seniority, "a seniority");
closed_list!(Industry, "an industry");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_whatever_its_case_and_printed_as_the_provider_spells_it() {
        let read: WorkArrangement = " remote ok ".parse().unwrap();
        assert_eq!(read.as_str(), "Remote OK");
        let read: Industry = "DATA & ANALYTICS".parse().unwrap();
        assert_eq!(read.to_string(), "Data & Analytics");
    }

    #[test]
    fn a_value_on_no_list_is_refused_with_the_list() {
        let error = "Boss".parse::<Seniority>().unwrap_err();
        let said = "Choose a seniority from this list: Junior, Mid, Senior, Lead.";
        assert_eq!(error.to_string(), said);
    }

    #[test]
    fn blank_means_no_filter() {
        assert_eq!(optional::<Seniority>("  "), Ok(None));
        assert_eq!(optional("lead"), Ok(Some(Seniority::Lead)));
    }

    #[test]
    fn every_value_survives_json() {
        for industry in Industry::ALL {
            let filters = Filters {
                work_arrangement: Some(WorkArrangement::RemoteSolely),
                employment_type: Some(EmploymentType::Intern),
                seniority: Some(Seniority::Mid),
                industry: Some(*industry),
            };
            let json = serde_json::to_value(&filters).unwrap();
            assert_eq!(json["industry"], industry.as_str());
            assert_eq!(serde_json::from_value::<Filters>(json).unwrap(), filters);
        }
    }
}
