//! A profile as a model writes it, before anything in it is believed.

use serde::{Deserialize, Serialize};

/// The shape that the model is asked for. Only its shape is right so far.
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
    /// Words of the CV, if they are.
    #[serde(default)]
    pub evidence: String,
}

/// A filter: the name of its list, its value, the words it came from and whether they ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawFilter {
    /// Name of the list.
    pub kind: String,
    /// Value of the list.
    pub value: String,
    /// Words of the CV, if they are.
    #[serde(default)]
    pub evidence: String,
    /// Whether the words ask for it, as the model says.
    #[serde(default)]
    pub stated: bool,
}
