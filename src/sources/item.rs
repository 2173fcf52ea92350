//! Reading one posting of a provider's answer leniently: any field may be missing, null or of
//! another type than yesterday, and no text may hold what PostgreSQL cannot.

use serde_json::{Map, Value};
use url::Url;

/// One posting as it came.
pub(super) struct Item<'a>(pub &'a Map<String, Value>);

/// The longest web address that is kept, in bytes.
const MAX_URL: usize = 2_048;

impl Item<'_> {
    /// The first of these fields that holds something.
    pub(super) fn value(&self, names: &[&str]) -> Option<&Value> {
        names.iter().filter_map(|name| self.0.get(*name)).find(|value| !is_empty(value))
    }

    /// A text or a number, on one line, at most `max` characters long; none if it is empty.
    pub(super) fn line(&self, names: &[&str], max: usize) -> Option<String> {
        as_line(self.value(names)?, max)
    }

    /// A text of many lines, at most `max` characters long.
    pub(super) fn text(&self, names: &[&str], max: usize) -> Option<String> {
        let text = self.value(names)?.as_str()?;
        let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(is_kept).take(max).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The texts of a list, or the one text that stands in its place.
    pub(super) fn lines(&self, names: &[&str], max: usize) -> Vec<String> {
        match self.value(names) {
            Some(Value::Array(values)) => values.iter().filter_map(|value| as_line(value, max)).collect(),
            Some(value) => as_line(value, max).into_iter().collect(),
            None => Vec::new(),
        }
    }

    pub(super) fn flag(&self, names: &[&str]) -> Option<bool> {
        self.value(names)?.as_bool()
    }

    pub(super) fn number(&self, names: &[&str]) -> Option<f64> {
        self.value(names)?.as_f64().filter(|number| number.is_finite())
    }

    /// An address that a page may link to.
    pub(super) fn link(&self, names: &[&str]) -> Option<String> {
        safe_link(self.value(names)?.as_str()?)
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

/// http and https only, and no user name or password that would disguise the host.
pub(super) fn safe_link(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let is_safe = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MAX_URL;
    is_safe.then(|| url.into())
}

pub(super) fn as_line(value: &Value, max: usize) -> Option<String> {
    match value {
        Value::String(text) => one_line(text, max),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// White space and control characters become single spaces; none if nothing is left.
pub(super) fn one_line(text: &str, max: usize) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(max).collect();
    let line = line.trim_end();
    (!line.is_empty()).then(|| line.to_owned())
}

/// A field to be kept as JSON: without the NUL that PostgreSQL's `jsonb` refuses, without what is
/// empty, and no longer than any field that a source filters by.
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
    fn a_link_that_could_deceive_is_no_link() {
        assert_eq!(safe_link(" https://jobs.example/1?a=b ").as_deref(), Some("https://jobs.example/1?a=b"));
        for bad in [
            "javascript:alert(1)",
            "data:text/html,hi",
            "ftp://jobs.example/1",
            "https://bank.example@evil.example/",
            "//jobs.example/1",
            "jobs.example",
            "",
            &format!("https://jobs.example/{}", "x".repeat(2_048)),
        ] {
            assert_eq!(safe_link(bad), None, "{bad}");
        }
    }

    #[test]
    fn texts_are_cut_and_lose_what_postgresql_cannot_hold() {
        assert_eq!(one_line("a\u{0}b\r\n  c ", 100).as_deref(), Some("a b c"));
        assert_eq!(one_line("ÄÖÜ", 2).as_deref(), Some("ÄÖ"));
        assert_eq!(one_line(" \u{0} ", 2), None);
        let value = json!({"a\u{0}": ["x\u{0}y", null, {}], "b": null});
        assert_eq!(kept(&value), Some(json!({"a": ["x y"]})));
    }
}
