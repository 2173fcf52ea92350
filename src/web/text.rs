//! How figures and times are written on pages that still call these themselves: `filters` and the catalogue follow.

pub use crate::text::{Html as Moment, ago, exact, moment, number, wait};

/// Where a static file is, under a name that changes with its content.
pub fn static_url(name: &str) -> String {
    super::statics::url(name)
}

/// One or many: "1 job", "12 jobs".
pub fn count(value: impl Into<i64>, one: &str, many: &str) -> String {
    let value = value.into();
    format!("{} {}", number(value), if value == 1 { one } else { many })
}

/// A filter's value for reading: "FULL_TIME" is "Full time"; the others read well as they are.
pub fn filter(value: &str) -> String {
    if !value.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
        return value.to_owned();
    }
    let words = value.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The filters that are set, for reading.
pub fn filters(values: [Option<&str>; 4]) -> Vec<String> {
    values.into_iter().flatten().map(filter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_written_in_words() {
        assert_eq!(
            filters([Some("Remote OK"), Some("FULL_TIME"), None, Some("INTERN")]),
            ["Remote OK", "Full time", "Intern"]
        );
    }
}
