//! Where in the results of a request a page begins, and where the next one does.

use serde::{Deserialize, Serialize};

use super::Source;
use super::page::Page;

/// The beginning of a page. Stored with each page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Start,
    /// JSearch: what the page before named. Opaque.
    Cursor(String),
    /// Active Jobs DB: rows before this page.
    Offset(u32),
}

impl Position {
    /// Where the page after this one begins; none if this one was the last.
    ///
    /// A JSearch page may be short and still not the last, so only an absent cursor ends it, or an
    /// empty page, or a cursor that leads nowhere new. Active Jobs DB ends with a short page.
    pub fn after(&self, page: &Page, limit: u32) -> Option<Self> {
        if page.rows == 0 {
            return None;
        }
        if let Some(cursor) = &page.cursor {
            let next = Self::Cursor(cursor.clone());
            return (next != *self).then_some(next);
        }
        match self {
            Self::Cursor(_) => None,
            _ if page.source == Source::JSearch || page.rows < limit => None,
            Self::Start => Some(Self::Offset(page.rows)),
            Self::Offset(before) => Some(Self::Offset(before + page.rows)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: Source, rows: u32, cursor: Option<&str>) -> Page {
        Page { source, rows, postings: Vec::new(), refused: Vec::new(), cursor: cursor.map(str::to_owned) }
    }

    #[test]
    fn jsearch_ends_without_a_cursor_and_not_with_a_short_page() {
        let at = |text: &str| Position::Cursor(text.to_owned());
        let short = page(Source::JSearch, 9, Some("b"));
        assert_eq!(Position::Start.after(&short, 10), Some(at("b")));
        assert_eq!(at("b").after(&short, 10), None, "the cursor leads nowhere new");
        assert_eq!(Position::Start.after(&page(Source::JSearch, 10, None), 10), None);
        assert_eq!(at("a").after(&page(Source::JSearch, 0, Some("b")), 10), None);
    }

    #[test]
    fn active_jobs_db_ends_with_a_short_page() {
        let full = page(Source::ActiveJobs, 100, None);
        assert_eq!(Position::Start.after(&full, 100), Some(Position::Offset(100)));
        assert_eq!(Position::Offset(100).after(&full, 100), Some(Position::Offset(200)));
        assert_eq!(Position::Offset(200).after(&page(Source::ActiveJobs, 99, None), 100), None);
    }
}
