//! How figures and times are written on pages that still call these themselves: `filters` and the catalogue follow.

pub use super::labels::{filter, filters};
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
