//! Words of the admins' pages for what tables hold as names.

use crate::sources::Source;

/// A source's label.
pub fn source(name: &str) -> &str {
    Source::from_name(name).map_or(name, |source| source.label())
}

/// What a fetch was started for.
pub fn purpose(name: &str) -> &'static str {
    match name {
        "sign_up" => "sign-up",
        "refresh" => "daily run",
        _ => "by hand",
    }
}

/// How far back a source is asked to look, by its own name of the span.
pub fn span(name: &str) -> &'static str {
    crate::sources::span_words(name)
}

/// The state of a fetch.
pub fn fetch_state(name: &str) -> String {
    name.replace('_', " ")
}

/// The cause of a failed fetch, by its code.
pub fn cause(code: &str) -> String {
    code.replace('_', " ")
}
