//! Open costs of live fetches, and meaning of refusals.

use super::{Fetch, LIVE, Purpose};
use crate::db::{Connection, Prepare as _};
use crate::models::capability::CapabilityName;
use crate::schema::{fetches, requests};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bool)]
    is_so: bool,
}

/// Open credits at a source.
#[derive(QueryableByName)]
struct Open {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Int8)]
    credits: i64,
}

impl Fetch {
    /// True for the first fetch of a run at a source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_first_of_run(conn: &mut Connection, run: i64, source: Source, id: i64) -> QueryResult<bool> {
        let first: Option<i64> = fetches::table
            .inner_join(requests::table.on(requests::id.eq(fetches::request_id)))
            .filter(fetches::refresh_id.eq(run).and(requests::source.eq(source)))
            .select(diesel::dsl::min(fetches::id))
            .first(conn)
            .await?;
        Ok(first == Some(id))
    }

    /// Asks for titles in their own form alone from here on.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn ask_in_one_form(conn: &mut Connection, id: i64) -> QueryResult<()> {
        diesel::update(fetches::table.find(id)).set(fetches::in_forms.eq(false)).execute(conn).await?;
        Ok(())
    }

    /// True when the source has refused the first page of another fetch, with quite other requests, since a time.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_another_refused(conn: &mut Connection, fetch: &Self, since: DateTime<Utc>) -> QueryResult<bool> {
        let found: Found = diesel::sql_query(
            "SELECT EXISTS (SELECT FROM fetches JOIN requests request ON request.id = fetches.request_id
                             WHERE fetches.ended_at >= $2 AND fetches.error_code = 'refused' AND fetches.pages = 0
                               AND request.source = (SELECT source FROM requests own WHERE own.id = $3)
                               AND NOT EXISTS (SELECT FROM fetch_cells one JOIN fetch_cells other USING (request_id)
                                                WHERE one.fetch_id = fetches.id AND one.is_own
                                                  AND other.fetch_id = $1 AND other.is_own)) AS is_so",
        )
        .bind::<Int8, _>(fetch.id)
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(fetch.request_id)
        .prepared()
        .get_result(conn)
        .await?;
        Ok(found.is_so)
    }

    /// Credits that a source's live checks may yet cost, up to their page limits. `page`: the most that a page costs.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn open_of_checks(conn: &mut Connection, source: Source, page: i64) -> QueryResult<i64> {
        let most = sql::<Int8>("coalesce(sum(greatest(fetches.max_pages * ").bind::<Int8, _>(page);
        let most = most.sql(" - fetches.credits, 0)), 0)::int8");
        let is_open = fetches::state.eq_any(LIVE).and(fetches::purpose.eq(Purpose::Audit));
        fetches::table
            .inner_join(requests::table.on(requests::id.eq(fetches::request_id)))
            .filter(is_open.and(requests::source.eq(source)))
            .select(most)
            .first(conn)
            .await
    }

    /// Credits of a capability's checks that are live or ended since a time; the expected credits count where they are
    /// more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn spent_on_checks(
        conn: &mut Connection,
        (source, name): (Source, CapabilityName),
        since: DateTime<Utc>,
    ) -> QueryResult<i64> {
        fetches::table
            .inner_join(requests::table.on(requests::id.eq(fetches::request_id)))
            .filter(fetches::checks.eq(name).and(requests::source.eq(source)))
            .filter(fetches::ended_at.is_null().or(fetches::ended_at.ge(since)))
            .select(sql::<Int8>("coalesce(sum(greatest(fetches.credits, fetches.expected_credits)), 0)::int8"))
            .first(conn)
            .await
    }

    /// Credits that queued or running fetches of runs are yet expected to cost, by source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn open_of_runs(conn: &mut Connection) -> QueryResult<Vec<(Source, i64)>> {
        let open: Vec<Open> = diesel::sql_query(
            "SELECT request.source, sum(greatest(fetches.expected_credits - fetches.credits, 0))::int8 AS credits
               FROM fetches JOIN requests request ON request.id = fetches.request_id
              WHERE fetches.state IN ('queued', 'running') AND fetches.refresh_id IS NOT NULL
              GROUP BY request.source",
        )
        .prepared()
        .load(conn)
        .await?;
        Ok(open.into_iter().map(|open| (open.source, open.credits)).collect())
    }
}
