//! Query strings of lists: what is chosen there, what of it could not be read, and how it is written again.

use std::collections::HashMap;

/// Longer texts are cut, in characters.
const MAX_TYPED: usize = 200;

/// The fields of a query string, and what was wrong with them.
pub struct Fields {
    values: HashMap<String, String>,
    /// Plain sentences.
    pub complaints: Vec<String>,
}

impl Fields {
    pub fn parse(query: &str) -> Self {
        let values = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { values, complaints: Vec::new() }
    }

    pub fn text(&mut self, name: &str) -> String {
        let text = self.values.remove(name).unwrap_or_default();
        text.trim().chars().filter(|c| !c.is_control()).take(MAX_TYPED).collect()
    }

    /// A field that has only some values; None: it is empty, or it has another one, which is complained about.
    pub fn choice<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        self.check(name, &text, read(&text))
    }

    pub fn check<T>(&mut self, name: &str, typed: &str, read: Option<T>) -> Option<T> {
        if read.is_none() && !typed.is_empty() {
            self.complaints.push(format!("“{name}” could not be read, so nothing is left out because of it."));
        }
        read
    }
}

/// A path with those fields that are not empty.
pub fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
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
    fn empty_fields_are_no_part_of_an_address() {
        let pairs = [("q", "C++ & Rust".to_owned()), ("state", String::new())];
        assert_eq!(address("/x", &pairs), "/x?q=C%2B%2B+%26+Rust");
        assert_eq!(address("/x", &pairs[1..]), "/x");
    }
}
