//! Marks of requests, by which requests of wider terms are found.

use super::RequestRow;
use crate::answers::{Terms, Words};
use crate::db::{Connection, Prepare as _};
use crate::models::lexemes;
use crate::schema::requests;
use crate::sources::{Request, Source};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Text};
use diesel_async::RunQueryDsl;

/// Requests that housekeeping marks in a round.
const ROUND: i64 = 2_000;

impl RequestRow {
    /// Works out the marks of requests without marks: an older version made them.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_older(conn: &mut Connection) -> QueryResult<()> {
        let unmarked: Vec<(i64, Source, String)> = requests::table
            .filter(requests::mark.is_null())
            .order(requests::id)
            .limit(ROUND)
            .select((requests::id, requests::source, requests::key))
            .load(conn)
            .await?;
        let parsed = |(id, source, key): (i64, Source, String)| Some((id, Request::from_key(source, &key)?));
        Self::mark(conn, &unmarked.into_iter().filter_map(parsed).collect::<Vec<_>>()).await
    }

    /// Works out the marks of these requests.
    pub(super) async fn mark(conn: &mut Connection, made: &[(i64, Request)]) -> QueryResult<()> {
        let (ids, terms): (Vec<i64>, Vec<Terms>) = terms_of(conn, made).await?.into_iter().unzip();
        if ids.is_empty() {
            return Ok(());
        }
        let marks: Vec<i64> = terms.iter().map(Terms::mark).collect();
        let wider: Vec<String> = terms.iter().map(|one| literal(&one.marks_of_wider())).collect();
        let learnt: Vec<String> = terms.iter().map(|one| literal(&one.marks_of_wider_learnt())).collect();
        diesel::sql_query(
            "UPDATE requests
                SET mark = one.mark, wider = one.wider::bigint[], wider_learnt = one.wider_learnt::bigint[]
               FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) AS one (id, mark, wider, wider_learnt)
              WHERE requests.id = one.id AND requests.mark IS NULL",
        )
        .bind::<Array<Int8>, _>(ids)
        .bind::<Array<Int8>, _>(marks)
        .bind::<Array<Text>, _>(wider)
        .bind::<Array<Text>, _>(learnt)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}

/// Array of numbers as PostgreSQL writes it: no lists of unequal lists exist there.
fn literal(marks: &[i64]) -> String {
    format!("{{{}}}", marks.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

/// Terms of requests, each with the number given to the request.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn terms_of(conn: &mut Connection, numbered: &[(i64, Request)]) -> QueryResult<Vec<(i64, Terms)>> {
    let (ranked, searched): (Vec<_>, Vec<_>) = numbered.iter().partition(|(_, request)| request.source().ranks());
    let titles: Vec<&str> = searched.iter().map(|(_, request)| request.title()).collect();
    let words = if titles.is_empty() { Vec::new() } else { lexemes::words(conn, &titles).await? };
    let ranked = ranked.into_iter().map(|one| (one, Words::default()));
    let all = searched.into_iter().zip(words).chain(ranked);
    Ok(all.map(|((number, request), words)| (*number, Terms::of(request, words))).collect())
}
