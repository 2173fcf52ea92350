//! A profile as a model writes it, before any check.

use serde::{Deserialize, Serialize};

/// The shape asked of the model. Only the shape is right so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawProfile {
    /// Job titles.
    pub titles: Vec<RawFound>,
    /// Places.
    pub places: Vec<RawFound>,
    /// Filters.
    #[serde(default)]
    pub filters: Vec<RawFilter>,
}

/// A title or a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawFound {
    /// The title or place.
    pub text: String,
    /// Words of the CV, as the model claims.
    #[serde(default)]
    pub evidence: String,
}

/// A filter: its list, its value, the words behind the filter, and whether they ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawFilter {
    /// Name of the list.
    pub kind: String,
    /// Value of the list.
    pub value: String,
    /// Words of the CV, as the model claims.
    #[serde(default)]
    pub evidence: String,
    /// Whether the words ask for the filter, as the model says.
    #[serde(default)]
    pub stated: bool,
}
