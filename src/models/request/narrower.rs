//! Requests at JSearch for longer titles around another request's title.

use super::RequestRow;
use crate::db::{Connection, Prepare as _};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

#[derive(QueryableByName)]
struct Marked {
    #[diesel(sql_type = Int8)]
    id: i64,
    #[diesel(sql_type = Int8)]
    mark: i64,
}

impl RequestRow {
    /// Requests with these marks for longer titles around a request's own title, by their marks.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_narrower_titles(
        conn: &mut Connection,
        id: i64,
        marks: &[i64],
    ) -> QueryResult<HashMap<i64, Vec<i64>>> {
        let found: Vec<Marked> = diesel::sql_query(
            "SELECT narrow.id, narrow.mark
               FROM (SELECT id, mark FROM requests WHERE id = $1) wide
              CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.mark = ANY($2) OFFSET 0) narrow
              WHERE narrow.source = 'jsearch' AND narrow.id <> wide.id AND wide.mark = ANY(narrow.wider_learnt)
              ORDER BY narrow.id",
        )
        .bind::<Int8, _>(id)
        .bind::<Array<Int8>, _>(marks)
        .prepared()
        .load(conn)
        .await?;
        let mut by_mark: HashMap<i64, Vec<i64>> = HashMap::new();
        for Marked { id, mark } in found {
            by_mark.entry(mark).or_default().push(id);
        }
        Ok(by_mark)
    }
}
