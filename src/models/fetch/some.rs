//! Some fetches, by their numbers.

use super::Fetch;
use crate::db::Connection;
use crate::schema::fetches;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

impl Fetch {
    /// Loads the fetches with these numbers, as far as they exist, by number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_ids(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<Self>> {
        let some = fetches::table.filter(fetches::id.eq_any(ids)).order(fetches::id);
        some.select(Self::as_select()).load(conn).await
    }
}
