//! Options of the lists' filters.

use crate::sources::Source;

/// An option of a filter with a closed list of values.
pub struct FilterOption {
    /// As in an address.
    pub value: &'static str,
    pub label: String,
    pub is_chosen: bool,
}

impl FilterOption {
    /// One option, beside the value that is chosen.
    pub fn new(value: &'static str, label: String, chosen: Option<&str>) -> Self {
        Self { value, label, is_chosen: chosen == Some(value) }
    }

    /// The options of a filter by source.
    pub fn sources(chosen: Option<Source>) -> Vec<Self> {
        let option = |source: &Source| Self::new(source.as_str(), source.label().to_owned(), chosen.map(Source::as_str));
        Source::ALL.iter().map(option).collect()
    }
}
