//! A person's active searches with the requests of their combinations at each source: loaded once for a page.

use crate::db::{Connection, Prepare as _};
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::sources::Source;
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Nullable, Text};
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use std::collections::HashSet;

/// An active search at a source.
#[derive(Clone, Debug, QueryableByName)]
pub struct SearchAtSource {
    /// Number of the search.
    #[diesel(sql_type = Int4)]
    pub search_id: i32,
    /// Title as the person typed it.
    #[diesel(sql_type = Text)]
    pub title_keyword: String,
    /// Place as the person typed it.
    #[diesel(sql_type = Text)]
    pub location: String,
    /// Combination of the search.
    #[diesel(sql_type = Int4)]
    pub combination_id: i32,
    /// Work arrangement in the sources' words; None: any.
    #[diesel(sql_type = Nullable<Text>)]
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type in the sources' words; None: any.
    #[diesel(sql_type = Nullable<Text>)]
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority in the sources' words; None: any.
    #[diesel(sql_type = Nullable<Text>)]
    pub ai_seniority: Option<Seniority>,
    /// Industry in the sources' words; None: any.
    #[diesel(sql_type = Nullable<Text>)]
    pub ai_industry: Option<Industry>,
    /// Languages out of C, C++ and C# named in the title.
    #[diesel(sql_type = Array<Text>)]
    pub languages: Vec<String>,
    /// Source of the request; None: no source can be asked for the combination.
    #[diesel(sql_type = Nullable<Text>)]
    pub source: Option<Source>,
    /// Request at the source; None where `source` is.
    #[diesel(sql_type = Nullable<Int8>)]
    pub request_id: Option<i64>,
    /// Topics of the combination, at every source the same.
    #[diesel(sql_type = Array<Int8>)]
    pub topic_ids: Vec<i64>,
}

impl SearchAtSource {
    /// Loads a person's active searches, a row for every request of each.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT search.id AS search_id, search.title_keyword, search.location, search.combination_id,
                    wish.ai_work_arrangement, wish.ai_employment_type, wish.ai_seniority, wish.ai_industry,
                    wish.languages, link.source, link.request_id,
                    ARRAY(SELECT topic_id FROM combination_topics topic WHERE topic.combination_id = wish.id) AS topic_ids
               FROM user_search_queries search
               JOIN backfill_tracking wish ON wish.id = search.combination_id
               LEFT JOIN combination_requests link ON link.combination_id = wish.id
              WHERE search.user_id = $1 AND search.is_active
              ORDER BY search.query_name, search.id, link.source DESC",
        )
        .bind::<Int4, _>(user_id)
        .prepared()
        .load(conn)
        .await
    }

    /// Filters of the combination.
    pub fn filters(&self) -> Filters {
        Filters {
            work_arrangement: self.ai_work_arrangement,
            employment_type: self.ai_employment_type,
            seniority: self.ai_seniority,
            industry: self.ai_industry,
        }
    }

    /// Where the combination's jobs are: at its request and at its topics.
    fn shelves(&self) -> impl Iterator<Item = Shelf> {
        let topics = self.topic_ids.iter().map(|id| Shelf::Topic(*id));
        self.request_id.map(Shelf::Request).into_iter().chain(topics)
    }

    fn link(&self, shelf: Shelf) -> Value {
        let (request_id, topic_id) = match shelf {
            Shelf::Request(id) => (Some(id), None),
            Shelf::Topic(id) => (None, Some(id)),
        };
        json!({
            "languages": self.languages,
            "combination_id": self.combination_id,
            "request_id": request_id,
            "topic_id": topic_id,
            "ai_work_arrangement": self.ai_work_arrangement,
            "ai_employment_type": self.ai_employment_type,
            "ai_seniority": self.ai_seniority,
            "ai_industry": self.ai_industry,
        })
    }
}

/// Where jobs are kept: by request (who brought them), and by topic (what they are).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shelf {
    Request(i64),
    Topic(i64),
}

/// Combinations with filters, requests and topics, as the statements take them.
#[derive(Clone, Debug)]
pub struct Links(Value);

impl Links {
    /// Each combination at each of its requests and topics once. The chosen search's are marked; no choice marks all.
    pub fn of(searches: &[SearchAtSource], chosen: Option<i32>) -> Self {
        let is_chosen = |search: &SearchAtSource| chosen.is_none_or(|id| id == search.search_id);
        let chosen: HashSet<i32> = searches.iter().filter(|one| is_chosen(one)).map(|one| one.combination_id).collect();
        let mut seen = HashSet::new();
        let shelves = searches.iter().flat_map(|one| one.shelves().map(move |shelf| (one, shelf)));
        let links = shelves.filter(|(one, shelf)| seen.insert((one.combination_id, *shelf)));
        let links = links.enumerate().map(|(nth, (one, shelf))| {
            let mut link = one.link(shelf);
            link["nth"] = nth.into();
            link["is_chosen"] = chosen.contains(&one.combination_id).into();
            link
        });
        Self(links.collect())
    }

    /// Requests and topics of all combinations.
    pub(super) fn len(&self) -> usize {
        self.0.as_array().map_or(0, Vec::len)
    }

    pub(super) fn as_json(&self) -> &Value {
        &self.0
    }
}
