//! Fetches as the admins' lists show them: with their source and the first combination they serve.

use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// States of a fetch, for filters.
pub const STATES: [&str; 6] = ["queued", "running", "put_off", "done", "failed", "cancelled"];

/// One fetch on a list.
#[derive(Clone, Debug, QueryableByName)]
pub struct FetchLine {
    #[diesel(sql_type = Int8)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub purpose: String,
    #[diesel(sql_type = Text)]
    pub span: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Bool)]
    pub is_cut: bool,
    #[diesel(sql_type = Int4)]
    pub pages: i32,
    #[diesel(sql_type = Int4)]
    pub max_pages: i32,
    #[diesel(sql_type = Int4)]
    pub jobs: i32,
    #[diesel(sql_type = Int4)]
    pub new_jobs: i32,
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub started_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub put_off_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub combination_id: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    pub title_keyword: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub location: Option<String>,
}

/// Which fetches a list shows.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    pub state: Option<&'static str>,
    pub source: Option<&'static str>,
    /// Only fetches older than this one.
    pub before: Option<i64>,
}

const COLUMNS: &str =
    "bought.id, request.source, bought.purpose, bought.span, bought.state, bought.is_cut, bought.pages,
    bought.max_pages, bought.jobs, bought.new_jobs, bought.credits, bought.error, bought.created_at, bought.started_at,
    bought.ended_at, bought.put_off_until, first.id AS combination_id, first.title_keyword, first.location";

const TABLES: &str = "fetches bought JOIN requests request ON request.id = bought.request_id
    LEFT JOIN LATERAL (SELECT combination.id, combination.title_keyword, combination.location
                         FROM combination_requests link JOIN backfill_tracking combination ON combination.id = link.combination_id
                        WHERE link.request_id = request.id ORDER BY combination.id LIMIT 1) first ON TRUE";

impl FetchLine {
    /// The newest first.
    pub async fn page(conn: &mut Connection, criteria: &Criteria, limit: i64) -> QueryResult<Vec<Self>> {
        let by_state = criteria.state.map_or("", |_| "AND bought.state = $2");
        let by_source = criteria.source.map_or("", |_| "AND request.source = $3");
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE bought.id < $1 {by_state} {by_source} ORDER BY bought.id DESC LIMIT $4"
        );
        diesel::sql_query(sql)
            .bind::<Int8, _>(criteria.before.unwrap_or(i64::MAX))
            .bind::<Nullable<Text>, _>(criteria.state)
            .bind::<Nullable<Text>, _>(criteria.source)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await
    }

    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        diesel::sql_query(format!("SELECT {COLUMNS} FROM {TABLES} WHERE bought.id = $1"))
            .bind::<Int8, _>(id)
            .get_result(conn)
            .await
    }

    /// The last fetches of some requests, the newest first.
    pub async fn of_requests(conn: &mut Connection, request_ids: &[i64], limit: i64) -> QueryResult<Vec<Self>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE bought.request_id = ANY($1) ORDER BY bought.id DESC LIMIT $2"
        );
        diesel::sql_query(sql).bind::<Array<Int8>, _>(request_ids).bind::<BigInt, _>(limit).load(conn).await
    }

    /// Percent of the pages that it may buy at most.
    pub fn percent(&self) -> i32 {
        self.pages * 100 / self.max_pages.max(1)
    }

    /// The name that people read.
    pub fn source_label(&self) -> &str {
        crate::models::job::source_label(&self.source)
    }

    /// What it was started for.
    pub fn purpose_words(&self) -> String {
        self.purpose.replace('_', " ")
    }

    /// The state for reading.
    pub fn state_words(&self) -> String {
        self.state.replace('_', " ")
    }

    /// It still is to bring something.
    pub fn is_live(&self) -> bool {
        super::LIVE.contains(&self.state.as_str())
    }
}
