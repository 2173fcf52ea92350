//! Figures and times on pages that still call these functions themselves: `filters` and the catalogue follow.

pub use super::labels::{filter, filters};
pub use crate::text::{Html as Moment, ago, exact, moment, number, wait};

/// The address of a static file, under a name that changes with its content.
pub fn static_url(name: &str) -> String {
    super::statics::url(name)
}

/// Singular or plural: "1 job", "12 jobs".
pub fn count(value: impl Into<i64>, one: &str, many: &str) -> String {
    let value = value.into();
    format!("{} {}", number(value), if value == 1 { one } else { many })
}
