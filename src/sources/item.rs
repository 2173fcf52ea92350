//! Lenient reading of a posting in a provider's answer: any field may be missing, null or of another type than
//! yesterday, and no text may hold characters that PostgreSQL cannot store.

use crate::markup;
use serde_json::{Map, Value};

/// A posting as received.
pub(super) struct Item<'a>(pub &'a Map<String, Value>);

impl Item<'_> {
    /// Value of the first of these fields with a content.
    pub(super) fn value(&self, names: &[&str]) -> Option<&Value> {
        names.iter().filter_map(|name| self.0.get(*name)).find(|value| !is_empty(value))
    }

    /// Text or number as it came, for a key.
    pub(super) fn id(&self, names: &[&str], max: usize) -> Option<String> {
        match self.value(names)? {
            Value::String(text) => one_line(text, max),
            other => as_line(other, max),
        }
    }

    /// Text or number as people read it, on a single line of at most `max` characters; none if empty.
    pub(super) fn line(&self, names: &[&str], max: usize) -> Option<String> {
        as_line(self.value(names)?, max)
    }

    /// Text of many lines, at most `max` characters long.
    pub(super) fn text(&self, names: &[&str], max: usize) -> Option<String> {
        let text = self.value(names)?.as_str()?.replace("\r\n", "\n").replace('\r', "\n");
        let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(is_kept).take(max).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Texts of a list, or of a single text in its place.
    pub(super) fn lines(&self, names: &[&str], max: usize) -> Vec<String> {
        match self.value(names) {
            Some(Value::Array(values)) => values.iter().filter_map(|value| as_line(value, max)).collect(),
            Some(value) => as_line(value, max).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Yes or no, from a truth value, a text or a number.
    pub(super) fn flag(&self, names: &[&str]) -> Option<bool> {
        match self.value(names)? {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => number.as_i64().filter(|number| matches!(number, 0 | 1)).map(|number| number == 1),
            Value::String(text) => match text.trim().to_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// Text for machines: an address, a host's name. Of a list the first.
    pub(super) fn raw(&self, names: &[&str]) -> &str {
        let value = self.value(names);
        let first = value.and_then(|value| value.get(0)).or(value);
        first.and_then(Value::as_str).unwrap_or_default()
    }

    /// First text of a field, which may be a list.
    pub(super) fn first_line(&self, names: &[&str], max: usize) -> Option<String> {
        self.lines(names, max).into_iter().next()
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Text without entities and tags, or a number, on one line.
pub(super) fn as_line(value: &Value, max: usize) -> Option<String> {
    match value {
        Value::String(text) => one_line(&markup::line(text), max),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Text on one line: white space and control characters become single spaces; none without other characters.
pub(super) fn one_line(text: &str, max: usize) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(max).collect();
    let line = line.trim_end();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Value to be kept as JSON: without empty parts, without NUL, which PostgreSQL's `jsonb` refuses, and no longer than
/// any field that a source filters by.
pub(super) fn kept(value: &Value) -> Option<Value> {
    const MAX_CHARS: usize = 500;
    const MAX_ENTRIES: usize = 100;
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(value.clone()),
        Value::String(text) => one_line(text, MAX_CHARS).map(Value::String),
        Value::Array(values) => {
            let values: Vec<Value> = values.iter().filter_map(kept).take(MAX_ENTRIES).collect();
            (!values.is_empty()).then_some(Value::Array(values))
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter_map(|(name, value)| Some((one_line(name, MAX_CHARS)?, kept(value)?)));
            let fields: Map<String, Value> = fields.take(MAX_ENTRIES).collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_yes_is_one_in_whatever_type() {
        let fields = json!({"a": true, "b": "True", "c": 1, "d": "no", "e": 7, "f": ["x", "y"]});
        let item = Item(fields.as_object().expect("an object"));
        let flags = ["a", "b", "c", "d", "e"].map(|name| item.flag(&[name]));
        assert_eq!(flags, [Some(true), Some(true), Some(true), Some(false), None]);
        assert_eq!((item.raw(&["f"]), item.first_line(&["f"], 9).as_deref()), ("x", Some("x")));
    }

    #[test]
    fn texts_are_cut_and_lose_what_postgresql_cannot_hold() {
        assert_eq!(one_line("a\u{0}b\r\n  c ", 100).as_deref(), Some("a b c"));
        assert_eq!(one_line("ÄÖÜ", 2).as_deref(), Some("ÄÖ"));
        assert_eq!(one_line(" \u{0} ", 2), None);
        assert_eq!(as_line(&json!("R&amp;D <b>K&ouml;ln</b>"), 7).as_deref(), Some("R&D Köl"));
        let value = json!({"a\u{0}": ["x\u{0}y", null, {}], "b": null});
        assert_eq!(kept(&value), Some(json!({"a": ["x y"]})));
    }
}
