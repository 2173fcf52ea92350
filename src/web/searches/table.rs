//! The rows of `/searches`: lists with their searches, and what was retired.

use crate::models::cv::CvLine;
use crate::models::search::Search;
use crate::status::{CombinationStatus, Status};
use crate::web::text;
use chrono::{DateTime, Utc};

/// One list with its searches.
pub struct ListRows {
    pub name: String,
    pub rows: Vec<Row>,
}

/// One search; None: it is paused, so nothing is known about it now.
pub struct Row {
    pub search: Search,
    pub status: Option<CombinationStatus>,
}

/// Retired searches that came from the same place: one CV, or a person's own hand.
pub struct Retired {
    /// The CV, while it is there.
    pub cv: Option<(i32, String)>,
    pub rows: Vec<Row>,
}

impl ListRows {
    /// Where the list is changed.
    pub fn edit_url(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("edit", &self.name).finish();
        format!("/searches?{query}#list")
    }
}

impl Row {
    pub fn filters(&self) -> Vec<String> {
        text::filters(self.search.filters())
    }

    pub fn retired_at(&self) -> DateTime<Utc> {
        self.search.retired_at.unwrap_or(self.search.created_at)
    }
}

/// What is on a person's lists, in the order of the lists' names.
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

fn row(search: &Search, status: &Status) -> Row {
    let of_combination = |one: &&CombinationStatus| search.is_active && one.combination_id == search.combination_id;
    Row { search: search.clone(), status: status.combinations.iter().find(of_combination).cloned() }
}

/// What is on no list any more, the latest first: by CV, then what was made by hand.
pub(super) fn retired(searches: &[Search], cvs: &[CvLine]) -> Vec<Retired> {
    let mut gone: Vec<&Search> = searches.iter().filter(|search| search.retired_at.is_some()).collect();
    gone.sort_by_key(|search| (std::cmp::Reverse(search.cv_id), std::cmp::Reverse(search.retired_at), search.id));
    gone.chunk_by(|one, next| one.cv_id == next.cv_id)
        .map(|group| Retired {
            cv: cvs.iter().find(|cv| Some(cv.id) == group[0].cv_id).map(|cv| (cv.id, cv.file_name.clone())),
            rows: group.iter().map(|search| Row { search: (*search).clone(), status: None }).collect(),
        })
        .collect()
}
