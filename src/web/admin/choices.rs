//! Choices of the lists' filters.

use crate::sources::Source;
use crate::web::form::Choice;

/// A value of a filter, beside the chosen one.
pub(super) fn choice(value: &str, label: String, chosen: Option<&str>) -> Choice {
    Choice { value: value.to_owned(), label, is_chosen: chosen == Some(value) }
}

/// The choices of a filter by source.
pub(super) fn sources(chosen: Option<Source>) -> Vec<Choice> {
    let chosen = chosen.map(Source::as_str);
    let source = |source: &Source| choice(source.as_str(), source.label().to_owned(), chosen);
    Source::ALL.iter().map(source).collect()
}
