//! Query strings of lists: choices, complaints about unreadable fields, and addresses.

use std::collections::HashMap;

/// Longest typed text, in characters; longer texts are cut.
const MAX_TYPED: usize = 200;

/// The fields of a query string.
pub(super) struct Fields {
    values: HashMap<String, String>,
    /// Complaints about unreadable fields, in plain sentences.
    pub complaints: Vec<String>,
}

impl Fields {
    /// Reads a query string; of a field given twice the last value counts.
    pub(super) fn parse(query: &str) -> Self {
        let values = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { values, complaints: Vec::new() }
    }

    /// A field as typed, without control characters; empty: the field is missing.
    pub(super) fn text(&mut self, name: &str) -> String {
        self.text_of(name, MAX_TYPED)
    }

    /// A field as typed, without control characters, of so many characters at most.
    pub(super) fn text_of(&mut self, name: &str, most: usize) -> String {
        let text = self.values.remove(name).unwrap_or_default();
        text.trim().chars().filter(|c| !c.is_control()).take(most).collect()
    }

    /// A field with a closed list of values. None: empty, or another value, and then a complaint.
    pub(super) fn choice<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        self.check(name, &text, read(&text))
    }

    /// Complains about a field whose text could not be read.
    pub(super) fn check<T>(&mut self, name: &str, typed: &str, read: Option<T>) -> Option<T> {
        if read.is_none() && !typed.is_empty() {
            self.complaints.push(say!("form-field-unreadable", name = label(name)));
        }
        read
    }

    /// The row after which a page of a list begins (a cursor). None: the beginning of the list; an unreadable cursor
    /// leads there too, with a complaint.
    pub(super) fn position<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        let position = read(&text);
        if position.is_none() && !text.is_empty() {
            self.complaints.push(say!("form-position-unreadable"));
        }
        position
    }
}

/// A field as people know it; fields of admins' pages, which are in English, by their names.
fn label(name: &str) -> String {
    match name {
        "q" => say!("jobs-words"),
        "location" => say!("jobs-place"),
        "within" => say!("jobs-within"),
        "remote" => say!("jobs-remote"),
        "age" => say!("jobs-age"),
        "source" => say!("jobs-source"),
        "search" => say!("jobs-search"),
        "list" => say!("jobs-lists"),
        "order" => say!("jobs-order"),
        "seniority" => say!("jobs-seniority"),
        "contract" => say!("jobs-contract"),
        "employer" => say!("jobs-employer"),
        "pay" => say!("jobs-pay"),
        other => other.to_owned(),
    }
}

/// A path with all fields but the empty.
pub(super) fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_once_and_left_out() {
        let mut fields = Fields::parse("state=odd&q=%20C%2B%2B%20&empty=");
        assert_eq!(fields.choice("state", |text| (text == "loaded").then_some(1)), None);
        assert_eq!((fields.text("q"), fields.choice("empty", |_| None::<()>)), ("C++".to_owned(), None));
        assert_eq!(fields.complaints.len(), 1);
    }

    #[test]
    fn a_position_that_cannot_be_read_is_the_beginning() {
        let mut fields = Fields::parse("before=7&after=x");
        let mut position = |name| fields.position(name, |text| text.parse::<i64>().ok());
        assert_eq!([position("before"), position("after"), position("none")], [Some(7), None, None]);
        assert_eq!(fields.complaints.len(), 1);
    }

    #[test]
    fn empty_fields_are_no_part_of_an_address() {
        let pairs = [("q", "C++ & Rust".to_owned()), ("state", String::new())];
        assert_eq!(address("/x", &pairs), "/x?q=C%2B%2B+%26+Rust");
        assert_eq!(address("/x", &pairs[1..]), "/x");
    }
}
