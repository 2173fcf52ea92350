//! A profile as a model writes it, before anything in it is believed.

use serde::{Deserialize, Serialize};

/// The shape that the model is asked for. Only its shape is right so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawProfile {
    pub titles: Vec<RawFound>,
    pub places: Vec<RawFound>,
    #[serde(default)]
    pub filters: Vec<RawFilter>,
}

/// A title or a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawFound {
    pub text: String,
    #[serde(default)]
    pub evidence: String,
}

/// A filter: the name of its list, its value, the words it came from and whether they ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawFilter {
    pub kind: String,
    pub value: String,
    #[serde(default)]
    pub evidence: String,
    #[serde(default)]
    pub stated: bool,
}
