//! People whom changes concern: their searches are touched.

use crate::db::{Connection, Prepare as _};
use crate::live::{Changes, Whom};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// Most people told by name. More count as everybody: a notification that names them all would be too long.
const MOST: usize = 500;

/// People with a search for a combination that fetches ($1) buy, that waits for them, or that has topics ($2); and
/// people with a CV of some texts ($3).
const CONCERNED: &str = "
SELECT search.user_id FROM user_search_queries search
 WHERE search.is_active AND search.combination_id IN (
       SELECT link.combination_id FROM fetch_cells JOIN combination_requests link USING (request_id)
        WHERE fetch_cells.fetch_id = ANY($1)
       UNION ALL
       SELECT combination_id FROM combination_topics WHERE topic_id = ANY($2))
UNION
SELECT user_id FROM cvs WHERE profile_key = ANY($3)
LIMIT $4";

#[derive(QueryableByName)]
struct Person {
    #[diesel(sql_type = Int4)]
    user_id: i32,
}

/// People whom changes concern.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of(conn: &mut Connection, changes: &Changes) -> QueryResult<Whom> {
    if changes.is_general {
        return Ok(Whom::Everybody);
    }
    let people: Vec<Person> = diesel::sql_query(CONCERNED)
        .bind::<Array<Int8>, _>(changes.fetches.iter().copied().collect::<Vec<_>>())
        .bind::<Array<Int8>, _>(changes.topics.iter().copied().collect::<Vec<_>>())
        .bind::<Array<Text>, _>(changes.profiles.iter().collect::<Vec<_>>())
        .bind::<Int8, _>(i64::try_from(MOST + 1).unwrap_or(i64::MAX))
        .prepared()
        .load(conn)
        .await?;
    Ok(match people.len() {
        0..=MOST => Whom::People(people.into_iter().map(|one| one.user_id).collect()),
        _ => Whom::Everybody,
    })
}
