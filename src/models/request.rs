//! Requests: the questions that a source can be asked, their coverage, and the combinations that share them.

mod holding;

pub use self::holding::Holding;

use crate::combination::Combination;
use crate::coverage::window::{Ranges, Window};
use crate::db::{Connection, Prepare as _};
use crate::place::CountryCode;
use crate::schema::{combination_requests, requests};
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable, Text, Timestamptz, Tstzmultirange};
use diesel_async::RunQueryDsl;

/// A request: a question for a source. A row of `requests`, shared by all combinations in need of it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = requests)]
pub struct RequestRow {
    /// Number of the request.
    pub id: i64,
    /// Source of the request.
    pub source: Source,
    /// Title, place and filters in the source's terms, in one line.
    pub key: String,
    /// Covered windows of posting time.
    pub held: Ranges,
    /// Covered windows that a page limit ended early.
    pub cut: Ranges,
}

/// Columns on the fetches of a `request`: a live one, its deferral, and whether the last fell short.
const LAST_FETCH: &str = "
    EXISTS (SELECT 1 FROM standing_fetches one
             WHERE one.request_id = request.id AND one.state IN ('queued', 'running', 'put_off')) AS is_being_bought,
    EXISTS (SELECT 1 FROM standing_fetches one
             WHERE one.request_id = request.id AND one.state = 'put_off') AS is_put_off,
    coalesce((SELECT fell_short FROM standing_fetches one
               WHERE one.request_id = request.id ORDER BY one.id DESC LIMIT 1), FALSE) AS fell_short";

/// Coverage of a request, and whether more is on its way.
#[derive(Clone, Debug, QueryableByName)]
pub struct Coverage {
    /// Source of the request.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Key of the request, as in [`RequestRow::key`].
    #[diesel(sql_type = Text)]
    pub key: String,
    /// Covered windows of posting time.
    #[diesel(sql_type = Tstzmultirange)]
    pub held: Ranges,
    /// True while a fetch of the request is live.
    #[diesel(sql_type = Bool)]
    pub is_being_bought: bool,
    /// True while the live fetch is deferred.
    #[diesel(sql_type = Bool)]
    pub is_put_off: bool,
    /// Whether the source takes a lower bound on creation; None: never tried.
    #[diesel(sql_type = Nullable<Bool>)]
    pub takes_created_since: Option<bool>,
    /// True when the last fetch may not reach back to what was covered before.
    #[diesel(sql_type = Bool)]
    pub fell_short: bool,
}

impl RequestRow {
    /// Coverage of the requests among these that were ever asked for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn coverage(conn: &mut Connection, wanted: &[(Source, String)]) -> QueryResult<Vec<Coverage>> {
        let (sources, keys): (Vec<&str>, Vec<&str>) =
            wanted.iter().map(|(source, key)| (source.as_str(), key.as_str())).unzip();
        diesel::sql_query(format!(
            "SELECT DISTINCT request.source, request.key, request.held, known.takes_created_since, {LAST_FETCH}
               FROM requests request
               JOIN sources known USING (source)
               JOIN unnest($1::text[], $2::text[]) AS one (source, key) USING (source, key)",
        ))
        .bind::<Array<Text>, _>(sources)
        .bind::<Array<Text>, _>(keys)
        .prepared()
        .load(conn)
        .await
    }

    /// Loads a request by its number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such request; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        requests::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// The request, as its source takes it.
    pub fn parsed(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    /// Links a combination to its requests at each of `sources`, making new ones. `home`: the country that an area
    /// begins with.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn link(
        conn: &mut Connection,
        combination_id: i32,
        combination: &Combination,
        sources: &[Source],
        home: CountryCode,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let requests = sources.iter().flat_map(|source| Request::all_of(*source, combination, home));
        for request in requests {
            let source = request.source();
            let request_id = Self::find_or_create(conn, source, &request.key(), now).await?;
            diesel::insert_into(combination_requests::table)
                .values((
                    combination_requests::combination_id.eq(combination_id),
                    combination_requests::source.eq(source),
                    combination_requests::request_id.eq(request_id),
                ))
                .on_conflict_do_nothing()
                .execute(conn)
                .await?;
        }
        Ok(())
    }

    async fn find_or_create(conn: &mut Connection, source: Source, key: &str, now: DateTime<Utc>) -> QueryResult<i64> {
        let known = requests::table
            .filter(requests::source.eq(source).and(requests::key.eq(key)))
            .select(requests::id)
            .first(conn)
            .await
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        diesel::insert_into(requests::table)
            .values((requests::source.eq(source), requests::key.eq(key), requests::created_at.eq(now)))
            .on_conflict((requests::source, requests::key))
            .do_update()
            .set(requests::key.eq(key))
            .returning(requests::id)
            .get_result(conn)
            .await
    }

    /// Adds a window to the coverage: held, and cut if a page limit ended it early. Buying it whole clears the cut.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn cover(conn: &mut Connection, id: i64, window: Window, is_cut: bool) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE requests SET held = held + tstzmultirange(tstzrange($2, $3)),
                    cut = CASE WHEN $4 THEN cut + tstzmultirange(tstzrange($2, $3))
                               ELSE cut - tstzmultirange(tstzrange($2, $3)) END
              WHERE id = $1",
        )
        .bind::<Int8, _>(id)
        .bind::<Timestamptz, _>(window.from)
        .bind::<Timestamptz, _>(window.to)
        .bind::<Bool, _>(is_cut)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Clears the coverage of a combination's requests without other combinations and without a live fetch. Returns how
    /// many had any.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_unshared(conn: &mut Connection, combination_id: i32) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE requests SET held = '{}', cut = '{}'
               FROM combination_requests link
              WHERE link.combination_id = $1 AND requests.id = link.request_id AND NOT isempty(requests.held)
                AND NOT EXISTS (SELECT 1 FROM combination_requests other
                                 WHERE other.request_id = requests.id AND other.combination_id <> $1)
                AND NOT EXISTS (SELECT 1 FROM fetches WHERE fetches.request_id = requests.id
                                   AND fetches.state IN ('queued', 'running', 'put_off'))",
        )
        .bind::<Int4, _>(combination_id)
        .prepared()
        .execute(conn)
        .await
    }
}
