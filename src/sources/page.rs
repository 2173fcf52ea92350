//! Reading an answer: the envelope of each source, and every posting for itself.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::item::Item;
use super::posting::Posting;
use super::refusal::Refusal;
use super::{Source, active_jobs, jsearch};

/// An answer that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub source: Source,
    /// The rows in the answer, readable or not: what the provider charged for.
    pub rows: u32,
    pub postings: Vec<Posting>,
    /// One sentence for each posting that was left out.
    pub refused: Vec<String>,
    /// Where JSearch goes on.
    pub cursor: Option<String>,
}

/// An answer that is no page at all. Nothing of it can be used before somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("the answer is not JSON")]
    NotJson,
    #[error("the answer has no list of jobs where one should be")]
    NoList,
}

/// Reads an answer that came at `received_at`. Unknown fields are ignored, and a posting that cannot
/// be read loses only itself.
pub fn parse(source: Source, body: &[u8], received_at: DateTime<Utc>) -> Result<Page, ParseError> {
    let Rows { items, cursor } = rows(source, body)?;
    let mut page =
        Page { source, rows: count(&items), postings: Vec::with_capacity(items.len()), refused: Vec::new(), cursor };
    for (number, item) in (1..).zip(&items) {
        match posting(source, item, received_at) {
            Ok(posting) => page.postings.push(posting),
            Err(why) => page.refused.push(format!("posting {number} {why}")),
        }
    }
    Ok(page)
}

/// How many rows an answer holds.
pub fn charged_rows(source: Source, body: &[u8]) -> Result<u32, ParseError> {
    rows(source, body).map(|rows| count(&rows.items))
}

fn posting(source: Source, item: &Value, received_at: DateTime<Utc>) -> Result<Posting, Refusal> {
    let item = Item(item.as_object().ok_or(Refusal::NoObject)?);
    match source {
        Source::JSearch => jsearch::posting(&item, received_at),
        Source::ActiveJobs => active_jobs::posting(&item, received_at),
    }
}

struct Rows {
    items: Vec<Value>,
    cursor: Option<String>,
}

impl Rows {
    fn only(items: Vec<Value>) -> Self {
        Self { items, cursor: None }
    }
}

/// Active Jobs DB answers with a bare list. JSearch wraps it: `data` is the list itself (until
/// mid-2026), holds it as `jobs` beside a cursor (since), or is null.
fn rows(source: Source, body: &[u8]) -> Result<Rows, ParseError> {
    match (source, json(body)?) {
        (Source::ActiveJobs, Value::Array(items)) => Ok(Rows::only(items)),
        (Source::JSearch, Value::Object(mut envelope)) => match envelope.remove("data") {
            Some(Value::Null) => Ok(Rows::only(Vec::new())),
            Some(Value::Array(items)) => Ok(Rows::only(items)),
            Some(Value::Object(data)) => jobs_and_cursor(data),
            _ => Err(ParseError::NoList),
        },
        _ => Err(ParseError::NoList),
    }
}

fn jobs_and_cursor(mut data: Map<String, Value>) -> Result<Rows, ParseError> {
    let items = match data.remove("jobs") {
        Some(Value::Array(items)) => items,
        Some(Value::Null) => Vec::new(),
        _ => return Err(ParseError::NoList),
    };
    let cursor = data.get("cursor").and_then(Value::as_str);
    Ok(Rows { items, cursor: cursor.filter(|cursor| !cursor.is_empty()).map(str::to_owned) })
}

fn count(items: &[Value]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn json(body: &[u8]) -> Result<Value, ParseError> {
    serde_json::from_slice(body).or_else(|_| serde_json::from_str(&mended(body))).map_err(|_| ParseError::NotJson)
}

/// The same text without halves of characters, which appear where a provider cuts texts by length.
/// One of them would otherwise cost the whole page.
fn mended(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut mended = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        let (length, is_whole) = measure(escape);
        let (escape, after) = escape.split_at(length);
        mended.push_str(before);
        mended.push_str(if is_whole { escape } else { "\\ufffd" });
        rest = after;
    }
    mended + rest
}

