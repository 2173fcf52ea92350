//! Measuring of savings: their worth is known once the purchase that they lean on has brought its jobs.

use crate::db::{Connection, Prepare as _};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8};
use diesel_async::RunQueryDsl;

/// Condition on savings that lean on a purchase without an end, or on a list with unknown results for them.
const UNMEASURED: &str = "(savings.is_pending OR savings.reason = 'in_list' AND savings.method <> 'measured')";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bool)]
    is_so: bool,
}

#[derive(QueryableByName)]
struct Unmeasured {
    #[diesel(sql_type = Int8)]
    request_id: i64,
}

/// True when savings lean on a list with unknown results for them.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn has_unmeasured(conn: &mut Connection, fetch_id: i64) -> QueryResult<bool> {
    let found: Found = diesel::sql_query(format!(
        "SELECT EXISTS (SELECT FROM fetch_cells cell JOIN combination_requests link USING (request_id)
                          JOIN savings USING (combination_id, source)
                         WHERE cell.fetch_id = $1 AND cell.is_own AND {UNMEASURED}) AS is_so"
    ))
    .bind::<Int8, _>(fetch_id)
    .prepared()
    .get_result(conn)
    .await?;
    Ok(found.is_so)
}

/// Requests, out of the given, with savings that lean on wider purchases or lists and are not measured.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn unmeasured(conn: &mut Connection, request_ids: &[i64]) -> QueryResult<Vec<i64>> {
    let found: Vec<Unmeasured> = diesel::sql_query(format!(
        "SELECT DISTINCT link.request_id FROM combination_requests link JOIN savings USING (combination_id, source)
          WHERE link.request_id = ANY($1) AND {UNMEASURED}"
    ))
    .bind::<Array<Int8>, _>(request_ids)
    .prepared()
    .load(conn)
    .await?;
    Ok(found.into_iter().map(|one| one.request_id).collect())
}

/// Measures savings that lean on ended wider purchases and lists, by the credits that these have brought for each
/// request. Savings measured before stay.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn measure(conn: &mut Connection, brought: &[(i64, i64)]) -> QueryResult<()> {
    let (requests, credits): (Vec<i64>, Vec<i64>) = brought.iter().copied().unzip();
    diesel::sql_query(format!(
        "WITH measured AS (SELECT link.combination_id, link.source, sum(one.credits)::int8 AS credits
                             FROM unnest($1::bigint[], $2::bigint[]) AS one (request_id, credits)
                             JOIN combination_requests link USING (request_id) GROUP BY link.combination_id, link.source),
              locked AS (SELECT savings.id, measured.credits
                           FROM measured JOIN savings USING (combination_id, source)
                          WHERE {UNMEASURED}
                          ORDER BY savings.id FOR NO KEY UPDATE OF savings)
         UPDATE savings SET credits = locked.credits, method = 'measured' FROM locked WHERE savings.id = locked.id"
    ))
    .bind::<Array<Int8>, _>(requests)
    .bind::<Array<Int8>, _>(credits)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}
