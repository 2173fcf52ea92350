//! Searches: a person, a title, a place, optional filters; rows of `user_search_queries`.

use crate::db::Connection;
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::schema::user_search_queries;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Nullable};
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

/// A search: a row of `user_search_queries`.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = user_search_queries)]
pub struct Search {
    /// Number of the search.
    pub id: i32,
    /// Owner; nobody else sees the search.
    pub user_id: i32,
    /// Name of the search's list, as the person gave it.
    pub query_name: String,
    /// Title as the person typed it.
    pub title_keyword: String,
    /// Place as the person typed it.
    pub location: String,
    /// Work arrangement in the sources' words; None: any.
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type in the sources' words; None: any.
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority in the sources' words; None: any.
    pub ai_seniority: Option<Seniority>,
    /// Industry in the sources' words; None: any.
    pub ai_industry: Option<Industry>,
    /// Higher is bought earlier; 0 unless the person says otherwise.
    pub priority: i32,
    /// False: paused by the person, or retired.
    pub is_active: bool,
    /// Time of leaving the list, kept as history; None: on the list.
    pub retired_at: Option<DateTime<Utc>>,
    /// Time at which the search was made or imported.
    pub created_at: DateTime<Utc>,
    /// Combination behind the search, shared by all equal searches.
    pub combination_id: i32,
    /// CV that the search was made from; None: made by hand.
    pub cv_id: Option<i32>,
}

/// A search to be saved.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = user_search_queries)]
pub struct NewSearch {
    /// Owner.
    pub user_id: i32,
    /// Name of the list that the search goes on.
    pub query_name: String,
    /// Title as the person typed it.
    pub title_keyword: String,
    /// Place as the person typed it.
    pub location: String,
    /// Work arrangement in the sources' words; None: any.
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type in the sources' words; None: any.
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority in the sources' words; None: any.
    pub ai_seniority: Option<Seniority>,
    /// Industry in the sources' words; None: any.
    pub ai_industry: Option<Industry>,
    /// Higher is bought earlier.
    pub priority: i32,
    /// Time of making, by the App's clock or as imported.
    pub created_at: DateTime<Utc>,
    /// Combination that the search belongs to.
    pub combination_id: i32,
    /// CV that the search is made from; None: made by hand.
    pub cv_id: Option<i32>,
}

impl NewSearch {
    /// Puts filters into their four columns.
    pub fn with_filters(mut self, filters: &Filters) -> Self {
        self.ai_work_arrangement = filters.work_arrangement;
        self.ai_employment_type = filters.employment_type;
        self.ai_seniority = filters.seniority;
        self.ai_industry = filters.industry;
        self
    }

    /// Adds searches, or brings equal retired searches back. An equal search on a list stays paused if paused, and
    /// keeps its CV, or none. No two may be equal. Rows come in no order.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or person, combination or CV do not exist.
    pub async fn save_all(searches: &[Self], conn: &mut Connection) -> QueryResult<Vec<Search>> {
        use user_search_queries::dsl;
        diesel::insert_into(dsl::user_search_queries)
            .values(searches)
            .on_conflict((
                dsl::user_id,
                dsl::query_name,
                dsl::title_keyword,
                dsl::location,
                dsl::ai_work_arrangement,
                dsl::ai_employment_type,
                dsl::ai_seniority,
                dsl::ai_industry,
            ))
            .do_update()
            .set((
                dsl::is_active
                    .eq(sql::<Bool>("user_search_queries.is_active OR user_search_queries.retired_at IS NOT NULL")),
                dsl::retired_at.eq(None::<DateTime<Utc>>),
                dsl::priority.eq(excluded(dsl::priority)),
                dsl::combination_id.eq(excluded(dsl::combination_id)),
                dsl::cv_id.eq(sql::<Nullable<Int4>>(
                    "CASE WHEN user_search_queries.retired_at IS NULL THEN user_search_queries.cv_id
                          ELSE excluded.cv_id END",
                )),
            ))
            .returning(Search::as_returning())
            .get_results(conn)
            .await
    }
}

