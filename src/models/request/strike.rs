//! Taking back coverage, once it is seen that not all postings came.

use super::RequestRow;
use crate::db::{Connection, Prepare as _};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Bool, Text, Timestamptz};
use diesel_async::RunQueryDsl;

impl RequestRow {
    /// Takes back the coverage by a source's lists since a time for requests without a posting: they may not have been
    /// looked for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn strike_silent_lists(
        conn: &mut Connection,
        source: Source,
        since: DateTime<Utc>,
    ) -> QueryResult<usize> {
        Self::strike(conn, source, since, true).await
    }

    /// Takes back all coverage by a source's lists since a time: the lists did not bring all postings.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn strike_all_lists(conn: &mut Connection, source: Source, since: DateTime<Utc>) -> QueryResult<usize> {
        Self::strike(conn, source, since, false).await
    }

    /// Takes back the coverage by answers to "today" since a time: their day was no whole day. Coverage by other
    /// answers stays.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn strike_todays(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<usize> {
        diesel::sql_query(
            "WITH newest AS MATERIALIZED (
                SELECT request_id, span = 'today' AS is_today, range_agg(tstzrange(window_from, window_to)) AS windows
                  FROM fetches WHERE ended_at >= $1 AND state = 'done' AND cells = 1 GROUP BY 1, 2),
             struck AS (SELECT todays.request_id, todays.windows - coalesce(others.windows, '{}') AS windows
                          FROM newest todays
                          LEFT JOIN newest others ON others.request_id = todays.request_id AND NOT others.is_today
                         WHERE todays.is_today),
             locked AS (SELECT id FROM requests WHERE id IN (SELECT request_id FROM struck) ORDER BY id FOR NO KEY UPDATE)
             UPDATE requests SET held = held - struck.windows, cut = cut - struck.windows, given = given - struck.windows
               FROM struck JOIN locked ON locked.id = struck.request_id WHERE requests.id = locked.id",
        )
        .bind::<Timestamptz, _>(since)
        .prepared()
        .execute(conn)
        .await
    }

    /// Takes back postings given at JSearch since a time, by countries to their towns or by titles to longer titles
    /// around them: not all that there was.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn strike_given(
        conn: &mut Connection,
        is_of_countries: bool,
        since: DateTime<Utc>,
    ) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE requests SET given = given - tstzmultirange(tstzrange($1, NULL))
              WHERE id IN (SELECT id FROM requests
                            WHERE NOT isempty(given) AND upper(given) > $1 AND (wider = '{}') = $2
                            ORDER BY id FOR NO KEY UPDATE)",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Bool, _>(is_of_countries)
        .prepared()
        .execute(conn)
        .await
    }

    /// Notes as held the windows that longer titles at JSearch were given up to a time. Such windows are no longer
    /// derived once titles are not known to hold each other, and nobody shall pay for them again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn keep_given_to_titles(conn: &mut Connection, until: DateTime<Utc>) -> QueryResult<usize> {
        diesel::sql_query(
            "WITH kept AS MATERIALIZED (
                SELECT narrow.id, range_agg(wide.given * tstzmultirange(tstzrange(narrow.created_at, NULL))
                                                       * tstzmultirange(tstzrange(NULL, $1))) AS windows
                  FROM requests narrow CROSS JOIN LATERAL unnest(narrow.wider_learnt) AS around (mark)
                 CROSS JOIN LATERAL (SELECT id, given FROM requests WHERE requests.mark = around.mark OFFSET 0) wide
                 WHERE narrow.source = 'jsearch' AND NOT isempty(narrow.held) AND wide.id <> narrow.id
                   AND NOT isempty(wide.given)
                 GROUP BY narrow.id),
             locked AS MATERIALIZED (SELECT id FROM requests WHERE id IN (SELECT id FROM kept)
                                      ORDER BY id FOR NO KEY UPDATE)
             UPDATE requests SET held = held + kept.windows
               FROM kept JOIN locked ON locked.id = kept.id WHERE requests.id = kept.id",
        )
        .bind::<Timestamptz, _>(until)
        .prepared()
        .execute(conn)
        .await
    }

    async fn strike(
        conn: &mut Connection,
        source: Source,
        since: DateTime<Utc>,
        is_only_silent: bool,
    ) -> QueryResult<usize> {
        diesel::sql_query(
            "WITH struck AS MATERIALIZED (
                SELECT cell.request_id, range_agg(tstzrange(fetches.window_from, fetches.window_to)) AS windows
                  FROM fetches JOIN fetch_cells cell ON cell.fetch_id = fetches.id AND cell.is_own
                   AND (cell.alone = 0 OR NOT $3)
                 WHERE fetches.ended_at >= $2 AND fetches.state = 'done' AND fetches.cells > 1
                 GROUP BY cell.request_id),
             -- What was bought singly meanwhile stays.
             singly AS MATERIALIZED (
                SELECT cell.request_id, range_agg(tstzrange(fetches.window_from, fetches.window_to)) AS windows
                  FROM fetches JOIN fetch_cells cell ON cell.fetch_id = fetches.id AND cell.is_own
                 WHERE fetches.ended_at >= $2 AND fetches.state = 'done' AND fetches.cells = 1 AND NOT fetches.is_cut
                   AND fetches.continues IS NULL
                 GROUP BY cell.request_id),
             locked AS (SELECT id FROM requests WHERE source = $1 AND id IN (SELECT request_id FROM struck)
                         ORDER BY id FOR NO KEY UPDATE)
             UPDATE requests SET held = held - (struck.windows - coalesce(singly.windows, '{}')),
                    cut = cut - (struck.windows - coalesce(singly.windows, '{}'))
               FROM struck JOIN locked ON locked.id = struck.request_id
               LEFT JOIN singly ON singly.request_id = locked.id
              WHERE requests.id = locked.id",
        )
        .bind::<Text, _>(source)
        .bind::<Timestamptz, _>(since)
        .bind::<Bool, _>(is_only_silent)
        .prepared()
        .execute(conn)
        .await
    }
}
