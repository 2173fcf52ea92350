//! Requests for a title in a country, and in the country's towns, at JSearch.

use super::RequestRow;
use crate::db::{Connection, Prepare as _};
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A request for a country, as a run looks at it.
#[derive(Clone, Debug, QueryableByName)]
pub struct OfCountry {
    /// Number of the request.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Key of the request.
    #[diesel(sql_type = Text)]
    pub key: String,
    /// End of the time that is held for the country's towns, too.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub held_to: Option<DateTime<Utc>>,
    /// End of the last list that the page limit for countries cut short.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub cut_to: Option<DateTime<Utc>>,
    /// True when the last list of a day may not have reached back.
    #[diesel(sql_type = Bool)]
    pub fell_short: bool,
}

#[derive(QueryableByName)]
struct Town {
    #[diesel(sql_type = Int8)]
    id: i64,
    #[diesel(sql_type = Text)]
    key: String,
}

impl RequestRow {
    /// Requests for countries, made where missing. `most_pages`: page limit of country lists that are bought for their
    /// towns. The caller holds the claims lock.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_countries(
        conn: &mut Connection,
        wanted: &[Request],
        most_pages: i32,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<OfCountry>> {
        let keys: Vec<String> = wanted.iter().map(Request::key).collect();
        let sources: Vec<&str> = wanted.iter().map(|one| one.source().as_str()).collect();
        let made = Self::create_missing(conn, &sources, &keys, now).await?;
        Self::mark(conn, &made).await?;
        diesel::sql_query(
            "SELECT request.id, request.key, upper(request.given) AS held_to,
                    (SELECT fetches.window_to FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                      WHERE cell.request_id = request.id AND cell.is_own AND fetches.is_cut AND fetches.max_pages >= $3
                        AND fetches.span <> 'month' ORDER BY cell.fetch_id DESC LIMIT 1) AS cut_to,
                    coalesce((SELECT fell_short FROM standing_fetches one WHERE one.request_id = request.id AND one.is_own
                               ORDER BY one.id DESC LIMIT 1), FALSE) AS fell_short
               FROM unnest($2::text[]) AS one (key)
              CROSS JOIN LATERAL (SELECT * FROM requests
                                   WHERE requests.source = $1 AND requests.key = one.key OFFSET 0) request
              ORDER BY request.id",
        )
        .bind::<Text, _>(Source::JSearch)
        .bind::<Array<Text>, _>(keys)
        .bind::<Int4, _>(most_pages)
        .prepared()
        .load(conn)
        .await
    }

    /// Requests for the same title in towns of a request's country, as far as they were ever asked for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn in_country(conn: &mut Connection, id: i64) -> QueryResult<Vec<(i64, Request)>> {
        let towns: Vec<Town> = diesel::sql_query(
            "SELECT town.id, town.key FROM requests country
              CROSS JOIN LATERAL (SELECT id, key FROM requests
                                   WHERE requests.source = 'jsearch' AND requests.wider[1] = country.mark OFFSET 0) town
              WHERE country.id = $1 ORDER BY town.id",
        )
        .bind::<Int8, _>(id)
        .prepared()
        .load(conn)
        .await?;
        Ok(towns
            .into_iter()
            .filter_map(|town| Some((town.id, Request::from_key(Source::JSearch, &town.key)?)))
            .collect())
    }
}