/// The length of the escape that this text begins with, in bytes, and whether it stands for whole
/// characters: of a UTF-16 pair both halves have to be there.
fn measure(escape: &str) -> (usize, bool) {
    let code = |at: usize| {
        let digits = escape.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (code(0), code(6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, true),
        (Some(0xd800..=0xdfff), _) => (6, false),
        (Some(_), _) => (6, true),
        (None, _) => (escape.chars().take(2).map(char::len_utf8).sum(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSEARCH: &[u8] = include_bytes!("../../tests/fixtures/sources/jsearch_v2.json");
    const JSEARCH_OLD: &[u8] = include_bytes!("../../tests/fixtures/sources/jsearch_v1.json");
    const ACTIVE: &[u8] = include_bytes!("../../tests/fixtures/sources/active_jobs_v1.json");
    const ACTIVE_OLD: &[u8] = include_bytes!("../../tests/fixtures/sources/active_jobs_legacy.json");

    fn read(source: Source, body: &[u8]) -> Page {
        let now = "2026-11-23T12:00:00Z".parse().expect("a time");
        parse(source, body, now).expect("a page")
    }

    #[test]
    fn both_envelopes_of_jsearch_are_read() {
        let new = read(Source::JSearch, JSEARCH);
        assert_eq!((new.rows, new.postings.len()), (3, 2));
        assert_eq!(new.refused, ["posting 3 has no job_id"]);
        assert_eq!(new.cursor.as_deref(), Some("Zm9yd2FyZA"));
        let old = read(Source::JSearch, JSEARCH_OLD);
        assert_eq!((old.rows, old.postings.len(), old.cursor), (1, 1, None));
    }

    #[test]
    fn both_dialects_of_active_jobs_db_are_read() {
        let new = read(Source::ActiveJobs, ACTIVE);
        assert_eq!((new.rows, new.postings.len()), (2, 2));
        let old = read(Source::ActiveJobs, ACTIVE_OLD);
        assert_eq!((old.rows, old.postings.len()), (2, 1));
        assert_eq!(old.refused, ["posting 2 has no title"]);
    }

    #[test]
    fn an_empty_market_is_a_page_and_a_missing_list_is_not() {
        for empty in [
            r#"{"status":"OK","data":null}"#,
            r#"{"status":"OK","data":[]}"#,
            r#"{"status":"OK","data":{"jobs":null,"cursor":null}}"#,
        ] {
            assert_eq!(read(Source::JSearch, empty.as_bytes()).rows, 0);
        }
        let now = DateTime::UNIX_EPOCH;
        for (source, body, error) in [
            (Source::JSearch, r#"{"status":"OK"}"#, ParseError::NoList),
            (Source::JSearch, r#"{"data":{"results":[]}}"#, ParseError::NoList),
            (Source::ActiveJobs, r#"{"data":[]}"#, ParseError::NoList),
            (Source::ActiveJobs, "<html>", ParseError::NotJson),
        ] {
            assert_eq!(parse(source, body.as_bytes(), now), Err(error));
        }
    }

    #[test]
    fn what_was_charged_is_counted_without_reading_the_postings() {
        assert_eq!(charged_rows(Source::JSearch, JSEARCH), Ok(3));
        assert_eq!(charged_rows(Source::ActiveJobs, br#"[1, null, {"id": 5}]"#), Ok(3));
    }

    #[test]
    fn half_a_character_costs_no_page() {
        let body =
            br#"[{"id":1,"title":"Cook \ud83d"},{"id":2,"title":"\ud83c\udf73 \"Chef\" \\ud83d \u00e4 \udc00"}]"#;
        let titles: Vec<String> =
            read(Source::ActiveJobs, body).postings.into_iter().map(|posting| posting.title).collect();
        assert_eq!(titles, ["Cook \u{fffd}", "\u{1f373} \"Chef\" \\ud83d \u{e4} \u{fffd}"]);
    }

    #[test]
    fn bytes_that_are_no_text_cost_no_page() {
        let page = read(Source::ActiveJobs, b"[{\"id\":1,\"title\":\"Caf\xe9\"}]");
        assert_eq!(page.postings[0].title, "Caf\u{fffd}");
    }
}
