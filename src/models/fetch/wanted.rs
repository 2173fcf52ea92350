//! People who want what a fetch buys.

use super::Fetch;
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Int4, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;

impl Fetch {
    /// Possible payers for the fetch, enough to find a payer: people who want its requests, in the order of coming,
    /// people with credits left for the day first. `most`: credits of a person's day, unless the person has a limit of their own. Empty: nobody wants the fetch.
    /// The rows of their days are locked, everybody's first, and hold the used credits; the caller has locked the
    /// meters.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_payers(conn: &mut Connection, id: i64, day: NaiveDate, most: i64) -> QueryResult<Vec<Payable>> {
        diesel::sql_query(
            "WITH payer AS MATERIALIZED (
                SELECT wanter.subject, users.new_until, users.own_credits,
                       coalesce(own.used, 0) >= coalesce(users.own_credits, $3) AS is_spent, wanter.search_id
                  FROM (SELECT subject, min(search_id) AS search_id FROM wanted_fetches
                         WHERE fetch_id = $1 GROUP BY subject) wanter
                  JOIN users USING (subject)
                  LEFT JOIN allowances own ON own.day = $2 AND own.subject = wanter.subject
                 ORDER BY is_spent, wanter.search_id LIMIT 8),
             locked AS MATERIALIZED (
                SELECT subject, used FROM allowances
                 WHERE day = $2 AND subject = ANY(ARRAY(SELECT 0 UNION ALL SELECT subject FROM payer))
                 ORDER BY subject FOR NO KEY UPDATE)
             SELECT payer.subject, payer.new_until, payer.own_credits, coalesce(own.used, 0) AS used,
                    (SELECT used FROM locked WHERE subject = 0) AS everybody_used
               FROM payer LEFT JOIN locked own USING (subject)
              ORDER BY payer.is_spent, payer.search_id",
        )
        .bind::<Int8, _>(id)
        .bind::<Date, _>(day)
        .bind::<Int8, _>(most)
        .prepared()
        .load(conn)
        .await
    }

    /// True while a person wants what a fetch buys.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_wanted(conn: &mut Connection, id: i64) -> QueryResult<bool> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Bool)]
            is_wanted: bool,
        }
        let row: Row = diesel::sql_query("SELECT EXISTS (SELECT FROM wanted_fetches WHERE fetch_id = $1) AS is_wanted")
            .bind::<Int8, _>(id)
            .prepared()
            .get_result(conn)
            .await?;
        Ok(row.is_wanted)
    }

    /// People who still want what a fetch buys, each with the highest priority of their searches, an admin's added.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wanters(conn: &mut Connection, id: i64) -> QueryResult<Vec<Wanter>> {
        diesel::sql_query(
            "SELECT subject, max(priority) AS priority FROM wanted_fetches
              WHERE fetch_id = $1 GROUP BY subject ORDER BY min(search_id)",
        )
        .bind::<Int8, _>(id)
        .prepared()
        .load(conn)
        .await
    }
}

/// A person who wants a request; listed in the order of coming.
#[derive(Clone, Debug, QueryableByName)]
pub struct Wanter {
    /// Number that stands for the person.
    #[diesel(sql_type = Int8)]
    pub subject: i64,
    /// Highest priority among the person's searches, an admin's own added.
    #[diesel(sql_type = Int4)]
    pub priority: i32,
}

/// A person who may be charged for a page.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Payable {
    /// Number that stands for the person.
    #[diesel(sql_type = Int8)]
    pub subject: i64,
    /// End of the first day, whose credits all new people share; None: added by an admin.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub new_until: Option<DateTime<Utc>>,
    /// Limit of the person's own for a day's credits; None: the installation's.
    #[diesel(sql_type = Nullable<Int8>)]
    pub own_credits: Option<i64>,
    /// Credits of the person's day that are held or spent.
    #[diesel(sql_type = Int8)]
    pub used: i64,
    /// Credits of everybody's day that are held or spent; None: nothing was reserved on that day yet.
    #[diesel(sql_type = Nullable<Int8>)]
    pub everybody_used: Option<i64>,
}

impl Payable {
    /// True while the person is new, and shares spending with all new people.
    pub fn is_new(&self, now: DateTime<Utc>) -> bool {
        self.new_until.is_some_and(|until| until > now)
    }
}
