//! Demands: a person's wish for a combination, bought or spared.

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::models::saving;
use crate::schema::{demands, savings};
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

closed_list! {
    "why a demand ended";
    /// Reason why a demand's combination has no active search of the person any more.
    pub enum EndedWhy {
        /// The person paused the searches.
        Paused = "paused",
        /// The person took the searches off the list.
        Retired = "retired",
        /// Deleted: the person, or the CV behind the searches.
        Deleted = "deleted",
    }
}

/// A demand: one person × one distinct combination.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = demands)]
pub struct Demand {
    /// Wanted combination.
    pub combination_id: i32,
    /// Time at which the first fetch was started on this person's behalf.
    pub bought_at: Option<DateTime<Utc>>,
}

/// A live demand without jobs of a request so far.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Unserved {
    /// The request.
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    /// Subject of the person.
    #[diesel(sql_type = Int8)]
    pub subject: i64,
    /// Wanted combination.
    #[diesel(sql_type = Int4)]
    pub combination_id: i32,
    /// The request's source.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// A pending saving leans on the request's purchase already.
    #[diesel(sql_type = Bool)]
    pub is_leaning: bool,
}

impl Demand {
    /// Records a person's new demands. Earlier demands stay as they were, and go on where they had ended.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or a combination does not exist.
    pub async fn record(
        conn: &mut Connection,
        subject: i64,
        combinations: &[i32],
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> QueryResult<()> {
        let row = |&id: &i32| {
            let what = (demands::subject.eq(subject), demands::combination_id.eq(id));
            (what, demands::since.eq(now), demands::day.eq(today))
        };
        let rows: Vec<_> = combinations.iter().map(row).collect();
        diesel::insert_into(demands::table).values(&rows).on_conflict_do_nothing().execute(conn).await?;
        let again = demands::subject.eq(subject).and(demands::combination_id.eq_any(combinations));
        diesel::update(demands::table.filter(again.and(demands::ended_at.is_not_null())))
            .set((demands::ended_at.eq(None::<DateTime<Utc>>), demands::ended_why.eq(None::<EndedWhy>)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Ends a person's demands that no active search of this person points at any more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(
        conn: &mut Connection,
        subject: i64,
        combinations: &[i32],
        why: EndedWhy,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE demands SET ended_at = $4, ended_why = $3
               FROM (SELECT id FROM demands
                      WHERE subject = $1 AND combination_id = ANY($2) AND ended_at IS NULL
                        AND NOT EXISTS (SELECT FROM user_search_queries search JOIN users ON users.id = search.user_id
                                         WHERE users.subject = $1 AND search.is_active
                                           AND search.combination_id = demands.combination_id)
                      ORDER BY id FOR NO KEY UPDATE) ended
              WHERE demands.id = ended.id",
        )
        .bind::<Int8, _>(subject)
        .bind::<Array<Int4>, _>(combinations)
        .bind::<Text, _>(why)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Combinations whose demand is undecided for this person: new demands, and old demands for which no source could
    /// be asked so far.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn undecided(conn: &mut Connection, subject: i64, combinations: &[i32]) -> QueryResult<HashSet<i32>> {
        let is_told = diesel::dsl::exists(
            savings::table
                .filter(savings::subject.eq(demands::subject))
                .filter(savings::combination_id.eq(demands::combination_id)),
        );
        let undecided: Vec<i32> = demands::table
            .filter(demands::subject.eq(subject).and(demands::combination_id.eq_any(combinations)))
            .filter(demands::bought_at.is_null().and(diesel::dsl::not(is_told)))
            .select(demands::combination_id)
            .load(conn)
            .await?;
        Ok(undecided.into_iter().collect())
    }

    /// A person's demands for these combinations.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_subject(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Vec<Self>> {
        demands::table
            .filter(demands::subject.eq(subject).and(demands::combination_id.eq_any(ids)))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Marks a person's demands of a request as bought by a purchase on their behalf; their savings go.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn pay(conn: &mut Connection, subject: i64, request_id: i64, now: DateTime<Utc>) -> QueryResult<()> {
        saving::drop_pending(conn, subject, request_id).await?;
        diesel::sql_query(
            "UPDATE demands SET bought_at = $3
               FROM (SELECT demands.id FROM demands JOIN combination_requests link USING (combination_id)
                      WHERE link.request_id = $2 AND demands.subject = $1 AND demands.bought_at IS NULL
                      ORDER BY demands.id FOR NO KEY UPDATE OF demands) paid
              WHERE demands.id = paid.id",
        )
        .bind::<Int8, _>(subject)
        .bind::<Int8, _>(request_id)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Marks anew which demands were spared a purchase, as their savings say.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_spared_anew(conn: &mut Connection) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE demands SET is_spared = NOT is_spared
              WHERE is_spared <> EXISTS (SELECT FROM savings WHERE savings.subject = demands.subject
                                            AND savings.combination_id = demands.combination_id AND NOT is_pending)",
        )
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Marks demands as bought whose request this person has bought before under another combination.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_bought(
        conn: &mut Connection,
        subject: i64,
        combinations: &[i32],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE demands SET bought_at = $3
              WHERE subject = $1 AND combination_id = ANY($2) AND bought_at IS NULL
                AND EXISTS (SELECT 1 FROM combination_requests link JOIN fetch_cells cell USING (request_id)
                              JOIN fetches ON fetches.id = cell.fetch_id
                             WHERE link.combination_id = demands.combination_id AND cell.is_own
                               AND fetches.started_for = $1 AND fetches.purpose <> 'refresh')",
        )
        .bind::<Int8, _>(subject)
        .bind::<Array<Int4>, _>(combinations)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Marks demands as bought that a wider purchase of this person's own contains: no other person's purchase was
    /// shared.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_contained_bought(
        conn: &mut Connection,
        subject: i64,
        combinations: &[i32],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        if combinations.is_empty() {
            return Ok(());
        }
        let own = demands::subject.eq(subject).and(demands::combination_id.eq_any(combinations));
        diesel::update(demands::table.filter(own.and(demands::bought_at.is_null())))
            .set(demands::bought_at.eq(now))
            .execute(conn)
            .await?;
        Ok(())
    }
}

impl Unserved {
    /// Live demands without jobs of these requests, in the order of coming: with a pending saving, or undecided, or,
    /// while the request has no page, with an earlier purchase.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_requests(conn: &mut Connection, requests: &[i64]) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT wanted.request_id, demands.subject, demands.combination_id, requests.source, savings.id IS NOT NULL AS is_leaning
               FROM (SELECT DISTINCT link.request_id, live.subject, combination_id
                       FROM combination_requests link JOIN live_searches live USING (combination_id)
                      WHERE link.request_id = ANY($1)) wanted
               JOIN requests ON requests.id = wanted.request_id
               JOIN demands USING (subject, combination_id)
               LEFT JOIN savings ON savings.subject = demands.subject
                                AND savings.combination_id = demands.combination_id
                                AND savings.source = requests.source
              WHERE savings.is_pending OR (savings.id IS NULL AND (demands.bought_at IS NULL OR NOT EXISTS (
                        SELECT FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                         WHERE cell.request_id = wanted.request_id AND cell.is_own AND fetches.pages > 0)))
              ORDER BY demands.id",
        )
        .bind::<Array<Int8>, _>(requests)
        .prepared()
        .load(conn)
        .await
    }
}
