//! Explanations of an empty list.

use super::paged::Paged;
use super::suggest::Suggestion;
use super::view::{JobView, Position};
use crate::db::Connection;
use crate::models::listing::{Count, List, Listing, Tally};
use crate::text;
use diesel::QueryResult;

/// The reasons for an empty list, with ways out.
pub(super) struct Empty {
    pub sentence: String,
    pub reasons: Vec<Reason>,
    /// Texts probably meant instead.
    pub suggestions: Vec<Suggestion>,
}

/// A filter that keeps jobs off the list by itself, with their number and a link to them.
pub(super) struct Reason {
    /// A sentence without its full stop.
    pub why: String,
    /// Link of the way out; empty: there is none.
    pub link: String,
    pub label: String,
}

impl Empty {
    /// Why a page is empty; None: the page has jobs.
    pub(super) async fn of(
        conn: &mut Connection,
        listing: &Listing<'_>,
        view: &JobView,
        paged: &Paged,
        has_no_search: bool,
    ) -> QueryResult<Option<Self>> {
        let is_back = matches!(view.position, Position::At(cursor) if cursor.is_back);
        Ok(Some(if !paged.jobs.is_empty() {
            return Ok(None);
        } else if paged.older.is_some() && !is_back || paged.rest.is_some() && paged.ranked == Some(0) {
            Self::so_far()
        } else if view.position != Position::Beginning {
            Self::beyond()
        } else if view.list.is_marked() {
            if view.is_narrowed() { Self::of_chosen_marks() } else { Self::of_marks(view.list) }
        } else if has_no_search {
            Self::without_searches()
        } else {
            Self::of_searches(view, &listing.tally(conn).await?)
        }))
    }

    /// Adds suggestions of texts probably meant.
    pub(super) fn with(self, suggestions: Vec<Suggestion>) -> Self {
        Self { suggestions, ..self }
    }

    fn told(sentence: String) -> Self {
        Self { sentence, reasons: Vec::new(), suggestions: Vec::new() }
    }

    /// Explanation for an empty list of the person's searches.
    pub(super) fn of_searches(view: &JobView, tally: &Tally) -> Self {
        let reasons = reasons(view, tally);
        let bought = jobs(tally.bought);
        let sentence = match tally.bought {
            0 => say!("jobs-empty-none"),
            _ if reasons.is_empty() => say!("jobs-empty-chosen", jobs = bought),
            _ => say!("jobs-empty-kept-off", jobs = bought),
        };
        Self { sentence, reasons, suggestions: Vec::new() }
    }

    /// Explanation for an empty list of the person's marks.
    pub(super) fn of_marks(list: List) -> Self {
        let sentence = match list {
            List::Saved => say!("jobs-empty-saved"),
            List::Applied => say!("jobs-empty-applied"),
            _ => say!("jobs-empty-hidden"),
        };
        Self::told(sentence)
    }

    /// Explanation for a list of the person's marks of which the choice leaves nothing.
    fn of_chosen_marks() -> Self {
        Self::told(say!("jobs-empty-chosen-marks"))
    }

    /// Explanation for a person without an active search.
    pub(super) fn without_searches() -> Self {
        let sentence = say!("jobs-empty-no-search");
        Self::told(sentence)
    }

    /// Explanation for an empty page after a look at many jobs, with more to look at.
    pub(super) fn so_far() -> Self {
        Self::told(say!("jobs-empty-so-far"))
    }

    /// Explanation for a page beyond the last.
    pub(super) fn beyond() -> Self {
        Self::told(say!("jobs-empty-beyond"))
    }
}

