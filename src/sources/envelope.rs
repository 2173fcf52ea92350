//! Finds the rows in an answer. Pure.

use serde_json::{Map, Value};

use super::json::{plain_name, read, with_plain_names};

/// Rows of an answer as they came.
pub(super) struct Rows {
    pub(super) items: Vec<Value>,
    /// Cursor to the next page, where the provider gives one.
    pub(super) cursor: Option<String>,
}

/// An answer without a page. Useless until a person looks at it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Not JSON: HTML, half a list, nothing.
    #[error("the answer is not JSON")]
    NotJson,
    /// JSON without a list of rows.
    #[error("the answer has no list of jobs where one should be")]
    NoList,
    /// The provider's own word of a failure.
    #[error("the answer says: {0}")]
    Said(String),
}

/// Names for a list of results among providers, the likeliest first.
const LISTS: &[&str] = &[
    "data",
    "jobs",
    "results",
    "items",
    "rows",
    "postings",
    "job_postings",
    "listings",
    "records",
    "hits",
    "entries",
    "documents",
    "docs",
    "list",
    "values",
    "result",
    "response",
    "payload",
    "body",
    "content",
];

/// Deepest nesting of envelopes that is read.
const DEPTH: u8 = 4;

/// Reads the rows of an answer. Active Jobs DB answers with a bare list. JSearch wraps its list in `data`: directly
/// (until mid-2026), as `jobs` beside a cursor (since), or as null. Other envelopes are read too, if a list is easily
/// recognised. Rows count whatever else is said; an error in an envelope without rows is no empty market.
pub(super) fn rows(answer: Value) -> Result<Rows, ParseError> {
    let envelope = match inside_text(answer) {
        Value::Array(items) => return Ok(Rows { items: flat(items), cursor: None }),
        Value::Object(fields) => with_plain_names(fields),
        _ => return Err(ParseError::NoList),
    };
    let words = words_of(&envelope);
    let complaint = complaint(&envelope);
    match of_object(envelope, DEPTH + 1) {
        Some(rows) if !rows.items.is_empty() || complaint.is_none() => Ok(rows),
        Some(_) => Err(ParseError::Said(words.or(complaint).unwrap_or_default())),
        None => Err(words.or(complaint).map_or(ParseError::NoList, ParseError::Said)),
    }
}

/// Unwraps JSON inside a text.
fn inside_text(value: Value) -> Value {
    match &value {
        Value::String(text) if text.trim_start().starts_with(['[', '{']) => read(text.as_bytes()).unwrap_or(value),
        _ => value,
    }
}

/// Joins lists within a list.
fn flat(items: Vec<Value>) -> Vec<Value> {
    if items.is_empty() || !items.iter().all(Value::is_array) {
        return items;
    }
    let inner = items.into_iter().filter_map(|item| if let Value::Array(inner) = item { Some(inner) } else { None });
    inner.flatten().collect()
}

fn find(mut fields: Map<String, Value>, depth: u8) -> Option<Rows> {
    let cursor = cursor(&fields);
    let found = LISTS.iter().find_map(|name| match inside_text(fields.get_mut(*name)?.take()) {
        Value::Array(items) if is_list(&items) => Some(Rows { items: flat(items), cursor: None }),
        Value::Object(inner) if depth > 0 => of_object(inner, depth),
        Value::Null if matches!(*name, "data" | "jobs") => Some(Rows { items: Vec::new(), cursor: None }),
        _ => None,
    });
    let found = found.or_else(|| {
        fields.into_iter().find_map(|(_, value)| match value {
            Value::Array(items) if items.iter().any(names_posting) => Some(Rows { items, cursor: None }),
            Value::Object(inner) if depth > 0 => {
                of_object(inner, depth).filter(|rows| rows.items.iter().any(names_posting))
            }
            _ => None,
        })
    })?;
    Some(Rows { cursor: found.cursor.or(cursor), ..found })
}

/// Rows of an inner object: an envelope, one posting in a list's place, or postings by their ids.
fn of_object(inner: Map<String, Value>, depth: u8) -> Option<Rows> {
    let is_by_id = !inner.is_empty() && inner.values().all(|row| row.as_object().is_some_and(is_posting));
    if is_posting(&inner) {
        return Some(Rows { items: vec![Value::Object(inner)], cursor: None });
    }
    if is_by_id {
        return Some(Rows { items: inner.into_iter().map(|(_, row)| row).collect(), cursor: None });
    }
    find(with_plain_names(inner), depth - 1)
}

/// A row without its own envelope, as some search engines add: `{"_source": {…}}`.
pub(super) fn bare(row: Value) -> Value {
    const AROUND: [&str; 6] = ["node", "_source", "job", "item", "document", "attributes"];
    match row {
        Value::Object(mut fields) if !is_posting(&fields) => {
            let inner = AROUND.iter().find(|name| fields.get(**name).is_some_and(names_posting));
            inner.and_then(|name| fields.remove(*name)).unwrap_or(Value::Object(fields))
        }
        row => row,
    }
}

/// True for a list of rows or an empty list; a list of words is neither.
fn is_list(items: &[Value]) -> bool {
    items.is_empty() || items.iter().any(Value::is_object)
}

/// True for an object with a posting's field names, in any capitals, or with such an object inside.
fn names_posting(item: &Value) -> bool {
    let Value::Object(fields) = item else { return false };
    is_posting(fields) || fields.values().any(|inner| inner.as_object().is_some_and(is_posting))
}

