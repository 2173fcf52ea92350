//! A field of the form on the capacity of plans.

use std::collections::HashMap;

/// Largest figure; larger ones are typing errors.
pub(super) const MOST: i64 = 1_000_000_000;

/// The form's fields as typed, by name.
pub(super) type Form = HashMap<String, String>;

/// A field of the form.
pub(super) struct Field {
    pub name: &'static str,
    pub label: String,
    pub typed: String,
    pub error: Option<String>,
    pub value: i64,
}

impl Field {
    /// Reads a field: the typed value, or the usual one for an empty or unreadable field.
    pub(super) fn read(
        form: &Form,
        name: &'static str,
        label: String,
        (usual, most): (i64, i64),
        error: String,
    ) -> Self {
        let typed = form.get(name).filter(|typed| !typed.trim().is_empty());
        let read = typed.and_then(|typed| read(typed, most));
        let value = read.unwrap_or(usual);
        Self {
            name,
            label,
            typed: typed.cloned().unwrap_or_else(|| value.to_string()),
            error: (typed.is_some() && read.is_none()).then_some(error),
            value,
        }
    }
}

fn read(typed: &str, most: i64) -> Option<i64> {
    typed.trim().replace(',', "").parse().ok().filter(|value| (0..=most).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        assert_eq!(read(" 20,000 ", MOST), Some(20_000));
        assert_eq!([read("-1", MOST), read("101", 100), read("many", MOST)], [None; 3]);
    }
}
