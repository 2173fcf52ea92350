//! Beginning of a page in the results of a request, and of the next page.

use serde::{Deserialize, Serialize};

use super::Source;
use super::page::Page;

/// Rows of a usual page of Active Jobs DB. A gateway may cap pages at this size, whatever the request: a page of
/// exactly this size is no sign of the end.
pub const USUAL_ROWS: u32 = 100;

/// Jobs on a full page of JSearch: the provider's own size, without a limit to set.
pub const JSEARCH_PAGE: u32 = 10;

/// The beginning of a page. Stored with each page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// The first page.
    Start,
    /// JSearch: an opaque cursor from the page before. Active Jobs DB: the highest id of the page before.
    Cursor(String),
    /// Active Jobs DB: rows before this page.
    Offset(u32),
}

impl Position {
    /// Beginning of the next page; None: this page was the last.
    ///
    /// A JSearch page may be short and still not the last: a list ends by an absent cursor, an empty page, or a cursor
    /// that leads nowhere new. Active Jobs DB ends with a short page. `is_by_cursor`: the list is paged by ids.
    pub fn after(&self, page: &Page, limit: u32, is_by_cursor: bool) -> Option<Self> {
        let is_short = page.rows < limit && !(limit > USUAL_ROWS && page.rows == USUAL_ROWS);
        if page.rows == 0 || page.source == Source::ActiveJobs && is_short {
            return None;
        }
        let by_cursor = || page.cursor.clone().map(Self::Cursor).filter(|next| next != self);
        match self {
            _ if page.source == Source::JSearch => by_cursor(),
            Self::Cursor(_) => by_cursor(),
            Self::Start if is_by_cursor => by_cursor(),
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
        assert_eq!(Position::Start.after(&short, 10, false), Some(at("b")));
        assert_eq!(at("b").after(&short, 10, false), None, "the cursor leads nowhere new");
        assert_eq!(Position::Start.after(&page(Source::JSearch, 10, None), 10, false), None);
        assert_eq!(at("a").after(&page(Source::JSearch, 0, Some("b")), 10, false), None);
    }

    #[test]
    fn active_jobs_db_ends_with_a_short_page() {
        let full = page(Source::ActiveJobs, 100, None);
        assert_eq!(Position::Start.after(&full, 100, false), Some(Position::Offset(100)));
        assert_eq!(Position::Offset(100).after(&full, 100, false), Some(Position::Offset(200)));
        assert_eq!(Position::Offset(200).after(&page(Source::ActiveJobs, 99, None), 100, false), None);
        // Of a larger page the gateway may give only the usual number at a time.
        assert_eq!(Position::Start.after(&full, 400, false), Some(Position::Offset(100)));
        assert_eq!(Position::Start.after(&page(Source::ActiveJobs, 399, None), 400, false), None);
    }

    #[test]
    fn half_a_year_goes_on_behind_the_highest_id() {
        let short = page(Source::ActiveJobs, 99, Some("812"));
        let page = |last: &str| page(Source::ActiveJobs, 100, Some(last));
        let at = |id: &str| Position::Cursor(id.to_owned());
        assert_eq!(Position::Start.after(&page("812"), 100, true), Some(at("812")));
        assert_eq!(at("812").after(&page("950"), 100, true), Some(at("950")));
        assert_eq!(at("950").after(&page("950"), 100, true), None, "it leads nowhere new");
        assert_eq!(Position::Start.after(&short, 100, true), None, "a short page is the last");
    }
}
