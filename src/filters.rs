//! Closed lists by which a search can be narrowed. A missing value means no filter.
//!
//! Spellings are from the documentation of Active Jobs DB, the only source that can filter by them. They are stored,
//! shown and sent exactly so.

mod meaning;
mod words;

pub use self::meaning::StatedArrangement;
pub use self::words::{ReadByPeople, optional};

use crate::{closed_list, named_list};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

/// Filters of a search.
#[derive(Default, Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Filters {
    /// Place of work: office, home, or both.
    pub work_arrangement: Option<WorkArrangement>,
    /// Kind of contract.
    pub employment_type: Option<EmploymentType>,
    /// Experience that a job asks for.
    pub seniority: Option<Seniority>,
    /// Field of work.
    pub industry: Option<Industry>,
}

impl Filters {
    /// True without any filter.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Names of the values, in the order of their columns: arrangement, employment, seniority, industry.
    pub fn names(&self) -> [Option<&'static str>; 4] {
        [
            self.work_arrangement.map(WorkArrangement::as_str),
            self.employment_type.map(EmploymentType::as_str),
            self.seniority.map(Seniority::as_str),
            self.industry.map(Industry::as_str),
        ]
    }
}

closed_list! {
    "a work arrangement";
    /// Work arrangements: where the work is done.
    pub enum WorkArrangement {
        /// At the employer's place.
        OnSite = "On-site",
        /// Partly from home.
        Hybrid = "Hybrid",
        /// From home, by choice.
        RemoteOk = "Remote OK",
        /// From home, as the only way.
        RemoteSolely = "Remote Solely",
    }
}

closed_list! {
    "an employment type";
    /// Kinds of contract.
    pub enum EmploymentType {
        /// Employed full time.
        FullTime = "FULL_TIME",
        /// Employed part time.
        PartTime = "PART_TIME",
        /// Freelance, or by contract for work.
        Contractor = "CONTRACTOR",
        /// For a limited time.
        Temporary = "TEMPORARY",
        /// Internships, and work beside studies.
        Intern = "INTERN",
    }
}

closed_list! {
    "a seniority";
    /// Levels of experience that a job asks for.
    pub enum Seniority {
        /// Up to two years of experience.
        Junior = "Junior",
        /// Two to five years.
        Mid = "Mid",
        /// Five to ten years.
        Senior = "Senior",
        /// Leads a team, or ten years and more.
        Lead = "Lead",
    }
}

impl Seniority {
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

/// A field of work, from the taxonomy by which Active Jobs DB sorts jobs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Industry(&'static str);

impl Industry {
    /// Names in the provider's documentation; the provider keeps a few more to itself.
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

    /// Name in the taxonomy.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

named_list!(Industry, "an industry");

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
    fn every_value_survives_json() {
        for industry in Industry::ALL {
            let filters = Filters {
                work_arrangement: Some(WorkArrangement::RemoteSolely),
                employment_type: Some(EmploymentType::Intern),
                seniority: Some(Seniority::Mid),
                industry: Some(*industry),
            };
            let json = serde_json::to_value(filters).unwrap();
            assert_eq!(json["industry"], industry.as_str());
            assert_eq!(serde_json::from_value::<Filters>(json).unwrap(), filters);
        }
    }
}
