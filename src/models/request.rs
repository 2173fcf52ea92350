//! Requests: the questions that a source can be asked, their coverage, and the combinations that share them.

mod answered;
pub mod containers;
mod country;
mod holding;
mod last_bought;
mod marks;
mod narrower;
mod strike;

pub use self::country::OfCountry;
pub use self::holding::Holding;
pub use self::last_bought::LastBought;
pub use self::marks::terms_of;

use crate::combination::Combination;
use crate::coverage::window::Ranges;
use crate::db::{Connection, Prepare as _};
use crate::place::CountryCode;
use crate::schema::requests;
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

/// A request that was not there before.
#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = Int8)]
    id: i64,
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    key: String,
}

#[derive(QueryableByName)]
struct Wanting {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
}

/// Columns on the fetches of a `request`: a live one, its own or one that it waits for; its deferral; and whether the last
/// of its own fell short.
const LAST_FETCH: &str = "
    EXISTS (SELECT FROM standing_fetches one WHERE one.request_id = request.id AND one.is_live) AS is_being_bought,
    EXISTS (SELECT FROM standing_fetches one
             WHERE one.request_id = request.id AND one.is_live AND one.state = 'put_off') AS is_put_off,
    coalesce((SELECT fell_short FROM standing_fetches one WHERE one.request_id = request.id AND one.is_own
               ORDER BY one.id DESC LIMIT 1), FALSE) AS fell_short";

/// True while something is on its way for one of these requests, and not put off.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn is_anything_coming(conn: &mut Connection, requests: &[i64]) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Coming {
        #[diesel(sql_type = Bool)]
        is_coming: bool,
    }
    let coming: Coming = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM unnest($1::bigint[]) AS wanted (id)
                         WHERE EXISTS (SELECT FROM standing_fetches one
                                        WHERE one.request_id = wanted.id AND one.is_live AND one.state <> 'put_off'))
             AS is_coming",
    )
    .bind::<Array<Int8>, _>(requests)
    .get_result(conn)
    .await?;
    Ok(coming.is_coming)
}

/// Coverage of a request, and whether more is on its way.
#[derive(Clone, Debug, QueryableByName)]
pub struct Coverage {
    /// Number of the request.
    #[diesel(sql_type = Int8)]
    pub id: i64,
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
            "SELECT DISTINCT request.id, request.source, request.key, request.held, known.takes_created_since, {LAST_FETCH}
               FROM requests request
               JOIN known_dates known USING (source)
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

    /// Loads the requests of these numbers that exist.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_ids(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<Self>> {
        requests::table.filter(requests::id.eq_any(ids)).select(Self::as_select()).load(conn).await
    }

    /// Combinations of these requests that somebody wants.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn live_combinations(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<i32>> {
        let found: Vec<Wanting> = diesel::sql_query(
            "SELECT DISTINCT combination_id FROM combination_requests link
              WHERE link.request_id = ANY($1)
                AND EXISTS (SELECT FROM live_searches live WHERE live.combination_id = link.combination_id OFFSET 0)
              ORDER BY combination_id",
        )
        .bind::<Array<Int8>, _>(ids)
        .prepared()
        .load(conn)
        .await?;
        Ok(found.into_iter().map(|one| one.combination_id).collect())
    }

    /// The request, as its source takes it.
    pub fn parsed(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    /// Links combinations to their requests at each of `sources`, making new ones. `home`: the country that an area
    /// begins with.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn link(
        conn: &mut Connection,
        combinations: &[(i32, &Combination)],
        sources: &[Source],
        home: CountryCode,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let (mut ids, mut names, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (id, combination) in combinations {
            for request in sources.iter().flat_map(|source| Request::all_of(*source, combination, home)) {
                ids.push(*id);
                names.push(request.source().as_str());
                keys.push(request.key());
            }
        }
        let made = Self::create_missing(conn, &names, &keys, now).await?;
        Self::mark(conn, &made).await?;
        diesel::sql_query(
            "INSERT INTO combination_requests (combination_id, source, request_id)
             SELECT DISTINCT one.combination_id, requests.source, requests.id
               FROM unnest($1::int[], $2::text[], $3::text[]) AS one (combination_id, source, key)
               JOIN requests USING (source, key)
              ORDER BY 1, 3
             ON CONFLICT DO NOTHING",
        )
        .bind::<Array<Int4>, _>(ids)
        .bind::<Array<Text>, _>(names)
        .bind::<Array<Text>, _>(keys)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Returns those that were not there.
    async fn create_missing(
        conn: &mut Connection,
        sources: &[&str],
        keys: &[String],
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<(i64, Request)>> {
        let made: Vec<Made> = diesel::sql_query(
            "INSERT INTO requests (source, key, created_at)
             SELECT source, key, $3
               FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS one (source, key, number)
              WHERE NOT EXISTS (SELECT FROM requests known WHERE (known.source, known.key) = (one.source, one.key))
              GROUP BY source, key ORDER BY min(number)
             ON CONFLICT DO NOTHING RETURNING id, source, key",
        )
        .bind::<Array<Text>, _>(sources)
        .bind::<Array<Text>, _>(keys)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .load(conn)
        .await?;
        Ok(made.into_iter().filter_map(|one| Some((one.id, Request::from_key(one.source, &one.key)?))).collect())
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
                AND NOT EXISTS (SELECT FROM fetch_cells
                                 WHERE fetch_cells.request_id = requests.id AND is_own AND is_live)",
        )
        .bind::<Int4, _>(combination_id)
        .prepared()
        .execute(conn)
        .await
    }
}
