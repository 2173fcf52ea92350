//! The rows of `/searches`: lists with their searches, and retired searches.

use crate::models::cv::CvLine;
use crate::models::search::Search;
use crate::status::{CombinationStatus, Status};
use crate::web::labels;
use chrono::{DateTime, Utc};

/// A list with its searches.
pub(super) struct ListRows {
    pub name: String,
    pub rows: Vec<SearchRow>,
}

/// A search. Paused and retired searches have no status.
pub(super) struct SearchRow {
    pub search: Search,
    pub status: Option<CombinationStatus>,
}

/// Retired searches from the same CV, or made by hand.
pub(super) struct Retired {
    /// The CV, unless deleted by now.
    pub cv: Option<(i32, String)>,
    pub rows: Vec<SearchRow>,
}

impl Retired {
    /// Origin of the searches.
    pub(super) fn name(&self) -> String {
        match &self.cv {
            Some((_, file_name)) => say!("searches-earlier-from", file = file_name),
            None => say!("searches-earlier-by-hand"),
        }
    }
}

impl ListRows {
    /// The list's name in the language of the page.
    pub(super) fn title(&self) -> String {
        labels::list(&self.name)
    }

    /// Address of the list's form.
    pub(super) fn edit_url(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("edit", &self.name).finish();
        format!("/searches?{query}#list")
    }
}

impl SearchRow {
    /// The place is not in the table of places.
    pub(super) fn is_place_unknown(&self) -> bool {
        self.status.as_ref().is_some_and(|status| !status.is_place_known)
    }

    /// Target of a button of the search.
    pub(super) fn act_url(&self, act: &str) -> String {
        format!("/searches/{}/{act}", self.search.id)
    }

    /// Time at which the search left its list.
    pub(super) fn retired_at(&self) -> &DateTime<Utc> {
        self.search.retired_at.as_ref().unwrap_or(&self.search.created_at)
    }
}

/// A person's lists, in the order of the lists' names.
pub(super) fn lists(searches: &[Search], status: &Status) -> Vec<ListRows> {
    let mut on_lists: Vec<&Search> = searches.iter().filter(|search| search.retired_at.is_none()).collect();
    on_lists.sort_by_key(|search| (search.query_name.as_str(), search.id));
    let lists = on_lists.chunk_by(|one, next| one.query_name == next.query_name);
    lists
        .map(|list| ListRows {
            name: list[0].query_name.clone(),
            rows: list.iter().map(|search| row(search, status)).collect(),
        })
        .collect()
}

fn row(search: &Search, status: &Status) -> SearchRow {
    let of_combination = |one: &&CombinationStatus| search.is_active && one.combination_id == search.combination_id;
    SearchRow { search: search.clone(), status: status.combinations.iter().find(of_combination).cloned() }
}

/// Retired searches, the latest first: by CV, then searches made by hand.
pub(super) fn retired(searches: &[Search], cvs: &[CvLine]) -> Vec<Retired> {
    let mut gone: Vec<&Search> = searches.iter().filter(|search| search.retired_at.is_some()).collect();
    gone.sort_by_key(|search| (std::cmp::Reverse(search.cv_id), std::cmp::Reverse(search.retired_at), search.id));
    gone.chunk_by(|one, next| one.cv_id == next.cv_id)
        .map(|group| Retired {
            cv: cvs.iter().find(|cv| Some(cv.id) == group[0].cv_id).map(|cv| (cv.id, cv.file_name.clone())),
            rows: group.iter().map(|search| SearchRow { search: (*search).clone(), status: None }).collect(),
        })
        .collect()
}
