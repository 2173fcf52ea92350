//! Reading an answer: the envelope of each source, and every posting by itself.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::envelope::{self, ParseError, Rows};
use super::item::Item;
use super::json;
use super::posting::Posting;
use super::refusal::Refusal;
use super::{Source, active_jobs, jsearch};
use crate::closed_list;

closed_list! {
    "a reading of an answer";
    /// Outcome of reading an answer.
    pub enum Reading {
        /// At least one posting was read.
        Read = "read",
        /// A list without rows: a search without results.
        Empty = "empty",
        /// Nothing usable.
        Unreadable = "unreadable",
    }
}

/// A read answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Source of the answer.
    pub source: Source,
    /// Rows in the answer, readable or not: the provider charged for them.
    pub rows: u32,
    /// Rows that could be read.
    pub postings: Vec<Posting>,
    /// Faults of the rows left out, in the order of the rows.
    pub refused: Vec<Refusal>,
    /// Position of the next page: JSearch's cursor; at Active Jobs DB the highest id.
    pub cursor: Option<String>,
}

impl Page {
    /// Outcome of the reading.
    pub fn reading(&self) -> Reading {
        match (self.rows, self.postings.len()) {
            (0, _) => Reading::Empty,
            (_, 0) => Reading::Unreadable,
            _ => Reading::Read,
        }
    }

    /// Left-out rows in words: `9 without job_id, 1 that is no object`; None: all rows were read.
    pub fn left_out(&self) -> Option<String> {
        let mut kinds = self.refused.clone();
        kinds.sort_unstable();
        kinds.dedup();
        let count = |kind: &Refusal| self.refused.iter().filter(|one| *one == kind).count();
        let words: Vec<String> = kinds.iter().map(|kind| kind.of(count(kind))).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// Reads an answer received at `received_at`. Unknown fields are ignored; an unreadable posting is left out alone.
///
/// # Errors
///
/// An answer without a list of rows.
pub fn parse(source: Source, body: &[u8], received_at: DateTime<Utc>) -> Result<Page, ParseError> {
    let Rows { items, cursor } = rows(body)?;
    let rows = count(&items);
    let mut page = Page { source, rows, postings: Vec::with_capacity(items.len()), refused: Vec::new(), cursor };
    for item in items {
        match posting(source, item, received_at) {
            Ok(posting) => page.postings.push(posting),
            Err(why) => page.refused.push(why),
        }
    }
    if source == Source::ActiveJobs {
        let ids = page.postings.iter().filter_map(|posting| posting.source_id.parse::<u64>().ok());
        page.cursor = ids.max().map(|id| id.to_string());
    }
    Ok(page)
}

/// Number of rows in an answer.
///
/// # Errors
///
/// An answer without a list of rows.
pub fn charged_rows(body: &[u8]) -> Result<u32, ParseError> {
    rows(body).map(|rows| count(&rows.items))
}

/// Beginning of an answer for people to look at: on one line, with signs in place of unprintable characters.
pub fn beginning(body: &[u8]) -> String {
    const MAX_BYTES: usize = 200;
    let text = String::from_utf8_lossy(&body[..body.len().min(MAX_BYTES)]);
    let shown: String = text.chars().map(|c| if c.is_control() { '\u{b7}' } else { c }).collect();
    if body.len() > MAX_BYTES { format!("{shown}…") } else { shown }
}

fn rows(body: &[u8]) -> Result<Rows, ParseError> {
    envelope::rows(json::read(body).ok_or(ParseError::NotJson)?)
}

fn posting(source: Source, item: Value, received_at: DateTime<Utc>) -> Result<Posting, Refusal> {
    let Value::Object(fields) = envelope::bare(item) else { return Err(Refusal::NoObject) };
    let fields = json::with_plain_names(fields);
    match source {
        Source::JSearch => jsearch::posting(&Item(&fields), received_at),
        Source::ActiveJobs => active_jobs::posting(&Item(&fields), received_at),
    }
}

fn count(items: &[Value]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
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
        assert_eq!(new.refused, [Refusal::Without("job_id")]);
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
        assert_eq!(old.refused, [Refusal::Without("title")]);
    }

    #[test]
    fn a_page_of_which_nothing_can_be_read_is_unreadable_whatever_its_length() {
        let row = r#"{"title":"Cook"}"#;
        for (body, reading) in [
            (format!("[{row}]"), Reading::Unreadable),
            (format!("[{}]", [row; 9].join(",")), Reading::Unreadable),
            (format!(r#"[{row},{{"ID":1,"Title":"Cook"}}]"#), Reading::Read),
            ("[]".to_owned(), Reading::Empty),
        ] {
            assert_eq!(read(Source::ActiveJobs, body.as_bytes()).reading(), reading, "{body}");
        }
    }

    #[test]
    fn rows_that_are_left_out_are_told_by_their_reason() {
        let page = read(Source::ActiveJobs, br#"[5, {"title":"a"}, {"id":1}, {"title":"b"}, {"id":2,"title":"c"}]"#);
        assert_eq!(page.left_out().as_deref(), Some("1 that is no object, 2 without id, 1 without title"));
        assert_eq!(read(Source::ActiveJobs, b"[]").left_out(), None);
    }

    #[test]
    fn the_beginning_of_an_answer_is_short_and_harmless() {
        assert_eq!(beginning(b"<html>\n\x00\xff"), "<html>\u{b7}\u{b7}\u{fffd}");
        assert_eq!(beginning(&[b'a'; 300]).chars().count(), 201);
        assert_eq!(beginning(b""), "");
    }

    #[test]
    fn what_was_charged_is_counted_without_reading_the_postings() {
        assert_eq!(charged_rows(JSEARCH), Ok(3));
        assert_eq!(charged_rows(br#"[1, null, {"id": 5}]"#), Ok(3));
    }
}