fn reasons(view: &JobView, tally: &Tally) -> Vec<Reason> {
    let without = |field: &str| view.url_with(field, "");
    let words = &view.q;
    let all = [
        reason(tally.words, without("q"), say!("jobs-off-words-link"), |count, jobs| {
            say!("jobs-off-words", count = count, jobs = jobs, words = words)
        }),
        reason(tally.place, view.url_without_place(), say!("jobs-off-place-link"), |count, jobs| {
            off_place(view, count, jobs)
        }),
        reason(tally.remote, without("remote"), say!("jobs-off-remote-link"), |count, jobs| {
            say!("jobs-off-remote", count = count, jobs = jobs)
        }),
        reason(tally.age, view.url_with("age", "all"), say!("jobs-off-age-link"), |count, jobs| {
            say!("jobs-off-age", count = count, jobs = jobs)
        }),
        reason(tally.source, without("source"), say!("jobs-off-source-link"), |count, jobs| {
            say!("jobs-off-source", count = count, jobs = jobs)
        }),
        reason(tally.search, without("search"), say!("jobs-off-search-link"), |count, jobs| {
            say!("jobs-off-search", count = count, jobs = jobs)
        }),
        reason(tally.new, without("list"), say!("jobs-off-new-link"), |count, jobs| {
            say!("jobs-off-new", count = count, jobs = jobs)
        }),
        reason(tally.hidden, view.url_with("list", "hidden"), say!("jobs-off-hidden-link"), |count, jobs| {
            say!("jobs-off-hidden", count = count, jobs = jobs)
        }),
        reason(tally.facts, view.url_without_facts(), say!("jobs-off-facts-link"), |count, jobs| {
            say!("jobs-off-facts", count = count, jobs = jobs)
        }),
        reason(tally.employers, String::new(), String::new(), |count, jobs| {
            say!("jobs-off-employers", count = count, jobs = jobs)
        }),
        reason(tally.closed, String::new(), String::new(), |count, jobs| {
            say!("jobs-off-closed", count = count, jobs = jobs)
        }),
        reason(tally.filters, "/searches".to_owned(), say!("jobs-off-filters-link"), |count, jobs| {
            say!("jobs-off-filters", count = count, jobs = jobs)
        }),
    ];
    all.into_iter().flatten().collect()
}

fn off_place(view: &JobView, count: i64, jobs: String) -> String {
    let place = &view.location;
    match view.distance_km() {
        Some(km) => say!("jobs-off-place-within", count = count, jobs = jobs, place = place, km = km),
        None => say!("jobs-off-place", count = count, jobs = jobs, place = place),
    }
}

/// A reason; None: the filter keeps no job off the list.
fn reason(count: i64, link: String, label: String, why: impl Fn(i64, String) -> String) -> Option<Reason> {
    (count > 0).then(|| Reason { why: why(count, jobs(count)), link, label })
}

/// "1 job", "12 jobs", "1,000+ jobs".
pub(in crate::web) fn jobs(count: impl Into<Count>) -> String {
    let count = count.into();
    match count.is_more() {
        false => say!("jobs-count", count = count.least()),
        true => say!("jobs-count-many", count = count.least()),
    }
}

/// The number of closed jobs left out of a list; None: none. Of a long list only the newest jobs are counted, and most
/// closed ones are older.
pub(in crate::web) fn left_out(closed: Count) -> Option<String> {
    match (closed.least(), closed.is_more()) {
        (0, false) => None,
        (0, true) => Some(say!("jobs-left-out-closed-some")),
        (count, false) => Some(say!("jobs-left-out-closed", count = count)),
        (count, true) => Some(say!("jobs-left-out-closed-many", count = count)),
    }
}

/// The bare number in a table: "12", "1,000+".
pub(in crate::web) fn figure(count: impl Into<Count>) -> String {
    let count = count.into();
    match count.is_more() {
        false => text::number(count.least()),
        true => say!("jobs-figure-many", count = count.least()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_comes_with_its_count_and_a_way_out() {
        let view = JobView::parse("q=rust&age=7", "de".parse().unwrap(), &[]);
        let tally = Tally { bought: 1_001, words: 12, age: 1, ..Tally::default() };
        let empty = Empty::of_searches(&view, &tally);
        assert_eq!(empty.sentence, "1,000+ jobs found for your searches, and none of them is shown here.");
        let reasons: Vec<_> = empty.reasons.iter().map(|one| format!("{} {}", one.why, one.link)).collect();
        assert_eq!(reasons, ["12 jobs do not contain “rust” /jobs?age=7", "1 job is older /jobs?q=rust&age=all"]);
    }
}