impl Search {
    /// A person's searches on a list, active or paused, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<Self>> {
        user_search_queries::table
            .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::retired_at.is_null()))
            .order((user_search_queries::query_name, user_search_queries::id))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// A person's own search; another person's search does not exist.
    ///
    /// # Errors
    ///
    /// `NotFound` when the person has no such search; otherwise, when the database cannot be asked.
    pub async fn find_of_user(conn: &mut Connection, user_id: i32, id: i32) -> QueryResult<Self> {
        user_search_queries::table
            .find(id)
            .filter(user_search_queries::user_id.eq(user_id))
            .select(Self::as_select())
            .first(conn)
            .await
    }

    /// Searches on a list of a person, active or paused.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_list(conn: &mut Connection, user_id: i32, name: &str) -> QueryResult<Vec<Self>> {
        let all = Self::of_user(conn, user_id).await?;
        Ok(all.into_iter().filter(|search| search.query_name == name).collect())
    }

    /// Numbers of all searches on these people's lists, active or paused.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn on_lists_of(conn: &mut Connection, user_ids: &[i32]) -> QueryResult<Vec<i32>> {
        user_search_queries::table
            .filter(user_search_queries::user_id.eq_any(user_ids).and(user_search_queries::retired_at.is_null()))
            .select(user_search_queries::id)
            .load(conn)
            .await
    }

    /// Every search of a CV, retired ones included.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_cv(conn: &mut Connection, user_id: i32, cv_id: i32) -> QueryResult<Vec<Self>> {
        user_search_queries::table
            .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::cv_id.eq(cv_id)))
            .order(user_search_queries::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Every search of a person, retired ones included.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn history_of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<Self>> {
        user_search_queries::table
            .filter(user_search_queries::user_id.eq(user_id))
            .order(user_search_queries::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Combinations that a person's active searches point at, each once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn active_combinations(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<i32>> {
        user_search_queries::table
            .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::is_active))
            .select(user_search_queries::combination_id)
            .distinct()
            .order(user_search_queries::combination_id)
            .load(conn)
            .await
    }

    /// Takes searches off a person's list; the rows stay as history.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn retire(conn: &mut Connection, user_id: i32, ids: &[i32], now: DateTime<Utc>) -> QueryResult<usize> {
        diesel::update(
            user_search_queries::table
                .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::id.eq_any(ids)))
                .filter(user_search_queries::retired_at.is_null()),
        )
        .set((user_search_queries::is_active.eq(false), user_search_queries::retired_at.eq(now)))
        .execute(conn)
        .await
    }

    /// Pauses searches. Retired searches stay retired.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn pause(conn: &mut Connection, user_id: i32, ids: &[i32]) -> QueryResult<usize> {
        diesel::update(
            user_search_queries::table
                .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::id.eq_any(ids)))
                .filter(user_search_queries::retired_at.is_null()),
        )
        .set(user_search_queries::is_active.eq(false))
        .execute(conn)
        .await
    }

    /// Lets paused searches go on. Retired searches come back.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn resume(conn: &mut Connection, user_id: i32, ids: &[i32]) -> QueryResult<usize> {
        diesel::update(
            user_search_queries::table
                .filter(user_search_queries::user_id.eq(user_id).and(user_search_queries::id.eq_any(ids))),
        )
        .set((user_search_queries::is_active.eq(true), user_search_queries::retired_at.eq(None::<DateTime<Utc>>)))
        .execute(conn)
        .await
    }

    /// Filters that narrow the search.
    pub fn filters(&self) -> Filters {
        Filters {
            work_arrangement: self.ai_work_arrangement,
            employment_type: self.ai_employment_type,
            seniority: self.ai_seniority,
            industry: self.ai_industry,
        }
    }
}
