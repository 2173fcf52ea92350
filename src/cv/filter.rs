//! Filters of any kind, as readers find them.

use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use serde::{Deserialize, Serialize};

/// A value of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// Place where the work is done.
    WorkArrangement(WorkArrangement),
    /// Extent of the work, and its duration.
    EmploymentType(EmploymentType),
    /// Experience required.
    Seniority(Seniority),
    /// Field of work.
    Industry(Industry),
}

impl Filter {
    /// The value in the provider's spelling.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::WorkArrangement(value) => value.as_str(),
            Self::EmploymentType(value) => value.as_str(),
            Self::Seniority(value) => value.as_str(),
            Self::Industry(value) => value.as_str(),
        }
    }

    /// True for values of the same list; a search has one value of each list.
    pub fn is_same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Sets this filter among a search's.
    pub fn apply(self, filters: &mut Filters) {
        match self {
            Self::WorkArrangement(value) => filters.work_arrangement = Some(value),
            Self::EmploymentType(value) => filters.employment_type = Some(value),
            Self::Seniority(value) => filters.seniority = Some(value),
            Self::Industry(value) => filters.industry = Some(value),
        }
    }
}
