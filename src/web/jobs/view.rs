//! The query string of the list. Unreadable fields are left out, with a complaint.

use crate::models::job::open_since;
use crate::models::listing::{Criteria, Cursor, List, PlaceWords, Remote, SearchAtSource, USUAL_DAYS};
use crate::place::CountryCode;
use crate::sources::Source;
use crate::web::query::{Fields, address};
use crate::words;
use chrono::{DateTime, TimeDelta, Utc};

/// Where the list is.
const PATH: &str = "/jobs";

/// Ages that the form offers, in days.
pub(super) const AGES: [i64; 4] = [1, 3, 7, 30];

/// How far back the list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    Days(i64),
    All,
}

/// The choices of a query string.
#[derive(Clone, Debug)]
pub(super) struct JobView {
    /// As typed.
    pub q: String,
    pub location: String,
    pub remote: Option<Remote>,
    /// None: as usual for the list.
    pub age: Option<Age>,
    pub source: Option<Source>,
    pub search: Option<i32>,
    pub list: List,
    pub cursor: Cursor,
    /// Typed instead of a cursor; the first page is 1.
    pub number: Option<usize>,
    /// What could not be read, in plain sentences.
    pub complaints: Vec<String>,
    place: Option<PlaceWords>,
}

/// A cursor of ours, or the number of a page.
fn position(text: &str) -> Option<Result<Cursor, usize>> {
    let number = || text.parse().ok().filter(|number| *number > 0).map(Err);
    text.parse().ok().map(Ok).or_else(number)
}

impl JobView {
    /// Reads a query string; bare places are looked for in `home` first.
    pub(super) fn parse(query: &str, home: CountryCode, searches: &[SearchAtSource]) -> Self {
        let mut fields = Fields::parse(query);
        let q = fields.text("q");
        let location = fields.text("location");
        let place = fields.check("location", &location, PlaceWords::parse(&location, home));
        fields.check("q", &q, words::query(&q));
        let page: Option<Result<Cursor, usize>> = fields.position("page", position);
        Self {
            q,
            location,
            place,
            remote: fields.choice("remote", |text| Remote::ALL.into_iter().find(|one| one.as_str() == text)),
            age: fields.choice("age", age),
            source: fields.choice("source", |text| text.parse().ok()),
            search: fields.choice("search", |text| {
                let id = text.parse().ok()?;
                searches.iter().any(|search| search.search_id == id).then_some(id)
            }),
            list: fields
                .choice("list", |text| List::ALL.into_iter().find(|one| one.as_str() == text))
                .unwrap_or_default(),
            cursor: page.and_then(Result::ok).unwrap_or(Cursor::newest()),
            number: page.and_then(Result::err),
            complaints: fields.complaints,
        }
    }

    /// The criteria of the list. Jobs first seen since `new_since` are new.
    pub(super) fn criteria(&self, now: DateTime<Utc>, new_since: DateTime<Utc>) -> Criteria {
        Criteria {
            words: words::query(&self.q),
            place: self.place.clone(),
            remote: self.remote,
            since: match self.effective_age() {
                Age::Days(days) => now - TimeDelta::days(days),
                Age::All => DateTime::UNIX_EPOCH,
            },
            is_dated: matches!(self.effective_age(), Age::Days(days) if days < USUAL_DAYS),
            source: self.source,
            list: self.list,
            new_since,
            open_since: open_since(now),
            search_id: self.search,
        }
    }

    /// The age limit: a month, but none for marked jobs.
    pub(super) fn effective_age(&self) -> Age {
        let usual = if self.list.is_marked() { Age::All } else { Age::Days(USUAL_DAYS) };
        self.age.unwrap_or(usual)
    }