fn is_posting(fields: &Map<String, Value>) -> bool {
    let names: Vec<String> = fields.keys().map(|name| plain_name(name)).collect();
    let has = |wanted: [&str; 2]| names.iter().any(|name| wanted.contains(&name.as_str()));
    has(["id", "job_id"]) && has(["title", "job_title"])
}

fn cursor(fields: &Map<String, Value>) -> Option<String> {
    ["cursor", "next_cursor"].iter().find_map(|name| match fields.get(*name)? {
        Value::String(cursor) if !cursor.is_empty() => Some(cursor.clone()),
        Value::Number(cursor) => Some(cursor.to_string()),
        _ => None,
    })
}

/// The failure stated by the envelope, if any.
fn complaint(envelope: &Map<String, Value>) -> Option<String> {
    let is_fine = |status: &Value| match status {
        Value::Null | Value::Bool(true) => true,
        Value::Number(number) => number.as_i64().is_some_and(|code| (0..300).contains(&code)),
        Value::String(word) => {
            let word = word.trim().to_lowercase();
            FINE.contains(&word.as_str())
        }
        _ => false,
    };
    let status = ["status", "success", "ok", "code", "status_code"].iter().find_map(|name| {
        let value = envelope.get(*name)?;
        (!is_fine(value)).then(|| format!("its {name} is {value}"))
    });
    let is_said = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    };
    let has_error = ["error", "errors"].iter().any(|name| envelope.get(*name).is_some_and(is_said));
    status.or_else(|| has_error.then(|| "it speaks of an error".to_owned()))
}

const FINE: [&str; 10] =
    ["", "ok", "success", "successful", "succeeded", "200", "true", "complete", "completed", "done"];

/// The provider's explanation in an answer: `message`, `detail`, `title` or `error`, or the message inside.
pub(super) fn words_of(envelope: &Map<String, Value>) -> Option<String> {
    const MAX_CHARS: usize = 200;
    let words = ["message", "detail", "title", "error"].iter().find_map(|name| {
        let value = envelope.get(*name)?;
        let within = value.get(0).unwrap_or(value);
        within.as_str().or_else(|| ["message", "msg"].iter().find_map(|name| within.get(*name)?.as_str()))
    })?;
    let words: Vec<&str> = words.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let words: String = words.join(" ").chars().take(MAX_CHARS).collect();
    let words = words.trim().trim_end_matches('.');
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_found_in_any_envelope_that_is_easily_recognised() {
        let job = json!({"id": 1, "title": "Cook"});
        for answer in [
            json!([job]),
            json!({"count": 1, "data": [job]}),
            json!({"Data": {"Jobs": [job], "cursor": "b"}, "STATUS": "ok"}),
            json!({"results": [job], "error": "one shard failed"}),
            json!({"hits": {"total": 1, "hits": [job]}}),
            json!({"status": "warning", "response": {"body": {"items": [job]}}}),
            json!({"titles": ["Cook"], "stellen": [job]}),
            json!({"status": "OK", "data": job}),
            json!({"data": {"1": job}}),
            json!({"1": job}),
            json!({"found": {"stellen": [job]}}),
            json!({"data": {"search": {"edges": [job]}}}),
            json!({"data": job.to_string()}),
            json!([[job]]),
            json!(format!("[{job}]")),
            job.clone(),
        ] {
            let found = rows(answer.clone()).map(|rows| rows.items);
            assert_eq!(found, Ok(vec![job.clone()]), "{answer}");
        }
    }

    #[test]
    fn a_row_is_taken_out_of_what_is_around_it() {
        let job = json!({"Id": 1, "Title": "Cook"});
        for row in [json!({"node": job}), json!({"_id": "a", "_source": job}), job.clone()] {
            assert_eq!(bare(row.clone()), job, "{row}");
        }
        let other = json!({"node": {"id": 1}});
        assert_eq!(bare(other.clone()), other);
    }

    #[test]
    fn an_empty_list_is_an_empty_market_unless_something_went_wrong() {
        for empty in [
            json!([]),
            json!({"status": "OK", "data": null}),
            json!({"status": "success", "message": "no jobs found", "data": {"jobs": null, "cursor": null}}),
            json!({"count": 0, "data": [], "error": null, "errors": []}),
        ] {
            assert_eq!(rows(empty.clone()).map(|rows| rows.items.len()), Ok(0), "{empty}");
        }
        let said = |words: &str| Err(ParseError::Said(words.to_owned()));
        for (answer, why) in [
            (json!({"status": "ERROR", "data": []}), said("its status is \"ERROR\"")),
            (json!({"status": "ERROR", "error": {"message": "bad cursor."}}), said("bad cursor")),
            (json!({"success": false, "data": []}), said("its success is false")),
            (json!({"message": "no luck"}), said("no luck")),
            (json!({"status": "OK"}), Err(ParseError::NoList)),
            (json!({"data": ["Cook"]}), Err(ParseError::NoList)),
            (json!("Cook"), Err(ParseError::NoList)),
        ] {
            assert_eq!(rows(answer.clone()).map(|rows| rows.items.len()), why, "{answer}");
        }
    }

    #[test]
    fn where_it_goes_on_stands_beside_the_list_or_around_it() {
        let cursor = |answer| rows(answer).ok().and_then(|rows| rows.cursor);
        assert_eq!(cursor(json!({"data": {"jobs": [], "cursor": "b"}})).as_deref(), Some("b"));
        assert_eq!(cursor(json!({"data": [], "nextCursor": 7})).as_deref(), Some("7"));
        assert_eq!(cursor(json!({"data": {"jobs": [], "cursor": ""}})), None);
    }
}