    /// True when anything but the list was chosen.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(name, value)| *name != "list" && !value.is_empty())
    }

    /// The address of the list, from its newest job.
    pub(super) fn url(&self) -> String {
        address(PATH, &self.pairs())
    }

    /// The same list with nothing else chosen.
    pub(super) fn whole_url(&self) -> String {
        address(PATH, &[("list", self.list.as_str().to_owned())])
    }

    /// The address with one field changed, or left out by an empty value.
    pub(super) fn url_with(&self, field: &str, value: &str) -> String {
        let changed = |(name, old): (&'static str, String)| (name, if name == field { value.to_owned() } else { old });
        address(PATH, &self.pairs().into_iter().map(changed).collect::<Vec<_>>())
    }

    /// The address of another page of the list.
    pub(super) fn url_at(&self, cursor: &Cursor) -> String {
        let mut pairs = self.pairs();
        if *cursor != Cursor::newest() {
            pairs.push(("page", cursor.to_string()));
        }
        address(PATH, &pairs)
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let age = match self.age {
            Some(Age::Days(days)) => days.to_string(),
            Some(Age::All) => "all".to_owned(),
            None => String::new(),
        };
        vec![
            ("list", self.list.as_str().to_owned()),
            ("q", self.q.clone()),
            ("location", self.location.clone()),
            ("remote", self.remote.map(Remote::as_str).unwrap_or_default().to_owned()),
            ("age", age),
            ("source", self.source.map(Source::as_str).unwrap_or_default().to_owned()),
            ("search", self.search.map(|id| id.to_string()).unwrap_or_default()),
        ]
    }
}

fn age(text: &str) -> Option<Age> {
    if text == "all" {
        return Some(Age::All);
    }
    text.parse().ok().filter(|days| AGES.contains(days)).map(Age::Days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(query: &str) -> JobView {
        JobView::parse(query, "de".parse().unwrap(), &[])
    }

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:15:00Z".parse().unwrap()
    }

    #[test]
    fn an_empty_query_string_shows_a_month() {
        let view = view("");
        assert_eq!(view.criteria(now(), now()).since, now() - TimeDelta::days(30));
        assert_eq!((view.url(), view.is_narrowed()), ("/jobs".to_owned(), false));
    }

    #[test]
    fn what_was_marked_is_shown_whatever_its_age() {
        assert_eq!(view("list=saved").effective_age(), Age::All);
        assert_eq!(view("list=saved&age=7").effective_age(), Age::Days(7));
    }

    #[test]
    fn an_address_keeps_what_was_chosen() {
        let query = "list=new&q=C%2B%2B+%26+Rust&location=K%C3%B6ln&remote=yes&age=7&source=jsearch";
        let view = view(query);
        assert_eq!(view.url(), format!("/jobs?{query}"));
        assert_eq!(view.url_with("q", ""), "/jobs?list=new&location=K%C3%B6ln&remote=yes&age=7&source=jsearch");
        let cursor = Cursor::older_than((now(), 7));
        assert_eq!(view.url_at(&cursor), format!("/jobs?{query}&page={cursor}"));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let bad = view("q=%3F%21&location=%25&remote=maybe&age=5&source=x&search=1&list=x&page=x&unknown=1");
        assert_eq!(bad.complaints.len(), 8);
        let criteria = bad.criteria(now(), now());
        assert!(criteria.words.is_none() && criteria.place.is_none() && criteria.remote.is_none());
        assert_eq!((criteria.source, criteria.search_id, criteria.list), (None, None, List::Shown));
        assert_eq!((bad.cursor, bad.number), (Cursor::newest(), None));
    }

    #[test]
    fn a_page_has_a_cursor_or_a_number() {
        let cursor = Cursor::older_than((now(), 7));
        for (typed, at, number) in [(cursor.to_string().as_str(), cursor, None), ("2", Cursor::newest(), Some(2))] {
            let view = view(&format!("page={typed}"));
            assert_eq!((view.cursor, view.number, view.complaints.len()), (at, number, 0), "{typed}");
        }
        assert_eq!(view("page=0").complaints.len(), 1);
    }
}
